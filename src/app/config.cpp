#include "app/config.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "app/places.h"
#include "base/json_reader.h"
#include "base/text.h"
#include "base/url.h"
#include "session/original_uri.h"
#include "session/transaction_store.h"

namespace latchkey::app {
namespace {

constexpr std::array<std::string_view, 19> kMembers = {"issuer",
                                                       "clientId",
                                                       "redirectUri",
                                                       "scopes",
                                                       "defaultPage",
                                                       "productName",
                                                       "logo",
                                                       "links",
                                                       "tokenStorage",
                                                       "signOut",
                                                       "dpop",
                                                       "maxAge",
                                                       "acrValues",
                                                       "signInPage",
                                                       "accountPage",
                                                       "codeElsewhere",
                                                       "tokenIssuer",
                                                       "storageKey",
                                                       "postLogoutRedirectUri"};
// In the order of session::TokenStorage, signin::SignOutScope and CodeElsewhere.
constexpr std::array<std::string_view, 3> kTokenStorages = {"memory", "session", "local"};
constexpr std::array<std::string_view, 3> kSignOutScopes = {"here", "tokens", "org"};
constexpr std::array<std::string_view, 3> kCodesElsewhere = {"digits", "alphanumeric", "hide"};
constexpr std::array<std::string_view, 3> kLinks = {"help", "privacy", "register"};

Error mistake(std::string sentence) {
  return Error{ErrorCode::malformedConfig, std::move(sentence)};
}

// A misspelt member would be left out in silence, and be searched for a long time.
template <std::size_t N>
std::optional<Error> firstUnknown(const Json& json, const std::array<std::string_view, N>& known,
                                  const std::string& where) {
  for (const auto& [name, value] : json.items()) {
    bool isKnown = false;
    for (const std::string_view candidate : known) isKnown = isKnown || candidate == name;
    if (!isKnown) return mistake(where + name + ": there is no such member");
  }
  return std::nullopt;
}

// How often the text has a member of that name, anywhere.
int timesWritten(std::string_view text, const std::string& name) {
  const std::string quoted = '"' + name + '"';
  int times = 0;
  for (std::size_t at = text.find(quoted); at != std::string_view::npos;
       at = text.find(quoted, at + 1)) {
    if (trimmed(text.substr(at + quoted.size())).substr(0, 1) == ":") ++times;
  }
  return times;
}

// Of two members with one name, one would be left out in silence. The strict reader does not say
// which it was.
Error unreadable(std::string_view text, const Error& why) {
  const Result<Json> json = parseJson(text);
  if (json && json->is_object()) {
    for (const auto& [name, value] : json->items()) {
      if (timesWritten(text, name) > 1) return mistake(name + ": is there twice");
    }
  }
  return mistake("the configuration cannot be read: " + why.detail);
}

Result<std::string> optionalText(const Json& json, std::string_view name, std::string fallback) {
  if (member(json, name) == nullptr) return fallback;
  std::optional<std::string> value = text(json, name);
  if (!value) return mistake(std::string(name) + ": must be text");
  return *std::move(value);
}

Result<std::string> requiredText(const Json& json, std::string_view name) {
  if (member(json, name) == nullptr) return mistake(std::string(name) + ": is missing");
  Result<std::string> value = optionalText(json, name, "");
  if (value && trimmed(*value).empty()) return mistake(std::string(name) + ": must not be empty");
  return value;
}

Result<std::vector<std::string>> textsOf(const Json& json, std::string_view name,
                                         std::vector<std::string> fallback) {
  if (member(json, name) == nullptr) return fallback;
  const Json* list = array(json, name);
  std::vector<std::string> texts;
  for (const Json& each : list == nullptr ? Json::array() : *list) {
    if (std::optional<std::string> one = asText(each)) texts.push_back(*std::move(one));
  }
  const bool isWhole = list != nullptr && texts.size() == list->size();
  if (!isWhole) return mistake(std::string(name) + ": must be a list of texts");
  return texts;
}

Result<std::optional<Seconds>> maxAgeOf(const Json& json) {
  const std::optional<std::int64_t> value = integer(json, "maxAge");
  if (member(json, "maxAge") == nullptr) return std::optional<Seconds>();
  if (!value || *value < 0) return mistake("maxAge: must be a whole number of seconds");
  return std::optional(Seconds(*value));
}

// One of three words; `fallback` is the index of the one that counts where there is none.
Result<int> choiceOf(const Json& json, std::string_view name,
                     const std::array<std::string_view, 3>& words, int fallback) {
  if (member(json, name) == nullptr) return fallback;
  const std::optional<std::string> word = text(json, name);
  for (int i = 0; i < 3; ++i) {
    if (word == words.at(static_cast<std::size_t>(i))) return i;
  }
  return mistake(std::string(name) + ": must be \"" + std::string(words[0]) + "\", \"" +
                 std::string(words[1]) + "\" or \"" + std::string(words[2]) + '"');
}

Result<bool> flagOf(const Json& json, std::string_view name, bool fallback = false) {
  if (member(json, name) == nullptr) return fallback;
  const std::optional<bool> value = boolean(json, name);
  if (!value) return mistake(std::string(name) + ": must be true or false");
  return *value;
}

Result<oauth::Client> clientOf(const Json& json) {
  const Result<std::string> issuer = requiredText(json, "issuer");
  if (!issuer) return issuer.error();
  const Result<std::string> clientId = requiredText(json, "clientId");
  if (!clientId) return clientId.error();
  const Result<std::string> redirectUri = requiredText(json, "redirectUri");
  if (!redirectUri) return redirectUri.error();
  const Result<std::vector<std::string>> scopes = textsOf(json, "scopes", {"openid", "email"});
  if (!scopes) return scopes.error();
  const Result<bool> dpop = flagOf(json, "dpop");
  if (!dpop) return dpop.error();
  const Result<std::optional<Seconds>> maxAge = maxAgeOf(json);
  if (!maxAge) return maxAge.error();
  const Result<std::vector<std::string>> acrValues = textsOf(json, "acrValues", {});
  if (!acrValues) return acrValues.error();
  const Result<std::string> tokenIssuer = optionalText(json, "tokenIssuer", "");
  if (!tokenIssuer) return tokenIssuer.error();
  return oauth::Client::from(
      {*issuer, *clientId, *redirectUri, *scopes, *dpop, *maxAge, *acrValues, *tokenIssuer});
}

bool isPathOrUrl(const std::string& link) {
  return link.empty() || link.front() == '/' || Url::parse(link).has_value();
}

bool isMailOrCall(const std::string& link) {
  const std::size_t colon = std::min(link.find(':'), link.size());
  const std::string scheme = lowered(link.substr(0, colon));
  return (scheme == "mailto" || scheme == "tel") && colon + 1 < link.size() &&
         std::all_of(link.begin(), link.end(),
                     [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
}

// A javascript: URL in a link would run as ours. `where` is what the member stands in.
Result<std::string> linkOf(const Json& json, std::string_view name, const std::string& where) {
  Result<std::string> link = optionalText(json, name, "");
  if (!link) return mistake(where + link.error().detail);
  if (!isPathOrUrl(*link) && !isMailOrCall(*link)) {
    return mistake(where + std::string(name) +
                   ": must be a path, an http(s) URL, or a mailto: or tel: address");
  }
  return link;
}

// What this page keeps under its own names must not be overwritten by tokens.
Result<std::string> storageKeyOf(const Json& json) {
  Result<std::string> key = optionalText(json, "storageKey", std::string(session::kTokenKey));
  if (!key) return key;
  const bool isOther = key->rfind("latchkey-", 0) == 0 || *key == session::kTransactionKey ||
                       *key == session::kSharedTransactionKey || *key == session::kOriginalUriKey ||
                       *key == session::kReferrerKey;
  if (trimmed(*key).empty()) return mistake("storageKey: must not be empty");
  if (isOther) return mistake("storageKey: must be another name than what else is kept has");
  return key;
}

Result<std::string> afterSignOutOf(const Json& json) {
  Result<std::string> page = optionalText(json, "postLogoutRedirectUri", "");
  if (page && !isPathOrUrl(*page)) {
    return mistake("postLogoutRedirectUri: must be a path or an http(s) URL");
  }
  return page;
}

std::optional<Error> readLinks(const Json& json, Config& config) {
  const Json* links = object(json, "links");
  if (links == nullptr) {
    return member(json, "links") == nullptr ? std::nullopt
                                            : std::optional(mistake("links: must be an object"));
  }
  if (auto unknown = firstUnknown(*links, kLinks, "links.")) return unknown;
  const Result<std::string> help = linkOf(*links, "help", "links.");
  if (!help) return help.error();
  const Result<std::string> privacy = linkOf(*links, "privacy", "links.");
  if (!privacy) return privacy.error();
  const Result<std::string> enrol = linkOf(*links, "register", "links.");
  if (!enrol) return enrol.error();
  config.helpUrl = *help;
  config.privacyUrl = *privacy;
  config.registerUrl = *enrol;
  return std::nullopt;
}

}  // namespace

bool isOwnPage(std::string_view page, const std::string& ownOrigin) {
  // Browsers take a backslash for a slash and overlook tabs and line ends: "/\\" and "/\t/" are
  // "//", which is another host.
  for (const char c : page) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f' || c == '\\') return false;
  }
  if (page.substr(0, 1) == "/") return page.substr(0, 2) != "//";
  const std::optional<Url> url = Url::parse(page);
  return url && url->origin() == ownOrigin;
}

namespace {

// Where people sign in, and where they go from there.
std::optional<Error> readPages(const Json& json, Config& config) {
  const Url redirect = *Url::parse(config.client.redirectUri());
  const Result<std::string> signIn = optionalText(json, "signInPage", "");
  if (!signIn) return signIn.error();
  const Result<std::string> page = optionalText(json, "defaultPage", "");
  if (!page) return page.error();
  const bool hasPage = member(json, "defaultPage") != nullptr;
  if (hasPage && !isOwnPage(*page, redirect.origin())) {
    return mistake("defaultPage: must be a path like /app/ or a URL of the redirectUri's origin");
  }
  if (member(json, "signInPage") == nullptr) {
    config.signInPage = signInPageFor(redirect.path(), hasPage ? pathOf(*page) : std::nullopt);
  } else {
    const auto path = isOwnPage(*signIn, redirect.origin()) ? pathOf(*signIn) : std::nullopt;
    if (!path) {
      return mistake(
          "signInPage: must be a path like /login/ or a URL of the redirectUri's origin");
    }
    config.signInPage = *path;
  }
  config.defaultPage = hasPage ? *page : folderOf(config.signInPage) + "app/";
  return std::nullopt;
}

}  // namespace

Result<Config> parseConfig(std::string_view text) {
  const Result<Json> json = parseJsonStrictly(text);
  if (!json) return unreadable(text, json.error());
  if (!json->is_object()) return mistake("the configuration must be one JSON object");
  if (auto unknown = firstUnknown(*json, kMembers, "")) return *unknown;

  Result<oauth::Client> client = clientOf(*json);
  if (!client) return client.error();
  const Result<std::string> productName = optionalText(*json, "productName", "");
  if (!productName) return productName.error();
  const Result<std::string> logo = optionalText(*json, "logo", "");
  if (!logo) return logo.error();
  if (!isPathOrUrl(*logo)) return mistake("logo: must be a path or an http(s) URL");
  const Result<int> tokenStorage = choiceOf(*json, "tokenStorage", kTokenStorages, 2);
  if (!tokenStorage) return tokenStorage.error();
  const Result<int> signOut = choiceOf(*json, "signOut", kSignOutScopes, 2);
  if (!signOut) return signOut.error();
  const Result<int> codeElsewhere = choiceOf(*json, "codeElsewhere", kCodesElsewhere, 0);
  if (!codeElsewhere) return codeElsewhere.error();
  const Result<std::string> storageKey = storageKeyOf(*json);
  if (!storageKey) return storageKey.error();
  const Result<std::string> afterSignOut = afterSignOutOf(*json);
  if (!afterSignOut) return afterSignOut.error();

  const Result<bool> accountPage = flagOf(*json, "accountPage", true);
  if (!accountPage) return accountPage.error();

  Config config{.client = *std::move(client)};
  config.accountPage = *accountPage;
  config.productName = trimmed(*productName);
  config.logo = *logo;
  config.tokenStorage = static_cast<session::TokenStorage>(*tokenStorage);
  config.signOut = static_cast<signin::SignOutScope>(*signOut);
  config.codeElsewhere = static_cast<CodeElsewhere>(*codeElsewhere);
  config.storageKey = *storageKey;
  config.postLogoutRedirectUri = *afterSignOut;
  if (const auto problem = readPages(*json, config)) return *problem;
  if (const auto problem = readLinks(*json, config)) return *problem;
  return config;
}

}  // namespace latchkey::app
