#pragma once

#include "oauth/client.h"

namespace latchkey::support {

// The app of most tests, known to a custom authorization server.
inline oauth::Client demoClient() {
  return *oauth::Client::from({"https://id.example.test/oauth2/default",
                               "0oaDemo",
                               "https://app.example.test/login/callback/",
                               {"openid", "profile", "email"}});
}

}  // namespace latchkey::support
