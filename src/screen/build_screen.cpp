#include "screen/build_screen.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "screen/link_screens.h"
#include "screen/parts.h"
#include "screen/step_screen.h"
#include "screen/texts.h"
#include "signin/typed_code.h"

namespace latchkey::screen {
namespace {

using texts::Key;
using texts::Parameter;

Screen arriving(const Model& model) {
  Screen screen = startScreen(model, "arriving", Key::justAMoment);
  if (!addTrouble(screen, model)) addParagraph(screen, model, "lead", Key::openingSignIn);
  if (model.trouble.error) {
    addButton(screen, model, ids::kTryAgain, Key::tryAgain);
    addStartOver(screen, model, Key::backToSignIn);
  }
  return screen;
}

Screen redeeming(const Model& model) {
  Screen screen = startScreen(model, "redeeming", Key::signingIn);
  if (!addTrouble(screen, model)) {
    add(screen, Illustration{ElementId("art"), Picture::done});
    addParagraph(screen, model, "lead", Key::oneMomentThatWorked);
    screen.announcement = model.say(Key::signingInSaid);
  }
  if (model.trouble.error) {
    addButton(screen, model, ids::kTryAgain, Key::tryAgain);
    addStartOver(screen, model, Key::startAgain);
  }
  return screen;
}

// It is still there some seconds later.
void addLeaveAgain(Screen& screen, const Model& model) {
  if (!model.busy) addButton(screen, model, "leave", Key::goOn);
}

Screen leaving(const Model& model, const signin::Leaving& phase) {
  switch (phase.where) {
    case signin::LeavingFor::signInPage: {
      Screen screen = startScreen(model, "leaving", Key::justAMoment);
      addParagraph(screen, model, "lead", Key::signInFirst);
      addLeaveAgain(screen, model);
      return screen;
    }
    case signin::LeavingFor::signOut: {
      Screen screen = startScreen(model, "leaving", Key::signingOut);
      addParagraph(screen, model, "lead", Key::oneMoment);
      screen.announcement = model.say(Key::signingOutSaid);
      addLeaveAgain(screen, model);
      return screen;
    }
    case signin::LeavingFor::provider:
    case signin::LeavingFor::app:
      break;
  }
  Screen screen = startScreen(model, "leaving", Key::signedIn);
  add(screen, Illustration{ElementId("art"), Picture::done});
  addParagraph(screen, model, "lead", Key::oneMomentPageOpens);
  addLeaveAgain(screen, model);
  screen.announcement = model.say(Key::signedInSaid);
  return screen;
}

Screen username(const Model& model, const signin::Identify& phase) {
  Screen screen = startScreen(model, "username", Key::signIn);
  const std::string problem = addFieldTrouble(screen, model, ids::kUsername);
  addParagraph(screen, model, "lead", Key::noPasswordNeeded);
  add(screen, TextField{.id = ElementId(ids::kUsername),
                        .name = "identifier",
                        .label = model.say(Key::username),
                        .value = typed(model, ids::kUsername, phase.username),
                        .autocomplete = Autocomplete::username,
                        .inputMode = InputMode::email,
                        .problem = problem});
  // Orgs offer it as a rule. It has its place before this one has said so, and also afterwards
  // where it does not, so that nothing moves under a finger.
  const bool offered = !phase.form || phase.form->find("rememberMe") != nullptr;
  const auto tick = model.draft.ticks.find(ids::kKeepSignedIn);
  const bool checked = tick == model.draft.ticks.end() ? phase.keepSignedIn : tick->second;
  add(screen, Checkbox{ElementId(ids::kKeepSignedIn), offered ? model.say(Key::keepSignedIn) : "",
                       checked});
  addButton(screen, model, "next", Key::next, model.busy);
  if (!phase.waitingFor.empty()) {
    add(screen,
        Button{.id = ElementId(ids::kGoOn),
               .label = model.say(Key::goOnWithEmailFor,
                                  {{Parameter::username, texts::maskedUsername(phase.waitingFor)}}),
               .look = ButtonLook::secondary});
  }
  Row row;
  if (!model.branding.registerUrl.empty()) {
    row.items.emplace_back(
        Link{ElementId(ids::kRegister), model.say(Key::createAccount), model.branding.registerUrl});
  }
  addWays(screen, model, phase.ways, Beside::aForm, std::move(row));
  focusOn(screen, model, ids::kUsername);
  return screen;
}

// What is told of a mail where its address is not known, where it is, and where the org writes to
// two.
struct AboutMail {
  Key toNone;
  Key toOne;
  Key toTwo;
};

constexpr AboutMail kCanSend{Key::canSendEmail, Key::canSendEmailTo, Key::canSendEmailToTwo};
constexpr AboutMail kSent{Key::emailSent, Key::emailSentTo, Key::emailSentToTwo};
constexpr AboutMail kSentAgain{Key::anotherEmailSent, Key::anotherEmailSentTo,
                               Key::anotherEmailSentToTwo};

std::vector<Span> tell(const Model& model, const AboutMail& texts, const idx::MailAddress& email) {
  const Key key = email.empty()             ? texts.toNone
                  : email.secondary.empty() ? texts.toOne
                                            : texts.toTwo;
  return model.words->spans(key, {{Parameter::address, texts::masked(email.primary)},
                                  {Parameter::other, texts::masked(email.secondary)}});
}

std::string textOf(const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) text += span.text;
  return text;
}

Screen askForEmail(const Model& model, const signin::AskForEmail& phase) {
  Screen screen = startScreen(model, "ask", Key::checkItIsYou);
  addTrouble(screen, model);
  addIdentity(screen, model);
  add(screen, Paragraph{ElementId("lead"), tell(model, kCanSend, phase.email)});
  addButton(screen, model, "send", Key::sendMeAnEmail, model.busy);
  addWays(screen, model, phase.ways, Beside::aForm,
          Row{{linkButton(model, ids::kStartOver, Key::backToSignIn)}});
  screen.focusKey = "ask";
  return screen;
}

Paragraph mailSent(const Model& model, const signin::AwaitPasscode& phase) {
  const bool link = phase.magicLink == signin::MagicLink::offered;
  Paragraph lead{ElementId("lead"), tell(model, kSent, phase.email)};
  const std::string how = ' ' + model.say(link ? Key::openLinkOrTypeCode : Key::typeCodeHere);
  // One span with the words before it, where those are not the address.
  if (lead.spans.empty() || lead.spans.back().weight == Weight::strong) lead.spans.emplace_back();
  lead.spans.back().text += how;
  return lead;
}

bool takesOnlyDigits(const idx::Remediation& form) {
  return !signin::shapeOf(form.find("credentials.passcode")).hasLetters;
}

Screen passcode(const Model& model, const signin::AwaitPasscode& phase) {
  const bool isOld = phase.mailAge == signin::MailAge::old;
  Screen screen = startScreen(model, "passcode", isOld ? Key::checkEmail : Key::emailOnItsWay);
  insertPicture(screen, Picture::mailSent);
  const std::string problem = addFieldTrouble(screen, model, ids::kPasscode);
  addIdentity(screen, model);
  add(screen, mailSent(model, phase));
  const std::string tooOld =
      model.say(phase.resend ? Key::emailMayBeOldSendAgain : Key::emailMayBeOld);
  if (isOld) addParagraph(screen, "old", tooOld);
  add(screen,
      TextField{.id = ElementId(ids::kPasscode),
                .name = "code",
                .label = model.say(Key::enterCode),
                .value = typed(model, ids::kPasscode, ""),
                .autocomplete = Autocomplete::oneTimeCode,
                .inputMode = takesOnlyDigits(phase.form) ? InputMode::numeric : InputMode::text,
                .look = FieldLook::code,
                .problem = problem});
  addButton(screen, model, "verify", Key::verify, model.busy);
  if (phase.poll && phase.magicLink == signin::MagicLink::offered) {
    add(screen, Status{ElementId("waiting"), model.say(Key::waitingForLink)});
  }
  Row row{{linkButton(model, ids::kStartOver, Key::backToSignIn)}};
  if (phase.resend && phase.mailAge != signin::MailAge::fresh) {
    row.items.emplace_back(linkButton(model, ids::kResend, Key::sendAgain));
  }
  addWays(screen, model, phase.ways, Beside::aForm, std::move(row));
  screen.announcement =
      isOld ? tooOld : textOf(tell(model, phase.mailsSent > 1 ? kSentAgain : kSent, phase.email));
  focusOn(screen, model, ids::kPasscode);
  return screen;
}

void addAccountButtons(Screen& screen, const Model& model, const signin::SignedIn& phase) {
  if (phase.isUnconfirmed) {
    addButton(screen, model, "retry", Key::tryAgain, phase.leaving);
    if (phase.canEndAtOrg) {
      addButton(screen, model, ids::kSignOutAtOrg, Key::signOutAtOrg, false, ButtonLook::secondary);
    }
    return addStartOver(screen, model, Key::signInAgain);
  }
  const bool isToGoOn = phase.isSentBack && !phase.ended;
  if (isToGoOn) addButton(screen, model, "go-on", Key::goOn);
  const bool isToProve = !isToGoOn && model.trouble.advice == signin::Advice::proofTooOld;
  if (phase.ended || isToProve) addButton(screen, model, "sign-in", Key::signInAgain);
  addButton(screen, model, ids::kSignOut, Key::signOut, phase.leaving, ButtonLook::secondary);
  if (!phase.ended && !phase.leaving) addStartOver(screen, model, Key::useAnotherAccount);
}

Screen signedIn(const Model& model, const signin::SignedIn& phase) {
  Screen screen = startScreen(model, "account", phase.ended ? Key::sessionEnded : Key::signedIn);
  addTrouble(screen, model);
  const std::string name = session::displayName(phase.tokens);
  const std::string email = session::emailOf(phase.tokens);
  Facts facts{ElementId("facts"), {{model.say(Key::signedInAs), name}}};
  if (!email.empty() && email != name) facts.rows.emplace_back(model.say(Key::email), email);
  const std::string when =
      texts::timeOfDay(*model.words, phase.tokens.accessExpiresAt, model.now, model.utcOffset);
  const Key life = phase.tokens.refreshToken ? Key::renewsAt : Key::endsAt;
  facts.rows.emplace_back(model.say(phase.ended ? Key::endedAt : life), when);
  add(screen, std::move(facts));
  addAccountButtons(screen, model, phase);
  if (phase.ended) screen.announcement = model.say(Key::sessionEndedSaid);
  screen.focusKey = "account";
  return screen;
}

Screen continuedElsewhere(const Model& model) {
  Screen screen = startScreen(model, "continued", Key::continuedElsewhere);
  add(screen, Illustration{ElementId("art"), Picture::done});
  addParagraph(screen, model, "lead", Key::continuedElsewhereLead);
  addStartOver(screen, model, Key::signInHere);
  screen.announcement = model.say(Key::continuedElsewhereSaid);
  screen.focusKey = "continued";
  return screen;
}

// What an end without any error is about.
Key headingOf(const std::vector<idx::Message>& messages, bool isBad) {
  for (const idx::Message& message : messages) {
    if (message.key == "idx.email.verification.required") return Key::checkEmail;
    if (message.key.rfind("idx.return.", 0) == 0) return Key::linkCannotBeUsed;
  }
  return isBad ? Key::couldNotSignIn : Key::messageForYou;
}

Screen stopped(const Model& model, const signin::Stopped& phase) {
  const auto& messages = phase.messages;
  const bool isBad = messages.empty() || model.trouble.error ||
                     std::any_of(messages.begin(), messages.end(), [](const auto& message) {
                       return message.severity == idx::Severity::error;
                     });
  Screen screen = startScreen(model, "stopped", headingOf(messages, isBad));
  std::string why = model.trouble.error ? texts::sentenceFor(*model.words, *model.trouble.error)
                                        : texts::sentencesFor(*model.words, messages);
  if (why.empty()) why = model.say(Key::attemptEnded);
  addLinks(screen, model, messages);
  add(screen, Notice{ElementId("notice"), isBad ? Tone::bad : Tone::info, std::move(why),
                     referenceOf(model)});
  if (auto link = wayAround(model)) add(screen, *std::move(link));
  addButton(screen, model, "restart", isBad ? Key::startAgain : Key::signIn);
  screen.focusKey = "stopped";
  return screen;
}

// A person who reads slowly, or was away, can have more time (WCAG 2.2 §2.2.1).
void addEndingSoon(Screen& screen, const Model& model) {
  screen.announcement = model.say(Key::endsSoon);
  insertBeforeHeading(screen, Notice{ElementId("ending"), Tone::info, screen.announcement});
  insertBeforeHeading(screen, Button{.id = ElementId(ids::kStay),
                                     .label = model.say(Key::moreTime),
                                     .look = ButtonLook::secondary});
}

}  // namespace

std::string Model::say(Key key) const { return words->say(key); }
std::string Model::say(Key key, texts::Arguments arguments) const {
  return words->say(key, arguments);
}

Screen buildScreen(const Model& model) {
  Screen screen = std::visit(
      Overloaded{[&](const signin::Arriving&) { return arriving(model); },
                 [&](const signin::Identify& it) { return username(model, it); },
                 [&](const signin::AskForEmail& it) { return askForEmail(model, it); },
                 [&](const signin::AwaitPasscode& it) { return passcode(model, it); },
                 [&](const signin::OtherStep& it) { return stepScreen(model, it); },
                 [&](const signin::Redeeming&) { return redeeming(model); },
                 [&](const signin::SignedIn& it) { return signedIn(model, it); },
                 [&](const signin::Leaving& it) { return leaving(model, it); },
                 [&](const signin::LinkElsewhere& it) { return linkElsewhere(model, it); },
                 [&](const signin::LinkDamaged& it) { return linkDamaged(model, it); },
                 [&](const signin::OrgLink& it) { return orgLink(model, it); },
                 [&](const signin::ContinuedElsewhere&) { return continuedElsewhere(model); },
                 [&](const signin::Stopped& it) { return stopped(model, it); }},
      model.phase);
  screen.busy = model.busy;
  if (model.endsSoon && !model.busy) addEndingSoon(screen, model);
  return screen;
}

}  // namespace latchkey::screen
