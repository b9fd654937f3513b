// SignIn: from the code to tokens, and to where they are wanted.

#include <utility>

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
  // Metadata and keys that are on their way to the exchange are of use now.
  tickets_.clear();
  outbox_.clear();
  expiry_.forget();
  Redemption::Code grant{std::move(code), transaction_->verifier, transaction_->nonce};
  proceed(exchange_.start(std::move(grant), std::nullopt, context()));
}

void SignIn::proceed(TokenExchange::Next next) {
  if (auto* request = std::get_if<http::Request>(&next)) {
    if (!tickets_.has(Purpose::token)) send(Purpose::token, std::move(*request));
  } else if (const auto* redeemed = std::get_if<Redemption::Redeemed>(&next)) {
    finishSignIn(*redeemed);
  } else if (auto* notNow = std::get_if<TokenExchange::NotNow>(&next)) {
    retryRedemptionLater(std::move(notNow->error), notNow->notBefore);
  } else if (auto* never = std::get_if<TokenExchange::Never>(&next)) {
    // The code is spent or too old, and that is no fault of the person or the org: begin anew.
    if (never->error.code == ErrorCode::invalidGrant) return lookOnceMore(Advice::startedAgain);
    failRedemption(std::move(never->error));
  }
}

void SignIn::on(const SignatureChecked& event) { proceed(exchange_.take(event, context())); }

// No answer, or none that makes sense. Before there is a code to redeem that does not matter: the
// metadata and the keys will be asked for again when they are needed.
void SignIn::retryRedemptionLater(Error error, std::optional<Instant> notBefore) {
  if (!exchange_.isUnderWay()) return;
  const bool needsTokens = exchange_.wantsTokens();
  if (needsTokens && !exchange_.isCodeAlive(now_)) return startAgain(Advice::startedAgain);
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

void SignIn::failRedemption(Error error) {
  giveUpTransaction();
  trouble_ = {};
  trouble_.error = std::move(error);
  phase_ = Stopped{};
}

void SignIn::on(const KeyKept& event) { proceed(exchange_.take(event, context())); }

void SignIn::finishSignIn(const Redemption::Redeemed& redeemed) {
  // First this: other tabs wake up when the tokens appear, and then tidy up the same entry.
  giveUpTransaction();
  want(SaveTokens{redeemed.tokens, redeemed.issuer});
  opening_.begin(Opening::Fresh{});
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
  exchange_.stop();
  tickets_.clear();
  trouble_ = {};
  phase_ = SignedIn{.tokens = event.tokens};
}

void SignIn::leaveForApp() {
  exchange_.stop();
  tickets_.clear();
  want(Navigate{LeavingFor::app, destinations_.defaultPage});
}

}  // namespace latchkey::signin
