#include "web/fetch_transport.h"

#include <emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/fetch.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

// XMLHttpRequest throws for an address that it cannot read; a hostile answer may hold such a one.
EM_JS(int, fetchCanRead, (const char* url), {
  try {
    return new URL(UTF8ToString(url)) ? 1 : 0;
  } catch (error) {
    return 0;
  }
});
// Old and new shape of Emscripten's own table of requests.
EM_JS(void, fetchAbort, (unsigned id), {
  var xhr = Fetch.xhrs.get ? Fetch.xhrs.get(id) : Fetch.xhrs[id - 1];
  if (xhr) xhr.abort();
});

namespace latchkey::web {
namespace {

// More than any answer of an org; a body of this size is a mistake or an attack.
constexpr std::uint64_t kMaxResponseBytes = 4U << 20U;
constexpr unsigned short kDone = 4;  // XMLHttpRequest.DONE

// One request that is not answered yet.
struct Pending {
  std::uintptr_t id = 0;
  http::Request request;  // Emscripten reads the body from here
  http::Transport::Done done;
  std::vector<const char*> headers;
  emscripten_fetch_t* fetch = nullptr;
  long timer = 0;
};

// Callbacks name a request by its number, never by its address, so that a late callback finds
// nothing. A timer's callback can be late: its id is cut to 32 bits here, and a page's setTimeout
// may give larger ones, which clearTimeout then does not find.
std::vector<std::unique_ptr<Pending>>& live() {
  static std::vector<std::unique_ptr<Pending>> requests;
  return requests;
}

Pending* find(void* userData) {
  for (const std::unique_ptr<Pending>& pending : live()) {
    if (pending->id == reinterpret_cast<std::uintptr_t>(userData)) return pending.get();
  }
  return nullptr;
}

void* nameOf(const Pending& pending) { return reinterpret_cast<void*>(pending.id); }

// The only way out. Everything is released before the listener is called, because the listener may
// start the next request.
void finish(Pending* finished, Result<http::Response> answer) {
  const auto found = std::find_if(live().begin(), live().end(),
                                  [&](const auto& it) { return it.get() == finished; });
  const std::unique_ptr<Pending> pending = std::move(*found);
  live().erase(found);
  emscripten_clear_timeout(pending->timer);
  if (pending->fetch != nullptr) {
    pending->fetch->userData = nullptr;
    pending->fetch->readyState = kDone;  // else closing reports an error once more
    emscripten_fetch_close(pending->fetch);
  }
  pending->done(std::move(answer));
}

// Ends a request that is not wanted any longer. It is aborted first, so that it is not in flight
// when it is closed: 3.1.6 would go on writing into the freed fetch.
void giveUp(Pending* pending, ErrorCode code) {
  if (pending->fetch != nullptr) {
    pending->fetch->userData = nullptr;  // newer versions call onerror from within abort()
    fetchAbort(pending->fetch->id);
  }
  finish(pending, Error{code, pending->request.url});
}

http::Headers headersOf(emscripten_fetch_t* fetch) {
  const std::size_t length = emscripten_fetch_get_response_headers_length(fetch);
  std::string text(length + 1, '\0');
  emscripten_fetch_get_response_headers(fetch, text.data(), text.size());
  text.resize(std::strlen(text.c_str()));
  http::Headers headers;
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  }
  return headers;
}

Result<http::Response> answerOf(emscripten_fetch_t* fetch, const std::string& url) {
  if (fetch->status == 0) return Error{ErrorCode::networkUnreachable, url};
  if (fetch->numBytes > kMaxResponseBytes) return Error{ErrorCode::responseTooLarge, url};
  http::Response response;
  response.status = fetch->status;
  response.headers = headersOf(fetch);
  if (fetch->data != nullptr) {
    response.body.assign(fetch->data, static_cast<std::size_t>(fetch->numBytes));
  }
  return response;
}

// Both of onsuccess and onerror.
void onEnded(emscripten_fetch_t* fetch) {
  if (Pending* pending = find(fetch->userData)) {
    finish(pending, answerOf(fetch, pending->request.url));
  }
}

void onProgress(emscripten_fetch_t* fetch) {
  Pending* pending = find(fetch->userData);
  if (pending == nullptr || fetch->dataOffset + fetch->numBytes <= kMaxResponseBytes) return;
  giveUp(pending, ErrorCode::responseTooLarge);
}

void onDeadline(void* userData) {
  if (Pending* pending = find(userData)) giveUp(pending, ErrorCode::timedOut);
}

void onUnreadable(void* userData) {
  if (Pending* pending = find(userData)) giveUp(pending, ErrorCode::networkUnreachable);
}

emscripten_fetch_attr_t attributesOf(Pending& pending) {
  const http::Request& request = pending.request;
  emscripten_fetch_attr_t attributes;
  emscripten_fetch_attr_init(&attributes);
  const std::string_view method = http::name(request.method);
  method.copy(attributes.requestMethod, sizeof attributes.requestMethod - 1);
  attributes.userData = nameOf(pending);
  attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY | EMSCRIPTEN_FETCH_REPLACE;
  attributes.withCredentials = request.credentials == http::Credentials::include;
  attributes.onsuccess = onEnded;
  attributes.onerror = onEnded;
  attributes.onprogress = onProgress;
  for (const auto& [name, value] : request.headers) {
    pending.headers.push_back(name.c_str());
    pending.headers.push_back(value.c_str());
  }
  pending.headers.push_back(nullptr);
  attributes.requestHeaders = pending.headers.data();
  if (!request.body.empty()) {
    attributes.requestData = request.body.data();
    attributes.requestDataSize = request.body.size();
  }
  return attributes;
}

}  // namespace

void FetchTransport::send(http::Request request, Done done) {
  live().push_back(std::make_unique<Pending>());
  Pending* pending = live().back().get();
  pending->id = ++lastId_;
  pending->request = std::move(request);
  pending->done = std::move(done);
  if (fetchCanRead(pending->request.url.c_str()) == 0) {
    pending->timer = emscripten_set_timeout(onUnreadable, 0, nameOf(*pending));
    return;
  }
  const auto deadline = static_cast<double>(pending->request.deadline.count());
  pending->timer = emscripten_set_timeout(onDeadline, deadline, nameOf(*pending));
  emscripten_fetch_attr_t attributes = attributesOf(*pending);
  pending->fetch = emscripten_fetch(&attributes, pending->request.url.c_str());
}

}  // namespace latchkey::web
