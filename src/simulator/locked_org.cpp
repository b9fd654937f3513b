#include "simulator/locked_org.h"

#include <thread>

#include "base/url.h"
#include "simulator/faults.h"

namespace latchkey::simulator {

Milliseconds LockedOrg::latencyOf(const http::Request& request) {
  if (request.method == http::Method::options) return Milliseconds{0};
  const auto url = Url::parse(request.url);
  const std::lock_guard<std::mutex> lock(mutex_);
  return url ? org_.faults().takeLatency(url->path()) : Milliseconds{0};
}

std::optional<http::Response> LockedOrg::handle(const http::Request& request) {
  const Milliseconds latency = latencyOf(request);
  if (latency > Milliseconds{0}) std::this_thread::sleep_for(latency);
  const std::lock_guard<std::mutex> lock(mutex_);
  return org_.handle(request);
}

}  // namespace latchkey::simulator
