#include "screen/parts.h"

#include <algorithm>
#include <utility>

#include "screen/texts.h"

namespace latchkey::screen {
namespace {

using texts::Key;
using texts::Parameter;

using signin::Advice;

// What an advice says above the form, and how it is meant.
struct Advised {
  Key text;
  Tone tone = Tone::bad;
};

// NOLINTNEXTLINE(readability-function-size): a table
std::optional<Advised> aboveTheForm(Advice advice) {
  switch (advice) {
    case Advice::linkRefused:
      return Advised{Key::linkRefused};
    case Advice::linkOutdated:
      return Advised{Key::linkOutdated};
    case Advice::startedAgain:
      return Advised{Key::startedAgain, Tone::info};
    case Advice::answerLost:
      return Advised{Key::answerLost, Tone::info};
    case Advice::mailSentAgain:
      return Advised{Key::emailSentAgain, Tone::good};
    case Advice::tooManyAttempts:
      return Advised{Key::tooManyAttempts};
    case Advice::serviceBusy:
      return Advised{Key::serviceBusyForNow, Tone::info};
    case Advice::waitIsOver:
      return Advised{Key::tryAgainNow, Tone::good};
    case Advice::storageBlocked:
      return Advised{Key::storageBlocked, Tone::info};
    case Advice::clockWrong:
      return Advised{Key::clockWrongButSignedIn, Tone::info};
    case Advice::sessionEnded:
      return Advised{Key::sessionEndedByOrg, Tone::info};
    case Advice::signedOutElsewhere:
      return Advised{Key::signedOutElsewhere, Tone::info};
    case Advice::anotherSignedIn:
      return Advised{Key::anotherAccountSignedIn, Tone::info};
    case Advice::signedOutHere:
      return Advised{Key::signedOutHere, Tone::info};
    case Advice::proofTooOld:
      return Advised{Key::proofTooOld, Tone::info};
    case Advice::sentBack:
      return Advised{Key::sentBack};
    default:
      return std::nullopt;
  }
}

// A code can be refused for other reasons than that it is wrong: those the org says best.
std::string refusedPasscode(const Model& model) {
  const auto& said = model.trouble.messages;
  const bool isOnlyWrong = std::all_of(said.begin(), said.end(), [](const idx::Message& message) {
    return texts::keyFor(message) == Key::codeWrong;
  });
  if (!isOnlyWrong) return texts::sentencesFor(*model.words, said);
  const auto* waiting = std::get_if<signin::AwaitPasscode>(&model.phase);
  // Each mail makes the codes before it useless.
  if (model.trouble.advice == Advice::passcodeElsewhere) return model.say(Key::codeOfAnotherTab);
  if (waiting != nullptr && waiting->mailAge == signin::MailAge::old) {
    return model.say(waiting->resend ? Key::codeWrongOrOldSendAgain : Key::codeWrongOrOld);
  }
  const bool mayBeOlder = waiting != nullptr && waiting->mailsSent > 1;
  return model.say(mayBeOlder ? Key::codeWrongUseNewest : Key::codeWrong);
}

// The configuration may name a page of its own for this, which then goes before the org's.
bool isOnRow(const Row& row, const signin::Way& way) {
  return texts::buttonFor(way.form.name) == Key::createAccount &&
         std::any_of(row.items.begin(), row.items.end(), [](const auto& item) {
           const auto* link = std::get_if<Link>(&item);
           return link != nullptr && link->id == ElementId(ids::kRegister);
         });
}

}  // namespace

std::string referenceOf(const Model& model) {
  const std::string& reference = model.trouble.reference;
  return reference.empty() ? "" : model.say(Key::reference, {{Parameter::reference, reference}});
}

Screen startScreen(const Model& model, std::string_view name, Key heading) {
  return startScreen(model, name, model.say(heading));
}

Screen startScreen(const Model& model, std::string_view name, const std::string& heading) {
  Screen screen;
  screen.name = std::string(name);
  screen.title = heading;
  if (!model.branding.productName.empty()) screen.title += " \u2013 " + model.branding.productName;
  screen.focusKey = screen.name;
  add(screen, Brand{ElementId("brand"), model.branding.productName, model.branding.logo});
  add(screen, Heading{ElementId("title"), heading});
  const Branding& branding = model.branding;
  if (!branding.helpUrl.empty()) {
    screen.footer.push_back({ElementId("help"), model.say(Key::help), branding.helpUrl});
  }
  if (!branding.privacyUrl.empty()) {
    screen.footer.push_back({ElementId("privacy"), model.say(Key::privacy), branding.privacyUrl});
  }
  return screen;
}

void add(Screen& screen, Element element) { screen.elements.push_back(std::move(element)); }

void addParagraph(Screen& screen, std::string_view id, std::string_view text) {
  add(screen, Paragraph{ElementId(std::string(id)), {{std::string(text)}}});
}

void addParagraph(Screen& screen, const Model& model, std::string_view id, Key text) {
  addParagraph(screen, id, model.say(text));
}

void addButton(Screen& screen, const Model& model, std::string_view id, Key label, bool busy,
               ButtonLook look) {
  add(screen, Button{ElementId(std::string(id)), model.say(label), look, busy});
}

Button linkButton(const Model& model, std::string_view id, Key label) {
  return {ElementId(std::string(id)), model.say(label), ButtonLook::link};
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
  if (!error || model.hosted.empty() || texts::keyFor(error->code) != Key::notSetUp) {
    return std::nullopt;
  }
  return Link{ElementId("instead"), model.say(Key::useOrgPage), model.hosted};
}

bool addTrouble(Screen& screen, const Model& model) {
  const auto& messages = model.trouble.messages;
  const auto advised = aboveTheForm(model.trouble.advice);
  std::string text = advised               ? model.say(advised->text)
                     : model.trouble.error ? texts::sentenceFor(*model.words, *model.trouble.error)
                                           : texts::sentencesFor(*model.words, messages);
  if (text.empty()) return false;
  const bool onlyNews =
      model.trouble.advice == Advice::none && !model.trouble.error && !idx::isRefusal(messages);
  const Tone tone = onlyNews ? Tone::info : advised ? advised->tone : Tone::bad;
  insertBeforeHeading(screen,
                      Notice{ElementId("notice"), tone, std::move(text), referenceOf(model)});
  if (auto link = wayAround(model)) insertBeforeHeading(screen, *std::move(link));
  addLinks(screen, model, messages);
  const std::optional<Instant>& until = model.trouble.retryAt;
  if (until && *until > model.now) {
    insertBeforeHeading(
        screen, Status{ElementId("countdown"), texts::tryAgainIn(*model.words, *until - model.now),
                       StatusKind::counting});
  }
  return true;
}

std::optional<Key> unclear(signin::Advice advice) {
  switch (advice) {
    case Advice::usernameTooLong:
      return Key::usernameTooLong;
    case Advice::unclearUsername:
      return Key::usernameAmongWords;
    case Advice::severalUsernames:
      return Key::severalUsernames;
    case Advice::passcodeTooShort:
      return Key::codeTooShort;
    case Advice::passcodeTooLong:
      return Key::codeTooLong;
    case Advice::noPasscode:
      return Key::codeInNoWords;
    case Advice::severalPasscodes:
      return Key::severalCodes;
    default:
      return std::nullopt;
  }
}

std::string addFieldTrouble(Screen& screen, const Model& model, const std::string& field) {
  switch (model.trouble.advice) {
    case Advice::enterUsername:
      return model.say(Key::typeUsernameFirst);
    case Advice::enterPasscode:
      return model.say(Key::typeCodeFirst);
    case Advice::passcodeRefused:
    case Advice::passcodeElsewhere:
      return refusedPasscode(model);
    default:
      break;
  }
  if (const auto problem = unclear(model.trouble.advice)) return model.say(*problem);
  const bool aboutTheField = field == ids::kUsername && model.trouble.advice == Advice::none &&
                             !model.trouble.error && !model.trouble.messages.empty();
  if (aboutTheField) return texts::sentencesFor(*model.words, model.trouble.messages);
  addTrouble(screen, model);
  return "";
}

void addIdentity(Screen& screen, const Model& model) {
  if (model.username.empty()) return;
  add(screen, Identity{ElementId("identity"), model.username, ElementId(ids::kNotYou),
                       model.say(Key::notYou)});
}

void addStartOver(Screen& screen, const Model& model, Key label) {
  add(screen, Row{{linkButton(model, ids::kStartOver, label)}});
}

void addWays(Screen& screen, const Model& model, const std::vector<signin::Way>& ways,
             Beside beside, Row row) {
  using signin::WayKind;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const signin::Way& way = ways[i];
    Button button{.id = ElementId(ids::kWay + std::to_string(i)),
                  .label = texts::labelFor(*model.words, way)};
    const bool isFirstToDo = i == 0 && (way.kind == WayKind::answer ||
                                        (way.kind == WayKind::action && beside == Beside::nothing));
    if (isFirstToDo) {
      button.busy = model.busy;
      add(screen, std::move(button));
    } else if (way.kind == WayKind::action) {
      if (isOnRow(row, way)) continue;
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
    row.items.emplace_back(linkButton(model, ids::kMethods, Key::tryAnotherWay));
  }
  if (!row.items.empty()) add(screen, std::move(row));
}

void addLinks(Screen& screen, const Model& model, const std::vector<idx::Message>& messages) {
  int count = 0;
  for (const idx::Message& message : messages) {
    for (const idx::MessageLink& link : message.links) {
      idx::Message named = message;
      if (!link.label.empty()) named = {message.severity, "", link.label};
      insertBeforeHeading(screen, Link{ElementId("more-" + std::to_string(count++)),
                                       texts::sentenceFor(*model.words, named), link.url});
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
