#pragma once

#include <string>
#include <vector>

#include "base/url.h"
#include "http/message.h"

namespace latchkey::simulator {

// What the OAuth endpoints have in common: the form that they are sent, and two ways to refuse it.

bool isForm(const http::Request& request);
// Of the `scope` parameter, which separates them by spaces (RFC 6749 §3.3).
std::vector<std::string> scopesIn(const QueryPairs& form);
http::Response unknownClient();

}  // namespace latchkey::simulator
