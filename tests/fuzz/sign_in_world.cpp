#include "tests/fuzz/sign_in_world.h"

#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/url.h"
#include "http/form_body.h"
#include "oauth/landing.h"
#include "screen/build_screen.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/screen_promises.h"
#include "tests/fuzz/secrets.h"
#include "tests/support/openssl_crypto.h"

namespace latchkey::fuzz {
namespace {

constexpr const char* kSite = "http://localhost:8080";
constexpr int kLongestDrain = 80;

oauth::Client client() {
  return *oauth::Client::from({"http://localhost:8081/oauth2/default",
                               "latchkey-demo",
                               std::string(kSite) + "/login/callback/",
                               {"openid", "profile", "email", "offline_access"}});
}

std::optional<signin::Ticket> ticketOf(const signin::Effect& effect) {
  return std::visit(
      [](const auto& it) -> std::optional<signin::Ticket> {
        if constexpr (requires { it.ticket; }) {
          return it.ticket;
        } else {
          return std::nullopt;
        }
      },
      effect);
}

bool isRequest(const signin::Effect& effect) {
  return std::holds_alternative<signin::Send>(effect);
}
bool isTimer(const signin::Effect& effect) {
  return std::holds_alternative<signin::StartTimer>(effect);
}

screen::Screen screenOf(const Machines& page) {
  return screen::buildScreen({.phase = page.phase(),
                              .trouble = page.trouble(),
                              .busy = page.isBusy(),
                              .username = page.signIn.username(),
                              .branding = {.productName = "Northwind"},
                              .now = page.signIn.now()});
}

// What a person could notice.
std::string lookOf(const Machines& page) {
  const screen::Screen screen = screenOf(page);
  return screen.name + screen.title + screen.announcement + (screen.busy ? "busy" : "");
}

http::Response withoutMember(http::Response answer, std::string_view name) {
  Result<Json> json = parseJson(answer.body);
  if (!json || !json->is_object()) return answer;
  Json kept = Json::object();
  for (const auto& [key, value] : json->items()) {
    if (key != name) setMember(kept, key, value);
  }
  answer.body = writeJson(kept);
  return answer;
}

http::Response bent(http::Response answer, std::string_view how) {
  if (how == "half") {
    answer.body.resize(answer.body.size() / 2);
  } else if (how == "empty") {
    answer.body.clear();
  } else if (how.size() == 3 && isDigit(how[0]) && isDigit(how[1]) && isDigit(how[2])) {
    answer.status = (how[0] - '0') * 100 + (how[1] - '0') * 10 + (how[2] - '0');
  } else {
    return withoutMember(std::move(answer), how);
  }
  return answer;
}

}  // namespace

SignInWorld::SignInWorld() : now_(live_.clock().now()) {}

std::string SignInWorld::newestCode() const {
  const simulator::Mail* mail = live_.newestMail();
  return mail == nullptr ? "000000" : mail->code;
}

std::vector<signin::Effect> Machines::step(const signin::Event& event) {
  std::vector<signin::Effect> effects = isAtAccount ? account.step(event) : signIn.step(event);
  const auto goOn = [&](signin::Event::What what) {
    for (signin::Effect& effect : step({event.now, std::move(what)})) {
      effects.push_back(std::move(effect));
    }
  };
  std::optional<session::Tokens> saved;
  for (const signin::Effect& effect : effects) {
    if (const auto* it = std::get_if<signin::SaveTokens>(&effect)) saved = it->tokens;
  }
  if (saved) goOn(signin::TokensSaved{*saved, persistence});
  const auto* signedIn = std::get_if<signin::SignedIn>(&signIn.phase());
  if (signedIn == nullptr || std::exchange(isAtAccount, true)) return effects;
  signin::Opened opened;
  opened.persistence = persistence;
  opened.tokens = signedIn->tokens;
  goOn(std::move(opened));
  return effects;
}

void SignInWorld::open(std::string_view how) {
  page_.emplace(client(),
                signin::Destinations{std::string(kSite) + "/", std::string(kSite) + "/app/"},
                how == "account");
  waiting_.clear();
  asked_.clear();
  lastReport_.reset();
  tickets_.clear();
  left_ = false;
  signin::Opened opened;
  const oauth::State state = kept_ ? kept_->state : oauth::State("a-state");
  if (how == "link" || how == "far") {
    opened.landing = oauth::MagicLink{oauth::Otp(newestCode()), state};
  } else if (how == "code") {
    opened.landing = oauth::CodeCallback{oauth::InteractionCode("a-made-up-code"), state};
  } else if (how == "error") {
    opened.landing = oauth::CallbackError{"access_denied", state};
  }
  if (how == "damaged") {
    opened.landing = oauth::DamagedLink{};
    opened.transaction = kept_;
  }
  if (how == "blocked") page_->persistence = signin::Persistence::refused;
  if (how == "link" || how == "code" || how == "again") opened.transaction = kept_;
  if (how == "account" || how == "again") opened.tokens = tokens_;
  happens(std::move(opened));
}

void SignInWorld::happens(signin::Event::What what) {
  take(page_->step({now_, std::move(what)}));
  const screen::Screen screen = screenOf(*page_);
  promiseSoundScreen(screen);
  promiseDiscreet(screen, page_->phase(), live_.secrets());
  promiseDiscreet(page_->trouble(), live_.secrets());
  promiseWayOn();
  if (!held_) reportInner(true);
}

void SignInWorld::take(const std::vector<signin::Effect>& effects) {
  for (const signin::Effect& effect : effects) {
    promiseDiscreet(effect, live_.secrets());
    promiseOneAtATime(effect);
    promiseVerified(effect);
    if (const auto ticket = ticketOf(effect)) {
      promise(tickets_.insert(ticket->number).second, "a ticket is never used twice");
      const auto* timer = std::get_if<signin::StartTimer>(&effect);
      const Milliseconds delay = timer == nullptr ? Milliseconds(0) : timer->delay;
      promise(delay >= Milliseconds(0), "a timer is for later");
      waiting_.push_back({effect, now_ + delay});
    }
    if (const auto* it = std::get_if<signin::SaveTransaction>(&effect)) kept_ = it->transaction;
    if (std::holds_alternative<signin::ForgetTransaction>(effect)) kept_.reset();
    if (const auto* it = std::get_if<signin::SaveTokens>(&effect)) tokens_ = it->tokens;
    if (std::holds_alternative<signin::ForgetTokens>(effect)) tokens_.reset();
    if (std::holds_alternative<signin::Navigate>(effect)) left_ = true;
  }
}

// --- promises

// What gives a transaction up says so, and need not wait for anything of it.
void SignInWorld::promiseOneAtATime(const signin::Effect& effect) {
  if (std::holds_alternative<signin::ForgetTransaction>(effect)) asked_.clear();
  const auto* send = std::get_if<signin::Send>(&effect);
  if (send == nullptr || send->request.url.find("/idp/idx/") == std::string::npos) return;
  const std::string_view path = std::string_view(send->request.url);
  if (path.substr(path.rfind('/')) == "/cancel") return;
  promise(asked_.empty(), "a transaction has one request at a time", send->request.url);
  asked_.push_back(send->ticket);
}

void SignInWorld::promiseVerified(const signin::Effect& effect) {
  if (std::holds_alternative<signin::SaveTokens>(effect)) {
    promise(isSignedWell_ && isDigested_, "only tokens that were verified are kept");
  }
  const auto* send = std::get_if<signin::Send>(&effect);
  if (send != nullptr && send->request.url.find("/v1/token") != std::string::npos) {
    isSignedWell_ = isDigested_ = false;
  }
}

void SignInWorld::promiseWayOn() {
  if (left_) return;
  const screen::Screen screen = screenOf(*page_);
  if (offersAWayOn(screen) && !page_->isBusy()) return;
  promise(drain(*page_, waiting_), "no phase is without a way on", screen.name);
}

// All that is waited for comes, as badly as it can: then there has to be something to press, or the
// page has been left.
bool SignInWorld::drain(Machines copy, Queue queue) const {
  Instant now = now_;
  for (int i = 0; i < kLongestDrain && !queue.empty(); ++i) {
    auto next = std::find_if(queue.begin(), queue.end(),
                             [](const Waiting& it) { return !isTimer(it.effect); });
    if (next == queue.end()) {
      next = std::min_element(queue.begin(), queue.end(),
                              [](const Waiting& a, const Waiting& b) { return a.due < b.due; });
      now = std::max(now, next->due);
    }
    const signin::Effect effect = next->effect;
    queue.erase(next);
    for (const signin::Effect& each : copy.step({now, inner(effect, true)})) {
      if (std::holds_alternative<signin::Navigate>(each)) return true;
      const auto* timer = std::get_if<signin::StartTimer>(&each);
      if (ticketOf(each)) queue.push_back({each, timer == nullptr ? now : now + timer->delay});
    }
    if (offersAWayOn(screenOf(copy)) && !copy.isBusy()) return true;
  }
  return false;
}

void SignInWorld::promiseNothingHappens(const signin::Event::What& what) {
  const std::string before = lookOf(*page_);
  const std::vector<signin::Effect> effects = page_->step({now_, what});
  promise(effects.empty(), "a report that nobody waits for starts nothing");
  promise(lookOf(*page_) == before, "a report that nobody waits for changes nothing", before);
}

void SignInWorld::reportTwice() {
  if (lastReport_) promiseNothingHappens(signin::Event::What(*lastReport_));
}

void SignInWorld::reportGhost(int number) {
  std::uint32_t unused = 1 + static_cast<std::uint32_t>(number);
  while (tickets_.count(unused) > 0) ++unused;
  const signin::Ticket unknown{unused};
  promiseNothingHappens(signin::Answered{unknown, http::Response{200, {}, "{}"}});
  promiseNothingHappens(signin::TimerFired{unknown});
  promiseNothingHappens(signin::Digested{unknown, Bytes(32, 1)});
  promiseNothingHappens(signin::RandomDrawn{unknown, Bytes(64, 1)});
}

// --- reports

signin::Event::What SignInWorld::inner(const signin::Effect& effect, bool succeeds) const {
  const Error failed{ErrorCode::cryptoUnavailable, "none here"};
  return std::visit(
      Overloaded{[&](const signin::Send& it) -> signin::Event::What {
                   return signin::Answered{it.ticket, Error{ErrorCode::networkUnreachable, "lost"}};
                 },
                 [&](const signin::Probe& it) -> signin::Event::What {
                   return signin::Probed{it.ticket,
                                         succeeds ? signin::Reach::there : signin::Reach::nothing};
                 },
                 [&](const signin::StartTimer& it) -> signin::Event::What {
                   return signin::TimerFired{it.ticket};
                 },
                 [&](const signin::DrawRandom& it) -> signin::Event::What {
                   const auto seed = static_cast<std::uint8_t>(it.ticket.number);
                   return signin::RandomDrawn{it.ticket, Bytes(succeeds ? it.count : 1, seed)};
                 },
                 [&](const signin::Digest& it) -> signin::Event::What {
                   if (!succeeds) return signin::Digested{it.ticket, failed};
                   return signin::Digested{it.ticket, support::sha256Of(it.data)};
                 },
                 [&](const signin::CheckSignature& it) -> signin::Event::What {
                   if (!succeeds) return signin::SignatureChecked{it.ticket, failed};
                   return signin::SignatureChecked{
                       it.ticket,
                       support::verifySignature(it.token.algorithm, it.key, it.token.signingInput,
                                                it.token.signature)};
                 },
                 [&](const signin::TakeLock& it) -> signin::Event::What {
                   const bool there = kept_ && kept_->state == it.state;
                   return signin::LockTaken{it.ticket, succeeds ? std::nullopt : tokens_, there};
                 },
                 [](const auto&) -> signin::Event::What { return signin::VisibilityChanged{}; }},
      effect);
}

void SignInWorld::reportInner(bool succeeds) {
  const auto isInner = [](const Waiting& it) {
    return !isRequest(it.effect) && !isTimer(it.effect);
  };
  const auto next = std::find_if(waiting_.begin(), waiting_.end(), isInner);
  if (next == waiting_.end()) {
    held_ = false;
    return;
  }
  const signin::Effect effect = next->effect;
  waiting_.erase(next);
  lastReport_ = inner(effect, succeeds);
  if (const auto* checked = std::get_if<signin::SignatureChecked>(&*lastReport_)) {
    isSignedWell_ = checked->holds && *checked->holds;
  }
  if (const auto* digested = std::get_if<signin::Digested>(&*lastReport_)) {
    isDigested_ = digested->digest.has_value();
  }
  happens(*lastReport_);
  if (held_) reportInner(succeeds);
}

std::optional<signin::Send> SignInWorld::takeRequest(bool newest) {
  const auto matches = [](const Waiting& it) { return isRequest(it.effect); };
  auto found = std::find_if(waiting_.begin(), waiting_.end(), matches);
  if (newest) {
    const auto last = std::find_if(waiting_.rbegin(), waiting_.rend(), matches);
    if (last != waiting_.rend()) found = std::prev(last.base());
  }
  if (found == waiting_.end()) return std::nullopt;
  const auto request = std::get<signin::Send>(found->effect);
  waiting_.erase(found);
  std::erase(asked_, request.ticket);
  return request;
}

void SignInWorld::answer(Result<http::Response> answer) {
  const auto sent = takeRequest(false);
  if (!sent) return;
  lastReport_ = signin::Answered{sent->ticket, std::move(answer)};
  happens(*lastReport_);
}

void SignInWorld::answerTruly(bool newest) {
  auto sent = takeRequest(newest);
  if (!sent) return;
  sent->request.headers.emplace_back("Origin", kSite);
  lastReport_ = signin::Answered{sent->ticket, *live_.handle(sent->request)};
  happens(*lastReport_);
}

void SignInWorld::answerBent(std::string_view how) {
  auto sent = takeRequest(false);
  if (!sent) return;
  sent->request.headers.emplace_back("Origin", kSite);
  lastReport_ = signin::Answered{sent->ticket, bent(*live_.handle(sent->request), how)};
  happens(*lastReport_);
}

void SignInWorld::fireNextTimer() {
  auto next = waiting_.end();
  for (auto it = waiting_.begin(); it != waiting_.end(); ++it) {
    if (isTimer(it->effect) && (next == waiting_.end() || it->due < next->due)) next = it;
  }
  if (next == waiting_.end()) return;
  if (next->due > now_) live_.clock().advance(next->due - now_);
  now_ = std::max(now_, next->due);
  lastReport_ = signin::TimerFired{*ticketOf(next->effect)};
  waiting_.erase(next);
  happens(*lastReport_);
}

void SignInWorld::pass(Seconds time) {
  live_.clock().advance(time);
  now_ += time;
}

void SignInWorld::tokensAppear() {
  session::Tokens tokens;
  tokens.accessToken = oauth::AccessToken("an-access-token");
  tokens.idToken = oauth::IdToken("an-id-token");
  tokens.claims = R"({"sub":"00uAda","name":"Ada"})";
  tokens.accessExpiresAt = now_ + std::chrono::hours(1);
  tokens.idExpiresAt = tokens.accessExpiresAt;
  happens(signin::TokensAppeared{std::move(tokens)});
}

}  // namespace latchkey::fuzz
