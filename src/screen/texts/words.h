#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screen/screen.h"
#include "screen/texts/keys.h"
#include "screen/texts/locale.h"

namespace latchkey::screen::texts {

// What stands in the place of a parameter: a text, which has to outlive the call, or the number of
// a plural.
struct Argument {
  Argument(Parameter parameter, std::string_view value) : name(parameter), text(value) {}
  Argument(Parameter parameter, std::int64_t number) : name(parameter), count(number) {}

  Parameter name;
  std::string_view text;
  std::optional<std::int64_t> count;
};
using Arguments = std::initializer_list<Argument>;

// The texts of one language. README.md beside this describes them.
class Words {
 public:
  // `lines` has one compiled text for each of the screen's keys; both have to outlive this.
  Words(std::string_view lines, const Locale& locale) : lines_(lines), locale_(&locale) {}

  std::string say(Key key, Arguments arguments = {}) const;
  // The same with everything that was put in as strong spans.
  std::vector<Span> spans(Key key, Arguments arguments) const;

  const Locale& locale() const { return *locale_; }

 private:
  std::string_view lineOf(Key key) const;

  std::string_view lines_;
  const Locale* locale_;
};

// English, which is always there.
extern const std::string_view kEnglish;
// It with PlainLocale.
const Words& plainEnglish();

// The lines of a published language, for Words. Nothing where it is damaged, or of another version
// of this program. The file has kFingerprint in its first line, then the texts of the screen, then
// those of the page's scripts.
std::optional<std::string_view> linesOf(std::string_view published);

}  // namespace latchkey::screen::texts
