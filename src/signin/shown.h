#pragma once

#include <optional>
#include <utility>

#include "signin/phases.h"

namespace latchkey::signin {

// What a person sees, and what lies under it.
struct Shown {
  Phase phase = Arriving{};
  Trouble trouble;
  // What can be gone back to: the person has opened something else over it.
  std::optional<Phase> under;

  void open(OtherStep step) {
    if (!under) under = std::move(phase);
    step.isOpened = true;
    phase = std::move(step);
  }
  void goBack() { phase = *std::exchange(under, std::nullopt); }

  // The step that the org waits for, though a person may be looking at something else.
  Phase& awaited() { return under ? *under : phase; }
  const idx::Remediation* poll() const { return pollOf(under ? *under : phase); }
  std::optional<Milliseconds> pollRefresh() const {
    const idx::Remediation* form = poll();
    return form == nullptr ? std::nullopt : form->refresh;
  }

  // The org has asked for a pause, and its end is counted down to.
  bool mustWait(Instant now) const { return trouble.retryAt && *trouble.retryAt > now; }
  // Whatever was said, but for a pause that is not over.
  void dismissTrouble(Instant now) {
    if (!mustWait(now)) trouble = {};
  }
};

}  // namespace latchkey::signin
