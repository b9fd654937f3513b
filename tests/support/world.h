#pragma once

#include <string>
#include <string_view>

#include "simulator/org.h"
#include "tests/support/fake_ports.h"
#include "tests/support/later.h"

namespace latchkey::support {

// The org of a scenario, its clock, and what is due.
class World {
 public:
  World();

  simulator::Org& org() { return org_; }
  FakeClock& clock() { return clock_; }
  Later& later() { return later_; }
  FakeTimers& timers() { return timers_; }
  Random& random() { return random_; }

  // Everything that can happen without time passing.
  void settle() {
    if (!isHeld_) later_.run();
  }
  // What `act` begins happens at the same time: nothing goes on before all of it has begun.
  template <class Act>
  void atOnce(Act act) {
    isHeld_ = true;
    act();
    isHeld_ = false;
    settle();
  }
  // Time passes; timers fire when they are due, and what they start is settled.
  void pass(Milliseconds time);

  const simulator::Mail& mailTo(std::string_view address) const;
  // The next `count` requests to that path meet the fault of that name.
  void strike(const std::string& fault, const std::string& path, int count = 1);
  // Does the org still take this token? (RFC 7662)
  bool isActive(const std::string& token);

 private:
  FakeClock clock_;
  Later later_;
  FakeTimers timers_{clock_};
  SeededRandom random_;
  bool isHeld_ = false;
  simulator::Org org_;
};

}  // namespace latchkey::support
