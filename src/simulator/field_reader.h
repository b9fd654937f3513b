#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "simulator/fields.h"

namespace latchkey::simulator {

// Fills a structure from a JSON document. The first mistake ends it: what comes after stays as it
// was.
class FieldReader : public Fields {
 public:
  struct Mistake {
    std::string pointer;   // RFC 6901: where
    std::string sentence;  // "\"lifetimes.code\" must be a number of seconds from 1 to 86400."
  };
  // "{site}" and what it stands for, in addresses and origins.
  using Abbreviations = std::vector<std::pair<std::string, std::string>>;

  explicit FieldReader(const Json& document, Abbreviations abbreviations = {});

  // To be called when the whole document has been described.
  std::optional<Mistake> finish();
  // A mistake that only a look at several members shows.
  void complain(std::string pointer, std::string sentence);

  void text(const Member& member, std::string& value, TextRule rule) override;
  void texts(const Member& member, std::vector<std::string>& values, TextRule rule) override;
  void flag(const Member& member, bool& value) override;
  void integer(const Member& member, std::int64_t& value, Range range) override;
  void integers(const Member& member, std::vector<std::int64_t>& values, Range range) override;
  void someOf(const Member& member, std::vector<std::size_t>& values, Choices choices) override;
  void choice(const Member& member, std::size_t& value, Choices choices) override;
  bool beginObject(const Member& member, bool present) override;
  void endObject() override;
  std::optional<std::size_t> beginList(const Member& member, std::size_t size) override;
  void beginElement(std::size_t index) override;
  void endElement() override;
  void endList() override;

 protected:
  bool fills() const override { return true; }
  bool has(const Member& member, bool present) override;

 private:
  // An object or a list that is being read.
  struct Scope {
    const Json* value;
    std::string pointer;
    std::string shown;  // "lifetimes."
    std::vector<std::string> known;
  };

  const Json* find(const Member& member);
  const Json* listOf(const Member& member);
  void mistakeAt(const Member& member, std::string_view what);
  void mistakeIn(const Member& member, std::size_t index, std::string_view what);
  void enter(const Json& value, const std::string& part, const std::string& shown);
  void refuseUnknown();
  std::optional<std::string> textFrom(const Json& json, TextRule rule) const;

  Abbreviations abbreviations_;
  std::vector<Scope> scopes_;
  std::optional<Mistake> mistake_;
};

}  // namespace latchkey::simulator
