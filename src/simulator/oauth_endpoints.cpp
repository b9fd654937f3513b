#include "simulator/oauth_endpoints.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/authorization_request.h"
#include "simulator/authorize_endpoint.h"
#include "simulator/digest.h"
#include "simulator/limits.h"
#include "simulator/logout.h"
#include "simulator/oauth_form.h"
#include "simulator/public_key.h"
#include "simulator/token_endpoint.h"

namespace latchkey::simulator {
namespace {

Json stringList(std::initializer_list<std::string_view> texts) {
  Json list = Json::array();
  for (const std::string_view text : texts) list.push_back(text);
  return list;
}

// Okta's tokens of an activation or a recovery mail: there are none here, so that all are wrong.
std::optional<Refusal> brokenRuleOfTokens(const QueryPairs& form) {
  if (http::single(form, "activation_token")) {
    return Refusal{400, "invalid_request", "The activation token is invalid"};
  }
  if (http::single(form, "recovery_token")) {
    return Refusal{400, "invalid_request", "The recovery token is invalid"};
  }
  return std::nullopt;
}

struct Posted {
  std::string_view path;  // below the authorization server's
  http::Response (OauthEndpoints::*handle)(const http::Request&);
};

constexpr std::array kPosted = {
    Posted{"/v1/interact", &OauthEndpoints::interact},
    Posted{"/v1/revoke", &OauthEndpoints::revoke},
    Posted{"/v1/introspect", &OauthEndpoints::introspect},
};

}  // namespace

http::Response OauthEndpoints::discovery(const http::Request&) {
  const std::string issuer = state_.policy.issuer();
  const std::string base = issuer + "/v1/";
  Json scopes = Json::array();
  for (const std::string& scope : state_.policy.scopes) scopes.push_back(scope);
  http::Response document = jsonAnswer(
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
       {"introspection_endpoint_auth_methods_supported", stringList({"none"})},
       {"revocation_endpoint_auth_methods_supported", stringList({"none"})},
       {"dpop_signing_alg_values_supported", stringList({"RS256", "ES256"})},
       {"request_parameter_supported", false},
       {"claims_supported",
        stringList({"iss", "ver", "sub", "aud", "iat", "exp", "jti", "auth_time", "amr", "idp",
                    "nonce", "name", "preferred_username", "email", "email_verified", "at_hash"})},
       {"code_challenge_methods_supported", stringList({"S256"})},
       {"introspection_endpoint", base + "introspect"},
       {"revocation_endpoint", base + "revoke"},
       {"end_session_endpoint", base + "logout"}});
  return keptFor(state_.policy.cacheLifetime, std::move(document));
}

http::Response OauthEndpoints::keys(const http::Request&) const {
  return keptFor(state_.policy.cacheLifetime, jsonAnswer(200, state_.tokens.jwks()));
}

http::Response OauthEndpoints::interact(const http::Request& request) {
  if (!isForm(request)) return wrongMediaType();
  if (auto refusal = countClient(state_, request)) return *std::move(refusal);
  const QueryPairs form = http::parseFormBody(request.body);
  std::optional<Refusal> broken = brokenRuleOfClient(state_.policy, form);
  if (!broken) broken = brokenRuleOfTokens(form);
  if (!broken) broken = brokenRuleOfRequest(state_.policy, form);
  if (!broken) broken = brokenRuleOfAccess(state_.policy);
  if (broken) return oauthError(broken->status, broken->error, broken->description);
  const Transaction& begun = beginTransaction(state_, requestIn(state_.policy, form));
  return jsonAnswer(200, {{"interaction_handle", begun.interactionHandle}});
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

// RFC 7662 §2.2: what is known of a token that counts.
Json OauthEndpoints::introspected(const std::string& token) const {
  const Grant* access = state_.tokens.activeAccess(token);
  const Grant* grant = access != nullptr ? access : state_.tokens.activeRefresh(token);
  const Person* person = grant == nullptr ? nullptr : state_.policy.personById(grant->personId);
  if (person == nullptr) return {{"active", false}};
  Json body = {{"active", true},
               {"scope", join(grant->scopes, " ")},
               {"client_id", grant->clientId},
               {"uid", grant->personId},
               {"username", person->login}};
  if (access == nullptr) return body;
  setMember(body, "token_type", grant->tokenType());
  const auto jws = parseJws(token);
  for (const std::string_view name : {"iss", "aud", "sub", "iat", "exp", "jti", "cnf"}) {
    const Json* claim = jws ? member(jws->claims, name) : nullptr;
    if (claim != nullptr) setMember(body, name, *claim);
  }
  return body;
}

http::Response OauthEndpoints::introspect(const http::Request& request) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  if (!isOurClient(form, request)) return unknownClient();
  const auto token = http::single(form, "token");
  if (!token) return oauthError(400, "invalid_request", "The 'token' parameter is missing.");
  return jsonAnswer(200, introspected(*token));
}

namespace {

// What is asked for with GET.
constexpr std::array<std::string_view, 5> kRead = {"/v1/userinfo", "/v1/logout", "/v1/keys",
                                                   "/.well-known/openid-configuration",
                                                   "/.well-known/oauth-authorization-server"};

http::Response toldBy(OrgState& state, OauthEndpoints& endpoints, const http::Request& request,
                      std::string_view path) {
  if (path == "/v1/userinfo") return userinfoAnswer(state, request);
  if (path == "/v1/logout") return logoutAnswer(state, request);
  return path == "/v1/keys" ? endpoints.keys(request) : endpoints.discovery(request);
}

}  // namespace

std::optional<http::Response> oauthAnswerTo(OrgState& state, const http::Request& request,
                                            std::string_view path, TokenFlaw flaw) {
  const std::string server = "/oauth2/" + state.policy.authorizationServer;
  if (path.substr(0, server.size()) != server) return std::nullopt;
  const std::string_view rest = path.substr(server.size());
  const bool posted = request.method == http::Method::post;
  const bool got = request.method == http::Method::get;
  if (rest == "/v1/authorize") {
    return posted || got ? authorizeAnswer(state, request) : wrongMethod("GET, POST");
  }
  if (rest == "/v1/token") return posted ? tokenAnswer(state, request, flaw) : wrongMethod();
  OauthEndpoints endpoints(state);
  for (const Posted& known : kPosted) {
    if (known.path == rest) return posted ? (endpoints.*known.handle)(request) : wrongMethod();
  }
  // OpenID Connect RP-Initiated Logout 1.0, 2: by either method.
  if (posted && rest == "/v1/logout") {
    return isForm(request) ? logoutAnswer(state, request) : wrongMediaType();
  }
  if (std::find(kRead.begin(), kRead.end(), rest) == kRead.end()) return std::nullopt;
  return got ? toldBy(state, endpoints, request, rest) : wrongMethod("GET");
}

}  // namespace latchkey::simulator
