#include "signin/transitions.h"

#include <algorithm>

#include "signin/ways.h"

namespace latchkey::signin {
namespace {

using idx::Remediation;
using idx::RemediationKind;

// A username page of ours has a username and "Keep me signed in". Where the org asks for more on
// that page (a password, a captcha), its form is shown as it is.
bool isUsernameOnly(const Remediation& form) {
  return std::all_of(form.fields.begin(), form.fields.end(), [](const idx::Field& field) {
    const bool ours = field.name == "identifier" || field.name == "rememberMe";
    return ours || field.visibility == idx::Visibility::hidden;
  });
}

const Remediation* emailFormOf(const idx::Response& document, RemediationKind kind) {
  const Remediation* form = document.find(kind);
  return form != nullptr && isEmail(document.authenticatorOf(*form)) ? form : nullptr;
}

Answer ending(const idx::Response& document) {
  if (document.hasMessage("idx.session.expired") ||
      document.hasMessage("core.system.transaction_resource_not_found")) {
    return Answer::expired;
  }
  if (document.hasMessage("idx.transferred.to.new.tab") ||
      document.hasMessage("idx.return.to.original.tab")) {
    return Answer::wentElsewhere;
  }
  const idx::Authenticator* current = document.current();
  const bool hasCode = current != nullptr && !current->otp.empty();
  return hasCode && document.hasMessage("idx.enter.otp.in.original.tab") ? Answer::codeToCarry
                                                                         : Answer::refusal;
}

}  // namespace

Then thenOf(Asked asked, Answer answer) {
  for (const Transition& row : kTransitions) {
    if ((row.asked == asked || row.asked == Asked::anybody) && row.answer == answer) {
      return row.then;
    }
  }
  return Then::keepAndTell;
}

const Remediation* emailChallengeOf(const idx::Response& document) {
  const Remediation* form = emailFormOf(document, RemediationKind::challengeAuthenticator);
  return form != nullptr ? form : emailFormOf(document, RemediationKind::enrollAuthenticator);
}

const Remediation* usernameFormOf(const idx::Response& document) {
  const Remediation* form = document.find(RemediationKind::identify);
  return form != nullptr && isUsernameOnly(*form) ? form : nullptr;
}

EmailOffer emailOfferOf(const idx::Response& document) {
  for (const RemediationKind kind : {RemediationKind::authenticatorVerificationData,
                                     RemediationKind::authenticatorEnrollmentData}) {
    if (const Remediation* form = emailFormOf(document, kind)) {
      return {form, std::nullopt, document.authenticatorOf(*form)};
    }
  }
  const Remediation* list = document.find(RemediationKind::selectAuthenticatorAuthenticate);
  const idx::Field* choice = list == nullptr ? nullptr : list->find("authenticator");
  if (choice == nullptr || choice->options.size() != 1) return {};
  const std::optional<std::size_t> about = choice->options.front().authenticator;
  if (!about || !isEmail(&document.authenticators[*about])) return {};
  return {list, 0, &document.authenticators[*about]};
}

Answer answerOf(const idx::Response& document) {
  if (document.interactionCode) return Answer::interactionCode;
  if (document.isTerminal()) return ending(document);
  if (emailChallengeOf(document) != nullptr) return Answer::emailChallenge;
  const bool isChallenged = document.find(RemediationKind::challengeAuthenticator) != nullptr;
  if (!isChallenged && emailOfferOf(document).form != nullptr) return Answer::emailOffer;
  return usernameFormOf(document) != nullptr ? Answer::username : Answer::otherForm;
}

}  // namespace latchkey::signin
