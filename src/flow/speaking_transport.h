#pragma once

#include <string>
#include <utility>

#include "http/transport.h"

namespace latchkey::flow {

// A transport that asks the org for answers in the language of the page (RFC 9110, 12.5.4). The
// header is one that needs no preflight.
class SpeakingTransport : public http::Transport {
 public:
  explicit SpeakingTransport(http::Transport& next) : next_(next) {}

  // A BCP 47 tag. Without one the browser says what the person prefers.
  void speak(std::string language) { language_ = std::move(language); }

  void send(http::Request request, Done done) override {
    // Metadata and keys have no words.
    const bool hasWords = request.method == http::Method::post && !language_.empty();
    if (hasWords) request.headers.emplace_back("Accept-Language", language_);
    next_.send(std::move(request), std::move(done));
  }

 private:
  http::Transport& next_;
  std::string language_;
};

}  // namespace latchkey::flow
