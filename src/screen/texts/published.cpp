#include "screen/texts/keys.h"
#include "screen/texts/languages.h"

namespace latchkey::screen::texts {

std::string published(const Language& language) {
  std::string file = std::string(kFingerprint) + '\n';
  std::size_t end = 0;
  for (std::size_t i = 0; i < kPublishedKeys; ++i) end = language.lines.find('\n', end) + 1;
  return file.append(language.lines.substr(0, end));
}

}  // namespace latchkey::screen::texts
