// Whatever arrives: an answer with a status that a client understands, and nothing worse.

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr std::array kIdxPaths = {
    "/idp/idx/introspect",
    "/idp/idx/identify",
    "/idp/idx/challenge",
    "/idp/idx/challenge/poll",
    "/idp/idx/challenge/resend",
    "/idp/idx/challenge/answer",
    "/idp/idx/keep-me-signed-in",
    "/idp/idx/consent",
    "/idp/idx/skip",
    "/idp/idx/enroll/new",
    "/idp/idx/credential/enroll",
    "/idp/idx/poll",
    "/idp/idx/recover",
    "/idp/idx/unlock-account",
    "/idp/idx/cancel",
    "/idp/idx/enroll",
};
constexpr std::array kFormPaths = {
    "/oauth2/default/v1/interact",
    "/oauth2/default/v1/token",
    "/oauth2/default/v1/revoke",
    "/oauth2/default/v1/introspect",
    "/email/verify/0oa1latchkeyDemo0g4?token=x",
};

bool isSober(int status) { return status >= 200 && status < 500; }

// A body with each value replaced by one of another type.
std::vector<std::string> idxBodies(const std::string& stateHandle) {
  std::vector<std::string> bodies = {"",
                                     "null",
                                     "0",
                                     "\"\"",
                                     "[]",
                                     "[[]]",
                                     "{\"a\"",
                                     std::string(100, '['),
                                     std::string("\0{}", 3),
                                     "\xff\xfe{}"};
  for (const char* odd : {"null", "1", "true", "[]", "{}", "\"\"", "[{\"id\":[]}]", "1e999",
                          "{\"id\":{},\"methodType\":[]}", "{\"passcode\":{}}"}) {
    std::string body = R"({"stateHandle":")" + stateHandle + "\"";
    for (const char* name : {"identifier", "credentials", "authenticator", "keepMeSignedIn",
                             "consent", "userProfile"}) {
      body += std::string(",\"") + name + "\":" + odd;
    }
    bodies.push_back(body + "}");
    bodies.push_back(std::string(R"({"stateHandle":)") + odd + "}");
    bodies.push_back(std::string(R"({"interactionHandle":)") + odd + "}");
  }
  return bodies;
}

TEST(HostileInput, OfAnyJsonGetsASoberAnswerAtEveryStep) {
  for (const char* who : {"", "ada@example.com", "grace@example.com", "hedy@example.com",
                          "alan@example.com", "/idp/idx/enroll", "/idp/idx/unlock-account"}) {
    Visitor visitor;
    visitor.begin();
    if (who[0] == '/') visitor.step(who);
    if (who[0] != '/' && who[0] != '\0') visitor.identify(who);
    for (const std::string path : kIdxPaths) {
      for (const std::string& body : idxBodies(visitor.stateHandle)) {
        const auto answer =
            visitor.send(http::Method::post, path, {{"Content-Type", "application/json"}}, body);
        EXPECT_TRUE(isSober(answer.status)) << path << " " << body;
        EXPECT_TRUE(parseJson(answer.body)) << path << " " << body;
      }
    }
  }
}

TEST(HostileInput, CutAnywhereGetsASoberAnswer) {
  Visitor visitor;
  visitor.begin();
  const std::string whole =
      writeJson({{"stateHandle", visitor.stateHandle}, {"identifier", "nobody@example.com"}});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    visitor.send(http::Method::post, "/idp/idx/identify", {{"Content-Type", "application/json"}},
                 whole.substr(0, length));
    EXPECT_EQ(visitor.status, 400) << length;
  }
}

TEST(HostileInput, OfAnyFormGetsASoberAnswer) {
  for (const std::string path : kFormPaths) {
    for (const std::string& body : std::vector<std::string>{
             "", "=", "&&&", "a", "%", "%zz=1", "client_id=latchkey-demo",
             "client_id=latchkey-demo&client_id=latchkey-demo", std::string("a=\0b", 4),
             "client_id=latchkey-demo&grant_type=refresh_token",
             "client_id=latchkey-demo&grant_type=interaction_code",
             "client_id=latchkey-demo&token=" + std::string(100'000, 'x')}) {
      Visitor visitor;
      visitor.send(http::Method::post, path,
                   {{"Content-Type", std::string(http::kFormContentType)}}, body);
      EXPECT_TRUE(isSober(visitor.status)) << path << " " << body.substr(0, 80);
    }
  }
}

TEST(HostileInput, InAUsernameIsSaidBackAsDataOnly) {
  Visitor visitor;
  visitor.begin();
  const std::string username = "<script>\"\\\n\xE2\x80\xAE@example.com";
  const Json answer = visitor.identify(username);
  EXPECT_EQ(textAt(answer, "messages.value.0.message"),
            "There is no account with the Username " + username + ".");
}

TEST(HostileInput, InAHeaderChangesNothing) {
  Visitor visitor;
  for (const char* value : {"", "Bearer", "Bearer ", "Basic", "Basic ====", "\xff"}) {
    visitor.send(http::Method::get, "/oauth2/default/v1/userinfo", {{"Authorization", value}}, "");
    EXPECT_EQ(visitor.status, 401);
  }
}

}  // namespace
}  // namespace latchkey::simulator
