#include "web/program.h"

#include <emscripten.h>

#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.h"
#include "web/page.h"

EM_JS(void, canvasBegin, (), { Module.page.canvas.begin(); });
EM_JS(void, canvasPresent, (int state), { Module.page.canvas.present(state); });

namespace latchkey::web {
namespace {

std::optional<screen::ElementId> elementOf(std::string_view id) {
  if (id.empty()) return std::nullopt;
  return screen::ElementId(std::string(id));
}

// In the order of the constants in shell/dom.js.
std::optional<screen::Action> actionOf(int kind, const std::string& content) {
  const std::size_t end = content.find('\0');
  const screen::ElementId id(content.substr(0, end));
  switch (kind) {
    case 0:
      return screen::Edit{id, end == std::string::npos ? "" : content.substr(end + 1)};
    case 1:
      return screen::Toggle{id, false};
    case 2:
      return screen::Toggle{id, true};
    case 3:
      return screen::Submit{};
    case 4:
      return screen::Press{id};
    default:
      return std::nullopt;
  }
}

flow::HistoryPlace placeOf(int number) {
  return number == 0 ? flow::HistoryPlace::username : flow::HistoryPlace::beyond;
}

}  // namespace

Program::Program(flow::Config config)
    : app_(std::move(config),
           {transport_, crypto_, storage_, clock_, random_, timers_, navigator_, channel_, locks_,
            crypto_, lookout_, console_},
           clipboard_, locale_),
      loop_([this](double seconds) { draw(seconds); }) {
  app_.onChange([this] {
    showScreen();
    if (!isPaintingLate_ || app_.isUnderWay()) return;
    isPaintingLate_ = false;
    canvasBegin();
  });
}

void Program::open() {
  isHidden_ = isPageHidden();
  loop_.pause(true);  // until there is a context
  app::Visit visit;
  visit.url = readPage("address");
  if (readPage("role") == "account") visit.role = flow::Role::account;
  visit.hidden = isHidden_;
  visit.online = isPageOnline();
  visit.utcOffsetMinutes = utcOffsetMinutes();
  visit.language = readPage("language");
  visit.catalogue = readPage("catalogue");
  visit.place = placeOf(placeInHistory());
  app_.open(visit);
  showScreen();
}

void Program::showScreen() {
  if (!dom_.take(app_.screen())) return;
  painting_.outdate();
  tellPresentation();
  dom_.show();
  loop_.wake();
}

void Program::tellPresentation() {
  const std::size_t state = painting_.presentation().state().index();
  if (state == told_) return;
  told_ = state;
  canvasPresent(static_cast<int>(state));
}

void Program::act(int kind, std::string content) {
  if (const auto action = actionOf(kind, content)) app_.dispatch(*action);
}

void Program::setLooks(std::string content, bool isFocusVisible) {
  const std::vector<std::string_view> ids = split(content, '\0');
  if (ids.size() != 3) return;
  interaction_.hovered = elementOf(ids[0]);
  interaction_.pressed = elementOf(ids[1]);
  interaction_.focused = elementOf(ids[2]);
  interaction_.focusVisible = isFocusVisible;
  loop_.wake();
}

void Program::setViewport(const gui::Viewport& viewport) {
  if (viewport == viewport_) return;
  viewport_ = viewport;
  painting_.outdate();
  tellPresentation();
  loop_.wake();
}

void Program::setHidden(bool hidden) {
  isHidden_ = hidden;
  loop_.pause(hidden || painting_.presentation().isAbsent());
  // Some devices drop the drawing of a tab that was away.
  if (!hidden) loop_.wake();
  app_.setHidden(hidden);
}

void Program::setOnline(bool online) { app_.setOnline(online); }
void Program::move(int place) { app_.move(placeOf(place)); }
void Program::hear(const std::string& message) { app_.hear(message); }

void Program::setContext(bool isThere) {
  // Setting the GPU up takes time, and without one it blocks the page: the answers come first.
  isPaintingLate_ = isThere && app_.isUnderWay();
  if (isPaintingLate_) return;
  if (isThere) {
    painting_.open();
  } else {
    painting_.lose();
  }
  tellPresentation();
  loop_.pause(isHidden_ || painting_.presentation().isAbsent());
  loop_.wake();
}

void Program::draw(double seconds) {
  painting_.draw(app_.screen(), viewport_, interaction_, seconds);
  const auto* shown = std::get_if<gui::Presentation::Shown>(&painting_.presentation().state());
  if (shown != nullptr) dom_.place(shown->frame);
  tellPresentation();
  if (shown != nullptr && shown->frame.animating) loop_.wake();
}

}  // namespace latchkey::web
