#pragma once

#include <cstdint>

#include "http/transport.h"

namespace latchkey::web {

// HTTP by Emscripten's Fetch API, which is XMLHttpRequest. Its rough edges stay in here:
//  - a 4xx or 5xx arrives in `onerror`, body and all: to us every status is an answer;
//  - emscripten_fetch_close() while a request is in flight calls back at once and, in old
//    versions, later writes into freed memory: we close only what has ended, and merely stop
//    listening to what is late;
//  - its own timeout cannot be told from a lost network: we keep the deadline ourselves.
class FetchTransport : public http::Transport {
 public:
  void send(http::Request request, Done done) override;

 private:
  std::uintptr_t lastId_ = 0;
};

}  // namespace latchkey::web
