#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flow/config.h"
#include "flow/ports.h"
#include "session/storage.h"
#include "session/transaction_store.h"
#include "signin/event.h"
#include "signin/phase.h"

namespace latchkey::flow {

// What a person comes with: a link that may have been changed on its way, and an address to be
// taken to afterwards.

// Amends `opened`, which holds the landing as the address says it, and its transaction:
//   * A state that this browser does not know, but that is one of its own, changed on its way, is
//     taken for that one where it is certain; else the link is damaged.
//   * A host may drop the query when it redirects to the callback page. The bare address of that
//     page in a new tab, while a sign-in waits in another one, is a damaged link.
//   * A damaged link gets the sign-in that waits in this browser, so that a person can go on there.
//   * An error that answers no request of this browser may be forged: it is a fresh visit.
//   * What the page of another browser's link may tell.
void settleArrival(signin::Opened& opened, std::string_view url, const Config& config,
                   session::Storage& storage, session::TransactionStore& transactions, Instant now);

// `?returnTo=/app/orders/7`: where an app without okta-auth-js wants people to get when they are
// signed in. Nothing where it is there twice, or is not of our own origin (isOwnPage()).
std::optional<std::string> returnToOf(std::string_view url, const std::string& ownOrigin);

// Is it the page that people sign in on, or the one that the org sends them back to, whatever its
// query and fragment? People who are signed in cannot be sent there.
bool isSignInPage(std::string_view url, const Config& config);

// Is it a page of the configuration: to sign in on, to be sent back to, or the default page?
bool isOneOfOurs(std::string_view url, const Config& config);

// What the address bar shows. boot.js takes a link out of it before anything is drawn. Where the
// page shows that the link is for another browser, or that it is damaged, it is put back: the
// browser of a mail program opens in the device's own browser what its address bar says, a reload
// or "Back" must lead here again, and nothing was spent. Putting it back was chosen over a copy in
// sessionStorage, which no other browser can read, and over leaving it there from the start, as it
// would then be there while a link of this browser is answered. What it tells is in the mail, too,
// and of use only where that sign-in began. It goes as soon as the person leaves that screen.
class AddressBar {
 public:
  explicit AddressBar(Navigator& navigator) : navigator_(navigator) {}

  void open(std::string_view url, const oauth::Landing& landing);
  // After each step.
  void follow(const signin::Phase& phase);
  // Of the link, as it was meant; empty where the page was not opened by one.
  const std::string& link() const { return link_; }

 private:
  Navigator& navigator_;
  std::string link_;
  std::string clean_;
  std::string shown_;
};

}  // namespace latchkey::flow
