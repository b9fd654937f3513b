// SignIn: what a person answers, to requests.

#include <utility>

#include "base/text.h"
#include "signin/sign_in.h"

namespace latchkey::signin {

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
  identify->submitted = true;
  ensureOpening();
}

void SignIn::submitUsernameNow() {
  auto& identify = std::get<Identify>(phase_);
  identify.submitted = false;
  idx::Values values{{"identifier", username_}};
  if (identify.form->find("rememberMe") != nullptr) values["rememberMe"] = identify.keepSignedIn;
  if (transaction_) {
    transaction_->username = username_;
    want(SaveTransaction{*transaction_});
  }
  const idx::Remediation form = *identify.form;
  submit(Intent::username, form, values);
}

void SignIn::on(const SendEmail&) {
  const auto* ask = std::get_if<AskForEmail>(&phase_);
  if (ask == nullptr || isBusy()) return;
  trouble_ = {};
  submit(Intent::email, ask->form, ask->values);
}

void SignIn::on(const SubmitForm& event) {
  const auto* step = std::get_if<OtherStep>(&phase_);
  if (step == nullptr || isBusy()) return;
  trouble_ = {};
  submit(Intent::form, step->form, event.values);
}

void SignIn::submit(Intent intent, const idx::Remediation& form, const idx::Values& values) {
  intent_ = intent;
  // A poll that is under way would answer with an older document.
  drop(Purpose::poll);
  drop(Purpose::pollTimer);
  send(Purpose::submit, idx::submitRequest(form, values));
}

}  // namespace latchkey::signin
