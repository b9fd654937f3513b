// Account: the ways out. Nothing is left in this browser at once; then the org is told, and what it
// does not confirm is said, and can be tried again for as long as this page lives.

#include <utility>

#include "base/result.h"
#include "base/url.h"
#include "signin/account.h"

namespace latchkey::signin {
namespace {

constexpr Milliseconds kLongestSignOut{2'000};
constexpr Milliseconds kRetry{500};
constexpr int kTries = 2;

// As the sign-in page will ask for it.
std::string usernameOf(const session::Tokens& tokens) {
  const Result<Json> claims = parseJson(tokens.claims);
  if (!claims) return "";
  return text(*claims, "preferred_username").value_or(text(*claims, "email").value_or(""));
}

std::string hostOf(std::string_view url) {
  const std::optional<Url> parsed = Url::parse(url);
  const std::string authority = parsed ? parsed->authority() : "";
  return authority.substr(0, authority.rfind(':'));
}

// Does the browser take them for one site in any case, so that the cookies of one come along with
// requests of the other? Of two neighbours ("www." and "id.") a page cannot tell.
bool areOfOneSite(std::string_view page, std::string_view org) {
  const std::string here = hostOf(page);
  const std::string there = hostOf(org);
  return here == there || here.ends_with('.' + there) || there.ends_with('.' + here);
}

}  // namespace

// Tokens that still count are kept until there are others in their place: the sign-in page has to
// be told not to send people back with them. A name is kept where the session came to its end; a
// person who signs out may leave a device that others use.
void Account::on(const StartOver&) {
  if (!isOver()) return leaveForSignIn({.loginHint = "", .freshSignIn = true});
  const bool isByPerson = trouble_.advice == Advice::signedOutElsewhere || isUnconfirmed();
  leaveForSignIn({.loginHint = isByPerson ? "" : usernameOf(tokens_)});
}

void Account::on(const GoOn&) {
  if (!isOver()) leaveFor(LeavingFor::app, destinations_.defaultPage);
}

// What dies with this page must not be lost by leaving it: the sign-in then goes on here.
void Account::leaveForSignIn(oauth::Wishes wishes) {
  const bool isHere = isAtSignInPage_ || persistence_ != Persistence::persistent;
  const std::string url = destinations_.signInPage + (wishes.freshSignIn ? "?prompt=login" : "");
  giveUpRenewal();
  tasks_.clear();
  phase_ = Leaving{LeavingFor::signInPage, std::move(wishes), isHere};
  if (!isHere) tasks_.want(Navigate{LeavingFor::signInPage, url});
}

void Account::on(const SignOut&) {
  auto* account = std::get_if<SignedIn>(&phase_);
  if (account == nullptr || account->leaving) return;
  // What is stored after an end is not ours.
  if (!account->ended) tasks_.want(ForgetTokens{});
  account->leaving = true;
  giveUpRenewal();
  tasks_.clear();
  trouble_ = {};
  if (destinations_.signOut == SignOutScope::here) return leaveSignedOut();
  // The refresh token first, with which there could be others.
  toRevoke_.clear();
  if (tokens_.refreshToken) {
    toRevoke_.push_back(
        oauth::revokeRequest(client_, tokens_.refreshToken->reveal(), "refresh_token"));
  }
  toRevoke_.push_back(oauth::revokeRequest(client_, tokens_.accessToken.reveal(), "access_token"));
  tasks_.startTimer(Purpose::signOutTimer, kLongestSignOut);
  triesLeft_ = kTries;
  revokeNext();
}

void Account::revokeNext() {
  if (toRevoke_.empty()) return endOrgSession();
  --triesLeft_;
  tasks_.send(Purpose::revocation, toRevoke_.front());
}

void Account::takeRevocation(const Result<http::Response>& answer) {
  if (answer && oauth::isDone(*answer)) {
    toRevoke_.erase(toRevoke_.begin());
    triesLeft_ = kTries;
    return revokeNext();
  }
  if (triesLeft_ > 0) return tasks_.startTimer(Purpose::retryTimer, kRetry);
  showUnconfirmed();
}

void Account::showUnconfirmed() {
  showEnd(Advice::signedOutHere);
  phase_ = SignedIn{.tokens = tokens_,
                    .ended = true,
                    .isUnconfirmed = true,
                    .canEndAtOrg = destinations_.signOut == SignOutScope::org};
}

// A request of this page ends the session of browsers that let the org's cookies come along. For
// the others there is the org's own page.
void Account::endOrgSession() {
  if (destinations_.signOut != SignOutScope::org) return leaveSignedOut();
  tasks_.send(Purpose::endOfSession, oauth::endSessionRequest(client_));
  tasks_.startTimer(Purpose::signOutTimer, kLongestSignOut);
}

void Account::takeEndOfSession(const Result<http::Response>& answer) {
  if (answer && oauth::isDone(*answer)) return leaveSignedOut();
  // There was none any more: they last shorter than what is renewed here.
  const bool isOver = answer && answer->status == 404 &&
                      answer->body.find("E0000007") != std::string::npos &&
                      areOfOneSite(destinations_.signInPage, client_.org());
  return isOver ? leaveSignedOut() : leaveForOrg();
}

void Account::takeTooLate() {
  return tasks_.has(Purpose::endOfSession) ? leaveForOrg() : showUnconfirmed();
}

void Account::on(const SignOutAtOrg&) {
  if (isUnconfirmed() && !isLeaving()) leaveForOrg();
}

const std::string& Account::afterSignOut() const {
  return destinations_.afterSignOut.empty() ? destinations_.signInPage : destinations_.afterSignOut;
}

void Account::leaveSignedOut() { leaveFor(LeavingFor::signOut, afterSignOut()); }

void Account::leaveForOrg() {
  leaveFor(LeavingFor::signOut, client_.endpoint("logout"),
           oauth::logoutForm(tokens_.idToken, afterSignOut()));
}

}  // namespace latchkey::signin
