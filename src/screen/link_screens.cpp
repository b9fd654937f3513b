#include "screen/link_screens.h"

#include <string>
#include <utility>

#include "screen/parts.h"
#include "screen/texts.h"

namespace latchkey::screen {
namespace {

using texts::Key;
using texts::Parameter;

// Where the sign-in began, so that a person can tell whether it was their own.
void addOrigin(Screen& screen, const Model& model, const idx::ClientInfo& began) {
  Facts facts{ElementId("facts"), {}};
  const std::string device =
      texts::listed(*model.words, {texts::readable(began.browser), began.os});
  const std::string place = texts::listed(*model.words, {began.city, began.country});
  if (!device.empty()) facts.rows.emplace_back(model.say(Key::beganOn), device);
  if (!place.empty()) facts.rows.emplace_back(model.say(Key::near), place);
  if (!facts.rows.empty()) add(screen, std::move(facts));
}

void addCopied(Screen& screen, const Model& model) {
  if (model.copied == Copied::no) return;
  const bool copied = model.copied == Copied::yes;
  screen.announcement = model.say(copied ? Key::copied : Key::copyRefused);
  add(screen, Status{ElementId("copied"), screen.announcement, StatusKind::plain});
}

Screen askWhoBegan(const Model& model, const signin::LinkElsewhere& phase) {
  Screen screen = startScreen(model, "elsewhere", Key::didYouBegin);
  if (phase.isBrowserForgetful) {
    addParagraph(screen, model, "lead", Key::browserForgetful);
  } else {
    addParagraph(screen, model, "lead", Key::linkOfAnotherBrowser);
  }
  if (phase.began) addOrigin(screen, model, *phase.began);
  if (!phase.isBrowserForgetful) {
    insertBeforeHeading(
        screen, Notice{ElementId("warning"), Tone::info, model.say(Key::stopIfYouBeganHere)});
  }
  addButton(screen, model, "mine", phase.otp ? Key::yesShowCode : Key::yesIDid);
  addButton(screen, model, ids::kNotMine, Key::no, false, ButtonLook::secondary);
  addStartOver(screen, model, Key::signInHere);
  return screen;
}

Screen showCode(const Model& model, const signin::LinkElsewhere& phase) {
  Screen screen = startScreen(model, "elsewhere-code", Key::oneMoreStep);
  addParagraph(screen, model, "lead", phase.otp ? Key::typeThisCode : Key::typeCodeFromEmail);
  if (phase.began) addOrigin(screen, model, *phase.began);
  if (phase.otp) {
    add(screen, CodeDisplay{ElementId("code"), phase.otp->reveal()});
    addButton(screen, model, ids::kCopyCode, Key::copyCode, false, ButtonLook::secondary);
  }
  if (model.hasLink) {
    addParagraph(screen, model, "link", Key::orOpenLink);
    addButton(screen, model, ids::kCopyLink, Key::copyLink, false, ButtonLook::secondary);
  }
  addCopied(screen, model);
  addStartOver(screen, model, Key::signInHere);
  return screen;
}

Screen refuseCode(const Model& model) {
  Screen screen = startScreen(model, "elsewhere-refused", Key::pleaseClosePage);
  addParagraph(screen, model, "lead", Key::anotherPersonBegan);
  add(screen, Row{{linkButton(model, ids::kBack, Key::back),
                   linkButton(model, ids::kStartOver, Key::signInHere)}});
  return screen;
}

}  // namespace

Screen linkElsewhere(const Model& model, const signin::LinkElsewhere& phase) {
  using Stage = signin::LinkElsewhere::Stage;
  if (phase.stage == Stage::question) return askWhoBegan(model, phase);
  return phase.stage == Stage::code ? showCode(model, phase) : refuseCode(model);
}

Screen linkDamaged(const Model& model, const signin::LinkDamaged& phase) {
  Screen screen = startScreen(model, "damaged", Key::linkDamaged);
  addParagraph(screen, model, "lead", Key::linkDamagedLead);
  if (phase.canGoOn) {
    addButton(screen, model, "go-on", Key::goOnWhereYouWere);
    addStartOver(screen, model, Key::startAgain);
  } else {
    addButton(screen, model, "restart", Key::startAgain);
  }
  return screen;
}

Screen orgLink(const Model& model, const signin::OrgLink& phase) {
  Screen screen = startScreen(model, "org-link", Key::linkForOrg);
  add(screen,
      Notice{ElementId("notice"), Tone::bad, model.say(Key::linkForOrgLead), referenceOf(model)});
  add(screen, Link{ElementId("instead"), model.say(Key::goOnAtOrg), phase.address});
  addStartOver(screen, model, Key::signInHere);
  return screen;
}

}  // namespace latchkey::screen
