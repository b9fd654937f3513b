#pragma once

#include <string>

#include "flow/ports.h"
#include "signin/phase.h"

namespace latchkey::flow {

// The two places of a sign-in in the browser's history: the username, and what comes after it. So
// "Back" leads to the username, "Forward" to where the person was, and another "Back" leaves the
// site. An entry holds its place and nothing else, and there is at most one of each place.
//
//   * The second entry is made only for what a person did on the username page. A page that was
//     opened by a link, or goes on after a reload, has the entry that it was opened with.
//   * When the page itself goes back to the username, it goes back in the history too.
//   * Other pages take the place of the first entry, so that "Back" finds no finished sign-in.
class Trail : public Navigator {
 public:
  explicit Trail(Navigator& navigator) : navigator_(navigator) {}

  // Where the entry is that the page was opened with.
  void open(HistoryPlace place) { at_ = place; }
  // A person did something on the username page, so that what follows is worth an entry.
  void noteAct() { mayEnter_ = true; }
  // After each step.
  void follow(const signin::Phase& phase);
  // The browser is at that entry now. Did a person go there? Else this page did.
  bool arrive(HistoryPlace place);

  void replace(const std::string& url) override;
  void show(const std::string& url) override { navigator_.show(url); }
  void submit(const std::string& url, const std::string& form) override {
    navigator_.submit(url, form);
  }
  bool enter() override { return navigator_.enter(); }
  void go(HistoryPlace place) override;

 private:
  Navigator& navigator_;
  HistoryPlace at_ = HistoryPlace::username;
  bool isUnderWay_ = false;    // to `at_`, and not there yet
  bool isSecondKept_ = false;  // the person came back from it, so it is still there
  bool mayEnter_ = false;
  std::string leavesFor_;  // as soon as it has arrived
};

}  // namespace latchkey::flow
