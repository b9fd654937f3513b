#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "oauth/client.h"
#include "session/token_store.h"
#include "signin/destinations.h"

namespace latchkey::flow {

// Whether a page in another browser than the one in which the sign-in began shows the code of its
// link: codes of up to 8 digits; up to 10 letters and digits, where the org mails such; or none.
enum class CodeElsewhere { digits, alphanumeric, hide };

// What the configuration says beside how the org knows this client. What each member means is said
// in config_members.h.
struct Settings {
  std::string signInPage = "/";  // a path on our own origin
  std::string defaultPage = {};  // a path on our own origin, or an absolute URL of the same origin
  bool accountPage = true;       // ours may be the default page, until an app is put there
  std::string productName = {};  // empty: no name beside the mark
  std::string logo = {};
  std::string helpUrl = {};
  std::string privacyUrl = {};
  std::string registerUrl = {};
  session::TokenStorage tokenStorage = session::TokenStorage::local;
  signin::SignOutScope signOut = signin::SignOutScope::org;
  CodeElsewhere codeElsewhere = CodeElsewhere::digits;
  std::string storageKey = std::string(session::kTokenKey);
  // BCP 47 tags, the first for people who understand none of them; empty: all that there are.
  std::vector<std::string> languages = {};
  std::string postLogoutRedirectUri = {};  // a path or an absolute URL; empty: the sign-in page
  std::string hostedSignIn = {};  // an absolute URL: where people can sign in without this page
};

// The configuration of a page. What people write is judged by the build (config_file.h,
// site_config.h), which writes it into the page as a JSON data block with the places of all pages
// filled in.
struct Config : Settings {
  oauth::Client client;
};

// Reads what the build wrote into the page. It was judged then; here only its types are looked at.
// Errors: malformedConfig; the detail begins with the member.
Result<Config> readConfig(std::string_view text);

// May people be sent there when they are signed in? A path on our own origin, or an absolute URL of
// it; to a foreign origin, or into a script, never.
bool isOwnPage(std::string_view page, const std::string& ownOrigin);

}  // namespace latchkey::flow
