// What is answered to the bytes of a connection; without sockets, and by a clock of its own.

#include "simulator/http_front.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "simulator/request_head.h"
#include "tests/simulator/text_channel.h"

namespace latchkey::simulator {
namespace {

using std::chrono::milliseconds;

constexpr int kPort = 8081;
const std::string kHost = "Host: localhost:8081\r\n";

// Keeps what it is asked, and answers with its path.
class Front : public testing::Test {
 protected:
  std::string answersTo(std::string sent) { return over(TextChannel(std::move(sent))); }
  std::string answersTo(std::string sent, TextChannel::Pace pace) {
    return over(TextChannel(std::move(sent), pace));
  }
  static std::string get(const std::string& path, const std::string& headers = "") {
    return "GET " + path + " HTTP/1.1\r\n" + kHost + headers + "\r\n";
  }
  static std::string post(const std::string& headers, const std::string& body) {
    return "POST /post HTTP/1.1\r\n" + kHost + headers + "\r\n" + body;
  }
  std::string urls() const {
    std::string all;
    for (const http::Request& request : asked) all += request.url + " ";
    return all;
  }

  std::vector<http::Request> asked;
  Patience patience;
  milliseconds passed{0};

 private:
  std::string over(TextChannel channel) {
    const HttpFront front(
        "http://localhost:8081",
        [this, &channel](const http::Request& request) -> std::optional<http::Response> {
          EXPECT_FALSE(channel.isWaiting);
          asked.push_back(request);
          if (request.url.find("/broken") != std::string::npos) return std::nullopt;
          return http::Response{200, {{"X-Path", request.url}}, "<" + request.body + ">"};
        },
        patience);
    front.serve(channel, kPort);
    passed = channel.passed();
    EXPECT_TRUE(channel.isWaitedForAtEachWrite);
    return channel.said;
  }
};

TEST_F(Front, HandsARequestOverAsItWasSent) {
  const std::string said = answersTo(
      "POST /idp/idx/identify?a=%20b HTTP/1.1\r\nHost: localhost:8081\r\nCookie: DT=a%20b\r\n"
      "X-Odd:\t two words \t\r\nContent-Length: 5\r\n\r\nhello");
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].method, http::Method::post);
  EXPECT_EQ(asked[0].url, "http://localhost:8081/idp/idx/identify?a=%20b");
  EXPECT_EQ(http::header(asked[0].headers, "cookie"), "DT=a%20b");
  EXPECT_EQ(http::header(asked[0].headers, "x-odd"), "two words");
  EXPECT_EQ(asked[0].body, "hello");
  EXPECT_EQ(said.rfind("HTTP/1.1 200 ", 0), 0U);
  EXPECT_EQ(said.substr(said.find("\r\n\r\n") + 4), "<hello>");
}

TEST_F(Front, AnswersOneRequestAfterAnotherInTheirOrder) {
  const std::string said =
      answersTo(get("/1") + post("Content-Length: 3\r\n", "abc") + "\r\n" +
                post("Transfer-Encoding: chunked\r\n", "2\r\nde\r\n1;x=y\r\nf\r\n0\r\n\r\n") +
                post("", "") + get("/5", "Connection: close\r\n") + get("/6"));
  EXPECT_EQ(urls(),
            "http://localhost:8081/1 http://localhost:8081/post http://localhost:8081/post "
            "http://localhost:8081/post http://localhost:8081/5 ");
  EXPECT_LT(said.find("<>"), said.find("<abc>"));
  EXPECT_LT(said.find("<abc>"), said.find("<def>"));
}

TEST_F(Front, SendsAHeadWithoutItsBody) {
  const std::string said = answersTo("HEAD /1 HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_NE(said.find("Content-Length: 2\r\n"), std::string::npos);
  EXPECT_EQ(said.find("<>"), std::string::npos);
}

TEST_F(Front, GoesOnWithABodyThatItIsAskedFor) {
  const std::string said =
      answersTo(post("Expect: 100-continue\r\nContent-Length: 3\r\n", "abc"), {1, milliseconds{0}});
  EXPECT_EQ(said.rfind("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ", 0), 0U) << said;
}

TEST_F(Front, BreaksWithoutAWordWhereThereIsNoAnswer) {
  EXPECT_EQ(answersTo(get("/broken") + get("/2")), "");
  EXPECT_EQ(asked.size(), 1U);
}

TEST_F(Front, SendsNoRangesHoweverManyAreAskedFor) {
  const std::string said = answersTo(get("/", "Range: bytes=0-,0-,0-,0-,0-,0-,0-,0-\r\n"));
  EXPECT_EQ(said.rfind("HTTP/1.1 200 ", 0), 0U);
}

struct Row {
  std::string name;
  int status;
  std::string sent;
};

class Refused : public Front, public testing::WithParamInterface<Row> {};

// Whole, and in small pieces: how the network cuts a request is of no matter.
TEST_P(Refused, IsAnsweredOnceAndEndsTheConnection) {
  const std::string status = "HTTP/1.1 " + std::to_string(GetParam().status) + " ";
  const std::size_t small = GetParam().sent.size() / 100'000 + 1;
  for (const std::size_t bytes : {std::string::npos, small}) {
    const std::string said =
        answersTo(GetParam().sent + get("/smuggled"), {bytes, milliseconds{0}});
    EXPECT_EQ(said.rfind(status, 0), 0U) << said;
    EXPECT_EQ(said.find("\nHTTP/1.1"), std::string::npos) << said;
    EXPECT_NE(said.find("\r\nConnection: close\r\n"), std::string::npos) << said;
    EXPECT_EQ(urls(), "");
  }
}

std::string with(const std::string& headers, const std::string& method = "POST") {
  return method + " / HTTP/1.1\r\n" + kHost + headers + "\r\n";
}

std::string manyHeaders(std::size_t count) {
  std::string headers;
  for (std::size_t i = 0; i < count; ++i) headers += "X-" + std::to_string(i) + ": 1\r\n";
  return headers;
}

INSTANTIATE_TEST_SUITE_P(
    ByItsHost, Refused,
    testing::Values(
        Row{"Foreign", 421, "GET / HTTP/1.1\r\nHost: evil.example:8081\r\n\r\n"},
        Row{"ForeignPost", 421,
            "POST /sim/clear HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}"},
        Row{"ForeignPreflight", 421, "OPTIONS / HTTP/1.1\r\nHost: evil.example:8081\r\n\r\n"},
        Row{"ForeignHead", 421, "HEAD / HTTP/1.1\r\nHost: evil.example:8081\r\n\r\n"},
        Row{"ForeignUrl", 421, "GET http://evil.example/ HTTP/1.1\r\n" + kHost + "\r\n"},
        Row{"Empty", 421, "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        Row{"Missing", 400, "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n"},
        Row{"MissingInVersion10", 421, "GET / HTTP/1.0\r\n\r\n"},
        Row{"Twice", 400, with(kHost, "GET")},
        Row{"OwnThenForeign", 400, with("Host: evil.example\r\n", "GET")},
        Row{"ForeignThenOwn", 400, "GET / HTTP/1.1\r\nhost: evil.example\r\n" + kHost + "\r\n"},
        Row{"Folded", 400, "GET / HTTP/1.1\r\nHost: localhost\r\n :8081\r\n\r\n"},
        Row{"NameWithASpace", 400, "GET / HTTP/1.1\r\nHost : localhost:8081\r\n\r\n"},
        Row{"WithANulByte", 400,
            std::string("GET / HTTP/1.1\r\nHost: localhost:8081\0\r\n\r\n", 39)}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ByItsFirstLine, Refused,
    testing::Values(Row{"Trace", 501, with("", "TRACE")},
                    Row{"Connect", 501, "CONNECT localhost:8081 HTTP/1.1\r\n" + kHost + "\r\n"},
                    Row{"UnknownMethod", 501, with("", "BREW")},
                    Row{"MethodInSmallLetters", 501, with("", "get")},
                    Row{"Http2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
                    Row{"Version12", 505, "GET / HTTP/1.2\r\n" + kHost + "\r\n"},
                    Row{"Version09", 400, "GET /\r\n\r\n"}, Row{"NoVersion", 400, "GET / \r\n\r\n"},
                    Row{"TwoSpaces", 400, "GET  / HTTP/1.1\r\n" + kHost + "\r\n"},
                    Row{"SpaceInTheAddress", 400, "GET /a b HTTP/1.1\r\n" + kHost + "\r\n"},
                    Row{"TabInTheAddress", 400, "GET /a\tb HTTP/1.1\r\n" + kHost + "\r\n"},
                    Row{"Fragment", 400, "GET /a#b HTTP/1.1\r\n" + kHost + "\r\n"},
                    Row{"Star", 400, "OPTIONS * HTTP/1.1\r\n" + kHost + "\r\n"},
                    Row{"LongAddress", 414,
                        "GET /" + std::string(kMostTargetBytes, 'a') + " HTTP/1.1\r\n" + kHost +
                            "\r\n"},
                    Row{"LineFeedOnly", 400, "GET / HTTP/1.1\nHost: localhost:8081\n\n"},
                    Row{"Tls", 400, std::string("\x16\x03\x01\x02\x00\x01\x00", 7)},
                    Row{"Blank", 400, " GET / HTTP/1.1\r\n\r\n"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ByItsHeaders, Refused,
    testing::Values(
        Row{"HugeHeader", 431, with("X: " + std::string(kMostHeadBytes, 'a') + "\r\n", "GET")},
        Row{"HeaderWithoutEnd", 431,
            "GET / HTTP/1.1\r\nX: " + std::string(2 * kMostHeadBytes, 'a')},
        Row{"FirstLineWithoutEnd", 431, "GET /" + std::string(2 * kMostHeadBytes, 'a')},
        Row{"ManyHeaders", 431, with(manyHeaders(kMostHeaders), "GET")},
        Row{"NoColon", 400, with("Accept\r\n", "GET")}, Row{"NoName", 400, with(": a\r\n", "GET")},
        Row{"CarriageReturnInAValue", 400, with("X: a\rHost: evil.example\r\n", "GET")},
        Row{"Compressed", 415, with("Content-Encoding: br\r\nContent-Length: 1\r\n") + "1"},
        Row{"OtherExpectation", 417, with("Expect: tea\r\nContent-Length: 1\r\n") + "1"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ByItsBody, Refused,
    testing::Values(
        Row{"LengthTwice", 400, with("Content-Length: 1\r\nContent-Length: 1\r\n") + "1"},
        Row{"LengthAndChunks", 400, with("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n")},
        Row{"NegativeLength", 400, with("Content-Length: -1\r\n")},
        Row{"LengthOfWords", 400, with("Content-Length: ten\r\n")},
        Row{"ListOfLengths", 400, with("Content-Length: 1, 1\r\n")},
        Row{"EmptyLength", 400, with("Content-Length:\r\n")},
        Row{"HugeLength", 413, with("Content-Length: 1048577\r\n")},
        Row{"LengthBeyondNumbers", 400, with("Content-Length: 99999999999999999999999\r\n")},
        Row{"HugeLengthExpected", 413,
            with("Expect: 100-continue\r\nContent-Length: 999999999999\r\n")},
        Row{"OtherCoding", 501, with("Transfer-Encoding: gzip, chunked\r\n")},
        Row{"ChunksInVersion10", 400,
            "POST / HTTP/1.0\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n"},
        Row{"NoChunk", 400, with("Transfer-Encoding: chunked\r\n") + "zz\r\n"},
        Row{"ChunksWithoutEnd", 413,
            with("Transfer-Encoding: chunked\r\n") + "fffffff\r\n" + std::string(3U << 20U, 'a')},
        Row{"OfAGet", 400, with("Content-Length: 1\r\n", "GET") + "1"},
        Row{"ChunksOfAGet", 400, with("Transfer-Encoding: chunked\r\n", "GET") + "0\r\n\r\n"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Front, NoticesABodyThatIsCutShort) {
  EXPECT_EQ(answersTo(with("Content-Length: 5\r\n") + "abc").rfind("HTTP/1.1 400 ", 0), 0U);
  EXPECT_EQ(urls(), "");
}

struct SlowRow {
  std::string name;
  std::string said;  // how it begins
  std::string sent;
  TextChannel::Pace pace;
  milliseconds over;  // when the connection is ended
};

class Slow : public Front, public testing::WithParamInterface<SlowRow> {};

TEST_P(Slow, IsEndedInTime) {
  patience = {milliseconds{5'000}, milliseconds{10'000}, milliseconds{20'000}};
  const std::string said = answersTo(GetParam().sent, GetParam().pace);
  EXPECT_EQ(said.substr(0, GetParam().said.size()), GetParam().said);
  EXPECT_EQ(said.empty(), GetParam().said.empty()) << said;
  EXPECT_EQ(passed, GetParam().over);
}

constexpr TextChannel::Pace kStuck{std::string::npos, milliseconds{0}, true};
constexpr TextChannel::Pace kDripping{1, milliseconds{2'000}};

INSTANTIATE_TEST_SUITE_P(
    Client, Slow,
    testing::Values(
        SlowRow{"ThatSendsNothing", "", "", kStuck, milliseconds{5'000}},
        SlowRow{"ThatSendsHalfAHead", "HTTP/1.1 408 ", "GET / HTTP/1.1\r\nX", kStuck,
                milliseconds{10'000}},
        // One byte in two seconds, for as long as it likes: the second byte began the ten seconds.
        SlowRow{"ThatDripsAHead", "HTTP/1.1 408 ", with(manyHeaders(50)), kDripping,
                milliseconds{12'000}},
        SlowRow{"ThatSendsHalfABody", "HTTP/1.1 408 ", with("Content-Length: 9\r\n") + "1", kStuck,
                milliseconds{20'000}},
        SlowRow{"ThatSendsHalfAChunk", "HTTP/1.1 408 ",
                with("Transfer-Encoding: chunked\r\n") + "9\r\n1", kStuck, milliseconds{20'000}},
        SlowRow{"ThatAsksAndStays", "HTTP/1.1 200 ", "GET / HTTP/1.1\r\n" + kHost + "\r\n", kStuck,
                milliseconds{5'000}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
