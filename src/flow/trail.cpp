#include "flow/trail.h"

#include <optional>
#include <utility>

namespace latchkey::flow {
namespace {

// Nothing for phases that last a moment, and for those to which a link leads.
std::optional<HistoryPlace> placeOf(const signin::Phase& phase) {
  const bool isAtUsername = std::holds_alternative<signin::Identify>(phase) ||
                            std::holds_alternative<signin::SignedIn>(phase);
  const bool isBeyond = std::holds_alternative<signin::AskForEmail>(phase) ||
                        std::holds_alternative<signin::AwaitPasscode>(phase) ||
                        std::holds_alternative<signin::OtherStep>(phase) ||
                        std::holds_alternative<signin::ContinuedElsewhere>(phase) ||
                        std::holds_alternative<signin::Stopped>(phase);
  if (isAtUsername) return HistoryPlace::username;
  return isBeyond ? std::optional(HistoryPlace::beyond) : std::nullopt;
}

}  // namespace

void Trail::follow(const signin::Phase& phase) {
  const std::optional<HistoryPlace> wanted = placeOf(phase);
  if (!wanted || *wanted == at_ || isUnderWay_) return;
  if (*wanted == HistoryPlace::username || isSecondKept_) return go(*wanted);
  if (!std::exchange(mayEnter_, false) || !navigator_.enter()) return;
  at_ = HistoryPlace::beyond;
}

void Trail::go(HistoryPlace place) {
  at_ = place;
  isUnderWay_ = true;
  navigator_.go(place);
}

bool Trail::arrive(HistoryPlace place) {
  const bool isOurs = std::exchange(isUnderWay_, false);
  at_ = place;
  isSecondKept_ = place == HistoryPlace::username;
  if (leavesFor_.empty()) return !isOurs;
  if (place == HistoryPlace::beyond) {
    go(HistoryPlace::username);
  } else {
    navigator_.replace(std::exchange(leavesFor_, ""));
  }
  return false;
}

void Trail::replace(const std::string& url) {
  // Where the browser goes nowhere, a person who wants to leave once more does not wait again.
  const bool waits = leavesFor_.empty() && (isUnderWay_ || at_ == HistoryPlace::beyond);
  leavesFor_ = waits ? url : "";
  if (!waits) return navigator_.replace(url);
  if (!isUnderWay_) go(HistoryPlace::username);
}

}  // namespace latchkey::flow
