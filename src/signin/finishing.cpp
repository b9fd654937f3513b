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
  shown_.phase = Redeeming{};
  shown_.trouble = {};
  // Metadata and keys that are on their way to the exchange are of use now.
  tasks_.clear();
  outbox_.clear();
  attempt_.expiry.forget();
  Redemption::Code grant{std::move(code), attempt_.transaction->verifier,
                         attempt_.transaction->nonce};
  proceed(exchange_.start(std::move(grant), std::nullopt, context()));
}

void SignIn::proceed(TokenExchange::Next next) {
  if (auto* request = std::get_if<http::Request>(&next)) {
    if (!tasks_.has(Purpose::token)) send(Purpose::token, std::move(*request));
  } else if (const auto* redeemed = std::get_if<Redemption::Redeemed>(&next)) {
    finishSignIn(*redeemed);
  } else if (auto* notNow = std::get_if<TokenExchange::NotNow>(&next)) {
    retryRedemptionLater(std::move(notNow->error), notNow->notBefore);
  } else if (auto* never = std::get_if<TokenExchange::Never>(&next)) {
    // The code is spent or too old, and that is no fault of the person or the org: begin anew.
    if (never->error.code == ErrorCode::invalidGrant) return recheckOtherTabs(Advice::startedAgain);
    failRedemption(std::move(never->error));
  }
}

// No answer, or none that makes sense. Before there is a code to redeem that does not matter: the
// metadata and the keys will be asked for again when they are needed.
void SignIn::retryRedemptionLater(Error error, std::optional<Instant> notBefore) {
  if (!exchange_.isUnderWay()) return;
  const bool needsTokens = exchange_.wantsTokens();
  if (needsTokens && !exchange_.isCodeAlive(clock_.now())) return startAgain(Advice::startedAgain);
  shown_.trouble = {};
  shown_.trouble.error = std::move(error);
  polling_.keepQuietUntil(notBefore.value_or(clock_.now()));
  // The person can try again: after something was changed that stands in the way.
  if (!mayPassByItself(shown_.trouble.error->code)) return;
  if (notBefore) return tasks_.startTimer(Purpose::retryTimer, *notBefore - clock_.now());
  // A code lives for a minute; tokens in hand can wait for what verifies them.
  if (needsTokens) return tasks_.startTimer(Purpose::retryTimer, kRedemptionRetry);
  const bool hasTriesLeft = polling_.hasTriesLeft();
  polling_.noteFailure();
  if (hasTriesLeft) startBackedOff(Purpose::retryTimer, std::nullopt);
}

void SignIn::failRedemption(Error error) {
  giveUpTransaction();
  shown_.trouble = {};
  shown_.trouble.error = std::move(error);
  shown_.phase = Stopped{};
}

void SignIn::finishSignIn(const Redemption::Redeemed& redeemed) {
  // First this: other tabs wake up when the tokens appear, and then tidy up the same entry.
  giveUpTransaction();
  tasks_.want(SaveTokens{redeemed.tokens, redeemed.issuer});
  opening_.begin(Opening::Fresh{});
  tasks_.want(AnnounceTokens{});
  shown_.phase = Leaving{};
}

void SignIn::on(const TokensSaved& event) {
  const bool isLeaving = event.persistence == Persistence::persistent;
  if (event.superseded) {
    send(Purpose::revocation, oauth::revocationOf(client_, event.superseded->accessToken,
                                                  event.superseded->refreshToken));
    // A page that is left at once would take the request along.
    if (isLeaving) return tasks_.startTimer(Purpose::leaveTimer, kLongestFarewell);
  }
  if (isLeaving) return leaveForApp();
  // The next page could not read what this browser does not keep: stay here.
  exchange_.stop();
  tasks_.clear();
  shown_.trouble = {};
  shown_.phase = SignedIn{.tokens = event.tokens};
}

void SignIn::leaveForApp() {
  exchange_.stop();
  tasks_.clear();
  tasks_.want(Navigate{LeavingFor::app, destinations_.defaultPage});
}

}  // namespace latchkey::signin
