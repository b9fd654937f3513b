#include "screen/parts.h"

#include <algorithm>
#include <utility>

#include "screen/texts.h"

namespace latchkey::screen {
namespace {

using signin::Advice;

// What to tell above the form, and how it is meant.
struct Sentence {
  std::string text;
  Tone tone = Tone::bad;
};

// NOLINTNEXTLINE(readability-function-size): a table
Sentence sentenceFor(const Model& model) {
  switch (model.trouble.advice) {
    case Advice::linkRefused:
      return {
          "That link no longer works. Open the one in the newest email, or type its code here."};
    case Advice::linkOutdated:
      return {
          "That link belongs to a sign-in that is over. Start again here, and we will send you a "
          "new one."};
    case Advice::startedAgain:
      return {"That took too long, so we started again. Choose Next to go on.", Tone::info};
    case Advice::answerLost:
      return {"The connection broke while we were signing you in, so we started again.",
              Tone::info};
    case Advice::mailSentAgain:
      return {"We sent you another email. Only the newest code and link work.", Tone::good};
    case Advice::tooManyAttempts:
      return {"Too many attempts. Wait a little, then try again."};
    case Advice::serviceBusy:
      return {"The sign-in service is busy. Nothing is lost: we go on by ourselves in a moment.",
              Tone::info};
    case Advice::waitIsOver:
      return {"You can try again now.", Tone::good};
    case Advice::storageBlocked:
      return {
          "Your browser does not keep data of this site, so you are signed in on this page only.",
          Tone::info};
    case Advice::clockWrong:
      return {
          "The clock of this device seems to be wrong. You are signed in all the same, but please "
          "set it right.",
          Tone::info};
    case Advice::sessionEnded:
      return {"Your organization has ended this session. Sign in again to go on.", Tone::info};
    case Advice::signedOutElsewhere:
      return {"You signed out in another tab.", Tone::info};
    case Advice::anotherSignedIn:
      return {"Another account was signed in in another tab. You can still go on with this one.",
              Tone::info};
    case Advice::signedOutHere:
      return {
          "You are signed out on this device. Your organization has not confirmed it, so this "
          "session may still count there. Please try again.",
          Tone::info};
    case Advice::proofTooOld:
      return {"Your organization asks you to sign in once more before you go on.", Tone::info};
    case Advice::sentBack:
      return {
          "You are signed in, but the page that you want to see has sent you back here several "
          "times. You can try it once more, or use another account. If it stays like this, "
          "please tell the people who run it."};
    default:
      break;
  }
  if (model.trouble.error) return {texts::sentenceFor(*model.trouble.error)};
  return {texts::sentencesFor(model.trouble.messages)};
}

constexpr std::string_view kOldCode = "That code is not right, or it is too old.";

// A code can be refused for other reasons than that it is wrong: those the org says best.
std::string refusedPasscode(const Model& model) {
  std::string said = texts::sentencesFor(model.trouble.messages);
  if (!said.empty() && said != texts::kWrongCode) return said;
  const auto* waiting = std::get_if<signin::AwaitPasscode>(&model.phase);
  // Each mail makes the codes before it useless.
  if (model.trouble.advice == Advice::passcodeElsewhere) {
    return "That code is not right here. A newer email was asked for in another tab: use its code "
           "there.";
  }
  if (waiting != nullptr && waiting->mailAge == signin::MailAge::old) {
    return std::string(kOldCode) +
           (waiting->resend ? " Check it, or choose \u201CSend again\u201D to get a new one."
                            : " Check it, or go back to sign in and start again.");
  }
  const bool mayBeOlder = waiting != nullptr && waiting->mailsSent > 1;
  return mayBeOlder ? "That code is not right. Use the one from the newest email."
                    : std::string(texts::kWrongCode);
}

bool hasLinkNamed(const Row& row, std::string_view label) {
  return std::any_of(row.items.begin(), row.items.end(), [&](const auto& item) {
    const auto* link = std::get_if<Link>(&item);
    return link != nullptr && link->label == label;
  });
}

}  // namespace

std::string referenceOf(const Model& model) {
  const std::string& reference = model.trouble.reference;
  return reference.empty() ? "" : "Reference: " + reference;
}

Screen startScreen(const Model& model, std::string_view name, std::string_view heading) {
  Screen screen;
  screen.name = std::string(name);
  screen.title = heading;
  if (!model.branding.productName.empty()) screen.title += " \u2013 " + model.branding.productName;
  screen.focusKey = screen.name;
  add(screen, Brand{ElementId("brand"), model.branding.productName, model.branding.logo});
  add(screen, Heading{ElementId("title"), std::string(heading)});
  const Branding& branding = model.branding;
  if (!branding.helpUrl.empty()) {
    screen.footer.push_back({ElementId("help"), "Help", branding.helpUrl});
  }
  if (!branding.privacyUrl.empty()) {
    screen.footer.push_back({ElementId("privacy"), "Privacy", branding.privacyUrl});
  }
  return screen;
}

void add(Screen& screen, Element element) { screen.elements.push_back(std::move(element)); }

void addParagraph(Screen& screen, std::string_view id, std::string_view text) {
  add(screen, Paragraph{ElementId(std::string(id)), {{std::string(text)}}});
}

void addButton(Screen& screen, std::string_view id, std::string_view label, bool busy,
               ButtonLook look) {
  add(screen, Button{ElementId(std::string(id)), std::string(label), look, busy});
}

Button linkButton(std::string_view id, std::string_view label) {
  return {ElementId(std::string(id)), std::string(label), ButtonLook::link};
}

void insertBeforeHeading(Screen& screen, Element element) {
  const auto heading =
      std::find_if(screen.elements.begin(), screen.elements.end(),
                   [](const Element& it) { return std::holds_alternative<Heading>(it); });
  screen.elements.insert(heading, std::move(element));
}

void insertPicture(Screen& screen, Picture picture) {
  insertBeforeHeading(screen, Illustration{ElementId("art"), picture});
}

std::optional<Link> wayAround(const Model& model) {
  const std::optional<Error>& error = model.trouble.error;
  if (!error || model.org.empty() || texts::sentenceFor(*error) != texts::kNotSetUp) {
    return std::nullopt;
  }
  return Link{ElementId("instead"), "Use your organization\u2019s page", model.org + '/'};
}

bool addTrouble(Screen& screen, const Model& model) {
  Sentence sentence = sentenceFor(model);
  if (sentence.text.empty()) return false;
  const auto& messages = model.trouble.messages;
  const bool onlyNews =
      model.trouble.advice == Advice::none && !model.trouble.error && !idx::isRefusal(messages);
  if (onlyNews) sentence.tone = Tone::info;
  insertBeforeHeading(screen, Notice{ElementId("notice"), sentence.tone, std::move(sentence.text),
                                     referenceOf(model)});
  if (auto link = wayAround(model)) insertBeforeHeading(screen, *std::move(link));
  addLinks(screen, messages);
  const std::optional<Instant>& until = model.trouble.retryAt;
  if (until && *until > model.now) {
    insertBeforeHeading(screen,
                        Status{ElementId("countdown"),
                               "You can try again " + texts::waitFor(*until - model.now) + ".",
                               StatusKind::counting});
  }
  return true;
}

std::string unclear(signin::Advice advice) {
  switch (advice) {
    case Advice::usernameTooLong:
      return "That is too long for a username. Check it and try again.";
    case Advice::unclearUsername:
      return "Type only your username, without any other words.";
    case Advice::severalUsernames:
      return "There is more than one address in that. Type only yours.";
    case Advice::passcodeTooShort:
      return "That is too short to be the code. Check it and try again.";
    case Advice::passcodeTooLong:
      return "That is too long to be the code. Type only the code.";
    case Advice::noPasscode:
      return "We found no code in that. Type only the code.";
    case Advice::severalPasscodes:
      return "There is more than one number in that which could be the code. Type only the code.";
    default:
      return "";
  }
}

std::string addFieldTrouble(Screen& screen, const Model& model, const std::string& field) {
  switch (model.trouble.advice) {
    case Advice::enterUsername:
      return "Type your username first.";
    case Advice::enterPasscode:
      return "Type the code from the email first.";
    case Advice::passcodeRefused:
    case Advice::passcodeElsewhere:
      return refusedPasscode(model);
    default:
      break;
  }
  const std::string problem = unclear(model.trouble.advice);
  if (!problem.empty()) return problem;
  const bool aboutTheField = field == ids::kUsername && model.trouble.advice == Advice::none &&
                             !model.trouble.error && !model.trouble.messages.empty();
  if (aboutTheField) return texts::sentencesFor(model.trouble.messages);
  addTrouble(screen, model);
  return "";
}

void addIdentity(Screen& screen, const Model& model) {
  if (model.username.empty()) return;
  add(screen, Identity{ElementId("identity"), model.username, ElementId(ids::kNotYou), "Not you?"});
}

void addStartOver(Screen& screen, std::string_view label) {
  add(screen, Row{{linkButton(ids::kStartOver, label)}});
}

void addWays(Screen& screen, const Model& model, const std::vector<signin::Way>& ways,
             Beside beside, Row row) {
  using signin::WayKind;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const signin::Way& way = ways[i];
    Button button{.id = ElementId(ids::kWay + std::to_string(i)), .label = texts::labelFor(way)};
    const bool isFirstToDo = i == 0 && (way.kind == WayKind::answer ||
                                        (way.kind == WayKind::action && beside == Beside::nothing));
    if (isFirstToDo) {
      button.busy = model.busy;
      add(screen, std::move(button));
    } else if (way.kind == WayKind::action) {
      // The configuration may name a page of its own for this, which then goes before the org's.
      if (hasLinkNamed(row, button.label)) continue;
      button.look = ButtonLook::link;
      row.items.emplace_back(std::move(button));
    } else if (way.kind != WayKind::method || beside == Beside::nothing) {
      button.look = ButtonLook::secondary;
      add(screen, std::move(button));
    }
  }
  if (beside == Beside::aForm && std::any_of(ways.begin(), ways.end(), [](const auto& way) {
        return way.kind == signin::WayKind::method;
      })) {
    row.items.emplace_back(linkButton(ids::kMethods, "Try another way"));
  }
  if (!row.items.empty()) add(screen, std::move(row));
}

void addLinks(Screen& screen, const std::vector<idx::Message>& messages) {
  int count = 0;
  for (const idx::Message& message : messages) {
    for (const idx::MessageLink& link : message.links) {
      idx::Message named = message;
      if (!link.label.empty()) named = {message.severity, "", link.label};
      insertBeforeHeading(screen, Link{ElementId("more-" + std::to_string(count++)),
                                       texts::sentenceFor(named), link.url});
    }
  }
}

std::string typed(const Model& model, const std::string& field, const std::string& known) {
  const auto draft = model.draft.texts.find(field);
  return draft == model.draft.texts.end() ? known : draft->second;
}

void focusOn(Screen& screen, const Model& model, const std::string& field) {
  screen.focus = ElementId(field);
  if (model.problems > 0) screen.focusKey += '#' + std::to_string(model.problems);
}

}  // namespace latchkey::screen
