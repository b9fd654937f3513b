// What a person types or pastes: a code, a username, a number. The first byte says how the form's
// codes look.

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "signin/typed_code.h"
#include "signin/typed_username.h"
#include "tests/fuzz/fuzz.h"

namespace latchkey::fuzz {
namespace {

using signin::CodeShape;
using signin::Reading;

const std::string* textIn(const Reading& reading) { return std::get_if<std::string>(&reading); }

void readsACode(const std::string& typed, const CodeShape& shape) {
  const Reading reading = signin::readCode(typed, shape);
  const std::string* code = textIn(reading);
  if (code == nullptr) return;
  promise(std::all_of(code->begin(), code->end(), [](char c) { return isDigit(c) || isLetter(c); }),
          "a code is letters and digits", *code);
  promise(!code->empty() && code->size() <= typed.size(), "a code was typed", *code);
  promise(code->size() >= shape.shortest.value_or(4) && code->size() <= shape.longest.value_or(32),
          "a code has a length that the form takes", *code);
  promise(signin::readCode(*code, shape) == reading, "a code is read the same again", *code);
}

void readsAUsername(const std::string& typed) {
  const Reading reading = signin::readUsername(typed);
  const std::string* name = textIn(reading);
  if (name == nullptr) return;
  promise(!name->empty() && name->size() <= typed.size(), "a username was typed", *name);
  // Bytes that are no text can become some, when what stood between them goes.
  if (!isUtf8(typed)) return;
  promise(isUtf8(*name), "text stays text", *name);
  promise(signin::readUsername(*name) == reading, "a username is read the same again", *name);
  const std::u32string points = toCodePoints(*name);
  promise(!isBlank(points.front()) && !isBlank(points.back()), "a username has no ends", *name);
}

void readsANumber(const std::string& typed) {
  const std::string number = signin::readNumber(typed);
  promise(number.size() <= typed.size(), "a number was typed", number);
  if (!isUtf8(typed)) return;
  promise(isUtf8(number), "text stays text", number);
  promise(signin::readNumber(number) == number, "a number is read the same again", number);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using latchkey::signin::CodeShape;
  const CodeShape shapes[] = {{}, {true, 10, 10}, {false, 6, 6}, {true, {}, {}}, {false, 5, 8}};
  const std::string input = latchkey::fuzz::textOf(data, size);
  const std::string typed = input.substr(std::min<std::size_t>(1, input.size()));
  latchkey::fuzz::promise(latchkey::toUtf8(latchkey::toCodePoints(typed)) == typed,
                          "no byte is lost", typed);
  const std::size_t shape = input.empty() ? 0 : (data[0] + 2U) % 5;  // '0' is the first
  latchkey::fuzz::readsACode(typed, shapes[shape]);
  latchkey::fuzz::readsAUsername(typed);
  latchkey::fuzz::readsANumber(typed);
  return 0;
}
