// SignIn: tokens, the account page, and leaving.

#include <utility>

#include "base/result.h"
#include "signin/sign_in.h"

namespace latchkey::signin {
namespace {

constexpr Milliseconds kRedemptionRetry{3'000};
constexpr Milliseconds kLongestSignOut{2'000};

}  // namespace

void SignIn::redeem(oauth::InteractionCode code) {
  phase_ = Redeeming{};
  trouble_ = {};
  outstanding_.clear();
  redemption_.emplace(std::move(code), now_);
  if (metadata_) redemption_->giveMetadata(*metadata_);
  if (keys_) redemption_->giveKeys(*keys_, false);
  pursueRedemption();
}

void SignIn::pursueRedemption() {
  if (!redemption_ || !transaction_) return;
  if (redemption_->isComplete()) {
    const auto redeemed = redemption_->finish(client_, transaction_->nonce, now_, serverNow());
    return redeemed ? finishSignIn(*redeemed) : failRedemption(redeemed.error());
  }
  const Result<std::vector<Redemption::Want>> wants = redemption_->wants();
  if (!wants) return failRedemption(wants.error());
  for (const Redemption::Want& wanted : *wants) pursue(wanted);
}

void SignIn::pursue(const Redemption::Want& wanted) {
  const auto sendOnce = [this](Purpose purpose, auto request) {
    if (!isOutstanding(purpose)) send(purpose, request());
  };
  std::visit(Overloaded{[&](const Redemption::WantTokens&) {
                          sendOnce(Purpose::token, [this] {
                            return oauth::tokenRequest(client_, redemption_->code(),
                                                       transaction_->verifier);
                          });
                        },
                        [&](const Redemption::WantMetadata&) { fetchMetadata(); },
                        [&](const Redemption::WantKeys&) {
                          sendOnce(Purpose::keys,
                                   [this] { return oauth::keysRequest(*metadata_); });
                        },
                        [&](const Redemption::WantDigest& it) {
                          if (!isOutstanding(Purpose::accessTokenDigest)) {
                            want(Digest{issue(Purpose::accessTokenDigest), it.data});
                          }
                        },
                        [&](const Redemption::WantVerdict& it) {
                          if (!isOutstanding(Purpose::signature)) {
                            want(CheckSignature{issue(Purpose::signature), it.key, it.token});
                          }
                        }},
             wanted);
}

void SignIn::takeTokenAnswer(const http::Response& response) {
  if (!redemption_) return;
  Result<oauth::TokenResponse> tokens = oauth::parseTokenResponse(response);
  if (!tokens) {
    switch (tokens.error().code) {
      // The code is spent or too old, and that is nobody's fault here: begin anew.
      case ErrorCode::invalidGrant:
        return lookOnceMore(Advice::startedAgain);
      case ErrorCode::oauthRefused:
      case ErrorCode::accessDenied:
      case ErrorCode::clientRejected:
        return failRedemption(tokens.error());
      default:
        return retryRedemptionLater(tokens.error());
    }
  }
  if (const std::optional<Error> malformed = redemption_->giveTokens(*std::move(tokens))) {
    return failRedemption(*malformed);
  }
  pursueRedemption();
}

void SignIn::on(const SignatureChecked& event) {
  if (!settle(event.ticket) || !redemption_) return;
  if (!event.holds) return failRedemption(event.holds.error());
  redemption_->giveVerdict(*event.holds ? jose::SignatureVerdict::holds
                                        : jose::SignatureVerdict::broken);
  pursueRedemption();
}

// Nobody answered, or nothing sensible. Before there is a code to redeem that does not matter: the
// metadata and the keys will be asked for again when they are needed.
void SignIn::retryRedemptionLater(Error error) {
  if (!redemption_) return;
  const bool hopeless = redemption_->wantsTokens() && !redemption_->isCodeAlive(now_);
  if (hopeless) return startAgain(Advice::startedAgain);
  trouble_.error = std::move(error);
  startTimer(Purpose::retryTimer, kRedemptionRetry);
}

void SignIn::failRedemption(Error error) {
  giveUpTransaction();
  trouble_ = {};
  trouble_.error = std::move(error);
  phase_ = Stopped{};
}

void SignIn::finishSignIn(const Redemption::Redeemed& redeemed) {
  const session::Tokens tokens = redeemed.tokens;
  // First this: other tabs wake up when the tokens appear, and then tidy up the same entry.
  giveUpTransaction();
  want(SaveTokens{tokens, redeemed.issuer});
  linkOtp_.reset();
  want(AnnounceTokens{});
  if (persistence_ == Persistence::persistent) {
    phase_ = Leaving{};
    want(Navigate{destinations_.defaultPage});
    return;
  }
  // The next page could not read what this browser refuses to keep: stay here.
  showAccount(tokens);
  trouble_.advice = Advice::storageBlocked;
}

// --- the account page

void SignIn::showAccount(session::Tokens tokens) {
  trouble_ = {};
  startTimer(Purpose::endTimer, tokens.accessExpiresAt - now_);
  phase_ = SignedIn{.tokens = std::move(tokens)};
}

void SignIn::on(const SignOut&) {
  auto* account = std::get_if<SignedIn>(&phase_);
  if (account == nullptr || account->leaving) return;
  account->leaving = true;
  const session::Tokens& tokens = account->tokens;
  // First here, then there: whatever the network does, this browser is signed out.
  want(ForgetTokens{});
  if (tokens.refreshToken) {
    send(Purpose::revoke,
         oauth::revokeRequest(client_, tokens.refreshToken->reveal(), "refresh_token"));
  }
  send(Purpose::revoke, oauth::revokeRequest(client_, tokens.accessToken.reveal(), "access_token"));
  startTimer(Purpose::signOutTimer, kLongestSignOut);
}

void SignIn::finishSignOut() {
  const auto* account = std::get_if<SignedIn>(&phase_);
  if (account == nullptr || !account->leaving) return;
  want(Navigate{oauth::logoutUrl(client_, account->tokens.idToken, destinations_.signInPage)});
  outstanding_.clear();
  phase_ = Leaving{LeavingFor::signOut};
}

}  // namespace latchkey::signin
