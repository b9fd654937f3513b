#include "oauth/pkce.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "tests/support/openssl_crypto.h"

namespace latchkey::oauth {
namespace {

// RFC 7636 appendix B, octet by octet.
TEST(PkceTest, AgreesWithAppendixBOfRfc7636) {
  const Bytes entropy = {116, 24,  223, 180, 151, 153, 224, 37,  79,  250, 96,
                         125, 216, 173, 187, 186, 22,  212, 37,  77,  105, 214,
                         191, 240, 91,  88,  5,   88,  83,  132, 141, 121};
  const CodeVerifier verifier = makeCodeVerifier(entropy);
  EXPECT_EQ(verifier.reveal(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  const Bytes digest = support::sha256Of(toBytes(verifier.reveal()));
  EXPECT_EQ(makeCodeChallenge(digest).str(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(PkceTest, MakesVerifiersOfTheLengthAndAlphabetOfRfc7636) {
  const std::string verifier = makeCodeVerifier(Bytes(kVerifierEntropyBytes, 0xFB)).reveal();
  EXPECT_EQ(verifier.size(), 43U);
  EXPECT_TRUE(std::all_of(verifier.begin(), verifier.end(), [](char c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
  }));
}

TEST(PkceTest, LosesNothingOfTheRandomness) {
  Bytes entropy(kStateEntropyBytes, 0);
  const State one = makeState(entropy);
  entropy.back() = 1;
  const State other = makeState(entropy);
  EXPECT_NE(one, other);
  EXPECT_EQ(fromBase64Url(other.str()), entropy);
}

TEST(PkceTest, DrawsAtLeast256Bits) {
  EXPECT_GE(kVerifierEntropyBytes, 32U);
  EXPECT_GE(kStateEntropyBytes, 32U);
  EXPECT_GE(kNonceEntropyBytes, 32U);
}

}  // namespace
}  // namespace latchkey::oauth
