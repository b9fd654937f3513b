#include "base/tagged.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <type_traits>

namespace latchkey {
namespace {

using Colour = Tagged<struct ColourTag>;
using Shape = Tagged<struct ShapeTag>;
using Password = Secret<struct PasswordTag>;
using Pin = Secret<struct PinTag>;

static_assert(!std::is_convertible_v<Colour, Shape> && !std::is_constructible_v<Colour, Shape>);
static_assert(!std::is_convertible_v<std::string, Colour>, "a name must be said");
static_assert(!std::is_convertible_v<Colour, std::string>);
static_assert(!std::is_constructible_v<Password, Pin>);
static_assert(!std::is_convertible_v<std::string, Password>);
static_assert(!std::is_convertible_v<Password, std::string>);

TEST(TaggedTest, IsAStringOfItsOwnKind) {
  const Colour red("red");
  EXPECT_EQ(red.str(), "red");
  EXPECT_EQ(red, Colour("red"));
  EXPECT_NE(red, Colour("blue"));
  EXPECT_LT(Colour("blue"), red);
  EXPECT_TRUE(Colour().empty());
}

TEST(TaggedTest, PrintsAsItself) {
  std::ostringstream out;
  out << Colour("red");
  EXPECT_EQ(out.str(), "red");
}

TEST(SecretTest, IsSeenOnlyWhereItIsRevealed) {
  const Password password("hunter2");
  std::ostringstream out;
  out << password;
  EXPECT_EQ(out.str(), "<redacted>");
  EXPECT_EQ(password.reveal(), "hunter2");
}

TEST(SecretTest, PrintsAlikeWhetherEmptyOrNot) {
  std::ostringstream out;
  out << Password();
  EXPECT_EQ(out.str(), "<redacted>");
  EXPECT_TRUE(Password().empty());
}

TEST(SecretTest, IsNotShownByAFailingExpectation) {
  EXPECT_EQ(testing::PrintToString(Password("hunter2")), "<redacted>");
}

TEST(SecretTest, Compares) {
  EXPECT_EQ(Password("a"), Password("a"));
  EXPECT_NE(Password("a"), Password("b"));
}

}  // namespace
}  // namespace latchkey
