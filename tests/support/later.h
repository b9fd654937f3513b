#pragma once

#include <deque>
#include <functional>
#include <utility>

namespace latchkey::support {

// The page's event loop, as far as a test needs one: what is posted runs when the test says so, in
// order. A port must report later, never from inside the call, and this is what "later" is.
class Later {
 public:
  using Task = std::function<void()>;

  void post(Task task) { tasks_.push_back(std::move(task)); }
  // To be handed to a fake port. The Later must live longer than the port.
  std::function<void(Task)> poster() {
    return [this](Task task) { post(std::move(task)); };
  }

  bool empty() const { return tasks_.empty(); }
  // The next one only. Answers whether there was one.
  bool step() {
    if (tasks_.empty()) return false;
    const Task task = std::move(tasks_.front());
    tasks_.pop_front();
    task();
    return true;
  }
  // Runs until nothing is left, what the tasks post included.
  void run() {
    while (step()) {
    }
  }

 private:
  std::deque<Task> tasks_;
};

}  // namespace latchkey::support
