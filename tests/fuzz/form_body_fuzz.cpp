// application/x-www-form-urlencoded: our own reading and writing of it, and what the simulated org
// makes of such a body wherever it takes one.

#include <array>
#include <set>

#include "base/json_reader.h"
#include "http/form_body.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/live_org.h"

namespace latchkey::fuzz {
namespace {

void isReadAsItIsWritten(const std::string& body) {
  const QueryPairs pairs = http::parseFormBody(body);
  promise(http::parseFormBody(http::toFormBody(pairs)) == pairs, "written and read is the same",
          body);
  std::set<std::string> names;
  for (const auto& [name, value] : pairs) {
    const bool first = names.insert(name).second;
    const std::optional<std::string> single = http::single(pairs, name);
    promise(first || !single, "what is there twice is taken by nobody", name);
    promise(!single || *single == value, "a name has its own value", name);
  }
}

void isAnsweredByTheOrg(const std::string& body) {
  constexpr std::array kEndpoints = {"interact", "token", "revoke", "introspect"};
  LiveOrg org;
  org.begin();
  for (const std::string endpoint : kEndpoints) {
    const auto answer =
        org.ask("POST", "/oauth2/default/v1/" + endpoint,
                {{"Content-Type", std::string(http::kFormContentType)}}, org.filledIn(body));
    promise(answer.has_value(), "an answer comes", endpoint);
    const bool refused = answer->status >= 400 && answer->status < 500;
    promise(refused || answer->status == 200, "a form is taken or refused", endpoint);
    const Result<Json> json = parseJson(answer->body);
    promise(!refused || (json && member(*json, "error") != nullptr) ||
                (json && member(*json, "errorCode") != nullptr),
            "a refusal says which", answer->body);
  }
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string body = latchkey::fuzz::textOf(data, size);
  latchkey::fuzz::isReadAsItIsWritten(body);
  latchkey::fuzz::isAnsweredByTheOrg(body);
  return 0;
}
