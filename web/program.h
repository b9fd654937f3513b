#pragma once

#include <cstddef>
#include <string>

#include "app/app.h"
#include "gui/painter.h"
#include "web/browser_ports.h"
#include "web/browser_storage.h"
#include "web/dom_bridge.h"
#include "web/fetch_transport.h"
#include "web/frame_loop.h"
#include "web/locale.h"
#include "web/painting.h"
#include "web/web_crypto.h"

namespace latchkey::web {

// The composition root of the browser: the ports, the App, the canvas and the DOM, wired up once.
// The page's events come in as member functions (main.cpp).
class Program {
 public:
  explicit Program(flow::Config config);

  void open();

  void act(int kind, std::string content);
  void setLooks(std::string content, bool isFocusVisible);
  void setViewport(const gui::Viewport& viewport);
  void setHidden(bool hidden);
  void setOnline(bool online);
  void hear(const std::string& message);
  void move(int place);
  void setContext(bool isThere);
  void wake() { loop_.wake(); }
  int framesDrawn() const { return loop_.framesDrawn(); }

 private:
  void draw(double seconds);
  void showScreen();
  // The page shows the painting or stands by itself.
  void tellPresentation();

  FetchTransport transport_;
  WebCrypto crypto_;
  BrowserStorage storage_;
  BrowserClock clock_;
  BrowserRandom random_;
  BrowserTimers timers_;
  BrowserNavigator navigator_;
  BrowserClipboard clipboard_;
  BrowserChannel channel_;
  BrowserLocks locks_;
  BrowserLookout lookout_;
  BrowserConsole console_;
  BrowserLocale locale_;
  app::App app_;
  DomBridge dom_;
  Painting painting_;
  FrameLoop loop_;
  gui::Viewport viewport_;
  gui::Interaction interaction_;
  bool isHidden_ = false;
  std::size_t told_ = 0;  // of the painting's states, the one that the page knows
  bool isPaintingLate_ = false;
};

}  // namespace latchkey::web
