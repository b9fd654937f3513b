#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kToken = "/oauth2/default/v1/token";

// Straight from RFC 7515 and 7518, with the key as the JWKS publishes it.
bool isSignedBy(const std::string& jwt, const Json& jwk) {
  const auto number = [&jwk](std::string_view name) {
    const Bytes bytes = fromBase64Url(text(jwk, name).value_or("")).value_or(Bytes());
    return std::unique_ptr<BIGNUM, decltype(&BN_free)>(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), BN_free);
  };
  const auto modulus = number("n");
  const auto exponent = number("e");
  OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent.get());
  OSSL_PARAM* params = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX* from = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_fromdata_init(from);
  EVP_PKEY_fromdata(from, &key, EVP_PKEY_PUBLIC_KEY, params);
  const std::size_t dot = jwt.rfind('.');
  const Bytes signature = fromBase64Url(jwt.substr(dot + 1)).value_or(Bytes());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
  const bool good = EVP_DigestVerify(context, signature.data(), signature.size(),
                                     reinterpret_cast<const unsigned char*>(jwt.data()), dot) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  EVP_PKEY_CTX_free(from);
  OSSL_PARAM_free(params);
  OSSL_PARAM_BLD_free(builder);
  return good;
}

Json headerOf(const std::string& jwt) {
  return parsed(toText(fromBase64Url(jwt.substr(0, jwt.find('.'))).value_or(Bytes())));
}

class Tokens : public testing::Test {
 protected:
  Tokens() : tokens_(ada_.tokensFor("ada@example.com")) {}

  std::string token(std::string_view name) const { return text(tokens_, name).value_or(""); }
  Json keys() { return at(parsed(ada_.get("/oauth2/default/v1/keys").body), "keys"); }
  Json refresh(const std::string& refreshToken) {
    return ada_.tokens({{"client_id", "latchkey-demo"},
                        {"grant_type", "refresh_token"},
                        {"scope", "openid profile email offline_access"},
                        {"refresh_token", refreshToken}});
  }
  Json userinfo(const std::string& accessToken) {
    return parsed(ada_.send(http::Method::get, "/oauth2/default/v1/userinfo",
                            {{"Authorization", "Bearer " + accessToken}}, "")
                      .body);
  }
  bool isActive(const std::string& any) {
    const auto answer = ada_.postForm("/oauth2/default/v1/introspect",
                                      {{"client_id", "latchkey-demo"}, {"token", any}});
    return boolean(parsed(answer.body), "active").value_or(false);
  }

  Visitor ada_;
  Json tokens_;
};

TEST_F(Tokens, AreAnsweredAsOktaAnswers) {
  EXPECT_EQ(text(tokens_, "token_type"), "Bearer");
  EXPECT_EQ(integer(tokens_, "expires_in"), 3600);
  EXPECT_EQ(text(tokens_, "scope"), "openid profile email offline_access");
  EXPECT_FALSE(token("refresh_token").empty());
}

TEST_F(Tokens, AreSignedByTheKeyThatIsPublished) {
  const Json published = keys();
  ASSERT_EQ(published.size(), 1U);
  EXPECT_EQ(textAt(published, "0.alg"), "RS256");
  EXPECT_EQ(textAt(published, "0.use"), "sig");
  EXPECT_EQ(text(headerOf(token("id_token")), "kid"), textAt(published, "0.kid"));
  EXPECT_TRUE(isSignedBy(token("id_token"), published.front()));
  EXPECT_TRUE(isSignedBy(token("access_token"), published.front()));
}

TEST_F(Tokens, SayWhoWhenWhereForWhomAndHow) {
  const Json claims = claimsOf(token("id_token"));
  EXPECT_EQ(text(claims, "iss"), "http://localhost:8081/oauth2/default");
  EXPECT_EQ(text(claims, "aud"), "latchkey-demo");
  EXPECT_EQ(text(claims, "sub"), "00u1adaLovelace0g4");
  EXPECT_EQ(text(claims, "nonce"), "the-nonce");
  EXPECT_EQ(integer(claims, "iat"), 1'900'000'000);
  EXPECT_EQ(integer(claims, "exp"), 1'900'003'600);
  EXPECT_EQ(integer(claims, "auth_time"), 1'900'000'000);
  EXPECT_EQ(textAt(claims, "amr.0"), "email");
  EXPECT_EQ(text(claims, "name"), "Ada Lovelace");
  EXPECT_EQ(text(claims, "preferred_username"), "ada@example.com");
  EXPECT_EQ(text(claims, "email"), "ada@example.com");
}

TEST_F(Tokens, AreTiedToEachOtherByAHash) {
  Bytes digest = sha256(token("access_token"));
  digest.resize(16);
  EXPECT_EQ(text(claimsOf(token("id_token")), "at_hash"), toBase64Url(digest));
}

TEST_F(Tokens, GiveUserinfoAboutTheSamePerson) {
  const Json info = userinfo(token("access_token"));
  EXPECT_EQ(text(info, "sub"), text(claimsOf(token("id_token")), "sub"));
  EXPECT_EQ(text(info, "family_name"), "Lovelace");
}

TEST_F(Tokens, GiveNoUserinfoWhenMissingMadeUpExpiredOrRevoked) {
  const auto refused = [this](const std::string& accessToken) {
    const Json body = userinfo(accessToken);
    return ada_.status == 401 && body.is_null();
  };
  EXPECT_TRUE(refused(""));
  EXPECT_TRUE(refused("made.up.token"));
  EXPECT_TRUE(refused(token("id_token")));
  ada_.postForm("/oauth2/default/v1/revoke", {{"client_id", "latchkey-demo"},
                                              {"token_type_hint", "access_token"},
                                              {"token", token("access_token")}});
  EXPECT_EQ(ada_.status, 200);
  EXPECT_TRUE(refused(token("access_token")));
  const std::string other = text(refresh(token("refresh_token")), "access_token").value_or("");
  EXPECT_FALSE(refused(other));
  ada_.clock.advance(Seconds{3600});
  EXPECT_TRUE(refused(other));
}

TEST_F(Tokens, AreRefreshedByATokenThatIsReplaced) {
  const Json fresh = refresh(token("refresh_token"));
  EXPECT_EQ(ada_.status, 200);
  EXPECT_NE(text(fresh, "refresh_token"), token("refresh_token"));
  const Json claims = claimsOf(text(fresh, "id_token").value_or(""));
  EXPECT_EQ(text(claims, "sub"), "00u1adaLovelace0g4");
  EXPECT_EQ(member(claims, "nonce"), nullptr);
}

TEST_F(Tokens, AreRefreshedAgainWithinThirtySeconds) {
  refresh(token("refresh_token"));
  ada_.clock.advance(Seconds{30});
  refresh(token("refresh_token"));
  EXPECT_EQ(ada_.status, 200);
}

TEST_F(Tokens, AllEndWhenAReplacedOneComesBackLater) {
  const std::string next = text(refresh(token("refresh_token")), "refresh_token").value_or("");
  ada_.clock.advance(Seconds{31});
  EXPECT_EQ(text(refresh(token("refresh_token")), "error"), "invalid_grant");
  EXPECT_EQ(text(refresh(next), "error"), "invalid_grant");
  EXPECT_FALSE(isActive(token("access_token")));
}

// Rotation does not make a chain of tokens live longer.
TEST_F(Tokens, EndWhenTheFirstRefreshTokenWouldHave) {
  ada_.clock.advance(std::chrono::hours{29 * 24});
  const Json fresh = refresh(token("refresh_token"));
  EXPECT_EQ(ada_.status, 200);
  ada_.clock.advance(std::chrono::hours{24});
  EXPECT_EQ(text(refresh(text(fresh, "refresh_token").value_or("")), "error"), "invalid_grant");
}

TEST_F(Tokens, AreNotRefreshedByAStrangerOrForMore) {
  EXPECT_EQ(text(refresh("made up"), "error"), "invalid_grant");
  Policy little = demoPolicy();
  Visitor visitor(little);
  QueryPairs asked = Visitor::interaction();
  for (auto& [name, value] : asked) {
    if (name == "scope") value = "openid offline_access";
  }
  const auto begun = visitor.postForm("/oauth2/default/v1/interact", asked);
  visitor.interactionHandle = textAt(parsed(begun.body), "interaction_handle");
  visitor.introspect();
  visitor.identify("grace@example.com");
  const std::string code =
      Visitor::codeIn(visitor.answer(visitor.mailTo("grace@example.com").code));
  const Json tokens = visitor.tokens(Visitor::exchange(code));
  EXPECT_EQ(member(claimsOf(text(tokens, "id_token").value_or("")), "email"), nullptr);
  const Json more = visitor.tokens({{"client_id", "latchkey-demo"},
                                    {"grant_type", "refresh_token"},
                                    {"scope", "openid email offline_access"},
                                    {"refresh_token", text(tokens, "refresh_token").value_or("")}});
  EXPECT_EQ(text(more, "error"), "invalid_grant");
}

TEST_F(Tokens, AreKnownToIntrospectionUntilTheyEnd) {
  EXPECT_TRUE(isActive(token("access_token")));
  EXPECT_TRUE(isActive(token("refresh_token")));
  EXPECT_FALSE(isActive("made up"));
  refresh(token("refresh_token"));
  EXPECT_FALSE(isActive(token("refresh_token")));
  ada_.clock.advance(Seconds{3600});
  EXPECT_FALSE(isActive(token("access_token")));
}

TEST_F(Tokens, AreRevokedByTheirClientOnly) {
  const QueryPairs form = {{"token", token("access_token")}};
  EXPECT_EQ(ada_.postForm("/oauth2/default/v1/revoke", form).status, 401);
  EXPECT_TRUE(isActive(token("access_token")));
  const auto answer = ada_.send(http::Method::post, "/oauth2/default/v1/revoke",
                                {{"Content-Type", std::string(http::kFormContentType)},
                                 {"Authorization", "Basic " + toBase64("latchkey-demo")}},
                                http::toFormBody(form));
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(isActive(token("access_token")));
}

TEST_F(Tokens, OutliveAKeyRotation) {
  const std::string old = token("id_token");
  ada_.org.rotateKey(SigningKey::generate());
  const std::string fresh = text(ada_.tokensFor("grace@example.com"), "id_token").value_or("");
  const Json published = keys();
  ASSERT_EQ(published.size(), 2U);
  EXPECT_TRUE(isSignedBy(old, published.front()));
  EXPECT_TRUE(isSignedBy(fresh, published.back()));
  EXPECT_FALSE(isSignedBy(fresh, published.front()));
}

TEST_F(Tokens, EndASessionOnlyWithARegisteredPageToReturnTo) {
  const std::string hint = "id_token_hint=" + token("id_token");
  const auto logout = [&](const std::string& query) {
    return ada_.get("/oauth2/default/v1/logout?" + query);
  };
  const auto back =
      logout(hint + "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F&state=s%201");
  EXPECT_EQ(back.status, 302);
  EXPECT_EQ(http::header(back.headers, "Location"), "http://localhost:8080/?state=s%201");
  EXPECT_EQ(logout(hint + "&post_logout_redirect_uri=http%3A%2F%2Fevil.example%2F").status, 400);
  EXPECT_EQ(logout("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F").status, 400);
  EXPECT_EQ(logout(hint).status, 302);
}

TEST(TokensWithoutOpenid, HaveNoIdToken) {
  Visitor visitor;
  QueryPairs asked = Visitor::interaction();
  for (auto& [name, value] : asked) {
    if (name == "scope") value = "profile";
  }
  const auto begun = visitor.postForm("/oauth2/default/v1/interact", asked);
  visitor.interactionHandle = textAt(parsed(begun.body), "interaction_handle");
  visitor.introspect();
  visitor.identify("grace@example.com");
  const Json tokens = visitor.tokens(
      Visitor::exchange(Visitor::codeIn(visitor.answer(visitor.mailTo("grace@example.com").code))));
  EXPECT_EQ(member(tokens, "id_token"), nullptr);
  EXPECT_EQ(member(tokens, "refresh_token"), nullptr);
  EXPECT_NE(member(tokens, "access_token"), nullptr);
}

TEST(Discovery, NamesEveryEndpointUnderTheIssuer) {
  Visitor visitor;
  const Json found = parsed(visitor.get("/oauth2/default/.well-known/openid-configuration").body);
  const std::string issuer = "http://localhost:8081/oauth2/default";
  EXPECT_EQ(text(found, "issuer"), issuer);
  EXPECT_EQ(text(found, "token_endpoint"), "http://localhost:8081" + std::string(kToken));
  EXPECT_EQ(text(found, "jwks_uri"), issuer + "/v1/keys");
  EXPECT_EQ(text(found, "end_session_endpoint"), issuer + "/v1/logout");
  EXPECT_EQ(textAt(found, "code_challenge_methods_supported.0"), "S256");
}

TEST(TokenIssuer, KnowsTheYoungestTokensOnly) {
  const Policy policy = demoPolicy();
  FixedClock clock;
  CountingRandom random;
  TokenIssuer issuer(policy, clock, random, testKey(), 10);
  Grant grant;
  grant.personId = policy.people.front().id;
  grant.clientId = policy.app.clientId;
  grant.scopes = {"offline_access"};
  const std::string first = textAt(issuer.issue(grant), "access_token");
  clock.advance(Seconds{1});
  for (int i = 0; i < 100; ++i) {
    const Json tokens = issuer.issue(grant);
    EXPECT_NE(issuer.activeAccess(textAt(tokens, "access_token")), nullptr);
    EXPECT_NE(issuer.activeRefresh(textAt(tokens, "refresh_token")), nullptr);
    // Room is made before the next ones are added.
    EXPECT_LE(issuer.size(), 2U * 11U);
  }
  EXPECT_EQ(issuer.activeAccess(first), nullptr);
}

}  // namespace
}  // namespace latchkey::simulator
