#include "oauth/token.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/url.h"
#include "http/answer.h"
#include "http/form_body.h"
#include "oauth/refusal.h"

namespace latchkey::oauth {
namespace {

constexpr std::int64_t kLongestLife = 10LL * 365 * 24 * 3600;

// Both headers are on CORS's safe list, so that the browser asks for no preflight.
http::Request formPost(std::string url, const QueryPairs& form) {
  http::Request request;
  request.method = http::Method::post;
  request.url = std::move(url);
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", std::string(http::kFormContentType)}};
  request.body = http::toFormBody(form);
  return request;
}

// Firewalls write {"error": "Forbidden"}, too; that is no error of RFC 6749.
bool isOfAFirewall(const http::Response& response, const Error& error) {
  constexpr int kForbidden = 403;
  if (response.status != kForbidden || error.code != ErrorCode::oauthRefused) return false;
  if (http::header(response.headers, "X-Okta-Request-Id")) return false;
  const Result<Json> body = parseJson(response.body);
  return body && !text(*body, "error_description");
}

Error malformed(std::string_view member) {
  return {ErrorCode::malformedResponse, "token response: " + std::string(member)};
}

std::vector<std::string> wordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

// Takes the members one by one, and remembers the first that is not as it should be.
class MemberReader {
 public:
  explicit MemberReader(const Json& json) : json_(json) {}

  std::string required(std::string_view name) {
    std::optional<std::string> value = text(json_, name);
    if (!value || value->empty()) refuse(name);
    return std::move(value).value_or("");
  }

  // Empty where it is not there.
  std::string optional(std::string_view name) {
    std::optional<std::string> value = text(json_, name);
    if (!value && member(json_, name) != nullptr) refuse(name);
    return std::move(value).value_or("");
  }

  Seconds life(std::string_view name) {
    const std::int64_t value = integer(json_, name).value_or(0);
    if (value <= 0 || value > kLongestLife) refuse(name);
    return Seconds(value);
  }

  void refuse(std::string_view name) {
    if (refused_.empty()) refused_ = name;
  }
  std::string_view refused() const { return refused_; }

 private:
  const Json& json_;
  std::string_view refused_;
};

// At the token endpoint, where new tokens are bound to our key if that is wanted.
http::Request tokenPost(const Client& client, const QueryPairs& form,
                        const std::string& keyId = {}) {
  http::Request request = formPost(client.endpoint("token"), form);
  if (client.usesDpop()) request.proof = http::Proof{.keyId = keyId};
  return request;
}

Result<TokenResponse> readTokens(const Json& json, std::string_view tokenType, WithIdToken how) {
  MemberReader reader(json);
  TokenResponse tokens;
  tokens.accessToken = AccessToken(reader.required("access_token"));
  const bool isKept = how == WithIdToken::orTheOldOne;
  tokens.idToken = IdToken(isKept ? reader.optional("id_token") : reader.required("id_token"));
  // RFC 6749 §7.1: a token of a type that the client does not understand must not be used.
  if (!equalsIgnoringCase(reader.required("token_type"), tokenType)) reader.refuse("token_type");
  tokens.tokenType = tokenType;
  tokens.expiresIn = reader.life("expires_in");
  RefreshToken refreshToken(reader.optional("refresh_token"));
  if (!refreshToken.empty()) tokens.refreshToken = std::move(refreshToken);
  tokens.scopes = wordsOf(reader.optional("scope"));
  if (!reader.refused().empty()) return malformed(reader.refused());
  return tokens;
}

}  // namespace

http::Request tokenRequest(const Client& client, const InteractionCode& code,
                           const CodeVerifier& verifier) {
  return tokenPost(client, {{"client_id", client.clientId()},
                            {"redirect_uri", client.redirectUri()},
                            {"grant_type", "interaction_code"},
                            {"code_verifier", verifier.reveal()},
                            {"interaction_code", code.reveal()}});
}

http::Request refreshRequest(const Client& client, const RefreshToken& token,
                             const std::string& keyId) {
  return tokenPost(client,
                   {{"client_id", client.clientId()},
                    {"grant_type", "refresh_token"},
                    {"scope", client.scope()},
                    {"refresh_token", token.reveal()}},
                   keyId);
}

Result<TokenResponse> parseTokenResponse(const http::Response& response, const Client& client,
                                         WithIdToken how) {
  if (response.status < 200 || response.status > 299) return oauthFailureOf(response);
  const Result<Json> json = http::readJsonAnswer(response);
  if (!json) return json.error();
  // Gateways have been seen to turn a 400 into a 200.
  if (member(*json, "error") != nullptr) return oauthFailureOf(response);
  return readTokens(*json, client.usesDpop() ? kDpopType : kBearerType, how);
}

// Okta's own client sends `Authorization: Basic`, which costs a preflight. A public client may name
// itself in the body instead (RFC 7009 §2.1, RFC 6749 §3.2.1).
http::Request revokeRequest(const Client& client, const std::string& token,
                            const std::string& hint) {
  return formPost(client.endpoint("revoke"),
                  {{"client_id", client.clientId()}, {"token", token}, {"token_type_hint", hint}});
}

http::Request revocationOf(const Client& client, const AccessToken& access,
                           const std::optional<RefreshToken>& refresh) {
  return refresh ? revokeRequest(client, refresh->reveal(), "refresh_token")
                 : revokeRequest(client, access.reveal(), "access_token");
}

std::optional<http::Request> revocationOf(const Client& client, const http::Response& refused) {
  const Result<Json> json = http::readJsonAnswer(refused);
  if (!json) return std::nullopt;
  const std::string access = text(*json, "access_token").value_or("");
  const std::string refresh = text(*json, "refresh_token").value_or("");
  if (access.empty() && refresh.empty()) return std::nullopt;
  return revocationOf(client, AccessToken(access),
                      refresh.empty() ? std::nullopt : std::optional(RefreshToken(refresh)));
}

bool isDone(const http::Response& response) {
  if (response.status < 200 || response.status > 299) return false;
  if (trimmed(response.body).empty()) return true;
  const Result<Json> json = parseJson(response.body);
  return json && member(*json, "error") == nullptr;
}

http::Request endSessionRequest(const Client& client) {
  http::Request request;
  request.method = http::Method::del;
  request.url = client.org() + "/api/v1/sessions/me";
  request.credentials = http::Credentials::include;
  return request;
}

std::string logoutForm(const IdToken& idToken, const std::string& postLogoutRedirectUri) {
  QueryPairs form = {{"id_token_hint", idToken.reveal()}};
  if (!postLogoutRedirectUri.empty()) {
    form.emplace_back("post_logout_redirect_uri", postLogoutRedirectUri);
  }
  return http::toFormBody(form);
}

http::Request userinfoRequest(const Client& client, const AccessToken& token,
                              const std::string& tokenType, const std::string& keyId) {
  http::Request request;
  request.url = client.endpoint("userinfo");
  request.headers = {{"Authorization", tokenType + ' ' + token.reveal()}};
  if (tokenType == kDpopType) request.proof = http::Proof{token.reveal(), keyId};
  return request;
}

Result<std::string> parseUserinfo(const http::Response& response, std::string_view subject) {
  const Result<Json> claims = http::readJsonAnswer(response);
  if (!claims) return claims.error();
  if (subject.empty() || text(*claims, "sub") != subject) {
    return Error{ErrorCode::subjectMismatch, "5.3.2"};
  }
  return writeJson(*claims);
}

Error oauthFailureOf(const http::Response& response) {
  Error failure = http::failureOf(response);
  // What these two mean does not depend on who wrote the body.
  if (failure.code == ErrorCode::serverFailed || failure.code == ErrorCode::rateLimited) {
    return failure;
  }
  const std::optional<Refusal> refusal = refusalIn(response.body);
  if (!refusal) return failure;
  const Error refused{meaningOf(refusal->error).value_or(ErrorCode::oauthRefused), refusal->error};
  return isOfAFirewall(response, refused) ? Error{ErrorCode::blockedByNetwork, "HTTP 403"}
                                          : refused;
}

}  // namespace latchkey::oauth
