#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "flow/ports.h"
#include "session/token_store.h"
#include "session/transaction_store.h"
#include "signin/effect.h"
#include "signin/event.h"

namespace latchkey::flow {

// Does what the sign-in wants, through the ports, and reports each outcome as an event. The one
// place in the client with callbacks. What comes back after its end is dropped.
class EffectRunner {
 public:
  using Report = std::function<void(signin::Event::What)>;

  // `transport` is what requests go through, in place of the port.
  EffectRunner(const Ports& ports, http::Transport& transport,
               session::TransactionStore& transactions, session::TokenStore& tokens, Report report);

  void run(const std::vector<signin::Effect>& effects);
  // Where the page has been leaving for, and has not left yet.
  void leaveAgain();

 private:
  void run(const signin::Send& effect);
  void run(const signin::Probe& effect);
  void run(const signin::DrawRandom& effect);
  void run(const signin::Digest& effect);
  void run(const signin::CheckSignature& effect);
  void run(const signin::StartTimer& effect);
  void run(const signin::SaveTransaction& effect);
  void run(const signin::ForgetTransaction& effect);
  void run(const signin::SetTransactionAside& effect);
  void run(const signin::KeepKey& effect);
  void run(const signin::SaveTokens& effect);
  void run(const signin::ForgetTokens& effect);
  void run(const signin::AnnounceTokens& effect);
  void run(const signin::TakeLock& effect);
  void run(const signin::ReleaseLock& effect);
  void run(const signin::TellWhy& effect);
  void run(const signin::Navigate& effect);

  signin::Persistence persistenceIn(session::TokenStorage where) const;
  // `report_` for a callback that may outlive this object.
  Report later();

  Ports ports_;
  http::Transport& transport_;
  session::TransactionStore& transactions_;
  session::TokenStore& tokens_;
  Report report_;
  signin::Navigate leftFor_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace latchkey::flow
