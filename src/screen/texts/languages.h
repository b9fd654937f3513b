#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::screen::texts {

// Every language that there is a catalogue for, English first. For prerender, which publishes
// them, and for tests; pages hold English only.
struct Language {
  std::string_view tag;    // BCP 47
  std::string_view lines;  // compiled, one for each texts::Key
};
const std::vector<Language>& languages();

// The file of a language as pages load it: see linesOf().
std::string published(const Language& language);

}  // namespace latchkey::screen::texts
