#include "simulator/idx/waiting.h"

#include <utility>

#include "simulator/idx/choose.h"
#include "simulator/idx/reply.h"

namespace latchkey::simulator {
namespace {

constexpr Milliseconds kDevicePoll{2000};

// The page is to ask a port of this device whether the app is there.
Json loopbackChallenge() {
  return {{"challengeMethod", "LOOPBACK"},
          {"challengeRequest", "simulated"},
          {"domain", "http://localhost"},
          {"ports", {"2000", "6511", "6512", "6513"}}};
}

bool mustWait(const Call& call) {
  return call.transaction.waits < call.state.policy.safeMode.waits.size();
}

}  // namespace

Json waitingRoomForms(const StepPage& page) {
  IonForm poll = page.form("poll", "poll");
  const auto& waits = page.policy.safeMode.waits;
  if (page.transaction.waits < waits.size()) poll.refreshEvery(waits[page.transaction.waits]);
  return onlyForm(poll.json());
}

Json deviceChallengeForms(const StepPage& page) {
  IonForm poll = page.form("device-challenge-poll", "authenticators/poll");
  poll.set("relatesTo", "authenticatorChallenge");  // a text, without "$.": as recorded
  poll.refreshEvery(kDevicePoll);
  return onlyForm(poll.json());
}

Json launchForm(const StepPage& page) {
  IonForm launch = page.form("launch-authenticator", "authenticators/okta-verify/launch");
  launch.relateTo("authenticatorChallenge");  // without "$.": as recorded
  return launch.json();
}

void addAuthenticatorChallenge(Json& document, const StepPage& page) {
  const bool waits = page.transaction.step == Step::deviceChallenge;
  const bool offered = page.transaction.step == Step::identify && page.policy.offersOktaVerify;
  if (!waits && !offered) return;
  Json challenge = {{"challengeMethod", "CUSTOM_URI"},
                    {"href", "com-okta-authenticator:/deviceChallenge?challengeRequest=simulated"}};
  if (waits && page.policy.probesOktaVerify) challenge = loopbackChallenge();
  if (waits) {
    setMember(challenge, "cancel",
              page.form("cancel-polling-transaction", "authenticators/poll/cancel").json());
  } else {
    setMember(challenge, "downloadHref", "https://example.com/okta-verify");
  }
  setMember(document, "authenticatorChallenge", ionObject(std::move(challenge)));
}

http::Response enterWaitingRoom(Call& call) {
  if (!mustWait(call)) return beginSignIn(call);
  call.transaction.step = Step::waitingRoom;
  return current(call);
}

http::Response pollWaitingRoom(Call& call) {
  if (call.transaction.step != Step::waitingRoom) return outOfStep(call);
  ++call.transaction.waits;
  if (mustWait(call)) return current(call);
  if (!call.state.policy.safeMode.recovers) return refuse(call, messages::serverBusy(), 400);
  return beginSignIn(call);
}

http::Response launchOktaVerify(Call& call) {
  if (call.transaction.step != Step::identify || !call.state.policy.offersOktaVerify) {
    return outOfStep(call);
  }
  call.transaction.step = Step::deviceChallenge;
  return current(call);
}

http::Response pollDevice(Call& call) {
  const Transaction& transaction = call.transaction;
  const bool push =
      transaction.step == Step::challenge && transaction.authenticator == Authenticator::oktaVerify;
  return transaction.step == Step::deviceChallenge || push ? current(call) : outOfStep(call);
}

http::Response cancelDevice(Call& call) {
  if (call.transaction.step != Step::deviceChallenge) return outOfStep(call);
  call.transaction.step = Step::identify;
  return current(call);
}

}  // namespace latchkey::simulator
