#include "web/page.h"

#include <emscripten.h>

#include <cstdint>
#include <utility>

// EM_JS bodies stay this small because 3.1.6's optimiser garbles newer syntax in them.
EM_JS(void, pageAttach, (), { Module.page.attach(Module); });
EM_JS(void, pageTake, (const char* name), { Module.page.take(UTF8ToString(name)); });
EM_JS(void, pageFail, (const char* sentence), { Module.page.fail(UTF8ToString(sentence)); });
EM_JS(int, pageHidden, (), { return document.hidden ? 1 : 0; });
EM_JS(int, pageOnline, (), { return navigator.onLine ? 1 : 0; });
EM_JS(int, pageUtcOffset, (), { return -new Date().getTimezoneOffset(); });
EM_JS(int, pagePlace, (), { return Module.page.device.place(history.state) || 0; });

namespace latchkey::web {
namespace {

Bytes& inbox() {
  static Bytes bytes;
  return bytes;
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE std::uint8_t* latchkeyReserve(int count) {
  // One more, so that there is an address for an empty text too.
  inbox().assign(static_cast<std::size_t>(count) + 1, 0);
  return inbox().data();
}

void attachPage() { pageAttach(); }

Bytes takeInboxBytes() {
  Bytes taken = std::exchange(inbox(), {});
  if (!taken.empty()) taken.pop_back();
  return taken;
}

std::string takeInbox() { return toText(takeInboxBytes()); }

std::string readPage(const char* name) {
  pageTake(name);
  return takeInbox();
}

bool isPageHidden() { return pageHidden() != 0; }
bool isPageOnline() { return pageOnline() != 0; }
int utcOffsetMinutes() { return pageUtcOffset(); }
int placeInHistory() { return pagePlace(); }
void failPage(const std::string& sentence) { pageFail(sentence.c_str()); }

}  // namespace latchkey::web
