#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

// A place in a text, as editors count: from 1; a column is a byte.
struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;
};

// Where the values of a JSON text stand, for messages about a file that a person wrote. Costs a
// second reading of the text, so documents from the network have none.
class JsonPlaces {
 public:
  explicit JsonPlaces(std::string_view text);

  // Of the value that an RFC 6901 pointer names: "/people/0/login". Of the nearest one around it
  // that there is, otherwise.
  TextPlace of(std::string_view pointer) const;
  // Where the text stops being JSON.
  std::optional<TextPlace> mistake() const;
  // What is wrong there, in a sentence, as far as the characters around it tell.
  std::string_view whatIsWrong() const;
  // The second one of two members of one object with one name; its pointer.
  const std::optional<std::string>& duplicate() const { return duplicate_; }

 private:
  class Walker;

  TextPlace placeAt(std::size_t offset) const;

  std::string_view text_;  // must outlive this
  std::map<std::string, std::size_t, std::less<>> offsets_;
  std::optional<std::size_t> mistake_;
  std::optional<std::string> duplicate_;
};

// "a/b" as a part of an RFC 6901 pointer: "a~1b".
std::string pointerPart(std::string_view name);

}  // namespace latchkey
