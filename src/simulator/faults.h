#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "http/message.h"
#include "simulator/distortion.h"
#include "simulator/token_issuer.h"

namespace latchkey::simulator {

// Bad weather, on demand. A fault meets the next `count` requests whose path begins with `path`
// (preflights are left alone), then it is over.
struct Fault {
  enum class Kind {
    status,          // an API error with `status`
    html,            // an HTML page with `status`: a proxy, a captive portal, a broken server
    blocked,         // 403 {"error":"Forbidden"} without x-okta-request-id: a firewall
    rateLimitIdx,    // 429 with an IDX document that has a message and no forms
    rateLimitForms,  // 429, the forms as they are and that message
    rateLimitApi,    // 429 E0000047
    troubleIdx,      // 500 with an IDX document that has a message and no forms
    lostRequest,     // never arrives: nothing happens and nothing is answered
    lostAnswer,      // arrives and is done, but the answer is lost
    halfBody,        // the real answer's first half
    garbage,         // 200, `{]` as JSON
    emptyBody,       // 200 and nothing
    hugeBody,        // 200 and more JSON than anybody should read
    noCors,          // the real answer, without permission to read it
    wrongVersion,    // the real answer as IDX version 2.0.0
    unknownForm,     // the real answer with a remediation that no client knows in front
    flawedToken,     // the real answer with `flaw` in the ID token
    twice,           // arrives twice, as from a network that repeats; the second answer
    distorted,       // the real answer with `distortion` in its document
    latency,         // the real answer, `delay` later
  };
  enum class RateLimitHeaders { sent, missing };

  Kind kind = Kind::status;
  std::string path;
  int count = 1;
  int status = 500;
  RateLimitHeaders rateLimitHeaders = RateLimitHeaders::sent;
  TokenFlaw flaw = TokenFlaw::none;
  Distortion distortion = Distortion::foreignHrefs;
  Milliseconds delay{0};
  // So many requests pass before it begins.
  int skip = 0;
  // The interaction handle of the only sign-in that it meets; empty: any.
  std::string transaction = {};
};

struct FaultName {
  std::string name;  // "status-503" stands for every "status-" with a number; so do a few others
  std::string_view about;
  Fault::Kind kind;
};

// Everything that faultByName() knows: the one list for --help, /sim/faults and the tests.
std::vector<FaultName> faultNames();
// Nothing for a name that is not one.
std::optional<Fault> faultByName(std::string_view name);

// "status-503@/idp/idx/challenge/poll", with ",count=2", ",skip=1" and ",transaction=..." behind it
// as wanted. Errors: malformedInput, with a sentence for the terminal.
Result<Fault> faultByRule(std::string_view rule);

class Faults {
 public:
  void add(Fault fault) { pending_.push_back(std::move(fault)); }
  void clear() { pending_.clear(); }
  std::size_t pending() const { return pending_.size(); }

  // Whether it matters which sign-in a request belongs to.
  bool singleOut() const;
  // The fault that this request meets; it is used up by one. `transaction`: the interaction handle
  // of its sign-in, if it has one.
  std::optional<Fault> take(std::string_view path, std::string_view transaction = "");
  // How long the server is to wait before it hands the request in. Uses up latency faults.
  Milliseconds takeLatency(std::string_view path, std::string_view transaction = "");

 private:
  enum class Which { latency, others };

  std::optional<Fault> takeOf(std::string_view path, std::string_view transaction, Which which);

  std::vector<Fault> pending_;
};

// Does this fault answer instead of the org?
bool replacesAnswer(const Fault& fault);
http::Response answerOf(const Fault& fault, Instant now);
// What it does to the org's own answer.
http::Response spoil(const Fault& fault, http::Response response, Instant now);

}  // namespace latchkey::simulator
