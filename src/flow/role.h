#pragma once

namespace latchkey::flow {

// Which page of the site this is; the build writes it into each page, as a host may serve one at
// several addresses.
//   signIn   where people sign in, or come back to from the org
//   account  where they go when they are signed in: it shows who is
enum class Role { signIn, account };

}  // namespace latchkey::flow
