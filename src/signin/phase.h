#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "idx/request.h"
#include "oauth/landing.h"
#include "session/token_store.h"

namespace latchkey::signin {

// Where a sign-in is. Each phase holds what its screen needs, and has a way on.

// Something else that can be done with one press.
//   method    another authenticator
//   provider  sign in at another identity provider: a link to navigate to
//   answer    yes or no to the question of the step
//   action    whatever else the org offers: not now, send again, create an account
enum class WayKind { method, provider, answer, action };
struct Way {
  WayKind kind = WayKind::action;
  idx::Remediation form;  // asked first where something is to be filled in, else submitted
  idx::Values values;     // of an answer
  std::string label;      // the org's name for it; may be empty
  std::string detail;     // the masked address or number; may be empty
};

// Just opened by a link or on the account page: nothing to ask yet.
struct Arriving {};

// A person can type a username. `form` comes as soon as the org has answered; what is submitted
// before that is kept in `submitted` and goes out then.
struct Identify {
  std::optional<idx::Remediation> form = std::nullopt;
  std::string username;
  bool submitted = false;
  bool keepSignedIn = false;
  std::vector<Way> ways = {};
  // Of a sign-in that waits for its mail, and was begun in another tab. May be empty.
  std::string waitingFor = {};
};

// The org wants to be asked before it sends the mail.
struct AskForEmail {
  idx::Remediation form;
  idx::Values values;
  idx::MailAddress email;
  std::vector<Way> ways = {};
};

enum class MagicLink { offered, absent };

// How long ago the latest mail went out: another one is offered later, and an old one is
// said to be old.
enum class MailAge { fresh, settled, old };

// The mail is out: the code can be typed, the link can be opened.
struct AwaitPasscode {
  idx::Remediation form;
  std::optional<idx::Remediation> poll;
  std::optional<idx::Remediation> resend;
  idx::MailAddress email;
  MagicLink magicLink = MagicLink::offered;
  MailAge mailAge = MailAge::fresh;
  int mailsSent = 1;  // as far as this page knows
  std::vector<Way> ways = {};
};

// Any other step: a form to be filled in as the org describes it, or things to choose from.
struct OtherStep {
  std::string name = {};  // of its remediation, on the wire
  std::optional<idx::Remediation> form = std::nullopt;
  std::optional<idx::Remediation> poll = std::nullopt;  // something has to be done elsewhere
  std::vector<Way> ways = {};
  std::optional<idx::Authenticator> about = std::nullopt;  // what is asked for, or set up
  std::vector<std::string> details = {};                   // what a consent is about
  std::vector<idx::Fact> facts = {};                       // what the form tells
  std::string app = {};                                    // who asks
  bool isBeyondUs = false;  // only a passkey dialog, an app or the org's own page can do it
  bool isOpened = false;    // by the person, over another phase that can be gone back to
};

// The code is right; tokens are on their way.
struct Redeeming {};

struct SignedIn {
  session::Tokens tokens;
  bool ended = false;    // the tokens have expired since
  bool leaving = false;  // signing out
  // The org did not confirm the sign-out: these tokens may still count there, and are kept on this
  // page for another try. ...
  bool isUnconfirmed = false;
  bool canEndAtOrg = false;  // ... or its own page can be asked
  bool isSentBack = false;   // by the app, although signed in
};

// Why a page is left.
//   app         tokens are stored: for the app's page
//   provider    for an identity provider, or for another page of the org
//   signInPage  a person has to sign in first
//   signOut     the session is over: for the org's logout, or for the page after it
enum class LeavingFor { app, provider, signInPage, signOut };

// The page is being left, and waits for the browser to do it. For a provider no page waits: the
// person may come back to it.
struct Leaving {
  LeavingFor where = LeavingFor::app;
  oauth::Wishes wishes = {};  // of the sign-in page
  bool isHere = false;        // it is this one: no other page is loaded
};

// The magic link was opened in a browser in which no sign-in began, as far as that can be known:
// the code has to be typed where it did. A person who began none, and is led to pass the code on,
// has to be stopped before it is seen. So the page asks first.
//
// Of where it began it can tell only what a document of the org says (`began`). With the address
// alone it has nothing to ask the org with: /introspect takes an interaction handle or a state
// handle, and the address has neither.
struct LinkElsewhere {
  enum class Stage {
    question,  // did this person begin it?
    code,      // yes
    refused,   // no
  };
  std::optional<oauth::Otp> otp;  // nothing where it is not to be shown, or is not fit to be
  std::optional<idx::ClientInfo> began = std::nullopt;
  Stage stage = Stage::question;
  // Where the browser keeps no data of the site, the sign-in may have begun in it all the same.
  bool isBrowserForgetful = false;
};

// The magic link was changed on its way, so nothing was done with it.
struct LinkDamaged {
  bool canGoOn = false;  // a sign-in waits in this browser
};

// The page was opened by a link of another mail of the org, which is for a page of the org.
struct OrgLink {
  std::string kind;     // for those who run the page; nothing secret
  std::string address;  // where to go on, at the org
};

// Another tab went on with this sign-in.
struct ContinuedElsewhere {};

// The org ended it. The messages say why; starting over is the way on.
struct Stopped {
  std::vector<idx::Message> messages;
};

using Phase =
    std::variant<Arriving, Identify, AskForEmail, AwaitPasscode, OtherStep, Redeeming, SignedIn,
                 Leaving, LinkElsewhere, LinkDamaged, OrgLink, ContinuedElsewhere, Stopped>;

// What to tell a person besides the phase itself. Our own words; the org's are `messages`.
enum class Advice {
  none,
  enterUsername,     // it was empty
  usernameTooLong,   // for any username
  unclearUsername,   // there are words beside the address that may be a part of it
  severalUsernames,  // more than one address
  enterPasscode,     // it was empty
  passcodeTooShort,  // for any code that the form takes
  passcodeTooLong,
  noPasscode,         // what was typed or pasted has none
  severalPasscodes,   // ... or more than one
  fillIn,             // something that is required was
  passcodeRefused,    // wrong, used or expired
  passcodeElsewhere,  // the same, and another tab has asked for a newer mail
  linkRefused,        // the magic link is of an older mail, or was used
  linkOutdated,       // the magic link is of a sign-in that is over
  startedAgain,       // it took too long, so a new sign-in was begun
  answerLost,         // the org's last word was lost on the way, so a new sign-in was begun
  mailSentAgain,
  tooManyAttempts,     // wait until `retryAt`
  serviceBusy,         // the same, and not for anything that the person did
  waitIsOver,          // and now it can be tried again
  storageBlocked,      // signed in, but for this page only
  clockWrong,          // signed in, though this device's clock is far from the org's
  sessionEnded,        // the org does not renew it
  signedOutElsewhere,  // in another tab
  signedOutHere,       // but the org has not confirmed it
  anotherSignedIn,     // another person, in another tab
  proofTooOld,         // signed in, but not as recently or as well as is asked for here
  sentBack,            // signed in, but the app does not think so
};

struct Trouble {
  Advice advice = Advice::none;
  std::string field = {};              // of an OtherStep: the path that the advice is about
  std::optional<Error> error;          // of the network or of an answer
  std::vector<idx::Message> messages;  // of the org, to be shown with the form
  std::optional<Instant> retryAt;
  // Under which those who run the page find the error in their console: Diagnosis::reference.
  std::string reference = {};
};

}  // namespace latchkey::signin
