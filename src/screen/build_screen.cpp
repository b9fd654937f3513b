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

Screen arriving(const Model& model) {
  Screen screen = startScreen(model, "arriving", "Just a moment");
  if (!addTrouble(screen, model)) addParagraph(screen, "lead", "We are opening your sign-in.");
  if (model.trouble.error) {
    addButton(screen, ids::kTryAgain, "Try again");
    addStartOver(screen, "Back to sign in");
  }
  return screen;
}

Screen redeeming(const Model& model) {
  Screen screen = startScreen(model, "redeeming", "Signing you in");
  if (!addTrouble(screen, model)) {
    add(screen, Illustration{ElementId("art"), Picture::done});
    addParagraph(screen, "lead", "That worked. One moment, please.");
    screen.announcement = "Signing you in.";
  }
  if (model.trouble.error) {
    addButton(screen, ids::kTryAgain, "Try again");
    addStartOver(screen, "Start again");
  }
  return screen;
}

// It is still there some seconds later.
void addLeaveAgain(Screen& screen, const Model& model) {
  if (!model.busy) addButton(screen, "leave", "Go on");
}

Screen leaving(const Model& model, const signin::Leaving& phase) {
  switch (phase.where) {
    case signin::LeavingFor::signInPage: {
      Screen screen = startScreen(model, "leaving", "Just a moment");
      addParagraph(screen, "lead", "Please sign in first. We are taking you there.");
      addLeaveAgain(screen, model);
      return screen;
    }
    case signin::LeavingFor::signOut: {
      Screen screen = startScreen(model, "leaving", "Signing you out");
      addParagraph(screen, "lead", "One moment, please.");
      screen.announcement = "Signing you out.";
      addLeaveAgain(screen, model);
      return screen;
    }
    case signin::LeavingFor::app:
      break;
  }
  Screen screen = startScreen(model, "leaving", "You are signed in");
  add(screen, Illustration{ElementId("art"), Picture::done});
  addParagraph(screen, "lead", "One moment, your page is opening.");
  addLeaveAgain(screen, model);
  screen.announcement = "You are signed in.";
  return screen;
}

Screen username(const Model& model, const signin::Identify& phase) {
  Screen screen = startScreen(model, "username", "Sign in");
  const std::string problem = addFieldTrouble(screen, model, ids::kUsername);
  addParagraph(screen, "lead", "No password needed. We will send you an email.");
  add(screen, TextField{.id = ElementId(ids::kUsername),
                        .name = "identifier",
                        .label = "Username",
                        .value = typed(model, ids::kUsername, phase.username),
                        .autocomplete = Autocomplete::username,
                        .inputMode = InputMode::email,
                        .problem = problem});
  // Orgs offer it as a rule. It has its place before this one has said so, and also afterwards
  // where it does not, so that nothing moves under a finger.
  const bool offered = !phase.form || phase.form->find("rememberMe") != nullptr;
  const auto tick = model.draft.ticks.find(ids::kKeepSignedIn);
  const bool checked = tick == model.draft.ticks.end() ? phase.keepSignedIn : tick->second;
  add(screen, Checkbox{ElementId(ids::kKeepSignedIn), offered ? "Keep me signed in" : "", checked});
  addButton(screen, "next", "Next", model.busy);
  if (!phase.waitingFor.empty()) {
    addButton(screen, ids::kGoOn,
              "Go on with the email for " + texts::maskedUsername(phase.waitingFor), false,
              ButtonLook::secondary);
  }
  Row row;
  if (!model.branding.registerUrl.empty()) {
    row.items.emplace_back(
        Link{ElementId("register"), "Create an account", model.branding.registerUrl});
  }
  addWays(screen, model, phase.ways, Beside::aForm, std::move(row));
  focusOn(screen, model, ids::kUsername);
  return screen;
}

// "a***e@example.com", and the other address where the org writes to two.
void addAddress(std::vector<Span>& spans, const idx::MailAddress& email) {
  spans.push_back({texts::masked(email.primary), Weight::strong});
  if (email.secondary.empty()) return;
  spans.push_back({" and "});
  spans.push_back({texts::masked(email.secondary), Weight::strong});
}

Screen askForEmail(const Model& model, const signin::AskForEmail& phase) {
  Screen screen = startScreen(model, "ask", "Check it\u2019s you");
  addTrouble(screen, model);
  addIdentity(screen, model);
  Paragraph lead{ElementId("lead"), {}};
  if (phase.email.empty()) {
    lead.spans = {{"We can send a sign-in link and a code to your email address."}};
  } else {
    lead.spans = {{"We can send a sign-in link and a code to "}};
    addAddress(lead.spans, phase.email);
    lead.spans.push_back({"."});
  }
  add(screen, std::move(lead));
  addButton(screen, "send", "Send me an email", model.busy);
  addWays(screen, model, phase.ways, Beside::aForm,
          Row{{linkButton(ids::kStartOver, "Back to sign in")}});
  screen.focusKey = "ask";
  return screen;
}

Paragraph mailSent(const signin::AwaitPasscode& phase) {
  const bool link = phase.magicLink == signin::MagicLink::offered;
  const std::string how = link ? " Open the link in this browser, or type the code here."
                               : " Type the code from it here.";
  if (phase.email.empty()) return {ElementId("lead"), {{"We sent you an email." + how}}};
  Paragraph lead{ElementId("lead"), {{"We sent an email to "}}};
  addAddress(lead.spans, phase.email);
  lead.spans.push_back({"." + how});
  return lead;
}

bool takesOnlyDigits(const idx::Remediation& form) {
  return !signin::shapeOf(form.find("credentials.passcode")).hasLetters;
}

std::string mayBeTooOld(const signin::AwaitPasscode& phase) {
  return std::string("This email may be too old by now. ") +
         (phase.resend ? "Choose \u201CSend again\u201D to get a new one."
                       : "If it does not work, go back to sign in and start again.");
}

Screen passcode(const Model& model, const signin::AwaitPasscode& phase) {
  const bool isOld = phase.mailAge == signin::MailAge::old;
  Screen screen =
      startScreen(model, "passcode", isOld ? "Check your email" : "Your email is on its way");
  insertPicture(screen, Picture::mailSent);
  const std::string problem = addFieldTrouble(screen, model, ids::kPasscode);
  addIdentity(screen, model);
  add(screen, mailSent(phase));
  if (isOld) addParagraph(screen, "old", mayBeTooOld(phase));
  add(screen,
      TextField{.id = ElementId(ids::kPasscode),
                .name = "code",
                .label = "Enter code",
                .value = typed(model, ids::kPasscode, ""),
                .autocomplete = Autocomplete::oneTimeCode,
                .inputMode = takesOnlyDigits(phase.form) ? InputMode::numeric : InputMode::text,
                .look = FieldLook::code,
                .problem = problem});
  addButton(screen, "verify", "Verify", model.busy);
  if (phase.poll && phase.magicLink == signin::MagicLink::offered) {
    add(screen, Status{ElementId("waiting"), "Waiting for you to open the link\u2026"});
  }
  Row row{{linkButton(ids::kStartOver, "Back to sign in")}};
  if (phase.resend && phase.mailAge != signin::MailAge::fresh) {
    row.items.emplace_back(linkButton(ids::kResend, "Send again"));
  }
  addWays(screen, model, phase.ways, Beside::aForm, std::move(row));
  std::string where = phase.email.empty() ? "you" : texts::masked(phase.email.primary);
  if (!phase.email.secondary.empty()) where += " and " + texts::masked(phase.email.secondary);
  screen.announcement =
      (phase.mailsSent > 1 ? "We sent another email to " : "We sent an email to ") + where + ".";
  if (isOld) screen.announcement = mayBeTooOld(phase);
  focusOn(screen, model, ids::kPasscode);
  return screen;
}

void addAccountButtons(Screen& screen, const Model& model, const signin::SignedIn& phase) {
  if (phase.isUnconfirmed) {
    addButton(screen, "retry", "Try again", phase.leaving);
    if (phase.canEndAtOrg) {
      addButton(screen, ids::kSignOutAtOrg, "Sign out at your organization", false,
                ButtonLook::secondary);
    }
    return addStartOver(screen, "Sign in again");
  }
  const bool isToGoOn = phase.isSentBack && !phase.ended;
  if (isToGoOn) addButton(screen, "go-on", "Go on");
  const bool isToProve = !isToGoOn && model.trouble.advice == signin::Advice::proofTooOld;
  if (phase.ended || isToProve) addButton(screen, "sign-in", "Sign in again");
  addButton(screen, ids::kSignOut, "Sign out", phase.leaving, ButtonLook::secondary);
  if (!phase.ended && !phase.leaving) addStartOver(screen, "Use another account");
}

Screen signedIn(const Model& model, const signin::SignedIn& phase) {
  Screen screen =
      startScreen(model, "account", phase.ended ? "Your session has ended" : "You are signed in");
  addTrouble(screen, model);
  const std::string name = session::displayName(phase.tokens);
  const std::string email = session::emailOf(phase.tokens);
  Facts facts{ElementId("facts"), {{"Signed in as", name}}};
  if (!email.empty() && email != name) facts.rows.emplace_back("Email", email);
  const std::string when =
      texts::timeOfDay(phase.tokens.accessExpiresAt, model.now, model.utcOffset);
  const char* life = phase.tokens.refreshToken ? "Renews at" : "Ends at";
  facts.rows.emplace_back(phase.ended ? "Ended at" : life, when);
  add(screen, std::move(facts));
  addAccountButtons(screen, model, phase);
  if (phase.ended) screen.announcement = "Your session has ended.";
  screen.focusKey = "account";
  return screen;
}

Screen continuedElsewhere(const Model& model) {
  Screen screen = startScreen(model, "continued", "Continued in another tab");
  add(screen, Illustration{ElementId("art"), Picture::done});
  addParagraph(screen, "lead", "Everything goes on there. You can close this one.");
  addStartOver(screen, "Sign in here instead");
  screen.announcement = "Continued in another tab. You can close this one.";
  screen.focusKey = "continued";
  return screen;
}

// What an end without any error is about.
std::string headingOf(const std::vector<idx::Message>& messages, bool isBad) {
  for (const idx::Message& message : messages) {
    if (message.key == "idx.email.verification.required") return "Check your email";
    if (message.key.rfind("idx.return.", 0) == 0) return "This link cannot be used";
  }
  return isBad ? "We could not sign you in" : "A message for you";
}

Screen stopped(const Model& model, const signin::Stopped& phase) {
  const auto& messages = phase.messages;
  const bool isBad = messages.empty() || model.trouble.error ||
                     std::any_of(messages.begin(), messages.end(), [](const auto& message) {
                       return message.severity == idx::Severity::error;
                     });
  Screen screen = startScreen(model, "stopped", headingOf(messages, isBad));
  std::string why = model.trouble.error ? texts::sentenceFor(*model.trouble.error)
                                        : texts::sentencesFor(messages);
  if (why.empty()) why = "The sign-in service ended this attempt. Please start again.";
  addLinks(screen, messages);
  add(screen, Notice{ElementId("notice"), isBad ? Tone::bad : Tone::info, std::move(why),
                     referenceOf(model)});
  if (auto link = wayAround(model)) add(screen, *std::move(link));
  addButton(screen, "restart", isBad ? "Start again" : "Sign in");
  screen.focusKey = "stopped";
  return screen;
}

// Whoever reads slowly, or was away, can have more time (WCAG 2.2 §2.2.1).
void addEndingSoon(Screen& screen) {
  screen.announcement = "This sign-in ends in less than a minute. Do you need more time?";
  insertBeforeHeading(screen, Notice{ElementId("ending"), Tone::info, screen.announcement});
  insertBeforeHeading(screen, Button{.id = ElementId(ids::kStay),
                                     .label = "I need more time",
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
                 [&](const signin::ContinuedElsewhere&) { return continuedElsewhere(model); },
                 [&](const signin::Stopped& it) { return stopped(model, it); }},
      model.phase);
  screen.busy = model.busy;
  if (model.endsSoon && !model.busy) addEndingSoon(screen);
  return screen;
}

}  // namespace latchkey::screen
