#include "flow/proving_transport.h"

#include <utility>

#include "base/bytes.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/url.h"
#include "http/answer.h"

namespace latchkey::flow {
namespace {

constexpr std::size_t kProofIdBytes = 16;  // RFC 9449 §4.2: 96 bits at least

std::string originOf(const http::Request& request) {
  const std::optional<Url> url = Url::parse(request.url);
  return url ? url->origin() : "";
}

// RFC 9449 §8 (token endpoint: in the body) and §9 (resource server: in a header).
bool wantsNonce(const http::Response& response) {
  constexpr std::string_view kError = "use_dpop_nonce";
  if (!http::header(response.headers, "DPoP-Nonce")) return false;
  const std::string challenge = http::header(response.headers, "WWW-Authenticate").value_or("");
  const Result<Json> body = parseJson(response.body);
  return challenge.find(kError) != std::string::npos || (body && text(*body, "error") == kError);
}

}  // namespace

void ProvingTransport::send(http::Request request, Done done) {
  if (!request.proof) {
    http::Request sent = request;
    return next_.send(std::move(sent),
                      whileAlive([this, request = std::move(request),
                                  done = std::move(done)](Result<http::Response> answer) {
                        if (answer) note(request, *answer);
                        done(std::move(answer));
                      }));
  }
  const Bytes token = toBytes(request.proof->accessToken);
  if (token.empty()) return prove(std::move(request), "", Attempt::first, std::move(done));
  crypto_.sha256(token, whileAlive([this, request = std::move(request),
                                    done = std::move(done)](Result<Bytes> digest) {
                   if (!digest) return done(digest.error());
                   prove(request, toBase64Url(*digest), Attempt::first, done);
                 }));
}

// RFC 9449 §4.2. The address is without query and fragment.
std::string ProvingTransport::claimsOf(const http::Request& request, const std::string& tokenHash) {
  Json claims = {{"htm", http::name(request.method)},
                 {"htu", request.url.substr(0, request.url.find_first_of("?#"))},
                 {"iat", toUnix(clock_.now() + clockOffset_).count()},
                 {"jti", toBase64Url(random_.draw(kProofIdBytes))}};
  const auto nonce = nonces_.find(originOf(request));
  if (nonce != nonces_.end()) setMember(claims, "nonce", nonce->second);
  if (!tokenHash.empty()) setMember(claims, "ath", tokenHash);
  return writeJson(claims);
}

void ProvingTransport::prove(http::Request request, std::string tokenHash, Attempt attempt,
                             Done done) {
  const std::string payload = toBase64Url(toBytes(claimsOf(request, tokenHash)));
  const std::string keyId = request.proof->keyId;
  prover_.prove(keyId, payload,
                whileAlive([this, request = std::move(request), tokenHash = std::move(tokenHash),
                            attempt, done = std::move(done)](Result<std::string> proof) {
                  if (!proof) return done(proof.error());
                  http::Request proven = request;
                  proven.headers.emplace_back("DPoP", *proof);
                  next_.send(std::move(proven),
                             whileAlive([=, this](Result<http::Response> answer) {
                               if (answer) note(request, *answer);
                               const bool isAskedAgain =
                                   answer && attempt == Attempt::first && wantsNonce(*answer);
                               if (!isAskedAgain) return done(std::move(answer));
                               prove(request, tokenHash, Attempt::second, done);
                             }));
                }));
}

void ProvingTransport::note(const http::Request& request, const http::Response& response) {
  if (const auto nonce = http::header(response.headers, "DPoP-Nonce")) {
    nonces_[originOf(request)] = *nonce;
  }
  // What a browser may keep for hours tells the time of long ago.
  const auto told = http::serverTime(response);
  if (told && request.method != http::Method::get) clockOffset_ = *told - clock_.now();
}

}  // namespace latchkey::flow
