#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/time.h"

namespace latchkey::simulator {

// Where a map has more than `most` entries: leaves nine tenths of `most`, the youngest ones, so
// that it has to be done for one in so many new entries only. `when` says how young an entry is.
template <class Map, class When>
void keepYoungest(Map& entries, std::size_t most, When when) {
  if (entries.size() <= most) return;
  std::vector<Instant> times;
  times.reserve(entries.size());
  for (const auto& entry : entries) times.push_back(when(entry.second));
  std::size_t surplus = times.size() - (most - most / 10);
  const auto last = times.begin() + static_cast<std::ptrdiff_t>(surplus - 1);
  std::nth_element(times.begin(), last, times.end());
  std::erase_if(entries, [&](const auto& entry) {
    const bool goes = surplus > 0 && when(entry.second) <= *last;
    if (goes) --surplus;
    return goes;
  });
}

}  // namespace latchkey::simulator
