// Two functions of the C library that this program has little use for and that bring much: reading
// numbers of every kind, with 128-bit arithmetic, is a tenth of the program, and writing them a
// thirtieth. What is here does what our libraries ask for. Weak, so that a C library that is cut
// differently wins without a word.
#include <emscripten.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

EM_JS(double, numberIn, (const char* text), { return parseFloat(UTF8ToString(text)); });

namespace {

// What %04x and %.4X write.
void putHex(char* into, unsigned value, bool isUpper) {
  const char* const digits = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
  for (int i = 3; i >= 0; --i, value >>= 4U) into[i] = digits[value & 0xFU];
}

}  // namespace

extern "C" {

// Only nlohmann_json calls this, with a text that is a number from its first character to its last.
[[gnu::weak]] double strtod(const char* text, char** end) {
  if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
  return numberIn(text);
}

// These two are never called, but the C library has them in one file with strtod.
[[gnu::weak]] float strtof(const char* text, char** end) {
  return static_cast<float>(strtod(text, end));
}
[[gnu::weak]] long double strtold(const char* text, char** end) { return strtod(text, end); }

// Only nlohmann_json calls this: for "\\u%04x", once or twice, and "<U+%.4X>" in a report that is
// thrown away. It knows that its buffer is large enough.
[[gnu::weak]] int snprintf(char* into, std::size_t, const char* format, ...) {
  char* end = into;
  va_list values;
  va_start(values, format);
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      *end++ = *format;
      continue;
    }
    while (*format != 'x' && *format != 'X') ++format;  // the width is always 4
    putHex(end, va_arg(values, unsigned), *format == 'X');
    end += 4;
  }
  va_end(values);
  *end = '\0';
  return static_cast<int>(end - into);
}

}  // extern "C"
