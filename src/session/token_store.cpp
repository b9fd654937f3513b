#include "session/token_store.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/bytes.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace latchkey::session {
namespace {

constexpr std::string_view kAccessToken = "accessToken";
constexpr std::string_view kIdToken = "idToken";
constexpr std::string_view kRefreshToken = "refreshToken";
constexpr std::string_view kKeyId = "dpopPairId";
constexpr std::array kOurNames = {kAccessToken, kIdToken, kRefreshToken};

// okta-auth-js looks into them in this order.
constexpr std::array kLifetimes = {Lifetime::browser, Lifetime::tab};

// Beyond the year 9999 no clock is right, and milliseconds could overflow.
constexpr std::int64_t kMaxEpochSecond = 253'402'300'799;

bool isOurs(std::string_view name) {
  return std::find(kOurNames.begin(), kOurNames.end(), name) != kOurNames.end();
}

// okta-auth-js finds the key of bound tokens by this.
void addKeyId(Json& entry, const Tokens& tokens) {
  if (!tokens.keyId.empty()) setMember(entry, kKeyId, tokens.keyId);
}

Json accessTokenJson(const Tokens& tokens, const oauth::Client& client) {
  Json entry = {{"accessToken", tokens.accessToken.reveal()},
                {"expiresAt", toUnix(tokens.accessExpiresAt).count()},
                {"tokenType", tokens.tokenType},
                {"scopes", tokens.scopes},
                {"authorizeUrl", client.endpoint("authorize")},
                {"userinfoUrl", client.endpoint("userinfo")}};
  addKeyId(entry, tokens);
  return entry;
}

Json idTokenJson(const Tokens& tokens, const oauth::Client& client, const std::string& issuer) {
  const Result<Json> claims = parseJson(tokens.claims);
  return Json{{"idToken", tokens.idToken.reveal()},
              {"claims", claims && claims->is_object() ? *claims : Json::object()},
              {"expiresAt", toUnix(tokens.idExpiresAt).count()},
              {"scopes", tokens.scopes},
              {"authorizeUrl", client.endpoint("authorize")},
              {"issuer", issuer},
              {"clientId", client.clientId()}};
}

// The org does not say when a refresh token expires; okta-auth-js writes the access token's time.
Json refreshTokenJson(const Tokens& tokens, const oauth::Client& client,
                      const std::string& issuer) {
  Json entry = {{"refreshToken", tokens.refreshToken->reveal()},
                {"expiresAt", toUnix(tokens.accessExpiresAt).count()},
                {"scopes", tokens.scopes},
                {"tokenUrl", client.endpoint("token")},
                {"authorizeUrl", client.endpoint("authorize")},
                {"issuer", issuer}};
  addKeyId(entry, tokens);
  return entry;
}

std::vector<std::string> scopesOf(const Json& entry) {
  std::vector<std::string> scopes;
  const Json* list = array(entry, "scopes");
  if (list == nullptr) return scopes;
  for (const Json& scope : *list) {
    if (std::optional<std::string> word = asText(scope)) scopes.push_back(std::move(*word));
  }
  return scopes;
}

std::optional<Instant> expiryOf(const Json& entry) {
  const std::optional<std::int64_t> seconds = integer(entry, "expiresAt");
  if (!seconds || *seconds < 0 || *seconds > kMaxEpochSecond) return std::nullopt;
  return fromUnix(Seconds(*seconds));
}

// okta-auth-js marks tokens so while it signs a person out.
bool isOnItsWayOut(const Json& entry) { return boolean(entry, "pendingRemove").value_or(false); }

std::optional<Tokens> fromEntries(const Json& access, const Json& id) {
  const std::optional<std::string> accessToken = text(access, "accessToken");
  const std::optional<std::string> idToken = text(id, "idToken");
  const std::optional<Instant> accessExpiry = expiryOf(access);
  const std::optional<Instant> idExpiry = expiryOf(id);
  const Json* claims = object(id, "claims");
  const bool complete = accessToken && !accessToken->empty() && idToken && !idToken->empty() &&
                        accessExpiry && idExpiry && claims != nullptr;
  if (!complete || isOnItsWayOut(access) || isOnItsWayOut(id)) return std::nullopt;
  Tokens tokens;
  tokens.accessToken = oauth::AccessToken(*accessToken);
  tokens.idToken = oauth::IdToken(*idToken);
  tokens.tokenType = text(access, "tokenType").value_or("Bearer");
  tokens.scopes = scopesOf(access);
  tokens.accessExpiresAt = *accessExpiry;
  tokens.idExpiresAt = *idExpiry;
  tokens.claims = writeJson(*claims);
  tokens.keyId = text(access, kKeyId).value_or("");
  return tokens;
}

Json entriesOf(const Tokens& tokens, const oauth::Client& client, const std::string& issuer) {
  Json entries = Json::object();
  setMember(entries, kAccessToken, accessTokenJson(tokens, client));
  setMember(entries, kIdToken, idTokenJson(tokens, client, issuer));
  if (tokens.refreshToken) {
    setMember(entries, kRefreshToken, refreshTokenJson(tokens, client, issuer));
  }
  return entries;
}

// What is there; an empty object where that is nothing, or corrupt.
Json entriesIn(Storage& storage, Lifetime lifetime, const std::string& key) {
  return readObject(storage, lifetime, key).value_or(Json::object());
}

// Okta's access tokens name their client; those of other servers need not be readable at all.
std::string clientInside(const Json& access) {
  const std::string token = text(access, "accessToken").value_or("");
  const std::vector<std::string_view> parts = split(token, '.');
  const std::optional<Bytes> payload =
      parts.size() == 3 ? fromBase64Url(parts[1]) : std::optional<Bytes>();
  const Result<Json> claims = payload ? parseJson(toText(*payload)) : Json::object();
  return claims ? text(*claims, "cid").value_or("") : "";
}

// The client and the issuer of the tokens, as far as they tell. One that was taken out alone, as
// okta-auth-js does with what has expired, leaves the others to go by.
bool areOfAnother(const Json& entries, const oauth::Client& client) {
  std::string clientId;
  if (const Json* id = object(entries, kIdToken)) {
    clientId = text(*id, "clientId").value_or("");
    if (clientId.empty()) return true;
  } else if (const Json* access = object(entries, kAccessToken)) {
    clientId = clientInside(*access);
  }
  if (!clientId.empty() && clientId != client.clientId()) return true;
  // The issuer is the org's word for itself, which on a custom domain need not be ours; the address
  // is made of the configuration.
  for (const std::string_view name : kOurNames) {
    const Json* entry = object(entries, name);
    const auto issuer = entry == nullptr ? std::nullopt : text(*entry, "issuer");
    const auto url = entry == nullptr ? std::nullopt : text(*entry, "authorizeUrl");
    const bool isTold = issuer || url;
    if (isTold && issuer != client.issuer() && url != client.endpoint("authorize")) return true;
  }
  return false;
}

std::optional<Tokens> tokensIn(const Json& entries, const oauth::Client& client) {
  const Json* access = object(entries, kAccessToken);
  const Json* id = object(entries, kIdToken);
  const bool ours = access != nullptr && id != nullptr && !areOfAnother(entries, client);
  std::optional<Tokens> tokens = ours ? fromEntries(*access, *id) : std::nullopt;
  const Json* refresh = object(entries, kRefreshToken);
  if (!tokens || refresh == nullptr || isOnItsWayOut(*refresh)) return tokens;
  const std::string token = text(*refresh, "refreshToken").value_or("");
  if (!token.empty()) tokens->refreshToken = oauth::RefreshToken(token);
  return tokens;
}

// okta-auth-js lets an app keep tokens of its own under names of its own.
Json withoutOurs(const Json& entries) {
  Json others = Json::object();
  for (const auto& [key, entry] : entries.items()) {
    if (!isOurs(key)) setMember(others, key, entry);
  }
  return others;
}

std::string claimOf(const Tokens& tokens, std::string_view name) {
  const Result<Json> claims = parseJson(tokens.claims);
  return claims ? text(*claims, name).value_or("") : "";
}

}  // namespace

std::string displayName(const Tokens& tokens) {
  for (const std::string_view name : {"name", "preferred_username", "email", "sub"}) {
    std::string value = claimOf(tokens, name);
    if (!value.empty()) return value;
  }
  return "";
}

bool areAlive(const Tokens& tokens, Instant now) {
  return tokens.accessExpiresAt > now && tokens.idExpiresAt > now;
}

std::string emailOf(const Tokens& tokens) { return claimOf(tokens, "email"); }

bool areOfAnother(const Tokens& tokens, std::string_view username) {
  const auto localPart = [](std::string_view name) { return name.substr(0, name.find('@')); };
  bool isNamed = false;
  for (const std::string_view claim : {"preferred_username", "email"}) {
    const std::string name = claimOf(tokens, claim);
    isNamed = isNamed || !name.empty();
    const bool isShort = username.find('@') == std::string_view::npos;
    const std::string_view known = isShort ? localPart(name) : std::string_view(name);
    if (!name.empty() && equalsIgnoringCase(known, username)) return false;
  }
  return isNamed && !username.empty();
}

bool TokenStore::isAllowed(Lifetime lifetime) const {
  return chosen_ == TokenStorage::local ||
         (chosen_ == TokenStorage::session && lifetime == Lifetime::tab);
}

bool TokenStore::isTakenByAnother(Lifetime lifetime) const {
  return areOfAnother(entriesIn(storage_, lifetime, key_), client_);
}

bool TokenStore::isOverwritten() const { return foundIn_ && isTakenByAnother(*foundIn_); }

bool TokenStore::write(Lifetime lifetime, const std::string& key, const Json& ours) {
  Json entries = withoutOurs(entriesIn(storage_, lifetime, key));
  for (const auto& [name, entry] : ours.items()) setMember(entries, name, entry);
  return storage_.write(lifetime, key, writeJson(entries));
}

bool TokenStore::write(Lifetime lifetime, const Json& ours) {
  if (isTakenByAnother(lifetime)) return write(lifetime, ownKey(), ours);
  remove(lifetime, ownKey());
  foundIn_ = lifetime;
  return write(lifetime, key_, ours);
}

void TokenStore::remove(Lifetime lifetime, const std::string& key) {
  const Json entries = entriesIn(storage_, lifetime, key);
  if (areOfAnother(entries, client_)) return;
  const Json others = withoutOurs(entries);
  if (others.empty()) {
    storage_.erase(lifetime, key);
  } else if (others.size() != entries.size()) {
    storage_.write(lifetime, key, writeJson(others));
  }
}

TokenStorage TokenStore::save(const Tokens& tokens, const std::string& issuer) {
  const Json ours = entriesOf(tokens, client_, issuer);
  // The next page could do nothing with them.
  const bool diesWithPage = tokens.tokenType == oauth::kDpopType && tokens.keyId.empty();
  TokenStorage where = TokenStorage::memory;
  for (const Lifetime lifetime : kLifetimes) {
    const bool isWanted = where == TokenStorage::memory && !diesWithPage && isAllowed(lifetime);
    if (isWanted && write(lifetime, ours)) {
      where = lifetime == Lifetime::browser ? TokenStorage::local : TokenStorage::session;
    } else {
      remove(lifetime, key_);
      remove(lifetime, ownKey());
    }
  }
  memory_ = where == TokenStorage::memory ? std::optional(tokens) : std::nullopt;
  return where;
}

std::optional<Tokens> TokenStore::load() const {
  for (const Lifetime lifetime : kLifetimes) {
    if (!isAllowed(lifetime)) continue;
    for (const std::string& key : {key_, ownKey()}) {
      std::optional<Tokens> tokens = tokensIn(entriesIn(storage_, lifetime, key), client_);
      if (!tokens) continue;
      foundIn_ = key == key_ ? std::optional(lifetime) : std::nullopt;
      return tokens;
    }
  }
  return memory_;
}

void TokenStore::clear() {
  for (const Lifetime lifetime : kLifetimes) {
    remove(lifetime, key_);
    remove(lifetime, ownKey());
  }
  memory_.reset();
}

}  // namespace latchkey::session
