#include "signin/steps.h"

#include <utility>

#include "idx/request.h"
#include "signin/transitions.h"
#include "signin/ways.h"

namespace latchkey::signin {

Identify identifyStep(const idx::Response& document, const idx::Remediation& form,
                      std::string_view org) {
  Identify step{.form = form};
  const idx::Field* remember = form.find("rememberMe");
  step.keepSignedIn = remember != nullptr && remember->value == idx::Scalar(true);
  step.ways = waysBeside(document, &form, org);
  return step;
}

AskForEmail askForEmailStep(const idx::Response& document, std::string_view org) {
  const EmailOffer offer = emailOfferOf(document);
  idx::Values values;
  if (offer.option) {
    values = idx::choose(*offer.form, "authenticator", *offer.option).value_or(idx::Values());
  } else if (offer.form->find("authenticator.methodType") != nullptr) {
    values["authenticator.methodType"] = std::string("email");
  }
  return {*offer.form, std::move(values), offer.authenticator->email,
          waysBeside(document, offer.form, org)};
}

AwaitPasscode awaitPasscodeStep(const idx::Response& document, const idx::Remediation& form,
                                std::string_view org) {
  const idx::Authenticator* authenticator = document.authenticatorOf(form);
  AwaitPasscode step{.form = form,
                     .poll = authenticator->poll,
                     .resend = authenticator->resend,
                     .email = authenticator->email,
                     .ways = waysBeside(document, &form, org)};
  // Absent means offered, to Okta's own widget too.
  const bool isOffered = authenticator->useEmailMagicLink.value_or(true);
  step.magicLink = isOffered ? MagicLink::offered : MagicLink::absent;
  return step;
}

bool isSameStep(const idx::Response& earlier, const idx::Response& later) {
  if (answerOf(earlier) != answerOf(later) || later.isTerminal() || later.interactionCode) {
    return false;
  }
  if (earlier.remediations.empty() ||
      earlier.remediations.front().name != later.remediations.front().name) {
    return false;
  }
  const idx::Authenticator* was = earlier.current();
  const idx::Authenticator* is = later.current();
  return (was == nullptr) == (is == nullptr) && (was == nullptr || was->key == is->key);
}

void renewForms(AwaitPasscode& step, const idx::Response& later, std::string_view org) {
  AwaitPasscode newer = awaitPasscodeStep(later, *emailChallengeOf(later), org);
  step.form = std::move(newer.form);
  step.poll = std::move(newer.poll);
  step.resend = std::move(newer.resend);
  step.ways = std::move(newer.ways);
}

}  // namespace latchkey::signin
