#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "simulator/byte_channel.h"

namespace latchkey::simulator {

// A connection without a socket: a client that sends a text, and keeps what it is told.
class TextChannel : public ByteChannel {
 public:
  // How the text comes: so many bytes at a time, with a pause before each.
  struct Pace {
    std::size_t bytes = std::string::npos;
    std::chrono::milliseconds pause{0};
    bool staysOpen = false;  // nothing comes after the text, not even the end
  };

  explicit TextChannel(std::string sent) : sent_(std::move(sent)) {}
  TextChannel(std::string sent, Pace pace) : sent_(std::move(sent)), pace_(pace) {}

  Time now() const override { return now_; }
  std::optional<std::size_t> read(char* into, std::size_t most, Time until) override {
    const bool isOver = read_ == sent_.size();
    if ((isOver && pace_.staysOpen) || now_ + pace_.pause > until) {
      now_ = std::max(now_, until);
      return std::nullopt;
    }
    now_ += pace_.pause;
    const std::size_t count = sent_.copy(into, std::min(most, pace_.bytes), read_);
    read_ += count;
    return count;
  }
  bool write(std::string_view bytes, Time /*until*/) override {
    // Who does not take its answer has to be waited for, too.
    isWaitedForAtEachWrite = isWaitedForAtEachWrite && isWaiting;
    said += bytes;
    return true;
  }
  void waitForClient(bool waits) override { isWaiting = waits; }

  // Since the connection was opened.
  std::chrono::milliseconds passed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(now_ - Time());
  }

  std::string said;
  bool isWaiting = true;
  bool isWaitedForAtEachWrite = true;

 private:
  std::string sent_;
  std::size_t read_ = 0;
  Pace pace_;
  Time now_{};
};

}  // namespace latchkey::simulator
