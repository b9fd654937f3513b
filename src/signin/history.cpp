// SignIn: "Back" of the browser.

#include <utility>

#include "signin/sign_in.h"

namespace latchkey::signin {

// To mend a name that was mistyped, or by mistake: in either case nothing is lost. The org hears of
// it only when the person goes on with one or the other.
void SignIn::on(const BackToUsername&) {
  if (aside_) return on(GoBack{});
  const bool isOver =
      std::holds_alternative<Stopped>(phase_) || std::holds_alternative<ContinuedElsewhere>(phase_);
  const bool isOpen = std::holds_alternative<AskForEmail>(phase_) ||
                      std::holds_alternative<AwaitPasscode>(phase_) ||
                      std::holds_alternative<OtherStep>(phase_);
  if (isOver || (isOpen && !transaction_)) return on(StartOver{});
  if (!isOpen) return;
  session::Transaction left = *std::exchange(transaction_, std::nullopt);
  giveUpTransaction();
  want(SetTransactionAside{});
  showEmptyForm(username_);
  if (left.mailSentAt) std::get<Identify>(phase_).waitingFor = left.username;
  waiting_ = std::move(left);
}

}  // namespace latchkey::signin
