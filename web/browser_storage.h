#pragma once

#include "session/storage.h"

namespace latchkey::web {

// sessionStorage and localStorage. Missing, forbidden and full all show as "nothing there" and
// "not written"; session::ResilientStorage makes something of that.
class BrowserStorage : public session::Storage {
 public:
  std::optional<std::string> read(session::Lifetime lifetime, std::string_view key) override;
  bool write(session::Lifetime lifetime, std::string_view key, std::string_view value) override;
  void erase(session::Lifetime lifetime, std::string_view key) override;
};

}  // namespace latchkey::web
