#include "tests/fuzz/live_org.h"

#include <algorithm>
#include <array>

#include "base/json_reader.h"
#include "base/text.h"
#include "http/form_body.h"
#include "tests/support/openssl_crypto.h"

namespace latchkey::fuzz {
namespace {

constexpr std::string_view kVerifier = "a-verifier-of-forty-three-characters-or-more-";

struct Told {
  std::string_view member;
  std::string_view name;
};
constexpr std::array kTold = {Told{"interaction_handle", "$interaction"},
                              Told{"stateHandle", "$state"}, Told{"access_token", "$access"},
                              Told{"refresh_token", "$refresh"}, Told{"id_token", "$id"}};

// The interaction code is the value of a field of that name.
std::string issuedCodeIn(const Json& json) {
  const Json* success = object(json, "successWithInteractionCode");
  const Json* fields = success == nullptr ? nullptr : array(*success, "value");
  if (fields == nullptr) return "";
  for (const Json& field : *fields) {
    if (text(field, "name") == "interaction_code") return text(field, "value").value_or("");
  }
  return "";
}

}  // namespace

const simulator::SigningKey& LiveOrg::key() {
  // Making one takes longer than a hundred sign-ins.
  static const simulator::SigningKey key = simulator::SigningKey::generate();
  return key;
}

LiveOrg::LiveOrg() : org_(simulator::demoPolicy(), clock_, random_, key()) {
  // Codes that cannot turn up anywhere by chance.
  org_.policy().code = {.length = 12, .alphabet = simulator::CodeAlphabet::alphanumeric};
}

void LiveOrg::begin() {
  learn("$verifier", std::string(kVerifier));
  const std::string challenge = toBase64Url(support::sha256Of(toBytes(kVerifier)));
  const QueryPairs form = {{"client_id", org_.policy().app.clientId},
                           {"scope", "openid email offline_access"},
                           {"redirect_uri", org_.policy().app.redirectUris.front()},
                           {"code_challenge", challenge},
                           {"code_challenge_method", "S256"},
                           {"state", "a-state"},
                           {"nonce", "a-nonce"}};
  ask("POST", "/oauth2/default/v1/interact",
      {{"Content-Type", std::string(http::kFormContentType)}}, http::toFormBody(form));
  ask("POST", "/idp/idx/introspect", {{"Content-Type", "application/json"}},
      filledIn(R"({"interactionHandle":"$interaction"})"));
}

const simulator::Mail* LiveOrg::newestMail() const {
  return org_.mailbox().all().empty() ? nullptr : &org_.mailbox().all().front();
}

std::optional<http::Response> LiveOrg::handle(const http::Request& request) {
  std::optional<http::Response> answer = org_.handle(request);
  if (answer) learn(answer->body);
  return answer;
}

std::optional<http::Response> LiveOrg::ask(std::string_view method, const std::string& path,
                                           http::Headers headers, std::string body) {
  http::Request request;
  request.method = http::methodFrom(method);
  request.url = org_.policy().origin + path;
  request.headers = std::move(headers);
  request.body = std::move(body);
  return handle(request);
}

void LiveOrg::learn(std::string name, std::string value) {
  std::pair<std::string, std::string> secret(std::move(name), std::move(value));
  const bool known = std::find(secrets_.begin(), secrets_.end(), secret) != secrets_.end();
  if (!secret.second.empty() && !known) secrets_.push_back(std::move(secret));
}

void LiveOrg::learn(const std::string& body) {
  const Result<Json> json = parseJson(body);
  if (json && json->is_object()) {
    for (const Told& told : kTold) {
      learn(std::string(told.name), text(*json, told.member).value_or(""));
    }
    learn("$issued", issuedCodeIn(*json));
  }
  if (const simulator::Mail* mail = newestMail()) {
    learn("$code", mail->code);
    const std::size_t path = mail->link.find('/', mail->link.find("://") + 3);
    if (path != std::string::npos) learn("$link", mail->link.substr(path));
  }
}

std::string LiveOrg::filledIn(std::string text) const {
  if (text.find('$') == std::string::npos) return text;
  for (auto it = secrets_.rbegin(); it != secrets_.rend(); ++it) {
    text = replaceAll(std::move(text), it->first, it->second);
  }
  return text;
}

}  // namespace latchkey::fuzz
