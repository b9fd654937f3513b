#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/message.h"

namespace latchkey::simulator {

// HTTP/1.1 on the loopback interfaces of this machine (IPv4 and, where there is one, IPv6), and
// on no other. The handler is called from several threads at once; nothing from it means that the
// connection is to break without an answer.
class HttpServer {
 public:
  using Handler = std::function<std::optional<http::Response>(const http::Request&)>;

  // `origin` is put before each request's target to make its URL.
  HttpServer(std::string origin, Handler handler);
  ~HttpServer();

  // False if the port is taken. With port 0 the system chooses one.
  bool bind(int port);
  int port() const { return port_; }
  // Serves on threads of its own until stop(), which ends open connections.
  void start();
  void stop();

 private:
  struct Listeners;

  std::unique_ptr<Listeners> listeners_;
  int port_ = 0;
};

}  // namespace latchkey::simulator
