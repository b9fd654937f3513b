#include "web/browser_ports.h"

#include <emscripten.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "web/replies.h"

EM_JS(void, randomFill, (void* at, int count),
      { crypto.getRandomValues(HEAPU8.subarray(at, at + count)); });
EM_JS(void, timerStart, (double delay, int id), { Module.page.device.wait(delay, id); });
EM_JS(void, navigatorReplace, (const char* url), { Module.page.device.leave(UTF8ToString(url)); });
EM_JS(void, navigatorShow, (const char* url), { Module.page.device.show(UTF8ToString(url)); });
EM_JS(void, navigatorSubmit, (const char* url, const char* form),
      { Module.page.device.submit(UTF8ToString(url), UTF8ToString(form)); });
EM_JS(int, navigatorEnter, (), { return Module.page.device.enter(); });
EM_JS(void, navigatorGo, (int delta), { history.go(delta); });
EM_JS(void, clipboardCopy, (const char* text, int id),
      { Module.page.device.copy(UTF8ToString(text), id); });
EM_JS(void, lockTake, (const char* name, int id),
      { Module.page.device.take(UTF8ToString(name), id); });
EM_JS(void, lockRelease, (const char* name), { Module.page.device.release(UTF8ToString(name)); });
EM_JS(void, lookoutLook, (const char* url, int id),
      { Module.page.device.look(UTF8ToString(url), id); });
EM_JS(void, consoleError, (const char* text), { console.error(UTF8ToString(text)); });
EM_JS(void, channelPost, (const char* message),
      { Module.page.device.post(UTF8ToString(message)); });

namespace latchkey::web {
namespace {

// What setTimeout can hold; anything longer fires at once there.
constexpr Milliseconds kLongestTimer{0x7FFFFFFF};

}  // namespace

Instant BrowserClock::now() const {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

Bytes BrowserRandom::draw(std::size_t count) {
  Bytes bytes(count);
  if (count > 0) randomFill(bytes.data(), static_cast<int>(count));
  return bytes;
}

void BrowserTimers::start(Milliseconds delay, std::function<void()> done) {
  const Milliseconds allowed = std::clamp(delay, Milliseconds{0}, kLongestTimer);
  timerStart(static_cast<double>(allowed.count()),
             expectReply([done = std::move(done)](int) { done(); }));
}

void BrowserNavigator::replace(const std::string& url) { navigatorReplace(url.c_str()); }
void BrowserNavigator::show(const std::string& url) { navigatorShow(url.c_str()); }

void BrowserNavigator::submit(const std::string& url, const std::string& form) {
  navigatorSubmit(url.c_str(), form.c_str());
}

bool BrowserNavigator::enter() { return navigatorEnter() != 0; }

void BrowserNavigator::go(flow::HistoryPlace place) {
  navigatorGo(place == flow::HistoryPlace::username ? -1 : 1);
}

void BrowserClipboard::copy(const std::string& text, std::function<void(bool)> done) {
  clipboardCopy(text.c_str(), expectYesOrNo(std::move(done)));
}

void BrowserLocks::take(const std::string& name, std::function<void()> granted) {
  lockTake(name.c_str(), expectYesOrNo([granted = std::move(granted)](bool isOurs) {
             if (isOurs) granted();
           }));
}

void BrowserLocks::release(const std::string& name) { lockRelease(name.c_str()); }

void BrowserLookout::look(const std::string& url, std::function<void(bool)> done) {
  lookoutLook(url.c_str(), expectYesOrNo(std::move(done)));
}

void BrowserConsole::error(const std::string& text) { consoleError(text.c_str()); }

void BrowserChannel::post(std::string_view message) { channelPost(std::string(message).c_str()); }

}  // namespace latchkey::web
