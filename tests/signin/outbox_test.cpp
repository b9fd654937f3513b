#include "signin/outbox.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "idx/parse_response.h"
#include "tests/support/idx_documents.h"

namespace latchkey::signin {
namespace {

idx::Response parsed(const std::string& document) {
  return *idx::parseResponse(http::Response{200, {}, document});
}

Outbox::Submission code(const std::string& digits = "123456") {
  static const idx::Response document = parsed(support::challengeDocument());
  return {Intent::passcode,
          *document.find(idx::RemediationKind::challengeAuthenticator),
          {{"credentials.passcode", digits}}};
}

void play(Outbox& outbox, const std::string& word) {
  static const idx::Response document = parsed(support::challengeDocument());
  if (word == "code") outbox.put(code());
  if (word == "during a poll") (void)outbox.next(document, true);
  if (word == "goes out") (void)outbox.next(document, false);
  if (word == "sent") outbox.noteSent(Purpose::submit, {});
  if (word == "queued") outbox.noteQueued();
  if (word == "document") outbox.noteDocument();
  if (word == "same step") outbox.noteSameStep();
  if (word == "refused") outbox.noteFailure(Outbox::Failure::refused);
  if (word == "not taken") outbox.noteFailure(Outbox::Failure::notTaken);
  if (word == "may be taken") outbox.noteFailure(Outbox::Failure::mayBeTaken);
  if (word == "try again") outbox.sendAgain();
  if (word == "go back") outbox.doNotSendAgain();
  if (word == "reintrospect") outbox.reintrospect();
  if (word == "clear") outbox.clear();
}

std::string stateOf(const Outbox& outbox) {
  std::string state = outbox.isHeld() ? "held" : outbox.isUnanswered() ? "unanswered" : "";
  if (outbox.mayBeTaken()) state += " in doubt";
  if (outbox.isReintrospecting()) state += " reintrospecting";
  if (outbox.intent() == Intent::passcode) state += " for a code";
  return state;
}

struct Row {
  const char* name;
  std::vector<std::string> played;
  const char* state;
};

class OutboxTable : public testing::TestWithParam<Row> {};

TEST_P(OutboxTable, KnowsWhatWaitsAndWhatMayHaveBeenTaken) {
  Outbox outbox;
  for (const std::string& word : GetParam().played) play(outbox, word);
  EXPECT_EQ(stateOf(outbox), GetParam().state);
}

INSTANTIATE_TEST_SUITE_P(
    Outbox, OutboxTable,
    testing::Values(
        Row{"Empty", {}, ""}, Row{"NothingToSend", {"goes out"}, ""},
        Row{"Sent", {"code", "goes out", "sent"}, " for a code"},
        Row{"HeldWhileTheOrgIsBeingAsked", {"code", "during a poll"}, "held"},
        Row{"HeldAndThenSent", {"code", "during a poll", "goes out"}, " for a code"},
        Row{"HeldUntilADocumentComes", {"code", "during a poll", "document"}, ""},
        Row{"HeldThoughThePollSaysNothingNew", {"code", "during a poll", "same step"}, "held"},
        Row{"Answered", {"code", "goes out", "sent", "document"}, " for a code"},
        Row{"Refused", {"code", "goes out", "sent", "refused"}, " for a code"},
        Row{"LostAndNotTaken", {"code", "goes out", "sent", "not taken"}, "unanswered for a code"},
        Row{"Lost", {"code", "goes out", "sent", "may be taken"}, "unanswered in doubt for a code"},
        Row{"LostAndOnItsWayAgain",
            {"code", "goes out", "sent", "may be taken", "goes out", "sent"},
            " in doubt for a code"},
        Row{"LostAndWaitingForTheLock",
            {"code", "goes out", "sent", "may be taken", "queued"},
            " in doubt for a code"},
        Row{"LostAndThenRefused",
            {"code", "goes out", "sent", "may be taken", "refused"},
            " in doubt for a code"},
        Row{"LostButAPollSaysThatItWasNotTaken",
            {"code", "goes out", "sent", "may be taken", "same step"},
            "unanswered for a code"},
        Row{"LostAndGivenUpByThePerson",
            {"code", "goes out", "sent", "not taken", "go back"},
            " for a code"},
        Row{"TriedAgainByThePerson",
            {"code", "goes out", "sent", "refused", "try again"},
            "unanswered for a code"},
        Row{"AskedWhereItStands",
            {"code", "goes out", "sent", "may be taken", "document", "reintrospect"},
            " reintrospecting"},
        Row{"AskedWhereItStandsWithoutAnAnswer",
            {"code", "goes out", "sent", "document", "reintrospect", "not taken"},
            "unanswered reintrospecting"},
        Row{"AskedWhereItStandsAndRefused",
            {"code", "goes out", "sent", "document", "reintrospect", "refused"},
            ""},
        Row{"AskedWhereItStandsWhileAPollSaysNothingNew",
            {"code", "goes out", "sent", "document", "reintrospect", "same step"},
            " reintrospecting"},
        Row{"ThePersonSendsAnotherInstead",
            {"code", "goes out", "sent", "document", "reintrospect", "not taken", "code",
             "goes out"},
            " for a code"},
        Row{"Cleared", {"code", "goes out", "sent", "may be taken", "clear"}, ""},
        Row{"ClearedWhileHeld", {"code", "during a poll", "clear", "goes out"}, ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Outbox, SendsWithTheNewestHandle) {
  Outbox outbox;
  outbox.put(code());
  const idx::Response newer = parsed(replaceAll(support::challengeDocument(), "02Kx", "02New"));
  EXPECT_EQ(outbox.next(newer, false)->body,
            R"({"credentials":{"passcode":"123456"},"stateHandle":"02New"})");
}

TEST(Outbox, SendsToTheFormThatWasAnsweredWhereTheNewestDocumentHasNone) {
  Outbox outbox;
  outbox.put(code());
  EXPECT_EQ(outbox.next(parsed(support::identifyDocument()), false)->body,
            R"({"credentials":{"passcode":"123456"},"stateHandle":"02Kx"})");
}

TEST(Outbox, NotesARefusedCodeOnlyOfWhatWasAskedFor) {
  Outbox outbox;
  const idx::Response refused = parsed(support::wrongCodeDocument());
  const auto isRefused = [&] { return outbox.refusalOf(code().form, code().values) != nullptr; };
  outbox.put(code());
  outbox.noteRefusal(refused, {});
  EXPECT_FALSE(isRefused()) << "it has not been sent";
  (void)outbox.next(refused, false);
  outbox.noteRefusal(refused, {});
  EXPECT_TRUE(isRefused());
  outbox.clear();
  EXPECT_FALSE(isRefused());
}

}  // namespace
}  // namespace latchkey::signin
