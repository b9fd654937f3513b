#include "tests/support/world.h"

#include <optional>

#include "http/form_body.h"
#include "simulator/faults.h"

namespace latchkey::support {
namespace {

simulator::SigningKey sharedKey() {
  // Making one takes longer than a hundred sign-ins.
  static const simulator::SigningKey key = simulator::SigningKey::generate();
  return key;
}

}  // namespace

World::World() : org_(simulator::demoPolicy(), clock_, random_, sharedKey()) {}

void World::pass(Milliseconds time) {
  const Instant until = clock_.now() + time;
  settle();
  for (std::optional<Instant> due = timers_.next(); due && *due <= until; due = timers_.next()) {
    if (*due > clock_.now()) clock_.advance(*due - clock_.now());
    timers_.runDue();
    settle();
  }
  clock_.advance(until - clock_.now());
}

const simulator::Mail& World::mailTo(std::string_view address) const {
  static const simulator::Mail kNone;
  const simulator::Mail* mail = org_.mailbox().latest(address);
  return mail == nullptr ? kNone : *mail;
}

void World::strike(const std::string& fault, const std::string& path, int count) {
  simulator::Fault weather = *simulator::faultByName(fault);
  weather.path = path;
  weather.count = count;
  org_.faults().add(weather);
}

bool World::isActive(const std::string& token) {
  http::Request request;
  request.method = http::Method::post;
  request.url = "http://localhost:8081/oauth2/default/v1/introspect";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = http::toFormBody({{"client_id", "latchkey-demo"}, {"token", token}});
  return org_.handle(request)->body.find("\"active\":true") != std::string::npos;
}

}  // namespace latchkey::support
