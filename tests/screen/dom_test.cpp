#include "screen/dom.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json_reader.h"
#include "tests/support/screen_models.h"

namespace latchkey::screen {
namespace {

Screen screenWith(Element element) {
  Screen screen;
  screen.name = "test";
  screen.elements.push_back(std::move(element));
  return screen;
}

std::string htmlOf(Element element) { return toHtml(toDom(screenWith(std::move(element)))); }

// --- HTML

struct TextRow {
  std::string name;
  std::string text;
  std::string html;
};

class HtmlText : public testing::TestWithParam<TextRow> {};

TEST_P(HtmlText, IsEscapedBetweenTags) {
  EXPECT_EQ(toHtml(DomNode{"p", {}, GetParam().text, {}}), "<p>" + GetParam().html + "</p>");
}

TEST_P(HtmlText, IsEscapedInAnAttribute) {
  EXPECT_EQ(toHtml(DomNode{"p", {{"title", GetParam().text}}, "", {}}),
            "<p title=\"" + GetParam().html + "\"></p>");
}

INSTANTIATE_TEST_SUITE_P(
    Text, HtmlText,
    testing::Values(TextRow{"Plain", "Sign in", "Sign in"},
                    TextRow{"Element", "<script>", "&lt;script&gt;"},
                    TextRow{"Quotes", "\" onerror=\"x", "&quot; onerror=&quot;x"},
                    TextRow{"Apostrophe", "it's", "it's"}, TextRow{"Ampersand", "R&D", "R&amp;D"},
                    TextRow{"AlreadyEscaped", "&lt;", "&amp;lt;"},
                    TextRow{"EndOfComment", "-->", "--&gt;"},
                    TextRow{"OtherScripts", "\u05d0\u4e2d\u2026", "\u05d0\u4e2d\u2026"}),
    [](const auto& test) { return test.param.name; });

TEST(Html, HasNoEndTagForVoidElements) {
  EXPECT_EQ(toHtml(DomNode{"input", {{"id", "a"}}, "", {}}), "<input id=\"a\">");
  EXPECT_EQ(toHtml(DomNode{"img", {{"src", "/logo.svg"}, {"alt", ""}}, "", {}}),
            "<img src=\"/logo.svg\" alt=\"\">");
  EXPECT_EQ(toHtml(DomNode{"div", {}, "", {}}), "<div></div>");
}

TEST(Html, WritesAnAttributeWithoutAValueAsItsNameOnly) {
  EXPECT_EQ(toHtml(DomNode{"form", {{"novalidate", ""}}, "", {}}), "<form novalidate></form>");
}

TEST(Html, NestsChildrenAfterTheText) {
  const DomNode child{"b", {}, "two", {}};
  EXPECT_EQ(toHtml(DomNode{"p", {}, "one ", {child, child}}), "<p>one <b>two</b><b>two</b></p>");
}

// --- elements

TEST(Dom, ABusyButtonIsDisabledForEverybodyButTheFocus) {
  const std::string html = htmlOf(Button{.id = ElementId("next"), .label = "Next", .busy = true});
  EXPECT_NE(html.find("aria-disabled=\"true\""), std::string::npos);
  EXPECT_NE(html.find("aria-busy=\"true\""), std::string::npos);
  EXPECT_EQ(html.find(" disabled"), std::string::npos) << "it would lose the focus";
}

struct CodeRow {
  std::string name;
  std::string code;
  std::string shown;
  std::string spoken;
};

class CodeToCarryOver : public testing::TestWithParam<CodeRow> {};

TEST_P(CodeToCarryOver, IsSeenInGroupsAndHeardDigitByDigit) {
  const std::string html = htmlOf(CodeDisplay{ElementId("code"), GetParam().code});
  EXPECT_NE(html.find("<span aria-hidden=\"true\">" + GetParam().shown + "</span>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<span class=\"spoken\">" + GetParam().spoken + "</span>"), std::string::npos)
      << html;
}

INSTANTIATE_TEST_SUITE_P(
    Code, CodeToCarryOver,
    testing::Values(CodeRow{"SixDigits", "482913", "482 913", "4 8 2 9 1 3"},
                    CodeRow{"NineDigits", "123456789", "123 456 789", "1 2 3 4 5 6 7 8 9"},
                    CodeRow{"EightDigits", "12345678", "123 456 78", "1 2 3 4 5 6 7 8"},
                    CodeRow{"Letters", "aB3xY9", "aB3 xY9", "a B 3 x Y 9"},
                    CodeRow{"Short", "123", "123", "1 2 3"}),
    [](const auto& test) { return test.param.name; });

TEST(Dom, APictureIsDecorationOnly) {
  EXPECT_NE(htmlOf(Illustration{ElementId("art"), Picture::mailSent}).find("aria-hidden=\"true\""),
            std::string::npos);
}

TEST(Dom, AReferenceStandsUnderTheAlertAndIsNotReadOutWithIt) {
  const std::string html = htmlOf(Notice{ElementId("n"), Tone::bad, "x", "Reference: r"});
  EXPECT_NE(html.find("<p id=\"n\" role=\"alert\">x</p>"), std::string::npos) << html;
  EXPECT_NE(html.find("<p id=\"n-reference\" class=\"reference\">Reference: r</p>"),
            std::string::npos)
      << html;
}

TEST(Dom, OnlyABadNoticeInterrupts) {
  EXPECT_NE(htmlOf(Notice{ElementId("n"), Tone::bad, "x"}).find("role=\"alert\""),
            std::string::npos);
  EXPECT_NE(htmlOf(Notice{ElementId("n"), Tone::good, "x"}).find("role=\"status\""),
            std::string::npos);
  EXPECT_NE(htmlOf(Notice{ElementId("n"), Tone::info, "x"}).find("role=\"status\""),
            std::string::npos);
}

TEST(Dom, APasswordIsMasked) {
  TextField field{
      .id = ElementId("p"), .name = "p", .label = "Password", .masking = Masking::masked};
  EXPECT_NE(htmlOf(field).find("type=\"password\""), std::string::npos);
}

TEST(Dom, TheCodeFieldTakesACodeFromTheSystemAndABareNumberPad) {
  const TextField field{.id = ElementId("passcode"),
                        .name = "code",
                        .label = "Enter code",
                        .autocomplete = Autocomplete::oneTimeCode,
                        .inputMode = InputMode::numeric,
                        .look = FieldLook::code};
  const std::string html = htmlOf(field);
  EXPECT_NE(html.find("autocomplete=\"one-time-code\""), std::string::npos);
  EXPECT_NE(html.find("inputmode=\"numeric\""), std::string::npos);
  EXPECT_NE(html.find("type=\"text\""), std::string::npos) << "a number has no leading zero";
}

// --- the patch for shell/dom.js

TEST(Patch, IsJsonForEveryScreen) {
  std::vector<support::ScreenModel> rows = support::screenModels();
  rows.insert(rows.end(), support::hostileScreenModels().begin(),
              support::hostileScreenModels().end());
  for (const support::ScreenModel& row : rows) {
    const Screen screen = buildScreen(row.model);
    const Result<Json> patch = parseJsonStrictly(toPatch(screen));
    ASSERT_TRUE(patch) << row.name << ": " << patch.error().detail;
    EXPECT_EQ(text(*patch, "name"), screen.name) << row.name;
    EXPECT_EQ(text(*patch, "title"), screen.title) << row.name;
    EXPECT_EQ(text(*patch, "focusKey"), screen.focusKey) << row.name;
    EXPECT_NE(array(*patch, "dom"), nullptr) << row.name;
  }
}

TEST(Patch, SurvivesBytesThatAreNoText) {
  Screen screen = screenWith(Heading{ElementId("title"), "\xff\xc3(\x01\"\\\n"});
  screen.title = "\xed\xa0\x80";
  EXPECT_TRUE(parseJson(toPatch(screen)));
}

TEST(JsonMl, HasOneElementOnALine) {
  const DomNode node{"p", {{"id", "lead"}}, "", {DomNode{"b", {}, "one", {}}}};
  EXPECT_EQ(toJsonMl(node), "[\"p\",{\"id\":\"lead\"},\n [\"b\",{},\"one\"]]\n");
}

}  // namespace
}  // namespace latchkey::screen
