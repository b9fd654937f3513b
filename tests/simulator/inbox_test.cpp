#include <gtest/gtest.h>

#include "simulator/page.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

TEST(Inbox, ListsTheNewestMailFirst) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  grace.clock.advance(Seconds{1});
  grace.resend();
  const Json list = parsed(grace.get("/inbox.json?to=GRACE%40example.com").body);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(textAt(list, "0.receivedAt"), "2030-03-17T17:46:41.000Z");
  EXPECT_EQ(textAt(list, "1.receivedAt"), "2030-03-17T17:46:40.000Z");
  EXPECT_EQ(textAt(list, "0.to"), "grace@example.com");
  EXPECT_EQ(textAt(list, "0.code"), grace.mailTo("grace@example.com").code);
  EXPECT_EQ(textAt(list, "0.link"), grace.mailTo("grace@example.com").link);
  EXPECT_EQ(textAt(list, "0.subject"), "Sign in to Latchkey demo");
}

TEST(Inbox, KeepsPeopleApart) {
  Visitor visitor;
  visitor.codeFor("ada@example.com");
  visitor.codeFor("grace@example.com");
  EXPECT_EQ(parsed(visitor.get("/inbox.json?to=ada%40example.com").body).size(), 1U);
  EXPECT_EQ(parsed(visitor.get("/inbox.json?to=nobody%40example.com").body).size(), 0U);
  EXPECT_EQ(parsed(visitor.get("/inbox.json").body).size(), 2U);
}

TEST(Inbox, IsAPageToReadAndClickIn) {
  Visitor grace;
  EXPECT_NE(grace.get("/inbox").body.find("No mail yet"), std::string::npos);
  grace.begin();
  grace.identify("grace@example.com");
  const std::string html = grace.get("/inbox").body;
  const Mail mail = grace.mailTo("grace@example.com");
  EXPECT_NE(html.find(mail.code), std::string::npos);
  EXPECT_NE(html.find("href=\"" + mail.link + "\""), std::string::npos);
  EXPECT_NE(html.find("http-equiv=\"refresh\""), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
}

TEST(Inbox, ShowsMarkupAsText) {
  Mailbox mailbox(1);
  Mail mail;
  mail.subject = "<script>alert('&')</script>";
  mail.link = "http://localhost/\"onclick=\"x";
  mailbox.deliver(mail);
  const std::string html = inboxPage(mailbox, "");
  EXPECT_NE(html.find("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"), std::string::npos);
  EXPECT_NE(html.find("&quot;onclick=&quot;x"), std::string::npos);
}

TEST(Mailbox, ForgetsTheOldestWhenItIsFull) {
  Mailbox mailbox(2);
  for (const std::string_view subject : {"first", "second", "third"}) {
    Mail mail;
    mail.subject = subject;
    mailbox.deliver(mail);
  }
  ASSERT_EQ(mailbox.size(), 2U);
  EXPECT_EQ(mailbox.all().front().subject, "third");
  EXPECT_EQ(mailbox.all().back().subject, "second");
}

TEST(Mail, SaysTheSameAsTextAndAsHtml) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  const Mail mail = grace.mailTo("grace@example.com");
  EXPECT_EQ(mail.from, "noreply@localhost");
  for (const std::string& body : {mail.text, mail.html}) {
    EXPECT_NE(body.find(mail.code), std::string::npos);
    EXPECT_NE(body.find(mail.link), std::string::npos);
    EXPECT_NE(body.find("Hi Grace"), std::string::npos);
    EXPECT_NE(body.find("5 minutes"), std::string::npos);
  }
}

TEST(Mail, IsToldToWhomWantsToKnow) {
  Visitor grace;
  std::vector<std::string> told;
  grace.org.onMail([&told](const Mail& mail) { told.push_back(mail.to); });
  grace.begin();
  grace.identify("grace@example.com");
  EXPECT_EQ(told, std::vector<std::string>{"grace@example.com"});
}

}  // namespace
}  // namespace latchkey::simulator
