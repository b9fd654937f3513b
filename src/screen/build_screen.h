#pragma once

#include <map>
#include <string>

#include "base/time.h"
#include "idx/response.h"
#include "screen/screen.h"
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

// Everything that a screen is made of. The same model gives the same screen.
enum class Copied { no, yes, refused };

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
};

Screen buildScreen(const Model& model);

// The ids that app/ needs to know what an Action means.
namespace ids {
inline constexpr const char* kUsername = "username";
inline constexpr const char* kKeepSignedIn = "keep-signed-in";
inline constexpr const char* kPasscode = "passcode";
inline constexpr const char* kResend = "resend";
inline constexpr const char* kNotYou = "not-you";
inline constexpr const char* kStartOver = "start-over";
inline constexpr const char* kTryAgain = "try-again";
inline constexpr const char* kSignOut = "sign-out";
inline constexpr const char* kCopyCode = "copy-code";
inline constexpr const char* kFormField = "field-";  // + path: a field of a form shown as it is
}  // namespace ids

// The input elements of a form that is shown as it is, by the path of each field.
std::map<std::string, const idx::Field*> visibleFields(const idx::Remediation& form);

}  // namespace latchkey::screen
