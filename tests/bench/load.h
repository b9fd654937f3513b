#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "http/message.h"
#include "simulator/policy.h"

namespace latchkey::bench {

// People who sign in at an org, one after another or all at once.

// One request, and the document of its answer: null for anything but a 200 with JSON.
using Exchange = std::function<Json(http::Method method, const std::string& target,
                                    std::string_view contentType, const std::string& body)>;

// From /v1/interact to the tokens, the code read from the mail. Empty if there are tokens in the
// end, else a sentence.
std::string signInOnce(const Exchange& exchange, int person);

// The demo's policy with `people` named person0@example.com, person1@example.com, ..., to whom
// the mail is sent at once.
simulator::Policy crowdPolicy(int people);

struct Load {
  int port = 0;      // the org's
  int people = 200;  // sign in at once, each on a connection of their own for every sign-in
  int signIns = 0;   // in all
};

// Over loopback. One sentence for each sign-in that did not succeed: none is as it should be.
std::vector<std::string> signIn(const Load& load);

}  // namespace latchkey::bench
