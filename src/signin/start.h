#pragma once

#include "base/time.h"
#include "oauth/client.h"
#include "signin/event.h"
#include "signin/opening.h"

namespace latchkey::signin {

// What a page does first, by the address that led to it and by what the browser kept.
enum class Start {
  leaveForApp,          // signed in already, and there is nothing to finish here
  followLink,           // with the code of a magic link whose sign-in began in this browser
  sayLinkIsOver,        // that sign-in has ended since
  showCode,             // it began elsewhere: the person has to carry the code over
  sayLinkDamaged,       // the link was changed on its way
  redeemCode,           // a provider has sent the person back, and all is done
  goOnAtOrg,            // the same, but the org has more to ask
  sayRefused,           // the same, but the provider or the org has refused
  sayForOrg,            // the link of another mail, which is for a page of the org
  resume,               // the sign-in that the browser kept
  resumeBesideAnother,  // the same, although another account is signed in by now
  askUsername,          // a new one
};

// `client`: with all that is asked of this sign-in. Pure.
Start startOf(const Opened& event, const oauth::Client& client, const Opening& opening,
              Instant now);

// The transaction that came with `Opened` is not needed any more: a copy of a finished sign-in, or
// one that does not fit what is asked now, holds secrets without a purpose.
bool endsTransaction(Start start);

}  // namespace latchkey::signin
