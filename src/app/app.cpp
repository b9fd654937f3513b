#include "app/app.h"

#include <algorithm>
#include <utility>

#include "app/typed_values.h"
#include "base/text.h"
#include "flow/flow.h"
#include "screen/build_screen.h"

namespace latchkey::app {
namespace {

namespace ids = screen::ids;

// Of a number that names a way.
constexpr std::size_t kMostDigits = 9;

screen::Branding brandingOf(const flow::Config& config) {
  return {config.productName, config.logo, config.helpUrl, config.privacyUrl, config.registerUrl};
}

bool isReveal(std::string_view id) { return id.ends_with(ids::kReveal) && id != ids::kReveal; }

bool hasProblem(const screen::Screen& screen) {
  return std::any_of(screen.elements.begin(), screen.elements.end(), [](const auto& element) {
    const auto* field = std::get_if<screen::TextField>(&element);
    return field != nullptr && !field->problem.empty();
  });
}

}  // namespace

class App::Impl {
 public:
  Impl(flow::Config config, const flow::Ports& ports, Clipboard& clipboard,
       const screen::texts::Locale& locale)
      : config_(config),
        clock_(ports.clock),
        clipboard_(clipboard),
        locale_(locale),
        flow_(std::move(config), ports) {
    flow_.onChange([this] { refresh(); });
    refresh();
  }

  void onChange(std::function<void()> changed) { changed_ = std::move(changed); }
  const screen::Screen& screen() const { return screen_; }
  bool isUnderWay() const { return flow_.isUnderWay(); }

  void open(const Visit& visit) {
    utcOffset_ = std::chrono::minutes(visit.utcOffsetMinutes);
    catalogue_ = visit.catalogue;
    if (const auto lines = screen::texts::linesOf(catalogue_)) words_ = {*lines, locale_};
    flow_.open({visit.url, visit.role, visit.language, visit.hidden, visit.online, visit.place});
  }

  void dispatch(const screen::Action& action) {
    flow_.noteAct();
    std::visit([this](const auto& it) { on(it); }, action);
  }

  void happen(signin::Event::What what) { flow_.happen(std::move(what)); }
  void move(flow::HistoryPlace place) {
    if (!flow_.arrive(place)) return;
    if (place == flow::HistoryPlace::beyond) return happen(signin::GoOn{});
    // What was sent is what the field shows now, until the person types another.
    draft_.texts.erase(ids::kUsername);
    happen(signin::BackToUsername{});
  }
  void hear() { flow_.hear(!draft_.texts.empty()); }

 private:
  const signin::Phase& phase() const { return flow_.phase(); }

  void on(const screen::Edit& edit) { draft_.texts[edit.field.str()] = edit.text; }
  void on(const screen::Toggle& toggle) { draft_.ticks[toggle.checkbox.str()] = toggle.checked; }

  void on(const screen::Submit&) {
    awaitsOutcome_ = true;
    // What was shown is masked again before it goes out, so that browsers know it for a password.
    std::erase_if(draft_.ticks, [](const auto& tick) { return isReveal(tick.first); });
    const signin::Phase& phase = this->phase();
    if (const auto* identify = std::get_if<signin::Identify>(&phase)) {
      happen(signin::SubmitUsername{typed(draft_, ids::kUsername, identify->username),
                                    ticked(draft_, ids::kKeepSignedIn, identify->keepSignedIn)});
    } else if (std::holds_alternative<signin::AskForEmail>(phase)) {
      happen(signin::SendEmail{});
    } else if (std::holds_alternative<signin::AwaitPasscode>(phase)) {
      happen(signin::SubmitPasscode{typed(draft_, ids::kPasscode, "")});
    } else if (const auto* step = std::get_if<signin::OtherStep>(&phase)) {
      happen(signin::SubmitForm{typedValues(draft_, *step, flow_.username())});
    } else if (std::holds_alternative<signin::LinkElsewhere>(phase)) {
      answerElsewhere(signin::LinkElsewhere::Stage::code);
    } else if (const auto* damaged = std::get_if<signin::LinkDamaged>(&phase);
               damaged != nullptr && damaged->canGoOn) {
      happen(signin::GoOn{});
    } else if (std::holds_alternative<signin::Leaving>(phase)) {
      flow_.leaveAgain();
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
    if (account.ended || flow_.trouble().advice == signin::Advice::proofTooOld) startOver();
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
    if (id == ids::kCopyLink) copy(flow_.link());
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
    const auto* step = std::get_if<signin::OtherStep>(&phase());
    const auto way =
        wholeNumber(std::string_view(id).substr(std::string_view(ids::kWay).size()), kMostDigits);
    if (!way) return;
    happen(signin::ChooseWay{
        static_cast<std::size_t>(*way),
        step == nullptr ? idx::Values() : typedValues(draft_, *step, flow_.username())});
  }

  void startOver() {
    draft_ = {};
    happen(signin::StartOver{});
  }

  void copyCode() {
    const auto* link = std::get_if<signin::LinkElsewhere>(&phase());
    if (link != nullptr && link->otp) copy(link->otp->reveal());
  }

  void copy(const std::string& text) {
    clipboard_.copy(text, [this, alive = std::weak_ptr(alive_)](bool copied) {
      if (alive.expired()) return;
      copied_ = copied ? screen::Copied::yes : screen::Copied::refused;
      refresh();
    });
  }

  void refresh() {
    screen::Model model{.phase = phase(),
                        .trouble = flow_.trouble(),
                        .busy = flow_.isBusy() && !flow_.isLeavingLong(),
                        .username = flow_.username(),
                        .draft = draft_,
                        .branding = brandingOf(config_),
                        .now = clock_.now(),
                        .utcOffset = utcOffset_,
                        .problems = problems_,
                        .copied = copied_,
                        .endsSoon = flow_.endsSoon(),
                        .hosted = config_.hostedSignIn,
                        .hasLink = !flow_.link().empty(),
                        .words = &words_};
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

  flow::Config config_;
  Clock& clock_;
  Clipboard& clipboard_;
  const screen::texts::Locale& locale_;
  flow::Flow flow_;
  std::string catalogue_;
  screen::texts::Words words_{screen::texts::kEnglish, locale_};
  screen::Draft draft_;
  screen::Screen screen_;
  std::function<void()> changed_;
  Seconds utcOffset_{0};
  int problems_ = 0;
  bool awaitsOutcome_ = false;
  screen::Copied copied_ = screen::Copied::no;
  // For the clipboard's answer, which may come when this is gone.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

App::App(flow::Config config, const flow::Ports& ports, Clipboard& clipboard,
         const screen::texts::Locale& locale)
    : impl_(std::make_unique<Impl>(std::move(config), ports, clipboard, locale)) {}
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
void App::move(flow::HistoryPlace place) { impl_->move(place); }
const screen::Screen& App::screen() const { return impl_->screen(); }
bool App::isUnderWay() const { return impl_->isUnderWay(); }

}  // namespace latchkey::app
