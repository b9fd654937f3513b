// The simulated org under fire. An input is a run of requests, with "===" between them:
//
//   POST /idp/idx/identify
//   Content-Type: application/json
//
//   {"stateHandle":"$state","identifier":"ada@example.com"}
//
// $state and its kin (live_org.h) are values that are alive. "@60" in place of a request lets a
// minute pass.

#include <algorithm>

#include "base/json_reader.h"
#include "base/text.h"
#include "base/url.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/live_org.h"

namespace latchkey::fuzz {
namespace {

constexpr int kMostRequests = 24;
// An answer must never contain this as markup: inputs with it try to inject HTML into a page.
constexpr std::string_view kIntruder = "<intruder";

struct Asked {
  std::string_view method;
  std::string path;
  http::Headers headers;
  std::string body;
};

Asked read(std::string_view part, const LiveOrg& live) {
  Asked asked;
  const std::string_view first = takeLine(part);
  const std::size_t space = std::min(first.find(' '), first.size());
  asked.method = first.substr(0, space);
  asked.path = live.filledIn(std::string(first.substr(std::min(space + 1, first.size()))));
  if (asked.path.empty() || asked.path.front() != '/') asked.path.insert(0, "/");
  while (!part.empty()) {
    const std::string_view line = takeLine(part);
    if (line.empty()) break;
    const std::size_t colon = std::min(line.find(": "), line.size());
    asked.headers.emplace_back(
        line.substr(0, colon),
        live.filledIn(std::string(line.substr(std::min(colon + 2, line.size())))));
  }
  asked.body = live.filledIn(std::string(part));
  return asked;
}

void promiseSoundHeaders(const http::Response& answer, LiveOrg& live) {
  for (const auto& [name, value] : answer.headers) {
    promise(value.find_first_of("\r\n") == std::string::npos, "a header stays one line", name);
  }
  const auto allowed = http::header(answer.headers, "Access-Control-Allow-Origin");
  promise(!allowed || *allowed == "*" || live.org().policy().trusts(*allowed),
          "only trusted origins may read", allowed.value_or(""));
  promise(!allowed || *allowed != "*" ||
              !http::header(answer.headers, "Access-Control-Allow-Credentials"),
          "no cookies for everybody");
}

void promiseSoundBody(const Asked& asked, const http::Response& answer, LiveOrg& live) {
  const std::string type = http::header(answer.headers, "Content-Type").value_or("");
  if (type.find("json") != std::string::npos && !answer.body.empty()) {
    promise(parseJson(answer.body).has_value(), "what is called JSON is JSON", answer.body);
  }
  if (type.find("text/html") != std::string::npos) {
    promise(answer.body.find(kIntruder) == std::string::npos, "nothing of a request becomes markup",
            answer.body);
  }
  const bool isTheirMail = asked.path.find("/inbox") == 0 || asked.path.find("/email/") == 0;
  const simulator::Mail* mail = live.newestMail();
  if (isTheirMail || mail == nullptr || mail->code.empty()) return;
  const bool isTold = asked.body.find(mail->code) != std::string::npos ||
                      asked.path.find(mail->code) != std::string::npos;
  promise(isTold || answer.body.find(mail->code) == std::string::npos,
          "the code of a mail is only in the mail", answer.body);
}

void play(std::string_view part, LiveOrg& live) {
  if (!part.empty() && part.front() == '@') {
    int seconds = 0;
    for (const char c : part.substr(1, 5))
      seconds = isDigit(c) ? seconds * 10 + (c - '0') : seconds;
    live.clock().advance(Seconds(seconds));
    return;
  }
  const Asked asked = read(part, live);
  const auto answer = live.ask(asked.method, asked.path, asked.headers, asked.body);
  promise(answer.has_value(), "an answer comes", asked.path);
  promise(answer->status >= 200 && answer->status < 500, "the org does not break down", asked.path);
  promiseSoundHeaders(*answer, live);
  promiseSoundBody(asked, *answer, live);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input = latchkey::fuzz::textOf(data, size);
  latchkey::fuzz::LiveOrg live;
  live.begin();
  std::string_view rest = input;
  for (int i = 0; i < latchkey::fuzz::kMostRequests && !rest.empty(); ++i) {
    const std::size_t end = std::min(rest.find("\n===\n"), rest.size());
    latchkey::fuzz::play(rest.substr(0, end), live);
    rest.remove_prefix(std::min(end + 5, rest.size()));
  }
  return 0;
}
