// What an org must not do, however it is asked.

#include <gtest/gtest.h>

#include <functional>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kInteract = "/oauth2/default/v1/interact";
constexpr std::string_view kToken = "/oauth2/default/v1/token";

// One field of a form with another value, or without it.
QueryPairs with(QueryPairs form, std::string_view name, std::optional<std::string> value) {
  QueryPairs changed;
  for (auto& [key, old] : form) {
    if (key != name) changed.emplace_back(key, old);
  }
  if (value) changed.emplace_back(name, *value);
  return changed;
}

struct FieldRow {
  std::string name;
  std::string field;
  std::optional<std::string> value;
  int status;
  std::string error;
};

std::string nameOf(const testing::TestParamInfo<FieldRow>& row) { return row.param.name; }

class Interact : public testing::TestWithParam<FieldRow> {};

TEST_P(Interact, IsRefusedWith) {
  const FieldRow& row = GetParam();
  Visitor visitor;
  const auto answer =
      visitor.postForm(kInteract, with(Visitor::interaction(), row.field, row.value));
  EXPECT_EQ(answer.status, row.status);
  EXPECT_EQ(text(parsed(answer.body), "error"), row.error);
  EXPECT_EQ(visitor.org.transactions().size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Begun, Interact,
    testing::Values(
        FieldRow{"NoClient", "client_id", std::nullopt, 401, "invalid_client"},
        FieldRow{"UnknownClient", "client_id", "0oaStranger", 401, "invalid_client"},
        FieldRow{"NoRedirectUri", "redirect_uri", std::nullopt, 400, "invalid_request"},
        FieldRow{"ForeignRedirectUri", "redirect_uri", "http://evil.example/", 400,
                 "invalid_request"},
        FieldRow{"RedirectUriWithAnotherTail", "redirect_uri",
                 "http://localhost:8080/login/callback/x", 400, "invalid_request"},
        FieldRow{"NoScope", "scope", std::nullopt, 400, "invalid_scope"},
        FieldRow{"UnknownScope", "scope", "openid okta.users.manage", 400, "invalid_scope"},
        FieldRow{"NoState", "state", std::nullopt, 400, "invalid_request"},
        FieldRow{"NoChallenge", "code_challenge", std::nullopt, 400, "invalid_request"},
        FieldRow{"PlainChallenge", "code_challenge_method", "plain", 400, "invalid_request"},
        FieldRow{"NoChallengeMethod", "code_challenge_method", std::nullopt, 400,
                 "invalid_request"},
        FieldRow{"ChallengeThatIsNoDigest", "code_challenge", "abc", 400, "invalid_request"},
        FieldRow{"ActivationToken", "activation_token", "x", 400, "invalid_request"},
        FieldRow{"RecoveryToken", "recovery_token", "x", 400, "invalid_request"}),
    nameOf);

TEST(Interact, IsRefusedWithAParameterGivenTwice) {
  Visitor visitor;
  QueryPairs form = Visitor::interaction();
  form.emplace_back("redirect_uri", "http://localhost:8080/login/callback/");
  EXPECT_EQ(visitor.postForm(kInteract, form).status, 400);
}

class Exchange : public testing::TestWithParam<FieldRow> {};

TEST_P(Exchange, IsRefusedWith) {
  const FieldRow& row = GetParam();
  Visitor visitor;
  const std::string code = visitor.codeFor("grace@example.com");
  const Json answer = visitor.tokens(with(Visitor::exchange(code), row.field, row.value));
  EXPECT_EQ(visitor.status, row.status);
  EXPECT_EQ(text(answer, "error"), row.error);
  EXPECT_EQ(member(answer, "id_token"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    Code, Exchange,
    testing::Values(
        FieldRow{"UnknownClient", "client_id", "0oaStranger", 401, "invalid_client"},
        FieldRow{"UnknownGrantType", "grant_type", "password", 400, "unsupported_grant_type"},
        FieldRow{"NoGrantType", "grant_type", std::nullopt, 400, "unsupported_grant_type"},
        FieldRow{"NoVerifier", "code_verifier", std::nullopt, 400, "invalid_request"},
        FieldRow{"WrongVerifier", "code_verifier", std::string(43, 'f'), 400, "invalid_grant"},
        FieldRow{"NoCode", "interaction_code", std::nullopt, 400, "invalid_request"},
        FieldRow{"UnknownCode", "interaction_code", "guessed", 400, "invalid_grant"},
        FieldRow{"ForeignRedirectUri", "redirect_uri", "http://evil.example/", 400,
                 "invalid_grant"},
        FieldRow{"NoRedirectUri", "redirect_uri", std::nullopt, 400, "invalid_grant"}),
    nameOf);

TEST(InteractionCode, IsGoodOnce) {
  Visitor visitor;
  const std::string code = visitor.codeFor("grace@example.com");
  visitor.tokens(Visitor::exchange(code));
  EXPECT_EQ(visitor.status, 200);
  EXPECT_EQ(text(visitor.tokens(Visitor::exchange(code)), "error"), "invalid_grant");
}

TEST(InteractionCode, IsUsedUpByAWrongVerifierToo) {
  Visitor visitor;
  const std::string code = visitor.codeFor("grace@example.com");
  visitor.tokens(with(Visitor::exchange(code), "code_verifier", std::string(43, 'f')));
  visitor.tokens(Visitor::exchange(code));
  EXPECT_EQ(visitor.status, 400);
}

TEST(InteractionCode, LastsSixtySeconds) {
  for (const auto& [seconds, status] : {std::pair{59, 200}, std::pair{60, 400}}) {
    Visitor visitor;
    const std::string code = visitor.codeFor("grace@example.com");
    visitor.clock.advance(Seconds{seconds});
    visitor.tokens(Visitor::exchange(code));
    EXPECT_EQ(visitor.status, status) << seconds << " s";
  }
}

struct CallRow {
  std::string name;
  http::Method method;
  std::string path;
  std::string contentType;
  std::string body;
  int status;
};

class Call : public testing::TestWithParam<CallRow> {};

TEST_P(Call, IsRefused) {
  const CallRow& row = GetParam();
  Visitor visitor;
  visitor.begin();
  visitor.send(row.method, row.path, {{"Content-Type", row.contentType}}, row.body);
  EXPECT_EQ(visitor.status, row.status);
}

constexpr const char* kJson = "application/json";
constexpr const char* kForm = "application/x-www-form-urlencoded";

INSTANTIATE_TEST_SUITE_P(
    Strange, Call,
    testing::Values(
        CallRow{"IntrospectByGet", http::Method::get, "/idp/idx/introspect", kJson, "", 405},
        CallRow{"IdentifyByPut", http::Method::put, "/idp/idx/identify", kJson, "{}", 405},
        CallRow{"IdentifyAsForm", http::Method::post, "/idp/idx/identify", kForm, "a=b", 415},
        CallRow{"IdentifyWithoutType", http::Method::post, "/idp/idx/identify", "", "{}", 415},
        CallRow{"IdentifyWithoutHandle", http::Method::post, "/idp/idx/identify", kJson, "{}", 400},
        CallRow{"IdentifyNotJson", http::Method::post, "/idp/idx/identify", kJson, "{", 400},
        CallRow{"HandleOfAnotherType", http::Method::post, "/idp/idx/identify", kJson,
                R"({"stateHandle":7})", 400},
        CallRow{"BodyIsAList", http::Method::post, "/idp/idx/identify", kJson, "[1]", 400},
        CallRow{"UnknownStateHandle", http::Method::post, "/idp/idx/identify", kJson,
                R"({"stateHandle":"02guess"})", 401},
        CallRow{"UnknownHandle", http::Method::post, "/idp/idx/introspect", kJson,
                R"({"interactionHandle":"guess"})", 401},
        CallRow{"NoHandle", http::Method::post, "/idp/idx/introspect", kJson, "{}", 400},
        CallRow{"InteractByGet", http::Method::get, std::string(kInteract), "", "", 405},
        CallRow{"InteractAsJson", http::Method::post, std::string(kInteract), kJson, "{}", 415},
        CallRow{"TokenByGet", http::Method::get, std::string(kToken), "", "", 405},
        CallRow{"TokenAsJson", http::Method::post, std::string(kToken), kJson, "{}", 415},
        CallRow{"KeysByPost", http::Method::post, "/oauth2/default/v1/keys", kForm, "", 405},
        CallRow{"AnotherAuthorizationServer", http::Method::get, "/oauth2/aus1/v1/keys", "", "",
                404},
        CallRow{"ServerNameThatOnlyBeginsAlike", http::Method::get, "/oauth2/default2/v1/keys", "",
                "", 404},
        CallRow{"UnknownPath", http::Method::get, "/admin", "", "", 404},
        CallRow{"ControlThatIsOff", http::Method::get, "/sim/state", "", "", 404},
        CallRow{"LinkByDelete", http::Method::del, "/email/verify/x?token=y", "", "", 405}),
    [](const auto& row) { return row.param.name; });

TEST(Call, IsRefusedWhenItsUrlIsNone) {
  Visitor visitor;
  EXPECT_EQ(visitor.get("/in box").status, 400);
}

// Every step but the one that is due: nothing happens, and the answer says what is due.
TEST(Call, OutOfStepChangesNothing) {
  Visitor visitor;
  visitor.begin();
  for (const std::string_view path :
       {"/idp/idx/challenge", "/idp/idx/challenge/poll", "/idp/idx/challenge/resend",
        "/idp/idx/challenge/answer", "/idp/idx/keep-me-signed-in", "/idp/idx/consent",
        "/idp/idx/enroll/new", "/idp/idx/credential/enroll", "/idp/idx/skip", "/idp/idx/poll",
        "/idp/idx/identify/select", "/idp/idx/authenticators/okta-verify/launch",
        "/idp/idx/authenticators/poll", "/idp/idx/authenticators/poll/cancel",
        "/idp/idx/recover"}) {
    const Json answer = visitor.step(path);
    EXPECT_EQ(visitor.status, 400) << path;
    EXPECT_EQ(messageKeys(answer), "E0000020") << path;
    EXPECT_EQ(forms(answer), "identify select-enroll-profile unlock-account") << path;
  }
  EXPECT_EQ(visitor.org.mailbox().size(), 0U);
}

TEST(Session, ThatExpiredSaysSoAtEveryStep) {
  Visitor visitor;
  visitor.begin();
  visitor.identify("grace@example.com");
  visitor.clock.advance(Seconds{600});
  EXPECT_EQ(messageKeys(visitor.poll()), "idx.session.expired");
  EXPECT_EQ(visitor.status, 401);
  const Json answered = visitor.answer(visitor.mailTo("grace@example.com").code);
  EXPECT_EQ(messageKeys(answered), "idx.session.expired");
  EXPECT_EQ(forms(answered), "");
  EXPECT_EQ(messageKeys(visitor.introspect()), "idx.session.expired");
}

TEST(Session, ThatWasUsedUpSaysSo) {
  Visitor visitor;
  visitor.tokensFor("grace@example.com");
  EXPECT_EQ(messageKeys(visitor.introspect()), "idx.session.expired");
  EXPECT_EQ(visitor.status, 401);
}

TEST(Session, LastsLongerBeforeAUsernameIsGiven) {
  Visitor visitor;
  visitor.begin();
  visitor.clock.advance(Seconds{7199});
  EXPECT_EQ(forms(visitor.introspect()), "identify select-enroll-profile unlock-account");
  visitor.clock.advance(Seconds{1});
  EXPECT_EQ(messageKeys(visitor.introspect()), "idx.session.expired");
}

TEST(RequestLimit, MeetsTheEleventhInFiveSeconds) {
  Policy policy = demoPolicy();
  policy.limits.requestsPerStateHandle = 10;
  Visitor visitor(policy);
  visitor.begin();
  visitor.identify("grace@example.com");
  for (int i = 0; i < 9; ++i) visitor.poll();
  EXPECT_EQ(visitor.status, 200);
  EXPECT_EQ(text(visitor.poll(), "errorCode"), "E0000047");
  EXPECT_EQ(visitor.status, 429);
  visitor.clock.advance(Seconds{5});
  visitor.poll();
  EXPECT_EQ(visitor.status, 200);
}

}  // namespace
}  // namespace latchkey::simulator
