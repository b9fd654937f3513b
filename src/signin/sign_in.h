#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "idx/request.h"
#include "oauth/client.h"
#include "signin/clock.h"
#include "signin/decisions.h"
#include "signin/destinations.h"
#include "signin/effect.h"
#include "signin/event.h"
#include "signin/expiry.h"
#include "signin/opening.h"
#include "signin/outbox.h"
#include "signin/polling.h"
#include "signin/purpose.h"
#include "signin/reachability.h"
#include "signin/shown.h"
#include "signin/start.h"
#include "signin/tab_lock.h"
#include "signin/tasks.h"
#include "signin/token_exchange.h"
#include "signin/transitions.h"

namespace latchkey::signin {

// The sign-in of one page, as a state machine without a single call to the outside: an event goes
// in, what is to be done comes out. Time, randomness, digests, stored values and answers of the
// org are all events. Every phase has a way on; an error never throws a form away.
//
// It routes events and owns the phase. What it knows besides is in parts that do not know it:
//   Start          what a page does first, by its address and what the browser kept
//   Opening        what the sign-in began with, until the org's first document confirms it
//   Outbox         the one request that the person waits for, and the codes that were refused
//   Polling        when the org is asked without the person having asked for it
//   Reachability   what was answered, what was not, and why not; what is told to the console
//   TabLock        which of the browser's tabs may answer and redeem
//   TokenExchange  from the code to tokens that may be trusted
//   Expiry         the end of the sign-in; mail_age.h: that of the mail
//   Decision       what comes of what a person does; steps.h: of what the org says
class SignIn {
 public:
  SignIn(oauth::Client client, Destinations destinations)
      : client_(std::move(client)), destinations_(std::move(destinations)) {}

  std::vector<Effect> step(const Event& event);

  const Phase& phase() const { return shown_.phase; }
  const Trouble& trouble() const { return shown_.trouble; }
  // A request that the person started, and waits for, is under way.
  bool isBusy() const;
  // What the first screen needs is still to come.
  bool isOpening() const;
  const idx::Response& document() const { return attempt_.document; }
  // As it was typed last; empty before.
  const std::string& username() const { return opening_.username(); }
  Instant now() const { return clock_.now(); }
  // The org ends this attempt within the minute, unless it is asked for more time.
  bool endsSoon() const;

 private:
  // sign_in.cpp: events to handlers, tickets
  void on(const Opened& event);
  void on(const RandomDrawn& event);
  void on(const Digested& event);
  void on(const Answered& event);
  void on(const Probed& event);
  void on(const TimerFired& event);
  void on(const TokensSaved& event);
  void on(const LockTaken& event);
  void on(const VisibilityChanged& event);
  void on(const ConnectivityChanged& event);
  void on(const TokensAppeared& event);
  void on(const SubmitUsername& event);
  void on(const GoBack& event);
  void on(const BackToUsername& event);
  void on(const StayLonger& event);
  void on(const StartOver& event);
  void on(const TryAgain& event);
  void on(const AnswerElsewhere& event);
  void on(const GoOn& event);
  void send(Purpose purpose, http::Request request);
  void takeResult(Purpose purpose, const Result<http::Response>& response);

  // beginning.cpp: to the first document
  void begin(std::string username);
  void showEmptyForm(std::string username);
  void say(Start start, const Opened& event);
  void resume(session::Transaction transaction, Opening::From from = Opening::Kept{});
  void takeUp(session::Transaction transaction);
  void takeInteractAnswer(const http::Response& response);
  void giveUpTransaction();
  void draw();
  void ensureOpening();
  void sendAgain();

  // tabs.cpp: what one tab at a time does for a transaction
  bool needsLock(Purpose purpose) const;
  bool isLockInUse() const;
  void acquireLock(Purpose purpose, TabLock::Then then);
  void recheckOtherTabs(std::optional<Advice> otherwise);
  bool areOfUse(const session::Tokens& tokens) const;
  void redeemLeftByOtherTab(const Result<http::Response>& response);
  void followOtherTab();

  // unanswered.cpp: what a request without an answer leads to
  std::string addressOf(Purpose purpose) const;
  void lookInto(Purpose purpose);
  bool isLookingInto(Purpose purpose) const;
  void refuseForeign(Purpose purpose, const http::Request& request);

  // submitting.cpp: what a person does, to requests
  void carryOut(Decision decision);
  void send(Outbox::Submission submission);
  void submitNow();
  void submitUsernameNow();
  void noteUsername(const idx::Values& values);

  // answering.cpp: documents to phases
  void takeAnswer(Purpose purpose, const http::Response& response);
  void takeDocument(Asked asked, idx::Response document);
  void showForm(Then then, std::optional<oauth::Otp> linkOtp);
  void showIdentify(const idx::Remediation& form);
  void show(AskForEmail step);
  void show(OtherStep step);
  void takeTerminal(Then then);
  void failOpeningOrSubmit(Purpose purpose, Error error, const http::Response* response);
  void startAgain(Advice advice);

  // challenge.cpp: the waiting screen
  void showChallenge(const idx::Remediation& form);
  void setMailAge(AwaitPasscode& step, MailAge age);
  void takeMailAge();
  void schedulePoll();
  void poll();
  bool isAsking() const;
  void takePollAnswer(const Result<http::Response>& response);
  void takeStayAnswer(const Result<http::Response>& response);
  void adopt(idx::Response document);

  // waiting.cpp: what only time brings
  void watchExpiry();
  void takeExpiry();
  void waitUntil(Purpose purpose, std::optional<Instant> when);
  void countDown();
  bool goesOnByItself() const;
  void retryLater();
  void startBackedOff(Purpose timer, std::optional<Milliseconds> delay);

  // finishing.cpp: from the code to tokens
  void redeem(oauth::InteractionCode code);
  void proceed(TokenExchange::Next next);
  TokenExchange::Context context() {
    return {client_, clock_.now(), clock_.offset(), tasks_.effects()};
  }
  void retryRedemptionLater(Error error, std::optional<Instant> notBefore = std::nullopt);
  void failRedemption(Error error);
  void leaveForApp();
  void finishSignIn(const Redemption::Redeemed& redeemed);

  // One transaction of the org, from its beginning to its end.
  struct Attempt {
    std::optional<session::Transaction> transaction;
    idx::Response document;
    Expiry expiry;
  };
  // What the other tabs of the browser do.
  struct Tabs {
    TabLock lock;
    std::optional<session::Transaction> waiting;  // for its mail, in another tab
    bool isNewerMailThere = false;
  };

  oauth::Client client_;
  Destinations destinations_;
  Clock clock_;
  Tasks<Purpose> tasks_{0};
  Shown shown_;
  Opening opening_;
  Attempt attempt_;
  Outbox outbox_;
  Polling polling_;
  Reachability reachability_;
  Tabs tabs_;
  TokenExchange exchange_{1U << 30U};  // far from the numbers of the other tickets
};

}  // namespace latchkey::signin
