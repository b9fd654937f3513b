#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/clipboard.h"
#include "base/time.h"
#include "flow/config.h"
#include "flow/ports.h"
#include "flow/role.h"
#include "screen/action.h"
#include "screen/screen.h"
#include "screen/texts/locale.h"

namespace latchkey::app {

// How the page was opened, read once at the start.
struct Visit {
  std::string url;  // whole address, as it was before boot.js cleaned it
  flow::Role role = flow::Role::signIn;
  bool hidden = false;  // the tab is in the background
  bool online = true;
  int utcOffsetMinutes = 0;  // of this device, to show times
  std::string language;      // BCP 47: in which the page speaks, and asks the org to
  std::string catalogue;     // the published texts of that language; English without
  flow::HistoryPlace place = flow::HistoryPlace::username;  // of the history's entry
};

// One page: the flow of the sign-in, what was typed, and the screen. Everything happens on one
// thread; ports call back later, never from inside a call.
class App {
 public:
  App(flow::Config config, const flow::Ports& ports, Clipboard& clipboard,
      const screen::texts::Locale& locale);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Called after each change of the screen.
  void onChange(std::function<void()> changed);

  void open(const Visit& visit);
  void dispatch(const screen::Action& action);
  void setHidden(bool hidden);
  void setOnline(bool online);
  // Another tab posted this to the Channel, or changed browser storage (an empty message).
  void hear(std::string_view message);
  // The browser went to another entry of this page: "Back", "Forward", or as Navigator::go() asked.
  void move(flow::HistoryPlace place);

  const screen::Screen& screen() const;
  // A person waits for an answer that brings the next screen, so anything else can wait.
  bool isUnderWay() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace latchkey::app
