#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "screen/screen.h"
#include "signin/account.h"
#include "signin/sign_in.h"
#include "tests/fuzz/live_org.h"

namespace latchkey::fuzz {

// What App makes of the two state machines of a page: the account's takes over once a person is
// signed in.
struct Machines {
  Machines(const oauth::Client& client, const signin::Destinations& destinations, bool opensThere)
      : signIn(client, destinations), account(client, destinations), isAtAccount(opensThere) {}

  std::vector<signin::Effect> step(const signin::Event& event);
  const signin::Phase& phase() const { return isAtAccount ? account.phase() : signIn.phase(); }
  const signin::Trouble& trouble() const {
    return isAtAccount ? account.trouble() : signIn.trouble();
  }
  bool isBusy() const { return isAtAccount ? account.isBusy() : signIn.isBusy(); }

  signin::SignIn signIn;
  signin::Account account;
  bool isAtAccount = false;
  signin::Persistence persistence = signin::Persistence::persistent;  // of what is stored
};

// One page, what it waits for, and the org that it talks to. Every event goes through happens(),
// which holds the page to its promises.
class SignInWorld {
 public:
  SignInWorld();

  // A new page, with what the browser kept of the one before. "" for a fresh one; see sign_in_fuzz.
  void open(std::string_view how);
  void happens(signin::Event::What what);

  // --- the oldest request (or the newest) gets its answer; without a request nothing happens
  void answer(Result<http::Response> answer);
  void answerTruly(bool newest);
  void answerBent(std::string_view how);

  // --- what needs no network comes by itself, until it is held back
  void hold() { held_ = true; }
  void reportInner(bool succeeds);
  void fireNextTimer();
  void pass(Seconds time);

  // --- reports that must change nothing
  void reportTwice();
  void reportGhost(int number);

  void tokensAppear();
  std::string newestCode() const;

 private:
  struct Waiting {
    signin::Effect effect;
    Instant due;  // of a timer
  };
  using Queue = std::deque<Waiting>;

  void take(const std::vector<signin::Effect>& effects);
  void promiseNothingHappens(const signin::Event::What& what);
  void promiseWayOn();
  void promiseOneAtATime(const signin::Effect& effect);
  void promiseVerified(const signin::Effect& effect);
  std::optional<signin::Send> takeRequest(bool newest);
  signin::Event::What inner(const signin::Effect& effect, bool succeeds) const;
  bool drain(Machines copy, Queue queue) const;

  LiveOrg live_;
  Instant now_;
  std::optional<Machines> page_;
  Queue waiting_;
  std::optional<signin::Event::What> lastReport_;
  std::set<std::uint32_t> tickets_;  // each that was used
  bool held_ = false;
  bool left_ = false;
  std::vector<signin::Ticket> asked_;  // requests to IDX of this transaction, without an answer
  // How the digests and the signature of the latest tokens turned out.
  bool isSignedWell_ = false;
  bool isDigested_ = false;
  std::optional<session::Transaction> kept_;
  std::optional<session::Tokens> tokens_;
};

}  // namespace latchkey::fuzz
