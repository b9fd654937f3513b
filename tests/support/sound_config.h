#pragma once

#include <string>

namespace latchkey::support {

// A configuration in which each member is right, and the same with one thing changed.
inline constexpr const char* kSoundConfig = R"({
  "issuer": "https://id.example.com/oauth2/default",
  "clientId": "0oa1b2c3",
  "redirectUri": "https://www.example.com/login/callback/",
  "scopes": ["openid", "email"],
  "defaultPage": "/app/",
  "productName": "Northwind",
  "logo": "/logo.svg",
  "links": {"help": "https://help.example.org/", "privacy": "/privacy", "register": ""}
})";

// With one text of it, which must be there, replaced.
std::string configWith(const std::string& text, const std::string& other);
// With more members: R"("dpop": true)".
std::string configWithOption(const std::string& members);
// With the path of redirectUri, and members that each end in a comma.
std::string configWithPages(const std::string& redirect, const std::string& members);

}  // namespace latchkey::support
