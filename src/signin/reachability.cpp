#include "signin/reachability.h"

#include <utility>

namespace latchkey::signin {
namespace {

// IDX wants JSON, and the browser asks first whether it may send that (Fetch standard, 4.8).
bool isPreflighted(Purpose purpose) {
  return purpose == Purpose::introspect || purpose == Purpose::submit || purpose == Purpose::poll;
}

void push(std::optional<Diagnosis> news, std::vector<Effect>& effects) {
  if (news) effects.push_back(TellWhy{*std::move(news)});
}

}  // namespace

void Reachability::noteAnswer(Purpose purpose, std::string_view address,
                              const Result<http::Response>& response) {
  outcome_ = outcomeOf(address, response ? &*response : nullptr);
  if (!response) return;
  if (purpose == Purpose::interact) hasReadPlain_ = true;
  if (isPreflighted(purpose)) hasReadPreflighted_ = true;
  if (isSilentAbout(purpose)) silence_.reset();
}

void Reachability::noteSilence(Purpose purpose) {
  silence_ = Silence{purpose, isSilentAbout(purpose)};
}

bool Reachability::isWorthALook(Purpose purpose, const Result<http::Response>& response,
                                bool isExchanging) {
  if (response || response.error().code != ErrorCode::networkUnreachable) return false;
  switch (purpose) {
    case Purpose::interact:
    case Purpose::introspect:
    case Purpose::submit:
      return true;
    case Purpose::discovery:
    case Purpose::keys:
    case Purpose::token:
      return isExchanging;
    default:
      return false;
  }
}

ErrorCode Reachability::causeOf(Reach reach) const {
  return signin::causeOf({.isOnline = isOnline_,
                          .reach = reach,
                          .isAgain = silence_ && silence_->isAgain,
                          .isPreflighted = silence_ && isPreflighted(silence_->purpose),
                          .hasReadPlain = hasReadPlain_,
                          .hasReadPreflighted = hasReadPreflighted_});
}

void Reachability::tell(Trouble& trouble, const oauth::Client& client, Instant now,
                        std::vector<Effect>& effects) {
  push(told_.note(trouble, outcome_, client, now), effects);
}

void Reachability::tell(const Error& error, const oauth::Client& client, Instant now,
                        std::vector<Effect>& effects) {
  push(told_.note(error, outcome_, client, now), effects);
}

}  // namespace latchkey::signin
