#include "http/message.h"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

TEST(MethodTest, HasItsNameOnTheWire) {
  for (const Method method :
       {Method::get, Method::post, Method::put, Method::del, Method::options, Method::head}) {
    EXPECT_EQ(methodFrom(name(method)), method);
  }
  EXPECT_EQ(name(Method::del), "DELETE");
}

TEST(MethodTest, IsCaseSensitive) {
  EXPECT_EQ(methodFrom("get"), Method::other);
  EXPECT_EQ(methodFrom("TRACE"), Method::other);
  EXPECT_EQ(methodFrom(""), Method::other);
}

TEST(HeaderTest, IsFoundInAnyCase) {
  const Headers headers = {{"content-TYPE", "text/html"}, {"Content-Type", "second"}};
  EXPECT_EQ(header(headers, "Content-Type"), "text/html");
}

TEST(HeaderTest, IsNotFoundByAPartOfItsName) {
  const Headers headers = {{"X-Date", "a"}, {"Date-X", "b"}};
  EXPECT_FALSE(header(headers, "Date"));
  EXPECT_FALSE(header({}, "Date"));
}

TEST(RequestTest, SendsNoCookiesUnlessTold) { EXPECT_EQ(Request().credentials, Credentials::omit); }

}  // namespace
}  // namespace latchkey::http
