#include "signin/phases.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

struct Row {
  const char* name;
  Phase phase;
  bool step;  // of the org, after the username
  bool ways;  // may be offered beside it
};

class PhasesTable : public testing::TestWithParam<Row> {};

TEST_P(PhasesTable, HaveThisInCommon) {
  EXPECT_EQ(isStep(GetParam().phase), GetParam().step);
  EXPECT_EQ(waysOf(GetParam().phase) != nullptr, GetParam().ways);
}

INSTANTIATE_TEST_SUITE_P(Phases, PhasesTable,
                         testing::Values(Row{"Arriving", Arriving{}, false, false},
                                         Row{"Identify", Identify{}, false, true},
                                         Row{"AskForEmail", AskForEmail{}, true, true},
                                         Row{"AwaitPasscode", AwaitPasscode{}, true, true},
                                         Row{"OtherStep", OtherStep{}, true, true},
                                         Row{"Redeeming", Redeeming{}, false, false},
                                         Row{"SignedIn", SignedIn{}, false, false},
                                         Row{"Leaving", Leaving{}, false, false},
                                         Row{"LinkElsewhere", LinkElsewhere{}, false, false},
                                         Row{"LinkDamaged", LinkDamaged{}, false, false},
                                         Row{"ContinuedElsewhere", ContinuedElsewhere{}, false,
                                             false},
                                         Row{"Stopped", Stopped{}, false, false}),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::signin
