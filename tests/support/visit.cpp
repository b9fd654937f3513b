#include "tests/support/visit.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "flow/config_file.h"
#include "http/form_body.h"
#include "screen/dom.h"
#include "screen/texts/languages.h"
#include "session/transaction_store.h"
#include "simulator/cookies.h"
#include "simulator/faults.h"
#include "tests/support/cors_rules.h"
#include "tests/support/site_role.h"

namespace latchkey::support {
namespace {

constexpr const char* kScopes = R"(, "scopes": ["openid", "profile", "email", "offline_access"])";

simulator::SigningKey sharedKey() {
  // Making one takes longer than a hundred sign-ins.
  static const simulator::SigningKey key = simulator::SigningKey::generate();
  return key;
}

flow::Config configOf(const Browser& browser) {
  const std::string& more = browser.configuration;
  return *flow::parseConfig(R"({"issuer": ")" + browser.issuer + R"(", "clientId": ")" +
                            browser.clientId + R"(", "redirectUri": ")" + browser.redirectUri +
                            R"(", "productName": "Northwind")" +
                            (more.find("\"scopes\"") == std::string::npos ? kScopes : "") +
                            (more.empty() ? "" : ", ") + more + "}");
}

// What a page may read of an answer from another origin (Fetch standard, CORS).
Result<http::Response> asReadByPage(const std::optional<http::Response>& answer,
                                    http::Credentials credentials) {
  if (!answer) return Error{ErrorCode::networkUnreachable, "connection lost"};
  const auto allowed = http::header(answer->headers, "Access-Control-Allow-Origin");
  const bool isForAll = allowed == "*" && credentials == http::Credentials::omit;
  if (allowed != kSite && !isForAll) {
    return Error{ErrorCode::networkUnreachable, "refused by CORS"};
  }
  http::Response readable{answer->status, {}, answer->body};
  const std::string exposed =
      http::header(answer->headers, "Access-Control-Expose-Headers").value_or("");
  for (const auto& header : answer->headers) {
    for (const std::string_view name : split(exposed, ',')) {
      if (equalsIgnoringCase(trimmed(name), header.first)) readable.headers.push_back(header);
    }
  }
  return readable;
}

std::string textOf(const screen::DomNode& node) {
  std::string text = node.text;
  for (const screen::DomNode& child : node.children) {
    const std::string inner = textOf(child);
    if (!inner.empty() && inner.front() != ' ' && !text.empty()) text += ' ';
    text += inner;
  }
  return text;
}

std::string attribute(const screen::DomNode& node, std::string_view name) {
  for (const auto& [key, value] : node.attributes) {
    if (key == name) return value;
  }
  return "";
}

void collectAlerts(const screen::DomNode& node, std::string& into) {
  if (attribute(node, "role") == "alert") into += textOf(node);
  for (const screen::DomNode& child : node.children) collectAlerts(child, into);
}

template <class T>
const T* byLabel(const screen::Screen& screen, std::string_view label) {
  for (const screen::Element& element : screen.elements) {
    const auto* found = std::get_if<T>(&element);
    if (found != nullptr && found->label == label) return found;
  }
  return nullptr;
}

std::vector<screen::Button> buttonsOf(const screen::Screen& screen) {
  std::vector<screen::Button> buttons;
  for (const screen::Element& element : screen.elements) {
    if (const auto* button = std::get_if<screen::Button>(&element)) buttons.push_back(*button);
    if (const auto* identity = std::get_if<screen::Identity>(&element)) {
      buttons.push_back({identity->actionId, identity->actionLabel, screen::ButtonLook::link});
    }
    const auto* row = std::get_if<screen::Row>(&element);
    if (row == nullptr) continue;
    for (const auto& item : row->items) {
      if (const auto* button = std::get_if<screen::Button>(&item)) buttons.push_back(*button);
    }
  }
  return buttons;
}

const screen::Button* buttonNamed(const std::vector<screen::Button>& buttons,
                                  std::string_view label) {
  const auto found = std::find_if(buttons.begin(), buttons.end(),
                                  [&](const screen::Button& it) { return it.label == label; });
  return found == buttons.end() ? nullptr : &*found;
}

}  // namespace

// --- World

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

// --- Browser

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

// --- Visit

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
      Result<http::Response> read = asReadByPage(answer, request.credentials);
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

Visit::Visit(Browser& browser, std::string url, const MemoryStorage& copied)
    : browser_(browser), tab_(std::make_unique<Tab>(*this, browser)) {
  tab_->own().entries = copied.entries;
  open(url);
}

void Visit::hears(const std::string& message) {
  if (app_) app_->hear(message);
}

void Visit::dies() {
  app_.reset();
  tab_->locks.reset();
}

MemoryStorage& Visit::ownStorage() { return tab_->own(); }

Visit::~Visit() = default;

void Visit::open(const std::string& url) {
  tab_->leftFor.clear();
  tab_->address = url;
  app_.reset();
  const flow::Config config = configOf(browser_);
  app_ = std::make_unique<app::App>(config, tab_->ports(), tab_->clipboard, tab_->locale);
  app::Visit visit;
  visit.url = url;
  visit.role = roleAt(url, config);
  visit.online = browser_.isOnline();
  visit.place = tab_->history[tab_->at];
  visit.language = browser_.language;
  for (const screen::texts::Language& language : screen::texts::languages()) {
    if (language.tag == visit.language) visit.catalogue = screen::texts::published(language);
  }
  app_->open(visit);
  browser_.world().settle();
}

void Visit::goesTo(const std::string& url) {
  tab_->history = {flow::HistoryPlace::username};
  tab_->at = 0;
  open(url);
}

void Visit::types(std::string_view label, const std::string& text) {
  if (const auto* field = byLabel<screen::TextField>(screen(), label)) {
    app_->dispatch(screen::Edit{field->id, text});
  }
}

void Visit::ticks(std::string_view label) {
  if (const auto* box = byLabel<screen::Checkbox>(screen(), label)) {
    app_->dispatch(screen::Toggle{box->id, true});
  }
}

void Visit::presses(std::string_view label) {
  const std::vector<screen::Button> buttons = buttonsOf(screen());
  const screen::Button* button = buttonNamed(buttons, label);
  if (button == nullptr) return;
  if (button->look == screen::ButtonLook::primary) {
    app_->dispatch(screen::Submit{});
  } else {
    app_->dispatch(screen::Press{button->id});
  }
  browser_.world().settle();
}

void Visit::typesTheCodeSentTo(const std::string& address) {
  types("Enter code", browser_.world().mailTo(address).code);
  presses("Verify");
}

bool Visit::moves(int entries) {
  const auto to = static_cast<std::ptrdiff_t>(tab_->at) + entries;
  const bool isOfThePage = to >= 0 && to < static_cast<std::ptrdiff_t>(tab_->history.size());
  if (!isOfThePage) return false;
  tab_->at = static_cast<std::size_t>(to);
  if (app_) app_->move(tab_->history[tab_->at]);
  return true;
}

bool Visit::goesBack() {
  const bool isHere = moves(-1);
  browser_.world().settle();
  return isHere;
}

bool Visit::goesForward() {
  const bool isHere = moves(1);
  browser_.world().settle();
  return isHere;
}

std::size_t Visit::entries() const { return tab_->history.size(); }

void Visit::reloads() { open(std::string(kSite) + "/"); }
void Visit::reloadsWhereItIs() { open(std::string(tab_->address)); }

void Visit::goesOn() {
  if (tab_->posted.empty()) return goesTo(std::string(leftFor()));
  http::Request request;
  request.method = http::Method::post;
  request.url = tab_->leftFor;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = std::exchange(tab_->posted, "");
  const std::optional<http::Response> answer = browser_.asksTheOrg(std::move(request));
  const auto next = answer ? http::header(answer->headers, "Location") : std::nullopt;
  if (next && next->find(kSite) == 0) goesTo(*next);
}

bool Visit::shows(std::string_view text) const {
  return textOf(screen::toDom(screen())).find(text) != std::string::npos;
}

std::string Visit::buttonThatBegins(std::string_view label) const {
  for (const screen::Button& button : buttonsOf(screen())) {
    if (button.label.rfind(label, 0) == 0) return button.label;
  }
  return "";
}

bool Visit::offers(std::string_view button) const {
  return buttonNamed(buttonsOf(screen()), button) != nullptr;
}

std::vector<std::string> Visit::offered() const {
  std::vector<screen::Button> buttons = buttonsOf(screen());
  std::erase_if(buttons, [](const screen::Button& it) { return it.busy; });
  std::stable_partition(buttons.begin(), buttons.end(), [](const screen::Button& it) {
    return it.look == screen::ButtonLook::primary;
  });
  std::vector<std::string> labels;
  for (const screen::Button& button : buttons) labels.push_back(button.label);
  return labels;
}

std::string Visit::valueOf(std::string_view label) const {
  const auto* field = byLabel<screen::TextField>(screen(), label);
  return field == nullptr ? "" : field->value;
}

std::string Visit::alert() const {
  std::string alerts;
  collectAlerts(screen::toDom(screen()), alerts);
  return alerts;
}

std::string Visit::leftFor() const { return tab_->leftFor; }
std::string Visit::address() const { return tab_->address; }
std::string Visit::copied() const { return tab_->clipboard.content; }
std::string Visit::posted() const { return tab_->posted; }

}  // namespace latchkey::support
