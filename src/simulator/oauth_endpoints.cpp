#include "simulator/oauth_endpoints.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/text.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/digest.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kHandleLength = 43;
constexpr std::size_t kStateHandleLength = 40;
constexpr std::size_t kS256Length = 43;

bool isForm(const http::Request& request) { return mediaType(request) == http::kFormContentType; }

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::vector<std::string> scopesIn(const QueryPairs& form) {
  std::vector<std::string> scopes;
  const std::string joined = http::single(form, "scope").value_or("");
  for (const std::string_view scope : split(joined, ' ')) {
    if (!scope.empty()) scopes.emplace_back(scope);
  }
  return scopes;
}

std::optional<std::string> bearerToken(const http::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string header = http::header(request.headers, "Authorization").value_or("");
  if (!equalsIgnoringCase(std::string_view(header).substr(0, kScheme.size()), kScheme)) {
    return std::nullopt;
  }
  return header.substr(kScheme.size());
}

Json stringList(std::initializer_list<std::string_view> texts) {
  Json list = Json::array();
  for (const std::string_view text : texts) list.push_back(text);
  return list;
}

struct Refusal {
  int status;
  std::string_view error;
  std::string_view description;
};

// The rules of /interact in the order in which they are checked; the first broken one is named.
std::optional<Refusal> firstBrokenRule(const Policy& policy, const QueryPairs& form) {
  const auto given = [&form](std::string_view name) {
    return http::single(form, name).value_or("");
  };
  if (given("client_id") != policy.app.clientId) {
    return Refusal{401, "invalid_client", "Invalid value for 'client_id' parameter."};
  }
  if (http::single(form, "activation_token")) {
    return Refusal{400, "invalid_request", "The activation token is invalid"};
  }
  if (http::single(form, "recovery_token")) {
    return Refusal{400, "invalid_request", "The recovery token is invalid"};
  }
  if (!contains(policy.app.redirectUris, given("redirect_uri"))) {
    return Refusal{400, "invalid_request",
                   "The 'redirect_uri' parameter must be a Login redirect URI in the client app "
                   "settings."};
  }
  const std::vector<std::string> scopes = scopesIn(form);
  const bool known = std::all_of(scopes.begin(), scopes.end(), [&policy](const auto& scope) {
    return contains(policy.scopes, scope);
  });
  if (scopes.empty() || !known) {
    return Refusal{400, "invalid_scope",
                   "One or more scopes are not configured for the authorization server resource."};
  }
  if (given("state").empty()) {
    return Refusal{400, "invalid_request", "The authentication request has no 'state' parameter."};
  }
  if (given("code_challenge").empty()) {
    return Refusal{400, "invalid_request",
                   "PKCE code challenge is required when the token endpoint authentication method "
                   "is 'NONE'."};
  }
  const auto challenge = fromBase64Url(given("code_challenge"));
  if (given("code_challenge_method") != "S256" || !challenge ||
      given("code_challenge").size() != kS256Length) {
    return Refusal{400, "invalid_request",
                   "The 'code_challenge_method' parameter must be 'S256', and the challenge a "
                   "SHA-256 digest."};
  }
  return std::nullopt;
}

http::Response invalidGrant(std::string_view description) {
  return oauthError(400, "invalid_grant", description);
}

http::Response unknownClient() {
  return oauthError(401, "invalid_client", "Invalid value for 'client_id' parameter.");
}

http::Response invalidBearer() {
  http::Response response{401, {}, ""};
  response.headers.emplace_back("WWW-Authenticate",
                                "Bearer error=\"invalid_token\", error_description=\"The access "
                                "token is invalid.\"");
  return response;
}

}  // namespace

http::Response OauthEndpoints::discovery(const http::Request&) {
  const std::string issuer = state_.policy.issuer();
  const std::string base = issuer + "/v1/";
  Json scopes = Json::array();
  for (const std::string& scope : state_.policy.scopes) scopes.push_back(scope);
  return jsonAnswer(
      200,
      {{"issuer", issuer},
       {"authorization_endpoint", base + "authorize"},
       {"token_endpoint", base + "token"},
       {"userinfo_endpoint", base + "userinfo"},
       {"jwks_uri", base + "keys"},
       {"response_types_supported", stringList({"code", "id_token", "token"})},
       {"response_modes_supported", stringList({"query", "fragment", "okta_post_message"})},
       {"grant_types_supported",
        stringList({"authorization_code", "refresh_token", "interaction_code"})},
       {"subject_types_supported", stringList({"public"})},
       {"id_token_signing_alg_values_supported", stringList({"RS256"})},
       {"scopes_supported", std::move(scopes)},
       {"token_endpoint_auth_methods_supported", stringList({"none"})},
       {"claims_supported",
        stringList({"iss", "ver", "sub", "aud", "iat", "exp", "jti", "auth_time", "amr", "idp",
                    "nonce", "name", "preferred_username", "email", "email_verified", "at_hash"})},
       {"code_challenge_methods_supported", stringList({"S256"})},
       {"introspection_endpoint", base + "introspect"},
       {"revocation_endpoint", base + "revoke"},
       {"end_session_endpoint", base + "logout"}});
}

http::Response OauthEndpoints::keys(const http::Request&) {
  return jsonAnswer(200, state_.tokens.jwks());
}

http::Response OauthEndpoints::interact(const http::Request& request) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  if (const auto broken = firstBrokenRule(state_.policy, form)) {
    return oauthError(broken->status, broken->error, broken->description);
  }
  const Instant now = state_.clock.now();
  state_.transactions.prune(now);
  Transaction transaction;
  transaction.interactionHandle = randomHandle(state_.random, kHandleLength);
  transaction.stateHandle = "02" + randomHandle(state_.random, kStateHandleLength);
  transaction.expiresAt = now + state_.policy.lifetimes.untouched;
  AuthorizationRequest& asked = transaction.request;
  asked.clientId = state_.policy.app.clientId;
  asked.redirectUri = http::single(form, "redirect_uri").value_or("");
  asked.scopes = scopesIn(form);
  asked.state = http::single(form, "state").value_or("");
  asked.nonce = http::single(form, "nonce").value_or("");
  asked.codeChallenge = http::single(form, "code_challenge").value_or("");
  asked.loginHint = http::single(form, "login_hint").value_or("");
  const Transaction& added = state_.transactions.add(std::move(transaction));
  return jsonAnswer(200, {{"interaction_handle", added.interactionHandle}});
}

http::Response OauthEndpoints::token(const http::Request& request, TokenFlaw flaw) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  if (http::single(form, "client_id") != state_.policy.app.clientId) return unknownClient();
  const std::string grantType = http::single(form, "grant_type").value_or("");
  if (grantType == "interaction_code") return exchangeCode(form, flaw);
  if (grantType == "refresh_token") return refresh(form, flaw);
  return oauthError(400, "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server.");
}

http::Response OauthEndpoints::exchangeCode(const QueryPairs& form, TokenFlaw flaw) {
  const std::string code = http::single(form, "interaction_code").value_or("");
  const auto verifier = http::single(form, "code_verifier");
  if (code.empty() || !verifier) {
    return oauthError(400, "invalid_request", "The request is missing a required parameter.");
  }
  Transaction* found = state_.transactions.byInteractionCode(code);
  const bool usable = found != nullptr && found->step == Step::success && found->interactionCode &&
                      found->interactionCode->code == code &&
                      state_.clock.now() < found->interactionCode->issuedAt +
                                               state_.policy.lifetimes.interactionCode;
  if (!usable) return invalidGrant("The interaction code is invalid or has expired.");
  // Whatever comes of it, a code that was shown is used up.
  found->step = Step::exchanged;
  if (http::single(form, "redirect_uri") != found->request.redirectUri) {
    return invalidGrant("The redirect URI does not match the one of the interaction.");
  }
  if (!equalsInConstantTime(toBase64Url(sha256(*verifier)), found->request.codeChallenge)) {
    return invalidGrant("PKCE verification failed.");
  }
  const Grant grant{found->personId,      found->request.clientId, found->request.scopes,
                    found->request.nonce, found->authenticatedAt,  found->method};
  return jsonAnswer(200, state_.tokens.issue(grant, flaw));
}

http::Response OauthEndpoints::refresh(const QueryPairs& form, TokenFlaw flaw) {
  const std::string token = http::single(form, "refresh_token").value_or("");
  const auto body = state_.tokens.refresh(token, state_.policy.app.clientId, scopesIn(form), flaw);
  if (!body) return invalidGrant("The refresh token is invalid or expired.");
  return jsonAnswer(200, *body);
}

http::Response OauthEndpoints::userinfo(const http::Request& request) {
  const auto token = bearerToken(request);
  const Grant* grant = token ? state_.tokens.activeAccess(*token) : nullptr;
  const Person* person = grant == nullptr ? nullptr : state_.policy.personById(grant->personId);
  if (person == nullptr) return invalidBearer();
  Json claims = {{"sub", person->id}};
  if (grant->has("profile")) {
    setMember(claims, "name", person->firstName + " " + person->lastName);
    setMember(claims, "given_name", person->firstName);
    setMember(claims, "family_name", person->lastName);
    setMember(claims, "preferred_username", person->login);
  }
  if (grant->has("email")) {
    setMember(claims, "email", person->email);
    setMember(claims, "email_verified", true);
  }
  return jsonAnswer(200, claims);
}

// A public client names itself in the form, or as the user of an empty password (as okta-auth-js
// does).
bool OauthEndpoints::isOurClient(const QueryPairs& form, const http::Request& request) const {
  const std::string& clientId = state_.policy.app.clientId;
  if (http::single(form, "client_id") == clientId) return true;
  const std::string header = http::header(request.headers, "Authorization").value_or("");
  return header == "Basic " + toBase64(clientId) || header == "Basic " + toBase64(clientId + ":");
}

http::Response OauthEndpoints::revoke(const http::Request& request) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  if (!isOurClient(form, request)) return unknownClient();
  const auto token = http::single(form, "token");
  if (!token) return oauthError(400, "invalid_request", "The 'token' parameter is missing.");
  // RFC 7009 §2.2: an unknown token is revoked already.
  state_.tokens.revoke(*token);
  return {200, {}, ""};
}

http::Response OauthEndpoints::introspect(const http::Request& request) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  if (!isOurClient(form, request)) return unknownClient();
  const auto token = http::single(form, "token");
  if (!token) return oauthError(400, "invalid_request", "The 'token' parameter is missing.");
  const Grant* access = state_.tokens.activeAccess(*token);
  const Grant* grant = access != nullptr ? access : state_.tokens.activeRefresh(*token);
  if (grant == nullptr) return jsonAnswer(200, {{"active", false}});
  Json body = {{"active", true},
               {"scope", join(grant->scopes, " ")},
               {"client_id", grant->clientId},
               {"uid", grant->personId}};
  if (access != nullptr) setMember(body, "token_type", "Bearer");
  return jsonAnswer(200, body);
}

// OpenID Connect RP-Initiated Logout 1.0. Without an URI to go to Okta shows its own sign-in page.
http::Response OauthEndpoints::logout(const http::Request& request) {
  const auto url = Url::parse(request.url);
  const QueryPairs query = url ? parseQuery(url->query()) : QueryPairs();
  if (http::single(query, "id_token_hint").value_or("").empty()) {
    return oauthError(400, "invalid_request", "The 'id_token_hint' parameter is missing.");
  }
  const auto target = http::single(query, "post_logout_redirect_uri");
  if (!target) return redirectTo(state_.policy.origin + "/login/signout");
  if (!contains(state_.policy.app.postLogoutRedirectUris, *target)) {
    return oauthError(400, "invalid_request",
                      "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in "
                      "the client app settings.");
  }
  const auto state = http::single(query, "state");
  if (!state) return redirectTo(*target);
  const char separator = target->find('?') == std::string::npos ? '?' : '&';
  return redirectTo(*target + separator + toQuery({{"state", *state}}));
}

}  // namespace latchkey::simulator
