#include "simulator/locked_org.h"

#include <thread>

namespace latchkey::simulator {

Milliseconds LockedOrg::latencyOf(const http::Request& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return org_.latencyOf(request);
}

std::optional<http::Response> LockedOrg::handle(const http::Request& request) {
  const Milliseconds latency = latencyOf(request);
  if (latency > Milliseconds{0}) std::this_thread::sleep_for(latency);
  const std::lock_guard<std::mutex> lock(mutex_);
  auto answer = org_.handle(request);
  if (afterEach_ && request.method != http::Method::options) afterEach_();
  return answer;
}

}  // namespace latchkey::simulator
