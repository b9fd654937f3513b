#include "tests/bench/load.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>

#include "base/bytes.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/url.h"
#include "simulator/digest.h"

namespace latchkey::bench {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kVerifier = "0123456789abcdef0123456789abcdef0123456789a";
constexpr std::string_view kRedirectUri = "http://localhost:8080/login/callback/";

// As little of HTTP/1.1 as it takes: the org's answers have a Content-Length.
class Connection {
 public:
  explicit Connection(int port)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)), host_("localhost:" + std::to_string(port)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { ::close(socket_); }

  Json exchange(http::Method method, const std::string& target, std::string_view type,
                const std::string& body) {
    std::string request = (method == http::Method::get ? "GET " : "POST ") + target +
                          " HTTP/1.1\r\nHost: " + host_ + "\r\n";
    if (!type.empty()) {
      request += "Content-Type: " + std::string(type) +
                 "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    }
    request += "\r\n" + body;
    if (!open_ || ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return nullptr;
    return parseJson(answer()).value_or(nullptr);
  }

 private:
  std::string answer() {
    constexpr std::string_view kLength = "\r\nContent-Length: ";
    std::string received;
    std::size_t headers = std::string::npos;
    while ((headers = received.find("\r\n\r\n")) == std::string::npos) {
      if (!receive(received)) return "";
    }
    const std::size_t at = received.find(kLength);
    if (received.find(" 200 ") > received.find("\r\n") || at > headers) return "";
    std::size_t length = 0;
    std::from_chars(received.data() + at + kLength.size(), received.data() + headers, length);
    const std::size_t begin = headers + 4;
    while (received.size() < begin + length) {
      if (!receive(received)) return "";
    }
    return received.substr(begin, length);
  }

  bool receive(std::string& received) {
    char buffer[16'384];
    const ssize_t count = ::recv(socket_, buffer, sizeof(buffer), 0);
    if (count > 0) received.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
  }

  int socket_;
  std::string host_;
  bool open_ = false;
};

std::string loginOf(int person) { return "person" + std::to_string(person) + "@example.com"; }

std::string textOf(const Json& json, std::string_view name) {
  return text(json, name).value_or("");
}

std::string interactionCodeIn(const Json& document) {
  const Json* success = object(document, "successWithInteractionCode");
  const Json* fields = success == nullptr ? nullptr : array(*success, "value");
  if (fields == nullptr) return "";
  for (const Json& field : *fields) {
    if (text(field, "name") == "interaction_code") return textOf(field, "value");
  }
  return "";
}

}  // namespace

std::string signInOnce(const Exchange& exchange, int person) {
  const auto post = [&exchange](const std::string& target, std::string_view type,
                                const std::string& body) {
    return exchange(http::Method::post, target, type, body);
  };
  const std::string login = loginOf(person);
  const QueryPairs begin = {{"client_id", "latchkey-demo"},
                            {"scope", "openid profile email offline_access"},
                            {"redirect_uri", std::string(kRedirectUri)},
                            {"code_challenge", toBase64Url(simulator::sha256(kVerifier))},
                            {"code_challenge_method", "S256"},
                            {"state", "state" + std::to_string(person)},
                            {"nonce", "nonce"}};
  const std::string handle =
      textOf(post("/oauth2/default/v1/interact", kForm, toQuery(begin)), "interaction_handle");
  if (handle.empty()) return login + ": no interaction handle";
  const std::string state =
      textOf(post("/idp/idx/introspect", kJson, writeJson({{"interactionHandle", handle}})),
             "stateHandle");
  if (state.empty()) return login + ": no state handle";
  post("/idp/idx/identify", kJson, writeJson({{"identifier", login}, {"stateHandle", state}}));
  const Json mails = exchange(http::Method::get, "/inbox.json?to=" + percentEncode(login), "", "");
  if (!mails.is_array() || mails.empty()) return login + ": no mail";
  const Json credentials = {{"passcode", textOf(*mails.begin(), "code")}};
  const Json document = post("/idp/idx/challenge/answer", kJson,
                             writeJson({{"credentials", credentials}, {"stateHandle", state}}));
  const std::string code = interactionCodeIn(document);
  if (code.empty()) return login + ": no interaction code";
  const QueryPairs swap = {{"client_id", "latchkey-demo"},
                           {"redirect_uri", std::string(kRedirectUri)},
                           {"grant_type", "interaction_code"},
                           {"code_verifier", std::string(kVerifier)},
                           {"interaction_code", code}};
  const Json tokens = post("/oauth2/default/v1/token", kForm, toQuery(swap));
  return textOf(tokens, "id_token").empty() ? login + ": no tokens" : "";
}

simulator::Policy crowdPolicy(int people) {
  simulator::Policy policy = simulator::demoPolicy();
  const simulator::Person grace = *policy.personByLogin("grace@example.com");
  policy.people.clear();
  for (int i = 0; i < people; ++i) {
    simulator::Person person = grace;
    person.id = "00uperson" + std::to_string(i);
    person.login = person.email = loginOf(i);
    policy.people.push_back(person);
  }
  // The load test sends more mail in a minute than the usual limit allows.
  policy.mailLimit.mails = 1'000'000;
  return policy;
}

std::vector<std::string> signIn(const Load& load) {
  std::atomic<int> begun = 0;
  std::mutex mutex;
  std::vector<std::string> problems;
  std::vector<std::thread> threads;
  for (int person = 0; person < load.people; ++person) {
    threads.emplace_back([&, person] {
      while (begun.fetch_add(1) < load.signIns) {
        Connection connection(load.port);
        std::string problem = signInOnce(
            [&connection](http::Method method, const std::string& target, std::string_view type,
                          const std::string& body) {
              return connection.exchange(method, target, type, body);
            },
            person);
        const std::lock_guard<std::mutex> lock(mutex);
        if (!problem.empty()) problems.push_back(std::move(problem));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return problems;
}

}  // namespace latchkey::bench
