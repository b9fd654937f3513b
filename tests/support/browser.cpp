#include "tests/support/browser.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "session/transaction_store.h"
#include "tests/support/visit.h"

namespace latchkey::support {

Browser::Browser(World& world) : world_(world), locks_(world.later()) {}

Browser::~Browser() = default;

Visit& Browser::opens(const std::string& url) {
  visits_.push_back(std::make_unique<Visit>(*this, url));
  return *visits_.back();
}

Visit& Browser::waitsForTheMail(const std::string& username) {
  Visit& visit = opens(kHome);
  visit.types("Username", username);
  visit.presses("Next");
  if (visit.offers("Send me an email")) visit.presses("Send me an email");
  return visit;
}

Visit& Browser::signsIn(const std::string& username) {
  Visit& visit = waitsForTheMail(username);
  visit.typesTheCodeSentTo(username);
  if (!visit.leftFor().empty()) visit.goesOn();
  return visit;
}

Visit& Browser::follows(const simulator::Mail& mail) { return opens(landingOf(mail)); }

std::string Browser::landingOf(const simulator::Mail& mail) {
  std::string url = mail.link;
  for (int hops = 0; hops < 5 && url.find(kSite) != 0; ++hops) {
    http::Request request;
    request.url = url;
    const std::optional<http::Response> answer = world_.org().handle(request);
    url = http::header(answer->headers, "Location").value_or(kSite);
  }
  return url;
}

void Browser::answersAtTheOrg(const simulator::Mail& mail, const std::string& consent) {
  http::Request request;
  request.method = http::Method::post;
  request.url = mail.link;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = "consent=" + consent;
  asksTheOrg(std::move(request));
}

std::optional<http::Response> Browser::asksTheOrg(http::Request request) {
  std::string sent;
  for (const auto& [name, pair] : cookies_) sent += (sent.empty() ? "" : "; ") + pair;
  if (!sent.empty()) request.headers.emplace_back("Cookie", sent);
  std::optional<http::Response> answer = world_.org().handle(request);
  if (!answer) return answer;
  for (const auto& [name, value] : answer->headers) {
    if (!equalsIgnoringCase(name, "Set-Cookie")) continue;
    const std::string cookie = value.substr(0, value.find('='));
    const bool isOver = value.find("Max-Age=0") != std::string::npos;
    if (isOver) cookies_.erase(cookie);
    if (!isOver) cookies_[cookie] = value.substr(0, value.find(';'));
  }
  return answer;
}

void Browser::closes(Visit& visit) {
  visit.dies();
  const auto found = std::find_if(visits_.begin(), visits_.end(),
                                  [&](const auto& it) { return it.get() == &visit; });
  closed_.push_back(std::move(*found));
  visits_.erase(found);
}

Visit& Browser::duplicates(Visit& visit) {
  visits_.push_back(std::make_unique<Visit>(*this, kHome, visit.ownStorage()));
  return *visits_.back();
}

void Browser::broadcast(const Visit& from, const std::string& message) {
  if (!hasChannel) return;
  for (const auto& visit : visits_) {
    if (visit.get() == &from) continue;
    world_.later().post([visit = visit.get(), message] { visit->hears(message); });
  }
}

std::string Browser::kept() const {
  std::string all;
  for (const auto& [key, value] : storage_.entries) {
    if (key.second != session::kOverKey) all += key.second + '=' + value + '\n';
  }
  return all;
}

// A storage event says no more than that something changed.
void Browser::tellOfStorage(const Visit& from) {
  if (!hasStorageEvents) return;
  for (const auto& visit : visits_) {
    if (visit.get() == &from) continue;
    world_.later().post([visit = visit.get()] { visit->hears(""); });
  }
}

const http::Response* Browser::cached(const http::Request& request) const {
  const auto found = cache_.find(request.url);
  const bool isThere = request.method == http::Method::get && found != cache_.end() &&
                       world_.clock().now() < found->second.until;
  return isThere ? &found->second.response : nullptr;
}

void Browser::cache(const http::Request& request, const std::string& control,
                    const http::Response& response) {
  constexpr std::string_view kMaxAge = "max-age=";
  if (request.method != http::Method::get || response.status != 200) return;
  if (control.compare(0, kMaxAge.size(), kMaxAge) != 0) return;
  const Seconds life{std::stol(control.substr(kMaxAge.size()))};
  cache_[request.url] = {world_.clock().now() + life, response};
}

std::string Browser::stored(const std::string& member) const {
  const std::string all = kept();
  const std::string mark = '"' + member + "\":\"";
  const std::size_t at = all.find(mark);
  if (at == std::string::npos) return "";
  return all.substr(at + mark.size(), all.find('"', at + mark.size()) - at - mark.size());
}

std::string Browser::keptAnywhere() const {
  std::string all;
  for (const auto& [key, value] : storage_.entries) all += key.second + '=' + value + '\n';
  for (const auto& visit : visits_) {
    for (const auto& [key, value] : visit->ownStorage().entries) {
      all += key.second + '=' + value + '\n';
    }
  }
  return all;
}

bool Browser::lets(std::string_view url) const {
  return online_ && std::none_of(blocked.begin(), blocked.end(), [&](const std::string& part) {
           return url.find(part) != std::string_view::npos;
         });
}

void Browser::goOffline() {
  online_ = false;
  for (const auto& visit : visits_) visit->app().setOnline(false);
}

void Browser::goOnline() {
  online_ = true;
  for (const auto& visit : visits_) visit->app().setOnline(true);
  world_.settle();
}

}  // namespace latchkey::support
