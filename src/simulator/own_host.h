#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/request_head.h"

namespace latchkey::simulator {

// Whether a request is meant for this server. A page with a name that leads to 127.0.0.1 (DNS
// rebinding) is of the server's origin, as far as a browser can see, and could read every mail:
// the name that it asks for is the one thing that gives it away.

// "localhost", "127.0.0.1" or "[::1]", in any case, with `port`; without one where that is 80.
bool isOwnAuthority(std::string_view authority, int port);

// 421 (RFC 9110 §15.5.20) unless the Host, and the target where that is a whole URL (RFC 9112
// §3.2.2), are of this server; 400 where the target is neither a URL nor a path.
std::optional<HttpRefusal> refusedHost(const RequestHead& head, int port);

// The path and the query that a target asks for, of a head that was not refused.
std::string pathAndQueryOf(std::string_view target);

}  // namespace latchkey::simulator
