#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "http/message.h"
#include "simulator/byte_channel.h"

namespace latchkey::simulator {

// How long a client may take. Each is for all of a part, however many bytes keep coming: a client
// that sends one byte a second is slow as well.
struct Patience {
  std::chrono::milliseconds idle{5'000};   // between two requests
  std::chrono::milliseconds head{10'000};  // from the first byte to the empty line
  std::chrono::milliseconds body{20'000};
  std::chrono::milliseconds answer{60'000};  // to take it
};

// HTTP/1.1, from the bytes of a connection to the bytes of the answers. It has no sockets and no
// threads (http_server gives it both), and may be used by several threads at once.
class HttpFront {
 public:
  // Nothing: the connection is to break without an answer.
  using Handler = std::function<std::optional<http::Response>(const http::Request&)>;

  // `origin` is put before each request's path to make its URL.
  HttpFront(std::string origin, Handler handler, Patience patience = {})
      : origin_(std::move(origin)), handler_(std::move(handler)), patience_(patience) {}

  // Answers one request after another that comes to `port` of this machine, until the client ends
  // the connection, is too slow, or sends what is refused.
  void serve(ByteChannel& channel, int port) const;

 private:
  std::string origin_;
  Handler handler_;
  Patience patience_;
};

}  // namespace latchkey::simulator
