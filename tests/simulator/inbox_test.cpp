#include "simulator/inbox.h"

#include <gtest/gtest.h>

#include "simulator/mime.h"
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
  mail.id = "one";
  mail.subject = "<script>alert('&')</script>";
  mail.link = "http://localhost/\"onclick=\"x";
  mail.text = "</pre><script>";
  mail.delivery = Delivery::failed;
  mail.problem = "<script>";
  mailbox.deliver(mail);
  for (const std::string_view path : {"/inbox", "/inbox/one"}) {
    const std::string html = inbox(mailbox, path, "").body;
    EXPECT_NE(html.find("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"), std::string::npos);
    EXPECT_NE(html.find("&quot;onclick=&quot;x"), std::string::npos);
    EXPECT_EQ(html.find("<script>"), std::string::npos);
  }
}

TEST(Inbox, ShowsOneMailInAFrameThatCanDoNothing) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  const Mail mail = grace.mailTo("grace@example.com");
  const std::string html = grace.get("/inbox/" + mail.id).body;
  EXPECT_NE(html.find("src=\"/inbox/" + mail.id +
                      ".html\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\""),
            std::string::npos);
  EXPECT_NE(html.find(mail.code), std::string::npos);
  const http::Response framed = grace.get("/inbox/" + mail.id + ".html");
  const std::string rules = http::header(framed.headers, "Content-Security-Policy").value_or("");
  EXPECT_EQ(rules.find("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'"),
            0U);
  EXPECT_EQ(rules.find("script"), std::string::npos);
  EXPECT_EQ(rules.find("allow-same-origin"), std::string::npos);
  EXPECT_NE(framed.body.find("<head><base target=\"_blank\">"), std::string::npos);
  EXPECT_NE(framed.body.find(mail.code), std::string::npos);
}

TEST(Inbox, GivesAMailAsAFile) {
  Visitor grace;
  grace.begin();
  grace.identify("grace@example.com");
  const Mail mail = grace.mailTo("grace@example.com");
  const http::Response file = grace.get("/inbox/" + mail.id + ".eml");
  EXPECT_EQ(http::header(file.headers, "Content-Type"), "message/rfc822");
  EXPECT_EQ(http::header(file.headers, "Content-Disposition"),
            "attachment; filename=\"" + mail.id + ".eml\"");
  EXPECT_EQ(file.body, toMessage(mail));
}

TEST(Inbox, SaysThatAMailIsGone) {
  Visitor grace;
  for (const std::string_view path : {"/inbox/none", "/inbox/none.eml", "/inbox/none.html"}) {
    EXPECT_NE(grace.get(path).body.find("This mail is gone"), std::string::npos);
    EXPECT_EQ(grace.status, 404);
  }
  grace.get("/inboxes");
  EXPECT_EQ(grace.status, 404);
}

TEST(Inbox, SaysWhatBecameOfAMail) {
  Mailbox mailbox(1);
  Mail mail;
  mail.id = "one";
  mailbox.deliver(mail);
  mailbox.note("one", Delivery::failed, "The mail server is asleep.");
  mailbox.note("another", Delivery::delivered, "");
  EXPECT_NE(inbox(mailbox, "/inbox", "")
                .body.find("<strong>Not delivered.</strong> The mail server is asleep."),
            std::string::npos);
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
