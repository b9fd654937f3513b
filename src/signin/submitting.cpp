// SignIn: what a person answers, to requests.

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "signin/sign_in.h"
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
  trouble_ = {};
  username_ = std::string(trimmed(event.username));
  if (username_.empty()) {
    trouble_.advice = Advice::enterUsername;
    return;
  }
  if (identify->form) return submitUsernameNow();
  if (resumed_ && !transaction_->username.empty() && transaction_->username != username_) {
    // What the browser kept is somebody else's.
    giveUpTransaction();
    begin(username_);
  }
  auto& waiting = std::get<Identify>(phase_);
  waiting.keepSignedIn = event.keepSignedIn;
  waiting.submitted = true;
  ensureOpening();
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
  if (ask == nullptr || isBusy()) return;
  trouble_ = {};
  submit(Intent::email, ask->form, ask->values);
}

// Who it is, is known from here on, and a reload brings it back.
void SignIn::noteUsername(const idx::Values& values) {
  const auto given = values.find("identifier");
  const auto* text = given == values.end() ? nullptr : std::get_if<std::string>(&given->second);
  if (text == nullptr) return;
  username_ = std::string(trimmed(*text));
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
  trouble_ = {};
  if (!isComplete(*step->form, event.values)) {
    trouble_.advice = Advice::fillIn;
    return;
  }
  noteUsername(event.values);
  const idx::Remediation form = *step->form;
  submit(Intent::form, form, event.values);
}

// --- the ways beside a form

const std::vector<Way>* SignIn::ways() const {
  return std::visit(Overloaded{[](const Identify& it) { return &it.ways; },
                               [](const AskForEmail& it) { return &it.ways; },
                               [](const AwaitPasscode& it) { return &it.ways; },
                               [](const OtherStep& it) { return &it.ways; },
                               [](const auto&) -> const std::vector<Way>* { return nullptr; }},
                    phase_);
}

void SignIn::on(const ChooseWay& event) {
  const std::vector<Way>* all = ways();
  if (all == nullptr || event.way >= all->size() || isBusy()) return;
  const Way way = (*all)[event.way];
  trouble_ = {};
  if (!way.form.submittable) return want(Navigate{way.form.href});
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
  const std::vector<Way>* all = ways();
  if (all == nullptr || isBusy()) return;
  OtherStep step;
  std::copy_if(all->begin(), all->end(), std::back_inserter(step.ways), isMethod);
  if (step.ways.empty()) return;
  step.name = step.ways.front().form.name;
  trouble_ = {};
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
  isUnanswered_ = false;
  trouble_ = {};
}

void SignIn::submit(Intent intent, const idx::Remediation& form, const idx::Values& values) {
  submission_ = {intent, form, values};
  submitNow();
}

// One request at a time for a transaction. The answer to a poll that is under way may be the end of
// it, or bring newer forms.
void SignIn::submitNow() {
  isHeld_ = isAsking();
  if (isHeld_) return;
  tickets_.drop(Purpose::pollTimer);
  asksWhereItStands_ = false;
  intent_ = submission_->intent;
  idx::Remediation form = submission_->form;
  if (const idx::Remediation* newer = document_.sameAs(form)) {
    form = idx::withHandleOf(std::move(form), *newer);
  }
  send(Purpose::submit, idx::submitRequest(form, submission_->values));
}

}  // namespace latchkey::signin
