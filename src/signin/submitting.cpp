// SignIn: what a person answers, to requests.

#include <utility>

#include "signin/sign_in.h"
#include "signin/typed_username.h"

namespace latchkey::signin {

void SignIn::on(const SubmitUsername& event) {
  auto* identify = std::get_if<Identify>(&shown_.phase);
  if (identify == nullptr || isBusy()) return;
  identify->username = event.username;
  identify->keepSignedIn = event.keepSignedIn;
  if (shown_.mustWait(clock_.now()) && identify->form) return;
  const Reading reading = readUsername(event.username);
  const auto* advice = std::get_if<Advice>(&reading);
  // What is still to be opened goes on by itself when the wait is over.
  if (!shown_.mustWait(clock_.now()) || advice != nullptr) shown_.trouble = {};
  if (advice != nullptr) {
    shown_.trouble.advice = *advice;
    return;
  }
  opening_.setUsername(std::get<std::string>(reading));
  if (identify->form) return submitUsernameNow();
  if (opening_.isOfKept() && !attempt_.transaction->username.empty() &&
      attempt_.transaction->username != opening_.username()) {
    // What the browser kept is of another person.
    giveUpTransaction();
    begin(opening_.username());
  }
  auto& waiting = std::get<Identify>(shown_.phase);
  waiting.keepSignedIn = event.keepSignedIn;
  waiting.submitted = true;
  if (!shown_.mustWait(clock_.now())) ensureOpening();
}

void SignIn::submitUsernameNow() {
  auto& identify = std::get<Identify>(shown_.phase);
  identify.submitted = false;
  idx::Values values{{"identifier", opening_.username()}};
  if (identify.form->find("rememberMe") != nullptr) values["rememberMe"] = identify.keepSignedIn;
  send(Outbox::Submission{Intent::username, *identify.form, std::move(values)});
}

// Who it is, is known from here on, and a reload brings it back.
void SignIn::noteUsername(const idx::Values& values) {
  const auto given = values.find("identifier");
  const auto* text = given == values.end() ? nullptr : std::get_if<std::string>(&given->second);
  if (text == nullptr) return;
  opening_.setUsername(*text);
  if (!attempt_.transaction) return;
  attempt_.transaction->username = opening_.username();
  tasks_.want(SaveTransaction{*attempt_.transaction});
}

void SignIn::carryOut(Decision decision) {
  if (std::holds_alternative<std::monostate>(decision.what) || isBusy()) return;
  if (shown_.mustWait(clock_.now()) && !decision.duringPause) return;
  shown_.dismissTrouble(clock_.now());
  if (const auto* complaint = std::get_if<Decision::Complaint>(&decision.what)) {
    shown_.trouble.advice = complaint->advice;
    shown_.trouble.field = complaint->field;
  } else if (auto* submission = std::get_if<Outbox::Submission>(&decision.what)) {
    send(std::move(*submission));
  } else if (auto* step = std::get_if<OtherStep>(&decision.what)) {
    shown_.open(std::move(*step));
  } else if (auto* away = std::get_if<Navigate>(&decision.what)) {
    tasks_.want(std::move(*away));
  }
}

void SignIn::on(const GoBack&) {
  if (!shown_.under || isBusy()) return;
  shown_.goBack();
  outbox_.doNotSendAgain();
  shown_.dismissTrouble(clock_.now());
}

void SignIn::send(Outbox::Submission submission) {
  if (const Trouble* told = outbox_.refusalOf(submission.form, submission.values)) {
    shown_.trouble = *told;
    return;
  }
  noteUsername(submission.values);
  outbox_.put(std::move(submission));
  submitNow();
}

void SignIn::submitNow() {
  std::optional<http::Request> request = outbox_.next(attempt_.document, isAsking());
  if (!request) return;
  tasks_.drop(Purpose::pollTimer);
  send(Purpose::submit, *std::move(request));
}

}  // namespace latchkey::signin
