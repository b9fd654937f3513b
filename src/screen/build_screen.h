#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "idx/response.h"
#include "screen/screen.h"
#include "screen/texts/words.h"
#include "signin/phase.h"

namespace latchkey::screen {

// What the site that uses Latchkey is called and links to.
struct Branding {
  std::string productName;
  std::string logo;
  std::string helpUrl;
  std::string privacyUrl;
  std::string registerUrl;
};

// What a person typed and ticked so far, by element id. Outlives every error.
struct Draft {
  std::map<std::string, std::string> texts;
  std::map<std::string, bool> ticks;
};

// Whether the browser took the code that was to be copied.
enum class Copied { no, yes, refused };

// Everything that a screen is made of. The same model gives the same screen.
struct Model {
  signin::Phase phase;
  signin::Trouble trouble;
  bool busy = false;
  std::string username;  // as it was submitted last
  Draft draft;
  Branding branding;
  Instant now;
  Seconds utcOffset{0};
  int problems = 0;  // how often a field was refused: so the focus goes back each time
  Copied copied = Copied::no;
  bool endsSoon = false;  // the org ends this within the minute
  std::string hosted;     // where people can sign in without this page; empty: not known
  bool hasLink = false;   // the page was opened by one, which can be copied
  const texts::Words* words = &texts::plainEnglish();

  std::string say(texts::Key key) const;
  std::string say(texts::Key key, texts::Arguments arguments) const;
};

Screen buildScreen(const Model& model);

// The ids that app/ needs to know what an Action means.
namespace ids {
inline constexpr const char* kUsername = "username";
inline constexpr const char* kKeepSignedIn = "keep-signed-in";
inline constexpr const char* kPasscode = "passcode";
inline constexpr const char* kResend = "resend";
inline constexpr const char* kRegister = "register";
inline constexpr const char* kNotYou = "not-you";
inline constexpr const char* kStartOver = "start-over";
inline constexpr const char* kGoOn = "go-on";
inline constexpr const char* kTryAgain = "try-again";
inline constexpr const char* kSignOut = "sign-out";
inline constexpr const char* kSignOutAtOrg = "sign-out-at-org";
inline constexpr const char* kCopyCode = "copy-code";
inline constexpr const char* kCopyLink = "copy-link";
inline constexpr const char* kNotMine = "not-mine";
inline constexpr const char* kFormField = "field-";  // + path: a field of a form shown as it is
inline constexpr const char* kWay = "way-";          // + its place in the phase's ways
inline constexpr const char* kMethods = "methods";
inline constexpr const char* kBack = "back";
inline constexpr const char* kStay = "stay";
}  // namespace ids

}  // namespace latchkey::screen
