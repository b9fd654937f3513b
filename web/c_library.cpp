// Two functions of the C library that this program has little use for and that bring much: reading
// numbers of every kind, with 128-bit arithmetic, is a tenth of the program. What is here does what
// our libraries ask for. Weak, so that a C library that is cut differently wins without a word.
#include <emscripten.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/text.h"

EM_JS(double, numberIn, (const char* text), { return parseFloat(UTF8ToString(text)); });

namespace {

// Takes a whole number from the front, as %d does.
bool takeInteger(const char*& text, int* into) {
  const bool isNegative = *text == '-';
  if (isNegative) ++text;
  if (!latchkey::isDigit(*text)) return false;
  int value = 0;
  for (; latchkey::isDigit(*text) && value < 100'000'000; ++text)
    value = value * 10 + (*text - '0');
  *into = isNegative ? -value : value;
  return true;
}

}  // namespace

extern "C" {

// Only nlohmann_json calls this, with a text that is a number from its first character to its last.
[[gnu::weak]] double strtod(const char* text, char** end) {
  if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
  return numberIn(text);
}

// Nobody calls these two. The C library has them in one file with strtod.
[[gnu::weak]] float strtof(const char* text, char** end) {
  return static_cast<float>(strtod(text, end));
}
[[gnu::weak]] long double strtold(const char* text, char** end) { return strtod(text, end); }

// ImGui's OpenGL backend reads "#version %d" with it; its other formats are for a settings file,
// and there is none. So: characters as they are, and %d.
[[gnu::weak]] int sscanf(const char* text, const char* format, ...) {
  int taken = 0;
  va_list into;
  va_start(into, format);
  for (; *format != '\0'; ++format) {
    if (format[0] == '%' && format[1] == 'd') {
      if (!takeInteger(text, va_arg(into, int*))) break;
      ++taken;
      ++format;
    } else if (*format != *text++) {
      break;
    }
  }
  va_end(into);
  return taken;
}

}  // extern "C"
