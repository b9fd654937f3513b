#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace latchkey::simulator {

// An open connection takes a thread, and browsers keep theirs open: there are as many threads as
// there were ever tasks at once, but not more than `most`.
class WorkerThreads {
 public:
  explicit WorkerThreads(std::size_t most) : most_(most) {}
  ~WorkerThreads() { finish(); }

  void add(std::function<void()> task);
  // Waits for all tasks; there must be none added any more.
  void finish();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t most_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool ending_ = false;
};

}  // namespace latchkey::simulator
