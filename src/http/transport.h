#pragma once

#include <functional>

#include "base/result.h"
#include "http/message.h"

namespace latchkey::http {

// Sends a request and reports once. Every status is an answer; an Error means that there was none
// (networkUnreachable, timedOut, responseTooLarge). The deadline is the transport's to keep.
class Transport {
 public:
  using Done = std::function<void(Result<Response>)>;

  virtual ~Transport() = default;
  // Calls `done` later, once, on the same thread. Never from inside send().
  virtual void send(Request request, Done done) = 0;
};

}  // namespace latchkey::http
