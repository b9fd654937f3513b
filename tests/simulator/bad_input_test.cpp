// Every endpoint of the org, and every kind of badness that can be sent to one: the status and the
// body that Okta has for it, as far as anybody outside knows.

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

// A page form is answered to a person, with a page.
enum class Takes { idx, clientForm, pageForm, nothing };

struct Endpoint {
  std::string name;
  http::Method method;
  std::string path;
  Takes takes;
  std::string allowed;  // for a method that is not
};

// An answer: its status, and a piece of its body.
struct Expected {
  int status;
  std::string body;
};

enum class Badness {
  wrongMethod,
  unknownMethod,
  wrongType,
  noType,
  noBody,
  truncated,
  notUtf8,
  nested,
  tenMegabytes,
  wrongTypes,
  unknownHandle,
  unknownClient,
  clientTwice,
};

std::string nameOf(Badness badness) {
  switch (badness) {
    case Badness::wrongMethod:
      return "WrongMethod";
    case Badness::unknownMethod:
      return "UnknownMethod";
    case Badness::wrongType:
      return "WrongMediaType";
    case Badness::noType:
      return "NoMediaType";
    case Badness::noBody:
      return "NoBody";
    case Badness::truncated:
      return "TruncatedBody";
    case Badness::notUtf8:
      return "BodyThatIsNotUtf8";
    case Badness::nested:
      return "BodyNestedTooDeeply";
    case Badness::tenMegabytes:
      return "TenMegabytes";
    case Badness::wrongTypes:
      return "MembersOfWrongTypes";
    case Badness::unknownHandle:
      return "UnknownHandle";
    case Badness::unknownClient:
      return "UnknownClient";
    case Badness::clientTwice:
      return "ClientNamedTwice";
  }
  return "";
}

std::string withBraces(std::string text) { return "{" + text + "}"; }

std::string idxBody(Badness badness) {
  switch (badness) {
    case Badness::noBody:
      return "";
    case Badness::truncated:
      return R"({"stateHandle":"02abc","interactionHan)";
    case Badness::notUtf8:
      return "{\"stateHandle\":\"\xff\xfe\",\"interactionHandle\":\"\xff\"}";
    case Badness::nested:
      return std::string(5'000, '[') + std::string(5'000, ']');
    case Badness::tenMegabytes:
      return R"({"stateHandle":"02guess","interactionHandle":"guess","x":")" +
             std::string(10U << 20U, 'x') + "\"}";
    case Badness::wrongTypes:
      return withBraces(R"("stateHandle":7,"interactionHandle":["a"],"stateToken":null)");
    default:
      return withBraces(R"("stateHandle":"02guess","interactionHandle":"guess")");
  }
}

std::string formBody(Badness badness) {
  switch (badness) {
    case Badness::noBody:
      return "";
    case Badness::truncated:
      return "client_id=latch";
    case Badness::notUtf8:
      return "client_id=%ff%fe";
    case Badness::tenMegabytes:
      return "client_id=latchkey-demo&x=" + std::string(10U << 20U, 'x');
    case Badness::unknownClient:
      return "client_id=0oaStranger&token=x";
    case Badness::clientTwice:
      return "client_id=latchkey-demo&client_id=latchkey-demo&token=x";
    default:
      return "client_id=latchkey-demo";
  }
}

// Nothing: this badness cannot be done to that endpoint.
std::optional<Expected> expectedOfIdx(const Endpoint& endpoint, Badness badness) {
  switch (badness) {
    case Badness::wrongType:
    case Badness::noType:
      return Expected{415, "E0000021"};
    case Badness::noBody:
    case Badness::truncated:
    case Badness::notUtf8:
    case Badness::nested:
    case Badness::tenMegabytes:
      return Expected{400, "E0000003"};
    case Badness::wrongTypes:
      return Expected{400, endpoint.name == "IdxIntrospect" ? "E0000020" : "E0000003"};
    case Badness::unknownHandle:
      return Expected{401, "idx.session.expired"};
    default:
      return std::nullopt;
  }
}

// Endpoints differ in what they say to a client that they cannot tell, and to a body of nothing but
// x.
std::optional<Expected> expectedOfForm(Badness badness, const Expected& ofStranger,
                                       const char* ofTenMegabytes) {
  switch (badness) {
    case Badness::wrongType:
    case Badness::noType:
      return Expected{415, "E0000021"};
    case Badness::noBody:
    case Badness::truncated:
    case Badness::notUtf8:
    case Badness::unknownClient:
    case Badness::clientTwice:
      return ofStranger;
    case Badness::tenMegabytes:
      return Expected{400, ofTenMegabytes};
    default:
      return std::nullopt;
  }
}

std::optional<Expected> expectedOf(const Endpoint& endpoint, Badness badness) {
  if (badness == Badness::wrongMethod || badness == Badness::unknownMethod) {
    return Expected{405, "E0000022"};
  }
  if (endpoint.takes == Takes::idx) return expectedOfIdx(endpoint, badness);
  if (endpoint.takes == Takes::clientForm) {
    return expectedOfForm(badness, {401, "invalid_client"},
                          endpoint.name == "Token" ? "unsupported_grant_type" : "invalid_request");
  }
  if (endpoint.takes == Takes::pageForm) {
    return expectedOfForm(
        badness, {400, endpoint.name == "Authorize" ? "invalid_client" : "invalid_request"},
        "invalid_request");
  }
  return std::nullopt;
}

http::Method methodFor(const Endpoint& endpoint, Badness badness) {
  if (badness == Badness::wrongMethod) return http::Method::put;
  return badness == Badness::unknownMethod ? http::Method::other : endpoint.method;
}

std::string typeFor(const Endpoint& endpoint, Badness badness) {
  const bool json = endpoint.takes == Takes::idx;
  if (badness == Badness::noType) return "";
  const bool asJson = badness == Badness::wrongType ? !json : json;
  return asJson ? "application/json" : "application/x-www-form-urlencoded";
}

class Badly : public testing::TestWithParam<std::tuple<Endpoint, Badness>> {};

TEST_P(Badly, AskedEndpointAnswersAsOktaDoes) {
  const auto& [endpoint, badness] = GetParam();
  const auto expected = expectedOf(endpoint, badness);
  if (!expected) return;  // a GET has no body to be bad
  Visitor visitor;
  const std::string body = endpoint.takes == Takes::idx ? idxBody(badness) : formBody(badness);
  const auto answer = visitor.send(methodFor(endpoint, badness), endpoint.path,
                                   {{"Content-Type", typeFor(endpoint, badness)}}, body);
  EXPECT_EQ(answer.status, expected->status);
  EXPECT_NE(answer.body.find(expected->body), std::string::npos) << answer.body.substr(0, 300);
  const bool isPage = endpoint.takes == Takes::pageForm && answer.status == 400;
  EXPECT_EQ(parseJson(answer.body).has_value(), !isPage);
  EXPECT_LT(answer.body.size(), 6'000U);  // what was sent is not sent back
  const auto allowed = http::header(answer.headers, "Allow");
  EXPECT_EQ(allowed.value_or(""), expected->status == 405 ? endpoint.allowed : "");
  EXPECT_EQ(visitor.org.transactions().size(), 0U);
  EXPECT_EQ(visitor.org.mailbox().size(), 0U);
}

Endpoint idx(std::string name, std::string_view path) {
  return {std::move(name), http::Method::post, "/idp/idx/" + std::string(path), Takes::idx, "POST"};
}

Endpoint oauthForm(std::string name, std::string_view path) {
  return {std::move(name), http::Method::post, "/oauth2/default/v1/" + std::string(path),
          Takes::clientForm, "POST"};
}

Endpoint got(std::string name, std::string path) {
  return {std::move(name), http::Method::get, std::move(path), Takes::nothing, "GET"};
}

std::vector<Endpoint> endpoints() {
  return {
      idx("IdxIntrospect", "introspect"),
      idx("Identify", "identify"),
      idx("IdentifySelect", "identify/select"),
      idx("Challenge", "challenge"),
      idx("Answer", "challenge/answer"),
      idx("Poll", "challenge/poll"),
      idx("Resend", "challenge/resend"),
      idx("EnrollCredential", "credential/enroll"),
      idx("Skip", "skip"),
      idx("Enroll", "enroll"),
      idx("EnrollNew", "enroll/new"),
      idx("Unlock", "unlock-account"),
      idx("Recover", "recover"),
      idx("KeepMeSignedIn", "keep-me-signed-in"),
      idx("Consent", "consent"),
      idx("WaitingRoom", "poll"),
      idx("LaunchOktaVerify", "authenticators/okta-verify/launch"),
      idx("PollDevice", "authenticators/poll"),
      idx("CancelDevice", "authenticators/poll/cancel"),
      idx("Cancel", "cancel"),
      oauthForm("Interact", "interact"),
      oauthForm("Token", "token"),
      oauthForm("Revoke", "revoke"),
      oauthForm("Introspect", "introspect"),
      got("Discovery", "/oauth2/default/.well-known/openid-configuration"),
      got("ServerMetadata", "/oauth2/default/.well-known/oauth-authorization-server"),
      got("Keys", "/oauth2/default/v1/keys"),
      got("Userinfo", "/oauth2/default/v1/userinfo"),
      {"Authorize", http::Method::post, "/oauth2/default/v1/authorize", Takes::pageForm,
       "GET, POST"},
      {"LoginStep", http::Method::post, "/login/step", Takes::pageForm, "POST"},
      got("LoginRedirect", "/login/token/redirect"),
      got("Logout", "/oauth2/default/v1/logout"),
      got("Inbox", "/inbox"),
      {"SessionsMe", http::Method::get, "/api/v1/sessions/me", Takes::nothing, "GET, DELETE"},
      {"SessionRefresh", http::Method::post, "/api/v1/sessions/me/lifecycle/refresh",
       Takes::nothing, "POST"},
      {"MagicLink", http::Method::get, "/email/verify/0oa1latchkeyDemo0g4?token=x", Takes::nothing,
       "GET, HEAD, POST"},
      {"Provider", http::Method::get, "/sso/idps/0oaIdp", Takes::nothing, "GET, POST"},
  };
}

INSTANTIATE_TEST_SUITE_P(
    Every, Badly,
    testing::Combine(testing::ValuesIn(endpoints()),
                     testing::Values(Badness::wrongMethod, Badness::unknownMethod,
                                     Badness::wrongType, Badness::noType, Badness::noBody,
                                     Badness::truncated, Badness::notUtf8, Badness::nested,
                                     Badness::tenMegabytes, Badness::wrongTypes,
                                     Badness::unknownHandle, Badness::unknownClient,
                                     Badness::clientTwice)),
    [](const auto& row) { return std::get<0>(row.param).name + nameOf(std::get<1>(row.param)); });

class AnyEndpoint : public testing::TestWithParam<Endpoint> {};

// What an org tells everybody: where its endpoints are, and its public keys.
bool isPublic(const Endpoint& endpoint) {
  return endpoint.path.find("/.well-known/") != std::string::npos ||
         endpoint.path.find("/v1/keys") != std::string::npos;
}

// An answer from which a page of another origin learns nothing that is not public.
TEST_P(AnyEndpoint, TellsAnUnlistedOriginNothing) {
  const Endpoint& endpoint = GetParam();
  Visitor visitor;
  for (const http::Method method : {endpoint.method, http::Method::options}) {
    http::Request request;
    request.method = method;
    request.url = visitor.org.policy().origin + endpoint.path;
    request.headers = {{"Origin", "https://evil.example"},
                       {"Content-Type", typeFor(endpoint, Badness::unknownHandle)}};
    const auto answer = visitor.org.handle(request);
    ASSERT_TRUE(answer);
    for (const auto& [name, value] : answer->headers) {
      if (isPublic(endpoint) && value == "*") continue;
      EXPECT_NE(name.rfind("Access-Control-", 0), 0U) << name << ": " << value;
    }
  }
}

TEST_P(AnyEndpoint, TellsATrustedOriginOnlyWhatOktaExposes) {
  const Endpoint& endpoint = GetParam();
  Visitor visitor;
  const auto answer =
      visitor.send(endpoint.method, endpoint.path,
                   {{"Content-Type", typeFor(endpoint, Badness::unknownHandle)}}, "");
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Origin"), "http://localhost:8080");
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(http::header(answer.headers, "Access-Control-Expose-Headers"),
            "date, dpop-nonce, retry-after, www-authenticate, x-okta-request-id, "
            "x-rate-limit-limit, x-rate-limit-remaining, x-rate-limit-reset");
}

INSTANTIATE_TEST_SUITE_P(Of, AnyEndpoint, testing::ValuesIn(endpoints()),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
