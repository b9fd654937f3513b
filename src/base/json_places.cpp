#include "base/json_places.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/text.h"

namespace latchkey {
namespace {

// Reads a text and tells how far the reading has come.
class Reading {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Reading(const char* at, const char** reached) : at_(at), reached_(reached) {}

  reference operator*() const { return *at_; }
  Reading& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Reading operator++(int) {
    Reading before = *this;
    ++*this;
    return before;
  }
  friend bool operator!=(const Reading& a, const Reading& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** reached_;
};

}  // namespace

// Is told of every token when its last character has been read.
class JsonPlaces::Walker {
 public:
  explicit Walker(JsonPlaces& places)
      : places_(places), reached_(places.text_.data()), end_(reached_ + places.text_.size()) {}

  Reading begin() { return {reached_, &reached_}; }
  Reading end() { return {end_, &reached_}; }

  bool null() { return value(); }
  bool boolean(bool) { return value(); }
  bool number_integer(Json::number_integer_t) { return value(); }
  bool number_unsigned(Json::number_unsigned_t) { return value(); }
  bool number_float(Json::number_float_t, const Json::string_t&) { return value(); }
  bool string(Json::string_t&) { return value(); }
  static bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return enter(false); }
  bool start_array(std::size_t) { return enter(true); }
  bool end_object() { return leave(); }
  bool end_array() { return leave(); }
  bool key(Json::string_t& name) {
    const std::string path = open_.back().pointer + "/" + pointerPart(name);
    const std::size_t at = startOfToken();
    if (!places_.duplicate_ && places_.offsets_.contains(path)) {
      places_.duplicate_ = path;
      places_.offsets_[path] = at;
    } else {
      places_.offsets_.emplace(path, at);
    }
    member_ = path;
    tokenEnd_ = offset();
    return true;
  }
  template <class Exception>
  bool parse_error(std::size_t, const std::string&, const Exception&) {
    places_.mistake_ = startOfToken();
    return false;
  }

 private:
  struct Container {
    std::string pointer;
    bool isList;
    std::size_t elements = 0;
  };

  std::size_t offset() const { return static_cast<std::size_t>(reached_ - places_.text_.data()); }
  // The first character of the token that was read last.
  std::size_t startOfToken() const {
    const std::size_t start = places_.text_.find_first_not_of(" \t\r\n,:", tokenEnd_);
    return std::min(start, places_.text_.size());
  }
  // A member is where its name is; an element, where it begins.
  std::string place() {
    if (open_.empty()) return "";
    Container& parent = open_.back();
    if (!parent.isList) return member_;
    std::string path = parent.pointer + "/" + std::to_string(parent.elements++);
    places_.offsets_.emplace(path, startOfToken());
    return path;
  }
  bool value() {
    place();
    tokenEnd_ = offset();
    return true;
  }
  bool enter(bool isList) {
    open_.push_back({place(), isList});
    tokenEnd_ = offset();
    return open_.size() <= static_cast<std::size_t>(kMaxJsonDepth);
  }
  bool leave() {
    open_.pop_back();
    tokenEnd_ = offset();
    return true;
  }

  JsonPlaces& places_;
  const char* reached_;
  const char* end_;
  std::vector<Container> open_;
  std::string member_;
  std::size_t tokenEnd_ = 0;
};

JsonPlaces::JsonPlaces(std::string_view text) : text_(text) {
  Walker walker(*this);
  Json::sax_parse(walker.begin(), walker.end(), &walker);
}

TextPlace JsonPlaces::of(std::string_view pointer) const {
  while (!pointer.empty()) {
    const auto found = offsets_.find(pointer);
    if (found != offsets_.end()) return placeAt(found->second);
    pointer = pointer.substr(0, pointer.rfind('/'));
  }
  return placeAt(std::min(text_.find_first_not_of(" \t\r\n"), text_.size()));
}

std::optional<TextPlace> JsonPlaces::mistake() const {
  return mistake_ ? std::optional(placeAt(*mistake_)) : std::nullopt;
}

std::string_view JsonPlaces::whatIsWrong() const {
  const std::string_view from = text_.substr(std::min(mistake_.value_or(0), text_.size()));
  const std::string_view before = trimmed(text_.substr(0, text_.size() - from.size()));
  const char first = from.empty() ? '\0' : from.front();
  const char last = before.empty() ? '\0' : before.back();
  if (from.empty()) {
    return before.empty() ? "The file is empty." : "The file ends before everything is closed.";
  }
  if (first == '/' || first == '#') return "JSON has no comments.";
  if (first == '\'') return "JSON takes double quotes only.";
  if (last == ',' && (first == '}' || first == ']'))
    return "There is a comma too many before this.";
  if (first == '"') {
    const bool isClosed = from.find('"', 1) < from.find('\n', 1);
    if (!isClosed) return "This text has no closing quotation mark.";
    if (last != ',' && last != '{' && last != ':' && last != '[') {
      return "A comma or a colon is missing before this.";
    }
    return "This text holds a character that must be escaped, or that is not UTF-8.";
  }
  return "This is not JSON from here on.";
}

TextPlace JsonPlaces::placeAt(std::size_t offset) const {
  const std::string_view before = text_.substr(0, offset);
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t newline = before.rfind('\n');
  const std::size_t lineStart = newline == std::string_view::npos ? 0 : newline + 1;
  return {lines + 1, offset - lineStart + 1};
}

std::string pointerPart(std::string_view name) {
  return replaceAll(replaceAll(std::string(name), "~", "~0"), "/", "~1");
}

}  // namespace latchkey
