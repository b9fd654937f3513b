#pragma once

#include <memory>
#include <string>

#include "http/message.h"
#include "simulator/http_front.h"

namespace latchkey::simulator {

// HTTP/1.1 on the loopback interfaces of this machine (IPv4 and, where there is one, IPv6), and
// on no other. The handler is called from several threads at once.
class HttpServer {
 public:
  using Handler = HttpFront::Handler;

  // As many connections as are open at once; those that go on waiting for their client make room
  // for new ones, the longest first. So a client cannot lock others out by being slow.
  static constexpr std::size_t kMostConnections = 256;

  HttpServer(std::string origin, Handler handler, Patience patience = {});
  ~HttpServer();

  // False if the port is taken. With port 0 the system chooses one.
  bool bind(int port);
  int port() const { return port_; }
  // Serves on threads of its own until stop(), which ends open connections.
  void start();
  void stop();

 private:
  struct Inside;

  std::unique_ptr<Inside> inside_;
  int port_ = 0;
};

}  // namespace latchkey::simulator
