#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/time.h"
#include "oauth/client.h"
#include "oauth/discovery.h"
#include "signin/effect.h"
#include "signin/event.h"
#include "signin/redemption.h"
#include "signin/tickets.h"

namespace latchkey::signin {

// Gets tokens that may be trusted for a code or for a refresh token: fetches the org's metadata and
// keys (ahead of time, too), has digests made, the signature checked and the key kept that the
// tokens are bound to. The owner of the exchange sends the one request that spends the code or the
// refresh token, because only the owner knows which tab of the browser may do that now.
class TokenExchange {
 public:
  // Numbers its tickets from the next one on: no two parts of a page may use the same.
  explicit TokenExchange(std::uint32_t lastTicket) : tickets_(lastTicket) {}

  struct Context {
    const oauth::Client& client;
    Instant now;
    std::optional<Milliseconds> clockOffset;  // from our clock to the org's, if it has told
    std::vector<Effect>& effects;
  };

  // What there is to do after an event. A request is for tokens, and is named again until they are
  // given to takeTokens(); NotNow came instead of something that may be asked for again; Never
  // means that these tokens, or this grant, will not do.
  struct Pending {};
  struct NotNow {
    Error error;
    std::optional<Instant> notBefore = std::nullopt;  // if the org has said
  };
  struct Never {
    Error error;
  };
  using Next = std::variant<Pending, http::Request, Redemption::Redeemed, NotNow, Never>;

  // `keyId`: that the tokens are bound to, where that is known already.
  Next start(Redemption::Grant grant, std::optional<std::string> keyId, const Context& context);
  // Asks again for what is missing, and not on its way.
  Next pursue(const Context& context);

  enum class Fetched { metadata, keys };
  void fetchMetadata(const Context& context);
  void prefetchKeys(const Context& context);  // once there are metadata, which say where
  // Of which request that is the ticket, which is not waited for any more.
  std::optional<Fetched> settle(Ticket ticket);
  Next take(Fetched what, const Result<http::Response>& response, const Context& context);

  Next takeTokens(const Result<http::Response>& response, const Context& context);
  // Another's ticket changes nothing.
  Next take(const Digested& event, const Context& context);
  Next take(const SignatureChecked& event, const Context& context);
  Next take(const KeyKept& event, const Context& context);

  bool isUnderWay() const { return redemption_.has_value(); }
  bool wantsTokens() const { return redemption_ && redemption_->wantsTokens(); }
  bool isCodeAlive(Instant now) const { return redemption_ && redemption_->isCodeAlive(now); }

  // The exchange is over; what was asked for ahead of time may still come.
  void cancel();
  // Nothing is waited for any more.
  void stop();
  // Tells the org of tokens that it has issued, and that will never be used.
  void revokeUntaken(const Context& context);

 private:
  enum class Purpose { metadata, keys, digest, signature, key, revocation };

  Next takeMetadata(const http::Response& response, const Context& context);
  Next takeKeys(const http::Response& response, const Context& context);
  Next refused(const Error& error, const http::Response& response, const Context& context);
  Next finish(const Context& context);
  void ask(const Redemption::Want& wanted, const Context& context);
  void ask(Purpose purpose, http::Request request, const Context& context);
  void askForKeys(const Context& context);
  std::optional<Instant> newerThan(Instant now) const;

  Tickets<Purpose> tickets_;
  std::optional<oauth::Metadata> metadata_;
  std::optional<jose::JwkSet> keys_;
  bool isCacheStale_ = false;  // the browser may have kept what was of no use
  std::optional<Redemption> redemption_;
};

}  // namespace latchkey::signin
