#include "jose/jws.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "base/json_reader.h"
#include "base/text.h"

namespace latchkey::jose {
namespace {

// Okta's largest (a hundred groups) are about 20 kB.
constexpr std::size_t kMaxCompactBytes = 64U << 10U;
constexpr std::size_t kEs256SignatureBytes = 64;  // r and s, RFC 7518 §3.4

Error malformed(std::string detail) { return {ErrorCode::malformedToken, std::move(detail)}; }

std::optional<Algorithm> algorithmFrom(std::string_view text) {
  if (text == name(Algorithm::rs256)) return Algorithm::rs256;
  if (text == name(Algorithm::es256)) return Algorithm::es256;
  return std::nullopt;
}

// Keeps an access token ("at+jwt", RFC 9068) or a logout token from being read as an ID token.
bool isPlainJwt(const Json& header) {
  if (member(header, "typ") == nullptr) return true;
  const std::optional<std::string> type = text(header, "typ");
  return type && (equalsIgnoringCase(*type, "JWT") || equalsIgnoringCase(*type, "application/jwt"));
}

Result<Jws> parseHeader(std::string_view encoded) {
  const std::optional<Bytes> bytes = fromBase64Url(encoded);
  if (!bytes) return malformed("header: not base64url");
  const Result<Json> header = parseJsonStrictly(toText(*bytes));
  if (!header) return malformed("header: " + header.error().detail);
  const std::optional<std::string> named = text(*header, "alg");
  if (!named) return malformed("header: no alg");
  const std::optional<Algorithm> algorithm = algorithmFrom(*named);
  if (!algorithm) return Error{ErrorCode::algorithmRefused, "alg is neither RS256 nor ES256"};
  if (member(*header, "crit") != nullptr) {
    return Error{ErrorCode::algorithmRefused, "crit: RFC 7515 4.1.11"};
  }
  if (!isPlainJwt(*header)) return malformed("header: typ is not JWT");
  std::optional<std::string> kid = text(*header, "kid");
  if (!kid || kid->empty()) return malformed("header: no kid");
  Jws jws;
  jws.algorithm = *algorithm;
  jws.kid = std::move(*kid);
  return jws;
}

}  // namespace

Result<Jws> parseJws(std::string_view compact) {
  if (compact.size() > kMaxCompactBytes) return malformed("over 64 KiB");
  const std::vector<std::string_view> parts = split(compact, '.');
  if (parts.size() != 3) return malformed("not three parts");
  Result<Jws> jws = parseHeader(parts[0]);
  if (!jws) return jws;
  const std::optional<Bytes> payload = fromBase64Url(parts[1]);
  if (!payload || payload->empty()) return malformed("payload: not base64url");
  std::optional<Bytes> signature = fromBase64Url(parts[2]);
  if (!signature || signature->empty()) return malformed("signature: not base64url");
  if (jws->algorithm == Algorithm::es256 && signature->size() != kEs256SignatureBytes) {
    return malformed("signature: not 64 bytes");
  }
  jws->signingInput = std::string(compact.substr(0, parts[0].size() + 1 + parts[1].size()));
  jws->payload = toText(*payload);
  jws->signature = std::move(*signature);
  return jws;
}

Result<Jwk> chooseKey(const JwkSet& keys, const Jws& jws) {
  const Jwk* chosen = nullptr;
  for (const Jwk& key : keys.keys) {
    if (key.kid.empty() || key.kid != jws.kid) continue;
    // Trying them in turn would let whoever adds a key choose which one counts.
    if (chosen != nullptr) return Error{ErrorCode::keyUnsuitable, "two keys with one kid"};
    chosen = &key;
  }
  if (chosen == nullptr) return Error{ErrorCode::keyNotFound, "no key with the token's kid"};
  if (!isSuitable(*chosen, jws.algorithm)) {
    return Error{ErrorCode::keyUnsuitable, "not for " + std::string(name(jws.algorithm))};
  }
  return *chosen;
}

}  // namespace latchkey::jose
