#pragma once

#include <ostream>
#include <string>
#include <utility>

namespace latchkey {

// A string that knows what it is. Two tags never mix, so a state handle cannot be sent where an
// interaction handle belongs.
template <class Tag>
class Tagged {
 public:
  Tagged() = default;
  explicit Tagged(std::string value) : value_(std::move(value)) {}

  const std::string& str() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const Tagged& a, const Tagged& b) { return a.value_ == b.value_; }
  friend bool operator!=(const Tagged& a, const Tagged& b) { return !(a == b); }
  friend bool operator<(const Tagged& a, const Tagged& b) { return a.value_ < b.value_; }
  friend std::ostream& operator<<(std::ostream& out, const Tagged& tagged) {
    return out << tagged.value_;
  }

 private:
  std::string value_;
};

// A Tagged string that must not be seen: it prints as <redacted>, and taking it out has a name
// that a reviewer can search for.
template <class Tag>
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const Secret& a, const Secret& b) { return a.value_ == b.value_; }
  friend bool operator!=(const Secret& a, const Secret& b) { return !(a == b); }
  friend std::ostream& operator<<(std::ostream& out, const Secret&) { return out << "<redacted>"; }

 private:
  std::string value_;
};

}  // namespace latchkey
