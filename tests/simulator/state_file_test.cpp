// A restart in the middle of everything.

#include "simulator/state_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>

#include "simulator/files.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

constexpr const char* kFile = "state.json";

// The same person at an org that was started again with what the first one had saved.
class Restart : public testing::Test {
 protected:
  void restart() {
    after_.random.draw(100'000);  // not the same secrets once more
    const auto error = after_.org.restore(before_.org.saved(), kFile);
    ASSERT_FALSE(error) << error->detail;
    after_.interactionHandle = before_.interactionHandle;
    after_.stateHandle = before_.stateHandle;
  }
  Json refresh(const std::string& token) {
    return after_.tokens({{"client_id", "latchkey-demo"},
                          {"grant_type", "refresh_token"},
                          {"refresh_token", token}});
  }

  Visitor before_;
  Visitor after_;
};

TEST_F(Restart, LeavesASignInWhereItWas) {
  before_.begin();
  before_.identify("grace@example.com");
  restart();
  EXPECT_EQ(forms(after_.introspect()),
            "challenge-authenticator select-authenticator-authenticate");
  const std::string code = Visitor::codeIn(after_.answer(before_.mailTo("grace@example.com").code));
  EXPECT_NE(text(after_.tokens(Visitor::exchange(code)), "id_token"), std::nullopt);
}

TEST_F(Restart, LeavesAnInteractionCodeGood) {
  const std::string code = before_.codeFor("grace@example.com");
  restart();
  EXPECT_NE(text(after_.tokens(Visitor::exchange(code)), "id_token"), std::nullopt);
}

TEST_F(Restart, LeavesTokensAndKeysGood) {
  const Json tokens = before_.tokensFor("grace@example.com");
  before_.org.rotateKey(SigningKey::generate());
  restart();
  EXPECT_EQ(after_.get("/oauth2/default/v1/keys").body,
            before_.get("/oauth2/default/v1/keys").body);
  after_.send(http::Method::get, "/oauth2/default/v1/userinfo",
              {{"Authorization", "Bearer " + text(tokens, "access_token").value_or("")}}, "");
  EXPECT_EQ(after_.status, 200);
  const std::string old = text(tokens, "refresh_token").value_or("");
  EXPECT_NE(text(refresh(old), "refresh_token"), std::nullopt);
  after_.clock.advance(Seconds{31});
  EXPECT_EQ(text(refresh(old), "error"), "invalid_grant");
}

TEST_F(Restart, LeavesMailsInTheInbox) {
  before_.begin();
  before_.identify("grace@example.com");
  restart();
  EXPECT_EQ(after_.mailTo("grace@example.com").html, before_.mailTo("grace@example.com").html);
}

TEST_F(Restart, DoesNotForgetWrongCodes) {
  before_.begin();
  before_.identify("grace@example.com");
  for (int i = 0; i < 5; ++i) before_.answer("000000");
  restart();
  after_.answer("000000");
  EXPECT_EQ(after_.status, 429);
}

TEST_F(Restart, ChangesNothingThatIsSaved) {
  before_.tokensFor("ada@example.com");
  before_.begin();
  before_.identify("linus@example.com");
  restart();
  EXPECT_EQ(after_.org.saved(), before_.org.saved());
}

TEST(State, KeepsWhatPeopleDidToTheirAccounts) {
  const FixedClock clock;
  CountingRandom random;
  OrgState before(demoPolicy(), clock, random, testKey());
  before.changePerson("00u7alanTuring00g4", [](Person& alan) { alan.hasEmail = true; });
  Person noor;
  noor.id = "00u9noor";
  noor.login = noor.email = "noor@example.com";
  before.addPerson(noor);
  OrgState after(demoPolicy(), clock, random, testKey());
  ASSERT_FALSE(readState(after, writeState(before), kFile));
  EXPECT_TRUE(after.policy.personByLogin("alan@example.com")->hasEmail);
  EXPECT_NE(after.policy.personByLogin("noor@example.com"), nullptr);
  EXPECT_EQ(after.policy.people.size(), demoPolicy().people.size() + 1);
}

struct Row {
  std::string name;
  std::string from;  // in a good file
  std::string to;
  std::string sentence;
};

class StateFile : public testing::TestWithParam<Row> {};

TEST_P(StateFile, IsRefusedWithASentence) {
  const FixedClock clock;
  CountingRandom random;
  OrgState state(demoPolicy(), clock, random, testKey());
  const std::string bad = replaceAll(writeState(state), GetParam().from, GetParam().to);
  const auto error = readState(state, bad, kFile);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->detail, GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Bad, StateFile,
    testing::Values(
        Row{"OfAnotherProgram", "latchkey-org state 1", "another",
            "state.json: This is not a state file of this program."},
        Row{"OfAnotherOrg", "localhost:8081", "localhost:9",
            "state.json: This is the state of another org: http://localhost:9/oauth2/default."},
        Row{"NoObject", "\"clockOffset\": 0", "\"clockOffset\": \"0\"",
            "state.json:4:2: \"clockOffset\" must be a whole number, -9223372036854775808 or "
            "more."},
        Row{"UnknownMember", "\"clockOffset\"", "\"clockOffsets\"",
            "state.json:4:2: \"clockOffsets\" is not known; the nearest known name is "
            "\"clockOffset\"."},
        Row{"BrokenKey", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY----",
            "state.json:11:3: Each of \"keys\" must be an RSA key."},
        Row{"NoJson", "\"clockOffset\":", "\"clockOffset\"",
            "state.json:4:16: This is not JSON from here on."}),
    [](const auto& row) { return row.param.name; });

TEST(StateFile, IsRefusedWhenItWasCutOff) {
  const FixedClock clock;
  CountingRandom random;
  OrgState state(demoPolicy(), clock, random, testKey());
  const std::string whole = writeState(state);
  for (std::size_t length = 0; length + 2 < whole.size(); length += 97) {
    EXPECT_TRUE(readState(state, whole.substr(0, length), kFile)) << length;
  }
}

class File : public testing::Test {
 protected:
  File() : path_(testing::TempDir() + "latchkey-state") { std::remove(path_.c_str()); }
  ~File() override { std::remove(path_.c_str()); }

  std::string path_;
};

TEST_F(File, IsReplacedAsAWholeAndForItsOwnerOnly) {
  EXPECT_EQ(readFile(path_), std::nullopt);
  EXPECT_TRUE(replaceFile(path_, "old"));
  EXPECT_TRUE(replaceFile(path_, std::string("new\0one", 7)));
  EXPECT_EQ(readFile(path_), std::string("new\0one", 7));
  struct stat about {};
  ASSERT_EQ(::stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  EXPECT_EQ(readFile(path_ + ".new"), std::nullopt);
}

TEST_F(File, ThatCannotBeWrittenIsSaidSo) {
  EXPECT_FALSE(replaceFile(testing::TempDir() + "no-such-folder/x", "text"));
  EXPECT_EQ(readFile(testing::TempDir()), std::nullopt);
}

}  // namespace
}  // namespace latchkey::simulator
