#pragma once

#include <string>

#include "base/json_reader.h"
#include "simulator/idx/landing.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

// The two forms of the org's own page at the end of a link: what is recorded, and what a person
// without scripts can use.
Json landingDocument(const Policy& policy, const Landing& landing, Language language);
std::string landingHtml(const Policy& policy, const Landing& landing, Language language);

}  // namespace latchkey::simulator
