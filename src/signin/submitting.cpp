// SignIn: what a person answers, to requests.

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "signin/phases.h"
#include "signin/sign_in.h"
#include "signin/typed_fields.h"
#include "signin/typed_username.h"
#include "signin/ways.h"

namespace latchkey::signin {
namespace {

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

}  // namespace

void SignIn::on(const SubmitUsername& event) {
  auto* identify = std::get_if<Identify>(&phase_);
  if (identify == nullptr || isBusy()) return;
  identify->username = event.username;
  identify->keepSignedIn = event.keepSignedIn;
  if (mustWait() && identify->form) return;
  const Reading reading = readUsername(event.username);
  const auto* advice = std::get_if<Advice>(&reading);
  // What is still to be opened goes on by itself when the wait is over.
  if (!mustWait() || advice != nullptr) trouble_ = {};
  if (advice != nullptr) {
    trouble_.advice = *advice;
    return;
  }
  username_ = std::get<std::string>(reading);
  if (identify->form) return submitUsernameNow();
  if (opening_.isOfKept() && !transaction_->username.empty() &&
      transaction_->username != username_) {
    // What the browser kept is of another person.
    giveUpTransaction();
    begin(username_);
  }
  auto& waiting = std::get<Identify>(phase_);
  waiting.keepSignedIn = event.keepSignedIn;
  waiting.submitted = true;
  if (!mustWait()) ensureOpening();
}

void SignIn::submitUsernameNow() {
  auto& identify = std::get<Identify>(phase_);
  identify.submitted = false;
  idx::Values values{{"identifier", username_}};
  if (identify.form->find("rememberMe") != nullptr) values["rememberMe"] = identify.keepSignedIn;
  noteUsername(values);
  const idx::Remediation form = *identify.form;
  submit(Intent::username, form, values);
}

void SignIn::on(const SendEmail&) {
  const auto* ask = std::get_if<AskForEmail>(&phase_);
  if (ask == nullptr || isBusy() || mustWait()) return;
  trouble_ = {};
  submit(Intent::email, ask->form, ask->values);
}

// Who it is, is known from here on, and a reload brings it back.
void SignIn::noteUsername(const idx::Values& values) {
  const auto given = values.find("identifier");
  const auto* text = given == values.end() ? nullptr : std::get_if<std::string>(&given->second);
  if (text == nullptr) return;
  username_ = *text;
  if (!transaction_) return;
  transaction_->username = username_;
  want(SaveTransaction{*transaction_});
}

void SignIn::on(const SubmitForm& event) {
  const auto* step = std::get_if<OtherStep>(&phase_);
  if (step == nullptr || isBusy()) return;
  // The first answer is what the form's own button says.
  const bool hasAnswer = !step->ways.empty() && step->ways.front().kind == WayKind::answer;
  if (hasAnswer || !step->form) return on(ChooseWay{0, event.values});
  if (mustWait()) return;
  trouble_ = {};
  if (!isComplete(*step->form, event.values)) {
    trouble_.advice = Advice::fillIn;
    return;
  }
  idx::Values values = event.values;
  if (const std::optional<UnclearField> unclear = readFields(*step, values)) {
    trouble_.advice = unclear->advice;
    trouble_.field = unclear->path;
    return;
  }
  if (isRefusedAgain(*step->form, values)) return;
  noteUsername(values);
  const idx::Remediation form = *step->form;
  submit(Intent::form, form, values);
}

// --- the ways beside a form

void SignIn::on(const ChooseWay& event) {
  const std::vector<Way>* all = waysOf(phase_);
  if (all == nullptr || event.way >= all->size() || isBusy()) return;
  const Way way = (*all)[event.way];
  if (!mustWait()) trouble_ = {};
  if (!way.form.submittable) return want(Navigate{LeavingFor::provider, way.form.href});
  if (way.kind != WayKind::answer && !idx::visibleFields(way.form).empty()) {
    OtherStep step{.name = way.form.name, .form = way.form};
    // As far as the newest document still has it.
    const idx::Authenticator* about = document_.authenticatorOf(way.form);
    if (way.form.authenticator && about != nullptr) step.about = *about;
    return openAside(std::move(step));
  }
  idx::Values values = way.values;
  if (way.kind == WayKind::answer) values.insert(event.values.begin(), event.values.end());
  submit(Intent::form, way.form, values);
}

void SignIn::on(const ShowMethods&) {
  const std::vector<Way>* all = waysOf(phase_);
  if (all == nullptr || isBusy()) return;
  OtherStep step;
  std::copy_if(all->begin(), all->end(), std::back_inserter(step.ways), isMethod);
  if (step.ways.empty()) return;
  step.name = step.ways.front().form.name;
  if (!mustWait()) trouble_ = {};
  openAside(std::move(step));
}

void SignIn::openAside(OtherStep step) {
  if (!aside_) aside_ = std::move(phase_);
  step.isOpened = true;
  phase_ = std::move(step);
}

void SignIn::on(const GoBack&) {
  if (!aside_ || isBusy()) return;
  phase_ = *std::exchange(aside_, std::nullopt);
  outbox_.doNotSendAgain();
  if (!mustWait()) trouble_ = {};
}

void SignIn::submit(Intent intent, const idx::Remediation& form, const idx::Values& values) {
  outbox_.put({intent, form, values});
  submitNow();
}

// The org has asked for a pause, and its end is counted down to.
bool SignIn::mustWait() const { return trouble_.retryAt && *trouble_.retryAt > now_; }

bool SignIn::isRefusedAgain(const idx::Remediation& form, const idx::Values& values) {
  const Trouble* told = outbox_.refusalOf(form, values);
  if (told != nullptr) trouble_ = *told;
  return told != nullptr;
}

void SignIn::submitNow() {
  std::optional<http::Request> request = outbox_.next(document_, isAsking());
  if (!request) return;
  tickets_.drop(Purpose::pollTimer);
  send(Purpose::submit, *std::move(request));
}

}  // namespace latchkey::signin
