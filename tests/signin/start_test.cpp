#include "signin/start.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/demo_client.h"

namespace latchkey::signin {
namespace {

const Instant kNow = fromUnix(Seconds(1'900'000'000));

const oauth::MagicLink kLink{oauth::Otp("482913"), oauth::State("state-1")};
const oauth::CodeCallback kCode{oauth::InteractionCode("a-code"), oauth::State("state-1")};
const oauth::CallbackError kMoreToAsk{"interaction_required", oauth::State("state-1")};
const oauth::CallbackError kDenied{"access_denied", oauth::State("state-1")};

session::Transaction kept(const std::string& username = "ada") {
  session::Transaction transaction;
  transaction.username = username;
  return transaction;
}

session::Tokens tokens(Seconds life = Seconds(3600)) {
  session::Tokens it;
  it.accessToken = oauth::AccessToken("a");
  it.accessExpiresAt = it.idExpiresAt = kNow + life;
  return it;
}

Opened opened(oauth::Landing landing, std::optional<session::Transaction> transaction = {},
              std::optional<session::Tokens> stored = {}) {
  Opened event;
  event.landing = std::move(landing);
  event.transaction = std::move(transaction);
  event.tokens = std::move(stored);
  return event;
}

Opened ofALinkThatIsOver(Opened event) {
  event.isLinkOver = true;
  return event;
}

Opened withAFreshSignInWanted(Opened event) {
  event.wishes.freshSignIn = true;
  return event;
}

struct Row {
  const char* name;
  Opened event;
  Start start;
  bool ends = false;  // the transaction that was kept
  const char* expected = "";
};

class StartTable : public testing::TestWithParam<Row> {};

TEST_P(StartTable, IsByTheAddressAndByWhatTheBrowserKept) {
  Opening opening;
  opening.expect(GetParam().expected);
  const Start start = startOf(GetParam().event, support::demoClient(), opening, kNow);
  EXPECT_EQ(start, GetParam().start);
  if (GetParam().event.transaction) EXPECT_EQ(endsTransaction(start), GetParam().ends);
}

const oauth::FreshVisit kVisit;
const oauth::DamagedLink kDamaged;

INSTANTIATE_TEST_SUITE_P(
    Start, StartTable,
    testing::Values(
        Row{"AVisit", opened(kVisit), Start::askUsername},
        Row{"AVisitSignedIn", opened(kVisit, {}, tokens()), Start::leaveForApp},
        Row{"AVisitWithDeadTokens", opened(kVisit, {}, tokens(Seconds(-1))), Start::askUsername},
        Row{"AVisitSignedInWhereAFreshProofIsWanted",
            withAFreshSignInWanted(opened(kVisit, {}, tokens())), Start::askUsername},
        Row{"AReload", opened(kVisit, kept()), Start::resume},
        Row{"AReloadSignedInMeanwhile", opened(kVisit, kept(), tokens()), Start::leaveForApp, true},
        Row{"AReloadForAnotherPerson", opened(kVisit, kept("eve")), Start::askUsername, true,
            "ada"},
        Row{"AReloadForTheSamePerson", opened(kVisit, kept()), Start::resume, false, "ada"},
        Row{"ALink", opened(kLink, kept()), Start::followLink},
        Row{"ALinkForAnotherPersonThanExpected", opened(kLink, kept("eve")), Start::followLink,
            false, "ada"},
        Row{"ALinkThoughSignedIn", opened(kLink, kept(), tokens()), Start::followLink},
        Row{"ALinkOfElsewhere", opened(kLink), Start::showCode},
        Row{"ALinkOfElsewhereThoughSignedIn", opened(kLink, {}, tokens()), Start::showCode},
        Row{"ALinkThatIsOver", ofALinkThatIsOver(opened(kLink)), Start::sayLinkIsOver},
        Row{"ALinkThatIsOverThoughSignedIn", ofALinkThatIsOver(opened(kLink, {}, tokens())),
            Start::leaveForApp},
        Row{"ADamagedLink", opened(kDamaged), Start::sayLinkDamaged},
        Row{"ADamagedLinkWhereASignInWaits", opened(kDamaged, kept()), Start::sayLinkDamaged},
        Row{"ACode", opened(kCode, kept()), Start::redeemCode},
        Row{"ACodeOfNoSignInHere", opened(kCode), Start::askUsername},
        Row{"MoreIsAsked", opened(kMoreToAsk, kept()), Start::goOnAtOrg},
        Row{"MoreIsAskedOfNoSignInHere", opened(kMoreToAsk), Start::sayRefused},
        Row{"ARefusal", opened(kDenied, kept()), Start::sayRefused, true},
        Row{"ARefusalOfNoSignInHere", opened(kDenied), Start::sayRefused},
        Row{"ARefusalOfNoSignInHereThoughSignedIn", opened(kDenied, {}, tokens()),
            Start::leaveForApp}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::signin
