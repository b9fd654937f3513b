#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "signin/sign_in.h"
#include "tests/support/demo_client.h"

namespace latchkey::support {

// Drives SignIn by hand, effect by effect, where a scenario against the simulated org would hide
// what a test is about: tickets, timers, what exactly is sent.
class SignInDriver {
 public:
  explicit SignInDriver(oauth::Client client = demoClient())
      : signIn(std::move(client), {"https://app.example.test/", "https://app.example.test/app/"}) {}

  std::vector<signin::Effect> happens(signin::Event::What what) {
    const std::vector<signin::Effect> wanted = signIn.step({now, std::move(what)});
    all.insert(all.end(), wanted.begin(), wanted.end());
    std::vector<signin::Effect> everything = wanted;
    for (const signin::Effect& effect : wanted) {
      const std::vector<signin::Effect> more = answersByItself(effect);
      everything.insert(everything.end(), more.begin(), more.end());
    }
    effects = everything;
    return everything;
  }

  // The latest effect of that kind which `matches`, of all there were.
  template <class T, class Matches>
  std::optional<T> last(Matches matches) const {
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
      const T* effect = std::get_if<T>(&*it);
      if (effect != nullptr && matches(*effect)) return *effect;
    }
    return std::nullopt;
  }
  template <class T>
  std::optional<T> last() const {
    return last<T>([](const T&) { return true; });
  }

  // The latest request to a URL that ends like this.
  std::optional<signin::Send> request(const std::string& ending) const {
    return last<signin::Send>([&](const signin::Send& it) {
      const std::string& url = it.request.url;
      return url.size() >= ending.size() &&
             url.compare(url.size() - ending.size(), ending.size(), ending) == 0;
    });
  }
  std::size_t requests() const {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(),
        [](const signin::Effect& it) { return std::holds_alternative<signin::Send>(it); }));
  }

  // Answers the latest request to a URL that ends like this.
  void answers(const std::string& ending, const std::string& body, int status = 200,
               http::Headers headers = {}) {
    const std::optional<signin::Send> sent = request(ending);
    if (!sent) return;
    happens(signin::Answered{sent->ticket, http::Response{status, std::move(headers), body}});
  }
  void loses(const std::string& ending) {
    const std::optional<signin::Send> sent = request(ending);
    if (!sent) return;
    happens(signin::Answered{sent->ticket, Error{ErrorCode::networkUnreachable, "lost"}});
  }

  // From a fresh page to the sent request for an interaction handle.
  void opens() {
    happens(signin::Opened{});
    const auto draw = last<signin::DrawRandom>();
    happens(signin::RandomDrawn{draw->ticket, Bytes(draw->count, 7)});
    happens(signin::Digested{last<signin::Digest>()->ticket, Bytes(32, 9)});
  }
  // ... and to the first document.
  void opensTo(const std::string& document) {
    opens();
    answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
    answers("/idp/idx/introspect", document);
  }

  // So much time passes, and the latest timer of that length goes off.
  void passes(Milliseconds delay) {
    const auto timer =
        last<signin::StartTimer>([&](const signin::StartTimer& it) { return it.delay == delay; });
    ASSERT_TRUE(timer) << "no timer of " << delay.count() << " ms";
    now += delay;
    happens(signin::TimerFired{timer->ticket});
  }

  template <class T>
  const T* at() const {
    return std::get_if<T>(&signIn.phase());
  }

  bool grantsLocks = true;
  signin::Reach reach = signin::Reach::there;  // of what had no answer
  signin::SignIn signIn;
  Instant now = fromUnix(Seconds(1'900'000'000));
  std::vector<signin::Effect> effects;  // of the last event
  std::vector<signin::Effect> all;

 private:
  // What is no test's subject: no other tab is in the way, unless a test says so, and chance makes
  // a wait exactly as long as it was meant.
  std::vector<signin::Effect> answersByItself(const signin::Effect& effect) {
    const auto* lock = std::get_if<signin::TakeLock>(&effect);
    if (lock != nullptr && grantsLocks) {
      return happens(signin::LockTaken{lock->ticket, std::nullopt, true});
    }
    if (const auto* save = std::get_if<signin::SaveTokens>(&effect)) {
      return happens(signin::TokensSaved{save->tokens});
    }
    // The connection broke, and is there again.
    if (const auto* probe = std::get_if<signin::Probe>(&effect)) {
      return happens(signin::Probed{probe->ticket, reach});
    }
    const auto* draw = std::get_if<signin::DrawRandom>(&effect);
    if (draw == nullptr || draw->count != 1) return {};
    return happens(signin::RandomDrawn{draw->ticket, {128}});
  }
};

}  // namespace latchkey::support
