#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/ports.h"
#include "base/text.h"
#include "base/url.h"
#include "http/form_body.h"
#include "http/message.h"
#include "simulator/digest.h"
#include "simulator/org.h"

namespace latchkey::simulator {

class FixedClock : public Clock {
 public:
  Instant now() const override { return now_; }
  void advance(Seconds by) { now_ += by; }

 private:
  Instant now_ = fromUnix(Seconds{1'900'000'000});
};

// The same numbers in every run, and for all practical purposes never the same twice.
class CountingRandom : public Random {
 public:
  Bytes draw(std::size_t count) override {
    Bytes bytes(count);
    for (std::uint8_t& byte : bytes) {
      // Knuth's MMIX generator; the high bits are the good ones.
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      byte = static_cast<std::uint8_t>(state_ >> 56U);
    }
    return bytes;
  }

 private:
  std::uint64_t state_ = 1;
};

// One key for all tests of a program: making one takes longer than all the rest.
inline SigningKey testKey() {
  static const SigningKey key = SigningKey::generate();
  return key;
}

// Follows "remediation.value.0.name"; null where there is nothing of that path.
inline Json at(const Json& document, std::string_view path) {
  const Json* here = &document;
  for (const std::string_view name : split(path, '.')) {
    if (here->is_array()) {
      const auto index = static_cast<std::size_t>(name.front() - '0');
      if (index >= here->size()) return nullptr;
      here = &*std::next(here->begin(), static_cast<std::ptrdiff_t>(index));
    } else {
      here = member(*here, name);
    }
    if (here == nullptr) return nullptr;
  }
  return *here;
}

inline std::string textAt(const Json& document, std::string_view path) {
  return asText(at(document, path)).value_or("");
}

// One text of each element of a list, joined by spaces.
inline std::string eachText(const Json& list, std::string_view path) {
  std::vector<std::string> texts;
  for (const Json& element : list) texts.push_back(textAt(element, path));
  return join(texts, " ");
}

inline std::string forms(const Json& document) {
  return eachText(at(document, "remediation.value"), "name");
}

inline std::string messageKeys(const Json& document) {
  return eachText(at(document, "messages.value"), "i18n.key");
}

inline Json parsed(std::string_view text) { return parseJson(text).value_or(Json()); }

inline Json claimsOf(std::string_view jwt) {
  const auto parts = split(jwt, '.');
  return parsed(toText(fromBase64Url(parts.size() == 3 ? parts[1] : "").value_or(Bytes())));
}

// A page in a browser, reduced to what it says to an org.
class Visitor {
 public:
  static constexpr std::string_view kVerifier = "0123456789abcdef0123456789abcdef0123456789a";
  static constexpr std::string_view kIdxType = "application/ion+json; okta-version=1.0.0";

  explicit Visitor(Policy policy = demoPolicy(), Org::Control control = Org::Control::off)
      : org(std::move(policy), clock, random, testKey(), control) {}

  FixedClock clock;
  CountingRandom random;
  Org org;
  std::string interactionHandle;
  std::string stateHandle;
  int status = 0;            // of the last answer
  std::string deviceCookie;  // "DT=...", as the org set it; empty: another browser
  std::string acceptLanguage;

  http::Response send(http::Method method, std::string_view path, http::Headers headers,
                      std::string body) {
    http::Request request;
    request.method = method;
    request.url = org.policy().origin + std::string(path);
    request.headers = std::move(headers);
    request.headers.emplace_back("Origin", "http://localhost:8080");
    if (!deviceCookie.empty()) request.headers.emplace_back("Cookie", deviceCookie);
    if (!acceptLanguage.empty()) {
      request.headers.emplace_back("Accept-Language", acceptLanguage);
    }
    request.body = std::move(body);
    const auto answer = org.handle(request);
    status = answer ? answer->status : 0;
    if (answer) keepCookie(*answer);
    return answer.value_or(http::Response());
  }
  http::Response get(std::string_view path) { return send(http::Method::get, path, {}, ""); }
  http::Response postForm(std::string_view path, const QueryPairs& form) {
    return send(http::Method::post, path, {{"Content-Type", std::string(http::kFormContentType)}},
                http::toFormBody(form));
  }
  http::Response postJson(std::string_view path, const Json& body) {
    return send(http::Method::post, path, {{"Content-Type", "application/json"}}, writeJson(body));
  }

  // The steps of a sign-in, each giving the document that it is answered with.

  static QueryPairs interaction() {
    return {{"client_id", "latchkey-demo"},
            {"scope", "openid profile email offline_access"},
            {"redirect_uri", "http://localhost:8080/login/callback/"},
            {"code_challenge", toBase64Url(sha256(kVerifier))},
            {"code_challenge_method", "S256"},
            {"state", "the-state"},
            {"nonce", "the-nonce"}};
  }
  Json introspect() {
    const auto answer =
        send(http::Method::post, "/idp/idx/introspect", {{"Content-Type", std::string(kIdxType)}},
             writeJson({{"interactionHandle", interactionHandle}}));
    return remember(answer);
  }
  Json begin() {
    const auto answer = postForm("/oauth2/default/v1/interact", interaction());
    interactionHandle = textAt(parsed(answer.body), "interaction_handle");
    return introspect();
  }
  Json step(std::string_view path, Json body = Json::object()) {
    setMember(body, "stateHandle", stateHandle);
    return remember(postJson(path, body));
  }
  Json identify(std::string_view username) {
    return step("/idp/idx/identify", {{"identifier", username}});
  }
  Json choose(std::string_view authenticator, std::string_view method) {
    const Json choice = {{"id", authenticator}, {"methodType", method}};
    return step("/idp/idx/challenge", {{"authenticator", choice}});
  }
  Json askForMail() { return choose(textOfEmailId(), "email"); }
  Json answer(std::string_view code) {
    const Json credentials = {{"passcode", code}};
    return step("/idp/idx/challenge/answer", {{"credentials", credentials}});
  }
  Json poll() { return step("/idp/idx/challenge/poll"); }
  Json resend() { return step("/idp/idx/challenge/resend"); }

  // Everything up to the interaction code.
  std::string codeFor(std::string_view username) {
    begin();
    if (forms(identify(username)).rfind("authenticator-verification-data", 0) == 0) askForMail();
    return codeIn(answer(mailTo(username).code));
  }
  static std::string codeIn(const Json& document) {
    return textAt(document, "successWithInteractionCode.value.1.value");
  }
  static QueryPairs exchange(const std::string& interactionCode) {
    return {{"client_id", "latchkey-demo"},
            {"redirect_uri", "http://localhost:8080/login/callback/"},
            {"grant_type", "interaction_code"},
            {"code_verifier", std::string(kVerifier)},
            {"interaction_code", interactionCode}};
  }
  Json tokens(const QueryPairs& form) {
    return parsed(postForm("/oauth2/default/v1/token", form).body);
  }
  Json tokensFor(std::string_view username) { return tokens(exchange(codeFor(username))); }

  // A mail without a code if there is none.
  Mail mailTo(std::string_view address) const {
    const Mail* mail = org.mailbox().latest(address);
    return mail == nullptr ? Mail() : *mail;
  }

 private:
  static std::string_view textOfEmailId() { return "aut1latchkeyEmail0g4"; }

  void keepCookie(const http::Response& answer) {
    const std::string set = http::header(answer.headers, "Set-Cookie").value_or("");
    if (set.rfind("DT=", 0) == 0) deviceCookie = set.substr(0, set.find(';'));
  }

  Json remember(const http::Response& answer) {
    Json document = parsed(answer.body);
    if (const auto handle = text(document, "stateHandle")) stateHandle = *handle;
    return document;
  }
};

}  // namespace latchkey::simulator
