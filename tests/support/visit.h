#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "simulator/org.h"
#include "tests/support/fake_ports.h"
#include "tests/support/later.h"
#include "tests/support/memory_storage.h"
#include "tests/support/openssl_crypto.h"

// Scenario tests speak as the people of a sign-in: a World with an org and a clock, Browsers with
// their storage, Visits that type, press and see. All in one process, without sockets or sleeping:
// the real App over the real SignIn, against the real simulator.
namespace latchkey::support {

inline constexpr const char* kSite = "http://localhost:8080";
inline constexpr const char* kHome = "http://localhost:8080/";
inline constexpr const char* kApp = "http://localhost:8080/app/";
inline constexpr const char* kAda = "ada@example.com";      // asked before the mail is sent
inline constexpr const char* kGrace = "grace@example.com";  // the mail is sent at once

class Visit;

class World {
 public:
  World();

  simulator::Org& org() { return org_; }
  FakeClock& clock() { return clock_; }
  Later& later() { return later_; }
  FakeTimers& timers() { return timers_; }
  Random& random() { return random_; }

  // Everything that can happen without time passing.
  void settle() {
    if (!isHeld_) later_.run();
  }
  // What `act` begins happens at the same time: nothing goes on before all of it has begun.
  template <class Act>
  void atOnce(Act act) {
    isHeld_ = true;
    act();
    isHeld_ = false;
    settle();
  }
  // Time passes; timers fire when they are due, and what they start is settled.
  void pass(Milliseconds time);

  const simulator::Mail& mailTo(std::string_view address) const;
  // The next `count` requests to that path meet the fault of that name.
  void strike(const std::string& fault, const std::string& path, int count = 1);
  // Does the org still take this token? (RFC 7662)
  bool isActive(const std::string& token);

 private:
  FakeClock clock_;
  Later later_;
  FakeTimers timers_{clock_};
  SeededRandom random_;
  bool isHeld_ = false;
  simulator::Org org_;
};

// Storage that its tabs share. Tabs hear of each other as by BroadcastChannel.
class Browser {
 public:
  explicit Browser(World& world) : world_(world), locks_(world.later()) {}

  // Opens the page in a new tab.
  Visit& opens(const std::string& url);
  // A new tab in which that person has come as far as the screen that waits for the code.
  Visit& waitsForTheMail(const std::string& username);
  // A new tab that shows who is signed in.
  Visit& signsIn(const std::string& username);
  // Follows the link of a mail in a new tab, redirects included.
  Visit& follows(const simulator::Mail& mail);
  // Where the link of that mail leads in the end, redirects included.
  std::string landingOf(const simulator::Mail& mail);
  // What a person presses on the org's own page, to which a link leads that has no landing of ours.
  void answersAtTheOrg(const simulator::Mail& mail, const std::string& consent);
  // The tab dies, with whatever it was doing.
  void closes(Visit& visit);
  // The browser's own "Duplicate tab": what lives with the tab is copied.
  Visit& duplicates(Visit& visit);

  World& world() { return world_; }
  MemoryStorage& storage() { return storage_; }
  FakeLockTable& locks() { return locks_; }
  KeyDatabase& keys() { return keys_; }
  // Reaches every tab but the one that posts.
  void broadcast(const Visit& from, const std::string& message);
  // Which of the two ways in which tabs hear of each other this browser has.
  bool hasChannel = true;
  bool hasStorageEvents = true;
  // All that is kept for longer than a tab, as one text to search for secrets in. Without the marks
  // of sign-ins that are over, which tell nothing.
  std::string kept() const;
  // The first text of that name in what is stored for longer than a tab; may be empty.
  std::string stored(const std::string& member) const;
  // All of it, and what each of its tabs keeps for itself.
  std::string keptAnywhere() const;
  bool isOnline() const { return online_; }
  void goOffline();
  void goOnline();
  // How far this device's clock is off.
  Milliseconds clockError{0};
  // More members for the configuration of its pages: R"("signOut": "here")".
  std::string configuration;
  // BCP 47: the one that its pages have picked, with the texts that there are of it.
  std::string language;
  std::string issuer = "http://localhost:8081/oauth2/default";
  std::string clientId = "latchkey-demo";
  std::string redirectUri = "http://localhost:8080/login/callback/";
  bool hidesDates = false;  // the org does not let pages read its Date header
  // What a content blocker or a firewall stops: addresses that hold one of these.
  std::vector<std::string> blocked;
  // Does a request to that address get out?
  bool lets(std::string_view url) const;
  bool blocksLocalOnly = false;  // localStorage is blocked, sessionStorage is not
  // By the org's cookies, which are how it knows a browser again, and who is signed in there.
  std::optional<http::Response> asksTheOrg(http::Request request);
  // What the browser's own cache has for that address. Nothing where it is too old.
  const http::Response* cached(const http::Request& request) const;
  void cache(const http::Request& request, const std::string& control,
             const http::Response& response);
  // Reaches every tab but the one that writes.
  void tellOfStorage(const Visit& from);

 private:
  World& world_;
  MemoryStorage storage_;
  FakeLockTable locks_;
  KeyDatabase keys_;
  bool online_ = true;
  struct Kept {
    Instant until;
    http::Response response;
  };
  std::map<std::string, Kept> cache_;
  std::map<std::string, std::string> cookies_;  // the org's, by name: "name=value"
  std::vector<std::unique_ptr<Visit>> visits_;
  std::vector<std::unique_ptr<Visit>> closed_;  // what was under way may still refer to it
};

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
