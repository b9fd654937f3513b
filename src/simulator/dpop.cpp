#include "simulator/dpop.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "simulator/digest.h"
#include "simulator/fields.h"
#include "simulator/keep_youngest.h"
#include "simulator/public_key.h"
#include "simulator/random_text.h"

namespace latchkey::simulator {
namespace {

constexpr std::size_t kNonceLength = 32;
constexpr std::size_t kTidyEvery = 256;
constexpr std::size_t kMostSeen = 10'000;
// How far a proof's clock may be off. Okta says nothing; RFC 9449 §11.1 asks for something short.
constexpr Seconds kSkew{300};

DpopVerdict bad(std::string_view sentence) { return {"", "invalid_dpop_proof", sentence}; }

// RFC 9449 §4.3 compares without query and fragment.
std::string plainUrl(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? parsed->origin() + parsed->path() : "";
}

// The rules of RFC 9449 §4.3 that need nothing but the proof and the request.
std::string_view brokenRule(const Jws& proof, const http::Request& request, Instant now) {
  if (text(proof.header, "typ") != "dpop+jwt") return "The DPoP proof JWT is not of type dpop+jwt.";
  const Json* jwk = object(proof.header, "jwk");
  const auto key = jwk == nullptr ? std::nullopt : PublicKey::fromJwk(*jwk);
  if (!key) return "The DPoP proof JWT has no public key that can be used.";
  if (!key->verifies(text(proof.header, "alg").value_or(""), proof.signedText, proof.signature)) {
    return "The signature of the DPoP proof JWT is not valid.";
  }
  if (text(proof.claims, "htm") != std::string(http::name(request.method))) {
    return "The DPoP proof JWT is for another HTTP method.";
  }
  const std::string url = plainUrl(text(proof.claims, "htu").value_or(""));
  if (url.empty() || url != plainUrl(request.url)) return "The DPoP proof JWT is for another URL.";
  const auto issued = integer(proof.claims, "iat");
  const std::int64_t seconds = toUnix(now).count();
  if (!issued || *issued < seconds - kSkew.count() || *issued > seconds + kSkew.count()) {
    return "The DPoP proof JWT was not made just now.";
  }
  if (text(proof.claims, "jti").value_or("").empty()) return "The DPoP proof JWT has no 'jti'.";
  return "";
}

}  // namespace

DpopVerdict DpopProofs::check(const http::Request& request, const std::string* accessTokenHash) {
  const auto isProof = [](const auto& header) { return equalsIgnoringCase(header.first, "DPoP"); };
  const auto& headers = request.headers;
  if (std::count_if(headers.begin(), headers.end(), isProof) != 1) {
    return bad("The DPoP proof JWT header is missing, or there is more than one.");
  }
  const auto proof = parseJws(http::header(headers, "DPoP").value_or(""));
  if (!proof) return bad("The DPoP proof is not a JWT.");
  const std::string_view broken = brokenRule(*proof, request, clock_.now());
  if (!broken.empty()) return bad(broken);
  if (accessTokenHash != nullptr && text(proof->claims, "ath") != *accessTokenHash) {
    return bad("The DPoP proof JWT is for another access token.");
  }
  const std::string key = PublicKey::fromJwk(*object(proof->header, "jwk"))->thumbprint();
  const bool wantsNonce = accessTokenHash == nullptr && policy_.dpop.asksForNonce;
  const auto given = text(proof->claims, "nonce");
  if (wantsNonce && !(given && isOurs(*given))) {
    return {"", "use_dpop_nonce", "Authorization server requires nonce in DPoP proof."};
  }
  if (seenBefore(key, *text(proof->claims, "jti"))) {
    return bad("The DPoP proof JWT has been used already.");
  }
  return {key, "", ""};
}

DpopVerdict DpopProofs::atToken(const http::Request& request) {
  if (http::header(request.headers, "DPoP")) return check(request, nullptr);
  return policy_.dpop.required ? bad("The DPoP proof JWT header is missing.") : DpopVerdict();
}

DpopVerdict DpopProofs::atResource(const http::Request& request, std::string_view accessToken) {
  const std::string hash = toBase64Url(sha256(accessToken));
  return check(request, &hash);
}

const std::string& DpopProofs::nonce() {
  const Instant now = clock_.now();
  const bool fresh = !nonce_.empty() && now < nonceSince_ + policy_.dpop.nonceLifetime / 2;
  if (fresh) return nonce_;
  formerNonce_ = now < nonceSince_ + policy_.dpop.nonceLifetime ? nonce_ : "";
  nonce_ = randomHandle(random_, kNonceLength);
  nonceSince_ = now;
  return nonce_;
}

bool DpopProofs::isOurs(std::string_view nonce) {
  this->nonce();  // so that old ones are forgotten
  return nonce == nonce_ || (!formerNonce_.empty() && nonce == formerNonce_);
}

bool DpopProofs::seenBefore(const std::string& key, const std::string& jti) {
  const Instant now = clock_.now();
  // Now and then: a look at all of them each time would take longer and longer.
  if (seen_.size() % kTidyEvery == 0) {
    std::erase_if(seen_, [now](const auto& entry) { return entry.second + 2 * kSkew < now; });
  }
  keepYoungest(seen_, kMostSeen, [](Instant at) { return at; });
  // By its hash: a `jti` may be as long as a header.
  return !seen_.emplace(key + "." + toBase64Url(sha256(jti)), now).second;
}

void DpopProofs::clear() {
  nonce_.clear();
  formerNonce_.clear();
  seen_.clear();
}

void DpopProofs::keep(Fields& fields) {
  fields.text({"nonce"}, nonce_, TextRule::any);
  fields.text({"formerNonce"}, formerNonce_, TextRule::any);
  fields.instant({"nonceSince"}, nonceSince_);
}

}  // namespace latchkey::simulator
