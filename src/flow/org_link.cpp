#include "flow/org_link.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "base/url.h"
#include "flow/arrival.h"
#include "oauth/landing.h"

namespace latchkey::flow {
namespace {

// Of the org's own pages, those that end with a token.
constexpr std::array<std::string_view, 10> kPages = {
    "/welcome/",       "/activate/",
    "/tokens/",        "/reset_password/",
    "/signin/verify/", "/signin/recovery/",
    "/signin/unlock/", "/signin/reset-password/",
    "/email/verify/",  "/signin/refresh-auth-state/"};

// Without regard to capitals and to what stands between the words.
constexpr std::array<std::string_view, 5> kTokens = {"activationtoken", "recoverytoken",
                                                     "unlocktoken", "resettoken", "statetoken"};

bool isToken(std::string_view name) {
  std::string letters = lowered(name);
  std::erase_if(letters, [](char c) { return !isLetter(c); });
  return std::any_of(kTokens.begin(), kTokens.end(),
                     [&](std::string_view token) { return letters.ends_with(token); });
}

bool holdsToken(std::string_view query) {
  const QueryPairs pairs = parseQuery(query);
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const auto& it) { return isToken(it.first) && !it.second.empty(); });
}

// What a fragment holds of a query.
std::string_view queryIn(std::string_view fragment) {
  const std::size_t question = fragment.find('?');
  return question == std::string_view::npos ? fragment : fragment.substr(question + 1);
}

}  // namespace

std::optional<signin::OrgLink> orgLinkIn(std::string_view url, const Config& config) {
  const std::optional<Url> here = Url::parse(url);
  const oauth::Landing landing = oauth::parseLanding(url);
  const bool mayBe = std::holds_alternative<oauth::FreshVisit>(landing) ||
                     std::holds_alternative<oauth::DamagedLink>(landing);
  if (!here || !mayBe) return std::nullopt;
  const std::string& path = here->path();
  const auto page = std::find_if(kPages.begin(), kPages.end(), [&](std::string_view begin) {
    return path.starts_with(begin) && path.size() > begin.size();
  });
  if (page != kPages.end() && !isOneOfOurs(url, config)) {
    const std::string query = here->query().empty() ? "" : '?' + here->query();
    return signin::OrgLink{std::string(*page), config.client.org() + path + query};
  }
  if (holdsToken(here->query()) || holdsToken(queryIn(here->fragment()))) {
    return signin::OrgLink{"a token in the query", config.hostedSignIn};
  }
  return std::nullopt;
}

}  // namespace latchkey::flow
