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
  // Of the request that it answers. Anybody can make up an address without one.
  std::optional<State> state;
};

// The federated way back: `?interaction_code=...&state=...`.
struct CodeCallback {
  Secret<struct InteractionCodeTag> code;
  State state;
};

using Landing = std::variant<FreshVisit, MagicLink, CallbackError, CodeCallback>;

// Reads the page's address. Exact names, each of them once, none empty, none longer than 1,024
// characters, an otp of up to 16 letters and digits; `error` wins over all else; what does not hold
// is a FreshVisit. Query and fragment are both looked at ("#/?otp=" and "#otp=" included), as
// Okta's own client does.
Landing parseLanding(std::string_view url);

// Does the address hold anything that must not stay in it (otp, state, codes, errors)?
bool holdsSecrets(std::string_view url);

}  // namespace latchkey::oauth
