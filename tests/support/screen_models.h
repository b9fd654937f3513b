#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "screen/build_screen.h"

namespace latchkey::support {

// What a screen is made of, once for each thing that a person can meet: every phase, and in each of
// them every problem. The golden files and the rules that hold on every screen go over all of them.
struct ScreenModel {
  std::string name;  // "username-offline": also the name of its golden file
  screen::Model model;

  friend std::ostream& operator<<(std::ostream& out, const ScreenModel& row) {
    return out << row.name;
  }
};

const std::vector<ScreenModel>& screenModels();
// The same phases with HTML in every text that a person, an org or a mail can put in.
const std::vector<ScreenModel>& hostileScreenModels();

// In everything of a model that must not be seen: state handles, tokens, an error's detail.
inline constexpr const char* kPlanted = "PLANTED";
// In everything of a hostile model that a stranger can write.
inline constexpr const char* kMarkup = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>";

}  // namespace latchkey::support
