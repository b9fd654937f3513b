#include "flow/flow.h"

#include <algorithm>
#include <utility>

#include "base/url.h"
#include "flow/org_link.h"
#include "session/departures.h"
#include "session/login_hint.h"
#include "session/original_uri.h"
#include "signin/step_up.h"

namespace latchkey::flow {
namespace {

// After which a page that is being left offers to try once more.
constexpr Milliseconds kLongLeave{5'000};

std::string originOf(const Config& config) {
  return Url::parse(config.client.redirectUri())->origin();
}

std::string absolute(const Config& config, const std::string& page) {
  return !page.empty() && page.front() == '/' ? originOf(config) + page : page;
}

signin::Destinations destinationsOf(const Config& config) {
  return {absolute(config, config.signInPage), absolute(config, config.defaultPage), config.signOut,
          absolute(config, config.postLogoutRedirectUri)};
}

// The same ports, but pages are left by way of the trail.
Ports through(Navigator& navigator, const Ports& ports) {
  return {ports.transport, ports.crypto, ports.storage, ports.clock,
          ports.random,    ports.timers, navigator,     ports.channel,
          ports.locks,     ports.prover, ports.lookout, ports.console};
}

bool isNavigation(const signin::Effect& effect) {
  return std::holds_alternative<signin::Navigate>(effect);
}

bool isToTheApp(const signin::Effect& effect) {
  const auto* navigate = std::get_if<signin::Navigate>(&effect);
  return navigate != nullptr && navigate->why == signin::LeavingFor::app;
}

}  // namespace

Flow::Flow(Config config, const Ports& ports)
    : config_(std::move(config)),
      ports_(ports),
      storage_(ports.storage),
      transactions_(storage_, config_.client),
      tokens_(storage_, config_.client, config_.tokenStorage, config_.storageKey),
      signIn_(config_.client, destinationsOf(config_)),
      account_(config_.client, destinationsOf(config_)),
      addressBar_(ports.navigator),
      trail_(ports.navigator),
      proving_(ports.transport, ports.crypto, ports.prover, ports.clock, ports.random),
      speaking_(proving_),
      runner_(through(trail_, ports), speaking_, transactions_, tokens_,
              [this](signin::Event::What what) { happen(std::move(what)); }) {}

const signin::Phase& Flow::phase() const {
  return isAtAccount() ? account_.phase() : signIn_.phase();
}

const signin::Trouble& Flow::trouble() const {
  return isAtAccount() ? account_.trouble() : signIn_.trouble();
}

void Flow::open(const Opening& opening) {
  opening_ = opening;
  speaking_.speak(opening.language);
  trail_.open(opening.place);
  const auto orgLink = orgLinkIn(opening.url, config_);
  role_ = orgLink ? Role::signIn : opening.role;
  const Instant now = ports_.clock.now();
  transactions_.prune(now);
  const auto returnTo = isAtAccount() ? std::nullopt : returnToOf(opening.url, originOf(config_));
  if (returnTo) session::setOriginalUri(storage_, *returnTo);
  signin::Opened opened;
  opened.landing = oauth::parseLanding(opening.url);
  opened.orgLink = orgLink;
  opened.tokens = tokens_.load();
  opened.transaction = transactionFor(opened.landing);
  opened.areTokensOfAnother = opened.tokens && isOfAnother(*opened.tokens);
  opened.wishes = oauth::parseWishes(opening.url);
  if (!isAtAccount() && !orgLink) {
    if (opened.wishes.loginHint.empty()) {
      opened.wishes.loginHint = session::takeLoginHint(storage_);
    }
    settleArrival(opened, opening.url, config_, ports_.storage, transactions_, now);
    addressBar_.open(opening.url, opened.landing);
  }
  if (!opened.transaction) opened.waiting = transactions_.loadWaiting(now);
  opened.page = pageFor(opened.transaction);
  // Expired tokens are renewed before the person is asked for a username.
  opened.isAtSignInPage = !isAtAccount() && isToBeRenewed(opened);
  if (opened.isAtSignInPage) role_ = Role::account;
  // Both are known before the page is opened, and there is no screen to show until it is.
  if (opening.hidden) pending_.push_back(signin::VisibilityChanged{true});
  if (!opening.online) pending_.push_back(signin::ConnectivityChanged{false});
  happen(std::move(opened));
}

void Flow::happen(signin::Event::What what) {
  // An effect can report at once (randomness does): one event after the other, in order.
  pending_.push_back(std::move(what));
  if (isStepping_) return;
  isStepping_ = true;
  while (!pending_.empty()) {
    const signin::Event event{ports_.clock.now(), std::move(pending_.front())};
    pending_.pop_front();
    Effects effects = isAtAccount() ? account_.step(event) : signIn_.step(event);
    if (isSentBackAndForth(effects)) std::erase_if(effects, isNavigation);
    runner_.run(effects);
    if (!isAtAccount()) stayIfSignedInHere();
    if (isAtAccount()) goOnSigningIn();
  }
  isStepping_ = false;
  noteLeaving(std::get_if<signin::Leaving>(&phase()));
  addressBar_.follow(phase());
  followInHistory();
  if (changed_) changed_();
}

void Flow::noteAct() {
  if (std::holds_alternative<signin::Identify>(phase())) trail_.noteAct();
}

bool Flow::arrive(HistoryPlace place) {
  if (trail_.arrive(place) && !isAtAccount()) return true;
  followInHistory();
  return false;
}

// While it opens, the page may be about to show another screen than this one.
void Flow::followInHistory() {
  if (isAtAccount() || !signIn_.isOpening()) trail_.follow(phase());
}

void Flow::hear(bool isTyping) {
  if (std::optional<session::Tokens> tokens = tokens_.load()) {
    const bool isAnothers = isOfAnother(*tokens);
    happen(signin::TokensAppeared{*std::move(tokens), isTyping, isAnothers});
  } else if (tokens_.isOverwritten()) {
    happen(signin::TokensOverwritten{});
  } else {
    happen(signin::TokensGone{});
  }
}

void Flow::noteLeaving(const signin::Leaving* leaving) {
  if (leaving == nullptr) {
    leave_ = Leave::no;
    return;
  }
  if (leaving->where == signin::LeavingFor::signOut) session::forgetDepartures(storage_);
  if (leave_ != Leave::no) return;
  leave_ = Leave::begun;
  if (leaving->where == signin::LeavingFor::app) session::forgetOriginalUri(storage_);
  // A person who has to sign in first gets back to this very address.
  const bool hasMore = opening_.url.find_first_of("?#") != std::string::npos;
  const bool comesBack = leaving->where == signin::LeavingFor::signInPage;
  if (comesBack && hasMore && opening_.role == Role::account) {
    session::setOriginalUri(storage_, opening_.url);
  }
  ports_.timers.start(kLongLeave, [this, alive = std::weak_ptr(alive_)] {
    if (alive.expired() || leave_ == Leave::no) return;
    leave_ = Leave::isLong;
    if (changed_) changed_();
  });
}

// Of the two only the tab that finishes this very sign-in removes its transaction first.
bool Flow::isOfAnother(const session::Tokens& tokens) {
  const Instant now = ports_.clock.now();
  const std::optional<session::Transaction> own = transactions_.load(now);
  return own && transactions_.loadShared(own->state, now) &&
         session::areOfAnother(tokens, own->username);
}

// Where the next page could not find the tokens, this one shows who is signed in.
void Flow::stayIfSignedInHere() {
  if (!std::holds_alternative<signin::SignedIn>(signIn_.phase())) return;
  role_ = Role::account;
  signin::Opened opened;
  opened.persistence = tokens_.chosen() == session::TokenStorage::memory
                           ? signin::Persistence::thisPageOnly
                           : signin::Persistence::refused;
  opened.tokens = tokens_.load();
  pending_.emplace_front(std::move(opened));
}

// Of a fresh visit: are there tokens that have run out, and would do if they had not?
bool Flow::isToBeRenewed(const signin::Opened& opened) const {
  const Instant now = ports_.clock.now();
  return std::holds_alternative<oauth::FreshVisit>(opened.landing) && !opened.transaction &&
         !opened.orgLink && !opened.wishes.freshSignIn && opened.tokens &&
         opened.tokens->refreshToken && !areAlive(*opened.tokens, now) &&
         signin::meetsStepUp(*opened.tokens, config_.client, now);
}

// Where no other page has to be loaded for it.
void Flow::goOnSigningIn() {
  const auto* leaving = std::get_if<signin::Leaving>(&account_.phase());
  if (leaving == nullptr || leaving->where != signin::LeavingFor::signInPage) return;
  if (!leaving->isHere) return session::leaveLoginHint(storage_, leaving->wishes.loginHint);
  role_ = Role::signIn;
  signin::Opened opened;
  opened.page = pageFor(std::nullopt);
  opened.wishes = leaving->wishes;
  pending_.emplace_front(std::move(opened));
}

// The app does not take this person for signed in: the page that shows who is says so, and stays.
bool Flow::isSentBackAndForth(const Effects& effects) {
  if (std::none_of(effects.begin(), effects.end(), isToTheApp)) return false;
  if (session::mayDepart(storage_, ports_.clock.now())) return false;
  signin::Opened opened;
  opened.isSentBack = true;
  opened.tokens = tokens_.load();
  opened.page = pageFor(std::nullopt);
  role_ = Role::account;
  pending_.emplace_front(std::move(opened));
  return true;
}

std::optional<session::Transaction> Flow::transactionFor(const oauth::Landing& landing) {
  const Instant now = ports_.clock.now();
  if (const auto* link = std::get_if<oauth::MagicLink>(&landing)) {
    return transactions_.loadByState(link->state, now);
  }
  if (const auto* callback = std::get_if<oauth::CodeCallback>(&landing)) {
    return transactions_.loadByState(callback->state, now);
  }
  if (const auto* refused = std::get_if<oauth::CallbackError>(&landing)) {
    return refused->state ? transactions_.loadByState(*refused->state, now) : std::nullopt;
  }
  return transactions_.load(now);
}

// Any script of this origin can write to the storage, so the address is checked.
std::optional<std::string> Flow::pageFor(const std::optional<session::Transaction>& transaction) {
  const std::optional<std::string> uri =
      session::originalUri(storage_, transaction ? transaction->state : oauth::State());
  if (!uri || !isOwnPage(*uri, originOf(config_))) return std::nullopt;
  const std::string page = absolute(config_, *uri);
  return isSignInPage(page, config_) ? std::nullopt : std::optional(page);
}

}  // namespace latchkey::flow
