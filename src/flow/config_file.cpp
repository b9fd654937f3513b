#include "flow/config_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/json_places.h"
#include "base/text.h"
#include "base/url.h"
#include "flow/config_reader.h"
#include "flow/places.h"
#include "session/original_uri.h"
#include "session/transaction_store.h"

namespace latchkey::flow {
namespace {

Error mistake(std::string sentence) {
  return Error{ErrorCode::malformedConfig, std::move(sentence)};
}

Error unreadable(std::string_view text, const Error& why) {
  // Of two members with one name, one would be left out in silence.
  const JsonPlaces places(text);
  const bool isTwice = !places.mistake() && places.duplicate();
  if (!isTwice) return mistake("the configuration cannot be read: " + why.detail);
  return configMistake(replaceAll(places.duplicate()->substr(1), "/", "."), "is there twice");
}

bool isGroup(std::string_view name) {
  return std::any_of(kConfigMembers.begin(), kConfigMembers.end(), [&](const auto& member) {
    return member.name.starts_with(name) && member.name.substr(name.size(), 1) == ".";
  });
}

bool isKnown(std::string_view name) {
  return std::any_of(kConfigMembers.begin(), kConfigMembers.end(),
                     [&](const auto& member) { return member.name == name; });
}

// A misspelt member would be left out in silence, and be searched for a long time.
std::optional<Error> problemOfNames(const Json& json, const std::string& before = "") {
  for (const auto& [name, value] : json.items()) {
    const std::string whole = before + name;
    if (before.empty() && isGroup(name)) {
      if (!value.is_object()) return configMistake(name, "must be an object");
      if (auto problem = problemOfNames(value, whole + '.')) return problem;
    } else if (name.find('.') != std::string::npos || !isKnown(whole)) {
      return configMistake(whole, "there is no such member");
    }
  }
  return std::nullopt;
}

std::optional<Error> problemOfMissing(const Json& json) {
  for (const ConfigMember& each : kConfigMembers) {
    if (each.isRequired() && configMember(json, each.name) == nullptr) {
      return configMistake(each.name, "is missing");
    }
  }
  return std::nullopt;
}

struct WhatItMustBe {
  std::string operator()(std::string ConfigDraft::*) const { return "text"; }
  std::string operator()(bool ConfigDraft::*) const { return "true or false"; }
  std::string operator()(std::vector<std::string> ConfigDraft::*) const {
    return "a list of texts";
  }
  std::string operator()(std::optional<Seconds> ConfigDraft::*) const {
    return "a whole number of seconds";
  }
  std::string operator()(const Choice& choice) const {
    std::string words;
    for (const std::string_view& word : choice.words) {
      const bool isLast = &word + 1 == choice.words.end();
      if (!words.empty()) words += isLast ? " or " : ", ";
      words += '"' + std::string(word) + '"';
    }
    return words;
  }
};

bool isPathOrUrl(const std::string& link) {
  return link.empty() || link.front() == '/' || Url::parse(link).has_value();
}

bool isSafe(const std::string& link) {
  const std::optional<Url> url = Url::parse(link);
  return url && (url->scheme() == "https" || url->isLoopback());
}

bool isMailOrCall(const std::string& link) {
  const std::size_t colon = std::min(link.find(':'), link.size());
  const std::string scheme = lowered(link.substr(0, colon));
  return (scheme == "mailto" || scheme == "tel") && colon + 1 < link.size() &&
         std::all_of(link.begin(), link.end(),
                     [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
}

// Nothing where `text` has that form. What a list or a page of our own must be is judged elsewhere:
// by oauth::Client, and by the pages below.
std::optional<std::string_view> problemOfForm(Form form, const std::string& text) {
  const bool isBlank = trimmed(text).empty();
  if (form == Form::name && isBlank) return "must not be empty";
  const bool isUrl = Url::parse(trimmed(text)).has_value();
  if ((form == Form::httpUrl || (form == Form::urlOrNone && !isBlank)) && !isUrl) {
    return "must be an http(s) URL";
  }
  if (form == Form::httpsOrNone && !isBlank && !isSafe(text)) {
    return "must be an https URL (plain http is for localhost only)";
  }
  if (form == Form::pathOrUrl && !isPathOrUrl(text)) return "must be a path or an http(s) URL";
  // A javascript: URL in a link would run as ours.
  if (form == Form::link && !isPathOrUrl(text) && !isMailOrCall(text)) {
    return "must be a path, an http(s) URL, or a mailto: or tel: address";
  }
  return std::nullopt;
}

std::optional<Error> problemOfForms(const ConfigDraft& draft) {
  for (const ConfigMember& each : kConfigMembers) {
    const auto* field = std::get_if<std::string ConfigDraft::*>(&each.field);
    if (field == nullptr) continue;
    const std::string& text = draft.**field;
    const bool isMissing = each.isRequired() && trimmed(text).empty();
    if (isMissing) return configMistake(each.name, "must not be empty");
    if (const auto problem = problemOfForm(each.form, text)) {
      return configMistake(each.name, *problem);
    }
  }
  return std::nullopt;
}

// What this page keeps under its own names must not be overwritten by tokens.
std::optional<Error> problemOfStorageKey(const std::string& key) {
  const bool isOther = key.starts_with("latchkey-") || key == session::kTransactionKey ||
                       key == session::kSharedTransactionKey || key == session::kOriginalUriKey ||
                       key == session::kReferrerKey;
  if (!isOther) return std::nullopt;
  return configMistake("storageKey", "must be another name than what else is kept has");
}

// Where people sign in, and where they go from there.
std::optional<Error> placePages(const Json& json, Config& config) {
  const Url redirect = *Url::parse(config.client.redirectUri());
  const bool hasPage = member(json, "defaultPage") != nullptr;
  if (hasPage && !isOwnPage(config.defaultPage, redirect.origin())) {
    return configMistake("defaultPage",
                         "must be a path like /app/ or a URL of the redirectUri's origin");
  }
  if (member(json, "signInPage") == nullptr) {
    config.signInPage =
        signInPageFor(redirect.path(), hasPage ? pathOf(config.defaultPage) : std::nullopt);
  } else {
    const bool isOwn = isOwnPage(config.signInPage, redirect.origin());
    const auto path = isOwn ? pathOf(config.signInPage) : std::nullopt;
    if (!path) {
      return configMistake("signInPage",
                           "must be a path like /login/ or a URL of the redirectUri's origin");
    }
    config.signInPage = *path;
  }
  if (!hasPage) config.defaultPage = folderOf(config.signInPage) + "app/";
  return std::nullopt;
}

}  // namespace

Result<Config> parseConfig(std::string_view text) {
  const Result<Json> json = parseJsonStrictly(text);
  if (!json) return unreadable(text, json.error());
  if (!json->is_object()) return mistake("the configuration must be one JSON object");
  if (const auto problem = problemOfNames(*json)) return *problem;
  if (const auto problem = problemOfMissing(*json)) return *problem;

  ConfigDraft draft;
  if (const ConfigSlot* wrong = readMembers(*json, draft)) {
    return configMistake(wrong->name, "must be " + std::visit(WhatItMustBe(), wrong->field));
  }
  if (const auto problem = problemOfForms(draft)) return *problem;
  if (const auto problem = problemOfStorageKey(draft.storageKey)) return *problem;
  Result<Config> config = configOf(std::move(draft));
  if (!config) return config;
  if (const auto problem = placePages(*json, *config)) return *problem;
  return config;
}

}  // namespace latchkey::flow
