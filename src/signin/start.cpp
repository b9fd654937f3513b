#include "signin/start.h"

#include "signin/step_up.h"

namespace latchkey::signin {
namespace {

bool isSignedIn(const Opened& event, const oauth::Client& client, Instant now) {
  return event.tokens && areAlive(*event.tokens, now) && !event.wishes.freshSignIn &&
         meetsStepUp(*event.tokens, client, now);
}

}  // namespace

Start startOf(const Opened& event, const oauth::Client& client, const Opening& opening,
              Instant now) {
  const bool isKept = event.transaction.has_value();
  const bool isFresh = std::holds_alternative<oauth::FreshVisit>(event.landing);
  const bool isLink = std::holds_alternative<oauth::MagicLink>(event.landing);
  const bool isOfElsewhere = isLink && !isKept && !event.isLinkOver;
  const bool isToBeFinished = isKept && !isFresh;
  const bool isToBeReplaced = isKept && isFresh && opening.doesNotFit(*event.transaction, client);
  const bool hasSession = isSignedIn(event, client, now);
  // A second account beside this one's sign-in, which can still be finished.
  const bool isBesideAnother = hasSession && event.areTokensOfAnother && !isToBeReplaced;
  if (event.orgLink) return Start::sayForOrg;
  if (hasSession && !isToBeFinished && !isOfElsewhere && !isBesideAnother) {
    return Start::leaveForApp;
  }
  if (isOfElsewhere) return Start::showCode;
  if (isLink) return isKept ? Start::followLink : Start::sayLinkIsOver;
  if (std::holds_alternative<oauth::DamagedLink>(event.landing)) return Start::sayLinkDamaged;
  if (const auto* refused = std::get_if<oauth::CallbackError>(&event.landing)) {
    const bool isMoreAsked = isKept && refused->error == "interaction_required";
    return isMoreAsked ? Start::goOnAtOrg : Start::sayRefused;
  }
  if (!isKept) return Start::askUsername;
  if (std::holds_alternative<oauth::CodeCallback>(event.landing)) return Start::redeemCode;
  if (isToBeReplaced) return Start::askUsername;
  return isBesideAnother ? Start::resumeBesideAnother : Start::resume;
}

bool endsTransaction(Start start) {
  return start == Start::leaveForApp || start == Start::sayRefused || start == Start::askUsername;
}

}  // namespace latchkey::signin
