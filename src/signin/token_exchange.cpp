#include "signin/token_exchange.h"

#include <utility>

#include "http/answer.h"

namespace latchkey::signin {

TokenExchange::Next TokenExchange::start(Redemption::Grant grant, std::optional<std::string> keyId,
                                         const Context& context) {
  redemption_.emplace(std::move(grant), context.now);
  if (keyId) redemption_->giveKey(*std::move(keyId));
  if (metadata_) redemption_->giveMetadata(*metadata_);
  if (keys_) redemption_->giveKeys(*keys_, false);
  return pursue(context);
}

TokenExchange::Next TokenExchange::pursue(const Context& context) {
  if (!redemption_) return Pending{};
  if (redemption_->isComplete()) return finish(context);
  Result<std::vector<Redemption::Want>> wants = redemption_->wants(context.client);
  if (!wants) return Never{wants.error()};
  http::Request* request = nullptr;
  for (Redemption::Want& wanted : *wants) {
    if (auto* tokens = std::get_if<Redemption::WantTokens>(&wanted)) request = &tokens->request;
    ask(wanted, context);
  }
  if (request == nullptr) return Pending{};
  return std::move(*request);
}

TokenExchange::Next TokenExchange::finish(const Context& context) {
  auto redeemed = redemption_->finish(context.client, context.now, context.clockOffset);
  if (!redeemed) return Never{redeemed.error()};
  // Not before: a sign-in that ends without tokens leaves no key behind.
  if (context.client.usesDpop() && !redemption_->hasKey()) {
    if (!tickets_.has(Purpose::key)) {
      context.effects.push_back(KeepKey{tickets_.issue(Purpose::key)});
    }
    return Pending{};
  }
  cancel();
  return *std::move(redeemed);
}

void TokenExchange::ask(const Redemption::Want& wanted, const Context& context) {
  if (std::holds_alternative<Redemption::WantMetadata>(wanted)) return fetchMetadata(context);
  if (std::holds_alternative<Redemption::WantKeys>(wanted)) {
    // That there are some, and others are wanted, means that these are of another day.
    isCacheStale_ = isCacheStale_ || keys_.has_value();
    return askForKeys(context);
  }
  if (const auto* digest = std::get_if<Redemption::WantDigest>(&wanted)) {
    if (tickets_.has(Purpose::digest)) return;
    context.effects.push_back(Digest{tickets_.issue(Purpose::digest), digest->data});
  } else if (const auto* verdict = std::get_if<Redemption::WantVerdict>(&wanted)) {
    if (tickets_.has(Purpose::signature)) return;
    context.effects.push_back(
        CheckSignature{tickets_.issue(Purpose::signature), verdict->key, verdict->token});
  }
}

void TokenExchange::ask(Purpose purpose, http::Request request, const Context& context) {
  context.effects.push_back(Send{tickets_.issue(purpose), std::move(request)});
}

// --- metadata and keys

std::optional<Instant> TokenExchange::newerThan(Instant now) const {
  return isCacheStale_ ? std::optional(now) : std::nullopt;
}

void TokenExchange::fetchMetadata(const Context& context) {
  if (metadata_ || tickets_.has(Purpose::metadata)) return;
  ask(Purpose::metadata, oauth::discoveryRequest(context.client, newerThan(context.now)), context);
}

void TokenExchange::prefetchKeys(const Context& context) {
  if (metadata_ && !keys_) askForKeys(context);
}

void TokenExchange::askForKeys(const Context& context) {
  if (tickets_.has(Purpose::keys)) return;
  ask(Purpose::keys, oauth::keysRequest(context.client, newerThan(context.now)), context);
}

std::optional<TokenExchange::Fetched> TokenExchange::settle(Ticket ticket) {
  const std::optional<Purpose> purpose = tickets_.settle(ticket);
  if (purpose == Purpose::metadata) return Fetched::metadata;
  if (purpose == Purpose::keys) return Fetched::keys;
  return std::nullopt;
}

TokenExchange::Next TokenExchange::take(Fetched what, const Result<http::Response>& response,
                                        const Context& context) {
  if (!response) return NotNow{response.error()};
  return what == Fetched::metadata ? takeMetadata(*response, context)
                                   : takeKeys(*response, context);
}

TokenExchange::Next TokenExchange::takeMetadata(const http::Response& response,
                                                const Context& context) {
  Result<oauth::Metadata> metadata = oauth::parseMetadata(response, context.client);
  const bool wasNew = std::exchange(isCacheStale_, !metadata);
  if (!metadata && metadata.error().code == ErrorCode::metadataRefused) {
    // What the browser kept may be of another day. Else no token of this server would count: that
    // is said now, before a code is spent.
    if (wasNew) return Never{metadata.error()};
    fetchMetadata(context);
    return Pending{};
  }
  if (!metadata) return NotNow{metadata.error(), http::retryAt(response, context.now)};
  metadata_ = *std::move(metadata);
  if (redemption_) redemption_->giveMetadata(*metadata_);
  return pursue(context);
}

TokenExchange::Next TokenExchange::takeKeys(const http::Response& response,
                                            const Context& context) {
  Result<jose::JwkSet> keys = oauth::parseKeys(response);
  isCacheStale_ = !keys;
  if (!keys) return NotNow{keys.error(), http::retryAt(response, context.now)};
  const bool areFresh = redemption_ && keys_;
  keys_ = *std::move(keys);
  if (redemption_) redemption_->giveKeys(*keys_, areFresh);
  return pursue(context);
}

// --- tokens, and what verifies them

TokenExchange::Next TokenExchange::takeTokens(const Result<http::Response>& response,
                                              const Context& context) {
  if (!redemption_) return Pending{};
  if (!response) return NotNow{response.error()};
  const auto how =
      redemption_->isRenewal() ? oauth::WithIdToken::orTheOldOne : oauth::WithIdToken::always;
  Result<oauth::TokenResponse> tokens = oauth::parseTokenResponse(*response, context.client, how);
  if (!tokens) return refused(tokens.error(), *response, context);
  if (std::optional<Error> malformed = redemption_->giveTokens(*std::move(tokens), context.now)) {
    return Never{*std::move(malformed)};
  }
  return pursue(context);
}

TokenExchange::Next TokenExchange::refused(const Error& error, const http::Response& response,
                                           const Context& context) {
  // The grant is spent, and what came of it is not as it should be: a refresh token must not be
  // sent again, that is what thieves do.
  if (auto untaken = oauth::revocationOf(context.client, response)) {
    ask(Purpose::revocation, *std::move(untaken), context);
    return Never{error};
  }
  switch (error.code) {
    case ErrorCode::invalidGrant:
    case ErrorCode::oauthRefused:
    case ErrorCode::accessDenied:
    case ErrorCode::clientRejected:
    case ErrorCode::signInNeeded:
      return Never{error};
    default:
      return NotNow{error, http::retryAt(response, context.now)};
  }
}

TokenExchange::Next TokenExchange::take(const Digested& event, const Context& context) {
  if (tickets_.settle(event.ticket) != Purpose::digest || !redemption_) return Pending{};
  if (!event.digest) return Never{event.digest.error()};
  redemption_->giveDigest(*event.digest);
  return pursue(context);
}

TokenExchange::Next TokenExchange::take(const SignatureChecked& event, const Context& context) {
  if (tickets_.settle(event.ticket) != Purpose::signature || !redemption_) return Pending{};
  if (!event.holds) return Never{event.holds.error()};
  redemption_->giveVerdict(jose::verdictOf(*event.holds));
  return pursue(context);
}

TokenExchange::Next TokenExchange::take(const KeyKept& event, const Context& context) {
  if (tickets_.settle(event.ticket) != Purpose::key || !redemption_) return Pending{};
  redemption_->giveKey(event.keyId);
  return pursue(context);
}

// --- the end

void TokenExchange::cancel() {
  redemption_.reset();
  for (const Purpose purpose : {Purpose::digest, Purpose::signature, Purpose::key}) {
    tickets_.drop(purpose);
  }
}

void TokenExchange::stop() {
  redemption_.reset();
  tickets_.clear();
}

void TokenExchange::revokeUntaken(const Context& context) {
  const oauth::TokenResponse* untaken = redemption_ ? redemption_->tokensInHand() : nullptr;
  if (untaken == nullptr) return;
  ask(Purpose::revocation,
      oauth::revocationOf(context.client, untaken->accessToken, untaken->refreshToken), context);
}

}  // namespace latchkey::signin
