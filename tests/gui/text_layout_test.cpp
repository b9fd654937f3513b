#include "gui/text_layout.h"

#include <gtest/gtest.h>

#include "tests/support/fake_text_port.h"

namespace latchkey::gui {
namespace {

// With the fake port a character is 5 pixels wide.
TextStyle styleOf(int weight) {
  TextStyle style;
  style.size = 10;
  style.weight = weight;
  return style;
}

constexpr float kCharacter = 5;

std::string textOf(const TextLine& line) {
  std::string text;
  for (const TextPiece& piece : line.pieces) text += piece.text;
  return text;
}

std::vector<std::string> broken(const std::vector<StyledSpan>& spans, float characters) {
  testing::FakeTextPort port;
  std::vector<std::string> lines;
  for (const TextLine& line : layOutText(port, spans, characters * kCharacter, 20).lines) {
    EXPECT_LE(line.width, std::max(1.0F, characters) * kCharacter + 1);
    lines.push_back(textOf(line));
  }
  return lines;
}

struct Row {
  std::string name;
  std::string text;
  float characters;
  std::vector<std::string> lines;
};

class Breaking : public ::testing::TestWithParam<Row> {};

INSTANTIATE_TEST_SUITE_P(
    Text, Breaking,
    ::testing::Values(Row{"NothingHasNoLine", "", 10, {}},
                      Row{"WhatFitsStaysWhole", "one two", 7, {"one two"}},
                      Row{"AWordThatDoesNotFitGoesDown", "one two", 6, {"one", "two"}},
                      Row{"SpacesAtTheEndTakeNoRoom", "one   two", 5, {"one", "two"}},
                      Row{"AsManyWordsAsFit", "a b c d e", 3, {"a b", "c d", "e"}},
                      Row{"ALongWordIsCut", "abcdefgh", 3, {"abc", "def", "gh"}},
                      Row{"ALongWordBeginsOnALineOfItsOwn", "hi abcdef", 4, {"hi", "abcd", "ef"}},
                      Row{"WordsGoOnAfterACutOne", "abcdef gh", 4, {"abcd", "ef", "gh"}},
                      Row{"ShortWordsShareTheLineOfACutOne", "abcdef g", 4, {"abcd", "ef g"}},
                      Row{"CharactersAreNotCutInTwo",
                          "\u00e4\u00f6\u00fc\u00df",
                          2,
                          {"\u00e4\u00f6", "\u00fc\u00df"}},
                      Row{"AnAccentStaysWithItsLetter", "ae\u0301bc", 2, {"a", "e\u0301", "bc"}},
                      Row{"NoRoomAtAllStillEnds", "abc", 0, {"a", "b", "c"}}),
    [](const auto& row) { return row.param.name; });

TEST_P(Breaking, IsAsInABrowser) {
  const Row& row = GetParam();
  EXPECT_EQ(broken({{row.text, styleOf(400)}}, row.characters), row.lines);
}

TEST(TextLayout, SpansAreNoPlaceToBreak) {
  const std::vector<StyledSpan> spans = {
      {"to ", styleOf(400)}, {"a@b.c", styleOf(600)}, {".", styleOf(400)}};
  EXPECT_EQ(broken(spans, 9), (std::vector<std::string>{"to a@b.c."}));
  EXPECT_EQ(broken(spans, 8), (std::vector<std::string>{"to", "a@b.c."}));
}

TEST(TextLayout, EverySpanIsAPieceBehindTheOneBefore) {
  testing::FakeTextPort port;
  const TextBlock block = layOutText(port, {{"ab", styleOf(400)}, {"cd", styleOf(600)}}, 100, 20);
  ASSERT_EQ(block.lines.size(), 1U);
  const std::vector<TextPiece>& pieces = block.lines[0].pieces;
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[1].style.weight, 600);
  EXPECT_FLOAT_EQ(pieces[1].x, 2 * kCharacter);
  EXPECT_FLOAT_EQ(block.width, 4 * kCharacter);
}

TEST(TextLayout, TheBaselineIsWhereABrowserPutsIt) {
  testing::FakeTextPort port;
  const TextBlock block = layOutText(port, {{"ab", styleOf(400)}}, 100, 20);
  // (20 - 9 - 3) / 2 above the ascent of 9.
  EXPECT_FLOAT_EQ(block.baseline, 13);
  EXPECT_FLOAT_EQ(block.height(), 20);
}

// A port that answers nonsense must not make text vanish or the page hang.
class OddPort : public testing::FakeTextPort {
 public:
  std::vector<std::size_t> breaks(std::string_view) override { return {0, 99, 3, 2, 3}; }
};

TEST(TextLayout, NonsenseFromThePortLosesNoText) {
  OddPort port;
  std::string all;
  for (const TextLine& line : layOutText(port, {{"abcdef", styleOf(400)}}, 20, 20).lines) {
    all += textOf(line);
  }
  EXPECT_EQ(all, "abcdef");
}

}  // namespace
}  // namespace latchkey::gui
