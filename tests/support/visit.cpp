#include "tests/support/visit.h"

#include <algorithm>
#include <utility>

#include "flow/config_file.h"
#include "screen/dom.h"
#include "screen/texts/languages.h"
#include "tests/support/site_role.h"
#include "tests/support/visit_tab.h"

namespace latchkey::support {
namespace {

constexpr const char* kScopes = R"(, "scopes": ["openid", "profile", "email", "offline_access"])";

flow::Config configOf(const Browser& browser) {
  const std::string& more = browser.configuration;
  return *flow::parseConfig(R"({"issuer": ")" + browser.issuer + R"(", "clientId": ")" +
                            browser.clientId + R"(", "redirectUri": ")" + browser.redirectUri +
                            R"(", "productName": "Northwind")" +
                            (more.find("\"scopes\"") == std::string::npos ? kScopes : "") +
                            (more.empty() ? "" : ", ") + more + "}");
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
