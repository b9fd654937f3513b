// The table of signin/transitions.h, played: each answer to each question. What is expected is
// written down once, in the table; here is what it looks like from outside.

#include "signin/transitions.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/idx_documents.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::signin {
namespace {

using support::SignInDriver;

constexpr const char* kIntrospect = "/idp/idx/introspect";
constexpr const char* kAnswer = "/idp/idx/challenge/answer";
constexpr const char* kPoll = "/idp/idx/challenge/poll";

template <class T>
struct Named {
  T value;
  const char* name;
};

const std::vector<Named<Asked>> kAsked = {{Asked::opening, "Opening"},
                                          {Asked::resuming, "Resuming"},
                                          {Asked::link, "Link"},
                                          {Asked::linkCode, "LinkCode"},
                                          {Asked::person, "Person"},
                                          {Asked::personAgain, "PersonAgain"},
                                          {Asked::whereItStands, "WhereItStands"},
                                          {Asked::poll, "Poll"}};

const std::vector<Named<Answer>> kAnswers = {{Answer::interactionCode, "InteractionCode"},
                                             {Answer::emailChallenge, "EmailChallenge"},
                                             {Answer::emailOffer, "EmailOffer"},
                                             {Answer::username, "Username"},
                                             {Answer::otherForm, "OtherForm"},
                                             {Answer::expired, "Expired"},
                                             {Answer::wentElsewhere, "WentElsewhere"},
                                             {Answer::codeToCarry, "CodeToCarry"},
                                             {Answer::refusal, "Refusal"},
                                             {Answer::tooMany, "TooMany"},
                                             {Answer::rejected, "Rejected"},
                                             {Answer::nothing, "Nothing"}};

// --- how the org says it

struct Said {
  int status = 200;
  std::string body;
};

std::optional<Said> wordsOf(Answer answer) {
  using support::messageOnlyDocument;
  switch (answer) {
    case Answer::interactionCode:
      return Said{200, support::successDocument()};
    case Answer::emailChallenge:
      return Said{200, support::challengeDocument()};
    case Answer::emailOffer:
      return Said{200, support::verificationDataDocument()};
    case Answer::username:
      return Said{200, support::identifyDocument()};
    case Answer::otherForm:
      return Said{200, support::selectDocument()};
    case Answer::expired:
      return Said{401, messageOnlyDocument("Logged out.", "idx.session.expired", "ERROR")};
    case Answer::wentElsewhere:
      return Said{200, messageOnlyDocument("Went on.", "idx.transferred.to.new.tab", "INFO")};
    case Answer::codeToCarry:
      return Said{200, support::landingElsewhereDocument()};
    case Answer::refusal:
      return Said{403, messageOnlyDocument("No.", "security.access_denied", "ERROR")};
    case Answer::tooMany:
      return Said{429, R"({"errorCode":"E0000047"})"};
    case Answer::rejected:
      return Said{400, R"({"errorCode":"E0000020"})"};
    case Answer::nothing:
      return std::nullopt;
  }
  return std::nullopt;
}

// --- how one comes to ask

Opened byLink(oauth::Landing landing) {
  session::Transaction kept;
  kept.state = oauth::State("state-1");
  kept.handle = oauth::InteractionHandle("handle-1");
  kept.username = "ada@example.test";
  Opened opened;
  opened.landing = std::move(landing);
  opened.transaction = kept;
  return opened;
}

// Asks, and says where the answer has to come from.
const char* ask(SignInDriver& driver, Asked asked) {
  switch (asked) {
    case Asked::opening:
      driver.opens();
      driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
      return kIntrospect;
    case Asked::resuming:
      driver.happens(byLink(oauth::FreshVisit{}));
      return kIntrospect;
    case Asked::link:
    case Asked::linkCode:
      driver.happens(byLink(oauth::MagicLink{oauth::Otp("482913"), oauth::State("state-1")}));
      if (asked == Asked::link) return kIntrospect;
      driver.answers(kIntrospect, support::challengeDocument());
      return kAnswer;
    case Asked::person:
      driver.opensTo(support::challengeDocument());
      driver.happens(SubmitPasscode{"123456"});
      return kAnswer;
    case Asked::personAgain:
      ask(driver, Asked::person);
      driver.loses(kAnswer);
      driver.happens(TryAgain{});
      return kAnswer;
    case Asked::whereItStands:
      ask(driver, Asked::personAgain);
      driver.answers(kAnswer, wordsOf(Answer::expired)->body, 401);
      return kIntrospect;
    default:
      driver.opensTo(support::challengeDocument());
      driver.happens(TimerFired{driver
                                    .last<StartTimer>([](const StartTimer& it) {
                                      return it.delay == Milliseconds(4'000);
                                    })
                                    ->ticket});
      return kPoll;
  }
}

// --- what can be seen of it

testing::AssertionResult startsAnew(const SignInDriver& driver, Advice advice) {
  const auto* identify = driver.at<Identify>();
  if (identify == nullptr || identify->form) return testing::AssertionFailure() << "goes on";
  if (driver.signIn.trouble().advice != advice) return testing::AssertionFailure() << "says else";
  const DrawRandom* draw = nullptr;
  for (const Effect& effect : driver.effects) {
    if (const auto* it = std::get_if<DrawRandom>(&effect)) draw = it;
  }
  if (draw == nullptr) return testing::AssertionFailure() << "asks for no new handle";
  return testing::AssertionSuccess();
}

testing::AssertionResult keeps(const SignInDriver& driver, std::size_t before, bool isTold) {
  if (driver.signIn.phase().index() != before) return testing::AssertionFailure() << "lost it";
  const Trouble& trouble = driver.signIn.trouble();
  if ((trouble.error || trouble.advice == Advice::tooManyAttempts) != isTold) {
    return testing::AssertionFailure() << (isTold ? "is told nothing" : "is told");
  }
  return testing::AssertionSuccess();
}

template <class T>
testing::AssertionResult isAt(const SignInDriver& driver) {
  if (driver.at<T>() == nullptr) {
    return testing::AssertionFailure() << "is at phase " << driver.signIn.phase().index();
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult sent(const SignInDriver& driver, const char* where) {
  for (const Effect& effect : driver.effects) {
    const auto* send = std::get_if<Send>(&effect);
    if (send != nullptr && send->request.url.find(where) != std::string::npos) {
      return testing::AssertionSuccess();
    }
  }
  return testing::AssertionFailure() << "nothing went to " << where;
}

testing::AssertionResult holds(const SignInDriver& driver, Asked asked, Answer answer,
                               std::size_t before) {
  switch (thenOf(asked, answer)) {
    case Then::redeem:
      return sent(driver, "/v1/token");
    case Then::sendLinkCode:
      return sent(driver, kAnswer);
    case Then::awaitPasscode:
      return isAt<AwaitPasscode>(driver);
    case Then::askForEmail:
      return isAt<AskForEmail>(driver);
    case Then::identify:
      return isAt<Identify>(driver);
    case Then::otherStep:
      return isAt<OtherStep>(driver);
    case Then::askWhereItStands:
      return sent(driver, kIntrospect);
    case Then::startAgainQuietly:
      return startsAnew(driver, Advice::none);
    case Then::startAgain:
      return startsAnew(driver, Advice::startedAgain);
    case Then::startAgainAfterLink:
      return startsAnew(driver, Advice::linkOutdated);
    case Then::startAgainAfterLoss:
      return startsAnew(driver, Advice::answerLost);
    case Then::continuedElsewhere:
      return isAt<ContinuedElsewhere>(driver);
    case Then::linkElsewhere:
      return isAt<LinkElsewhere>(driver);
    case Then::stop:
      return isAt<Stopped>(driver);
    case Then::keepAndTell: {
      // People who have done nothing yet are not told that they tried too often.
      const bool isOfThePerson = asked != Asked::opening && asked != Asked::resuming;
      return keeps(driver, before, isOfThePerson || answer != Answer::tooMany);
    }
    case Then::keepQuiet:
      return keeps(driver, before, false);
  }
  return testing::AssertionFailure() << "an unknown end";
}

struct Scenario {
  Named<Asked> asked;
  Named<Answer> answer;
};

std::vector<Scenario> everyPair() {
  std::vector<Scenario> all;
  for (const auto& asked : kAsked) {
    for (const auto& answer : kAnswers) all.push_back({asked, answer});
  }
  return all;
}

class EveryTransition : public testing::TestWithParam<Scenario> {};

TEST_P(EveryTransition, IsWhatTheTableSays) {
  SignInDriver driver;
  const char* where = ask(driver, GetParam().asked.value);
  const std::size_t before = driver.signIn.phase().index();
  ASSERT_TRUE(driver.request(where));
  if (const std::optional<Said> said = wordsOf(GetParam().answer.value)) {
    driver.answers(where, said->body, said->status);
  } else {
    const std::size_t sent = driver.requests();
    driver.loses(where);
    // What asks nothing of the person is tried once more before it is told.
    if (driver.requests() > sent) driver.loses(where);
  }
  EXPECT_TRUE(holds(driver, GetParam().asked.value, GetParam().answer.value, before));
}

INSTANTIATE_TEST_SUITE_P(On, EveryTransition, testing::ValuesIn(everyPair()), [](const auto& test) {
  return std::string(test.param.asked.name) + "_" + test.param.answer.name;
});

TEST(Transitions, EveryRowHasAScenario) {
  std::set<const Transition*> reached;
  for (const Scenario& scenario : everyPair()) {
    for (const Transition& row : kTransitions) {
      const bool fits = row.asked == scenario.asked.value || row.asked == Asked::anybody;
      if (!fits || row.answer != scenario.answer.value) continue;
      reached.insert(&row);
      break;
    }
  }
  EXPECT_EQ(reached.size(), kTransitions.size()) << "a row is hidden behind another";
}

// A pair without a row would be kept, told, and never noticed.
TEST(Transitions, EveryPairHasARow) {
  for (const Scenario& scenario : everyPair()) {
    bool found = false;
    for (const Transition& row : kTransitions) {
      found = found || ((row.asked == scenario.asked.value || row.asked == Asked::anybody) &&
                        row.answer == scenario.answer.value);
    }
    EXPECT_TRUE(found) << scenario.asked.name << scenario.answer.name;
  }
}

TEST(Transitions, ADocumentIsKnownByWhatItAsks) {
  SignInDriver driver;
  driver.opensTo(support::selectDocument());
  EXPECT_EQ(answerOf(driver.signIn.document()), Answer::otherForm);
}

}  // namespace
}  // namespace latchkey::signin
