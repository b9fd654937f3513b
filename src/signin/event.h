#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "http/message.h"
#include "idx/request.h"
#include "oauth/landing.h"
#include "session/token_store.h"
#include "session/transaction_store.h"
#include "signin/phase.h"

namespace latchkey::signin {

// Names one outstanding request, timer or computation. An answer with a ticket that is not
// waited for any more came too late, and is dropped.
struct Ticket {
  std::uint32_t number = 0;

  friend bool operator==(const Ticket&, const Ticket&) = default;
};

// Of tokens: the next page finds them; the page's maker wants it not to; the browser refuses.
enum class Persistence { persistent, thisPageOnly, refused };

// The first event: where we are and what the browser kept.
struct Opened {
  oauth::Landing landing;
  // Of the landing's `state` if it has one, else this tab's own. With a damaged link the one that
  // waits in this browser.
  std::optional<session::Transaction> transaction;
  std::optional<OrgLink> orgLink = std::nullopt;  // and then nothing else counts
  bool isLinkOver = false;  // the landing's sign-in began in this browser and has ended since
  bool mayShowCode = true;  // of a link of another browser
  bool keepsData = true;    // the browser, of this site
  // Where the app wanted to go, if it said so: absolute, of our own origin.
  std::optional<std::string> page;
  std::optional<session::Tokens> tokens;
  // These are of another person than the one who signs in by the transaction, which is still open.
  bool areTokensOfAnother = false;
  Persistence persistence = Persistence::persistent;  // of these tokens
  // Of another tab, perhaps closed since: the latest sign-in that waits for its mail.
  std::optional<session::Transaction> waiting = std::nullopt;
  oauth::Wishes wishes = {};
  // Where this page is the sign-in page, too: the account does not lead there.
  bool isAtSignInPage = false;
  // People were sent on to the app from here, signed in, and came back within seconds, repeatedly.
  bool isSentBack = false;
};

// --- answers to effects

struct RandomDrawn {
  Ticket ticket;
  Bytes bytes;
};
struct Digested {
  Ticket ticket;
  Result<Bytes> digest;
};
struct SignatureChecked {
  Ticket ticket;
  Result<bool> holds;
};
struct Answered {
  Ticket ticket;
  Result<http::Response> response;
};
// Empty: it dies with this page, and so have the tokens to.
struct KeyKept {
  Ticket ticket;
  std::string keyId;
};
// Where something answers, whatever it says: at the address that was asked about, only elsewhere at
// the org, or nowhere.
enum class Reach { there, elsewhere, nothing };
struct Probed {
  Ticket ticket;
  Reach reach = Reach::nothing;
};
struct TimerFired {
  Ticket ticket;
};
// Tokens are stored, and this is where.
struct TokensSaved {
  session::Tokens tokens;
  Persistence persistence = Persistence::persistent;
  // The tokens of another sign-in that were stored there before, and are overwritten now.
  std::optional<session::Tokens> superseded = std::nullopt;
};
// They were not stored, as the person has signed out meanwhile.
struct TokensDropped {
  session::Tokens tokens;
};
// It is this tab's turn. What the tabs share, as it is now: another one may have been faster.
struct LockTaken {
  Ticket ticket;
  std::optional<session::Tokens> tokens;
  bool isTransactionThere = false;
  bool isNewerMailElsewhere = false;  // another sign-in of the same username has asked for it
};

// --- the world around

struct VisibilityChanged {
  bool hidden = false;
};
struct ConnectivityChanged {
  bool online = true;
};
// Another tab signed in, or renewed its session: these tokens are in storage now.
struct TokensAppeared {
  session::Tokens tokens;
  bool isTouched = false;    // the person has typed something here
  bool isOfAnother = false;  // they are of another person, and of another sign-in
};
// Another tab has changed what is stored: there are no tokens any more.
struct TokensGone {};
// Another app of this origin has put its own in the place of ours.
struct TokensOverwritten {};

// --- what the person wants

struct SubmitUsername {
  std::string username;
  bool keepSignedIn = false;
};
struct SendEmail {};
struct SubmitPasscode {
  std::string passcode;
};
// OtherStep: values by path.
struct SubmitForm {
  idx::Values values;
};
// One of the ways of the phase, with what was filled in beside it.
struct ChooseWay {
  std::size_t way = 0;
  idx::Values values = {};
};
// The other methods instead of this one; and back.
struct ShowMethods {};
struct GoBack {};
// From what comes after the username, which stays to be gone on with (GoOn), to the
// username.
struct BackToUsername {};
// Needs more time than the org gave.
struct StayLonger {};
struct Resend {};
// Gives this attempt up and begins another; what was typed can be mended.
struct StartOver {};
struct TryAgain {};
struct SignOut {};
// LinkElsewhere: whether this person began the sign-in; `question` takes the answer back.
struct AnswerElsewhere {
  LinkElsewhere::Stage answer = LinkElsewhere::Stage::question;
};
// After a sign-out that the org did not confirm: at the org's own page.
struct SignOutAtOrg {};
// Identify and LinkDamaged: with the sign-in that waits for its mail. SignedIn: to the app that has
// sent the person back.
struct GoOn {};

struct Event {
  using What =
      std::variant<Opened, RandomDrawn, Digested, SignatureChecked, Answered, KeyKept, Probed,
                   TimerFired, TokensSaved, TokensDropped, LockTaken, VisibilityChanged,
                   ConnectivityChanged, TokensAppeared, TokensGone, TokensOverwritten,
                   SubmitUsername, SendEmail, SubmitPasscode, SubmitForm, ChooseWay, ShowMethods,
                   GoBack, BackToUsername, StayLonger, Resend, StartOver, TryAgain, SignOut,
                   SignOutAtOrg, AnswerElsewhere, GoOn>;
  Instant now;
  What what;
};

}  // namespace latchkey::signin
