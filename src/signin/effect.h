#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/bytes.h"
#include "http/message.h"
#include "jose/jws.h"
#include "session/token_store.h"
#include "session/transaction_store.h"
#include "signin/diagnosis.h"
#include "signin/event.h"
#include "signin/phase.h"

namespace latchkey::signin {

// What the sign-in wants done. flow/ does it through the ports and reports back by ticket.

struct Send {
  Ticket ticket;
  http::Request request;
};
// Looks whether anything answers at `url` or, if not, at `elsewhere`. Only after a request without
// an answer: it tells why there was none. Probed comes.
struct Probe {
  Ticket ticket;
  std::string url;
  std::string elsewhere;
};
struct DrawRandom {
  Ticket ticket;
  std::size_t count = 0;
};
struct Digest {  // SHA-256
  Ticket ticket;
  Bytes data;
};
struct CheckSignature {
  Ticket ticket;
  jose::Jwk key;
  jose::Jws token;
};
struct StartTimer {
  Ticket ticket;
  Milliseconds delay{0};
};
struct SaveTransaction {
  session::Transaction transaction;
};
struct ForgetTransaction {
  oauth::State state;
};
// The tab has none from now on. What the tabs share of it stays, to be gone on with.
struct SetTransactionAside {};
// For tokens that are bound to the page's key: it is to live as long as they do. KeyKept comes,
// also where it cannot.
struct KeepKey {
  Ticket ticket;
};
// TokensSaved tells where they went.
struct SaveTokens {
  session::Tokens tokens;
  std::string issuer;
  // Only where this one is still there: the person has not signed out, and no other tab was faster.
  // Else nothing is stored; TokensDropped tells where it was a sign-out.
  std::optional<oauth::AccessToken> inPlaceOf = std::nullopt;
};
struct ForgetTokens {};
// Tells the browser's other tabs that tokens are there.
struct AnnounceTokens {};
// Asks for the one turn that the browser's tabs have at what `name` names. LockTaken comes when it
// is ours, or when `patience` is over: a tab that sleeps while it holds the lock must not stop the
// others for good. Ended by ReleaseLock, granted or not.
struct TakeLock {
  Ticket ticket;
  std::string name;
  Milliseconds patience{0};
  oauth::State state;  // of the transaction that LockTaken is to look for; empty for none
};
struct ReleaseLock {
  std::string name;
};
// Tells those who run the page what is wrong, and what to change where.
struct TellWhy {
  Diagnosis diagnosis;
};
// Leaves this page. `sameOrigin` targets only, the org's own logout, or where the configuration
// says to go after a sign-out. With a form it is posted there, so that what is in it gets into no
// address.
struct Navigate {
  LeavingFor why = LeavingFor::app;
  std::string url = {};
  std::string form = {};  // application/x-www-form-urlencoded
};

using Effect =
    std::variant<Send, Probe, DrawRandom, Digest, CheckSignature, StartTimer, SaveTransaction,
                 ForgetTransaction, SetTransactionAside, KeepKey, SaveTokens, ForgetTokens,
                 AnnounceTokens, TakeLock, ReleaseLock, TellWhy, Navigate>;

}  // namespace latchkey::signin
