// Functions of the C library that this program has little use for and that bring much: reading
// numbers of every kind, with 128-bit arithmetic, is a tenth of the program. What is here does what
// our libraries ask for. Weak, so that a C library that is cut differently wins without a word.
#include <emscripten.h>

#include <cstdlib>
#include <cstring>

EM_JS(double, numberIn, (const char* text), { return parseFloat(UTF8ToString(text)); });

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

}  // extern "C"
