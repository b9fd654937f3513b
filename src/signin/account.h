#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "oauth/client.h"
#include "session/token_store.h"
#include "signin/clock.h"
#include "signin/destinations.h"
#include "signin/effect.h"
#include "signin/event.h"
#include "signin/phase.h"
#include "signin/reachability.h"
#include "signin/tasks.h"
#include "signin/token_exchange.h"

namespace latchkey::signin {

// So long before the end of the tokens new ones are asked for.
inline constexpr Milliseconds kRenewalLead{60'000};

// The session of a person who is signed in, on the page that shows who: renewed in time, by one tab
// of the browser at a time, for as long as the org allows; ended when the person wants, here or in
// another tab. A state machine like SignIn: events go in, what is to be done comes out.
//
//   Opened            no tokens -> the sign-in page; dead ones -> renewed first, if they can be
//   a minute before   -> the lock of all tabs -> the winner renews, the others read what it stored
//   the end           -> refused for good: ended, and said so; no network: tried again, and again
//   SignOut           -> nothing is left here at once; then the org is told, until it confirms it
class Account {
 public:
  Account(oauth::Client client, Destinations destinations)
      : client_(std::move(client)), destinations_(std::move(destinations)) {}

  std::vector<Effect> step(const Event& event);

  // Arriving, SignedIn or Leaving.
  const Phase& phase() const { return phase_; }
  const Trouble& trouble() const { return trouble_; }
  bool isBusy() const;

 private:
  enum class Purpose {
    lock,
    token,
    userinfo,
    revocation,
    endOfSession,
    background,
    renewTimer,
    endTimer,
    retryTimer,
    signOutTimer,
  };

  void on(const Opened& event);
  void on(const TokensSaved& event);
  void on(const TokensDropped& event);
  void on(const LockTaken& event);
  void on(const Answered& event);
  void on(const Digested& event);
  void on(const SignatureChecked& event);
  void on(const TimerFired& event);
  void on(const VisibilityChanged& event);
  void on(const ConnectivityChanged& event);
  void on(const TokensAppeared& event);
  void on(const TokensGone& event);
  void on(const TokensOverwritten& event);
  void on(const TryAgain& event);
  void on(const StartOver& event);
  void on(const SignOut& event);
  void on(const SignOutAtOrg& event);
  void on(const GoOn& event);
  // Whatever else there is belongs to signing in.
  template <class Other>
  void on(const Other&) {}

  // account.cpp: the session, from tokens to its end
  void take(session::Tokens tokens);
  bool isProofGoodEnough() const;
  Advice adviceOnTokens() const;
  void schedule();
  void askWhoItIs();
  void takeUserinfo(const http::Response& response);
  bool isLeaving() const;
  bool isOver() const;  // ended, or leaving
  bool isUnconfirmed() const;
  void end(Advice advice);
  void showEnd(Advice advice);
  void leaveFor(LeavingFor where, std::string url, std::string form = {});

  // sign_out.cpp: the ways out
  void leaveForSignIn(oauth::Wishes wishes = {});
  void revokeNext();
  void takeRevocation(const Result<http::Response>& answer);
  void showUnconfirmed();
  void endOrgSession();
  void takeEndOfSession(const Result<http::Response>& answer);
  void takeTooLate();
  const std::string& afterSignOut() const;
  void leaveSignedOut();
  void leaveForOrg();

  // renewal.cpp: new tokens for the old refresh token
  Instant endsAt() const;
  bool isDue() const;
  bool canRenew() const { return tokens_.refreshToken && !isRefused_; }
  void renewIfDue();
  void renew();
  void proceed(TokenExchange::Next next);
  void takeFetched(TokenExchange::Fetched what, const Result<http::Response>& response);
  void takeTokens(const Result<http::Response>& response);
  TokenExchange::Context context() {
    return {client_, clock_.now(), clock_.offset(), tasks_.effects()};
  }
  void endWithItsTokens(const Error& error);
  void failRenewal(Error error, std::optional<Instant> notBefore);
  void refuseRenewal();
  void revoke(http::Request request);
  void finishRenewal(const Redemption::Redeemed& redeemed);
  void giveUpRenewal();
  void releaseLock();

  oauth::Client client_;
  Destinations destinations_;

  Phase phase_ = Arriving{};
  Trouble trouble_;
  Clock clock_;
  // Far from the numbers of the sign-in that may have come before on this page.
  Tasks<Purpose> tasks_{1U << 31U};

  session::Tokens tokens_;  // as they are stored
  Persistence persistence_ = Persistence::persistent;
  TokenExchange exchange_{3U << 30U};  // far from these numbers, too
  bool hasLock_ = false;               // or waits for it
  bool isRefused_ = false;             // the org does not renew these tokens any more
  int failures_ = 0;                   // in a row
  Reachability reachability_;
  bool isAtSignInPage_ = false;
  bool isSentBack_ = false;
  // Of a sign-out: what the org has not confirmed yet, and how often the first of it may be sent.
  std::vector<http::Request> toRevoke_;
  int triesLeft_ = 0;
};

}  // namespace latchkey::signin
