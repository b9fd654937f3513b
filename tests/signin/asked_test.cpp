#include "signin/asked.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

// An outbox whose last submission went out.
Outbox sent(Intent intent) {
  Outbox outbox;
  outbox.put({intent, {}, {}});
  (void)outbox.next({}, false);
  return outbox;
}

Outbox lost(Intent intent) {
  Outbox outbox = sent(intent);
  outbox.noteFailure(Outbox::Failure::mayBeTaken);
  return outbox;
}

Outbox reintrospecting() {
  Outbox outbox = sent(Intent::passcode);
  outbox.reintrospect();
  return outbox;
}

Opening from(Opening::From how) {
  Opening opening;
  opening.begin(std::move(how));
  return opening;
}

Opening fresh() { return {}; }
Opening kept() { return from(Opening::Kept{}); }
Opening byLink() { return from(Opening::Link{oauth::Otp("482913")}); }

struct Row {
  const char* name;
  Purpose purpose;
  Outbox outbox;
  Opening opening;
  Asked asked;
  bool hasTransaction = true;
};

class AskedTable : public testing::TestWithParam<Row> {};

TEST_P(AskedTable, SaysForWhomAnAnswerIs) {
  const Row& row = GetParam();
  EXPECT_EQ(askedBy(row.purpose, row.outbox, row.opening, row.hasTransaction), row.asked);
}

INSTANTIATE_TEST_SUITE_P(
    Asked, AskedTable,
    testing::Values(
        Row{"ANewHandle", Purpose::introspect, {}, fresh(), Asked::opening},
        Row{"AHandleThatWasKept", Purpose::introspect, {}, kept(), Asked::resuming},
        Row{"AHandleOfALink", Purpose::introspect, {}, byLink(), Asked::link},
        Row{"TheCodeOfALink", Purpose::submit, sent(Intent::link), fresh(), Asked::linkCode},
        Row{"ACode", Purpose::submit, sent(Intent::passcode), fresh(), Asked::person},
        Row{"AUsername", Purpose::submit, sent(Intent::username), kept(), Asked::person},
        Row{"ACodeAfterALostAnswer", Purpose::submit, lost(Intent::passcode), fresh(),
            Asked::personAgain},
        Row{"TheCodeOfALinkAfterALostAnswer", Purpose::submit, lost(Intent::link), fresh(),
            Asked::personAgain},
        Row{"ACodeAfterALostAnswerWithoutATransaction", Purpose::submit, lost(Intent::passcode),
            fresh(), Asked::person, false},
        Row{"WhereItStands", Purpose::introspect, reintrospecting(), fresh(), Asked::whereItStands},
        Row{"APoll", Purpose::poll, {}, fresh(), Asked::poll},
        Row{"APollAfterALostAnswer", Purpose::poll, lost(Intent::passcode), fresh(), Asked::poll}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::signin
