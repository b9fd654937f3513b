#include "signin/decisions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "signin/phases.h"
#include "signin/typed_code.h"
#include "signin/typed_fields.h"
#include "signin/ways.h"

namespace latchkey::signin {
namespace {

constexpr bool kDuringPause = true;

bool isComplete(const idx::Remediation& form, const idx::Values& values) {
  const std::vector<idx::VisibleField> fields = idx::visibleFields(form);
  return std::all_of(fields.begin(), fields.end(), [&](const idx::VisibleField& it) {
    if (!it.required || it.field->type == idx::FieldType::boolean) return true;
    const auto given = values.find(it.path);
    if (given == values.end() || given->second == idx::Scalar()) return false;
    const auto* text = std::get_if<std::string>(&given->second);
    return text == nullptr || !trimmed(*text).empty();
  });
}

Decision complaint(Advice advice, std::string field = {}) {
  return {Decision::Complaint{advice, std::move(field)}};
}

Decision submission(Intent intent, const idx::Remediation& form, idx::Values values) {
  return {Outbox::Submission{intent, form, std::move(values)}};
}

}  // namespace

Decision decide(const Phase& phase, const SendEmail&) {
  const auto* ask = std::get_if<AskForEmail>(&phase);
  if (ask == nullptr) return {};
  return submission(Intent::email, ask->form, ask->values);
}

Decision decide(const Phase& phase, const Resend&) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase);
  const bool isOffered =
      waiting != nullptr && waiting->resend && waiting->mailAge != MailAge::fresh;
  if (!isOffered) return {};
  return submission(Intent::resend, *waiting->resend, {});
}

Decision decide(const Phase& phase, const SubmitPasscode& event) {
  const auto* waiting = std::get_if<AwaitPasscode>(&phase);
  if (waiting == nullptr) return {};
  const CodeShape shape = shapeOf(waiting->form.find("credentials.passcode"));
  const Reading reading = readCode(event.passcode, shape);
  if (const auto* advice = std::get_if<Advice>(&reading)) return complaint(*advice);
  return submission(Intent::passcode, waiting->form,
                    {{"credentials.passcode", std::get<std::string>(reading)}});
}

Decision decide(const Phase& phase, const SubmitForm& event, const idx::Response& document) {
  const auto* step = std::get_if<OtherStep>(&phase);
  if (step == nullptr) return {};
  // The first answer is what the form's own button says.
  const bool hasAnswer = !step->ways.empty() && step->ways.front().kind == WayKind::answer;
  if (hasAnswer || !step->form) return decide(phase, ChooseWay{0, event.values}, document);
  if (!isComplete(*step->form, event.values)) return complaint(Advice::fillIn);
  idx::Values values = event.values;
  if (std::optional<UnclearField> unclear = readFields(*step, values)) {
    return complaint(unclear->advice, std::move(unclear->path));
  }
  return submission(Intent::form, *step->form, std::move(values));
}

Decision decide(const Phase& phase, const ChooseWay& event, const idx::Response& document) {
  const std::vector<Way>* all = waysOf(phase);
  if (all == nullptr || event.way >= all->size()) return {};
  const Way& way = (*all)[event.way];
  if (!way.form.submittable) return {Navigate{LeavingFor::provider, way.form.href}, kDuringPause};
  if (way.kind != WayKind::answer && !idx::visibleFields(way.form).empty()) {
    OtherStep step{.name = way.form.name, .form = way.form};
    // As far as the newest document still has it.
    const idx::Authenticator* about = document.authenticatorOf(way.form);
    if (way.form.authenticator && about != nullptr) step.about = *about;
    return {std::move(step), kDuringPause};
  }
  idx::Values values = way.values;
  if (way.kind == WayKind::answer) values.insert(event.values.begin(), event.values.end());
  return {Outbox::Submission{Intent::form, way.form, std::move(values)}, kDuringPause};
}

Decision decide(const Phase& phase, const ShowMethods&) {
  const std::vector<Way>* all = waysOf(phase);
  if (all == nullptr) return {};
  OtherStep step;
  std::copy_if(all->begin(), all->end(), std::back_inserter(step.ways), isMethod);
  if (step.ways.empty()) return {};
  step.name = step.ways.front().form.name;
  return {std::move(step), kDuringPause};
}

}  // namespace latchkey::signin
