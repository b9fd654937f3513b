#include "simulator/distortion.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace latchkey::simulator {
namespace {

constexpr std::array<std::string_view, 10> kOptional = {
    "resend", "poll",   "profile",        "contextualData",           "app",
    "user",   "intent", "authenticators", "authenticatorEnrollments", "expiresAt"};
constexpr std::array<std::string_view, 6> kMistyped = {"intent", "user",      "app",
                                                       "label",  "relatesTo", "refresh"};
constexpr std::array<std::string_view, 3> kTexts = {"label", "message", "displayName"};

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// In place of one member.
void distortMember(std::string_view name, Json& value, Distortion distortion) {
  switch (distortion) {
    case Distortion::foreignHrefs:
      if (name == "href") value = "https://evil.example/idp/idx/identify";
      break;
    case Distortion::hostileTexts:
      if (isOneOf(kTexts, name)) value = "<img src=x onerror=alert(1)>\xE2\x80\xAE</script>";
      break;
    case Distortion::lostRelations:
      if (name == "relatesTo") value = "$.nowhere.value[7]";
      break;
    case Distortion::wrongTypes:
      if (isOneOf(kMistyped, name)) value = Json::array({7, nullptr});
      break;
    case Distortion::bare:
      break;
  }
}

void removeOptional(Json& node) {
  for (const std::string_view name : kOptional) node.erase(std::string(name));
}

}  // namespace

void distort(Json& document, Distortion distortion) {
  if (document.is_object() && distortion == Distortion::bare) removeOptional(document);
  if (document.is_array()) {
    for (Json& element : document) distort(element, distortion);
  }
  if (!document.is_object()) return;
  for (const auto& [name, value] : document.items()) {
    distortMember(name, value, distortion);
    distort(value, distortion);
  }
}

}  // namespace latchkey::simulator
