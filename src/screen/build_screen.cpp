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
  Screen screen = startScreen(model, "arriving", model.say(Key::justAMoment));
  if (!addTrouble(screen, model)) addParagraph(screen, "lead", model.say(Key::openingSignIn));
  if (model.trouble.error) {
    addButton(screen, ids::kTryAgain, model.say(Key::tryAgain));
    addStartOver(screen, model.say(Key::backToSignIn));
  }
  return screen;
}

Screen redeeming(const Model& model) {
  Screen screen = startScreen(model, "redeeming", model.say(Key::signingIn));
  if (!addTrouble(screen, model)) {
    add(screen, Illustration{ElementId("art"), Picture::done});
    addParagraph(screen, "lead", model.say(Key::oneMomentThatWorked));
    screen.announcement = model.say(Key::signingInSaid);
  }
  if (model.trouble.error) {
    addButton(screen, ids::kTryAgain, model.say(Key::tryAgain));
    addStartOver(screen, model.say(Key::startAgain));
  }
  return screen;
}

// It is still there some seconds later.
void addLeaveAgain(Screen& screen, const Model& model) {
  if (!model.busy) addButton(screen, "leave", model.say(Key::goOn));
}

Screen leaving(const Model& model, const signin::Leaving& phase) {
  switch (phase.where) {
    case signin::LeavingFor::signInPage: {
      Screen screen = startScreen(model, "leaving", model.say(Key::justAMoment));
      addParagraph(screen, "lead", model.say(Key::signInFirst));
      addLeaveAgain(screen, model);
      return screen;
    }
    case signin::LeavingFor::signOut: {
      Screen screen = startScreen(model, "leaving", model.say(Key::signingOut));
      addParagraph(screen, "lead", model.say(Key::oneMoment));
      screen.announcement = model.say(Key::signingOutSaid);
      addLeaveAgain(screen, model);
      return screen;
    }
    case signin::LeavingFor::provider:
    case signin::LeavingFor::app:
      break;
  }
  Screen screen = startScreen(model, "leaving", model.say(Key::signedIn));
  add(screen, Illustration{ElementId("art"), Picture::done});
  addParagraph(screen, "lead", model.say(Key::oneMomentPageOpens));
  addLeaveAgain(screen, model);
  screen.announcement = model.say(Key::signedInSaid);
  return screen;
}

Screen username(const Model& model, const signin::Identify& phase) {
  Screen screen = startScreen(model, "username", model.say(Key::signIn));
  const std::string problem = addFieldTrouble(screen, model, ids::kUsername);
  addParagraph(screen, "lead", model.say(Key::noPasswordNeeded));
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
  addButton(screen, "next", model.say(Key::next), model.busy);
  if (!phase.waitingFor.empty()) {
    addButton(screen, ids::kGoOn,
              model.say(Key::goOnWithEmailFor,
                        {{Parameter::username, texts::maskedUsername(phase.waitingFor)}}),
              false, ButtonLook::secondary);
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
  Screen screen = startScreen(model, "ask", model.say(Key::checkItIsYou));
  addTrouble(screen, model);
  addIdentity(screen, model);
  add(screen, Paragraph{ElementId("lead"), tell(model, kCanSend, phase.email)});
  addButton(screen, "send", model.say(Key::sendMeAnEmail), model.busy);
  addWays(screen, model, phase.ways, Beside::aForm,
          Row{{linkButton(ids::kStartOver, model.say(Key::backToSignIn))}});
  screen.focusKey = "ask";
  return screen;
}

Paragraph mailSent(const Model& model, const signin::AwaitPasscode& phase) {
  const bool link = phase.magicLink == signin::MagicLink::offered;
  Paragraph lead{ElementId("lead"), tell(model, kSent, phase.email)};
  lead.spans.back().text += ' ' + model.say(link ? Key::openLinkOrTypeCode : Key::typeCodeHere);
  return lead;
}

bool takesOnlyDigits(const idx::Remediation& form) {
  return !signin::shapeOf(form.find("credentials.passcode")).hasLetters;
}

Screen passcode(const Model& model, const signin::AwaitPasscode& phase) {
  const bool isOld = phase.mailAge == signin::MailAge::old;
  Screen screen =
      startScreen(model, "passcode", model.say(isOld ? Key::checkEmail : Key::emailOnItsWay));
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
  addButton(screen, "verify", model.say(Key::verify), model.busy);
  if (phase.poll && phase.magicLink == signin::MagicLink::offered) {
    add(screen, Status{ElementId("waiting"), model.say(Key::waitingForLink)});
  }
  Row row{{linkButton(ids::kStartOver, model.say(Key::backToSignIn))}};
  if (phase.resend && phase.mailAge != signin::MailAge::fresh) {
    row.items.emplace_back(linkButton(ids::kResend, model.say(Key::sendAgain)));
  }
  addWays(screen, model, phase.ways, Beside::aForm, std::move(row));
  screen.announcement =
      isOld ? tooOld : textOf(tell(model, phase.mailsSent > 1 ? kSentAgain : kSent, phase.email));
  focusOn(screen, model, ids::kPasscode);
  return screen;
}

void addAccountButtons(Screen& screen, const Model& model, const signin::SignedIn& phase) {
  if (phase.isUnconfirmed) {
    addButton(screen, "retry", model.say(Key::tryAgain), phase.leaving);
    if (phase.canEndAtOrg) {
      addButton(screen, ids::kSignOutAtOrg, model.say(Key::signOutAtOrg), false,
                ButtonLook::secondary);
    }
    return addStartOver(screen, model.say(Key::signInAgain));
  }
  const bool isToGoOn = phase.isSentBack && !phase.ended;
  if (isToGoOn) addButton(screen, "go-on", model.say(Key::goOn));
  const bool isToProve = !isToGoOn && model.trouble.advice == signin::Advice::proofTooOld;
  if (phase.ended || isToProve) addButton(screen, "sign-in", model.say(Key::signInAgain));
  addButton(screen, ids::kSignOut, model.say(Key::signOut), phase.leaving, ButtonLook::secondary);
  if (!phase.ended && !phase.leaving) addStartOver(screen, model.say(Key::useAnotherAccount));
}

Screen signedIn(const Model& model, const signin::SignedIn& phase) {
  Screen screen =
      startScreen(model, "account", model.say(phase.ended ? Key::sessionEnded : Key::signedIn));
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
  Screen screen = startScreen(model, "continued", model.say(Key::continuedElsewhere));
  add(screen, Illustration{ElementId("art"), Picture::done});
  addParagraph(screen, "lead", model.say(Key::continuedElsewhereLead));
  addStartOver(screen, model.say(Key::signInHere));
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
  Screen screen = startScreen(model, "stopped", model.say(headingOf(messages, isBad)));
  std::string why = model.trouble.error ? texts::sentenceFor(*model.words, *model.trouble.error)
                                        : texts::sentencesFor(*model.words, messages);
  if (why.empty()) why = model.say(Key::attemptEnded);
  addLinks(screen, model, messages);
  add(screen, Notice{ElementId("notice"), isBad ? Tone::bad : Tone::info, std::move(why),
                     referenceOf(model)});
  if (auto link = wayAround(model)) add(screen, *std::move(link));
  addButton(screen, "restart", model.say(isBad ? Key::startAgain : Key::signIn));
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
