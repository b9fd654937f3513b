#pragma once

#include <string>
#include <utility>
#include <vector>

#include "screen/screen.h"
#include "signin/effect.h"
#include "signin/phase.h"

namespace latchkey::fuzz {

// Secrets by the name of what they are: "$verifier", "$interaction", "$state", "$code", "$issued",
// "$access", "$refresh", "$id".
using Secrets = std::vector<std::pair<std::string, std::string>>;

// Stops the run where an effect holds a secret that it does not need.
void promiseDiscreet(const signin::Effect& effect, const Secrets& secrets);
// A screen shows none, but for the code of a link that was opened elsewhere.
void promiseDiscreet(const screen::Screen& screen, const signin::Phase& phase,
                     const Secrets& secrets);
// What went wrong is told without any.
void promiseDiscreet(const signin::Trouble& trouble, const Secrets& secrets);

}  // namespace latchkey::fuzz
