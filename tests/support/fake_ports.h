#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/clipboard.h"
#include "base/bytes.h"
#include "base/time.h"
#include "flow/ports.h"
#include "http/transport.h"
#include "jose/crypto.h"
#include "screen/texts/locale.h"
#include "tests/support/later.h"
#include "tests/support/memory_storage.h"

namespace latchkey::support {

// The outside world of one page as a test needs it: nothing happens that the test does not do.

// Stands still until it is told. It begins at 2033-05-18T03:33:20Z, which is kNow of tokens.h.
class FakeClock : public Clock {
 public:
  Instant now() const override { return now_; }
  void advance(Milliseconds time) { now_ += time; }

 private:
  Instant now_ = fromUnix(Seconds(2'000'000'000));
};

class FakeTimers : public flow::Timers {
 public:
  explicit FakeTimers(FakeClock& clock) : clock_(clock) {}

  void start(Milliseconds delay, std::function<void()> done) override {
    waiting_.push_back({clock_.now() + delay, std::move(done)});
  }

  // When the next one is due.
  std::optional<Instant> next() const {
    if (waiting_.empty()) return std::nullopt;
    return waiting_[earliest()].due;
  }

  // Fires what is due by the clock, in the order in which it became due; what a timer starts and
  // is due at once included.
  void runDue() {
    while (next().value_or(Instant::max()) <= clock_.now()) {
      const auto first = waiting_.begin() + static_cast<std::ptrdiff_t>(earliest());
      const std::function<void()> done = std::move(first->done);
      waiting_.erase(first);
      done();
    }
  }

 private:
  struct Waiting {
    Instant due;
    std::function<void()> done;
  };

  // Of two with the same time the one that was started first.
  std::size_t earliest() const {
    const auto first =
        std::min_element(waiting_.begin(), waiting_.end(),
                         [](const Waiting& a, const Waiting& b) { return a.due < b.due; });
    return static_cast<std::size_t>(first - waiting_.begin());
  }

  FakeClock& clock_;
  std::vector<Waiting> waiting_;
};

// The same bytes in each run, other bytes with each draw. Two tabs need two seeds.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint32_t seed = 1) : generator_(seed) {}

  Bytes draw(std::size_t count) override {
    Bytes bytes(count);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(generator_() & 0xFFU);
    return bytes;
  }

 private:
  std::mt19937 generator_;
};

class RecordingNavigator : public flow::Navigator {
 public:
  void replace(const std::string& url) override { visited.push_back(url); }
  void show(const std::string& url) override { shown.push_back(url); }
  void submit(const std::string& url, const std::string& form) override {
    visited.push_back(url);
    posted.push_back(form);
  }
  // A browser without a history of pages that load nothing.
  bool enter() override { return false; }
  void go(flow::HistoryPlace) override {}

  std::vector<std::string> visited;
  std::vector<std::string> posted;
  std::vector<std::string> shown;
};

class FakeClipboard : public app::Clipboard {
 public:
  enum class Mood { allows, refuses };

  explicit FakeClipboard(Later& later) : later_(later) {}

  void copy(const std::string& text, std::function<void(bool)> done) override {
    const bool allowed = mood == Mood::allows;
    if (allowed) content = text;
    later_.post([done = std::move(done), allowed] { done(allowed); });
  }

  Mood mood = Mood::allows;
  std::string content;

 private:
  Later& later_;
};

class FakeChannel;

// The tabs of one browser hear each other through it. Must outlive its channels.
class FakeBroadcast {
 public:
  explicit FakeBroadcast(Later& later) : later_(later) {}

 private:
  friend class FakeChannel;
  Later& later_;
  std::vector<FakeChannel*> members_;
};

// One tab's end of it: hears what the others post, later, and never itself.
class FakeChannel : public flow::Channel {
 public:
  explicit FakeChannel(FakeBroadcast& broadcast) : broadcast_(broadcast) {
    broadcast_.members_.push_back(this);
  }
  ~FakeChannel() override { std::erase(broadcast_.members_, this); }
  FakeChannel(const FakeChannel&) = delete;
  FakeChannel& operator=(const FakeChannel&) = delete;

  void post(std::string_view message) override {
    posted.emplace_back(message);
    broadcast_.later_.post([&broadcast = broadcast_, from = this, text = std::string(message)] {
      // A copy: who hears it may close a tab.
      const std::vector<FakeChannel*> members = broadcast.members_;
      for (FakeChannel* member : members) {
        if (member != from && member->heard) member->heard(text);
      }
    });
  }

  std::vector<std::string> posted;
  std::function<void(std::string_view)> heard;

 private:
  FakeBroadcast& broadcast_;
};

class FakeLocks;

// Who of a browser's tabs has which lock, and who waits for it, first come first served. Must
// outlive its tabs' ends.
class FakeLockTable {
 public:
  explicit FakeLockTable(Later& later) : later_(later) {}

  bool isHeld() const { return !queue_.empty(); }
  // Older browsers have no locks, and blocked cookies can disable them: every tab is granted at
  // once.
  bool isMissing = false;

 private:
  friend class FakeLocks;
  struct Claim {
    FakeLocks* owner;
    std::string name;
    std::function<void()> granted;  // empty once it is
    std::shared_ptr<bool> isWanted = std::make_shared<bool>(true);
  };

  // Tells the first of each queue that it has its lock; the report comes later.
  void grant() {
    std::vector<std::string> taken;
    for (Claim& claim : queue_) {
      const bool isFirst =
          isMissing || std::find(taken.begin(), taken.end(), claim.name) == taken.end();
      taken.push_back(claim.name);
      if (!isFirst || !claim.granted) continue;
      later_.post([granted = std::exchange(claim.granted, nullptr), isWanted = claim.isWanted] {
        if (*isWanted) granted();
      });
    }
  }
  void drop(const FakeLocks* owner, const std::string* name) {
    std::erase_if(queue_, [&](const Claim& claim) {
      const bool isOver = claim.owner == owner && (name == nullptr || claim.name == *name);
      if (isOver) *claim.isWanted = false;
      return isOver;
    });
    grant();
  }

  Later& later_;
  std::deque<Claim> queue_;
};

// One tab's end of it. A tab that closes gives back what it holds.
class FakeLocks : public flow::Locks {
 public:
  explicit FakeLocks(FakeLockTable& table) : table_(table) {}
  ~FakeLocks() override { table_.drop(this, nullptr); }
  FakeLocks(const FakeLocks&) = delete;
  FakeLocks& operator=(const FakeLocks&) = delete;

  void take(const std::string& name, std::function<void()> granted) override {
    taken.push_back(name);
    table_.queue_.push_back({this, name, std::move(granted)});
    table_.grant();
  }
  void release(const std::string& name) override { table_.drop(this, &name); }

  std::vector<std::string> taken;

 private:
  FakeLockTable& table_;
};

// Keeps each request until the test answers it, in any order.
class ScriptedTransport : public http::Transport {
 public:
  struct Pending {
    http::Request request;
    Done done;
  };

  void send(http::Request request, Done done) override {
    pending.push_back({std::move(request), std::move(done)});
  }

  // The oldest one. Answering when nothing was sent is a mistake of the test.
  void answer(Result<http::Response> response) {
    const Pending oldest = std::move(pending.front());
    pending.pop_front();
    oldest.done(std::move(response));
  }

  std::deque<Pending> pending;
};

// Keeps what is to be computed until the test says what comes out. For real results there is
// OpenSslCrypto.
class ScriptedCrypto : public jose::Crypto {
 public:
  struct Verified {
    jose::Algorithm algorithm;
    std::string kid;
    std::string signingInput;
    Bytes signature;
  };

  void sha256(Bytes data, std::function<void(Result<Bytes>)> done) override {
    digested.push_back(std::move(data));
    answerDigest = std::move(done);
  }
  void verify(jose::Algorithm algorithm, jose::Jwk key, std::string signingInput, Bytes signature,
              std::function<void(Result<bool>)> done) override {
    verified.push_back(
        {algorithm, std::move(key.kid), std::move(signingInput), std::move(signature)});
    answerVerify = std::move(done);
  }

  std::vector<Bytes> digested;
  std::vector<Verified> verified;
  // Of the latest one.
  std::function<void(Result<Bytes>)> answerDigest;
  std::function<void(Result<bool>)> answerVerify;
};

// A key that signs with OpenSSL is OpenSslProver's (openssl_crypto.h); this one only says what it
// was asked for.
class ScriptedProver : public jose::Prover {
 public:
  explicit ScriptedProver(Later& later) : later_(later) {}

  void prove(std::string keyId, std::string payload,
             std::function<void(Result<std::string>)> done) override {
    proven.push_back(payload);
    provenBy.push_back(std::move(keyId));
    later_.post([this, done = std::move(done), payload] {
      if (fails) return done(Error{ErrorCode::cryptoUnavailable, "no key"});
      done("proof-of." + payload);
    });
  }
  void keep(std::string keyId, std::function<void(bool)> done) override {
    kept.push_back(std::move(keyId));
    later_.post([this, done = std::move(done)] { done(keepsKeys); });
  }
  void forget(const std::string& keyId) override { forgotten.push_back(keyId); }

  std::vector<std::string> proven;
  std::vector<std::string> provenBy;
  std::vector<std::string> kept;
  std::vector<std::string> forgotten;
  bool fails = false;
  bool keepsKeys = true;

 private:
  Later& later_;
};

// All of them: what one page in one browser touches.
// Finds something at each address that does not hold one of these.
class FakeLookout : public flow::Lookout {
 public:
  explicit FakeLookout(Later& later) : later_(later) {}

  void look(const std::string& url, std::function<void(bool)> done) override {
    const bool isThere = std::none_of(gone.begin(), gone.end(), [&](const std::string& part) {
      return url.find(part) != std::string::npos;
    });
    later_.post([done = std::move(done), isThere] { done(isThere); });
  }

  std::vector<std::string> gone;

 private:
  Later& later_;
};

class RecordingConsole : public flow::Console {
 public:
  void error(const std::string& text) override { errors.push_back(text); }

  std::vector<std::string> errors;
};

struct FakePorts {
  Later later;
  FakeBroadcast broadcast{later};
  ScriptedTransport transport;
  ScriptedCrypto crypto;
  MemoryStorage storage;
  FakeClock clock;
  SeededRandom random;
  FakeTimers timers{clock};
  RecordingNavigator navigator;
  FakeClipboard clipboard{later};
  FakeChannel channel{broadcast};
  FakeLockTable lockTable{later};
  FakeLocks locks{lockTable};
  ScriptedProver prover{later};
  FakeLookout lookout{later};
  RecordingConsole console;
  screen::texts::PlainLocale locale;

  flow::Ports all() {
    return {transport, crypto,  storage, clock,  random,  timers,
            navigator, channel, locks,   prover, lookout, console};
  }
};

}  // namespace latchkey::support
