#include "simulator/html_text.h"

#include <gtest/gtest.h>

namespace latchkey::simulator {
namespace {

struct Row {
  std::string name;
  std::string_view html;
  std::string_view text;
};

class TextOf : public testing::TestWithParam<Row> {};

TEST_P(TextOf, Html) { EXPECT_EQ(textOfHtml(GetParam().html), GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    A, TextOf,
    testing::Values(
        Row{"Nothing", "", ""}, Row{"Word", "Hi", "Hi\n"},
        Row{"Spaces", "  Hi \n\t there  ", "Hi there\n"},
        Row{"Paragraphs", "<p>One</p>\n<P class='x'>Two</p>", "One\n\nTwo\n"},
        Row{"Lines", "One<br>Two<br/>Three<div>Four</div>", "One\nTwo\nThree\nFour\n"},
        Row{"InlineTags", "a<b>b</b> <i>c</i>d", "ab cd\n"},
        Row{"Link", "<p><a href=\"https://x.example/?a=1&amp;b=2\"> Sign <b>in</b> </a></p>Then",
            "Sign in:\nhttps://x.example/?a=1&b=2\n\nThen\n"},
        Row{"LinkInASentence", "See <a href=https://x.example>our help</a>.",
            "See our help <https://x.example>.\n"},
        Row{"LinkThatSaysItself", "<a href='https://x.example'>https://x.example</a>",
            "https://x.example\n"},
        Row{"LinkWithoutWords", "<a href=/x><img src=y></a>", "/x\n"},
        Row{"LinkToNowhere", "<a name=top>Top</a>", "Top\n"},
        Row{"Entities", "&lt;&amp;&gt;&quot;&apos;&nbsp;&#65;&#x42;&rsquo;", "<&>\"' AB\u2019\n"},
        Row{"NoEntities", "a & b &amp &bogus; &#0; &#xD800; &#x110000; &;",
            "a & b &amp &bogus; &#0; &#xD800; &#x110000; &;\n"},
        Row{"Unread",
            "<!doctype html><head><title>T</title><style>p<q{}</style></head>x"
            "<script>var a = '<p>';</script>y<!-- <p>c</p> -->z",
            "xyz\n"},
        Row{"HeadWithoutItsEnd", "<head><style>p{}</style><body>x", "x\n"},
        Row{"LoneAngles", "1 < 2 > 0 <3", "1 < 2 > 0 <3\n"}, Row{"CutShort", "a<p", "a\n"},
        Row{"CutShortInAValue", "a<a href=\"b", "a\n"}, Row{"CutShortInAComment", "a<!-- b", "a\n"},
        Row{"OddAttributes", "<p = =\"x\" a=>b", "b\n"}),
    [](const auto& row) { return row.param.name; });

TEST(Href, IsFoundByTheIdOfItsLink) {
  constexpr std::string_view kHtml =
      "<p id=b href=no><a href='/a'>A</a><A CLASS=x HREF=\"/b?c&amp;d\" ID=\"b\">B</A>";
  EXPECT_EQ(hrefById(kHtml, "b"), "/b?c&d");
  EXPECT_EQ(hrefById(kHtml, "c"), "");
  EXPECT_EQ(hrefById("", "b"), "");
}

}  // namespace
}  // namespace latchkey::simulator
