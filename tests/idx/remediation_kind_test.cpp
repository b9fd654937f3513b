#include "idx/remediation_kind.h"

#include <gtest/gtest.h>

namespace latchkey::idx {
namespace {

TEST(RemediationKindTest, EveryKnownKindComesBackFromItsName) {
  for (int i = 0; i < static_cast<int>(RemediationKind::unknown); ++i) {
    const auto kind = static_cast<RemediationKind>(i);
    EXPECT_NE(name(kind), "unknown") << "kind number " << i;
    EXPECT_EQ(kindFrom(name(kind)), kind) << name(kind);
  }
}

TEST(RemediationKindTest, NamesOfTomorrowAreUnknownAndNotMistakenForSimilarOnes) {
  for (const char* name : {"", "redirect-idp", "identify-recovery", "Identify", "unknown",
                           "challenge", "polls", "select-authenticator", " identify"}) {
    EXPECT_EQ(kindFrom(name), RemediationKind::unknown) << name;
  }
}

}  // namespace
}  // namespace latchkey::idx
