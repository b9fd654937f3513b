// SignIn: "Back" of the browser.

#include <utility>

#include "signin/phases.h"
#include "signin/sign_in.h"

namespace latchkey::signin {

// To mend a name that was mistyped, or by mistake: in either case nothing is lost. The org hears of
// it only when the person goes on with one or the other.
void SignIn::on(const BackToUsername&) {
  if (shown_.under) return on(GoBack{});
  const Phase& phase = shown_.phase;
  std::optional<session::Transaction>& transaction = attempt_.transaction;
  const bool isOver =
      std::holds_alternative<Stopped>(phase) || std::holds_alternative<ContinuedElsewhere>(phase);
  const bool isOpen = isStep(phase);
  if (isOver || (isOpen && !transaction)) return on(StartOver{});
  if (!isOpen) return;
  session::Transaction left = *std::exchange(transaction, std::nullopt);
  giveUpTransaction();
  tasks_.want(SetTransactionAside{});
  showEmptyForm(opening_.username());
  if (left.mailSentAt) std::get<Identify>(shown_.phase).waitingFor = left.username;
  tabs_.waiting = std::move(left);
}

}  // namespace latchkey::signin
