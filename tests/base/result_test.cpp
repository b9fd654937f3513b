#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

namespace latchkey {
namespace {

const Error kGone{ErrorCode::timedOut, "after 15 s"};

Result<std::string> greet(int times) {
  if (times < 0) return kGone;
  return std::string(static_cast<std::size_t>(times), '!');
}

TEST(ResultTest, HoldsAValue) {
  const Result<int> result = 7;
  ASSERT_TRUE(result);
  EXPECT_TRUE(result.has_value());
  EXPECT_EQ(*result, 7);
  EXPECT_EQ(result.value_or(1), 7);
}

TEST(ResultTest, HoldsAnError) {
  const Result<int> result = kGone;
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), kGone);
  EXPECT_EQ(result.value_or(1), 1);
}

TEST(ResultTest, CanHoldAnErrorAsItsValueToo) {
  const Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
  ASSERT_TRUE(result);
  EXPECT_EQ(**result, 3);
}

TEST(ResultTest, GivesItsValueAway) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 3);
}

TEST(ResultTest, GoesOnWithAValue) {
  const Result<int> two = 2;
  EXPECT_EQ(*two.and_then(greet), "!!");
}

TEST(ResultTest, PassesAnErrorOn) {
  const Result<int> none = Error{ErrorCode::malformedInput, "x"};
  EXPECT_EQ(none.and_then(greet).error().code, ErrorCode::malformedInput);
  const Result<int> minus = -1;
  EXPECT_EQ(minus.and_then(greet).error(), kGone);
}

TEST(OverloadedTest, PicksTheLambdaOfTheAlternative) {
  const std::variant<int, std::string> value = std::string("x");
  EXPECT_EQ(std::visit(
                Overloaded{[](int) { return "number"; }, [](const std::string&) { return "text"; }},
                value),
            std::string("text"));
}

TEST(ErrorTest, HasANameOfItsOwnForEveryCode) {
  std::set<std::string> names;
  const int last = static_cast<int>(ErrorCode::malformedConfig);
  for (int code = 0; code <= last; ++code) {
    const std::string text(name(static_cast<ErrorCode>(code)));
    EXPECT_NE(text, "unknown") << code;
    EXPECT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string::npos) << text;
    EXPECT_TRUE(names.insert(text).second) << text;
  }
}

}  // namespace
}  // namespace latchkey
