// How often the org is asked, and how much of it one after the other: on a first visit and on one
// with the browser's cache. tests/browser/cases/requests.mjs counts the same in Chromium, beside
// okta-auth-js.

#include <gtest/gtest.h>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "tests/support/golden.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::kApp;
using support::kHome;
using support::Visit;
using support::World;

class Ledger {
 public:
  explicit Ledger(std::string title) { text_ << title << '\n'; }

  // What went out since the step before.
  void note(const char* step, Visit& visit) {
    int chain = 0;
    text_ << "  " << step << '\n';
    for (; read_ < visit.traffic.size(); ++read_) {
      const Visit::Sent& sent = visit.traffic[read_];
      EXPECT_TRUE(sent.hasDeadline) << sent.what;
      text_ << "    " << std::left << std::setw(56) << sent.what
            << (sent.isPreflighted ? "preflight" : "simple   ") << "  answered after round "
            << sent.round << '\n';
      // For metadata and keys a person waits only where nothing else is missing.
      const bool isAwaited = sent.what.front() == 'P' || !visit.leftFor().empty();
      if (isAwaited) chain = std::max(chain, sent.round);
      ++requests_;
      preflights_ += sent.isPreflighted ? 1 : 0;
    }
    chain_ += chain;
    visit.round = 0;
  }

  std::string total() {
    text_ << "  " << requests_ << " requests, " << preflights_ << " preflights, " << chain_
          << " rounds one after the other\n";
    return text_.str();
  }

 private:
  std::ostringstream text_;
  std::size_t read_ = 0;
  int requests_ = 0;
  int preflights_ = 0;
  int chain_ = 0;
};

std::string signInByCode(Browser& browser, const std::string& title) {
  Ledger ledger(title);
  Visit& visit = browser.opens(kHome);
  ledger.note("opens the page", visit);
  visit.types("Username", kAda);
  visit.presses("Next");
  ledger.note("gives the username", visit);
  visit.presses("Send me an email");
  ledger.note("asks for the mail, and reads it", visit);
  visit.typesTheCodeSentTo(kAda);
  ledger.note("types the code", visit);
  EXPECT_EQ(visit.leftFor(), kApp);
  return ledger.total();
}

std::string signInByLink(Browser& browser, const std::string& title) {
  Ledger ledger(title);
  const std::string link = browser.landingOf(browser.world().mailTo(kAda));
  Visit& visit = browser.opens(link);
  ledger.note("opens the link", visit);
  EXPECT_EQ(visit.leftFor(), kApp);
  return ledger.total();
}

TEST(Requests, AreFewAndMostOfThemSideBySide) {
  World world;
  Browser browser{world};
  std::string ledger = signInByCode(browser, "by code, on a first visit");
  browser.storage().entries.clear();
  ledger += signInByCode(browser, "by code, with the browser's cache");
  Browser another{world};
  another.waitsForTheMail(kAda);
  ledger += signInByLink(another, "by link, in a tab of its own");
  std::cout << ledger;
  EXPECT_TRUE(support::equalsGolden(ledger, "requests.txt"));
}

}  // namespace
}  // namespace latchkey
