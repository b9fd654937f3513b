#pragma once

#include <optional>

#include "base/time.h"
#include "http/answer.h"

namespace latchkey::signin {

// This device's clock, and the org's, which is the one that counts: Okta's answers carry a Date
// header, to the second.
class Clock {
 public:
  void set(Instant now) { now_ = now; }
  Instant now() const { return now_; }

  void learnFrom(const http::Response& response) {
    if (const auto told = http::serverTime(response)) offset_ = *told - now_;
  }
  // From this clock to the org's; nothing before it was told.
  std::optional<Milliseconds> offset() const { return offset_; }
  // A time of the org, by this device's clock.
  Instant ours(Instant orgs) const { return orgs - offset_.value_or(Milliseconds(0)); }

 private:
  Instant now_;
  std::optional<Milliseconds> offset_;
};

}  // namespace latchkey::signin
