#include "screen/texts/words.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace latchkey::screen::texts {
namespace {

// How .dev/texts.py frames plural forms: kBegin parameter (category text kNext)* kEnd. A parameter
// is one character as well.
constexpr char kBegin = '\x01';
constexpr char kNext = '\x02';
constexpr char kEnd = '\x03';
constexpr char kFirstParameter = '\x0e';
constexpr char kLastParameter = '\x1f';

bool isParameter(char c) { return c >= kFirstParameter && c <= kLastParameter; }

// Of what is told one after the other: neighbours of one weight are one span.
void add(std::vector<Span>& spans, std::string_view text, Weight weight) {
  if (text.empty()) return;
  if (spans.empty() || spans.back().weight != weight) spans.push_back({"", weight});
  spans.back().text += text;
}

class Formatter {
 public:
  Formatter(Arguments arguments, const Locale& locale) : arguments_(arguments), locale_(locale) {}

  void write(std::string_view text) {
    while (!text.empty()) {
      const auto special = std::find_if(text.begin(), text.end(),
                                        [](char c) { return c == kBegin || isParameter(c); });
      const auto size = static_cast<std::size_t>(special - text.begin());
      add(spans, text.substr(0, size), Weight::regular);
      text.remove_prefix(size);
      if (text.empty()) return;
      if (text.front() == kBegin) {
        text = writePlural(text);
      } else {
        if (const Argument* argument = find(text.front())) {
          if (argument->count) add(spans, std::to_string(*argument->count), Weight::strong);
          add(spans, argument->text, Weight::strong);
        }
        text.remove_prefix(1);
      }
    }
  }

  std::vector<Span> spans;

 private:
  const Argument* find(char name) const {
    for (const Argument& argument : arguments_) {
      if (static_cast<char>(argument.name) == name) return &argument;
    }
    return nullptr;
  }

  // The form of the number's category, else the last one, which is for all others. Answers what
  // stands behind.
  std::string_view writePlural(std::string_view text) {
    const std::size_t end = std::min(text.find(kEnd), text.size() - 1);
    const std::string_view behind = text.substr(end + 1);
    std::string_view forms = text.substr(1, end - 1);
    const Argument* number = forms.empty() ? nullptr : find(forms.front());
    if (number == nullptr || !number->count) return behind;
    const char category = static_cast<char>(locale_.pluralOf(*number->count));
    std::string_view chosen;
    for (forms.remove_prefix(1); !forms.empty();) {
      const std::string_view form = forms.substr(0, forms.find(kNext));
      forms.remove_prefix(std::min(form.size() + 1, forms.size()));
      if (form.empty()) continue;
      chosen = form.substr(1);
      if (form.front() == category) break;
    }
    write(chosen);
    return behind;
  }

  Arguments arguments_;
  const Locale& locale_;
};

}  // namespace

std::string_view Words::lineOf(Key key) const {
  std::string_view rest = lines_;
  for (auto i = static_cast<std::size_t>(key); i > 0; --i) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return "";
    rest.remove_prefix(end + 1);
  }
  return rest.substr(0, rest.find('\n'));
}

std::vector<Span> Words::spans(Key key, Arguments arguments) const {
  Formatter formatter(arguments, *locale_);
  formatter.write(lineOf(key));
  return std::move(formatter.spans);
}

std::string Words::say(Key key, Arguments arguments) const {
  std::string text;
  for (const Span& span : spans(key, arguments)) text += span.text;
  return text;
}

const Words& plainEnglish() {
  static const PlainLocale kLocale;
  static const Words kWords(kEnglish, kLocale);
  return kWords;
}

std::optional<std::string_view> linesOf(std::string_view published) {
  const std::string_view mark = published.substr(0, published.find('\n'));
  const auto lines = std::count(published.begin(), published.end(), '\n');
  if (mark != kFingerprint || lines != static_cast<std::ptrdiff_t>(kPublishedKeys + 1) ||
      !isUtf8(published)) {
    return std::nullopt;
  }
  return published.substr(mark.size() + 1);
}

}  // namespace latchkey::screen::texts
