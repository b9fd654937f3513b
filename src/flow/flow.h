#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "flow/arrival.h"
#include "flow/config.h"
#include "flow/effect_runner.h"
#include "flow/ports.h"
#include "flow/proving_transport.h"
#include "flow/role.h"
#include "flow/speaking_transport.h"
#include "flow/trail.h"
#include "session/storage.h"
#include "session/token_store.h"
#include "session/transaction_store.h"
#include "signin/account.h"
#include "signin/event.h"
#include "signin/phase.h"
#include "signin/sign_in.h"

namespace latchkey::flow {

// How the page was opened, read once at the start.
struct Opening {
  std::string url;  // whole address, as it was before boot.js cleaned it
  Role role = Role::signIn;
  std::string language = {};  // BCP 47: in which the org is asked to answer; empty: the browser's
  bool hidden = false;        // the tab is in the background
  bool online = true;
  HistoryPlace place = HistoryPlace::username;  // of the history's entry
};

// Runs the sign-in and the signed-in session through the ports, and says where they are. It knows
// no screen. Everything happens on one thread; ports call back later, never from inside a call.
class Flow {
 public:
  Flow(Config config, const Ports& ports);
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

  // Called after each event, of a port or of happen(), and when a long departure is noticed.
  void onChange(std::function<void()> changed) { changed_ = std::move(changed); }

  void open(const Opening& opening);
  // What a person does, among others.
  void happen(signin::Event::What what);
  // Another tab may have stored tokens or removed them. A person who is typing is not interrupted.
  void hear(bool isTyping);
  // A person did something on this page.
  void noteAct();
  // The browser is at that entry of its history now. Did a person go there, so that the sign-in has
  // to follow?
  bool arrive(HistoryPlace place);
  // Once more to where the page has been leaving for.
  void leaveAgain() { runner_.leaveAgain(); }

  const signin::Phase& phase() const;
  const signin::Trouble& trouble() const;
  const std::string& username() const { return signIn_.username(); }
  bool endsSoon() const { return signIn_.endsSoon(); }
  bool isBusy() const { return isAtAccount() ? account_.isBusy() : signIn_.isBusy(); }
  // An answer is on its way that brings the next phase, so anything else can wait.
  bool isUnderWay() const { return isBusy() || signIn_.isOpening(); }
  // The page has been leaving for so long that the browser may have to be asked once more.
  bool isLeavingLong() const { return leave_ == Leave::isLong; }
  // The address that opened the page, where it was one of another browser's links, or damaged.
  const std::string& link() const { return addressBar_.link(); }

 private:
  using Effects = std::vector<signin::Effect>;
  // Is this page being left for another?
  enum class Leave { no, begun, isLong };

  bool isAtAccount() const { return role_ == Role::account; }
  void followInHistory();
  void noteLeaving(const signin::Leaving* leaving);
  bool isOfAnother(const session::Tokens& tokens);
  void stayIfSignedInHere();
  void goOnSigningIn();
  bool isToBeRenewed(const signin::Opened& opened) const;
  bool isSentBackAndForth(const Effects& effects);
  std::optional<session::Transaction> transactionFor(const oauth::Landing& landing);
  std::optional<std::string> pageFor(const std::optional<session::Transaction>& transaction);

  Config config_;
  Ports ports_;
  session::ResilientStorage storage_;
  session::TransactionStore transactions_;
  session::TokenStore tokens_;
  signin::SignIn signIn_;
  signin::Account account_;
  Role role_ = Role::signIn;  // of the two machines, the one that runs
  Opening opening_;
  Leave leave_ = Leave::no;
  AddressBar addressBar_;
  Trail trail_;
  ProvingTransport proving_;
  SpeakingTransport speaking_;
  EffectRunner runner_;
  std::deque<signin::Event::What> pending_;
  bool isStepping_ = false;
  std::function<void()> changed_;
  // For the one callback that is not EffectRunner's.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace latchkey::flow
