#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

// What the libFuzzer targets share. A target is one file FUZZ_fuzz.cpp with LLVMFuzzerTestOneInput;
// its seeds are in seeds/FUZZ/, its words, if it has any, in FUZZ.dict.
namespace latchkey::fuzz {

// A promise that was not kept, in words. Stops the run, so that libFuzzer keeps the input.
[[noreturn]] inline void broken(std::string_view promise, std::string_view found = "") {
  std::fprintf(stderr, "BROKEN: %.*s\n", static_cast<int>(promise.size()), promise.data());
  if (!found.empty()) {
    std::fprintf(stderr, "FOUND: %.*s\n", static_cast<int>(found.size()), found.data());
  }
  std::abort();
}

inline void promise(bool kept, std::string_view words, std::string_view found = "") {
  if (!kept) broken(words, found);
}

inline std::string textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes the first line off `rest`, or all of it when it is one line.
inline std::string_view takeLine(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

}  // namespace latchkey::fuzz
