#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "tests/support/browser.h"

// Scenario tests speak as the people of a sign-in: a World with an org and a clock, Browsers with
// their storage, Visits that type, press and see. All in one process, without sockets or sleeping:
// the real App over the real SignIn, against the real simulator.
namespace latchkey::support {

// One tab.
class Visit {
 public:
  Visit(Browser& browser, std::string url, const MemoryStorage& copied = {});
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  // --- what a person does, by accessible names
  void types(std::string_view label, const std::string& text);
  void presses(std::string_view label);
  void ticks(std::string_view label);
  // Types the code of the newest mail to that address, and presses Verify.
  void typesTheCodeSentTo(const std::string& address);
  // Loads the page again, at the clean address.
  void reloads();
  // ... at the one that the address bar shows.
  void reloadsWhereItIs();
  // Another address in this tab.
  void goesTo(const std::string& url);
  // The browser's own buttons. False where they lead to another page than this one.
  bool goesBack();
  bool goesForward();
  // How many entries of the history are this page's.
  std::size_t entries() const;
  // Goes where the page wanted to go, and from the org's sign-out to where that leads, if back.
  void goesOn();
  void hides() { app_->setHidden(true); }
  void comesBack() { app_->setHidden(false); }

  // --- what a person sees
  const screen::Screen& screen() const { return app_->screen(); }
  std::string name() const { return app_->screen().name; }
  bool shows(std::string_view text) const;
  // The label of the first button that begins like this: the rest may be a masked address.
  std::string buttonThatBegins(std::string_view label) const;
  bool offers(std::string_view button) const;
  // What can be pressed now, by label: the primary button first, then in reading order.
  std::vector<std::string> offered() const;
  std::string valueOf(std::string_view label) const;
  // Everything that is announced as an alert.
  std::string alert() const;
  // Where the page went; empty while it stays.
  std::string leftFor() const;
  // What the address bar shows: the address as it was opened, until the page writes another one.
  std::string address() const;
  // What the clipboard holds.
  std::string copied() const;
  // The form that it posted there; empty where it was an address only.
  std::string posted() const;

  MemoryStorage& ownStorage();
  void hears(const std::string& message);
  void dies();
  // One request as the network saw it. `round`: how many trips there and back must have ended,
  // one after the other, since the person acted last, before its own answer is there; a preflight
  // is one of them.
  struct Sent {
    std::string what;  // "POST /idp/idx/identify"
    bool isPreflighted = false;
    bool hasDeadline = false;
    int round = 0;
  };
  std::vector<Sent> traffic;
  int round = 0;  // of the latest answer to a POST; a test sets it to 0 when the person acts
  // What the browser's console has of this page.
  std::vector<std::string> console;
  // Requests that went out, as "POST /idp/idx/identify".
  std::vector<std::string> requests;
  std::size_t sent(std::string_view request) const {
    return static_cast<std::size_t>(std::count(requests.begin(), requests.end(), request));
  }
  app::App& app() { return *app_; }

 private:
  class Tab;

  void open(const std::string& url);
  bool moves(int entries);

  Browser& browser_;
  std::unique_ptr<Tab> tab_;
  std::unique_ptr<app::App> app_;
};

}  // namespace latchkey::support
