#include "signin/phases.h"

#include "base/result.h"

namespace latchkey::signin {

bool isStep(const Phase& phase) {
  return std::holds_alternative<AskForEmail>(phase) ||
         std::holds_alternative<AwaitPasscode>(phase) || std::holds_alternative<OtherStep>(phase);
}

const std::vector<Way>* waysOf(const Phase& phase) {
  return std::visit(Overloaded{[](const Identify& it) { return &it.ways; },
                               [](const AskForEmail& it) { return &it.ways; },
                               [](const AwaitPasscode& it) { return &it.ways; },
                               [](const OtherStep& it) { return &it.ways; },
                               [](const auto&) -> const std::vector<Way>* { return nullptr; }},
                    phase);
}

const idx::Remediation* pollOf(const Phase& phase) {
  const std::optional<idx::Remediation>* poll = nullptr;
  if (const auto* waiting = std::get_if<AwaitPasscode>(&phase)) poll = &waiting->poll;
  if (const auto* step = std::get_if<OtherStep>(&phase)) poll = &step->poll;
  return poll != nullptr && *poll ? &**poll : nullptr;
}

}  // namespace latchkey::signin
