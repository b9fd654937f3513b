// RFC 9449: tokens that only the holder of a key can use.

#include "simulator/dpop.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kToken = "/oauth2/default/v1/token";
constexpr std::string_view kUserinfo = "/oauth2/default/v1/userinfo";

struct Proof {
  Json header;
  Json claims;
};

class Dpop : public testing::Test {
 protected:
  static Policy policy() {
    Policy policy = demoPolicy();
    policy.dpop.asksForNonce = false;
    return policy;
  }

  Proof proof(std::string_view method, std::string_view path) {
    static int serial = 0;
    return {{{"typ", "dpop+jwt"}, {"alg", "RS256"}, {"jwk", key_.jwk()}},
            {{"htm", method},
             {"htu", visitor_.org.policy().origin + std::string(path)},
             {"iat", toUnix(visitor_.org.now()).count()},
             {"jti", "proof-" + std::to_string(++serial)}}};
  }
  std::string signedBy(const SigningKey& key, const Proof& proof) {
    return key.signAs(proof.header, proof.claims);
  }
  http::Response exchange(const QueryPairs& form, const std::string& dpop) {
    return visitor_.send(http::Method::post, kToken,
                         {{"Content-Type", std::string(http::kFormContentType)}, {"DPoP", dpop}},
                         http::toFormBody(form));
  }
  http::Response exchangeWith(const Proof& proof) {
    return exchange(Visitor::exchange(visitor_.codeFor("grace@example.com")),
                    signedBy(key_, proof));
  }
  http::Response userinfo(const std::string& authorization, const std::string& dpop) {
    http::Headers headers = {{"Authorization", authorization}};
    if (!dpop.empty()) headers.emplace_back("DPoP", dpop);
    return visitor_.send(http::Method::get, kUserinfo, headers, "");
  }
  // For an access token.
  Proof proofFor(const std::string& token) {
    Proof made = proof("GET", kUserinfo);
    setMember(made.claims, "ath", toBase64Url(sha256(token)));
    return made;
  }

  SigningKey key_ = testKey();
  Visitor visitor_{policy()};
};

TEST_F(Dpop, BindsTheTokensToTheKey) {
  const Json tokens = parsed(exchangeWith(proof("POST", kToken)).body);
  EXPECT_EQ(text(tokens, "token_type"), "DPoP");
  const std::string access = text(tokens, "access_token").value_or("");
  EXPECT_EQ(textAt(claimsOf(access), "cnf.jkt"), key_.id());
  EXPECT_EQ(userinfo("DPoP " + access, signedBy(key_, proofFor(access))).status, 200);
}

TEST_F(Dpop, LeavesWhoSendsNoProofWithABearerToken) {
  const Json tokens = visitor_.tokensFor("grace@example.com");
  EXPECT_EQ(text(tokens, "token_type"), "Bearer");
  EXPECT_EQ(at(claimsOf(text(tokens, "access_token").value_or("")), "cnf"), Json(nullptr));
}

TEST_F(Dpop, IsInsistedOnWhereThePolicySaysSo) {
  visitor_.org.policy().dpop.required = true;
  const Json refused = visitor_.tokensFor("grace@example.com");
  EXPECT_EQ(visitor_.status, 400);
  EXPECT_EQ(text(refused, "error"), "invalid_dpop_proof");
}

TEST_F(Dpop, AsksForANonceAndUsesNothingUp) {
  visitor_.org.policy().dpop.asksForNonce = true;
  const QueryPairs form = Visitor::exchange(visitor_.codeFor("grace@example.com"));
  const auto asked = exchange(form, signedBy(key_, proof("POST", kToken)));
  EXPECT_EQ(asked.status, 400);
  EXPECT_EQ(text(parsed(asked.body), "error"), "use_dpop_nonce");
  const std::string nonce = http::header(asked.headers, "DPoP-Nonce").value_or("");
  ASSERT_FALSE(nonce.empty());
  Proof second = proof("POST", kToken);
  setMember(second.claims, "nonce", nonce);
  EXPECT_EQ(exchange(form, signedBy(key_, second)).status, 200);
}

TEST_F(Dpop, TakesANonceAsLongAsItLasts) {
  visitor_.org.policy().dpop.asksForNonce = true;
  const auto statusAfter = [this](const std::string& nonce) {
    Proof made = proof("POST", kToken);
    setMember(made.claims, "nonce", nonce);
    return text(parsed(exchangeWith(made).body), "error").value_or("");
  };
  const std::string nonce =
      http::header(exchangeWith(proof("POST", kToken)).headers, "DPoP-Nonce").value_or("");
  visitor_.clock.advance(Seconds{50'000});
  EXPECT_EQ(statusAfter(nonce), "");
  visitor_.clock.advance(Seconds{50'000});
  EXPECT_EQ(statusAfter(nonce), "use_dpop_nonce");
  EXPECT_EQ(statusAfter("guessed"), "use_dpop_nonce");
}

struct Row {
  std::string name;
  std::function<void(Proof&)> spoil;
};

class BadProof : public Dpop, public testing::WithParamInterface<Row> {};

TEST_P(BadProof, IsRefusedAtTheTokenEndpoint) {
  Proof made = proof("POST", kToken);
  GetParam().spoil(made);
  const auto answer = exchangeWith(made);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(text(parsed(answer.body), "error"), "invalid_dpop_proof");
}

std::function<void(Proof&)> claim(std::string name, Json value) {
  return [name, value](Proof& proof) { setMember(proof.claims, name, value); };
}

std::function<void(Proof&)> header(std::string name, Json value) {
  return [name, value](Proof& proof) { setMember(proof.header, name, value); };
}

INSTANTIATE_TEST_SUITE_P(
    Of, BadProof,
    testing::Values(
        Row{"AnotherType", header("typ", "JWT")}, Row{"NoAlgorithm", header("alg", "none")},
        Row{"SymmetricAlgorithm", header("alg", "HS256")},
        Row{"AnotherAlgorithm", header("alg", "ES256")}, Row{"NoKey", header("jwk", nullptr)},
        Row{"AKeyOfAnotherKind", header("jwk", {{"kty", "oct"}, {"k", "AAAA"}})},
        Row{"AnotherMethod", claim("htm", "GET")},
        Row{"AnotherUrl", claim("htu", "http://localhost:8081/oauth2/default/v1/keys")},
        Row{"AnotherHost", claim("htu", "http://evil.example/oauth2/default/v1/token")},
        Row{"NoUrl", claim("htu", nullptr)}, Row{"NoId", claim("jti", "")},
        Row{"NoTime", claim("iat", nullptr)}, Row{"TimeAsText", claim("iat", "1900000000")},
        Row{"LongAgo", claim("iat", 1'900'000'000 - 301)},
        Row{"InTheFuture", claim("iat", 1'900'000'000 + 301)}),
    [](const auto& row) { return row.param.name; });

TEST_F(Dpop, TakesAUrlWithAQuery) {
  Proof made = proof("POST", kToken);
  setMember(made.claims, "htu", "http://LOCALHOST:8081/oauth2/default/v1/token?a=b#c");
  EXPECT_EQ(exchangeWith(made).status, 200);
}

TEST_F(Dpop, TakesAProofOnce) {
  const std::string once = signedBy(key_, proof("POST", kToken));
  EXPECT_EQ(exchange(Visitor::exchange(visitor_.codeFor("grace@example.com")), once).status, 200);
  const auto again = exchange(Visitor::exchange(visitor_.codeFor("grace@example.com")), once);
  EXPECT_EQ(text(parsed(again.body), "error"), "invalid_dpop_proof");
}

TEST_F(Dpop, RefusesAProofThatAnotherKeySigned) {
  const auto answer = exchange(Visitor::exchange(visitor_.codeFor("grace@example.com")),
                               signedBy(SigningKey::generate(), proof("POST", kToken)));
  EXPECT_EQ(text(parsed(answer.body), "error"), "invalid_dpop_proof");
}

TEST_F(Dpop, RefusesWhatIsNoJwt) {
  for (const char* odd : {"", "a.b.c", "a.b", "eyJ9.e30.", "....."}) {
    const auto answer = exchange(Visitor::exchange(visitor_.codeFor("grace@example.com")), odd);
    EXPECT_EQ(text(parsed(answer.body), "error"), "invalid_dpop_proof") << odd;
  }
}

TEST_F(Dpop, GuardsTheRefreshTokenToo) {
  const Json tokens = parsed(exchangeWith(proof("POST", kToken)).body);
  const QueryPairs form = {{"client_id", "latchkey-demo"},
                           {"grant_type", "refresh_token"},
                           {"refresh_token", text(tokens, "refresh_token").value_or("")}};
  EXPECT_EQ(text(visitor_.tokens(form), "error"), "invalid_grant");
  const SigningKey other = SigningKey::generate();
  Proof stolen = proof("POST", kToken);
  setMember(stolen.header, "jwk", other.jwk());
  EXPECT_EQ(text(parsed(exchange(form, signedBy(other, stolen)).body), "error"), "invalid_grant");
  const auto answer = exchange(form, signedBy(key_, proof("POST", kToken)));
  EXPECT_EQ(text(parsed(answer.body), "token_type"), "DPoP");
}

TEST_F(Dpop, GuardsUserinfo) {
  const Json tokens = parsed(exchangeWith(proof("POST", kToken)).body);
  const std::string access = text(tokens, "access_token").value_or("");
  const auto refusal = [this](const std::string& authorization, const std::string& dpop) {
    const auto answer = userinfo(authorization, dpop);
    EXPECT_EQ(answer.status, 401);
    const std::string challenge = http::header(answer.headers, "WWW-Authenticate").value_or("");
    return challenge.substr(0, challenge.find(','));
  };
  EXPECT_EQ(refusal("Bearer " + access, ""), "Bearer error=\"invalid_token\"");
  EXPECT_EQ(refusal("DPoP " + access, ""), "DPoP error=\"invalid_dpop_proof\"");
  EXPECT_EQ(refusal("DPoP " + access, signedBy(key_, proof("GET", kUserinfo))),
            "DPoP error=\"invalid_dpop_proof\"");
  EXPECT_EQ(refusal("DPoP " + access, signedBy(key_, proofFor("another token"))),
            "DPoP error=\"invalid_dpop_proof\"");
  const SigningKey other = SigningKey::generate();
  Proof stolen = proofFor(access);
  setMember(stolen.header, "jwk", other.jwk());
  EXPECT_EQ(refusal("DPoP " + access, signedBy(other, stolen)),
            "DPoP error=\"invalid_dpop_proof\"");
}

TEST_F(Dpop, DoesNotMakeABearerTokenABoundOne) {
  const Json tokens = visitor_.tokensFor("grace@example.com");
  const std::string access = text(tokens, "access_token").value_or("");
  EXPECT_EQ(userinfo("DPoP " + access, signedBy(key_, proofFor(access))).status, 401);
}

}  // namespace
}  // namespace latchkey::simulator
