// What a browser keeps of a sign-in that has ended: nothing secret, in whatever way it ended.

#include <gtest/gtest.h>

#include "base/json_reader.h"
#include "simulator/faults.h"
#include "tests/support/visit.h"

namespace latchkey {
namespace {

using support::Browser;
using support::kAda;
using support::Visit;
using support::World;

struct Stage {
  Stage() { world.org().policy().magicLink = simulator::MagicLink::direct; }

  void fails(const char* path, const char* kind) {
    simulator::Fault fault = *simulator::faultByName(kind);
    fault.path = path;
    world.org().faults().add(fault);
  }

  World world;
  Browser laptop{world};
  Visit* waiting = nullptr;
  std::string link;
};

struct Ending {
  const char* name;
  void (*happens)(Stage&);
  const char* screen;  // of the tab that waited
};
void PrintTo(const Ending& ending, std::ostream* out) { *out << ending.name; }  // NOLINT: gtest's

// Name by name what must be gone. From what the browser keeps while the person waits.
std::vector<std::pair<std::string, std::string>> secretsOf(Stage& stage) {
  const auto& entries = stage.waiting->ownStorage().entries;
  const auto found = entries.find({session::Lifetime::tab, "okta-transaction-storage"});
  if (found == entries.end()) return {};
  const Result<Json> meta = parseJson(found->second);
  std::vector<std::pair<std::string, std::string>> secrets = {
      {"otp", stage.world.mailTo(kAda).code}};
  for (const char* name : {"state", "nonce", "codeVerifier", "interactionHandle"}) {
    secrets.emplace_back(name, text(*meta, name).value_or(""));
  }
  return secrets;
}

class Leftovers : public testing::TestWithParam<Ending> {};

TEST_P(Leftovers, HoldNothingSecret) {
  Stage stage;
  if (GetParam().screen == std::string("stopped")) {
    stage.world.org().policy().app.emailVerificationUrl.clear();
    stage.world.org().policy().magicLink = simulator::MagicLink::throughOrg;
  }
  stage.waiting = &stage.laptop.waitsForTheMail(kAda);
  stage.link = stage.laptop.landingOf(stage.world.mailTo(kAda));
  const auto secrets = secretsOf(stage);
  ASSERT_EQ(secrets.size(), 5U);
  const std::string before = stage.laptop.keptAnywhere();
  EXPECT_NE(before.find(secrets[2].second), std::string::npos) << "it was there";

  GetParam().happens(stage);
  stage.world.pass(Seconds(20));
  EXPECT_EQ(stage.waiting->name(), GetParam().screen);
  const std::string after = stage.laptop.keptAnywhere();
  for (const auto& [name, secret] : secrets) {
    // The nonce is a claim of the ID token, which is kept on purpose.
    const bool isInToken = name == "nonce" && after.find("okta-token-storage") != std::string::npos;
    if (!isInToken) {
      EXPECT_EQ(after.find(secret), std::string::npos) << name << " in " << after;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    After, Leftovers,
    testing::Values(
        Ending{"TheCode", [](Stage& stage) { stage.waiting->typesTheCodeSentTo(kAda); }, "leaving"},
        Ending{"TheLinkInTheSameTab", [](Stage& stage) { stage.waiting->goesTo(stage.link); },
               "leaving"},
        Ending{"TheLinkInAnotherTab", [](Stage& stage) { stage.laptop.opens(stage.link); },
               "leaving"},
        Ending{"TheLinkInAnotherTabWhileTheFirstHearsNothing",
               [](Stage& stage) {
                 stage.laptop.hasChannel = stage.laptop.hasStorageEvents = false;
                 stage.waiting->goesTo("http://localhost:8080/");
                 stage.laptop.opens(stage.link);
                 stage.waiting->reloads();
               },
               "leaving"},
        Ending{"BothTabsAtOnce",
               [](Stage& stage) {
                 stage.world.atOnce([&] {
                   stage.laptop.opens(stage.link);
                   stage.waiting->typesTheCodeSentTo(kAda);
                 });
               },
               "leaving"},
        Ending{"SigningOut",
               [](Stage& stage) {
                 stage.waiting->typesTheCodeSentTo(kAda);
                 stage.waiting->goesOn();
                 stage.waiting->presses("Sign out");
               },
               "leaving"},
        Ending{"StartingOver", [](Stage& stage) { stage.waiting->presses("Back to sign in"); },
               "username"},
        Ending{"AVisitThatBeginsNothingLongAfterItWasAbandoned",
               [](Stage& stage) {
                 stage.laptop.closes(*stage.waiting);
                 stage.world.pass(std::chrono::minutes(31));
                 stage.waiting = &stage.laptop.opens(
                     "http://localhost:8080/login/callback/?otp=123456&state=another-browsers");
               },
               "elsewhere"},
        Ending{"TheOrgsEndOfIt", [](Stage& stage) { stage.world.org().expireTransactions(); },
               "username"},
        Ending{"ALinkThatCameTooLate",
               [](Stage& stage) {
                 stage.world.org().expireTransactions();
                 stage.laptop.opens(stage.link);
               },
               "username"},
        Ending{"ADenialOnTheOrgsPage",
               [](Stage& stage) { stage.laptop.answersAtTheOrg(stage.world.mailTo(kAda), "no"); },
               "stopped"},
        Ending{"ARefusalByAProvider",
               [](Stage& stage) {
                 const auto& entries = stage.waiting->ownStorage().entries;
                 const Result<Json> meta =
                     parseJson(entries.at({session::Lifetime::tab, "okta-transaction-storage"}));
                 stage.waiting->goesTo(
                     "http://localhost:8080/login/callback/?error=access_denied&state=" +
                     text(*meta, "state").value_or(""));
               },
               "stopped"},
        Ending{"ACodeThatTheTokenEndpointRefused",
               [](Stage& stage) {
                 stage.world.org().advance(Seconds(61));
                 stage.fails("/oauth2/default/v1/token", "lost-answer");
                 stage.waiting->typesTheCodeSentTo(kAda);
               },
               "username"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey
