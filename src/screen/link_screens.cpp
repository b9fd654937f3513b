#include "screen/link_screens.h"

#include <string>
#include <utility>

#include "screen/parts.h"
#include "screen/texts.h"

namespace latchkey::screen {
namespace {

// Where the sign-in began, so that a person can tell whether it was their own.
void addOrigin(Screen& screen, const idx::ClientInfo& began) {
  Facts facts{ElementId("facts"), {}};
  const std::string device = texts::listed({texts::readable(began.browser), began.os});
  const std::string place = texts::listed({began.city, began.country});
  if (!device.empty()) facts.rows.emplace_back("Began on", device);
  if (!place.empty()) facts.rows.emplace_back("Near", place);
  if (!facts.rows.empty()) add(screen, std::move(facts));
}

void addCopied(Screen& screen, const Model& model) {
  if (model.copied == Copied::no) return;
  const bool copied = model.copied == Copied::yes;
  screen.announcement =
      copied ? "Copied." : "Your browser did not let us copy it. Please type it instead.";
  add(screen, Status{ElementId("copied"), screen.announcement, StatusKind::plain});
}

Screen askWhoBegan(const Model& model, const signin::LinkElsewhere& phase) {
  Screen screen = startScreen(model, "elsewhere", "Did you just begin to sign in?");
  if (phase.isBrowserForgetful) {
    addParagraph(screen, "lead",
                 "This browser keeps no data of this site, so we cannot tell whether you began in "
                 "it or on another device.");
  } else {
    addParagraph(screen, "lead",
                 "This link belongs to a sign-in in another browser or on another device.");
  }
  if (phase.began) addOrigin(screen, *phase.began);
  if (!phase.isBrowserForgetful) {
    insertBeforeHeading(screen,
                        Notice{ElementId("warning"), Tone::info,
                               "If you began in this very browser, and not in a private window, "
                               "stop: the page you began on was not ours."});
  }
  addButton(screen, "mine", phase.otp ? "Yes, show the code" : "Yes, I did");
  addButton(screen, ids::kNotMine, "No", false, ButtonLook::secondary);
  addStartOver(screen, "Sign in here instead");
  return screen;
}

Screen showCode(const Model& model, const signin::LinkElsewhere& phase) {
  Screen screen = startScreen(model, "elsewhere-code", "One more step");
  addParagraph(screen, "lead",
               std::string(phase.otp ? "Type this code" : "Type the code from the email") +
                   " on the page where you began, and nowhere else. Give it to nobody.");
  if (phase.began) addOrigin(screen, *phase.began);
  if (phase.otp) {
    add(screen, CodeDisplay{ElementId("code"), phase.otp->reveal()});
    addButton(screen, ids::kCopyCode, "Copy code", false, ButtonLook::secondary);
  }
  if (model.hasLink) {
    addParagraph(screen, "link",
                 "Or open the link there: it signs you in without the code. Your mail program may "
                 "offer to open this page in your browser.");
    addButton(screen, ids::kCopyLink, "Copy link", false, ButtonLook::secondary);
  }
  addCopied(screen, model);
  addStartOver(screen, "Sign in here instead");
  return screen;
}

Screen refuseCode(const Model& model) {
  Screen screen = startScreen(model, "elsewhere-refused", "Please close this page");
  addParagraph(screen, "lead",
               "Another person may have typed your username, by mistake or to sign in as you. "
               "Without the code from the email that cannot succeed: give it to nobody.");
  add(screen,
      Row{{linkButton(ids::kBack, "Back"), linkButton(ids::kStartOver, "Sign in here instead")}});
  return screen;
}

}  // namespace

Screen linkElsewhere(const Model& model, const signin::LinkElsewhere& phase) {
  using Stage = signin::LinkElsewhere::Stage;
  if (phase.stage == Stage::question) return askWhoBegan(model, phase);
  return phase.stage == Stage::code ? showCode(model, phase) : refuseCode(model);
}

Screen linkDamaged(const Model& model, const signin::LinkDamaged& phase) {
  Screen screen = startScreen(model, "damaged", "This link is damaged");
  addParagraph(screen, "lead",
               "It was changed on its way to you, so we could not use it. Open it again from the "
               "email, or type the code from the email where you began.");
  if (phase.canGoOn) {
    addButton(screen, "go-on", "Go on where you were");
    addStartOver(screen, "Start again");
  } else {
    addButton(screen, "restart", "Start again");
  }
  return screen;
}

}  // namespace latchkey::screen
