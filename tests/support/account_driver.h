#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "signin/account.h"
#include "tests/support/demo_client.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/tokens.h"

namespace latchkey::support {

// Drives Account by hand, event by event, where a scenario against the org would hide what a test
// is about: who holds the lock, what comes too late, what is stored when.
class AccountDriver {
 public:
  static constexpr const char* kDiscovery =
      R"({"issuer":"https://id.example.test/oauth2/default",
      "jwks_uri":"https://id.example.test/oauth2/default/v1/keys","code_challenge_methods_supported":["S256"]})";

  static const SigningKey& orgKey() {
    static const SigningKey key = SigningKey::rsa("org-key");
    return key;
  }
  static IdTokenBuilder idToken() {
    IdTokenBuilder token;
    return token.claim("aud", "0oaDemo").without("nonce").without("at_hash");
  }
  static session::Tokens tokens(const std::string& name) {
    session::Tokens tokens;
    tokens.accessToken = oauth::AccessToken("access-" + name);
    tokens.idToken = oauth::IdToken("h.p.s");
    tokens.refreshToken = oauth::RefreshToken("refresh-" + name);
    tokens.tokenType = "Bearer";
    tokens.accessExpiresAt = fromUnix(kNow + Seconds(3600));
    tokens.idExpiresAt = tokens.accessExpiresAt;
    tokens.claims = idToken().claim("name", "Ada Lovelace").payload();
    return tokens;
  }

  void happens(signin::Event::What what) {
    latest = account.step({now, std::move(what)});
    all.insert(all.end(), latest.begin(), latest.end());
  }
  void opens(std::optional<session::Tokens> stored) {
    signin::Opened opened;
    opened.tokens = std::move(stored);
    happens(std::move(opened));
  }
  // To a minute before the end, where the lock is asked for.
  void comesDue() {
    opens(tokens("1"));
    now += Seconds(3541);
    happens(signin::TimerFired{last<signin::StartTimer>()->ticket});
  }

  template <class T>
  const T* last() const {
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
      if (const T* effect = std::get_if<T>(&*it)) return effect;
    }
    return nullptr;
  }
  template <class T>
  std::size_t count() const {
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(),
                      [](const signin::Effect& it) { return std::holds_alternative<T>(it); }));
  }
  template <class T>
  bool wants() const {
    return std::any_of(latest.begin(), latest.end(),
                       [](const signin::Effect& it) { return std::holds_alternative<T>(it); });
  }

  void getsTheLock(const std::string& storedBy = "1") {
    happens(signin::LockTaken{last<signin::TakeLock>()->ticket, tokens(storedBy), false});
  }
  void answers(const std::string& body, int status = 200) {
    happens(signin::Answered{last<signin::Send>()->ticket, http::Response{status, {}, body}});
  }
  // From the lock to the request that spends the refresh token.
  void asksForTokens() {
    comesDue();
    getsTheLock();
    answers(kDiscovery);
    answers(jwkSetOf({orgKey().jwk()}));
    ASSERT_NE(last<signin::Send>()->request.body.find("refresh_token=refresh-1"),
              std::string::npos);
  }
  static std::string newTokens(const SigningKey& key = orgKey()) {
    const std::string id = idToken()
                               .claim("iat", kNow + Seconds(3541))
                               .claim("exp", kNow + Seconds(7141))
                               .signedWith(key);
    return R"({"token_type":"Bearer","expires_in":3600,"access_token":"access-2",)"
           R"("refresh_token":"refresh-2","id_token":")" +
           id + "\"}";
  }
  void computes() {
    happens(
        signin::Digested{last<signin::Digest>()->ticket, sha256Of(last<signin::Digest>()->data)});
    const auto* check = last<signin::CheckSignature>();
    happens(signin::SignatureChecked{
        check->ticket, verifySignature(check->token.algorithm, check->key,
                                       check->token.signingInput, check->token.signature)});
  }

  const signin::SignedIn* page() const { return std::get_if<signin::SignedIn>(&account.phase()); }

  signin::Account account{demoClient(),
                          {"https://app.example.test/", "https://app.example.test/app/"}};
  Instant now = fromUnix(kNow);
  std::vector<signin::Effect> latest;
  std::vector<signin::Effect> all;
};

}  // namespace latchkey::support
