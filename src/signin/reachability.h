#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "signin/effect.h"
#include "signin/event.h"
#include "signin/no_answer.h"
#include "signin/phase.h"
#include "signin/purpose.h"
#include "signin/told.h"

namespace latchkey::signin {

// What was answered, what was not, and why not: a page is told nothing but that there was no
// answer, so it keeps in mind what it could read before, and looks whether anything answers
// (Probe). Those who run the page are told of each trouble once.
class Reachability {
 public:
  void setOnline(bool online) { isOnline_ = online; }
  bool isOnline() const { return isOnline_; }

  // Each event is about an answer of its own, or about none.
  void beginEvent() { outcome_ = {}; }
  void note(Outcome outcome) { outcome_ = std::move(outcome); }
  // Of the request for `purpose` to `address`.
  void noteAnswer(Purpose purpose, std::string_view address,
                  const Result<http::Response>& response);
  // It was as it should be: from now on the same trouble is worth telling again.
  void noteSuccess() { told_.passed(outcome_); }

  // No answer came to `purpose`, for which a person waits. What Probed says then tells why.
  struct Silence {
    Purpose purpose = Purpose::background;
    bool isAgain = false;  // the same had no answer the time before
  };
  void noteSilence(Purpose purpose);
  // Is it worth a Probe? A page is told nothing but that there was no answer; where a person waits
  // for it, the page looks further. `isExchanging`: code and tokens wait for metadata and keys.
  static bool isWorthALook(Purpose purpose, const Result<http::Response>& response,
                           bool isExchanging);
  const std::optional<Silence>& silence() const { return silence_; }
  bool isSilentAbout(Purpose purpose) const { return silence_ && silence_->purpose == purpose; }
  ErrorCode causeOf(Reach reach) const;

  // Gives the person's trouble its reference, and tells those who run the page what is new.
  void tell(Trouble& trouble, const oauth::Client& client, Instant now,
            std::vector<Effect>& effects);
  // The same of an error that the person need not know of.
  void tell(const Error& error, const oauth::Client& client, Instant now,
            std::vector<Effect>& effects);

 private:
  bool isOnline_ = true;  // as the browser says
  // An answer with cookies was read: to a request without a preflight, and to one with it.
  bool hasReadPlain_ = false;
  bool hasReadPreflighted_ = false;
  std::optional<Silence> silence_;  // the last request without an answer
  Outcome outcome_;
  Told told_;
};

}  // namespace latchkey::signin
