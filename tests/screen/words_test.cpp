// The formatter of texts, on lines as .dev/texts.py compiles them.
#include "screen/texts/words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "screen/texts/languages.h"

namespace latchkey::screen::texts {
namespace {

// Any three keys with any two parameters: the lines decide what they say.
constexpr auto kFirst = static_cast<Key>(0);
constexpr auto kSecond = static_cast<Key>(1);
constexpr auto kThird = static_cast<Key>(2);
constexpr auto kA = Parameter::address;
constexpr auto kB = Parameter::other;
constexpr auto kCount = Parameter::count;

std::string sign(Parameter parameter) { return std::string(1, static_cast<char>(parameter)); }

// A plural as it is compiled: {{'o', "one # "}, ...}.
std::string plural(const std::vector<std::pair<char, std::string>>& forms) {
  std::string text = '\x01' + sign(kCount);
  for (const auto& [category, form] : forms) text += category + form + '\x02';
  return text + '\x03';
}

// Polish has few and many; every number that ends in 2 is "few" here.
class FewLocale : public PlainLocale {
 public:
  Plural pluralOf(std::int64_t count) const override {
    return count == 1 ? Plural::one : count % 10 == 2 ? Plural::few : Plural::many;
  }
};

struct Row {
  std::string name;
  std::string line;
  std::int64_t count;
  std::string says;
};

class Say : public testing::TestWithParam<Row> {};

TEST_P(Say, PutsArgumentsInTheirPlaces) {
  const FewLocale locale;
  const std::string lines = "before\n" + GetParam().line + "\nafter\n";
  const Words words(lines, locale);
  EXPECT_EQ(words.say(kSecond, {{kA, "ada"}, {kB, "grace"}, {kCount, GetParam().count}}),
            GetParam().says);
  EXPECT_EQ(words.say(kFirst), "before");
  EXPECT_EQ(words.say(kThird), "after");
}

const std::string kOneAndOther = plural({{'o', "one"}, {'x', sign(kCount) + " others"}});

INSTANTIATE_TEST_SUITE_P(
    Text, Say,
    testing::Values(Row{"Words", "As it stands.", 0, "As it stands."}, Row{"Nothing", "", 0, ""},
                    Row{"OneParameter", "To " + sign(kA) + ".", 0, "To ada."},
                    Row{"OnlyAParameter", sign(kA), 0, "ada"},
                    Row{"InAnotherOrder", sign(kB) + " und " + sign(kA), 0, "grace und ada"},
                    Row{"Twice", sign(kA) + sign(kA), 0, "adaada"},
                    Row{"AParameterThatIsNotGiven", "[" + sign(Parameter::app) + "]", 0, "[]"},
                    Row{"TheNumberItself", "in " + sign(kCount), -3, "in -3"},
                    Row{"One", "in " + kOneAndOther + '.', 1, "in one."},
                    Row{"ACategoryWithoutAForm", kOneAndOther, 7, "7 others"},
                    Row{"ACategoryWithAForm", plural({{'f', "few"}, {'x', "other"}}), 12, "few"},
                    Row{"OnlyTheFormOther", plural({{'x', sign(kCount)}}), 1, "1"},
                    Row{"AParameterInAForm", plural({{'x', sign(kA) + '!'}}), 1, "ada!"},
                    Row{"AnEmptyForm", "a" + plural({{'o', ""}, {'x', "b"}}) + "c", 1, "ac"},
                    Row{"TwoPlurals", kOneAndOther + kOneAndOther, 1, "oneone"},
                    Row{"Utf8", "\u201E" + sign(kA) + "\u201C \u2026", 0,
                        "\u201Eada\u201C \u2026"}),
    [](const auto& test) { return test.param.name; });

TEST(Say, TakesWhatAnArgumentHoldsAsItStands) {
  const std::string lines = sign(kA) + '\n';
  const Words words(lines, plainEnglish().locale());
  const std::string odd = sign(kB) + "{b}\x01\x02\x03";
  EXPECT_EQ(words.say(kFirst, {{kA, odd}, {kB, "no"}}), odd);
}

TEST(Say, SaysNothingOfAKeyBehindTheLastLine) {
  EXPECT_EQ(Words("one\n", plainEnglish().locale()).say(kThird), "");
}

TEST(Say, SurvivesAPluralThatEndsInTheMiddle) {
  const std::string whole = kOneAndOther;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const std::string part = whole.substr(0, size);
    Words(part, plainEnglish().locale()).say(kFirst, {{kCount, 1}});
  }
}

TEST(Spans, AreStrongWhereAnArgumentStands) {
  const std::string lines = "To " + sign(kA) + " and " + sign(kB) + ".\n";
  const auto spans =
      Words(lines, plainEnglish().locale()).spans(kFirst, {{kA, "ada"}, {kB, "grace"}});
  std::string marked;
  for (const Span& span : spans) {
    marked += span.weight == Weight::strong ? '<' + span.text + '>' : '[' + span.text + ']';
  }
  EXPECT_EQ(marked, "[To ]<ada>[ and ]<grace>[.]");
}

// --- what is published of a language

TEST(Published, IsReadWhereItIsOfThisVersion) {
  for (const Language& language : languages()) {
    const std::string file = published(language);
    const auto lines = linesOf(file);
    ASSERT_TRUE(lines) << language.tag;
    EXPECT_EQ(*lines, language.lines.substr(0, lines->size())) << language.tag;
  }
}

TEST(Published, HasTheTextsThatTheProgramHasItself) {
  ASSERT_EQ(languages().front().tag, "en");
  EXPECT_EQ(languages().front().lines.substr(0, kEnglish.size()), kEnglish);
}

TEST(Published, IsRefusedWhereItIsNot) {
  const std::string file = published(languages().front());
  const std::string mark = kFingerprint;
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"empty", ""},
      {"a page", "<!doctype html>\n"},
      {"of another version", "00000000" + file.substr(mark.size())},
      {"the mark alone", mark + '\n'},
      {"cut off", file.substr(0, file.size() / 2)},
      {"cut off in its last line", file.substr(0, file.size() - 1)},
      {"a line too many", file + "more\n"},
      {"no UTF-8", file.substr(0, file.size() - 2) + "\xFF\n"},
  };
  for (const auto& [name, content] : rows) EXPECT_FALSE(linesOf(content)) << name;
}

}  // namespace
}  // namespace latchkey::screen::texts
