#include "shell/prerender/template.h"

#include <gtest/gtest.h>

namespace latchkey::prerender {
namespace {

TEST(Template, IsFilledByName) {
  EXPECT_EQ(filled("<b>@a@</b>@page.js@", {{"a", "1"}, {"page.js", "2"}}), "<b>1</b>2");
  EXPECT_EQ(filled("@a@@a@", {{"a", "x"}}), "xx");
}

TEST(Template, KeepsWhatIsNoName) {
  for (const char* text : {"", "@", "@@", "a@b.test, c@d.test", "@media print {}", "@a", "a@"}) {
    EXPECT_EQ(filled(text, {{"a", "1"}, {"", ""}}), text == std::string("@@") ? "" : text);
  }
  EXPECT_EQ(filled("x@y@a@", {{"a", "1"}}), "x@y1");
}

// A product may be called anything.
TEST(Template, DoesNotLookAtWhatItPutIn) {
  EXPECT_EQ(filled("<title>@title@</title>@form@", {{"title", "@form@"}, {"form", "@title@"}}),
            "<title>@form@</title>@title@");
}

}  // namespace
}  // namespace latchkey::prerender
