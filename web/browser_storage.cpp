#include "web/browser_storage.h"

#include <emscripten.h>

#include "web/page.h"

EM_JS(int, storageRead, (int lifetime, const char* key),
      { return Module.page.storage.read(lifetime, UTF8ToString(key)); });
EM_JS(int, storageWrite, (int lifetime, const char* key, const char* value),
      { return Module.page.storage.write(lifetime, UTF8ToString(key), UTF8ToString(value)); });
EM_JS(void, storageErase, (int lifetime, const char* key),
      { Module.page.storage.erase(lifetime, UTF8ToString(key)); });

namespace latchkey::web {
namespace {

int numberOf(session::Lifetime lifetime) { return lifetime == session::Lifetime::tab ? 0 : 1; }

}  // namespace

std::optional<std::string> BrowserStorage::read(session::Lifetime lifetime, std::string_view key) {
  if (storageRead(numberOf(lifetime), std::string(key).c_str()) == 0) return std::nullopt;
  return takeInbox();
}

bool BrowserStorage::write(session::Lifetime lifetime, std::string_view key,
                           std::string_view value) {
  return storageWrite(numberOf(lifetime), std::string(key).c_str(), std::string(value).c_str()) !=
         0;
}

void BrowserStorage::erase(session::Lifetime lifetime, std::string_view key) {
  storageErase(numberOf(lifetime), std::string(key).c_str());
}

}  // namespace latchkey::web
