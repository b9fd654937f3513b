#include "idx/relates_to.h"

#include <iterator>
#include <optional>
#include <string>

#include "base/text.h"

namespace latchkey::idx {
namespace {

// Enough for any list that fits into an answer, and too short to overflow.
constexpr std::size_t kMaxIndexDigits = 6;

bool isWordCharacter(char c) { return isLetter(c) || isDigit(c) || c == '_' || c == '-'; }

std::size_t runLength(std::string_view text, bool (*belongs)(char)) {
  std::size_t length = 0;
  while (length < text.size() && belongs(text[length])) ++length;
  return length;
}

// Takes the word at the front off `rest`.
const Json* stepByName(const Json& from, std::string_view& rest) {
  const std::string_view word = rest.substr(0, runLength(rest, isWordCharacter));
  rest.remove_prefix(word.size());
  return word.empty() ? nullptr : member(from, word);
}

// Takes "12]" off the front of `rest`.
const Json* stepByIndex(const Json& from, std::string_view& rest) {
  const std::size_t digits = runLength(rest, isDigit);
  const bool closed = digits < rest.size() && rest[digits] == ']';
  if (digits == 0 || digits > kMaxIndexDigits || !closed || !from.is_array()) return nullptr;
  std::size_t index = 0;
  for (const char c : rest.substr(0, digits)) {
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  rest.remove_prefix(digits + 1);
  return index < from.size() ? &*std::next(from.begin(), static_cast<std::ptrdiff_t>(index))
                             : nullptr;
}

}  // namespace

const Json* resolvePath(const Json& root, std::string_view path) {
  if (path.empty()) return nullptr;
  const Json* here = &root;
  if (path.front() == '$') {
    path.remove_prefix(1);
  } else {
    here = stepByName(*here, path);
  }
  while (here != nullptr && !path.empty()) {
    const char kind = path.front();
    path.remove_prefix(1);
    if (kind == '.') {
      here = stepByName(*here, path);
    } else {
      here = kind == '[' ? stepByIndex(*here, path) : nullptr;
    }
  }
  return here;
}

const Json* relatedTo(const Json& root, const Json& node) {
  const Json* target = member(node, "relatesTo");
  if (target == nullptr) return nullptr;
  if (target->is_array()) {
    if (target->size() != 1) return nullptr;
    target = &target->front();
  }
  const std::optional<std::string> path = asText(*target);
  return path ? resolvePath(root, *path) : nullptr;
}

}  // namespace latchkey::idx
