#pragma once

#include "base/error.h"
#include "signin/event.h"

namespace latchkey::signin {

// Why a request had no answer, as far as a page can find out. A browser tells a page nothing but
// that: a broken connection, a content blocker, an unknown name and a refusal by CORS all look the
// same. What tells them apart is what else was answered.
struct NoAnswer {
  bool isOnline = true;  // as the browser says, which may not know better
  // Of a request of which a page may know only that something answered.
  Reach reach = Reach::nothing;
  bool isAgain = false;        // the same request had no answer just before
  bool isPreflighted = false;  // the browser asks with OPTIONS first (Fetch standard, 4.8)
  // Whether this page has read an answer to another request with cookies: to one without a
  // preflight, and to one with it.
  bool hasReadPlain = false;
  bool hasReadPreflighted = false;
};

// offline, hostUnreachable, requestBlocked, originNotTrusted or preflightRefused; and
// networkUnreachable where it was the connection, as everything can be reached now.
ErrorCode causeOf(const NoAnswer& it);

// How often in a row a page tries by itself, which takes some minutes; after that it takes a
// person, or a network that comes back.
inline constexpr int kMostRetries = 12;

// May the same request succeed later although nothing was changed? What is refused for good may
// not.
bool mayPassByItself(ErrorCode code);

// It was the network that kept an answer back, not the org.
bool isOfTheNetwork(ErrorCode code);

}  // namespace latchkey::signin
