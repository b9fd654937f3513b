#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_ports.h"
#include "tests/support/memory_storage.h"
#include "tests/support/openssl_crypto.h"
#include "tests/support/world.h"

namespace latchkey::support {

inline constexpr const char* kSite = "http://localhost:8080";
inline constexpr const char* kHome = "http://localhost:8080/";
inline constexpr const char* kApp = "http://localhost:8080/app/";
inline constexpr const char* kAda = "ada@example.com";      // asked before the mail is sent
inline constexpr const char* kGrace = "grace@example.com";  // the mail is sent at once

class Visit;

// Storage that its tabs share. Tabs hear of each other as by BroadcastChannel.
class Browser {
 public:
  explicit Browser(World& world);
  ~Browser();

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

}  // namespace latchkey::support
