#include <emscripten.h>

#include <memory>
#include <utility>

#include "flow/config.h"
#include "screen/texts/words.h"
#include "web/page.h"
#include "web/program.h"

// What shell/*.js calls, and where it all begins. There is one page, so there is one program; it
// lives as long as the page does.

namespace latchkey::web {
namespace {

namespace texts = screen::texts;

std::unique_ptr<Program>& program() {
  static std::unique_ptr<Program> instance;
  return instance;
}

constexpr int kDark = 1;
constexpr int kCalm = 2;
constexpr int kContrast = 4;
constexpr int kRightToLeft = 8;

}  // namespace

extern "C" {

// The parts of the page and its texts are there.
EMSCRIPTEN_KEEPALIVE void latchkeyOpen() {
  auto config = flow::readConfig(readPage("config"));
  if (!config) {
    BrowserConsole().error("Latchkey: the configuration of this page: " + config.error().detail);
    const std::string catalogue = readPage("catalogue");
    const BrowserLocale locale;
    const texts::Words words(texts::linesOf(catalogue).value_or(texts::kEnglish), locale);
    return failPage(words.say(texts::Key::notSetUp));
  }
  program() = std::make_unique<Program>(*std::move(config));
  program()->open();
}

EMSCRIPTEN_KEEPALIVE void latchkeyAct(int kind) {
  std::string content = takeInbox();
  if (program()) program()->act(kind, std::move(content));
}

EMSCRIPTEN_KEEPALIVE void latchkeyLooks(int isFocusVisible) {
  std::string content = takeInbox();
  if (program()) program()->setLooks(std::move(content), isFocusVisible != 0);
}

EMSCRIPTEN_KEEPALIVE void latchkeyViewport(double width, double height, double ratio,
                                           double rootFontSize, int flags) {
  if (!program()) return;
  gui::Viewport viewport;
  viewport.width = static_cast<float>(width);
  viewport.height = static_cast<float>(height);
  viewport.pixelRatio = static_cast<float>(ratio);
  viewport.rootFontSize = static_cast<float>(rootFontSize);
  if ((flags & kDark) != 0) viewport.scheme = gui::ColorScheme::dark;
  if ((flags & kCalm) != 0) viewport.motion = gui::Motion::reduced;
  if ((flags & kContrast) != 0) viewport.contrast = gui::Contrast::more;
  if ((flags & kRightToLeft) != 0) viewport.direction = gui::Direction::rightToLeft;
  program()->setViewport(viewport);
}

EMSCRIPTEN_KEEPALIVE void latchkeyHidden(int hidden) {
  if (program()) program()->setHidden(hidden != 0);
}

EMSCRIPTEN_KEEPALIVE void latchkeyOnline(int online) {
  if (program()) program()->setOnline(online != 0);
}

EMSCRIPTEN_KEEPALIVE void latchkeyHear() {
  const std::string message = takeInbox();
  if (program()) program()->hear(message);
}

EMSCRIPTEN_KEEPALIVE void latchkeyMove(int place) {
  if (program()) program()->move(place);
}

EMSCRIPTEN_KEEPALIVE void latchkeyContext(int isThere) {
  if (program()) program()->setContext(isThere != 0);
}

EMSCRIPTEN_KEEPALIVE void latchkeyWake() {
  if (program()) program()->wake();
}

// For the tests and the benchmark: at rest this number stands still.
EMSCRIPTEN_KEEPALIVE int latchkeyFrames() { return program() ? program()->framesDrawn() : 0; }

}  // extern "C"
}  // namespace latchkey::web

int main() {
  latchkey::web::attachPage();
  return 0;
}
