#include "signin/decisions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "idx/parse_response.h"
#include "signin/transitions.h"
#include "signin/ways.h"
#include "tests/support/idx_documents.h"

namespace latchkey::signin {
namespace {

idx::Response parsed(const std::string& document) {
  return *idx::parseResponse(http::Response{200, {}, document});
}

AwaitPasscode awaiting(MailAge age) {
  const idx::Response document = parsed(support::challengeDocument());
  AwaitPasscode phase;
  phase.form = *emailChallengeOf(document);
  phase.resend = document.authenticatorOf(phase.form)->resend;
  phase.mailAge = age;
  phase.ways = waysBeside(document, &phase.form, "https://id.example.test");
  return phase;
}

OtherStep passwordStep() {
  return stepOf(parsed(support::passwordDocument()), "https://id.example.test");
}

OtherStep leadingAway() {
  OtherStep step;
  Way provider;
  provider.kind = WayKind::provider;
  provider.form.href = "https://provider.example.test/";
  provider.form.submittable = false;
  step.ways = {provider};
  return step;
}

template <class Event>
Decision decided(const Phase& phase, const Event& event) {
  const idx::Response document = parsed(support::challengeDocument());
  if constexpr (std::is_same_v<Event, SubmitForm> || std::is_same_v<Event, ChooseWay>) {
    return decide(phase, event, document);
  } else {
    return decide(phase, event);
  }
}

// In words: what is sent or shown.
std::string inWords(const Decision& decision) {
  const std::string pause = decision.duringPause ? ", also during a pause" : "";
  if (const auto* it = std::get_if<Decision::Complaint>(&decision.what)) {
    return "complaint " + std::to_string(static_cast<int>(it->advice)) + pause;
  }
  if (const auto* it = std::get_if<Outbox::Submission>(&decision.what)) {
    return "send " + it->form.name + pause;
  }
  if (const auto* it = std::get_if<OtherStep>(&decision.what)) return "open " + it->name + pause;
  if (const auto* it = std::get_if<Navigate>(&decision.what)) return "leave for " + it->url + pause;
  return "nothing";
}

std::string complaintOf(Advice advice) {
  return "complaint " + std::to_string(static_cast<int>(advice));
}

idx::Values password(const std::string& text) { return {{"credentials.passcode", text}}; }

struct Row {
  const char* name;
  Decision decision;
  std::string words;
};

class DecisionsTable : public testing::TestWithParam<Row> {};

TEST_P(DecisionsTable, SayWhatComesOfWhatAPersonDoes) {
  EXPECT_EQ(inWords(GetParam().decision), GetParam().words);
}

constexpr const char* kCode = "challenge-authenticator";
constexpr const char* kSelect = "select-authenticator-authenticate";

INSTANTIATE_TEST_SUITE_P(
    Decisions, DecisionsTable,
    testing::Values(
        Row{"ACode", decided(awaiting(MailAge::fresh), SubmitPasscode{"123 456"}),
            std::string("send ") + kCode},
        Row{"NoCode", decided(awaiting(MailAge::fresh), SubmitPasscode{""}),
            complaintOf(Advice::enterPasscode)},
        Row{"ACodeWhereNoneIsAskedFor", decided(Identify{}, SubmitPasscode{"123456"}), "nothing"},
        Row{"AnotherMailTooSoon", decided(awaiting(MailAge::fresh), Resend{}), "nothing"},
        Row{"AnotherMail", decided(awaiting(MailAge::settled), Resend{}), "send resend"},
        Row{"AnotherMailAfterItsCodeHasDied", decided(awaiting(MailAge::old), Resend{}),
            "send resend"},
        Row{"TheFirstMail", decided(AskForEmail{}, SendEmail{}), "send "},
        Row{"TheFirstMailAgain", decided(awaiting(MailAge::old), SendEmail{}), "nothing"},
        Row{"AForm", decided(passwordStep(), SubmitForm{password("secret")}),
            std::string("send ") + kCode},
        Row{"AFormThatIsNotFilledIn", decided(passwordStep(), SubmitForm{password(" ")}),
            complaintOf(Advice::fillIn)},
        Row{"AFormWhereNoneIsShown", decided(Identify{}, SubmitForm{}), "nothing"},
        Row{"AFormWithoutAFormIsItsFirstWay", decided(leadingAway(), SubmitForm{}),
            "leave for https://provider.example.test/, also during a pause"},
        Row{"AWayThatIsNotThere", decided(leadingAway(), ChooseWay{7}), "nothing"},
        Row{"AWayOfAPhaseWithoutWays", decided(Redeeming{}, ChooseWay{0}), "nothing"},
        Row{"AMethod", decided(awaiting(MailAge::fresh), ChooseWay{0}),
            std::string("send ") + kSelect + ", also during a pause"},
        Row{"TheMethods", decided(awaiting(MailAge::fresh), ShowMethods{}),
            std::string("open ") + kSelect + ", also during a pause"},
        Row{"TheMethodsWhereThereAreNone", decided(AskForEmail{}, ShowMethods{}), "nothing"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Decisions, SendTheCodeThatWasMeant) {
  const Decision decision = decided(awaiting(MailAge::fresh), SubmitPasscode{" 123-456 "});
  const auto& submission = std::get<Outbox::Submission>(decision.what);
  EXPECT_EQ(submission.intent, Intent::passcode);
  EXPECT_EQ(std::get<std::string>(submission.values.at("credentials.passcode")), "123456");
}

}  // namespace
}  // namespace latchkey::signin
