// ID tokens that were forged, damaged or enlarged. The first line says how a token is made of the
// rest: "raw" (line 2 is the token, the rest a key set), "signed", "signed-ec", "foreign" (by a key
// that is not the org's), "hmac" or "unsigned" (line 2 is the header, line 3 the claims).

#include <algorithm>

#include "base/json_reader.h"
#include "jose/id_token.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::fuzz {
namespace {

using support::IdTokenBuilder;
using support::SigningKey;

struct Keys {
  SigningKey rsa = SigningKey::rsa("rsa-1");
  SigningKey ec = SigningKey::p256("ec-1");
  SigningKey foreign = SigningKey::p256("ec-1");
};

const Keys& keys() {
  static const Keys made;
  return made;
}

bool isSignedByTheOrg(std::string_view how) { return how == "signed" || how == "signed-ec"; }

std::string tokenOf(std::string_view how, std::string_view rest) {
  if (how == "raw") return std::string(takeLine(rest));
  IdTokenBuilder builder;
  const std::string header(takeLine(rest));
  const std::string claims(takeLine(rest));
  if (!header.empty()) builder.rawHeader(header);
  if (!claims.empty()) builder.rawPayload(claims);
  if (how == "signed") return builder.signedWith(keys().rsa);
  if (how == "signed-ec") return builder.signedWith(keys().ec);
  if (how == "foreign") return builder.signedWith(keys().foreign);
  return how == "hmac" ? builder.signedWithHmac(keys().rsa.jwk().n) : builder.unsignedToken();
}

jose::JwkSet keySetOf(std::string_view how, std::string_view rest) {
  jose::JwkSet set{{keys().rsa.jwk(), keys().ec.jwk()}};
  if (how != "raw") return set;
  takeLine(rest);
  const Result<jose::JwkSet> own = jose::parseJwkSet(rest);
  return own ? *own : set;
}

bool isFor(const Json& claims, std::string_view client) {
  if (text(claims, "aud") == client) return true;
  const Json* list = array(claims, "aud");
  return list != nullptr && std::any_of(list->begin(), list->end(),
                                        [&](const Json& it) { return asText(it) == client; });
}

// Read once more, in another way than the rules do.
void promiseSoundClaims(const jose::IdTokenClaims& verified) {
  const Result<Json> claims = parseJsonStrictly(verified.json);
  promise(claims && claims->is_object(), "claims are an object", verified.json);
  promise(text(*claims, "iss") == support::kIssuer, "iss is the org", verified.json);
  promise(isFor(*claims, support::kClientId), "aud is this app", verified.json);
  promise(text(*claims, "nonce") == support::kNonce, "nonce is ours", verified.json);
  promise(!text(*claims, "sub").value_or("").empty(), "sub is somebody", verified.json);
  const bool fresh =
      verified.expiresAt && *verified.expiresAt > fromUnix(support::kNow - Seconds(121));
  promise(fresh, "exp is not over", verified.json);
  promise(verified.issuedAt && *verified.issuedAt < fromUnix(support::kNow + Seconds(121)),
          "iat is not to come", verified.json);
}

void judge(std::string_view how, const std::string& compact, const jose::JwkSet& set) {
  const Result<jose::Jws> jws = jose::parseJws(compact);
  if (!jws) return;
  promise(compact == jws->signingInput + '.' + toBase64Url(jws->signature),
          "a token has one way to be written", compact);
  const Result<jose::IdTokenClaims> claims = jose::parseClaims(jws->payload);
  const Result<jose::Jwk> key = jose::chooseKey(set, *jws);
  if (!key) return;
  promise(jose::isSuitable(*key, jws->algorithm), "a key is for its algorithm", compact);
  const Result<bool> holds =
      support::verifySignature(jws->algorithm, *key, jws->signingInput, jws->signature);
  const auto verdict = jose::verdictOf(holds.value_or(false));
  const auto verified = jose::VerifiedIdToken::from(compact, *jws, verdict, support::expectation());
  if (!verified) return;
  promise(isSignedByTheOrg(how), "only what the org signed is verified", compact);
  promise(claims.has_value(), "what cannot be read is not verified", compact);
  promiseSoundClaims(verified->claims());
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input = latchkey::fuzz::textOf(data, size);
  std::string_view rest = input;
  const std::string_view how = latchkey::fuzz::takeLine(rest);
  latchkey::fuzz::judge(how, latchkey::fuzz::tokenOf(how, rest),
                        latchkey::fuzz::keySetOf(how, rest));
  return 0;
}
