#pragma once

#include <string>
#include <string_view>

#include "session/storage.h"

// Who will probably sign in next in this tab, from the page that shows who was signed in to the
// sign-in page. Not by the address, where a history would keep it.
namespace latchkey::session {

inline constexpr std::string_view kLoginHintKey = "latchkey-login-hint";

inline void leaveLoginHint(Storage& storage, std::string_view username) {
  if (!username.empty()) storage.write(Lifetime::tab, kLoginHintKey, username);
}

// Empty where no hint was left. A hint counts once.
inline std::string takeLoginHint(Storage& storage) {
  std::string hint = storage.read(Lifetime::tab, kLoginHintKey).value_or("");
  if (!hint.empty()) storage.erase(Lifetime::tab, kLoginHintKey);
  return hint;
}

}  // namespace latchkey::session
