#include "signin/ways.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

namespace latchkey::signin {
namespace {

using idx::Field;
using idx::Remediation;
using idx::RemediationKind;

bool startsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool isEmptyScalar(const idx::Scalar& value) {
  return std::holds_alternative<std::monostate>(value);
}

// What a person never sees, yet must not be empty, is put in by a script: the answer of a passkey,
// of a captcha, of Duo. A list of values needs a control that this page does not have.
bool wantsAScript(const std::vector<Field>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) {
    const bool asked = field.required && field.isMutable && isEmptyScalar(field.value) &&
                       field.form.empty() && field.options.empty() &&
                       field.type != idx::FieldType::boolean;
    const bool isUnseen = field.visibility == idx::Visibility::hidden;
    const bool isList = field.type == idx::FieldType::set && field.required && field.isMutable;
    return (asked && isUnseen) || isList || wantsAScript(field.form);
  });
}

bool isBeyondUs(const Remediation& form) {
  constexpr std::array<std::string_view, 5> kBeginnings = {
      "launch-", "device-challenge", "device-apple", "enroll-webauthn-", "challenge-webauthn"};
  return wantsAScript(form.fields) ||
         std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return startsWith(form.name, beginning); });
}

// The name by which the screens have words for a link.
std::string_view nameOf(idx::Link::Kind kind) {
  switch (kind) {
    case idx::Link::Kind::success:
      return "success-redirect";
    case idx::Link::Kind::failure:
      return "failure-redirect";
    case idx::Link::Kind::deviceEnrollment:
      return "device-enrollment";
    case idx::Link::Kind::customPasswordPage:
      return "custom-password-page";
  }
  return "";
}

Remediation formOf(const idx::Link& link) {
  Remediation form;
  form.kind = RemediationKind::unknown;
  form.name = std::string(nameOf(link.kind));
  form.method = http::Method::get;
  form.href = link.href;
  form.submittable = false;
  return form;
}

bool isPoll(const Remediation& form) {
  return form.kind == RemediationKind::poll || form.kind == RemediationKind::challengePoll ||
         form.kind == RemediationKind::enrollPoll;
}

// Only an app on this device can answer, and nothing here starts it.
bool isForAnApp(const idx::Response& document) {
  return document.appChallenge && !document.appChallenge->method.empty();
}

// Yes or no: with words for both, or as the only thing that is asked.
bool isQuestion(const Remediation& form, const Field& field) {
  if (field.type != idx::FieldType::boolean || !field.isMutable) return false;
  const bool unseen = field.visibility == idx::Visibility::hidden && field.required;
  return field.options.size() == 2 || (unseen && isEmptyScalar(field.value)) ||
         form.kind == RemediationKind::keepMeSignedIn;
}

// A field whose choices are forms themselves, as an authenticator's are.
const Field* choiceOfForms(const Remediation& form) {
  const auto found = std::find_if(form.fields.begin(), form.fields.end(), [](const Field& field) {
    return std::any_of(field.options.begin(), field.options.end(),
                       [](const idx::Option& option) { return !option.form.empty(); });
  });
  return found == form.fields.end() ? nullptr : &*found;
}

// `form` with `option` chosen, so that only what that one asks for is left.
Remediation withChosen(Remediation form, const Field& field, const idx::Option& option) {
  for (Field& each : form.fields) {
    if (each.name != field.name) continue;
    each.form = option.form;
    each.options.clear();
  }
  form.authenticator = option.authenticator;
  return form;
}

Field* named(std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

class Offers {
 public:
  Offers(const idx::Response& document, std::string_view org) : document_(document), org_(org) {}

  void add(const Remediation& form) {
    if (form.kind == RemediationKind::cancel || isPoll(form) || isBeyondUs(form)) return;
    if (!form.submittable) return addProvider(form);
    if (const Field* field = choiceOfForms(form)) return addMethods(form, *field);
    addAction(form, form.label);
  }

  void addActionsOf(const idx::Authenticator& authenticator) {
    const bool isPassword = authenticator.kind() == idx::AuthenticatorKind::password;
    const std::string forgotten = isPassword ? "" : authenticator.displayName;
    if (authenticator.recover) addAction(*authenticator.recover, forgotten);
    if (authenticator.resend && !isEmail(&authenticator)) add(*authenticator.resend);
  }

  // Without the app on this device that is asked. In the words of the app's name.
  void addWithoutTheApp(const idx::AppChallenge& challenge) {
    const idx::Authenticator* app = document_.current();
    const std::string name = app == nullptr ? "" : app->displayName;
    if (challenge.cancel) ways_.push_back({WayKind::action, *challenge.cancel, {}, name, ""});
  }

  std::vector<Way> take() { return std::move(ways_); }

 private:
  // One button for a request, though the org may name it twice: as a form and beside it. The mail
  // is sent again by a button that the waiting screen has.
  void addAction(const Remediation& form, const std::string& label) {
    const idx::Authenticator* current = document_.current();
    const bool isOfTheMail = isEmail(current) && current->resend &&
                             current->resend->href == form.href &&
                             form.kind == RemediationKind::resend;
    const bool isThere = std::any_of(ways_.begin(), ways_.end(), [&](const Way& way) {
      return way.kind == WayKind::action && way.form.name == form.name &&
             way.form.href == form.href;
    });
    if (!isOfTheMail && !isThere) ways_.push_back({WayKind::action, form, {}, label, ""});
  }

  void addProvider(const Remediation& form) {
    const bool isSafe =
        startsWith(form.href, "https://") || startsWith(form.href, std::string(org_) + '/');
    if (isSafe) ways_.push_back({WayKind::provider, form, {}, form.idpName, ""});
  }

  bool isInUse(const idx::Authenticator* authenticator) const {
    const idx::Authenticator* current = document_.current();
    if (authenticator == nullptr || current == nullptr) return false;
    // Enrolled or not, each passkey ends in the same dialog, which is not for this page.
    const auto isPasskey = [](const idx::Authenticator& each) {
      return each.kind() == idx::AuthenticatorKind::passkey;
    };
    if (isPasskey(*current) && isPasskey(*authenticator)) return true;
    return !current->id.empty() && authenticator->id == current->id;
  }

  // A phone that got a text message can be called: what is left of `way` is that.
  bool leavesAnotherMethod(Way& way, const std::string& list) const {
    const std::vector<std::string>& inUse = document_.current()->methods;
    Field* chosen = named(way.form.fields, list);
    Field* method = chosen == nullptr ? nullptr : named(chosen->form, "methodType");
    if (method == nullptr || inUse.size() != 1) return false;
    const idx::Scalar used = inUse.front();
    if (method->options.empty()) {
      return !isEmptyScalar(method->value) && method->value != used;
    }
    std::erase_if(method->options, [&](const idx::Option& it) { return it.value == used; });
    // What a person cannot choose is chosen.
    if (method->options.size() == 1) method->required = true;
    return !method->options.empty();
  }

  void addMethods(const Remediation& whole, const Field& field) {
    auto afterEmail = ways_.end() - ways_.begin();
    for (const idx::Option& option : field.options) {
      if (option.form.empty()) continue;
      const idx::Authenticator* about =
          option.authenticator ? &document_.authenticators[*option.authenticator] : nullptr;
      Way way{WayKind::method, withChosen(whole, field, option), {}, option.label, ""};
      if (isInUse(about) && !leavesAnotherMethod(way, field.name)) continue;
      if (about != nullptr && way.label.empty()) way.label = about->displayName;
      if (about != nullptr) way.detail = about->email.empty() ? about->phone : about->email.primary;
      // Email is what this page is for.
      const auto at = isEmail(about) ? ways_.begin() + afterEmail++ : ways_.end();
      ways_.insert(at, std::move(way));
    }
  }

  const idx::Response& document_;
  std::string_view org_;
  std::vector<Way> ways_;
};

// What a person can fill in. Lists that lead elsewhere ("Sign in instead") come last, and beside a
// poll they are other ways to do the same.
const Remediation* formToFillIn(const idx::Response& document) {
  const bool waits =
      std::any_of(document.remediations.begin(), document.remediations.end(), isPoll);
  const Remediation* list = nullptr;
  for (const Remediation& form : document.remediations) {
    const bool fits = form.submittable && choiceOfForms(form) == nullptr && !isPoll(form) &&
                      !isBeyondUs(form) && !idx::visibleFields(form).empty();
    const bool asks = std::any_of(form.fields.begin(), form.fields.end(),
                                  [&](const Field& field) { return isQuestion(form, field); });
    if (!fits && !asks) continue;
    if (!startsWith(form.name, "select-")) return &form;
    if (list == nullptr && !waits) list = &form;
  }
  return list;
}

// Takes the question out of the form: its answers are two buttons.
std::vector<Way> answersOf(Remediation& form) {
  std::vector<Way> ways;
  for (Field& field : form.fields) {
    if (!isQuestion(form, field)) continue;
    field.visibility = idx::Visibility::hidden;
    for (const bool yes : {true, false}) {
      const auto option =
          std::find_if(field.options.begin(), field.options.end(),
                       [&](const idx::Option& it) { return it.value == idx::Scalar(yes); });
      Way way{WayKind::answer, {}, {{field.name, yes}}, "", ""};
      if (option != field.options.end()) way.label = option->label;
      ways.push_back(std::move(way));
    }
    break;
  }
  for (Way& way : ways) way.form = form;
  return ways;
}

// What the answer grants in any case stands there as a fixed tick; without words it is a
// technicality ("openid").
void collectGranted(const std::vector<Field>& fields, std::vector<std::string>& into) {
  for (const Field& field : fields) {
    const bool isGranted = !field.isMutable && field.value == idx::Scalar(true);
    if (isGranted && !field.label.empty()) into.push_back(field.label);
    collectGranted(field.form, into);
  }
}

void takeForm(OtherStep& step, const Remediation& main) {
  Remediation form = main;
  step.name = form.name;
  step.details = form.scopes;
  collectGranted(form.fields, step.details);
  step.facts = form.requestInfo;
  step.ways = answersOf(form);
  if (step.ways.empty() || !idx::visibleFields(form).empty()) step.form = std::move(form);
}

}  // namespace

bool isEmail(const idx::Authenticator* authenticator) {
  return authenticator != nullptr && authenticator->kind() == idx::AuthenticatorKind::email;
}

bool isMethod(const Way& way) { return way.kind == WayKind::method; }

std::vector<Way> waysBeside(const idx::Response& document, const Remediation* main,
                            std::string_view org) {
  Offers offers(document, org);
  for (const Remediation& form : document.remediations) {
    if (main == nullptr || form != *main) offers.add(form);
  }
  for (const idx::Link& link : document.links) offers.add(formOf(link));
  if (const idx::Authenticator* current = document.current()) offers.addActionsOf(*current);
  if (document.appChallenge) offers.addWithoutTheApp(*document.appChallenge);
  return offers.take();
}

OtherStep stepOf(const idx::Response& document, std::string_view org) {
  OtherStep step;
  step.app = document.appLabel;
  if (!document.remediations.empty()) {
    step.name = document.remediations.front().name;
  } else if (!document.links.empty()) {
    step.name = std::string(nameOf(document.links.front().kind));
  }
  const Remediation* main = formToFillIn(document);
  if (main != nullptr) takeForm(step, *main);
  const auto poll =
      std::find_if(document.remediations.begin(), document.remediations.end(), isPoll);
  if (poll != document.remediations.end()) step.poll = *poll;
  const idx::Authenticator* about =
      main == nullptr ? document.current() : document.authenticatorOf(*main);
  if (about != nullptr) {
    step.about = *about;
    if (!step.poll) step.poll = about->poll;
  }
  std::vector<Way> ways = waysBeside(document, main, org);
  std::move(ways.begin(), ways.end(), std::back_inserter(step.ways));
  step.isBeyondUs = main == nullptr &&
                    (step.ways.empty() || std::any_of(document.remediations.begin(),
                                                      document.remediations.end(), isBeyondUs));
  // There is nothing to poll for where only an app on this device could answer: it is not started
  // from here.
  const bool isInVain = main == nullptr && isForAnApp(document);
  if (isInVain) step.poll.reset();
  step.isBeyondUs = isInVain || (step.isBeyondUs && !step.poll);
  return step;
}

}  // namespace latchkey::signin
