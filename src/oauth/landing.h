#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/tagged.h"
#include "oauth/pkce.h"

namespace latchkey::oauth {

using Otp = Secret<struct OtpTag>;

// Opened by typing the address or by a link of the app: nothing to take up.
struct FreshVisit {};

// The magic link of the mail: `?otp=...&state=...` (Okta, "Email Magic Links").
struct MagicLink {
  Otp otp;
  State state;
};

// The org or an identity provider sent the browser back with an error (RFC 6749 §4.1.2.1).
struct CallbackError {
  std::string error;  // "access_denied", ...
  // The state of the request that it answers. An address without one may be forged.
  std::optional<State> state;
  std::string description = {};  // `error_description`: for developers; it may be forged
};

// The federated way back: `?interaction_code=...&state=...`.
struct CodeCallback {
  Secret<struct InteractionCodeTag> code;
  State state;
};

// A magic link that was changed on its way, and does not say any more what was meant. Nothing is
// to be sent for it, and nothing begun.
struct DamagedLink {};

using Landing = std::variant<FreshVisit, MagicLink, CallbackError, CodeCallback, DamagedLink>;

// Reads the page's address. Exact names, each of them once, none empty, none longer than 1,024
// characters, an otp of 4 to 16 letters and digits; `error` wins over all else. Query and fragment
// are both looked at ("#/?otp=" and "#otp=" included), as Okta's own client does; a fragment's
// query begins after its first question mark.
// What a mail program made of a link (link_traces.h) is read as it was meant where it says one otp
// and one state. Else it is a DamagedLink, as is any address with an otp, or with a state that
// answers no request, that is nothing of the above. All others are a FreshVisit.
Landing parseLanding(std::string_view url);

// What an app asks for when it sends a person to the page, by the names of OpenID Connect Core 1.0,
// 3.1.2.1.
struct Wishes {
  std::string loginHint;     // `login_hint`: who it will probably be; empty where it is not said
  bool freshSignIn = false;  // `prompt` has `login` or `select_account`
};

// Of the query or the fragment, like a landing. A hint with control characters, or of more than 320
// (as long as an address of RFC 5321 can be), is ignored.
Wishes parseWishes(std::string_view url);

// Does the address hold anything that must not stay in it (otp, state, codes, errors), in whatever
// spelling parseLanding() would recognize?
bool holdsSecrets(std::string_view url);

}  // namespace latchkey::oauth
