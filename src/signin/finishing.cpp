// SignIn: from the code to tokens, and to where they are wanted.

#include <utility>

#include "base/result.h"
#include "http/answer.h"
#include "signin/no_answer.h"
#include "signin/sign_in.h"

namespace latchkey::signin {
namespace {

constexpr Milliseconds kRedemptionRetry{3'000};
// For the org's answer to a revocation in the background.
constexpr Milliseconds kLongestFarewell{1'000};

}  // namespace

void SignIn::redeem(oauth::InteractionCode code) {
  phase_ = Redeeming{};
  trouble_ = {};
  // Metadata and keys that are on their way are of use now.
  tickets_.keepOnly(
      [](Purpose purpose) { return purpose == Purpose::discovery || purpose == Purpose::keys; });
  submission_.reset();
  isHeld_ = false;
  isUnanswered_ = false;
  expiry_.forget();
  redemption_.emplace(
      Redemption::Code{std::move(code), transaction_->verifier, transaction_->nonce}, now_);
  if (metadata_) redemption_->giveMetadata(*metadata_);
  if (keys_) redemption_->giveKeys(*keys_, false);
  pursueRedemption();
}

void SignIn::pursueRedemption() {
  if (!redemption_ || !transaction_) return;
  if (redemption_->isComplete()) {
    const auto redeemed = redemption_->finish(client_, now_, clockOffset_);
    return redeemed ? finishSignIn(*redeemed) : failRedemption(redeemed.error());
  }
  const Result<std::vector<Redemption::Want>> wants = redemption_->wants(client_);
  if (!wants) return failRedemption(wants.error());
  for (const Redemption::Want& wanted : *wants) pursue(wanted);
}

void SignIn::pursue(const Redemption::Want& wanted) {
  const auto sendOnce = [this](Purpose purpose, const http::Request& request) {
    if (!tickets_.has(purpose)) send(purpose, request);
  };
  std::visit(
      Overloaded{[&](const Redemption::WantTokens& it) { sendOnce(Purpose::token, it.request); },
                 [&](const Redemption::WantMetadata&) { fetchMetadata(); },
                 [&](const Redemption::WantKeys&) {
                   isCacheStale_ = isCacheStale_ || keys_.has_value();
                   sendOnce(Purpose::keys, oauth::keysRequest(client_, newerThan()));
                 },
                 [&](const Redemption::WantDigest& it) {
                   if (!tickets_.has(Purpose::accessTokenDigest)) {
                     want(Digest{tickets_.issue(Purpose::accessTokenDigest), it.data});
                   }
                 },
                 [&](const Redemption::WantVerdict& it) {
                   if (!tickets_.has(Purpose::signature)) {
                     want(CheckSignature{tickets_.issue(Purpose::signature), it.key, it.token});
                   }
                 }},
      wanted);
}

void SignIn::takeTokenAnswer(const http::Response& response) {
  if (!redemption_) return;
  Result<oauth::TokenResponse> tokens = oauth::parseTokenResponse(response, client_);
  if (!tokens) {
    // The code is spent, and what came of it is not as it should be.
    if (const auto revocation = oauth::revocationOf(client_, response)) {
      want(Send{tickets_.issue(Purpose::background), *revocation});
      return failRedemption(tokens.error());
    }
    switch (tokens.error().code) {
      // The code is spent or too old, and that is nobody's fault here: begin anew.
      case ErrorCode::invalidGrant:
        return lookOnceMore(Advice::startedAgain);
      case ErrorCode::oauthRefused:
      case ErrorCode::accessDenied:
      case ErrorCode::clientRejected:
      case ErrorCode::signInNeeded:
        return failRedemption(tokens.error());
      default:
        return retryRedemptionLater(tokens.error(), http::retryAt(response, now_));
    }
  }
  if (const std::optional<Error> malformed = redemption_->giveTokens(*std::move(tokens), now_)) {
    return failRedemption(*malformed);
  }
  pursueRedemption();
}

void SignIn::on(const SignatureChecked& event) {
  if (!tickets_.settle(event.ticket) || !redemption_) return;
  if (!event.holds) return failRedemption(event.holds.error());
  redemption_->giveVerdict(jose::verdictOf(*event.holds));
  pursueRedemption();
}

// Nobody answered, or nothing sensible. Before there is a code to redeem that does not matter: the
// metadata and the keys will be asked for again when they are needed.
void SignIn::retryRedemptionLater(Error error, std::optional<Instant> notBefore) {
  if (!redemption_) return;
  const bool needsTokens = redemption_->wantsTokens();
  if (needsTokens && !redemption_->isCodeAlive(now_)) return startAgain(Advice::startedAgain);
  trouble_ = {};
  trouble_.error = std::move(error);
  polling_.keepQuietUntil(notBefore.value_or(now_));
  // The person can try again: after something was changed that stands in the way.
  if (!mayPassByItself(trouble_.error->code)) return;
  if (notBefore) return startTimer(Purpose::retryTimer, *notBefore - now_);
  // A code lives for a minute; tokens in hand can wait for what verifies them.
  if (needsTokens) return startTimer(Purpose::retryTimer, kRedemptionRetry);
  const bool hasTriesLeft = polling_.hasTriesLeft();
  polling_.noteFailure();
  if (hasTriesLeft) startBackedOff(Purpose::retryTimer, std::nullopt);
}

// What the org has issued, and will never be used here.
void SignIn::revokeUntaken() {
  const oauth::TokenResponse* untaken = redemption_ ? redemption_->tokensInHand() : nullptr;
  if (untaken == nullptr) return;
  want(Send{tickets_.issue(Purpose::background),
            oauth::revocationOf(client_, untaken->accessToken, untaken->refreshToken)});
}

void SignIn::failRedemption(Error error) {
  giveUpTransaction();
  trouble_ = {};
  trouble_.error = std::move(error);
  phase_ = Stopped{};
}

// Not before: a sign-in that ends without tokens leaves no key behind.
void SignIn::keepKey() {
  if (!tickets_.has(Purpose::key)) want(KeepKey{tickets_.issue(Purpose::key)});
}

void SignIn::on(const KeyKept& event) {
  if (!tickets_.settle(event.ticket) || !redemption_) return;
  redemption_->giveKey(event.keyId);
  pursueRedemption();
}

void SignIn::finishSignIn(const Redemption::Redeemed& redeemed) {
  if (client_.usesDpop() && !redemption_->hasKey()) return keepKey();
  redemption_.reset();
  // First this: other tabs wake up when the tokens appear, and then tidy up the same entry.
  giveUpTransaction();
  want(SaveTokens{redeemed.tokens, redeemed.issuer});
  linkOtp_.reset();
  want(AnnounceTokens{});
  phase_ = Leaving{};
}

void SignIn::on(const TokensSaved& event) {
  const bool isLeaving = event.persistence == Persistence::persistent;
  if (event.superseded) {
    send(Purpose::revocation, oauth::revocationOf(client_, event.superseded->accessToken,
                                                  event.superseded->refreshToken));
    // A page that is left at once would take the request along.
    if (isLeaving) return startTimer(Purpose::leaveTimer, kLongestFarewell);
  }
  if (isLeaving) return leaveForApp();
  // The next page could not read what this browser does not keep: stay here.
  tickets_.clear();
  trouble_ = {};
  phase_ = SignedIn{.tokens = event.tokens};
}

void SignIn::leaveForApp() {
  tickets_.clear();
  want(Navigate{destinations_.defaultPage});
}

}  // namespace latchkey::signin
