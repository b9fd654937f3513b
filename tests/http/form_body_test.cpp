#include "http/form_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

// RFC 6749 appendix B encodes this very text; it writes the space as '+', which is the same to a
// server, as is %20.
TEST(FormBodyTest, EncodesTheExampleOfRfc6749AppendixB) {
  EXPECT_EQ(toFormBody({{"x", " %&+£€"}}), "x=%20%25%26%2B%C2%A3%E2%82%AC");
  EXPECT_EQ(single(parseFormBody("x=+%25%26%2B%C2%A3%E2%82%AC"), "x"), " %&+£€");
}

TEST(FormBodyTest, KeepsTheOrder) {
  EXPECT_EQ(toFormBody({{"client_id", "0oa1"}, {"scope", "openid email"}}),
            "client_id=0oa1&scope=openid%20email");
}

TEST(FormBodyTest, CannotBeSplitByAValue) {
  const QueryPairs pairs = {{"code", "a&client_id=evil"}, {"client_id", "0oa1"}};
  EXPECT_EQ(parseFormBody(toFormBody(pairs)), pairs);
}

TEST(SingleTest, IsTheOneOfThatName) {
  const QueryPairs pairs = {{"a", "1"}, {"b", "2"}, {"c", ""}};
  EXPECT_EQ(single(pairs, "b"), "2");
  EXPECT_EQ(single(pairs, "c"), "");
  EXPECT_FALSE(single(pairs, "B"));
  EXPECT_FALSE(single(pairs, "d"));
}

TEST(SingleTest, IsNoneWhereThereAreTwo) {
  EXPECT_FALSE(single({{"a", "1"}, {"a", "1"}}, "a"));
  EXPECT_FALSE(single({{"a", "1"}, {"b", "2"}, {"a", ""}}, "a"));
}

}  // namespace
}  // namespace latchkey::http
