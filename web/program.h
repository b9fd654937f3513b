#pragma once

#include <string>

#include "app/app.h"
#include "gui/painter.h"
#include "web/browser_ports.h"
#include "web/browser_storage.h"
#include "web/dom_bridge.h"
#include "web/fetch_transport.h"
#include "web/frame_loop.h"
#include "web/painting.h"
#include "web/web_crypto.h"

namespace latchkey::web {

// The composition root of the browser: the ports, the App, the canvas and the DOM, wired up once.
// The page's events come in as member functions (main.cpp).
class Program {
 public:
  explicit Program(app::Config config);

  void open();

  void act(int kind, std::string content);
  void setLooks(std::string content, bool isFocusVisible);
  void setViewport(const gui::Viewport& viewport);
  void setHidden(bool hidden);
  void setOnline(bool online);
  void hear(const std::string& message);
  void setContext(bool isThere);
  void wake() { loop_.wake(); }
  int framesDrawn() const { return loop_.framesDrawn(); }

 private:
  void draw(double seconds);

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
  app::App app_;
  DomBridge dom_;
  Painting painting_;
  FrameLoop loop_;
  gui::Viewport viewport_;
  gui::Interaction interaction_;
  bool isHidden_ = false;
  bool isReady_ = false;  // the page knows that a frame is there
  bool isPaintingLate_ = false;
};

}  // namespace latchkey::web
