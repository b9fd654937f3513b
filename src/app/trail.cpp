#include "app/trail.h"

#include <optional>
#include <utility>

#include "base/result.h"

namespace latchkey::app {
namespace {

// Nothing for phases that last a moment, and for those to which a link leads.
std::optional<HistoryPlace> placeOf(const signin::Phase& phase) {
  using Place = std::optional<HistoryPlace>;
  return std::visit(
      Overloaded{[](const signin::Identify&) { return Place(HistoryPlace::username); },
                 [](const signin::SignedIn&) { return Place(HistoryPlace::username); },
                 [](const signin::AskForEmail&) { return Place(HistoryPlace::beyond); },
                 [](const signin::AwaitPasscode&) { return Place(HistoryPlace::beyond); },
                 [](const signin::OtherStep&) { return Place(HistoryPlace::beyond); },
                 [](const signin::ContinuedElsewhere&) { return Place(HistoryPlace::beyond); },
                 [](const signin::Stopped&) { return Place(HistoryPlace::beyond); },
                 [](const auto&) { return Place(); }},
      phase);
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

}  // namespace latchkey::app
