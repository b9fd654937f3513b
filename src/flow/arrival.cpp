#include "flow/arrival.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "http/form_body.h"

namespace latchkey::flow {
namespace {

constexpr std::string_view kProbeKey = "latchkey-probe";
// Longer ones could be anything, a telephone number for example. Okta has 6 digits.
constexpr std::size_t kMostDigitsShown = 8;
constexpr std::size_t kMostCharactersShown = 10;

std::string_view beforeQuery(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

// "/login/callback", "/login/callback/" and "/login/callback/index.html" are one page.
std::string pageOf(std::string path) {
  constexpr std::string_view kIndex = "/index.html";
  if (path.size() >= kIndex.size() && path.substr(path.size() - kIndex.size()) == kIndex) {
    path.resize(path.size() - kIndex.size());
  }
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

std::string callbackPage(const Config& config) {
  return pageOf(Url::parse(config.client.redirectUri())->path());
}

// As the host left it: nothing behind the path of a page that only links lead to.
bool hasLostItsQuery(std::string_view url, const Config& config) {
  const std::optional<Url> here = Url::parse(url);
  const std::string callback = callbackPage(config);
  return here && !callback.empty() && pageOf(here->path()) == callback && here->query().empty() &&
         here->fragment().empty();
}

bool mayShow(const oauth::Otp& otp, CodeElsewhere how) {
  const std::string& code = otp.reveal();
  if (how == CodeElsewhere::alphanumeric) return code.size() <= kMostCharactersShown;
  return how == CodeElsewhere::digits && code.size() <= kMostDigitsShown &&
         std::all_of(code.begin(), code.end(), isDigit);
}

bool keepsData(session::Storage& storage) {
  const bool keeps = storage.write(session::Lifetime::browser, kProbeKey, "1");
  storage.erase(session::Lifetime::browser, kProbeKey);
  return keeps;
}

// A link with a state that this browser does not know.
void settleStrangeLink(signin::Opened& opened, oauth::MagicLink& link, const Config& config,
                       session::Storage& storage, session::TransactionStore& transactions,
                       Instant now) {
  const session::Resemblance found = transactions.resembling(link.state, now);
  if (found.likeness == session::Likeness::certain) {
    opened.transaction = found.transaction;
    link.state = found.transaction->state;
  } else if (found.likeness == session::Likeness::some) {
    opened.landing = oauth::DamagedLink{};
  } else {
    opened.isLinkOver = transactions.isOver(link.state, now);
    opened.mayShowCode = mayShow(link.otp, config.codeElsewhere);
    opened.keepsData = keepsData(storage);
  }
}

}  // namespace

void settleArrival(signin::Opened& opened, std::string_view url, const Config& config,
                   session::Storage& storage, session::TransactionStore& transactions,
                   Instant now) {
  if (std::holds_alternative<oauth::CallbackError>(opened.landing) && !opened.transaction) {
    opened.landing = oauth::FreshVisit{};
    opened.transaction = transactions.load(now);
  }
  if (auto* link = std::get_if<oauth::MagicLink>(&opened.landing); link && !opened.transaction) {
    settleStrangeLink(opened, *link, config, storage, transactions, now);
  }
  const bool isFresh = std::holds_alternative<oauth::FreshVisit>(opened.landing);
  const bool mayHaveLost = isFresh && !opened.transaction && hasLostItsQuery(url, config);
  if (mayHaveLost && transactions.loadNewest(now)) opened.landing = oauth::DamagedLink{};
  if (std::holds_alternative<oauth::DamagedLink>(opened.landing) && !opened.transaction) {
    opened.transaction = transactions.loadNewest(now);
  }
}

std::optional<std::string> returnToOf(std::string_view url, const std::string& ownOrigin) {
  const std::optional<Url> here = Url::parse(url);
  if (!here) return std::nullopt;
  std::optional<std::string> page = http::single(parseQuery(here->query()), "returnTo");
  return page && isOwnPage(*page, ownOrigin) ? page : std::nullopt;
}

bool isSignInPage(std::string_view url, const Config& config) {
  const std::optional<Url> there = Url::parse(url);
  if (!there) return false;
  const std::string page = pageOf(there->path());
  return page.empty() || page == callbackPage(config);
}

bool isOneOfOurs(std::string_view url, const Config& config) {
  const std::optional<Url> there = Url::parse(url);
  const std::optional<Url> last = Url::parse(config.defaultPage);
  if (!there) return false;
  const std::string page = pageOf(there->path());
  return page == pageOf(config.signInPage) || page == callbackPage(config) ||
         page == pageOf(last ? last->path() : config.defaultPage);
}

void AddressBar::open(std::string_view url, const oauth::Landing& landing) {
  const bool isDamaged = std::holds_alternative<oauth::DamagedLink>(landing);
  if (!isDamaged && !oauth::holdsSecrets(url)) return;
  clean_ = beforeQuery(url);
  link_ = url;
  if (const auto* link = std::get_if<oauth::MagicLink>(&landing)) {
    link_ = clean_ + '?' + toQuery({{"otp", link->otp.reveal()}, {"state", link->state.str()}});
  }
}

void AddressBar::follow(const signin::Phase& phase) {
  if (link_.empty()) return;
  const auto* elsewhere = std::get_if<signin::LinkElsewhere>(&phase);
  const bool isForElsewhere =
      elsewhere != nullptr && elsewhere->stage != signin::LinkElsewhere::Stage::refused;
  const bool isKept = isForElsewhere || std::holds_alternative<signin::LinkDamaged>(phase);
  const std::string& wanted = isKept ? link_ : clean_;
  if (wanted == shown_) return;
  shown_ = wanted;
  navigator_.show(shown_);
}

}  // namespace latchkey::flow
