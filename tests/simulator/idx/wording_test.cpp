#include "simulator/idx/wording.h"

#include <gtest/gtest.h>

#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

struct Asked {
  std::string name;
  std::string header;
  Language language;
};

class AcceptLanguage : public testing::TestWithParam<Asked> {};

TEST_P(AcceptLanguage, GivesTheBestOfOurs) {
  EXPECT_EQ(preferredLanguage(GetParam().header, Language::english), GetParam().language);
}

INSTANTIATE_TEST_SUITE_P(
    Of, AcceptLanguage,
    testing::Values(Asked{"German", "de", Language::german},
                    Asked{"SwissGermanAnyCase", "DE-ch", Language::german},
                    Asked{"Japanese", "ja-JP,ja;q=0.9,en;q=0.8", Language::japanese},
                    Asked{"LaterButBetter", "en;q=0.3, ja;q=0.7", Language::japanese},
                    Asked{"FirstOfEquals", "de,ja", Language::german},
                    Asked{"UnknownFirst", "fr-FR, de;q=0.5", Language::german},
                    Asked{"NotAtAll", "de;q=0", Language::english},
                    Asked{"UnknownOnly", "fr", Language::english},
                    Asked{"Nonsense", ";;,,q=,=", Language::english},
                    Asked{"Empty", "", Language::english}),
    [](const auto& row) { return row.param.name; });

TEST(Language, IsThePolicysForWhoAsksForNone) {
  EXPECT_EQ(preferredLanguage(std::nullopt, Language::japanese), Language::japanese);
  Policy policy = demoPolicy();
  policy.language = Language::german;
  Visitor visitor(policy);
  EXPECT_EQ(textAt(visitor.begin(), "remediation.value.0.value.0.label"), "Benutzername");
}

TEST(Language, IsOfTheRequestNotOfTheSignIn) {
  Visitor visitor;
  visitor.acceptLanguage = "de";
  visitor.begin();
  EXPECT_EQ(textAt(visitor.identify("wer@example.com"), "messages.value.0.message"),
            "Es gibt kein Konto mit dem Namen wer@example.com.");
  visitor.acceptLanguage = "ja";
  const Json japanese = visitor.identify("wer@example.com");
  EXPECT_EQ(textAt(japanese, "messages.value.0.message"),
            "ユーザー名 wer@example.com のアカウントはありません。");
  EXPECT_EQ(messageKeys(japanese), "idx.unknown.user") << "a key is a key in every language";
}

TEST(Language, IsOfFieldsAuthenticatorsAndTheirMessages) {
  Visitor hedy;
  hedy.acceptLanguage = "de";
  hedy.begin();
  EXPECT_EQ(eachText(at(hedy.identify("hedy@example.com"), "remediation.value.0.value.0.options"),
                     "label"),
            "E-Mail Passwort Telefon Sicherheitsfrage Passkeys Okta Verify");
  hedy.choose("aut2latchkeyPasswd0g4", "password");
  EXPECT_EQ(textAt(hedy.answer("guess"),
                   "remediation.value.0.value.0.form.value.0.messages.value.0.message"),
            "Das Passwort stimmt nicht.");
}

TEST(Language, IsOfAnEndedSessionToo) {
  Visitor visitor;
  visitor.acceptLanguage = "ja";
  visitor.stateHandle = "02unknown";
  EXPECT_EQ(textAt(visitor.poll(), "messages.value.0.message"),
            "時間切れになりました。サインイン画面からやり直してください。");
}

}  // namespace
}  // namespace latchkey::simulator
