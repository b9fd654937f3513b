#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "screen/texts/languages.h"
#include "tests/support/cors_rules.h"
#include "tests/support/visit.h"

namespace latchkey::support {

// The ports of one tab.
class Visit::Tab : public http::Transport,
                   public flow::Navigator,
                   public flow::Channel,
                   public flow::Lookout,
                   public flow::Console,
                   public session::Storage,
                   public Clock {
 public:
  Tab(Visit& visit, Browser& browser)
      : visit_(visit),
        browser_(browser),
        crypto(browser.world().later().poster()),
        clipboard(browser.world().later()) {}

  void send(http::Request request, Done done) override {
    if (const http::Response* kept = browser_.cached(request)) {
      return browser_.world().later().post([kept = *kept, done] { done(kept); });
    }
    const int answeredIn = note(request);
    browser_.world().later().post([this, request = std::move(request), done, answeredIn]() mutable {
      if (!browser_.lets(request.url)) return done(Error{ErrorCode::networkUnreachable, "kept"});
      request.headers.emplace_back("Origin", kSite);
      const bool withCookies = request.credentials == http::Credentials::include;
      const std::optional<http::Response> answer =
          withCookies ? browser_.asksTheOrg(request) : browser_.world().org().handle(request);
      Result<http::Response> read = asReadByPage(answer, kSite, request.credentials);
      if (read && browser_.hidesDates) {
        std::erase_if(read->headers, [](const auto& it) { return it.first == "Date"; });
      }
      const auto control = answer ? http::header(answer->headers, "Cache-Control") : std::nullopt;
      if (read && control) browser_.cache(request, *control, *read);
      // Nothing is asked for because metadata or keys came.
      if (request.method == http::Method::post) visit_.round = std::max(visit_.round, answeredIn);
      done(std::move(read));
    });
  }
  void replace(const std::string& url) override {
    leftFor = url;
    posted.clear();
  }
  void submit(const std::string& url, const std::string& form) override {
    leftFor = url;
    posted = form;
  }
  void show(const std::string& url) override { address = url; }
  bool enter() override {
    history.resize(at + 1);
    history.push_back(flow::HistoryPlace::beyond);
    ++at;
    return true;
  }
  void go(flow::HistoryPlace place) override {
    const bool isBack = place == flow::HistoryPlace::username;
    browser_.world().later().post([this, isBack] { visit_.moves(isBack ? -1 : 1); });
  }
  // Without an origin that would have to be trusted: the answer is not read.
  void look(const std::string& url, std::function<void(bool)> done) override {
    browser_.world().later().post([this, url, done = std::move(done)] {
      http::Request request;
      request.url = url;
      done(browser_.lets(url) && browser_.world().org().handle(request).has_value());
    });
  }
  void error(const std::string& text) override { visit_.console.push_back(text); }
  void post(std::string_view message) override { browser_.broadcast(visit_, std::string(message)); }
  // Tabs of one browser share what lives with the browser, and nothing else.
  std::optional<std::string> read(session::Lifetime lifetime, std::string_view key) override {
    return storageOf(lifetime).read(lifetime, key);
  }
  bool write(session::Lifetime lifetime, std::string_view key, std::string_view value) override {
    const std::optional<std::string> before = read(lifetime, key);
    const bool isWritten = storageOf(lifetime).write(lifetime, key, value);
    if (isWritten && before != value) tellOthers(lifetime);
    return isWritten;
  }
  void erase(session::Lifetime lifetime, std::string_view key) override {
    const bool wasThere = read(lifetime, key).has_value();
    storageOf(lifetime).erase(lifetime, key);
    if (wasThere) tellOthers(lifetime);
  }
  Instant now() const override { return browser_.world().clock().now() + browser_.clockError; }

  flow::Ports ports() {
    World& world = browser_.world();
    // The page before this one has died.
    locks.emplace(browser_.locks());
    prover.emplace(world.later().poster(), browser_.keys());
    return {*this, crypto, *this,  *this,   world.random(), world.timers(),
            *this, *this,  *locks, *prover, *this,          *this};
  }

  MemoryStorage& own() { return own_; }

 private:
  // The storage event of HTML 12.2.1: who shares a storage hears of each change by another tab.
  void tellOthers(session::Lifetime lifetime) {
    if (lifetime == session::Lifetime::browser) browser_.tellOfStorage(visit_);
  }

  // Answers its round.
  int note(const http::Request& request) {
    const std::string path = request.url.substr(std::string("http://localhost:8081").size());
    const std::string what = std::string(http::name(request.method)) + ' ' + path;
    const bool isPreflighted = needsPreflight(request);
    const int answeredIn = visit_.round + (isPreflighted ? 2 : 1);
    visit_.requests.push_back(what);
    visit_.traffic.push_back({what, isPreflighted, request.deadline > Milliseconds{0}, answeredIn});
    return answeredIn;
  }
  MemoryStorage& storageOf(session::Lifetime lifetime) {
    own_.mood = browser_.blocksLocalOnly ? MemoryStorage::Mood::works : browser_.storage().mood;
    return lifetime == session::Lifetime::tab ? own_ : browser_.storage();
  }

  Visit& visit_;
  Browser& browser_;
  MemoryStorage own_;

 public:
  OpenSslCrypto crypto;
  screen::texts::PlainLocale locale;
  FakeClipboard clipboard;
  std::optional<FakeLocks> locks;
  std::optional<OpenSslProver> prover;
  std::string leftFor;
  std::string address;
  std::string posted;  // there
  // The entries of the page, and which of them it is at.
  std::vector<flow::HistoryPlace> history = {flow::HistoryPlace::username};
  std::size_t at = 0;
};

}  // namespace latchkey::support
