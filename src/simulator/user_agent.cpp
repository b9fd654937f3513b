#include "simulator/user_agent.h"

#include <array>
#include <string>

namespace latchkey::simulator {
namespace {

struct Mark {
  std::string_view inHeader;
  std::string_view name;
};

// The first that is there counts: every browser also claims to be those below it.
constexpr std::array kBrowsers = {
    Mark{"Edg", "EDGE"},       Mark{"OPR/", "OPERA"},    Mark{"Firefox/", "FIREFOX"},
    Mark{"FxiOS/", "FIREFOX"}, Mark{"CriOS/", "CHROME"}, Mark{"Chrome/", "CHROME"},
    Mark{"Safari/", "SAFARI"},
};

constexpr std::array kSystems = {
    Mark{"iPhone", "iOS"},     Mark{"iPad", "iOS"},        Mark{"Android", "Android"},
    Mark{"CrOS", "Chrome OS"}, Mark{"Windows", "Windows"}, Mark{"Mac OS X", "Mac OS X"},
    Mark{"Linux", "Linux"},
};

template <typename Marks>
std::string firstOf(const Marks& marks, std::string_view header) {
  for (const Mark& mark : marks) {
    if (header.find(mark.inHeader) != std::string_view::npos) return std::string(mark.name);
  }
  return "";
}

}  // namespace

ClientInfo clientOf(std::string_view userAgent) {
  return {firstOf(kBrowsers, userAgent), firstOf(kSystems, userAgent)};
}

}  // namespace latchkey::simulator
