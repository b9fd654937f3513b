#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace latchkey::simulator {

// The one description of a structure that is kept in a JSON file. A function `describe(fields, x)`
// names the members of `x` with what may stand there; reading a file, writing one and writing its
// JSON Schema are three kinds of Fields, so that they cannot disagree.

// A member's name, and a sentence for the schema (none in files that no person writes).
struct Member {
  enum class Presence { optional, required };

  std::string_view name;
  std::string_view about = {};
  Presence presence = Presence::optional;
};

inline Member required(std::string_view name, std::string_view about) {
  return {name, about, Member::Presence::required};
}

struct Range {
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::string_view unit = {};  // "seconds"
};

// What a text must be. In people's files "{site}" and "{org}" stand for the two origins.
enum class TextRule {
  any,
  notEmpty,
  word,         // letters, digits, '-', '_' and '.'
  email,        // something@something, without spaces
  url,          // absolute, http or https
  origin,       // scheme, host and port alone
  phone,        // digits, with + - ( ) and spaces between them
  mailSubject,  // a template; see mail_template.h
  mailBody,
  privateKey,  // RSA, as PEM
};

using Choices = std::initializer_list<std::string_view>;  // in the order of the enumeration

// An element of a map.
template <class T>
struct Entry {
  std::string key;
  T value;
};

class Fields {
 public:
  virtual ~Fields() = default;

  virtual void text(const Member& member, std::string& value, TextRule rule) = 0;
  virtual void texts(const Member& member, std::vector<std::string>& values, TextRule rule) = 0;
  virtual void flag(const Member& member, bool& value) = 0;
  virtual void integer(const Member& member, std::int64_t& value, Range range) = 0;
  virtual void integers(const Member& member, std::vector<std::int64_t>& values, Range range) = 0;
  // Some of the choices, by their places.
  virtual void someOf(const Member& member, std::vector<std::size_t>& values, Choices choices) = 0;
  virtual void choice(const Member& member, std::size_t& value, Choices choices) = 0;

  // An object that may be missing. Answers whether its members are to be named now; only then
  // endObject() is called.
  virtual bool beginObject(const Member& member, bool present) = 0;
  virtual void endObject() = 0;
  // A list of objects; answers how many there are to be. Nothing: it stays as it is, and endList()
  // is not called.
  virtual std::optional<std::size_t> beginList(const Member& member, std::size_t size) = 0;
  virtual void beginElement(std::size_t index) = 0;
  virtual void endElement() = 0;
  virtual void endList() = 0;

  // The same for the types that structures have.

  template <class Number>
  void number(const Member& member, Number& value, Range range = {}) {
    auto whole = static_cast<std::int64_t>(value);
    integer(member, whole, range);
    value = static_cast<Number>(whole);
  }
  template <class Duration>
  void duration(const Member& member, Duration& value, Range range) {
    auto count = static_cast<std::int64_t>(value.count());
    integer(member, count, range);
    value = Duration{count};
  }
  template <class Duration>
  void durations(const Member& member, std::vector<Duration>& values, Range range) {
    std::vector<std::int64_t> counts;
    counts.reserve(values.size());
    for (const Duration value : values) counts.push_back(value.count());
    integers(member, counts, range);
    values.clear();
    for (const std::int64_t count : counts) values.emplace_back(count);
  }
  void instant(const Member& member, Instant& value);
  template <class Enumeration>
  void oneOf(const Member& member, Enumeration& value, Choices choices) {
    auto index = static_cast<std::size_t>(value);
    choice(member, index, choices);
    value = static_cast<Enumeration>(index);
  }
  void optionalInstant(const Member& member, std::optional<Instant>& value);
  // For texts of which an empty one stands for none.
  void textIfAny(const Member& member, std::string& value, TextRule rule);
  template <class Enumeration>
  void choices(const Member& member, std::vector<Enumeration>& values, Choices choices) {
    std::vector<std::size_t> places;
    places.reserve(values.size());
    for (const Enumeration value : values) places.push_back(static_cast<std::size_t>(value));
    someOf(member, places, choices);
    values.clear();
    values.reserve(places.size());
    for (const std::size_t place : places) values.push_back(static_cast<Enumeration>(place));
  }
  void optionalText(const Member& member, std::optional<std::string>& value, TextRule rule);

  // describe(Fields&, T&) is found beside T.
  template <class T>
  void object(const Member& member, T& value) {
    if (!beginObject(member, true)) return;
    describe(*this, value);
    endObject();
  }
  template <class T>
  void optionalObject(const Member& member, std::optional<T>& value) {
    if (!beginObject(member, value.has_value())) return;
    if (!value) value.emplace();
    describe(*this, *value);
    endObject();
  }
  template <class T>
  void list(const Member& member, std::vector<T>& values) {
    const std::optional<std::size_t> count = beginList(member, values.size());
    if (!count) return;
    if (fills()) values.assign(*count, T());
    for (std::size_t i = 0; i < values.size(); ++i) {
      beginElement(i);
      describe(*this, values[i]);
      endElement();
    }
    endList();
  }

  // By what it is found, in each element's "key".
  template <class Map>
  void map(const Member& member, Map& entries) {
    std::vector<Entry<typename Map::mapped_type>> all;
    all.reserve(entries.size());
    for (auto& [key, value] : entries) all.push_back({key, std::move(value)});
    list(member, all);
    entries.clear();
    for (auto& each : all) entries.emplace(std::move(each.key), std::move(each.value));
  }

 protected:
  // Whether lists are made anew.
  virtual bool fills() const = 0;
  // Whether the member is there: in the file that is read, or as a value that is to be written.
  virtual bool has(const Member& member, bool present) = 0;
};

template <class T>
void describe(Fields& fields, Entry<T>& entry) {
  fields.text({"key"}, entry.key, TextRule::any);
  describe(fields, entry.value);
}

}  // namespace latchkey::simulator
