#pragma once

#include <string>
#include <variant>

#include "idx/response.h"
#include "signin/effect.h"
#include "signin/event.h"
#include "signin/outbox.h"
#include "signin/phase.h"

namespace latchkey::signin {

// What comes of what a person does at a step of the org. Pure: whether it may be done now (another
// request is under way, the org wants a pause) is not asked here.
struct Decision {
  // It cannot be sent like that; `field` is the path of the field that this is about.
  struct Complaint {
    Advice advice = Advice::none;
    std::string field = {};
  };
  // Nothing where the phase has no use for what was done.
  using What = std::variant<std::monostate, Complaint, Outbox::Submission, OtherStep, Navigate>;

  What what = {};
  bool duringPause = false;  // also while the org wants a pause
};

Decision decide(const Phase& phase, const SendEmail& event);
Decision decide(const Phase& phase, const Resend& event);
Decision decide(const Phase& phase, const SubmitPasscode& event);
// `document`: the newest one.
Decision decide(const Phase& phase, const SubmitForm& event, const idx::Response& document);
Decision decide(const Phase& phase, const ChooseWay& event, const idx::Response& document);
Decision decide(const Phase& phase, const ShowMethods& event);

}  // namespace latchkey::signin
