#include "simulator/control.h"

#include <algorithm>

#include "base/json_reader.h"
#include "base/text.h"
#include "simulator/answers.h"
#include "simulator/faults.h"
#include "simulator/org.h"

namespace latchkey::simulator {
namespace {

http::Response done() { return jsonAnswer(200, {{"done", true}}); }

http::Response refused(std::string_view reason) { return jsonAnswer(400, {{"error", reason}}); }

http::Response addFault(Org& org, const Json& body) {
  const auto path = text(body, "path");
  const auto kind = text(body, "kind");
  if (!path || !kind) return refused("a fault has a \"path\" and a \"kind\"");
  auto fault = faultByName(*kind);
  if (!fault) return refused("no fault of that kind");
  fault->path = *path;
  fault->transaction = text(body, "transaction").value_or("");
  constexpr std::int64_t kMost = 1'000'000;
  fault->count =
      static_cast<int>(std::clamp<std::int64_t>(integer(body, "count").value_or(1), 1, kMost));
  fault->skip =
      static_cast<int>(std::clamp<std::int64_t>(integer(body, "skip").value_or(0), 0, kMost));
  org.faults().add(*std::move(fault));
  return done();
}

http::Response listFaults() {
  Json list = Json::array();
  for (const FaultName& fault : faultNames()) {
    list.push_back({{"kind", fault.name}, {"about", fault.about}});
  }
  return jsonAnswer(200, list);
}

http::Response advance(Org& org, const Json& body) {
  constexpr std::int64_t kTenYears = 315'360'000;
  const auto seconds = integer(body, "seconds");
  if (!seconds || *seconds < -kTenYears || *seconds > kTenYears) {
    return refused("\"seconds\" is a whole number of less than ten years");
  }
  org.advance(Seconds{*seconds});
  return done();
}

http::Response state(Org& org) {
  return jsonAnswer(200, {{"now", toRfc3339(org.now())},
                          {"transactions", org.transactions().size()},
                          {"mails", org.mailbox().size()},
                          {"faults", org.faults().pending()}});
}

std::optional<http::Response> whatIsThere(Org& org, std::string_view path) {
  if (path == "/sim/state") return state(org);
  if (path == "/sim/faults") return listFaults();
  if (path == "/sim/transactions") return jsonAnswer(200, org.transactionsJson());
  return std::nullopt;
}

// A browser says of a request that a page makes that it does (Origin, and for a GET of the same
// origin Sec-Fetch-Site: Fetch Metadata §2.3), and of one that a person makes that none does.
bool isFromPage(const http::Request& request) {
  return std::any_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
    return equalsIgnoringCase(header.first, "Origin") ||
           (equalsIgnoringCase(header.first, "Sec-Fetch-Site") && header.second != "none");
  });
}

}  // namespace

http::Response control(Org& org, const http::Request& request, std::string_view path) {
  if (isFromPage(request)) return refused("not for pages");
  if (std::optional<http::Response> told = whatIsThere(org, path)) {
    return request.method == http::Method::get ? *std::move(told) : wrongMethod("GET");
  }
  if (request.method != http::Method::post) return wrongMethod();
  const Result<Json> parsed = parseJson(request.body.empty() ? "{}" : request.body);
  if (!parsed) return refused("not JSON");
  if (path == "/sim/fault") return addFault(org, *parsed);
  if (path == "/sim/advance") return advance(org, *parsed);
  if (path == "/sim/clear") {
    org.clear();
  } else if (path == "/sim/expire") {
    org.expireTransactions();
  } else if (path == "/sim/rotate") {
    org.rotateKey(SigningKey::generate());
  } else {
    return notFound();
  }
  return done();
}

}  // namespace latchkey::simulator
