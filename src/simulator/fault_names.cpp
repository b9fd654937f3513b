// What bad weather is called, on the command line, at /sim/fault and in tests.

#include <array>
#include <utility>

#include "base/text.h"
#include "simulator/faults.h"
#include "simulator/number.h"

namespace latchkey::simulator {
namespace {

using Kind = Fault::Kind;

constexpr std::string_view kBare = "-bare";

struct Named {
  std::string_view name;
  std::string_view about;
  Kind kind;
  TokenFlaw flaw = TokenFlaw::none;
  Distortion distortion = Distortion::foreignHrefs;
};

// Those with a number: one name stands for all of them.
constexpr std::array kNumbered = {
    Named{"status-503", "an API error with this status", Kind::status},
    Named{"html-500", "a web page with this status: a proxy, a broken server", Kind::html},
    Named{"html-200", "the same as a captive portal does it", Kind::html},
    Named{"latency-2000", "the real answer, so many milliseconds later", Kind::latency},
};

constexpr std::array kNames = {
    Named{"blocked", "403 of a firewall, without any mark of Okta", Kind::blocked},
    Named{"rate-limit-idx", "429 as IDX, with a message and no form", Kind::rateLimitIdx},
    Named{"rate-limit-forms", "429 as IDX, with a message at the form", Kind::rateLimitForms},
    Named{"rate-limit-api", "429 as API error E0000047", Kind::rateLimitApi},
    Named{"trouble-idx", "500 as IDX, with a message and no form", Kind::troubleIdx},
    Named{"lost-request", "the connection breaks before the request arrives", Kind::lostRequest},
    Named{"lost-answer", "it arrives and is done, and the answer is lost", Kind::lostAnswer},
    Named{"half-body", "the first half of the real answer", Kind::halfBody},
    Named{"garbage", "200 and no JSON", Kind::garbage},
    Named{"empty-body", "200 and nothing", Kind::emptyBody},
    Named{"huge-body", "200 and 8 MB of JSON", Kind::hugeBody},
    Named{"no-cors", "the real answer, which no page may read", Kind::noCors},
    Named{"wrong-version", "the real answer, as IDX 2.0.0", Kind::wrongVersion},
    Named{"unknown-form", "the real answer, with a form first that nobody knows",
          Kind::unknownForm},
    Named{"wrong-nonce", "an ID token of another sign-in", Kind::flawedToken,
          TokenFlaw::wrongNonce},
    Named{"expired-token", "an ID token of yesterday", Kind::flawedToken, TokenFlaw::expired},
    Named{"token-from-future", "an ID token of tomorrow", Kind::flawedToken, TokenFlaw::fromFuture},
    Named{"unknown-kid", "an ID token by a key that nobody published", Kind::flawedToken,
          TokenFlaw::unknownKey},
    Named{"wrong-audience", "an ID token for another app", Kind::flawedToken,
          TokenFlaw::wrongAudience},
    Named{"bad-signature", "an ID token that was touched", Kind::flawedToken,
          TokenFlaw::badSignature},
    Named{"twice", "the request arrives twice; the answer is that to the second", Kind::twice},
    Named{"foreign-hrefs", "every form leads to another host", Kind::distorted, TokenFlaw::none,
          Distortion::foreignHrefs},
    Named{"hostile-texts", "every text for people is markup", Kind::distorted, TokenFlaw::none,
          Distortion::hostileTexts},
    Named{"lost-relations", "every `relatesTo` points at nothing", Kind::distorted, TokenFlaw::none,
          Distortion::lostRelations},
    Named{"bare", "no member that may be left out", Kind::distorted, TokenFlaw::none,
          Distortion::bare},
    Named{"wrong-types", "members of other types than they have", Kind::distorted, TokenFlaw::none,
          Distortion::wrongTypes},
};

bool startsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool isRateLimit(std::string_view name) { return startsWith(name, "rate-limit-"); }

// "status-503" with the prefix "status-": 503.
std::optional<int> numberAfter(std::string_view name, std::string_view prefix) {
  if (!startsWith(name, prefix)) return std::nullopt;
  return numberIn<int>(name.substr(prefix.size()));
}

std::optional<Fault> numbered(std::string_view name) {
  Fault fault;
  if (const auto status = numberAfter(name, "status-")) {
    fault.kind = Kind::status;
    fault.status = *status;
  } else if (const auto htmlStatus = numberAfter(name, "html-")) {
    fault.kind = Kind::html;
    fault.status = *htmlStatus;
  } else if (const auto delay = numberAfter(name, "latency-")) {
    fault.kind = Kind::latency;
    fault.delay = Milliseconds{*delay};
    return fault;
  } else {
    return std::nullopt;
  }
  const bool possible = fault.status >= 200 && fault.status <= 599;
  return possible ? std::optional(fault) : std::nullopt;
}

Error wrongRule(std::string_view why) { return {ErrorCode::malformedInput, std::string(why)}; }

}  // namespace

std::optional<Fault> faultByName(std::string_view name) {
  Fault fault;
  const bool bare = isRateLimit(name) && name.size() > kBare.size() &&
                    name.substr(name.size() - kBare.size()) == kBare;
  if (bare) {
    name.remove_suffix(kBare.size());
    fault.rateLimitHeaders = Fault::RateLimitHeaders::missing;
  }
  for (const Named& named : kNames) {
    if (named.name != name) continue;
    fault.kind = named.kind;
    fault.flaw = named.flaw;
    fault.distortion = named.distortion;
    return fault;
  }
  return numbered(name);
}

std::vector<FaultName> faultNames() {
  std::vector<FaultName> names;
  names.reserve(kNumbered.size() + 2 * kNames.size());
  for (const Named& named : kNumbered) {
    names.push_back({std::string(named.name), named.about, named.kind});
  }
  for (const Named& named : kNames) {
    names.push_back({std::string(named.name), named.about, named.kind});
    if (!isRateLimit(named.name)) continue;
    names.push_back(
        {std::string(named.name) + std::string(kBare), "the same without its headers", named.kind});
  }
  return names;
}

Result<Fault> faultByRule(std::string_view rule) {
  const auto parts = split(rule, ',');
  const std::size_t at = parts.front().find('@');
  auto fault = faultByName(parts.front().substr(0, at));
  if (!fault) return wrongRule("there is no fault of that name");
  fault->path = at == std::string_view::npos ? "/" : parts.front().substr(at + 1);
  if (!startsWith(fault->path, "/")) return wrongRule("a path begins with \"/\"");
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto count = numberAfter(parts[i], "count=");
    const auto skip = numberAfter(parts[i], "skip=");
    if (count && *count > 0) {
      fault->count = *count;
    } else if (skip && *skip >= 0) {
      fault->skip = *skip;
    } else if (startsWith(parts[i], "transaction=")) {
      fault->transaction = parts[i].substr(parts[i].find('=') + 1);
    } else {
      return wrongRule("after the path there may be count=, skip= and transaction=");
    }
  }
  return *std::move(fault);
}

}  // namespace latchkey::simulator
