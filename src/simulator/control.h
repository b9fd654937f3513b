#pragma once

#include <string_view>

#include "http/message.h"

namespace latchkey::simulator {

class Org;

// /sim/*, for tests that reach an org only by its port. No CORS: pages have no business here.
//   POST /sim/fault   {"path":"/idp/idx/challenge/answer","kind":"status-500","count":1,"skip":0}
//                     and "transaction" with an interaction handle: that sign-in only
//   GET  /sim/faults  [{"kind","about"}, ...]: all that there are
//   POST /sim/clear   no faults, mails, transactions, tokens or limits; the clock is right again
//   POST /sim/advance {"seconds":60}
//   POST /sim/expire  every transaction
//   POST /sim/rotate  a new signing key
//   GET  /sim/transactions   [{"interactionHandle","identifier","step","expiresAt",...}, ...]
//   GET  /sim/state   {"now","transactions","mails","faults"}
http::Response control(Org& org, const http::Request& request, std::string_view path);

}  // namespace latchkey::simulator
