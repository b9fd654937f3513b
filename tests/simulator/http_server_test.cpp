// Over real sockets: that a whole sign-in passes, and that a broken connection is broken.

#include "simulator/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "simulator/faults.h"
#include "simulator/locked_org.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

// All that a server says to one request before it closes the connection.
std::string say(int port, const std::string& request) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 &&
      ::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
    char part[4096];
    for (ssize_t got = 0; (got = ::recv(descriptor, part, sizeof(part), 0)) > 0;) {
      answer.append(part, static_cast<std::size_t>(got));
    }
  }
  ::close(descriptor);
  return answer;
}

class Server : public testing::Test {
 protected:
  Server() : locked_(visitor_.org), server_("http://localhost:8081", locked_.handler()) {
    bound_ = server_.bind(0);
    server_.start();
  }

  std::string post(const std::string& path, const std::string& type, const std::string& body) {
    return say(server_.port(),
               "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close" +
                   "\r\nContent-Type: " + type +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  std::string get(const std::string& path) {
    return say(server_.port(),
               "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }
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
  const std::string answer = say(server_.port(),
                                 "GET /inbox.json HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: "
                                 "br, gzip\r\nConnection: close\r\n\r\n");
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
  const int idle = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(server_.port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::connect(idle, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  server_.stop();
  char byte = 0;
  EXPECT_LE(::recv(idle, &byte, 1, 0), 0);  // closed or reset, but over
  ::close(idle);
  EXPECT_EQ(get("/inbox.json"), "");
}

}  // namespace
}  // namespace latchkey::simulator
