#include "simulator/token_issuer.h"

#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "base/text.h"
#include "simulator/digest.h"
#include "simulator/keep_youngest.h"
#include "simulator/public_key.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr Seconds kFlawedBy{86'400};
constexpr Seconds kPruneEvery{60};
constexpr std::size_t kHandleLength = 43;

// OpenID Connect Core 3.1.3.6: the left half of the access token's hash.
std::string accessTokenHash(std::string_view accessToken) {
  Bytes digest = sha256(accessToken);
  digest.resize(digest.size() / 2);
  return toBase64Url(digest);
}

std::int64_t unix(Instant at) { return toUnix(at).count(); }

}  // namespace

void addProfile(Json& claims, const Grant& grant, const Person& person) {
  if (grant.has("profile")) {
    setMember(claims, "name", person.firstName + " " + person.lastName);
    setMember(claims, "preferred_username", person.login);
  }
  if (grant.has("email")) {
    setMember(claims, "email", person.email);
    setMember(claims, "email_verified", true);
  }
}

bool Grant::has(std::string_view scope) const {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

TokenIssuer::TokenIssuer(const Policy& policy, const Clock& clock, Random& random, SigningKey key,
                         std::size_t most)
    : policy_(policy), clock_(clock), random_(random), most_(most), keys_{std::move(key)} {}

std::string TokenIssuer::accessToken(const Grant& grant, const Person& person) {
  const Instant now = clock_.now();
  Json scopes = Json::array();
  for (const std::string& scope : grant.scopes) scopes.push_back(scope);
  Json claims = {{"ver", 1},
                 {"jti", "AT." + randomHandle(random_, kHandleLength)},
                 {"iss", policy_.issuer()},
                 {"aud", "api://" + policy_.authorizationServer},
                 {"iat", unix(now)},
                 {"exp", unix(now + policy_.lifetimes.accessToken)},
                 {"cid", grant.clientId},
                 {"uid", person.id},
                 {"scp", std::move(scopes)},
                 {"auth_time", unix(grant.authenticatedAt)},
                 {"sub", person.login}};
  // RFC 9449 §6.1.
  if (!grant.keyThumbprint.empty()) setMember(claims, "cnf", {{"jkt", grant.keyThumbprint}});
  return keys_.back().sign(claims);
}

std::string TokenIssuer::idToken(const Grant& grant, const Person& person,
                                 std::string_view accessToken, TokenFlaw flaw) {
  Instant now = clock_.now();
  if (flaw == TokenFlaw::expired) now -= kFlawedBy;
  if (flaw == TokenFlaw::fromFuture) now += kFlawedBy;
  Json claims = {{"sub", person.id}};
  addProfile(claims, grant, person);
  setMember(claims, "ver", 1);
  setMember(claims, "iss", policy_.issuer());
  setMember(claims, "aud", flaw == TokenFlaw::wrongAudience ? "0oaSomebodyElse" : grant.clientId);
  setMember(claims, "iat", unix(now));
  setMember(claims, "exp", unix(now + policy_.lifetimes.idToken));
  setMember(claims, "jti", "ID." + randomHandle(random_, kHandleLength));
  setMember(claims, "amr", Json::array({grant.method}));
  setMember(claims, "idp", "00oLatchkeySimulator");
  if (flaw == TokenFlaw::wrongNonce) {
    setMember(claims, "nonce", "not-the-nonce-of-this-sign-in");
  } else if (!grant.nonce.empty()) {
    setMember(claims, "nonce", grant.nonce);
  }
  setMember(claims, "auth_time", unix(grant.authenticatedAt));
  setMember(claims, "at_hash", accessTokenHash(accessToken));
  const SigningKey& key = keys_.back();
  if (flaw == TokenFlaw::unknownKey) return key.sign(claims, "a-key-that-nobody-published");
  std::string token = key.sign(claims);
  if (flaw != TokenFlaw::badSignature) return token;
  // The first character of the signature: the last one would have unused bits.
  char& first = token[token.rfind('.') + 1];
  first = first == 'A' ? 'B' : 'A';
  return token;
}

std::string TokenIssuer::refreshToken(const Grant& grant, const TokenFamily& family) {
  std::string token = randomHandle(random_, kHandleLength);
  refresh_.insert_or_assign(token, RefreshGrant{grant, family, std::nullopt});
  return token;
}

Json TokenIssuer::answer(const Grant& grant, const TokenFamily& family, TokenFlaw flaw) {
  prune();
  const Person* person = policy_.personById(grant.personId);
  if (person == nullptr) return Json::object();
  const std::string access = accessToken(grant, *person);
  const Instant expiresAt = clock_.now() + policy_.lifetimes.accessToken;
  access_.insert_or_assign(access, AccessGrant{grant, family.name, expiresAt});
  Json body = {{"token_type", grant.tokenType()},
               {"expires_in", policy_.lifetimes.accessToken.count()},
               {"access_token", access},
               {"scope", join(grant.scopes, " ")}};
  if (grant.has("offline_access")) {
    setMember(body, "refresh_token", refreshToken(grant, family));
  }
  if (grant.has("openid")) setMember(body, "id_token", idToken(grant, *person, access, flaw));
  return body;
}

Json TokenIssuer::issue(const Grant& grant, TokenFlaw flaw) {
  const TokenFamily family{randomHandle(random_, kHandleLength),
                           clock_.now() + policy_.lifetimes.refreshToken};
  return answer(grant, family, flaw);
}

std::optional<Json> TokenIssuer::refresh(std::string_view token, const Holder& holder,
                                         const std::vector<std::string>& scopes, TokenFlaw flaw) {
  const auto found = refresh_.find(token);
  if (found == refresh_.end()) return std::nullopt;
  RefreshGrant& held = found->second;
  const Instant now = clock_.now();
  const bool theirs =
      held.grant.clientId == holder.clientId && held.grant.keyThumbprint == holder.keyThumbprint;
  if (!theirs || held.family.expiresAt <= now) return std::nullopt;
  if (held.replacedAt && *held.replacedAt + policy_.lifetimes.refreshGrace < now) {
    const std::string family = held.family.name;
    endRefreshTokens(family);
    std::erase_if(access_, [&family](const auto& entry) { return entry.second.family == family; });
    return std::nullopt;
  }
  // Copies: answer() tidies up, and `held` may be gone then.
  const Grant whole = held.grant;
  const TokenFamily family = held.family;
  Grant narrowed = whole;
  if (!scopes.empty()) narrowed.scopes = scopes;
  for (const std::string& scope : narrowed.scopes) {
    if (!whole.has(scope)) return std::nullopt;
  }
  narrowed.nonce.clear();
  if (!held.replacedAt) held.replacedAt = now;
  return answer(narrowed, family, flaw);
}

const Grant* TokenIssuer::activeAccess(std::string_view token) const {
  const auto found = access_.find(token);
  if (found == access_.end() || found->second.expiresAt <= clock_.now()) return nullptr;
  return &found->second.grant;
}

const Grant* TokenIssuer::activeRefresh(std::string_view token) const {
  const auto found = refresh_.find(token);
  if (found == refresh_.end()) return nullptr;
  const RefreshGrant& held = found->second;
  const bool active = held.family.expiresAt > clock_.now() && !held.replacedAt;
  return active ? &held.grant : nullptr;
}

bool TokenIssuer::isOwnIdToken(std::string_view token) const {
  const auto jws = parseJws(token);
  if (!jws || text(jws->claims, "iss") != policy_.issuer() ||
      text(jws->claims, "aud") != policy_.app.clientId) {
    return false;
  }
  return std::any_of(keys_.begin(), keys_.end(), [&jws](const SigningKey& key) {
    const auto published = PublicKey::fromJwk(key.jwk());
    return published && published->verifies("RS256", jws->signedText, jws->signature);
  });
}

void TokenIssuer::revoke(std::string_view token) {
  if (const auto found = access_.find(token); found != access_.end()) access_.erase(found);
  const auto found = refresh_.find(token);
  if (found == refresh_.end()) return;
  const std::string family = found->second.family.name;
  endRefreshTokens(family);
}

void TokenIssuer::endRefreshTokens(const std::string& family) {
  std::erase_if(refresh_,
                [&family](const auto& entry) { return entry.second.family.name == family; });
}

void TokenIssuer::clear() {
  access_.clear();
  refresh_.clear();
}

void TokenIssuer::prune() {
  const Instant now = clock_.now();
  keepYoungest(access_, most_, [](const AccessGrant& token) { return token.expiresAt; });
  keepYoungest(refresh_, most_, [](const RefreshGrant& token) { return token.family.expiresAt; });
  if (now < prunedAt_ + kPruneEvery && now >= prunedAt_) return;
  prunedAt_ = now;
  std::erase_if(access_, [now](const auto& entry) { return entry.second.expiresAt <= now; });
  std::erase_if(refresh_,
                [now](const auto& entry) { return entry.second.family.expiresAt <= now; });
}

Json TokenIssuer::jwks() const {
  Json keys = Json::array();
  for (const SigningKey& key : keys_) keys.push_back(key.jwk());
  return {{"keys", std::move(keys)}};
}

void TokenIssuer::rotateKey(SigningKey key) { keys_.push_back(std::move(key)); }

}  // namespace latchkey::simulator
