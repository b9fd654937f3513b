#include "signin/outbox.h"

#include <utility>

namespace latchkey::signin {

std::optional<http::Request> Outbox::next(const idx::Response& document, bool isOrgBeingAsked) {
  if (!submission_) return std::nullopt;
  if (isOrgBeingAsked) {
    state_ = State::held;
    return std::nullopt;
  }
  state_ = State::sent;
  if (doubt_ == Doubt::reintrospecting) doubt_ = Doubt::none;
  intent_ = submission_->intent;
  idx::Remediation form = submission_->form;
  if (const idx::Remediation* newer = document.sameAs(form)) {
    form = idx::withHandleOf(std::move(form), *newer);
  }
  return idx::submitRequest(form, submission_->values);
}

void Outbox::noteSent(Purpose purpose, const http::Request& request) {
  lastSent_ = {purpose, request};
  state_ = State::sent;
}

void Outbox::noteDocument() {
  state_ = State::empty;
  doubt_ = Doubt::none;
}

void Outbox::noteSameStep() {
  if (doubt_ == Doubt::mayBeTaken) doubt_ = Doubt::none;
}

void Outbox::noteFailure(Failure failure) {
  if (failure == Failure::refused) {
    state_ = State::empty;
    if (doubt_ == Doubt::reintrospecting) doubt_ = Doubt::none;
    return;
  }
  state_ = State::unanswered;
  if (failure == Failure::mayBeTaken) doubt_ = Doubt::mayBeTaken;
}

void Outbox::doNotSendAgain() {
  if (state_ == State::unanswered) state_ = State::empty;
}

void Outbox::reintrospect() {
  doubt_ = Doubt::reintrospecting;
  forgetIntent();
}

void Outbox::clear() {
  state_ = State::empty;
  doubt_ = Doubt::none;
  intent_ = Intent::none;
  submission_.reset();
  refused_.forget();
}

void Outbox::noteRefusal(const idx::Response& document, const Trouble& told) {
  if (intent_ == Intent::none || !submission_ || document.isTooMany) return;
  refused_.note(submission_->values, document.sameAs(submission_->form), told);
}

}  // namespace latchkey::signin
