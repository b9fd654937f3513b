#include "simulator/sign_in_mail.h"

#include <gtest/gtest.h>

#include "simulator/idx/wording.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Mail mailUnder(const Policy& policy) {
  Visitor grace(policy);
  grace.begin();
  grace.identify("grace@example.com");
  return grace.mailTo("grace@example.com");
}

std::optional<MailTemplate> body(std::string_view source) {
  return MailTemplate::parseBody(source).value_or(MailTemplate());
}

TEST(Mail, SaysTheSameAsTextAndAsHtml) {
  const Mail mail = mailUnder(demoPolicy());
  for (const std::string& part : {mail.text, mail.html}) {
    EXPECT_TRUE(contains(part, mail.code));
    EXPECT_TRUE(contains(part, mail.link));
    EXPECT_TRUE(contains(part, "Hi Grace"));
    EXPECT_TRUE(contains(part, "5 minutes"));
  }
}

TEST(Mail, CanBeReadAsText) {
  const Mail mail = mailUnder(demoPolicy());
  EXPECT_EQ(
      mail.text,
      "Latchkey demo\n\nYour sign-in link\n\nHi Grace,\n\n"
      "Open this in the browser where you began. It signs you in.\n\n"
      "Sign in to Latchkey demo:\n" +
          mail.link + "\n\nOr type this code on the page that waits for it:\n\n" + mail.code +
          "\n\nBoth work for 5 minutes.\n\n"
          "You did not ask for this? Then you can ignore it: nobody gets in without this mail. "
          "Give the code to nobody, whoever asks.\n\n"
          "For grace@example.com, from localhost\n");
}

TEST(Mail, ComesFromTheOrgInTheNameOfTheApp) {
  const Mail mail = mailUnder(demoPolicy());
  EXPECT_EQ(mail.from, "noreply@localhost");
  EXPECT_EQ(mail.fromName, "Latchkey demo");
  EXPECT_EQ(mail.toName, "Grace Hopper");
}

TEST(Mail, ComesFromWhomThePolicySays) {
  Policy policy = demoPolicy();
  policy.mail.sender = "hello@tide.example";
  policy.mail.senderName = "Tide";
  const Mail mail = mailUnder(policy);
  EXPECT_EQ(mail.from, "hello@tide.example");
  EXPECT_EQ(mail.fromName, "Tide");
}

TEST(Mail, HasOnlyACodeWhereLinksAreOff) {
  Policy policy = demoPolicy();
  policy.magicLink = MagicLink::off;
  const Mail mail = mailUnder(policy);
  EXPECT_EQ(mail.subject, "Your code for Latchkey demo");
  EXPECT_EQ(mail.link, "");
  EXPECT_FALSE(contains(mail.html, "<a "));
  EXPECT_TRUE(contains(mail.text, "Type this code"));
  EXPECT_TRUE(contains(mail.text, "It works for"));
}

TEST(Mail, GreetsSomebodyWithoutAName) {
  Policy policy = demoPolicy();
  for (Person& person : policy.people) person.firstName = person.lastName = "";
  EXPECT_TRUE(contains(mailUnder(policy).text, "\nHello,\n"));
}

TEST(Mail, OfAnOwnTemplateMayLinkToTheAppAtOnce) {
  Policy policy = demoPolicy();
  policy.mail.subject =
      MailTemplate::parse("${app.name}: ${verificationToken}").value_or(MailTemplate());
  policy.mail.body = body(
      "<p>Dear ${user.profile.fullName}</p><a id=\"email-authentication-button\" "
      "href=\"https://app.example/in?otp=${verificationToken}&amp;state=${request.relayState}\">"
      "In</a>");
  const Mail mail = mailUnder(policy);
  EXPECT_EQ(mail.subject, "Latchkey demo: " + mail.code);
  EXPECT_EQ(mail.link, "https://app.example/in?otp=" + mail.code + "&state=the-state");
  EXPECT_EQ(mail.text, "Dear Grace Hopper\n\nIn:\n" + mail.link + "\n");
}

TEST(Mail, OfAnOwnTemplateMayHaveTheOrgsLink) {
  Policy policy = demoPolicy();
  const std::string own = mailUnder(policy).link;
  policy.mail.body =
      body("<a id=email-authentication-button href='${emailAuthenticationLink}'>In</a>");
  EXPECT_EQ(mailUnder(policy).link, own);
}

TEST(Mail, ShowsMarkupInANameAsText) {
  Policy policy = demoPolicy();
  for (Person& person : policy.people) person.firstName = "</p><script>alert(1)</script>";
  policy.app.label = "<b>Bold</b>";
  const Mail mail = mailUnder(policy);
  EXPECT_FALSE(contains(mail.html, "<script"));
  EXPECT_FALSE(contains(mail.html, "<b>"));
  EXPECT_TRUE(contains(mail.text, "Hi </p><script>alert(1)</script>,"));
}

struct Row {
  std::string name;
  Seconds lifetime;
  std::string_view words;
};

class Lifetime : public testing::TestWithParam<Row> {};

TEST_P(Lifetime, IsSaidInWords) {
  Policy policy = demoPolicy();
  policy.code.lifetime = GetParam().lifetime;
  EXPECT_TRUE(contains(mailUnder(policy).text, GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(Of, Lifetime,
                         testing::Values(Row{"OneMinute", Seconds{60}, "work for 1 minute."},
                                         Row{"FiveMinutes", Seconds{300}, "work for 5 minutes."},
                                         Row{"HalfAMinute", Seconds{30}, "work for 30 seconds."},
                                         Row{"Odd", Seconds{90}, "work for 90 seconds."}),
                         [](const auto& row) { return row.param.name; });

struct Spoken {
  std::string name;
  Language language;
  std::string subject;
  std::string sentence;
};

class MailIn : public testing::TestWithParam<Spoken> {};

TEST_P(MailIn, TheLanguageOfWhoAskedForIt) {
  Visitor grace;
  grace.acceptLanguage = std::string(tagOf(GetParam().language));
  grace.begin();
  grace.identify("grace@example.com");
  const Mail mail = grace.mailTo("grace@example.com");
  EXPECT_EQ(mail.subject, GetParam().subject);
  EXPECT_NE(mail.text.find(GetParam().sentence), std::string::npos) << mail.text;
  EXPECT_NE(mail.html.find("<html lang=\"" + grace.acceptLanguage + "\">"), std::string::npos);
  EXPECT_EQ(mail.html.find("[["), std::string::npos);
  EXPECT_NE(mail.link, "");
}

INSTANTIATE_TEST_SUITE_P(
    Each, MailIn,
    testing::Values(Spoken{"English", Language::english, "Sign in to Latchkey demo", "Hi Grace,"},
                    Spoken{"German", Language::german, "Bei Latchkey demo anmelden",
                           "Beides gilt 5 Minuten."},
                    Spoken{"Japanese", Language::japanese, "Latchkey demo にサインイン",
                           "どちらも5分間有効です。"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
