#pragma once

#include <string>

namespace latchkey::signin {

// Whom a sign-out is told to. This browser forgets the tokens in any case, and first.
//   here    not told: only this browser forgets
//   tokens  the org's token service, which revokes them
//   org     that, and the org's own session is ended too
enum class SignOutScope { here, tokens, org };

// Where to go when it is done.
struct Destinations {
  std::string signInPage;   // absolute
  std::string defaultPage;  // absolute, of our own origin
  SignOutScope signOut = SignOutScope::org;
  std::string afterSignOut = {};  // absolute; empty: the sign-in page
};

}  // namespace latchkey::signin
