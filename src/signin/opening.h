#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/bytes.h"
#include "base/time.h"
#include "oauth/client.h"
#include "oauth/landing.h"
#include "oauth/pkce.h"
#include "session/transaction_store.h"

namespace latchkey::signin {

// What a sign-in began with, until the org's first document confirms it; and how often it may begin
// anew by itself.
class Opening {
 public:
  // Random numbers: nothing was kept.
  struct Fresh {};
  // A transaction that the browser kept. The org may have forgotten it.
  struct Kept {};
  // The same, and the magic link's code, which is still to be sent.
  struct Link {
    oauth::Otp otp;
  };
  using From = std::variant<Fresh, Kept, Link>;

  // As it was typed last, or as it was kept; may be empty.
  void setUsername(std::string username) { username_ = std::move(username); }
  const std::string& username() const { return username_; }
  // The person whom the app expects; may be empty.
  void expect(std::string loginHint) { loginHint_ = std::move(loginHint); }

  void begin(From from) { from_ = std::move(from); }
  bool isOfKept() const { return !std::holds_alternative<Fresh>(from_); }
  bool isByLink() const { return std::holds_alternative<Link>(from_); }
  // The org's first document is there. The link's code, if there is one, is to be used now.
  std::optional<oauth::Otp> confirm();

  // Enough random numbers for draw().
  static constexpr std::size_t kEntropyBytes =
      oauth::kVerifierEntropyBytes + oauth::kStateEntropyBytes + oauth::kNonceEntropyBytes;
  // A transaction of today, without its challenge. Nothing where the numbers are too few.
  std::optional<session::Transaction> draw(const Bytes& entropy, const oauth::Client& client,
                                           Instant now) const;

  // Was what the browser kept begun for less than is asked now (an older proof would do), or for
  // another person than the one who is expected?
  bool doesNotFit(const session::Transaction& kept, const oauth::Client& client) const;

  // By itself it begins anew once: a second end in a row is told. What the browser kept from before
  // was no attempt of this page.
  bool mayRestart() const { return isOfKept() || !hasRestarted_; }
  void noteRestart() { hasRestarted_ = !isOfKept() || hasRestarted_; }
  // It came further than to a username, or the person has begun anew.
  void allowRestart() { hasRestarted_ = false; }

 private:
  From from_;
  std::string username_;
  std::string loginHint_;
  bool hasRestarted_ = false;
};

}  // namespace latchkey::signin
