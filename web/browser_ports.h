#pragma once

#include "app/clipboard.h"
#include "flow/ports.h"

namespace latchkey::web {

// The small ports: each is one call of the browser.

class BrowserClock : public Clock {
 public:
  Instant now() const override;
};

class BrowserRandom : public Random {
 public:
  Bytes draw(std::size_t count) override;
};

class BrowserTimers : public flow::Timers {
 public:
  void start(Milliseconds delay, std::function<void()> done) override;
};

class BrowserNavigator : public flow::Navigator {
 public:
  void replace(const std::string& url) override;
  void show(const std::string& url) override;
  void submit(const std::string& url, const std::string& form) override;
  bool enter() override;
  void go(flow::HistoryPlace place) override;
};

class BrowserClipboard : public app::Clipboard {
 public:
  void copy(const std::string& text, std::function<void(bool)> done) override;
};

class BrowserLocks : public flow::Locks {
 public:
  void take(const std::string& name, std::function<void()> granted) override;
  void release(const std::string& name) override;
};

class BrowserLookout : public flow::Lookout {
 public:
  void look(const std::string& url, std::function<void(bool)> done) override;
};

class BrowserConsole : public flow::Console {
 public:
  void error(const std::string& text) override;
};

class BrowserChannel : public flow::Channel {
 public:
  void post(std::string_view message) override;
};

}  // namespace latchkey::web
