#pragma once

#include <mutex>

#include "simulator/http_server.h"
#include "simulator/org.h"

namespace latchkey::simulator {

// An org for the threads of a server: the only lock there is. Also waits as long as a latency
// fault says, without holding up anybody else.
class LockedOrg {
 public:
  explicit LockedOrg(Org& org) : org_(org) {}

  std::optional<http::Response> handle(const http::Request& request);
  HttpServer::Handler handler() {
    return [this](const http::Request& request) { return handle(request); };
  }

 private:
  Milliseconds latencyOf(const http::Request& request);

  Org& org_;
  std::mutex mutex_;
};

}  // namespace latchkey::simulator
