#pragma once

#include <string_view>
#include <vector>

#include "idx/response.h"
#include "signin/phase.h"

namespace latchkey::signin {

// What a document offers, beyond the screens that are made for one thing. Pure. There is a list of
// the forms that only a device, an app or a script can answer; whatever else the org may think of
// is taken from its fields.

// Everything but the form equal to `main`, which may be a copy: methods (email first), providers,
// actions. A provider's address has to be https or of `org`, the org's own origin. `main` may be
// nullptr.
std::vector<Way> waysBeside(const idx::Response& document, const idx::Remediation* main,
                            std::string_view org);

// The document as a step: the first form that can be filled in, or what there is to choose from.
OtherStep stepOf(const idx::Response& document, std::string_view org);

bool isEmail(const idx::Authenticator* authenticator);
bool isMethod(const Way& way);

}  // namespace latchkey::signin
