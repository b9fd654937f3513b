#pragma once

#include <string>
#include <string_view>

#include "simulator/mailbox.h"

namespace latchkey::simulator {

// Mail as it travels.

// An address that may stand in a header and in an SMTP command: a dot-atom, `@` and a host
// (RFC 5321 §4.1.2), in UTF-8 (RFC 6531). No quoted local parts, comments or address literals.
bool isMailAddress(std::string_view text);

// A whole message (RFC 5322) of two alternatives (RFC 2046 §5.1.4), plain text first: lines of at
// most 76 characters that end in CRLF, all ASCII but for an address that is not. Nothing in the
// mail's texts or names can begin a header or a part of its own.
std::string toMessage(const Mail& mail);

}  // namespace latchkey::simulator
