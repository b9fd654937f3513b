#include "screen/texts.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/text.h"

namespace latchkey::screen::texts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr auto kLastCode = ErrorCode::malformedConfig;

std::vector<ErrorCode> everyCode() {
  std::vector<ErrorCode> codes;
  for (int i = 0; i <= static_cast<int>(kLastCode); ++i) codes.push_back(static_cast<ErrorCode>(i));
  return codes;
}

idx::Message messageOf(std::string key, std::string text) {
  return {idx::Severity::error, std::move(key), std::move(text)};
}

// --- errors

TEST(SentenceForAnError, EndsWithAFullStopAndDoesNotShout) {
  for (const ErrorCode code : everyCode()) {
    const std::string sentence = sentenceFor(plainEnglish(), Error{code, ""});
    ASSERT_FALSE(sentence.empty()) << name(code);
    EXPECT_EQ(sentence.back(), '.') << name(code);
    EXPECT_EQ(sentence.find('!'), std::string::npos) << name(code);
  }
}

TEST(SentenceForAnError, IsForAPersonNotForADeveloper) {
  for (const ErrorCode code : everyCode()) {
    const std::string sentence =
        lowered(sentenceFor(plainEnglish(), Error{code, "HTTP 503 of /idp/idx/identify"}));
    for (const char* jargon : {"http ", "503", "json", "idx", "token", "oauth", "okta", "error",
                               "null", "issuer", "/idp", "invalid"}) {
      EXPECT_EQ(sentence.find(jargon), std::string::npos) << name(code) << ": " << sentence;
    }
    // The one code that is a word of people, too.
    if (code == ErrorCode::offline) continue;
    EXPECT_EQ(sentence.find(name(code)), std::string::npos) << sentence;
  }
}

TEST(SentenceForAnError, SaysWhatHappenedAndWhatToDoNext) {
  for (const ErrorCode code : everyCode()) {
    const std::string sentence = sentenceFor(plainEnglish(), Error{code, ""});
    EXPECT_GE(split(sentence, '.').size(), 3U) << "one sentence only: " << sentence;
  }
}

TEST(ErrorCodes, AreAllAmongTheRows) {
  std::set<std::string_view> names;
  for (const ErrorCode code : everyCode()) names.insert(name(code));
  EXPECT_EQ(names.count("unknown"), 0U);
  EXPECT_EQ(names.size(), everyCode().size());
  const auto next = static_cast<ErrorCode>(static_cast<int>(kLastCode) + 1);
  EXPECT_EQ(name(next), "unknown") << "a code was added: make kLastCode the last one again";
}

TEST(SentenceForAnError, BlamesTheClockOnlyWhereTheClockIsWrong) {
  const auto blamesIt = [](ErrorCode code) {
    return sentenceFor(plainEnglish(), Error{code, ""}).find("clock") != std::string::npos;
  };
  EXPECT_TRUE(blamesIt(ErrorCode::clockWrong));
  EXPECT_FALSE(blamesIt(ErrorCode::tokenExpired));
  EXPECT_FALSE(blamesIt(ErrorCode::tokenFromFuture));
}

// --- messages of the org

struct MessageRow {
  std::string name;
  std::string key;
  std::string text;
  std::string sentence;
};

class SentenceForAMessage : public testing::TestWithParam<MessageRow> {};

TEST_P(SentenceForAMessage, IsOursByItsKeyElseTheOrgsWithoutMarkup) {
  EXPECT_EQ(sentenceFor(plainEnglish(), messageOf(GetParam().key, GetParam().text)),
            GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Message, SentenceForAMessage,
    testing::Values(
        MessageRow{"KnownKey", "idx.unknown.user", "There is no account with the Username ada.",
                   "We do not know that username. Check it and try again."},
        MessageRow{"KnownKeyWithoutText", "error.username.required", "",
                   "Type your username first."},
        MessageRow{"UnknownKey", "oie.something.new", "Call your help desk.",
                   "Call your help desk."},
        MessageRow{"NoKey", "", "Call your help desk.", "Call your help desk."},
        MessageRow{"NoKeyAndNoText", "", "",
                   "The sign-in service could not go on. Please start again."},
        MessageRow{"OnlyMarkup", "", "<br/> <img src=x>",
                   "The sign-in service could not go on. Please start again."},
        MessageRow{"Tags", "", "Use <b>this</b> <a href=\"//evil.test\">link</a>.",
                   "Use this link."},
        MessageRow{"LineBreaks", "", "One.<br>Two.<p>Three.</p>Four.", "One. Two. Three. Four."},
        MessageRow{"Entities", "", "Tom &amp; Ada&#39;s &quot;app&quot;&nbsp;here",
                   "Tom & Ada's \"app\" here"},
        MessageRow{"EntityOfAnEntity", "", "&amp;lt;b&amp;gt;", "&lt;b&gt;"},
        MessageRow{"LessThan", "", "At least 3 < 5 characters, x<y",
                   "At least 3 < 5 characters, x<y"},
        MessageRow{"TagThatNeverEnds", "", "See <a href=\"x\"", "See <a href=\"x\""},
        MessageRow{"WhiteSpace", "", "  One \n\t two  ", "One two"}),
    [](const auto& test) { return test.param.name; });

TEST(SentenceForAMessage, IsCutWhereNobodyWouldReadOn) {
  std::string endless;
  while (endless.size() < 100'000) endless += "<\u00e4";
  const std::string sentence = sentenceFor(plainEnglish(), messageOf("", endless));
  EXPECT_LE(sentence.size(), 1'000U);
  EXPECT_TRUE(isUtf8(sentence)) << "not in the middle of a character";
}

TEST(SentencesForMessages, SayEachThingOnce) {
  EXPECT_EQ(sentencesFor(plainEnglish(),
                         {messageOf("idx.session.expired", "a"), messageOf("", "Call us."),
                          messageOf("core.system.transaction_resource_not_found", "b")}),
            "This sign-in took too long and has ended. Please start again. Call us.");
  EXPECT_EQ(sentencesFor(plainEnglish(), {}), "");
}

// --- times

struct WaitRow {
  std::string name;
  Milliseconds wait;
  std::string text;
};

class TryAgainIn : public testing::TestWithParam<WaitRow> {};

TEST_P(TryAgainIn, NeverPromisesTooLittle) {
  EXPECT_EQ(tryAgainIn(plainEnglish(), GetParam().wait),
            "You can try again " + GetParam().text + '.');
}

INSTANTIATE_TEST_SUITE_P(Wait, TryAgainIn,
                         testing::Values(WaitRow{"Past", Milliseconds(-5'000), "in a second"},
                                         WaitRow{"Now", Milliseconds(0), "in a second"},
                                         WaitRow{"OneSecond", Milliseconds(1'000), "in a second"},
                                         WaitRow{"ABitMore", Milliseconds(1'001), "in 2 seconds"},
                                         WaitRow{"Seconds", Seconds(40), "in 40 seconds"},
                                         WaitRow{"LastSeconds", Seconds(89), "in 89 seconds"},
                                         WaitRow{"FirstMinutes", Seconds(90), "in 2 minutes"},
                                         WaitRow{"Minutes", Seconds(121), "in 3 minutes"},
                                         WaitRow{"LastMinutes", minutes(89), "in 89 minutes"},
                                         WaitRow{"FirstHours", minutes(90), "in 2 hours"},
                                         WaitRow{"Hours", hours(12), "in 12 hours"}),
                         [](const auto& test) { return test.param.name; });

struct TimeRow {
  std::string name;
  std::string at;
  std::string now;
  Seconds utcOffset;
  std::string text;
};

class TimeOfDay : public testing::TestWithParam<TimeRow> {};

TEST_P(TimeOfDay, IsThatOfThisDevice) {
  const TimeRow& row = GetParam();
  EXPECT_EQ(timeOfDay(plainEnglish(), *fromRfc3339(row.at), *fromRfc3339(row.now), row.utcOffset),
            row.text);
}

INSTANTIATE_TEST_SUITE_P(
    At, TimeOfDay,
    testing::Values(
        TimeRow{"Today", "2033-05-18T14:05:59Z", "2033-05-18T13:05:00Z", hours(0), "14:05"},
        TimeRow{"Midnight", "2033-05-18T00:00:00Z", "2033-05-18T13:05:00Z", hours(0), "00:00"},
        TimeRow{"Tomorrow", "2033-05-19T00:00:00Z", "2033-05-18T23:59:59Z", hours(0), "Thu 00:00"},
        TimeRow{"Yesterday", "2033-05-17T23:59:00Z", "2033-05-18T00:00:00Z", hours(0), "Tue 23:59"},
        TimeRow{"SixDaysAgo", "2033-05-12T14:53:00Z", "2033-05-18T13:05:00Z", hours(0),
                "Thu 14:53"},
        TimeRow{"AWeekAgo", "2033-05-11T14:53:00Z", "2033-05-18T13:05:00Z", hours(0),
                "11 May 2033 14:53"},
        TimeRow{"FortyDaysAgo", "2033-04-08T14:53:00Z", "2033-05-18T13:05:00Z", hours(0),
                "8 Apr 2033 14:53"},
        TimeRow{"EastOfGreenwich", "2033-05-18T14:05:00Z", "2033-05-18T13:05:00Z", minutes(330),
                "19:35"},
        TimeRow{"WestOfGreenwich", "2033-05-18T14:05:00Z", "2033-05-18T13:05:00Z", hours(-7),
                "07:05"},
        TimeRow{"AnotherDayOnlyByUtc", "2033-05-19T01:00:00Z", "2033-05-18T23:30:00Z", hours(-7),
                "18:00"},
        TimeRow{"AnotherDayOnlyHere", "2033-05-18T22:30:00Z", "2033-05-18T21:30:00Z", hours(2),
                "Thu 00:30"},
        TimeRow{"BeforeTheEpoch", "1969-12-31T23:59:00Z", "1970-01-02T00:00:00Z", hours(0),
                "Wed 23:59"}),
    [](const auto& test) { return test.param.name; });

// --- names

TEST(Masked, HasDotsForStars) {
  EXPECT_EQ(masked("a***e@example.com"), "a\u2022\u2022\u2022e@example.com");
  EXPECT_EQ(masked(""), "");
}

TEST(Readable, IsACapitalisedWordForAConstantOfTheOrg) {
  EXPECT_EQ(readable("FIREFOX"), "Firefox");
  EXPECT_EQ(readable("CHROME_MOBILE"), "Chrome mobile");
  EXPECT_EQ(readable("Mac OS X"), "Mac OS X");
  EXPECT_EQ(readable("iOS"), "iOS");
  EXPECT_EQ(readable("UNKNOWN"), "");
  EXPECT_EQ(readable(""), "");
}

TEST(Listed, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(listed(plainEnglish(), {"Toronto", "Canada"}), "Toronto, Canada");
  EXPECT_EQ(listed(plainEnglish(), {"", "Canada"}), "Canada");
  EXPECT_EQ(listed(plainEnglish(), {"", ""}), "");
}

}  // namespace
}  // namespace latchkey::screen::texts
