#pragma once

#include <utility>
#include <vector>

#include "signin/effect.h"
#include "signin/tickets.h"

namespace latchkey::signin {

// What a state machine wants done after an event, and what it waits for.
template <class Purpose>
class Tasks : public Tickets<Purpose> {
 public:
  using Tickets<Purpose>::Tickets;

  void want(Effect effect) { effects_.push_back(std::move(effect)); }
  void send(Purpose purpose, http::Request request) {
    want(Send{this->issue(purpose), std::move(request)});
  }
  void startTimer(Purpose purpose, Milliseconds delay) {
    want(StartTimer{this->issue(purpose), delay});
  }

  // For the parts that have effects of their own.
  std::vector<Effect>& effects() { return effects_; }
  std::vector<Effect> take() { return std::exchange(effects_, {}); }

 private:
  std::vector<Effect> effects_;
};

}  // namespace latchkey::signin
