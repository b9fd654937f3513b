#include "simulator/http_front.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "simulator/own_host.h"
#include "simulator/request_head.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <httplib.h>
#pragma GCC diagnostic pop

namespace latchkey::simulator {
namespace {

constexpr int kRequestsPerConnection = 10'000;
constexpr std::string_view kEndOfHead = "\r\n\r\n";
// A body in chunks is longer than what it says.
constexpr std::size_t kMostSentBodyBytes = 2 * kMostBodyBytes;

std::string refusalText(const HttpRefusal& refusal, bool isHead) {
  const std::string body = refusal.reason + "\n";
  return "HTTP/1.1 " + std::to_string(refusal.status) + " " + std::string(refusal.phrase) +
         "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " +
         std::to_string(body.size()) +
         "\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n" + (isHead ? "" : body);
}

// RFC 9110 §7.6.1.
bool wants(const RequestHead& head, std::string_view option) {
  const std::string connection = http::header(head.headers, "Connection").value_or("");
  const std::vector<std::string_view> options = split(connection, ',');
  return std::any_of(options.begin(), options.end(), [option](std::string_view one) {
    return equalsIgnoringCase(trimmed(one), option);
  });
}

// What the client has sent and has not been read yet.
class Inflow {
 public:
  explicit Inflow(ByteChannel& channel) : channel_(channel) {}

  // What is there, after at most one wait; empty: the client has ended or is late.
  std::string_view some(ByteChannel::Time until) {
    if (unread().empty()) wait(until);
    return unread();
  }
  bool wait(ByteChannel::Time until) {
    std::array<char, 16'384> part;
    const auto count = channel_.read(part.data(), part.size(), until);
    isLate_ = !count.has_value();
    buffer_.erase(0, std::exchange(taken_, 0));
    buffer_.append(part.data(), count.value_or(0));
    return count.value_or(0) > 0;
  }
  std::string_view unread() const { return std::string_view(buffer_).substr(taken_); }
  void take(std::size_t count) { taken_ += count; }
  bool isLate() const { return isLate_; }

 private:
  ByteChannel& channel_;
  std::string buffer_;
  std::size_t taken_ = 0;
  bool isLate_ = false;
};

// One request as the library sees it: a head of ours, then the body as it comes. Of the client's
// head it gets what it needs to find the end of the body, because it reads the rest in ways of its
// own: it decodes escapes in values, unpacks bodies, and sends as many ranges as are asked for.
class Exchange : public httplib::Stream {
 public:
  Exchange(ByteChannel& channel, Inflow& inflow, const Patience& patience)
      : channel_(channel), inflow_(inflow), patience_(patience) {}

  void begin(const RequestHead& head) {
    const auto coding = http::header(head.headers, "Transfer-Encoding");
    const auto expect = http::header(head.headers, "Expect");
    head_ = head.method + " / " + (head.isVersion10 ? "HTTP/1.0" : "HTTP/1.1") + "\r\n";
    head_ += coding
                 ? "Transfer-Encoding: chunked\r\n"
                 : "Content-Length: " + http::header(head.headers, "Content-Length").value_or("0") +
                       "\r\n";
    if (expect && !head.isVersion10) head_ += "Expect: 100-continue\r\n";
    if (wants(head, "close")) {
      head_ += "Connection: close\r\n";
    } else if (wants(head, "keep-alive")) {
      head_ += "Connection: Keep-Alive\r\n";
    }
    head_ += "\r\n";
    until_ = channel_.now() + patience_.body;
  }
  bool flush() {
    const std::string answer = std::exchange(answer_, "");
    return answer.empty() || channel_.write(answer, channel_.now() + patience_.answer);
  }
  // Why the body could not be read.
  const std::optional<HttpRefusal>& problem() const { return problem_; }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, std::size_t most) override {
    if (headRead_ < head_.size()) {
      const std::size_t count = head_.copy(into, most, headRead_);
      headRead_ += count;
      return static_cast<ssize_t>(count);
    }
    // The client may be waiting for "100 Continue".
    if (inflow_.unread().empty() && !flush()) return -1;
    const std::string_view there = inflow_.some(until_);
    if (there.empty() || bodyRead_ == kMostSentBodyBytes) {
      problem_ = there.empty() ? endedOrLate() : tooMuchBody();
      return -1;
    }
    const std::size_t count = there.copy(into, std::min(most, kMostSentBodyBytes - bodyRead_));
    inflow_.take(count);
    bodyRead_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t count) override {
    answer_.append(bytes, count);
    return static_cast<ssize_t>(count);
  }
  void get_remote_ip_and_port(std::string& /*ip*/, int& port) const override { port = 0; }
  void get_local_ip_and_port(std::string& /*ip*/, int& port) const override { port = 0; }
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  HttpRefusal endedOrLate() const {
    return inflow_.isLate() ? tooSlow()
                            : HttpRefusal{400, "Bad Request", "The body was cut short."};
  }

  ByteChannel& channel_;
  Inflow& inflow_;
  const Patience& patience_;
  ByteChannel::Time until_;
  std::string head_;
  std::size_t headRead_ = 0;
  std::size_t bodyRead_ = 0;
  std::string answer_;
  std::optional<HttpRefusal> problem_;
};

// What a handler needs of the front that it belongs to.
struct Place {
  const std::string& origin;
  const HttpFront::Handler& handler;
  const Patience& patience;
  int port = 0;
};

// The requests of one connection. The library's server has its part in it for each of them, as it
// has over TLS sockets of its own (process_request): it reads the body, and writes the answer.
class Conversation : private httplib::Server {
 public:
  Conversation(ByteChannel& channel, const Place& place)
      : channel_(channel), place_(place), inflow_(channel) {
    const Handler answer = [this](const httplib::Request& from, httplib::Response& to) {
      ask(from.body, to);
    };
    Get("/", answer);
    Options("/", answer);
    Post("/", answer);
    Put("/", answer);
    Patch("/", answer);
    Delete("/", answer);
    set_payload_max_length(kMostBodyBytes);
    // What the library tells clients of the rules here.
    set_keep_alive_max_count(kRequestsPerConnection);
    set_keep_alive_timeout(std::chrono::ceil<std::chrono::seconds>(place.patience.idle).count());
  }

  void run() {
    for (int i = 0; i < kRequestsPerConnection; ++i) {
      channel_.waitForClient(true);
      if (!nextHead() || !carryOut(i + 1 < kRequestsPerConnection)) return;
    }
  }

 private:
  // What became of the request that is under way.
  enum class State { unanswered, answered, broken };

  // False: the connection is over.
  bool nextHead() {
    const auto text = receiveHead();
    if (!text) return false;
    auto read = readHead(*text);
    if (auto* refusal = std::get_if<HttpRefusal>(&read)) return refuse(*refusal);
    head_ = std::get<RequestHead>(std::move(read));
    const auto refusal = refusedHost(head_, place_.port);
    return !refusal || refuse(*refusal);
  }

  // Whether a request begins before the client has been idle for too long.
  bool begins() {
    if (inflow_.unread().empty() && !inflow_.wait(channel_.now() + place_.patience.idle)) {
      return false;
    }
    // RFC 9112 §2.2: some clients send a line break too many after a body.
    if (inflow_.unread().substr(0, 2) == "\r\n") inflow_.take(2);
    return true;
  }

  // Up to the empty line and with it.
  std::optional<std::string> receiveHead() {
    head_ = {};
    if (!begins()) return std::nullopt;
    const ByteChannel::Time until = channel_.now() + place_.patience.head;
    for (std::size_t seen = 0;;) {
      const std::string_view there = inflow_.unread();
      const std::size_t end = there.find(kEndOfHead, seen - std::min(seen, kEndOfHead.size()));
      if (end != std::string_view::npos) {
        std::string text(there.substr(0, end + kEndOfHead.size()));
        inflow_.take(text.size());
        return text;
      }
      if (cannotBeHead(there, seen)) return over(notHttp());
      if (there.size() > kMostHeadBytes) return over(tooManyHeaders());
      seen = there.size();
      if (!inflow_.wait(until)) return inflow_.isLate() ? over(tooSlow()) : std::nullopt;
    }
  }

  // False: the connection is over.
  bool carryOut(bool mayGoOn) {
    Exchange exchange(channel_, inflow_, place_.patience);
    exchange.begin(head_);
    state_ = State::unanswered;
    bool isLast = false;
    const bool isWritten = process_request(exchange, !mayGoOn, isLast, nullptr);
    if (state_ == State::broken) return false;
    channel_.waitForClient(true);
    // Where the body cannot be read, it cannot be known where the next request begins.
    if (state_ == State::unanswered) return refuse(exchange.problem().value_or(notHttp()));
    return exchange.flush() && isWritten && !isLast;
  }

  // Asks the handler.
  void ask(const std::string& body, httplib::Response& to) {
    channel_.waitForClient(false);
    http::Request request;
    request.method = http::methodFrom(head_.method);
    request.url = place_.origin + pathAndQueryOf(head_.target);
    request.headers = std::move(head_.headers);
    request.body = body;
    std::optional<http::Response> answer = place_.handler(request);
    state_ = answer ? State::answered : State::broken;
    if (!answer) return;
    to.status = answer->status;
    for (auto& [name, value] : answer->headers) to.headers.emplace(name, std::move(value));
    to.body = std::move(answer->body);
  }

  bool refuse(const HttpRefusal& refusal) {
    channel_.write(refusalText(refusal, head_.method == "HEAD"),
                   channel_.now() + place_.patience.answer);
    return false;
  }
  std::optional<std::string> over(const HttpRefusal& refusal) {
    refuse(refusal);
    return std::nullopt;
  }

  ByteChannel& channel_;
  Place place_;
  Inflow inflow_;
  RequestHead head_;
  State state_ = State::unanswered;
};

}  // namespace

void HttpFront::serve(ByteChannel& channel, int port) const {
  Conversation(channel, {origin_, handler_, patience_, port}).run();
}

}  // namespace latchkey::simulator
