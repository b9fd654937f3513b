#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/screen_models.h"

namespace latchkey::support {

// What the models of screens are made of: forms of the org, phases, and what is done to a model.

using screen::Model;
using signin::Advice;

// 2033-05-18T03:33:20Z, a Wednesday.
inline constexpr Seconds kNow{2'000'000'000};

std::string planted(const std::string& what);
idx::Field fieldOf(std::string name, std::string label);
idx::Field secretField(std::string name, std::string label);
idx::Field tickBox(std::string name, std::string label);
idx::Field objectOf(std::string name, idx::Field child);
idx::Remediation formOf(idx::RemediationKind kind, std::vector<idx::Field> fields);
idx::Remediation formOf(std::string_view name, std::vector<idx::Field> fields);
idx::Message messageOf(idx::Severity severity, std::string key, std::string text);
signin::Identify identify(std::vector<idx::Field> more = {});
signin::AskForEmail ask(std::string email);
signin::AwaitPasscode await();
signin::OtherStep stepWith(idx::Remediation form);
signin::OtherStep passwordStep();
signin::SignedIn account(const std::string& name, const std::string& email);
signin::LinkElsewhere elsewhere();
Model modelOf(signin::Phase phase);
Model withError(Model model, ErrorCode code);
Model withAdvice(Model model, Advice advice);
Model withMessage(Model model, idx::Message message);
Model typing(Model model, const std::string& field, const std::string& text);
Model by(Model model, std::string username);
Model change(Model model, const std::function<void(Model&)>& how);
Model busy(Model model);
Model onPhase(signin::Phase phase);

// The models of step_models.cpp.
void addStepModels(std::vector<ScreenModel>& all);

}  // namespace latchkey::support
