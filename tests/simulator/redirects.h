#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "tests/simulator/visitor.h"

// An app that signs people in by redirects: what it asks, and what comes back to it.
namespace latchkey::simulator::redirects {

inline constexpr std::string_view kAuthorize = "/oauth2/default/v1/authorize";
inline constexpr std::string_view kCallback = "http://localhost:8080/login/callback/";

inline QueryPairs with(QueryPairs pairs, std::string_view name, std::optional<std::string> value) {
  for (auto pair = pairs.begin(); pair != pairs.end(); ++pair) {
    if (pair->first != name) continue;
    pairs.erase(pair);
    break;
  }
  if (value) pairs.emplace_back(std::string(name), *std::move(value));
  return pairs;
}

inline QueryPairs usual() { return with(Visitor::interaction(), "response_type", "code"); }

inline std::string header(const http::Response& response, std::string_view name) {
  return http::header(response.headers, name).value_or("");
}

// What came back to the app; empty if nobody was sent there.
inline QueryPairs saidByQuery(const http::Response& answer) {
  const auto url = Url::parse(header(answer, "Location"));
  if (answer.status != 302 || !url || url->origin() + url->path() != kCallback) return {};
  return parseQuery(url->query());
}

inline std::string in(const QueryPairs& said, std::string_view name) {
  return http::single(said, name).value_or("");
}

// A browser with cookies, in which Grace may be signed in to the org.
class Authorize : public testing::Test {
 protected:
  http::Response ask(const QueryPairs& query) {
    http::Headers headers;
    if (!session_.empty()) headers.emplace_back("Cookie", session_);
    return grace_.send(http::Method::get, std::string(kAuthorize) + "?" + toQuery(query),
                       std::move(headers), "");
  }
  void signInToTheOrg() {
    grace_.begin();
    grace_.identify("grace@example.com");
    const Json credentials = {{"passcode", grace_.mailTo("grace@example.com").code}};
    const auto answer =
        grace_.postJson("/idp/idx/challenge/answer",
                        {{"stateHandle", grace_.stateHandle}, {"credentials", credentials}});
    takeSession(answer);
  }
  void takeSession(const http::Response& answer) {
    for (const auto& [name, value] : answer.headers) {
      if (name == "Set-Cookie" && value.rfind("idx=", 0) == 0) {
        session_ = value.substr(0, value.find(';'));
      }
    }
  }
  static QueryPairs grant(const std::string& code) {
    return {{"client_id", "latchkey-demo"},
            {"redirect_uri", std::string(kCallback)},
            {"grant_type", "authorization_code"},
            {"code_verifier", std::string(Visitor::kVerifier)},
            {"code", code}};
  }
  std::string freshCode() { return in(saidByQuery(ask(with(usual(), "prompt", "none"))), "code"); }

  // The org's own page.
  http::Response press(const http::Response& page, QueryPairs form) {
    const std::size_t at = page.body.find("name=\"stateToken\" value=\"");
    const std::size_t begin = page.body.find("02", at);
    form.emplace_back("stateToken", page.body.substr(begin, page.body.find('"', begin) - begin));
    return grace_.postForm("/login/step", form);
  }

  Visitor grace_;
  std::string session_;
};

}  // namespace latchkey::simulator::redirects
