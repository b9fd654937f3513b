#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/time.h"
#include "flow/config.h"

namespace latchkey::flow {

// The members of the configuration: a member is one row of kConfigMembers and one field of Settings
// or oauth::ClientOptions. From the rows come the reader of the page, the judge of what people
// write, config.schema.json and the table in the README.

// What the members are read into. A field begins with what counts where its member is left out.
struct ConfigDraft : oauth::ClientOptions, Settings {
  ConfigDraft() { scopes = {"openid", "email"}; }
  std::string schema;
};

// The words of a choice, in the order of its enum.
struct Words {
  const std::string_view* first = nullptr;
  std::size_t count = 0;

  const std::string_view* begin() const { return first; }
  const std::string_view* end() const { return first + count; }
};

// A field of an enum; its value goes by the place of its word.
struct Choice {
  Words words;
  void (*set)(ConfigDraft& draft, std::size_t value);
  std::size_t (*get)(const ConfigDraft& draft);
};

// The field of a member; its type is the type of the member.
using ConfigField = std::variant<std::string ConfigDraft::*, bool ConfigDraft::*,
                                 std::vector<std::string> ConfigDraft::*,
                                 std::optional<Seconds> ConfigDraft::*, Choice>;

// What a text must look like, beyond being one.
enum class Form {
  any,
  name,         // not only blanks
  httpUrl,      // absolute
  urlOrNone,    // or empty
  httpsOrNone,  // an https URL, or http on localhost; or empty
  ownPage,      // a path, or a URL of the origin of `redirectUri`
  pathOrUrl,    // or empty
  link,         // a path, an http(s) URL, mailto: or tel:; or empty
  words,        // a list of scope-tokens (RFC 6749 3.3)
  scopes,       // the same, with "openid" among them
};

inline constexpr std::string_view kRequired = "required";

struct ConfigMember {
  std::string_view name;  // "links.help" is `help` in the object `links`
  ConfigField field;
  Form form;
  // What counts where it is left out, in words, if that is not what the field begins with;
  // kRequired where it must not be left out.
  std::string_view usual;
  std::string_view about;  // for those who write the file; may use Markdown's backticks and stars

  constexpr bool isRequired() const { return usual == kRequired; }
};

template <std::size_t N>
constexpr Words wordsOf(const std::array<std::string_view, N>& words) {
  return {words.data(), N};
}

template <auto field>
constexpr Choice choice(Words words) {
  using Enum = std::decay_t<decltype(ConfigDraft().*field)>;
  return {words, [](ConfigDraft& draft, std::size_t value) { draft.*field = Enum(value); },
          [](const ConfigDraft& draft) { return static_cast<std::size_t>(draft.*field); }};
}

inline constexpr std::array<std::string_view, 3> kTokenStorages = {"memory", "session", "local"};
inline constexpr std::array<std::string_view, 3> kSignOutScopes = {"here", "tokens", "org"};
inline constexpr std::array<std::string_view, 3> kCodesElsewhere = {"digits", "alphanumeric",
                                                                    "hide"};

// clang-format off: a row reads best as one.
inline constexpr auto kConfigMembers = std::to_array<ConfigMember>({
    {"issuer", &ConfigDraft::issuer, Form::httpUrl, kRequired,
     "the authorization server: `https://id.example.com/oauth2/default`, or the org itself"},
    {"clientId", &ConfigDraft::clientId, Form::name, kRequired, "of the application: `0oa...`"},
    {"redirectUri", &ConfigDraft::redirectUri, Form::httpUrl, kRequired,
     "absolute, https (http on localhost only); the page is written to its path as well"},
    {"signInPage", &ConfigDraft::signInPage, Form::ownPage, "from `redirectUri`",
     "the path where people sign in: `/` for `/login/callback/`, `/repo/` for "
     "`/repo/login/callback/`, else the path of `redirectUri` itself. Assets go into `assets/` "
     "beside it"},
    {"scopes", &ConfigDraft::scopes, Form::scopes, "", "must hold `openid`"},
    {"defaultPage", &ConfigDraft::defaultPage, Form::ownPage,
     "`app/` in the folder of `signInPage`",
     "where people go when they are signed in: a path other than the sign-in page's (`/` is one), "
     "or a URL of the same origin. A path that ends in `/` gets a page of ours that shows who is "
     "signed in; put your app there instead. An app that called okta-auth-js's "
     "`setOriginalUri()`, or sent people to `/?returnTo=/app/orders/7` (a path, or a URL of the "
     "same origin), gets them back there"},
    {"accountPage", &ConfigDraft::accountPage, Form::any, "",
     "`false`: no page of ours at `defaultPage`"},
    {"productName", &ConfigDraft::productName, Form::any, "none",
     "shown beside the mark, and in the title"},
    {"logo", &ConfigDraft::logo, Form::pathOrUrl, "the key mark",
     "a path or URL of an image; a file of that path beside the configuration is copied. Where "
     "there is none, people see the mark"},
    {"links.help", &ConfigDraft::helpUrl, Form::link, "none",
     "where people get help: a path, a URL, or a `mailto:` or `tel:` address"},
    {"links.privacy", &ConfigDraft::privacyUrl, Form::link, "none",
     "what is done with people's data, told likewise"},
    {"links.register", &ConfigDraft::registerUrl, Form::link, "none",
     "where people without an account get one, told likewise"},
    {"tokenStorage", choice<&ConfigDraft::tokenStorage>(wordsOf(kTokenStorages)), Form::any, "",
     "where tokens are kept: `local` (with the browser, for all its tabs), `session` (with the "
     "tab) or `memory` (with the page, which then shows who is signed in instead of going to "
     "`defaultPage`). What a browser blocks, or has no room for, is replaced by the next of these"},
    {"storageKey", &ConfigDraft::storageKey, Form::name, "",
     "the name under which tokens are kept: okta-auth-js's `tokenManager.storageKey`. Tokens of "
     "another app under that name are never overwritten; ours are then kept under it with `-` and "
     "the client ID behind. Two apps of one origin had better have a name each"},
    {"signOut", choice<&ConfigDraft::signOut>(wordsOf(kSignOutScopes)), Form::any, "",
     "what *Sign out* ends: `here` (this browser forgets its tokens), `tokens` (and the org "
     "revokes them) or `org` (and the org's own session ends). What the org does not confirm is "
     "said, and can be tried again"},
    {"postLogoutRedirectUri", &ConfigDraft::postLogoutRedirectUri, Form::pathOrUrl,
     "the page's origin with `/`",
     "where people are after a sign-out: a path or a URL, one of the app's *Sign-out redirect "
     "URIs*"},
    {"codeElsewhere", choice<&ConfigDraft::codeElsewhere>(wordsOf(kCodesElsewhere)), Form::any, "",
     "which codes a link shows that is opened in another browser: `digits` (up to 8), "
     "`alphanumeric` (up to 10 letters and digits) or `hide` (none: people type the code from the "
     "email)"},
    {"dpop", &ConfigDraft::dpop, Form::any, "",
     "`true`: tokens count only together with a key that does not leave this browser (RFC 9449). "
     "The app's *Require DPoP* in the Admin Console has to say the same. Where a browser does not "
     "keep such a key, the tokens stay on the page"},
    {"maxAge", &ConfigDraft::maxAge, Form::any, "any",
     "step-up: people must have proven who they are at most so many seconds ago, or they are "
     "asked again, whatever is stored. What is to be protected has to look at `auth_time` (and "
     "`acr`) itself, too"},
    {"acrValues", &ConfigDraft::acrValues, Form::words, "any",
     "step-up: the authentication contexts that will do, as `[\"urn:okta:loa:2fa:any\"]`"},
    {"languages", &ConfigDraft::languages, Form::any, "all that there are",
     "the languages that people get to see, named by BCP 47; the first one is for people who "
     "prefer "
     "none of them. An app may ask for one by `?ui_locales=de`; else the browser's preference "
     "counts. The org is asked in the same language"},
    {"tokenIssuer", &ConfigDraft::tokenIssuer, Form::urlOrNone, "`issuer`",
     "what metadata and tokens call the authorization server, where that is another name than "
     "`issuer`: an org that does not go by its custom domain"},
    {"hostedSignIn", &ConfigDraft::hostedSignIn, Form::httpsOrNone, "the org's home",
     "where the link *Sign in at id.example.com instead* leads when this page cannot do something: "
     "for example "
     "the *embed link* of the app (Applications, *General*), which cannot be told from `issuer`. "
     "The home of an org leads to the *default application* of its brand, or to all applications"},
    {"$schema", &ConfigDraft::schema, Form::any, "none",
     "where `shell/config.schema.json` is, so that an editor knows the members"},
});
// clang-format on

}  // namespace latchkey::flow
