#pragma once

#include <functional>
#include <string>

namespace latchkey::app {

class Clipboard {
 public:
  virtual ~Clipboard() = default;
  // Says later whether the browser let us.
  virtual void copy(const std::string& text, std::function<void(bool)> done) = 0;
};

}  // namespace latchkey::app
