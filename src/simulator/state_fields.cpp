// What is kept over a restart, member by member: the stores that keep it are described here and
// nowhere else.

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "simulator/attempt_limiter.h"
#include "simulator/fields.h"
#include "simulator/mailbox.h"
#include "simulator/token_issuer.h"
#include "simulator/transaction.h"

namespace latchkey::simulator {
namespace {

void keepText(Fields& fields, std::string_view name, std::string& value) {
  fields.text({name}, value, TextRule::any);
}

// One secret that leads to a transaction.
struct Lead {
  std::string secret;
  std::string interactionHandle;
};

void describe(Fields& fields, Lead& lead) {
  keepText(fields, "secret", lead.secret);
  keepText(fields, "interactionHandle", lead.interactionHandle);
}

template <class Index>
void keepLeads(Fields& fields, std::string_view name, Index& index) {
  std::vector<Lead> leads;
  leads.reserve(index.size());
  for (const auto& [secret, handle] : index) leads.push_back({secret, handle});
  fields.list({name}, leads);
  index.clear();
  for (Lead& lead : leads) index.emplace(lead.secret, lead.interactionHandle);
}

struct Counted {
  std::string key;
  std::vector<std::int64_t> at;
};

void describe(Fields& fields, Counted& counted) {
  keepText(fields, "key", counted.key);
  fields.integers({"at"}, counted.at, {});
}

// The names in the file, in the order of the enumerations.
const Choices kSteps = {"identify",      "waitingRoom",       "deviceChallenge", "enrollProfile",
                        "unlockAccount", "identifyToRecover", "select",          "verificationData",
                        "challenge",     "resetPassword",     "selectToEnroll",  "enrollmentData",
                        "enroll",        "keepMeSignedIn",    "consent",         "success",
                        "exchanged",     "unlocked",          "denied"};
const Choices kAuthenticators = {"email",   "password",  "phone", "securityQuestion",
                                 "passkey", "oktaVerify"};

}  // namespace

static void describe(Fields& fields, AuthorizationRequest& request) {
  keepText(fields, "client", request.clientId);
  keepText(fields, "redirectUri", request.redirectUri);
  fields.texts({"scopes"}, request.scopes, TextRule::any);
  keepText(fields, "state", request.state);
  keepText(fields, "nonce", request.nonce);
  keepText(fields, "codeChallenge", request.codeChallenge);
  keepText(fields, "loginHint", request.loginHint);
  fields.oneOf({"responseMode"}, request.responseMode,
               {"interactionCode", "query", "fragment", "postMessage"});
}

static void describe(Fields& fields, SentCode& sent) {
  keepText(fields, "code", sent.code);
  keepText(fields, "linkToken", sent.linkToken);
  fields.instant({"sentAt"}, sent.sentAt);
}

static void describe(Fields& fields, IssuedCode& issued) {
  keepText(fields, "code", issued.code);
  fields.instant({"issuedAt"}, issued.issuedAt);
}

static void describeProgress(Fields& fields, Transaction& transaction) {
  fields.oneOf({"purpose"}, transaction.purpose, {"signIn", "registration", "unlock", "recovery"});
  keepText(fields, "identifier", transaction.identifier);
  keepText(fields, "person", transaction.personId);
  fields.number({"waits"}, transaction.waits);
  fields.oneOf({"authenticator"}, transaction.authenticator, kAuthenticators);
  keepText(fields, "channel", transaction.channel);
  keepText(fields, "newPhone", transaction.newPhone);
  fields.optionalObject({"sent"}, transaction.sent);
  fields.number({"polls"}, transaction.polls);
  keepText(fields, "landingHandle", transaction.landingHandle);
  fields.choices({"passed"}, transaction.passed, kAuthenticators);
  fields.flag({"enrollmentSkipped"}, transaction.enrollmentSkipped);
  fields.flag({"answeredKeepMeSignedIn"}, transaction.answeredKeepMeSignedIn);
  fields.flag({"hasSession"}, transaction.hasSession);
  fields.flag({"staysSignedIn"}, transaction.staysSignedIn);
  fields.flag({"consented"}, transaction.consented);
  fields.optionalObject({"interactionCode"}, transaction.interactionCode);
  fields.instant({"authenticatedAt"}, transaction.authenticatedAt);
  keepText(fields, "method", transaction.method);
}

static void describe(Fields& fields, Transaction& transaction) {
  keepText(fields, "interactionHandle", transaction.interactionHandle);
  keepText(fields, "stateHandle", transaction.stateHandle);
  fields.object({"request"}, transaction.request);
  fields.oneOf({"step"}, transaction.step, kSteps);
  fields.instant({"expiresAt"}, transaction.expiresAt);
  fields.oneOf({"language"}, transaction.language, {"english", "german", "japanese"});
  keepText(fields, "deviceCookie", transaction.deviceCookie);
  keepText(fields, "browser", transaction.client.browser);
  keepText(fields, "os", transaction.client.os);
  describeProgress(fields, transaction);
}

void TransactionStore::keep(Fields& fields) {
  std::vector<Transaction> all;
  for (const auto& [handle, transaction] : byInteraction_) all.push_back(*transaction);
  fields.list({"transactions"}, all);
  byInteraction_.clear();
  byState_.clear();
  for (Transaction& transaction : all) add(std::move(transaction));
  keepLeads(fields, "links", byLink_);
  keepLeads(fields, "codes", byCode_);
  keepLeads(fields, "landings", byLanding_);
}

static void describe(Fields& fields, Mail& mail) {
  keepText(fields, "id", mail.id);
  keepText(fields, "from", mail.from);
  keepText(fields, "fromName", mail.fromName);
  keepText(fields, "to", mail.to);
  keepText(fields, "toName", mail.toName);
  keepText(fields, "subject", mail.subject);
  keepText(fields, "text", mail.text);
  keepText(fields, "html", mail.html);
  keepText(fields, "code", mail.code);
  keepText(fields, "link", mail.link);
  fields.instant({"receivedAt"}, mail.receivedAt);
  fields.oneOf({"delivery"}, mail.delivery, {"kept", "underWay", "delivered", "failed"});
  keepText(fields, "problem", mail.problem);
}

void Mailbox::keep(Fields& fields) {
  std::vector<Mail> all(mails_.begin(), mails_.end());
  fields.list({"mails"}, all);
  mails_.assign(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
}

static void describe(Fields& fields, Grant& grant) {
  keepText(fields, "person", grant.personId);
  keepText(fields, "client", grant.clientId);
  fields.texts({"scopes"}, grant.scopes, TextRule::any);
  keepText(fields, "nonce", grant.nonce);
  fields.instant({"authenticatedAt"}, grant.authenticatedAt);
  keepText(fields, "method", grant.method);
  keepText(fields, "key", grant.keyThumbprint);
}

static void describe(Fields& fields, AccessGrant& access) {
  fields.object({"grant"}, access.grant);
  keepText(fields, "family", access.family);
  fields.instant({"expiresAt"}, access.expiresAt);
}

static void describe(Fields& fields, RefreshGrant& refresh) {
  fields.object({"grant"}, refresh.grant);
  keepText(fields, "family", refresh.family.name);
  fields.instant({"expiresAt"}, refresh.family.expiresAt);
  fields.optionalInstant({"replacedAt"}, refresh.replacedAt);
}

void TokenIssuer::keep(Fields& fields) {
  std::vector<std::string> pems;
  for (const SigningKey& key : keys_) pems.push_back(key.pem());
  fields.texts({"keys"}, pems, TextRule::privateKey);
  std::vector<SigningKey> kept;
  for (const std::string& pem : pems) {
    if (auto key = SigningKey::fromPem(pem)) kept.push_back(*std::move(key));
  }
  if (!kept.empty()) keys_ = std::move(kept);
  fields.map({"accessTokens"}, access_);
  fields.map({"refreshTokens"}, refresh_);
}

void AttemptLimiter::keep(Fields& fields, std::string_view name) {
  std::vector<Counted> all;
  for (const auto& [key, times] : events_) {
    Counted counted{key, {}};
    for (const Instant at : times) counted.at.push_back(at.time_since_epoch().count());
    all.push_back(std::move(counted));
  }
  fields.list({name}, all);
  events_.clear();
  for (const Counted& counted : all) {
    for (const std::int64_t at : counted.at) {
      events_[counted.key].push_back(fromUnixMilliseconds(Milliseconds{at}));
    }
  }
}

}  // namespace latchkey::simulator
