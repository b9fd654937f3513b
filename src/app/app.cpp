#include "app/app.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "app/arrival.h"
#include "app/effect_runner.h"
#include "app/proving_transport.h"
#include "base/text.h"
#include "base/url.h"
#include "screen/build_screen.h"
#include "session/departures.h"
#include "session/login_hint.h"
#include "session/original_uri.h"
#include "signin/account.h"
#include "signin/sign_in.h"
#include "signin/step_up.h"
#include "signin/typed_code.h"

namespace latchkey::app {
namespace {

namespace ids = screen::ids;

// Of a whole number that a person types, or that names a way.
constexpr std::size_t kMostDigits = 9;
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

screen::Branding brandingOf(const Config& config) {
  return {config.productName, config.logo, config.helpUrl, config.privacyUrl, config.registerUrl};
}

Ports through(http::Transport& transport, const Ports& ports) {
  return {transport,    ports.crypto,    ports.storage,   ports.clock,   ports.random,
          ports.timers, ports.navigator, ports.clipboard, ports.channel, ports.locks,
          ports.prover, ports.lookout,   ports.console};
}

bool isFor(const signin::Phase& phase, signin::LeavingFor where) {
  const auto* leaving = std::get_if<signin::Leaving>(&phase);
  return leaving != nullptr && leaving->where == where;
}

bool isNavigation(const signin::Effect& effect) {
  return std::holds_alternative<signin::Navigate>(effect);
}

bool hasNavigation(const std::vector<signin::Effect>& effects) {
  return std::any_of(effects.begin(), effects.end(), isNavigation);
}

bool isReveal(std::string_view id) {
  const std::string_view end = ids::kReveal;
  return id.size() > end.size() && id.substr(id.size() - end.size()) == end;
}

bool hasProblem(const screen::Screen& screen) {
  return std::any_of(screen.elements.begin(), screen.elements.end(), [](const auto& element) {
    const auto* field = std::get_if<screen::TextField>(&element);
    return field != nullptr && !field->problem.empty();
  });
}

}  // namespace

class App::Impl {
 public:
  Impl(Config config, Ports ports)
      : config_(std::move(config)),
        ports_(ports),
        storage_(ports.storage),
        transactions_(storage_, config_.client),
        tokens_(storage_, config_.client, config_.tokenStorage, config_.storageKey),
        signIn_(config_.client, destinationsOf(config_)),
        account_(config_.client, destinationsOf(config_)),
        addressBar_(ports.navigator),
        proving_(ports.transport, ports.crypto, ports.prover, ports.clock, ports.random),
        runner_(through(proving_, ports), transactions_, tokens_,
                [this](signin::Event::What what) { happen(std::move(what)); }) {
    refresh();
  }

  bool isBusy() const { return isAtAccount_ ? account_.isBusy() : signIn_.isBusy(); }
  bool isUnderWay() const { return isBusy() || signIn_.isOpening(); }
  void onChange(std::function<void()> changed) { changed_ = std::move(changed); }
  const screen::Screen& screen() const { return screen_; }

  void open(const Visit& visit) {
    utcOffset_ = std::chrono::minutes(visit.utcOffsetMinutes);
    address_ = visit.url;
    isAtAccount_ = isAccountPage(visit.url);
    const Instant now = ports_.clock.now();
    transactions_.prune(now);
    const auto returnTo = isAtAccount_ ? std::nullopt : returnToOf(visit.url, originOf(config_));
    if (returnTo) session::setOriginalUri(storage_, *returnTo);
    signin::Opened opened;
    opened.landing = oauth::parseLanding(visit.url);
    opened.tokens = tokens_.load();
    opened.transaction = transactionFor(opened.landing);
    opened.areTokensOfAnother = opened.tokens && isOfAnother(*opened.tokens);
    opened.wishes = oauth::parseWishes(visit.url);
    if (!isAtAccount_) {
      if (opened.wishes.loginHint.empty()) {
        opened.wishes.loginHint = session::takeLoginHint(storage_);
      }
      settleArrival(opened, visit.url, config_, ports_.storage, transactions_, now);
      addressBar_.open(visit.url, opened.landing);
    }
    if (!opened.transaction) opened.waiting = transactions_.loadWaiting(now);
    opened.page = pageFor(opened.transaction);
    // Expired tokens are renewed before the person is asked for a username.
    opened.isAtSignInPage = !isAtAccount_ && isToBeRenewed(opened);
    isAtAccount_ = isAtAccount_ || opened.isAtSignInPage;
    // Both are known before the page is opened, and there is no screen to show until it is.
    if (visit.hidden) pending_.push_back(signin::VisibilityChanged{true});
    if (!visit.online) pending_.push_back(signin::ConnectivityChanged{false});
    happen(std::move(opened));
  }

  void dispatch(const screen::Action& action) {
    std::visit([this](const auto& it) { on(it); }, action);
  }

  void happen(signin::Event::What what) {
    // An effect can report at once (randomness does): one event after the other, in order.
    pending_.push_back(std::move(what));
    if (isStepping_) return;
    isStepping_ = true;
    while (!pending_.empty()) {
      const signin::Event event{ports_.clock.now(), std::move(pending_.front())};
      pending_.pop_front();
      std::vector<signin::Effect> effects =
          isAtAccount_ ? account_.step(event) : signIn_.step(event);
      if (hasNavigation(effects) && isSentBackAndForth()) std::erase_if(effects, isNavigation);
      runner_.run(effects);
      if (!isAtAccount_) stayIfSignedInHere();
      if (isAtAccount_) goOnSigningIn();
    }
    isStepping_ = false;
    noteLeaving(std::get_if<signin::Leaving>(&phase()));
    addressBar_.follow(phase());
    if (isFor(phase(), signin::LeavingFor::signOut)) session::forgetDepartures(storage_);
    refresh();
  }

  void hear() {
    if (std::optional<session::Tokens> tokens = tokens_.load()) {
      const bool isAnothers = isOfAnother(*tokens);
      happen(signin::TokensAppeared{*std::move(tokens), !draft_.texts.empty(), isAnothers});
    } else if (tokens_.isOverwritten()) {
      happen(signin::TokensOverwritten{});
    } else {
      happen(signin::TokensGone{});
    }
  }

 private:
  const signin::Phase& phase() const { return isAtAccount_ ? account_.phase() : signIn_.phase(); }

  void noteLeaving(const signin::Leaving* leaving) {
    if (leaving == nullptr) {
      isLeaving_ = isLeavingLong_ = false;
      return;
    }
    if (std::exchange(isLeaving_, true)) return;
    if (leaving->where == signin::LeavingFor::app) session::forgetOriginalUri(storage_);
    // A person who has to sign in first gets back to this very address.
    const bool hasMore = address_.find_first_of("?#") != std::string::npos;
    const bool comesBack = leaving->where == signin::LeavingFor::signInPage;
    if (comesBack && hasMore && isAccountPage(address_)) {
      session::setOriginalUri(storage_, address_);
    }
    ports_.timers.start(kLongLeave, [this, alive = std::weak_ptr(alive_)] {
      if (alive.expired() || !isLeaving_) return;
      isLeavingLong_ = true;
      refresh();
    });
  }

  // Of the two only the tab that finishes this very sign-in removes its transaction first.
  bool isOfAnother(const session::Tokens& tokens) {
    const Instant now = ports_.clock.now();
    const std::optional<session::Transaction> own = transactions_.load(now);
    return own && transactions_.loadShared(own->state, now) &&
           session::areOfAnother(tokens, own->username);
  }

  // Where the next page could not find the tokens, this one shows who is signed in.
  void stayIfSignedInHere() {
    if (!std::holds_alternative<signin::SignedIn>(signIn_.phase())) return;
    isAtAccount_ = true;
    signin::Opened opened;
    opened.persistence = tokens_.chosen() == session::TokenStorage::memory
                             ? signin::Persistence::thisPageOnly
                             : signin::Persistence::refused;
    opened.tokens = tokens_.load();
    pending_.emplace_front(std::move(opened));
  }

  // Of a fresh visit: are there tokens that have run out, and would do if they had not?
  bool isToBeRenewed(const signin::Opened& opened) const {
    const Instant now = ports_.clock.now();
    return std::holds_alternative<oauth::FreshVisit>(opened.landing) && !opened.transaction &&
           !opened.wishes.freshSignIn && opened.tokens && opened.tokens->refreshToken &&
           !areAlive(*opened.tokens, now) &&
           signin::meetsStepUp(*opened.tokens, config_.client, now);
  }

  // Where no other page has to be loaded for it.
  void goOnSigningIn() {
    const auto* leaving = std::get_if<signin::Leaving>(&account_.phase());
    if (leaving == nullptr || leaving->where != signin::LeavingFor::signInPage) return;
    if (!leaving->isHere) return session::leaveLoginHint(storage_, leaving->wishes.loginHint);
    isAtAccount_ = false;
    signin::Opened opened;
    opened.page = pageFor(std::nullopt);
    opened.wishes = leaving->wishes;
    pending_.emplace_front(std::move(opened));
  }

  // The app does not take this person for signed in: the page that shows who is says so, and stays.
  bool isSentBackAndForth() {
    if (!isFor(phase(), signin::LeavingFor::app)) return false;
    if (session::mayDepart(storage_, ports_.clock.now())) return false;
    signin::Opened opened;
    opened.isSentBack = true;
    opened.tokens = tokens_.load();
    opened.page = pageFor(std::nullopt);
    isAtAccount_ = true;
    pending_.emplace_front(std::move(opened));
    return true;
  }

  // Hosts differ about slashes at the end and about index.html: to take another form for another
  // page would send people to and fro for ever.
  bool isAccountPage(std::string_view address) const {
    const std::optional<Url> here = Url::parse(address);
    const std::optional<Url> page = Url::parse(absolute(config_, config_.defaultPage));
    return here && page && pageOf(here->path()) == pageOf(page->path());
  }

  std::optional<session::Transaction> transactionFor(const oauth::Landing& landing) {
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
  std::optional<std::string> pageFor(const std::optional<session::Transaction>& transaction) {
    const std::optional<std::string> uri =
        session::originalUri(storage_, transaction ? transaction->state : oauth::State());
    if (!uri || !isOwnPage(*uri, originOf(config_))) return std::nullopt;
    const std::string page = absolute(config_, *uri);
    return isSignInPage(page, config_) ? std::nullopt : std::optional(page);
  }

  void on(const screen::Edit& edit) { draft_.texts[edit.field.str()] = edit.text; }
  void on(const screen::Toggle& toggle) { draft_.ticks[toggle.checkbox.str()] = toggle.checked; }

  void on(const screen::Submit&) {
    awaitsOutcome_ = true;
    // What was shown is masked again before it goes out, so that browsers know it for a password.
    std::erase_if(draft_.ticks, [](const auto& tick) { return isReveal(tick.first); });
    const signin::Phase& phase = this->phase();
    if (const auto* identify = std::get_if<signin::Identify>(&phase)) {
      happen(signin::SubmitUsername{typed(ids::kUsername, identify->username),
                                    ticked(ids::kKeepSignedIn, identify->keepSignedIn)});
    } else if (std::holds_alternative<signin::AskForEmail>(phase)) {
      happen(signin::SendEmail{});
    } else if (std::holds_alternative<signin::AwaitPasscode>(phase)) {
      happen(signin::SubmitPasscode{typed(ids::kPasscode, "")});
    } else if (const auto* step = std::get_if<signin::OtherStep>(&phase)) {
      happen(signin::SubmitForm{valuesOf(*step)});
    } else if (std::holds_alternative<signin::LinkElsewhere>(phase)) {
      answerElsewhere(signin::LinkElsewhere::Stage::code);
    } else if (const auto* damaged = std::get_if<signin::LinkDamaged>(&phase);
               damaged != nullptr && damaged->canGoOn) {
      happen(signin::GoOn{});
    } else if (std::holds_alternative<signin::Leaving>(phase)) {
      runner_.leaveAgain();
    } else if (std::holds_alternative<signin::Stopped>(phase) ||
               std::holds_alternative<signin::LinkDamaged>(phase)) {
      startOver();
    } else if (const auto* account = std::get_if<signin::SignedIn>(&phase)) {
      submitAccount(*account);
    } else {
      happen(signin::TryAgain{});
    }
  }

  // What the primary button of that page is for.
  void submitAccount(const signin::SignedIn& account) {
    if (account.isUnconfirmed) return happen(signin::TryAgain{});
    if (account.isSentBack && !account.ended) return happen(signin::GoOn{});
    if (account.ended || account_.trouble().advice == signin::Advice::proofTooOld) startOver();
  }

  void on(const screen::Press& press) {
    const std::string& id = press.button.str();
    if (id == ids::kResend) return happen(signin::Resend{});
    if (id == ids::kMethods) return happen(signin::ShowMethods{});
    if (id == ids::kBack) return goBack();
    if (id == ids::kNotMine) return answerElsewhere(signin::LinkElsewhere::Stage::refused);
    if (id == ids::kStay) return happen(signin::StayLonger{});
    if (id.rfind(ids::kWay, 0) == 0) return chooseWay(id);
    if (isReveal(id)) {
      draft_.ticks[id] = !draft_.ticks[id];
      return refresh();
    }
    if (id == ids::kStartOver || id == ids::kNotYou) return startOver();
    if (id == ids::kGoOn) return happen(signin::GoOn{});
    if (id == ids::kTryAgain) return happen(signin::TryAgain{});
    if (id == ids::kSignOut) return happen(signin::SignOut{});
    if (id == ids::kSignOutAtOrg) return happen(signin::SignOutAtOrg{});
    if (id == ids::kCopyCode) return copyCode();
    if (id == ids::kCopyLink) copy(addressBar_.link());
  }

  void goBack() {
    if (std::holds_alternative<signin::LinkElsewhere>(phase())) {
      return answerElsewhere(signin::LinkElsewhere::Stage::question);
    }
    happen(signin::GoBack{});
  }

  void answerElsewhere(signin::LinkElsewhere::Stage answer) {
    happen(signin::AnswerElsewhere{answer});
  }

  void chooseWay(const std::string& id) {
    const auto* step = std::get_if<signin::OtherStep>(&signIn_.phase());
    const auto way =
        wholeNumber(std::string_view(id).substr(std::string_view(ids::kWay).size()), kMostDigits);
    if (!way) return;
    happen(signin::ChooseWay{static_cast<std::size_t>(*way),
                             step == nullptr ? idx::Values() : valuesOf(*step)});
  }

  void startOver() {
    draft_ = {};
    happen(signin::StartOver{});
  }

  void copyCode() {
    const auto* link = std::get_if<signin::LinkElsewhere>(&signIn_.phase());
    if (link != nullptr && link->otp) copy(link->otp->reveal());
  }

  void copy(const std::string& text) {
    ports_.clipboard.copy(text, [this, alive = std::weak_ptr(alive_)](bool copied) {
      if (alive.expired()) return;
      copied_ = copied ? screen::Copied::yes : screen::Copied::refused;
      refresh();
    });
  }

  std::string typed(const char* field, const std::string& known) const {
    const auto found = draft_.texts.find(field);
    return found == draft_.texts.end() ? known : found->second;
  }

  bool ticked(const std::string& checkbox, bool known) const {
    const auto found = draft_.ticks.find(checkbox);
    return found == draft_.ticks.end() ? known : found->second;
  }

  // What was filled in, and what the screen showed as filled in already.
  idx::Values valuesOf(const signin::OtherStep& step) const {
    idx::Values values;
    if (!step.form) return values;
    for (const idx::VisibleField& visible : idx::visibleFields(*step.form)) {
      const idx::Field& field = *visible.field;
      const std::string id = ids::kFormField + visible.path;
      if (field.type == idx::FieldType::boolean) {
        values[visible.path] = ticked(id, field.value == idx::Scalar(true));
        continue;
      }
      const auto typed = draft_.texts.find(id);
      if (typed == draft_.texts.end()) {
        const bool isKnown = visible.path == "identifier" && field.value == idx::Scalar();
        values[visible.path] = isKnown ? idx::Scalar(signIn_.username()) : field.value;
      } else if (!typed->second.empty()) {
        values[visible.path] = valueOf(field, typed->second);
      }
    }
    return values;
  }

  static idx::Scalar valueOf(const idx::Field& field, const std::string& typed) {
    if (!field.options.empty()) {
      const auto chosen =
          std::find_if(field.options.begin(), field.options.end(),
                       [&](const idx::Option& option) { return idx::keyOf(option) == typed; });
      return chosen == field.options.end() ? idx::Scalar() : chosen->value;
    }
    if (field.type != idx::FieldType::number) return typed;
    const std::optional<std::int64_t> number = wholeNumber(signin::readNumber(typed), kMostDigits);
    if (number) return *number;
    return typed;
  }

  void refresh() {
    screen::Model model{.phase = phase(),
                        .trouble = isAtAccount_ ? account_.trouble() : signIn_.trouble(),
                        .busy = isBusy() && !isLeavingLong_,
                        .username = signIn_.username(),
                        .draft = draft_,
                        .branding = brandingOf(config_),
                        .now = ports_.clock.now(),
                        .utcOffset = utcOffset_,
                        .problems = problems_,
                        .copied = copied_,
                        .endsSoon = signIn_.endsSoon(),
                        .hosted = config_.hostedSignIn,
                        .hasLink = !addressBar_.link().empty()};
    screen::Screen next = screen::buildScreen(model);
    if (awaitsOutcome_ && !model.busy) {
      awaitsOutcome_ = false;
      if (hasProblem(next)) {
        model.problems = ++problems_;
        next = screen::buildScreen(model);
      }
    }
    forgetCodeAfter(next);
    screen_ = std::move(next);
    if (changed_) changed_();
  }

  // A code that was right, or whose screen is gone, is a secret without a purpose.
  void forgetCodeAfter(const screen::Screen& next) {
    if (next.name == screen_.name) return;
    problems_ = 0;
    copied_ = screen::Copied::no;
    const auto username = draft_.texts.find(ids::kUsername);
    const std::string kept = username == draft_.texts.end() ? "" : username->second;
    draft_.texts.clear();
    std::erase_if(draft_.ticks, [](const auto& tick) { return tick.first != ids::kKeepSignedIn; });
    if (!kept.empty()) draft_.texts[ids::kUsername] = kept;
  }

  Config config_;
  Ports ports_;
  session::ResilientStorage storage_;
  session::TransactionStore transactions_;
  session::TokenStore tokens_;
  signin::SignIn signIn_;
  signin::Account account_;
  bool isAtAccount_ = false;  // and not signing in
  std::string address_;       // as the page was opened
  bool isLeaving_ = false;
  bool isLeavingLong_ = false;
  AddressBar addressBar_;
  ProvingTransport proving_;
  EffectRunner runner_;
  std::deque<signin::Event::What> pending_;
  bool isStepping_ = false;
  screen::Draft draft_;
  screen::Screen screen_;
  std::function<void()> changed_;
  Seconds utcOffset_{0};
  int problems_ = 0;
  bool awaitsOutcome_ = false;
  screen::Copied copied_ = screen::Copied::no;
  // For the one callback that is not EffectRunner's.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

App::App(Config config, Ports ports) : impl_(std::make_unique<Impl>(std::move(config), ports)) {}
App::~App() = default;

void App::onChange(std::function<void()> changed) { impl_->onChange(std::move(changed)); }
void App::open(const Visit& visit) { impl_->open(visit); }
void App::dispatch(const screen::Action& action) { impl_->dispatch(action); }
void App::setHidden(bool hidden) {
  impl_->happen(signin::VisibilityChanged{hidden});
  // What the other tabs said meanwhile may not have reached a page that slept.
  if (!hidden) impl_->hear();
}
void App::setOnline(bool online) { impl_->happen(signin::ConnectivityChanged{online}); }
void App::hear(std::string_view) { impl_->hear(); }
const screen::Screen& App::screen() const { return impl_->screen(); }
bool App::isUnderWay() const { return impl_->isUnderWay(); }

}  // namespace latchkey::app
