#include "simulator/token_endpoint.h"

#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/text.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/digest.h"
#include "simulator/oauth_form.h"

namespace latchkey::simulator {
namespace {

http::Response invalidGrant(std::string_view description) {
  return oauthError(400, "invalid_grant", description);
}

// What the two grants of a sign-in call the code that they swap.
struct CodeGrant {
  std::string_view parameter;
  bool isOfInteract;
  std::string_view spent;
};

constexpr CodeGrant kInteractionCode{"interaction_code", true,
                                     "The interaction code is invalid or has expired."};
constexpr CodeGrant kAuthorizationCode{"code", false,
                                       "The authorization code is invalid or has expired."};

// nullptr for a code that is unknown, spent, too old, or of the other grant.
Transaction* usableBy(OrgState& state, const CodeGrant& by, const std::string& code) {
  Transaction* found = state.transactions.byInteractionCode(code);
  const bool fits =
      found != nullptr && found->step == Step::success && found->interactionCode &&
      found->interactionCode->code == code &&
      (found->request.responseMode == ResponseMode::interactionCode) == by.isOfInteract;
  const bool lives = fits && state.clock.now() < found->interactionCode->issuedAt +
                                                     state.policy.lifetimes.interactionCode;
  return lives ? found : nullptr;
}

http::Response exchangeCode(OrgState& state, const QueryPairs& form, const CodeGrant& by,
                            const std::string& key, TokenFlaw flaw) {
  const std::string code = http::single(form, by.parameter).value_or("");
  const auto verifier = http::single(form, "code_verifier");
  if (code.empty() || !verifier) {
    return oauthError(400, "invalid_request", "The request is missing a required parameter.");
  }
  Transaction* found = usableBy(state, by, code);
  if (found == nullptr) return invalidGrant(by.spent);
  // Whatever comes of it, a code that was shown is used up.
  found->step = Step::exchanged;
  if (http::single(form, "redirect_uri") != found->request.redirectUri) {
    return invalidGrant("The redirect URI does not match the one of the authorization request.");
  }
  if (!equalsInConstantTime(toBase64Url(sha256(*verifier)), found->request.codeChallenge)) {
    return invalidGrant("PKCE verification failed.");
  }
  const Grant grant{found->personId,
                    found->request.clientId,
                    found->request.scopes,
                    found->request.nonce,
                    found->authenticatedAt,
                    found->method,
                    key};
  return jsonAnswer(200, state.tokens.issue(grant, flaw));
}

http::Response refresh(OrgState& state, const QueryPairs& form, const std::string& key,
                       TokenFlaw flaw) {
  const std::string token = http::single(form, "refresh_token").value_or("");
  const auto body =
      state.tokens.refresh(token, {state.policy.app.clientId, key}, scopesIn(form), flaw);
  if (!body) return invalidGrant("The refresh token is invalid or expired.");
  return jsonAnswer(200, *body);
}

struct Credential {
  std::string scheme;
  std::string token;
};

// RFC 9110 §11.4: the scheme's capitals do not matter.
Credential credentialOf(const http::Request& request) {
  const std::string header = http::header(request.headers, "Authorization").value_or("");
  const std::size_t space = header.find(' ');
  if (space == std::string::npos) return {};
  return {lowered(header.substr(0, space)), header.substr(space + 1)};
}

http::Response unauthorized(int status, std::string_view scheme, std::string_view error,
                            std::string_view sentence) {
  http::Response response{status, {}, ""};
  response.headers.emplace_back("WWW-Authenticate",
                                std::string(scheme) + " error=\"" + std::string(error) +
                                    "\", error_description=\"" + std::string(sentence) + "\"");
  return response;
}

// Why a living token is not taken as it was sent; nothing if it is.
std::optional<http::Response> notAsBound(OrgState& state, const http::Request& request,
                                         const Credential& credential, const Grant& grant) {
  const bool withProof = credential.scheme == "dpop";
  if (withProof == grant.keyThumbprint.empty()) {
    return unauthorized(401, withProof ? "DPoP" : "Bearer", "invalid_token",
                        "The access token is invalid.");
  }
  if (!withProof) return std::nullopt;
  const DpopVerdict verdict = state.dpop.atResource(request, credential.token);
  if (!verdict.error.empty()) {
    return unauthorized(401, "DPoP", verdict.error, verdict.sentence);
  }
  if (verdict.thumbprint != grant.keyThumbprint) {
    return unauthorized(401, "DPoP", "invalid_dpop_proof",
                        "The DPoP proof JWT is of another key than the access token's.");
  }
  return std::nullopt;
}

}  // namespace

http::Response tokenAnswer(OrgState& state, const http::Request& request, TokenFlaw flaw) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  if (http::single(form, "client_id") != state.policy.app.clientId) return unknownClient();
  // Before anything is used up: who is asked for a nonce comes again with the same code.
  const DpopVerdict proof = state.dpop.atToken(request);
  if (!proof.error.empty()) {
    http::Response response = oauthError(400, proof.error, proof.sentence);
    if (proof.error == "use_dpop_nonce") {
      response.headers.emplace_back("DPoP-Nonce", state.dpop.nonce());
    }
    return response;
  }
  const std::string grantType = http::single(form, "grant_type").value_or("");
  if (grantType == "interaction_code") {
    return exchangeCode(state, form, kInteractionCode, proof.thumbprint, flaw);
  }
  if (grantType == "authorization_code") {
    return exchangeCode(state, form, kAuthorizationCode, proof.thumbprint, flaw);
  }
  if (grantType == "refresh_token") return refresh(state, form, proof.thumbprint, flaw);
  return oauthError(400, "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server.");
}

http::Response userinfoAnswer(OrgState& state, const http::Request& request) {
  const Credential credential = credentialOf(request);
  const bool known = credential.scheme == "bearer" || credential.scheme == "dpop";
  const Grant* grant = known ? state.tokens.activeAccess(credential.token) : nullptr;
  const Person* person = grant == nullptr ? nullptr : state.policy.personById(grant->personId);
  if (person == nullptr) {
    return unauthorized(401, credential.scheme == "dpop" ? "DPoP" : "Bearer", "invalid_token",
                        "The access token is invalid.");
  }
  if (auto refusal = notAsBound(state, request, credential, *grant)) return *std::move(refusal);
  if (!grant->has("openid")) {
    return unauthorized(403, grant->tokenType(), "insufficient_scope",
                        "The access token must provide access to at least one of these scopes - "
                        "profile, openid, email, address or phone");
  }
  Json claims = {{"sub", person->id}};
  if (grant->has("profile")) {
    setMember(claims, "given_name", person->firstName);
    setMember(claims, "family_name", person->lastName);
  }
  addProfile(claims, *grant, *person);
  return jsonAnswer(200, claims);
}

}  // namespace latchkey::simulator
