#include "signin/opening.h"

#include <utility>

#include "base/text.h"

namespace latchkey::signin {
namespace {

Bytes take(const Bytes& from, std::size_t at, std::size_t count) {
  const auto begin = from.begin() + static_cast<std::ptrdiff_t>(at);
  return Bytes(begin, begin + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

std::optional<oauth::Otp> Opening::confirm() {
  const From was = std::exchange(from_, Fresh{});
  const Link* link = std::get_if<Link>(&was);
  return link == nullptr ? std::nullopt : std::optional(link->otp);
}

std::optional<session::Transaction> Opening::draw(const Bytes& entropy, const oauth::Client& client,
                                                  Instant now) const {
  if (entropy.size() != kEntropyBytes) return std::nullopt;
  constexpr std::size_t kStateAt = oauth::kVerifierEntropyBytes;
  constexpr std::size_t kNonceAt = kStateAt + oauth::kStateEntropyBytes;
  session::Transaction drawn;
  drawn.verifier = oauth::makeCodeVerifier(take(entropy, 0, oauth::kVerifierEntropyBytes));
  drawn.state = oauth::makeState(take(entropy, kStateAt, oauth::kStateEntropyBytes));
  drawn.nonce = jose::Nonce(toBase64Url(take(entropy, kNonceAt, oauth::kNonceEntropyBytes)));
  drawn.username = username_;
  drawn.createdAt = now;
  drawn.maxAge = client.maxAge();
  drawn.loginHint = loginHint_;
  return drawn;
}

bool Opening::doesNotFit(const session::Transaction& kept, const oauth::Client& client) const {
  const bool isOfLess = client.maxAge() && (!kept.maxAge || *kept.maxAge > *client.maxAge());
  const bool isOfAnother = !loginHint_.empty() && loginHint_ != kept.loginHint &&
                           !equalsIgnoringCase(loginHint_, kept.username);
  return isOfLess || isOfAnother;
}

}  // namespace latchkey::signin
