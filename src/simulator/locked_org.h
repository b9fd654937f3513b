#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "simulator/http_server.h"
#include "simulator/org.h"

namespace latchkey::simulator {

// An org for the threads of a server: the only lock there is. Also waits as long as a latency
// fault says, without holding up anybody else.
class LockedOrg {
 public:
  explicit LockedOrg(Org& org) : org_(org) {}

  std::optional<http::Response> handle(const http::Request& request);
  void noteDelivery(std::string_view id, Delivery delivery, std::string problem) {
    const std::lock_guard<std::mutex> lock(mutex_);
    org_.noteDelivery(id, delivery, std::move(problem));
  }
  // Called after every request, with the org to itself.
  void afterEach(std::function<void()> task) { afterEach_ = std::move(task); }
  HttpServer::Handler handler() {
    return [this](const http::Request& request) { return handle(request); };
  }

 private:
  Milliseconds latencyOf(const http::Request& request);

  Org& org_;
  std::mutex mutex_;
  std::function<void()> afterEach_;
};

}  // namespace latchkey::simulator
