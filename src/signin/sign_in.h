#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "idx/request.h"
#include "oauth/client.h"
#include "signin/destinations.h"
#include "signin/effect.h"
#include "signin/event.h"
#include "signin/expiry.h"
#include "signin/opening.h"
#include "signin/outbox.h"
#include "signin/phase.h"
#include "signin/polling.h"
#include "signin/purpose.h"
#include "signin/reachability.h"
#include "signin/tab_lock.h"
#include "signin/tickets.h"
#include "signin/token_exchange.h"
#include "signin/transitions.h"

namespace latchkey::signin {

// The sign-in of one page, as a state machine without a single call to the outside: an event goes
// in, what is to be done comes out. Time, randomness, digests, stored values and answers of the
// org are all events. Every phase has a way on; an error never throws a form away.
class SignIn {
 public:
  SignIn(oauth::Client client, Destinations destinations)
      : client_(std::move(client)), destinations_(std::move(destinations)) {}

  std::vector<Effect> step(const Event& event);

  const Phase& phase() const { return phase_; }
  const Trouble& trouble() const { return trouble_; }
  // A request that the person started, and waits for, is under way.
  bool isBusy() const;
  // What the first screen needs is still to come.
  bool isOpening() const;
  const idx::Response& document() const { return document_; }
  // As it was typed last; empty before.
  const std::string& username() const { return username_; }
  Instant now() const { return now_; }
  // The org ends this attempt within the minute, unless it is asked for more time.
  bool endsSoon() const;

 private:
  // sign_in.cpp: events to handlers, tickets
  void on(const Opened& event);
  void on(const RandomDrawn& event);
  void on(const Digested& event);
  void on(const SignatureChecked& event);
  void on(const Answered& event);
  void on(const KeyKept& event);
  void on(const Probed& event);
  void on(const TimerFired& event);
  void on(const TokensSaved& event);
  void on(const LockTaken& event);
  void on(const VisibilityChanged& event);
  void on(const ConnectivityChanged& event);
  void on(const TokensAppeared& event);
  void on(const SubmitUsername& event);
  void on(const SendEmail& event);
  void on(const SubmitPasscode& event);
  void on(const SubmitForm& event);
  void on(const ChooseWay& event);
  void on(const ShowMethods& event);
  void on(const GoBack& event);
  void on(const BackToUsername& event);
  void on(const StayLonger& event);
  void on(const Resend& event);
  void on(const StartOver& event);
  void on(const TryAgain& event);
  void on(const AnswerElsewhere& event);
  void on(const GoOn& event);
  // These are the account page's (account.h).
  void on(const TokensDropped&) {}
  void on(const TokensGone&) {}
  void on(const TokensOverwritten&) {}
  void on(const SignOut&) {}
  void on(const SignOutAtOrg&) {}
  void want(Effect effect) { effects_.push_back(std::move(effect)); }
  void send(Purpose purpose, http::Request request);
  void takeResult(Purpose purpose, const Result<http::Response>& response);
  void startTimer(Purpose purpose, Milliseconds delay);
  void noteServerTime(const http::Response& response);

  // beginning.cpp: from nothing, or from what the browser kept, to the first document
  void begin(std::string username);
  void showEmptyForm(std::string username);
  void openSignInPage(const Opened& event);
  void openByLink(const oauth::MagicLink& link, const Opened& event);
  void resume(session::Transaction transaction, Opening::From from = Opening::Kept{});
  void takeInteractAnswer(const http::Response& response);
  void giveUpTransaction();
  void draw();
  void ensureOpening();
  void sendAgain();

  // turns.cpp: what one tab at a time does for a transaction
  bool needsTurn(Purpose purpose) const;
  bool isInTurn() const;
  void waitForTurn(Purpose purpose, TabLock::Then then);
  void lookOnceMore(std::optional<Advice> otherwise);
  bool areOfUse(const session::Tokens& tokens) const;
  void takeOver(const Result<http::Response>& response);
  void follow();

  // unanswered.cpp: why there was no answer, and who is told of a trouble
  std::string addressOf(Purpose purpose) const;
  bool isWorthALook(Purpose purpose, const Result<http::Response>& response) const;
  void lookInto(Purpose purpose);
  bool isLookingInto(Purpose purpose) const;
  void refuseForeign(Purpose purpose, const http::Request& request);

  // submitting.cpp: what a person answers, to requests
  void submit(Intent intent, const idx::Remediation& form, const idx::Values& values);
  bool mustWait() const;
  bool isRefusedAgain(const idx::Remediation& form, const idx::Values& values);
  void submitNow();
  void submitUsernameNow();
  void noteUsername(const idx::Values& values);
  void openAside(OtherStep step);

  // answering.cpp: documents to phases
  Asked askedBy(Purpose purpose) const;
  void takeAnswer(Purpose purpose, const http::Response& response);
  void takeDocument(Asked asked, idx::Response document);
  void showForm(Then then, std::optional<oauth::Otp> linkOtp);
  void showIdentify(const idx::Remediation& form);
  void showEmailOffer();
  void showStep();
  void takeTerminal(Then then);
  void answerWithLink(const oauth::Otp& otp);
  void failOpeningOrSubmit(Purpose purpose, Error error, const http::Response* response);
  void startAgain(Advice advice);

  // challenge.cpp: the waiting screen
  void showChallenge(const idx::Remediation& form);
  bool isMailNew() const;
  void noteMail();
  void watchMail();
  void waitForNextMailAge(MailAge age);
  void takeMailAge();
  AwaitPasscode* waiting();
  const idx::Remediation* pollForm() const;
  void schedulePoll();
  void poll();
  bool isAsking() const;
  void takePollAnswer(const Result<http::Response>& response);
  void takeStayAnswer(const Result<http::Response>& response);
  void adopt(idx::Response document);
  std::optional<Milliseconds> pollRefresh() const;

  // waiting.cpp: what only time brings
  std::optional<Instant> endByOurClock() const;
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
  TokenExchange::Context context() { return {client_, now_, clockOffset_, effects_}; }
  void retryRedemptionLater(Error error, std::optional<Instant> notBefore = std::nullopt);
  void failRedemption(Error error);
  void leaveForApp();
  void finishSignIn(const Redemption::Redeemed& redeemed);

  oauth::Client client_;
  Destinations destinations_;

  Phase phase_ = Arriving{};
  Trouble trouble_;
  Instant now_;
  std::optional<Milliseconds> clockOffset_;  // from our clock to the org's, once it has told
  std::vector<Effect> effects_;
  Tickets<Purpose> tickets_{0};

  std::optional<session::Transaction> transaction_;
  TokenExchange exchange_{1U << 30U};  // far from the numbers of the other tickets
  idx::Response document_;
  std::string username_;  // the last one typed
  Opening opening_;
  Outbox outbox_;
  std::optional<session::Transaction> waiting_;  // of another tab
  bool isNewerMailElsewhere_ = false;
  TabLock lock_;
  Polling polling_;
  std::optional<Phase> aside_;  // what a person can go back to
  Reachability reachability_;
  Expiry expiry_;
};

}  // namespace latchkey::signin
