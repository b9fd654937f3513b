#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/ports.h"
#include "simulator/policy.h"

namespace latchkey::simulator {

class Fields;

// That somebody is signed in to the org itself, in one browser: what its cookie stands for.
struct Session {
  std::string id;  // for people to see; the cookie's value is the secret
  std::string personId;
  std::string method;  // for `amr`
  Instant createdAt;
  Instant expiresAt;
  bool kept = false;  // over the end of the browser
};

class SessionStore {
 public:
  SessionStore(const Policy& policy, const Clock& clock, Random& random)
      : policy_(policy), clock_(clock), random_(random) {}

  // The cookie's value.
  std::string begin(std::string_view personId, std::string_view method, bool kept);
  // nullptr for no session, and for one that is over. Valid until the next call.
  Session* find(std::string_view cookie);
  void prolong(Session& session) const;
  void end(std::string_view cookie);
  // All sessions of a person, in whichever browser.
  void endOf(std::string_view personId);
  void clear() { byCookie_.clear(); }
  // Reads or writes all of them.
  void keep(Fields& fields);

 private:
  const Policy& policy_;
  const Clock& clock_;
  Random& random_;
  std::map<std::string, Session, std::less<>> byCookie_;
};

void describe(Fields& fields, Session& session);

inline constexpr std::string_view kSessionCookie = "idx";
// `Set-Cookie` for a session: until the browser is closed, or as long as it is kept.
std::string sessionCookieHeader(std::string_view value, const Session& session, Instant now);
// `Set-Cookie` that takes it away.
std::string endOfSessionCookie();

}  // namespace latchkey::simulator
