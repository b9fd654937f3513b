#include "jose/jws.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "base/json_reader.h"
#include "base/text.h"
#include "jose/rules.h"

namespace latchkey::jose {
namespace {

// Okta's largest (a hundred groups) are about 20 kB.
constexpr std::size_t kMaxCompactBytes = 64U << 10U;
constexpr std::size_t kPartsOfJwe = 5;            // RFC 7516 §3.1
constexpr std::size_t kEs256SignatureBytes = 64;  // r and s, RFC 7518 §3.4

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
  if (!bytes) return broken(Rule::compact);
  const Result<Json> header = parseJsonStrictly(toText(*bytes));
  if (!header || !header->is_object()) return broken(Rule::header);
  const std::optional<Algorithm> algorithm = algorithmFrom(text(*header, "alg").value_or(""));
  if (!algorithm) return broken(Rule::algorithm);
  if (member(*header, "crit") != nullptr) return broken(Rule::noCrit);
  if (!isPlainJwt(*header)) return broken(Rule::type);
  std::optional<std::string> kid = text(*header, "kid");
  if (!kid || kid->empty()) return broken(Rule::kidPresent);
  Jws jws;
  jws.algorithm = *algorithm;
  jws.kid = std::move(*kid);
  return jws;
}

}  // namespace

Result<Jws> parseJws(std::string_view compact) {
  if (compact.size() > kMaxCompactBytes) return broken(Rule::compact);
  const std::vector<std::string_view> parts = split(compact, '.');
  if (parts.size() == kPartsOfJwe) return broken(Rule::notEncrypted);
  if (parts.size() != 3) return broken(Rule::compact);
  Result<Jws> jws = parseHeader(parts[0]);
  if (!jws) return jws;
  const std::optional<Bytes> payload = fromBase64Url(parts[1]);
  std::optional<Bytes> signature = fromBase64Url(parts[2]);
  const bool isThere = payload && !payload->empty() && signature && !signature->empty();
  const bool isOfItsSize = jws->algorithm == Algorithm::rs256 ||
                           (signature && signature->size() == kEs256SignatureBytes);
  if (!isThere || !isOfItsSize) return broken(Rule::compact);
  jws->signingInput = std::string(compact.substr(0, parts[0].size() + 1 + parts[1].size()));
  jws->payload = toText(*payload);
  jws->signature = std::move(*signature);
  return jws;
}

Result<Jwk> chooseKey(const JwkSet& keys, const Jws& jws) {
  const Jwk* chosen = nullptr;
  for (const Jwk& key : keys.keys) {
    if (key.kid.empty() || key.kid != jws.kid) continue;
    // Trying them in turn would let an attacker who can add a key choose which one counts.
    if (chosen != nullptr) return broken(Rule::keyUnique);
    chosen = &key;
  }
  if (chosen == nullptr) return broken(Rule::keyPublished);
  if (!isSuitable(*chosen, jws.algorithm)) return broken(Rule::keySuitable);
  return *chosen;
}

}  // namespace latchkey::jose
