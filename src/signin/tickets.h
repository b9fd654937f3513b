#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "signin/event.h"

namespace latchkey::signin {

// What a state machine waits for: one ticket for each purpose. An answer with any other ticket came
// too late.
template <class Purpose>
class Tickets {
 public:
  // The first number is this one plus one: no two machines of a page may use the same.
  explicit Tickets(std::uint32_t last) : last_(last) {}

  // Of two for the same purpose only the later answer is wanted.
  Ticket issue(Purpose purpose) {
    drop(purpose);
    outstanding_.push_back({Ticket{++last_}, purpose});
    return outstanding_.back().ticket;
  }

  std::optional<Purpose> settle(const Ticket& ticket) {
    for (auto it = outstanding_.begin(); it != outstanding_.end(); ++it) {
      if (!(it->ticket == ticket)) continue;
      const Purpose purpose = it->purpose;
      outstanding_.erase(it);
      return purpose;
    }
    return std::nullopt;
  }

  void drop(Purpose purpose) {
    std::erase_if(outstanding_, [&](const Outstanding& it) { return it.purpose == purpose; });
  }

  // Is any outstanding of which `holds(purpose)` is true?
  template <class Predicate>
  bool hasAny(Predicate holds) const {
    return std::any_of(outstanding_.begin(), outstanding_.end(),
                       [&](const Outstanding& it) { return holds(it.purpose); });
  }
  bool has(Purpose purpose) const {
    return hasAny([&](Purpose it) { return it == purpose; });
  }

  void clear() { outstanding_.clear(); }
  // Drops all but those for a purpose of which `holds(purpose)` is true.
  template <class Predicate>
  void keepOnly(Predicate holds) {
    std::erase_if(outstanding_, [&](const Outstanding& it) { return !holds(it.purpose); });
  }

 private:
  struct Outstanding {
    Ticket ticket;
    Purpose purpose;
  };

  std::uint32_t last_;
  std::vector<Outstanding> outstanding_;
};

}  // namespace latchkey::signin
