#include "simulator/mime.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

Mail mail() {
  Mail made;
  made.id = "abc-_1";
  made.from = "noreply@localhost";
  made.fromName = "Latchkey demo";
  made.to = "ada@example.com";
  made.toName = "Ada Lovelace";
  made.subject = "Sign in to Latchkey demo";
  made.text = "Hi Ada,\n\n123456\n";
  made.html = "<p class=\"a\">Hi Ada</p>\n";
  made.receivedAt = fromUnix(Seconds{1'900'000'000});
  return made;
}

// Of a header field, folded lines joined again.
std::string fieldOf(const std::string& message, const std::string& name) {
  const std::size_t begin = message.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return "(none)";
  const std::size_t value = begin + name.size() + 4;
  std::size_t end = message.find("\r\n", value);
  while (message.substr(end + 2, 1) == " ") end = message.find("\r\n", end + 2);
  return replaceAll(message.substr(value, end - value), "\r\n", "");
}

TEST(Message, IsWhatTravels) {
  EXPECT_EQ(toMessage(mail()),
            "Date: Sun, 17 Mar 2030 17:46:40 +0000\r\n"
            "From: Latchkey demo\r\n <noreply@localhost>\r\n"
            "To: Ada Lovelace\r\n <ada@example.com>\r\n"
            "Subject: Sign in to Latchkey demo\r\n"
            "Message-ID: <abc-_1@localhost>\r\n"
            "MIME-Version: 1.0\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "Content-Type: multipart/alternative; boundary=\"=_abc-_1\"\r\n\r\n"
            "--=_abc-_1\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\nHi Ada,\r\n\r\n123456\r\n\r\n"
            "--=_abc-_1\r\nContent-Type: text/html; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            "<p class=3D\"a\">Hi Ada</p>\r\n\r\n--=_abc-_1--\r\n");
}

struct Row {
  std::string name;
  std::string value;
  std::string written;
};

class Subject : public testing::TestWithParam<Row> {};

TEST_P(Subject, IsWritten) {
  Mail made = mail();
  made.subject = GetParam().value;
  EXPECT_EQ(fieldOf(toMessage(made), "Subject"), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Subject,
    testing::Values(Row{"Ascii", "Hi, you: (now)!", "Hi, you: (now)!"},
                    Row{"Foreign", "Caf\u00E9 au lait", "=?UTF-8?Q?Caf=C3=A9_au_lait?="},
                    Row{"LooksEncoded", "=?x", "=?UTF-8?Q?=3D=3Fx?="},
                    Row{"LineEnds", "Hi\r\nBcc: eve@example.com", "Hi  Bcc: eve@example.com"},
                    Row{"ControlCharacters", std::string("a\0b\x7F\x1B", 5), "a b"},
                    Row{"NotUtf8",
                        "a\xFF"
                        "b",
                        "a?b"},
                    Row{"Long", std::string(61, 'a'),
                        "=?UTF-8?Q?" + std::string(52, 'a') + "?= =?UTF-8?Q?" +
                            std::string(9, 'a') + "?="}),
    [](const auto& row) { return row.param.name; });

class Recipient : public testing::TestWithParam<Row> {};

TEST_P(Recipient, IsNamed) {
  Mail made = mail();
  made.toName = GetParam().value;
  EXPECT_EQ(fieldOf(toMessage(made), "To"), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    As, Recipient,
    testing::Values(Row{"Plain", "Ada Lovelace", "Ada Lovelace <ada@example.com>"},
                    Row{"Nobody", "", "ada@example.com"},
                    Row{"Foreign", "\u00C5da", "=?UTF-8?Q?=C3=85da?= <ada@example.com>"},
                    Row{"AnotherAddress", "<eve@example.com>,",
                        "=?UTF-8?Q?=3Ceve=40example=2Ecom=3E=2C?= <ada@example.com>"},
                    Row{"AHeader", "Ada\r\nBcc: eve@example.com\r\n\r\nbody",
                        "=?UTF-8?Q?Ada__Bcc=3A_eve=40example=2Ecom____body?= <ada@example.com>"}),
    [](const auto& row) { return row.param.name; });

TEST(Message, CutsNoCharacterInTwo) {
  Mail made = mail();
  for (int i = 0; i < 60; ++i) made.subject += "\U0001F511";
  const std::string subject = fieldOf(toMessage(made), "Subject");
  for (const std::string_view word : split(subject, ' ')) {
    // "=?UTF-8?Q?" and "?=", and between them whole keys of four bytes.
    EXPECT_EQ((word.size() - 12) % (word.find("=F0") == 10 ? 12U : 1U), 0U) << word;
  }
}

TEST(Message, HasShortAsciiLinesOnly) {
  Mail made = mail();
  made.subject = made.toName = made.fromName = std::string(300, 'x') + " \u00E9 " + "<\r\n";
  made.text =
      std::string(1'000, 'y') + "\n.\n..\nFrom \u00E9\t\n = \n" + std::string(75, 'z') + "=";
  made.html = std::string(200, ' ');
  const std::string message = toMessage(made);
  for (std::string_view line : split(message, '\n')) {
    if (line.empty()) continue;
    EXPECT_EQ(line.back(), '\r');
    line.remove_suffix(1);
    EXPECT_LE(line.size(), 76U) << line;
    EXPECT_NE(line, ".");
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c <= '~') << line;
    if (!line.empty()) {
      EXPECT_NE(line.back(), ' ');
    }
  }
}

TEST(Message, KeepsTheBodyFromEndingIt) {
  Mail made = mail();
  made.text = "--=_abc-_1--\r\nMore";
  EXPECT_NE(toMessage(made).find("\r\n--=3D_abc-_1--\r\nMore"), std::string::npos);
}

TEST(Message, NamesNobodyWhoseAddressCannotBeOne) {
  Mail made = mail();
  made.to = "ada@example.com\r\nBcc: eve@example.com";
  EXPECT_EQ(fieldOf(toMessage(made), "To"), "undisclosed-recipients:;");
  EXPECT_EQ(toMessage(made).find("eve"), std::string::npos);
}

class Address : public testing::TestWithParam<Row> {};

TEST_P(Address, IsOneOrNot) {
  EXPECT_EQ(isMailAddress(GetParam().value), GetParam().written == "yes");
}

INSTANTIATE_TEST_SUITE_P(
    Text, Address,
    testing::Values(Row{"Plain", "ada@example.com", "yes"}, Row{"Local", "root@localhost", "yes"},
                    Row{"Tagged", "a.b+c_d'e@x-1.example", "yes"},
                    Row{"Foreign", "\u00E5da@ex\u00E4mple.com", "yes"}, Row{"Empty", "", "no"},
                    Row{"NoAt", "ada", "no"}, Row{"NoLocal", "@example.com", "no"},
                    Row{"NoHost", "ada@", "no"}, Row{"TwoAt", "a@b@c", "no"},
                    Row{"Spaces", "a b@c", "no"}, Row{"DotFirst", ".a@c", "no"},
                    Row{"TwoDots", "a..b@c", "no"}, Row{"DotLast", "a@c.", "no"},
                    Row{"HyphenFirst", "a@-c", "no"}, Row{"Angle", "a<b>@c", "no"},
                    Row{"LineEnd", "a@c\r\n", "no"}, Row{"LineEndInside", "a\r\nb@c", "no"},
                    Row{"NotUtf8", "\xFF@c", "no"},
                    Row{"LongLocal", std::string(65, 'a') + "@c", "no"},
                    Row{"Long", "a@" + std::string(253, 'c'), "no"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
