// Over real sockets: that a whole sign-in passes, and that a broken connection is broken.

#include "simulator/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <vector>

#include "base/json_writer.h"
#include "simulator/faults.h"
#include "simulator/locked_org.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

// A connection to a server of this machine, with blocking reads.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    isOpen_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  bool isOpen() const { return isOpen_; }
  void send(const std::string& text) const {
    std::size_t sent = 0;
    while (sent < text.size()) {
      const ssize_t count = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;
      sent += static_cast<std::size_t>(count);
    }
  }
  // All that the server says until it ends the connection.
  std::string rest() const {
    std::string answer;
    char part[4096];
    for (ssize_t got = 0; (got = ::recv(socket_, part, sizeof(part), 0)) > 0;) {
      answer.append(part, static_cast<std::size_t>(got));
    }
    return answer;
  }

 private:
  int socket_;
  bool isOpen_ = false;
};

// All that a server says to one request before it closes the connection.
std::string say(int port, const std::string& request) {
  const Client client(port);
  client.send(request);
  return client.isOpen() ? client.rest() : "";
}

class Server : public testing::Test {
 protected:
  Server() : locked_(visitor_.org), server_("http://localhost:8081", locked_.handler()) {
    bound_ = server_.bind(0);
    server_.start();
  }

  std::string post(const std::string& path, const std::string& type, const std::string& body) {
    return say(server_.port(),
               "POST " + path + " HTTP/1.1" + host() + "\r\nConnection: close\r\nContent-Type: " +
                   type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  std::string get(const std::string& path) {
    return say(server_.port(),
               "GET " + path + " HTTP/1.1" + host() + "\r\nConnection: close\r\n\r\n");
  }
  std::string host() const { return "\r\nHost: localhost:" + std::to_string(server_.port()); }
  static std::string bodyOf(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
  }

  bool bound_ = false;
  Visitor visitor_;
  LockedOrg locked_;
  HttpServer server_;
};

TEST_F(Server, CarriesASignIn) {
  ASSERT_TRUE(bound_);
  const std::string form(http::kFormContentType);
  const auto begun = parsed(
      bodyOf(post("/oauth2/default/v1/interact", form, http::toFormBody(Visitor::interaction()))));
  const std::string introspected =
      post("/idp/idx/introspect", "application/json",
           writeJson({{"interactionHandle", textAt(begun, "interaction_handle")}}));
  const std::string handle = textAt(parsed(bodyOf(introspected)), "stateHandle");
  post("/idp/idx/identify", "application/json",
       writeJson({{"identifier", "grace@example.com"}, {"stateHandle", handle}}));
  const Json mail = parsed(bodyOf(get("/inbox.json?to=grace%40example.com")));
  const Json credentials = {{"passcode", textAt(mail, "0.code")}};
  const std::string answered =
      post("/idp/idx/challenge/answer", "application/json",
           writeJson({{"credentials", credentials}, {"stateHandle", handle}}));
  const std::string code = Visitor::codeIn(parsed(bodyOf(answered)));
  const Json tokens = parsed(
      bodyOf(post("/oauth2/default/v1/token", form, http::toFormBody(Visitor::exchange(code)))));
  EXPECT_EQ(text(claimsOf(textAt(tokens, "id_token")), "name"), "Grace Hopper");
}

TEST_F(Server, BreaksAConnectionWithoutAWord) {
  std::optional<Fault> fault = faultByName("lost-answer");
  fault->path = "/inbox";
  visitor_.org.faults().add(*fault);
  EXPECT_EQ(get("/inbox.json"), "");
  EXPECT_EQ(bodyOf(get("/inbox.json")), "[]");
}

TEST_F(Server, SendsEachHeaderOnceAndTheBodyUncompressed) {
  const std::string answer = say(server_.port(), "GET /inbox.json HTTP/1.1" + host() +
                                                     "\r\nAccept-Encoding: br, gzip\r\n"
                                                     "Connection: close\r\n\r\n");
  EXPECT_EQ(answer.rfind("HTTP/1.1 200 ", 0), 0U);
  EXPECT_EQ(answer.find("Content-Encoding"), std::string::npos);
  EXPECT_EQ(answer.find("\r\nContent-Type: application/json\r\n"),
            answer.rfind("\r\nContent-Type: "));
  EXPECT_EQ(bodyOf(answer), "[]");
}

TEST_F(Server, RefusesToTakeMoreThanAMebibyte) {
  const std::string answer =
      post("/idp/idx/identify", "application/json", std::string((1U << 20U) + 1, ' '));
  EXPECT_EQ(answer.rfind("HTTP/1.1 413 ", 0), 0U) << answer.substr(0, 80);
}

TEST_F(Server, NoticesAPortThatIsTaken) {
  HttpServer second("http://localhost:1", locked_.handler());
  EXPECT_FALSE(second.bind(server_.port()));
}

TEST_F(Server, StopsAlthoughAConnectionIsIdle) {
  const Client idle(server_.port());
  ASSERT_TRUE(idle.isOpen());
  server_.stop();
  EXPECT_EQ(idle.rest(), "");  // closed or reset, but over
  EXPECT_EQ(get("/inbox.json"), "");
}

// A server that waits for slow clients longer than any test lasts: what ends them is not the clock.
class PatientServer : public testing::Test {
 protected:
  PatientServer()
      : server_("http://localhost:8081",
                [](const http::Request&) {
                  return http::Response{200, {}, "here"};
                },
                {.idle = kAnHour, .head = kAnHour, .body = kAnHour, .answer = kAnHour}) {
    bound_ = server_.bind(0);
    server_.start();
  }
  // More than there is room for, each of them stuck behind these bytes.
  void fillUpWith(const std::string& bytes) {
    for (std::size_t i = 0; i < HttpServer::kMostConnections + 44; ++i) {
      slow_.push_back(std::make_unique<Client>(server_.port()));
      slow_.back()->send(bytes);
    }
  }
  std::string host() const { return "Host: localhost:" + std::to_string(server_.port()) + "\r\n"; }
  std::string askedByAnother() const {
    return say(server_.port(), "GET / HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
  }

  static constexpr std::chrono::hours kAnHour{1};
  bool bound_ = false;
  HttpServer server_;
  std::vector<std::unique_ptr<Client>> slow_;
};

struct SlowRow {
  std::string name;
  std::string bytes;
};

class SlowClients : public PatientServer, public testing::WithParamInterface<SlowRow> {};

TEST_P(SlowClients, LockNoOtherOut) {
  ASSERT_TRUE(bound_);
  std::string bytes = GetParam().bytes;
  if (bytes.find("HTTP/1.1\r\n") != std::string::npos) {
    bytes.insert(bytes.find("\r\n") + 2, host());
  }
  fillUpWith(bytes);
  EXPECT_NE(askedByAnother().find("here"), std::string::npos);
  EXPECT_EQ(slow_.front()->rest(), "");  // the one that waited longest had to go
}

INSTANTIATE_TEST_SUITE_P(
    Stuck, SlowClients,
    testing::Values(SlowRow{"BeforeTheFirstByte", ""}, SlowRow{"InTheFirstLine", "GET / HT"},
                    SlowRow{"InAHeader", "GET / HTTP/1.1\r\nX-Slow: "},
                    SlowRow{"BeforeTheEmptyLine", "GET / HTTP/1.1\r\nX-Slow: 1\r\n"},
                    SlowRow{"InABody", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"},
                    SlowRow{"InAChunk",
                            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n1"},
                    SlowRow{"BetweenChunks",
                            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n1\r\n"}),
    [](const auto& row) { return row.param.name; });

// With no patience at all, each connection that has to be waited for is over.
TEST(ImpatientServer, EndsAConnectionThatBeganARequestAndSaysWhy) {
  HttpServer server("http://localhost:8081",
                    [](const http::Request&) {
                      return http::Response{200, {}, "here"};
                    },
                    {.idle = std::chrono::hours{1}, .head = std::chrono::milliseconds{0}});
  ASSERT_TRUE(server.bind(0));
  server.start();
  EXPECT_EQ(say(server.port(), "GET / HT").rfind("HTTP/1.1 408 ", 0), 0U);
}

}  // namespace
}  // namespace latchkey::simulator
