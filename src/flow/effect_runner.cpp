#include "flow/effect_runner.h"

#include <utility>

#include "base/bytes.h"

namespace latchkey::flow {
namespace {

constexpr std::size_t kKeyIdBytes = 16;

}  // namespace

EffectRunner::EffectRunner(const Ports& ports, http::Transport& transport,
                           session::TransactionStore& transactions, session::TokenStore& tokens,
                           Report report)
    : ports_(ports),
      transport_(transport),
      transactions_(transactions),
      tokens_(tokens),
      report_(std::move(report)) {}

void EffectRunner::run(const std::vector<signin::Effect>& effects) {
  for (const signin::Effect& effect : effects) {
    std::visit([this](const auto& it) { run(it); }, effect);
  }
}

signin::Persistence EffectRunner::persistenceIn(session::TokenStorage where) const {
  if (where != session::TokenStorage::memory) return signin::Persistence::persistent;
  return where == tokens_.chosen() ? signin::Persistence::thisPageOnly
                                   : signin::Persistence::refused;
}

EffectRunner::Report EffectRunner::later() {
  return [this, alive = std::weak_ptr<bool>(alive_)](signin::Event::What what) {
    if (!alive.expired()) report_(std::move(what));
  };
}

void EffectRunner::run(const signin::Send& effect) {
  transport_.send(effect.request,
                  [report = later(), ticket = effect.ticket](Result<http::Response> answer) {
                    report(signin::Answered{ticket, std::move(answer)});
                  });
}

void EffectRunner::run(const signin::Probe& effect) {
  const auto tell = [report = later(), ticket = effect.ticket](signin::Reach reach) {
    report(signin::Probed{ticket, reach});
  };
  Lookout& lookout = ports_.lookout;
  lookout.look(effect.url, [&lookout, tell, elsewhere = effect.elsewhere](bool isThere) {
    if (isThere) return tell(signin::Reach::there);
    lookout.look(elsewhere, [tell](bool isElsewhere) {
      tell(isElsewhere ? signin::Reach::elsewhere : signin::Reach::nothing);
    });
  });
}

void EffectRunner::run(const signin::DrawRandom& effect) {
  report_(signin::RandomDrawn{effect.ticket, ports_.random.draw(effect.count)});
}

void EffectRunner::run(const signin::Digest& effect) {
  ports_.crypto.sha256(effect.data,
                       [report = later(), ticket = effect.ticket](Result<Bytes> digest) {
                         report(signin::Digested{ticket, std::move(digest)});
                       });
}

void EffectRunner::run(const signin::CheckSignature& effect) {
  const jose::Jws& token = effect.token;
  ports_.crypto.verify(token.algorithm, effect.key, token.signingInput, token.signature,
                       [report = later(), ticket = effect.ticket](Result<bool> holds) {
                         report(signin::SignatureChecked{ticket, std::move(holds)});
                       });
}

void EffectRunner::run(const signin::StartTimer& effect) {
  ports_.timers.start(effect.delay, [report = later(), ticket = effect.ticket] {
    report(signin::TimerFired{ticket});
  });
}

void EffectRunner::run(const signin::SaveTransaction& effect) {
  transactions_.save(effect.transaction, ports_.clock.now());
}

void EffectRunner::run(const signin::ForgetTransaction& effect) {
  transactions_.forget(effect.state, ports_.clock.now());
}

void EffectRunner::run(const signin::SetTransactionAside&) { transactions_.setAside(); }

// The tokens of a page that is to keep none need a key that lives no longer.
void EffectRunner::run(const signin::KeepKey& effect) {
  if (tokens_.chosen() == session::TokenStorage::memory) {
    return report_(signin::KeyKept{effect.ticket, ""});
  }
  const std::string keyId = toBase64Url(ports_.random.draw(kKeyIdBytes));
  ports_.prover.keep(keyId, [report = later(), ticket = effect.ticket, keyId](bool isKept) {
    report(signin::KeyKept{ticket, isKept ? keyId : ""});
  });
}

void EffectRunner::run(const signin::SaveTokens& effect) {
  const std::optional<session::Tokens> before = tokens_.load();
  if (effect.inPlaceOf && !before) return report_(signin::TokensDropped{effect.tokens});
  if (effect.inPlaceOf && before->accessToken != *effect.inPlaceOf) return;
  // The key of the replaced tokens can never be used again: it is deleted.
  if (before && before->keyId != effect.tokens.keyId) ports_.prover.forget(before->keyId);
  const session::TokenStorage where = tokens_.save(effect.tokens, effect.issuer);
  const bool isSuperseded =
      before && !effect.inPlaceOf && before->accessToken != effect.tokens.accessToken;
  report_(signin::TokensSaved{effect.tokens, persistenceIn(where),
                              isSuperseded ? before : std::nullopt});
}

void EffectRunner::run(const signin::ForgetTokens&) {
  const std::optional<session::Tokens> stored = tokens_.load();
  if (stored && stored->tokenType == oauth::kDpopType) ports_.prover.forget(stored->keyId);
  tokens_.clear();
}

void EffectRunner::run(const signin::AnnounceTokens&) { ports_.channel.post("signed-in"); }

// Whichever comes first, the lock or the end of patience; the second one's ticket is spent.
void EffectRunner::run(const signin::TakeLock& effect) {
  const auto taken = [this, alive = std::weak_ptr<bool>(alive_), ticket = effect.ticket,
                      state = effect.state] {
    if (alive.expired()) return;
    const auto own = transactions_.loadShared(state, ports_.clock.now());
    const auto latest = transactions_.loadWaiting(ports_.clock.now());
    const bool isNewer = own && latest && latest->state != state &&
                         latest->username == own->username && own->mailSentAt < latest->mailSentAt;
    report_(signin::LockTaken{ticket, tokens_.load(), own.has_value(), isNewer});
  };
  ports_.locks.take(effect.name, taken);
  ports_.timers.start(effect.patience, taken);
}

void EffectRunner::run(const signin::ReleaseLock& effect) { ports_.locks.release(effect.name); }

void EffectRunner::run(const signin::TellWhy& effect) {
  ports_.console.error(textOf(effect.diagnosis));
}

void EffectRunner::run(const signin::Navigate& effect) {
  leftFor_ = effect;
  leaveAgain();
}

void EffectRunner::leaveAgain() {
  if (leftFor_.url.empty()) return;
  return leftFor_.form.empty() ? ports_.navigator.replace(leftFor_.url)
                               : ports_.navigator.submit(leftFor_.url, leftFor_.form);
}

}  // namespace latchkey::flow
