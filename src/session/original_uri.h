#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "oauth/pkce.h"
#include "session/storage.h"

// Where an app wanted to go when it sent the person here to sign in: what okta-auth-js's
// setOriginalUri() wrote, unchanged. Any script of the origin can write there, so the caller has to
// check the address before it navigates to it.
namespace latchkey::session {

// The URI itself, of this tab.
inline constexpr std::string_view kReferrerKey = "referrerPath";
// {"<state>": "<URI>"}, for all tabs.
inline constexpr std::string_view kOriginalUriKey = "okta-original-uri-storage";

// Of that sign-in, else of this tab.
std::optional<std::string> originalUri(Storage& storage, const oauth::State& state);

// Of this tab, as okta-auth-js's setOriginalUri() does.
void setOriginalUri(Storage& storage, std::string_view uri);
// This tab's, for the tab that a magic link of that sign-in opens.
void shareOriginalUri(Storage& storage, const oauth::State& state);
void unshareOriginalUri(Storage& storage, const oauth::State& state);
void forgetOriginalUri(Storage& storage);

}  // namespace latchkey::session
