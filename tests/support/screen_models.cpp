#include "tests/support/screen_models.h"

#include <utility>

#include "tests/support/model_parts.h"

namespace latchkey::support {
namespace {

void addUsernameScreens(std::vector<ScreenModel>& all) {
  const Model fresh = modelOf(identify());
  const Model typed = typing(fresh, "username", "ada@example.com");
  all.push_back({"username", fresh});
  all.push_back({"username-before-the-org-answered", modelOf(signin::Identify{})});
  all.push_back({"username-busy", busy(typed)});
  all.push_back({"username-empty", change(withAdvice(fresh, Advice::enterUsername),
                                          [](Model& model) { model.problems = 1; })});
  all.push_back({"username-unknown",
                 change(withMessage(typed, messageOf(idx::Severity::info, "idx.unknown.user",
                                                     "There is no account with the Username ada.")),
                        [](Model& model) { model.problems = 2; })});
  all.push_back({"username-offline", withError(typed, ErrorCode::offline)});
  for (const auto& [name, code] :
       {std::pair("username-connection-broke", ErrorCode::networkUnreachable),
        std::pair("username-unreachable", ErrorCode::hostUnreachable),
        std::pair("username-blocked", ErrorCode::requestBlocked)}) {
    all.push_back({name, withError(typed, code)});
  }
  all.push_back({"username-not-set-up",
                 change(withError(typed, ErrorCode::originNotTrusted), [](Model& model) {
                   model.trouble.reference = "origin-not-trusted, 14:02 UTC";
                   model.hosted = "https://id.example.com/";
                 })});
  all.push_back({"username-service-busy",
                 withAdvice(withError(typed, ErrorCode::rateLimited), Advice::serviceBusy)});
  all.push_back({"username-timed-out", withError(typed, ErrorCode::timedOut)});
  all.push_back({"username-server-failed", withError(typed, ErrorCode::serverFailed)});
  all.push_back({"username-rate-limited",
                 withAdvice(withError(typed, ErrorCode::rateLimited), Advice::tooManyAttempts)});
  all.push_back({"username-rate-limited-with-a-wait", change(all.back().model, [](Model& model) {
                   model.trouble.retryAt = model.now + Seconds(40);
                 })});
  all.push_back({"username-keep-me-signed-in",
                 change(modelOf(identify({tickBox("rememberMe", "Keep me signed in")})),
                        [](Model& model) { model.draft.ticks["keep-signed-in"] = true; })});
  all.push_back({"username-with-links", change(fresh, [](Model& model) {
                   model.branding = {"Northwind", "/logo.svg", "https://www.example.com/help",
                                     "/privacy", "/register"};
                 })});
  all.push_back({"username-link-outdated", withAdvice(typed, Advice::linkOutdated)});
  all.push_back({"username-started-again", withAdvice(typed, Advice::startedAgain)});
  all.push_back({"username-of-two", withAdvice(typing(fresh, "username", "ada@x.test eve@x.test"),
                                               Advice::severalUsernames)});
  all.push_back({"username-too-long", withAdvice(typed, Advice::usernameTooLong)});
  all.push_back({"username-among-words", withAdvice(typed, Advice::unclearUsername)});
  signin::Identify besides = identify();
  besides.waitingFor = "grace@example.com";
  all.push_back({"username-beside-a-mail", modelOf(besides)});
}

void addAskScreens(std::vector<ScreenModel>& all) {
  const Model fresh = onPhase(ask("a***a@example.com"));
  all.push_back({"ask", fresh});
  all.push_back({"ask-without-email", onPhase(ask(""))});
  signin::AskForEmail two = ask("a***a@example.com");
  two.email.secondary = "l***e@example.org";
  all.push_back({"ask-with-two-addresses", onPhase(two)});
  all.push_back({"ask-busy", busy(fresh)});
  all.push_back({"ask-offline", withError(fresh, ErrorCode::offline)});
}

void addPasscodeScreens(std::vector<ScreenModel>& all) {
  signin::AwaitPasscode phase = await();
  const Model typed = typing(onPhase(phase), "passcode", "482 913");
  all.push_back({"passcode", onPhase(phase)});
  all.push_back({"passcode-busy", busy(typed)});
  all.push_back({"passcode-empty", change(withAdvice(onPhase(phase), Advice::enterPasscode),
                                          [](Model& model) { model.problems = 1; })});
  all.push_back({"passcode-wrong", change(withAdvice(typed, Advice::passcodeRefused),
                                          [](Model& model) { model.problems = 1; })});
  all.push_back({"passcode-offline", withError(typed, ErrorCode::offline)});
  all.push_back({"passcode-link-refused", withAdvice(onPhase(phase), Advice::linkRefused)});
  all.push_back({"passcode-rate-limited",
                 change(withAdvice(typed, Advice::tooManyAttempts), [](Model& model) {
                   model.trouble.retryAt = model.now + std::chrono::minutes(5);
                 })});
  phase.mailAge = signin::MailAge::settled;
  all.push_back({"passcode-resend-offered", onPhase(phase)});
  phase.mailsSent = 2;
  all.push_back(
      {"passcode-sent-again-and-wrong",
       withAdvice(typing(onPhase(phase), "passcode", "482913"), Advice::passcodeRefused)});
  phase.mailAge = signin::MailAge::fresh;
  all.push_back({"passcode-sent-again", withAdvice(onPhase(phase), Advice::mailSentAgain)});

  all.push_back({"passcode-of-another-tab", withAdvice(typed, Advice::passcodeElsewhere)});
  all.push_back({"passcode-too-short", withAdvice(typed, Advice::passcodeTooShort)});
  all.push_back({"passcode-too-long", withAdvice(typed, Advice::passcodeTooLong)});
  all.push_back({"passcode-in-no-words", withAdvice(typed, Advice::noPasscode)});
  all.push_back({"passcode-of-two", withAdvice(typed, Advice::severalPasscodes)});
  signin::AwaitPasscode old = await();
  old.mailAge = signin::MailAge::old;
  all.push_back({"passcode-old", onPhase(old)});
  all.push_back({"passcode-old-and-wrong",
                 withAdvice(typing(onPhase(old), "passcode", "482913"), Advice::passcodeRefused)});
  old.resend.reset();
  all.push_back({"passcode-old-without-another", onPhase(old)});

  signin::AwaitPasscode two = await();
  two.email.secondary = "l***e@example.org";
  all.push_back({"passcode-with-two-addresses", onPhase(two)});

  signin::AwaitPasscode codeOnly = await();
  codeOnly.magicLink = signin::MagicLink::absent;
  all.push_back({"passcode-without-a-link", onPhase(codeOnly)});
  codeOnly.email = {};
  codeOnly.form.fields.front().form.front().format = "alphanumeric";
  all.push_back({"passcode-with-letters", onPhase(codeOnly)});
}

void addPassingScreens(std::vector<ScreenModel>& all) {
  all.push_back({"arriving", busy(modelOf(signin::Arriving{}))});
  all.push_back({"arriving-offline", withError(modelOf(signin::Arriving{}), ErrorCode::offline)});
  all.push_back({"redeeming", busy(onPhase(signin::Redeeming{}))});
  all.push_back(
      {"redeeming-blocked",
       change(withError(onPhase(signin::Redeeming{}), ErrorCode::requestBlocked),
              [](Model& model) { model.trouble.reference = "request-blocked, 14:02 UTC"; })});
  all.push_back({"redeeming-offline", withError(onPhase(signin::Redeeming{}), ErrorCode::offline)});
  all.push_back({"leaving", busy(onPhase(signin::Leaving{}))});
  all.push_back({"leaving-for-too-long", onPhase(signin::Leaving{})});
  all.push_back({"leaving-for-the-sign-in-page",
                 busy(modelOf(signin::Leaving{signin::LeavingFor::signInPage}))});
  all.push_back(
      {"leaving-to-sign-out", busy(onPhase(signin::Leaving{signin::LeavingFor::signOut}))});
}

void addAccountScreens(std::vector<ScreenModel>& all) {
  signin::SignedIn phase = account("Ada Lovelace", "ada@example.com");
  all.push_back({"account", modelOf(phase)});
  all.push_back({"account-storage-blocked", withAdvice(modelOf(phase), Advice::storageBlocked)});
  all.push_back({"account-clock-wrong", withAdvice(modelOf(phase), Advice::clockWrong)});
  all.push_back({"account-proof-too-old", withAdvice(modelOf(phase), Advice::proofTooOld)});
  signin::SignedIn back = phase;
  back.isSentBack = true;
  all.push_back({"account-sent-back", withAdvice(modelOf(back), Advice::sentBack)});
  phase.leaving = true;
  all.push_back({"account-leaving", modelOf(phase)});
  signin::SignedIn over = account("", "ada@example.com");
  over.ended = true;
  over.tokens.accessExpiresAt = fromUnix(kNow - std::chrono::hours(24));
  all.push_back({"account-ended", modelOf(over)});
  all.push_back({"account-ended-by-the-org", withAdvice(modelOf(over), Advice::sessionEnded)});
  all.push_back(
      {"account-signed-out-elsewhere", withAdvice(modelOf(over), Advice::signedOutElsewhere)});
  over.isUnconfirmed = true;
  all.push_back({"account-signed-out-here", withAdvice(modelOf(over), Advice::signedOutHere)});
  over.canEndAtOrg = true;
  all.push_back({"account-signed-out-here-and-not-at-the-org",
                 withAdvice(modelOf(over), Advice::signedOutHere)});
}

void addElsewhereScreens(std::vector<ScreenModel>& all) {
  using Stage = signin::LinkElsewhere::Stage;
  signin::LinkElsewhere phase = elsewhere();
  all.push_back({"elsewhere-of-unknown-origin", modelOf(phase)});
  phase.isBrowserForgetful = true;
  all.push_back({"elsewhere-in-a-browser-that-keeps-nothing", modelOf(phase)});
  phase.isBrowserForgetful = false;
  phase.began = idx::ClientInfo{"FIREFOX", "Mac OS X", "Toronto", "Canada"};
  all.push_back({"elsewhere", modelOf(phase)});
  phase.stage = Stage::refused;
  all.push_back({"elsewhere-refused", modelOf(phase)});
  phase.stage = Stage::code;
  all.push_back(
      {"elsewhere-code", change(modelOf(phase), [](Model& model) { model.hasLink = true; })});
  phase.otp.reset();
  all.push_back({"elsewhere-without-the-code", modelOf(phase)});
  phase.otp = elsewhere().otp;
  const auto copied = [](screen::Copied outcome) {
    return [outcome](Model& model) { model.copied = outcome; };
  };
  all.push_back({"elsewhere-copied", change(modelOf(phase), copied(screen::Copied::yes))});
  all.push_back(
      {"elsewhere-copy-refused", change(modelOf(phase), copied(screen::Copied::refused))});
  phase.began = idx::ClientInfo{"UNKNOWN", "iOS", "", "Canada"};
  phase.stage = Stage::question;
  all.push_back({"elsewhere-of-half-known-origin", modelOf(phase)});
  all.push_back({"damaged", modelOf(signin::LinkDamaged{})});
  all.push_back({"damaged-while-a-sign-in-waits", modelOf(signin::LinkDamaged{true})});
  Model ofOrg = modelOf(signin::OrgLink{"/welcome/", "https://id.example.com/welcome/abc"});
  ofOrg.trouble.error = Error{ErrorCode::foreignAddress, "/welcome/"};
  ofOrg.trouble.reference = "foreign-address, 03:33 UTC";
  all.push_back({"org-link", std::move(ofOrg)});
  all.push_back({"continued", modelOf(signin::ContinuedElsewhere{})});
}

void addStoppedScreens(std::vector<ScreenModel>& all) {
  const auto because = [](std::vector<idx::Message> messages) {
    return modelOf(signin::Stopped{std::move(messages)});
  };
  all.push_back({"stopped-for-no-reason", because({})});
  all.push_back(
      {"stopped-link-expired", because({messageOf(idx::Severity::error, "idx.return.link.expired",
                                                  "This email link has expired.")})});
  all.push_back({"stopped-in-the-words-of-the-org",
                 because({messageOf(idx::Severity::error, "oie.assurance.unsatisfiable",
                                    "Unable to login to \"Demo\" at this time."),
                          messageOf(idx::Severity::error, "", "Call 555-0100.")})});
  all.push_back({"stopped-with-news",
                 because({messageOf(idx::Severity::info, "idx.email.verification.required",
                                    "To finish signing in, check your email.")})});
  idx::Message help = messageOf(idx::Severity::error, "security.access_denied_custom_message",
                                "You do not have permission.");
  help.links = {{"https://www.example.com/help", "Ask for access"},
                {"https://www.example.com/more", ""}};
  all.push_back({"stopped-with-links", because({help})});
  all.push_back({"stopped-not-assigned", withError(because({}), ErrorCode::accessDenied)});
  all.push_back({"stopped-not-verified", withError(because({}), ErrorCode::signatureInvalid)});
}

std::vector<ScreenModel> allOfThem() {
  std::vector<ScreenModel> all;
  addUsernameScreens(all);
  addAskScreens(all);
  addPasscodeScreens(all);
  addStepModels(all);
  addPassingScreens(all);
  addAccountScreens(all);
  addElsewhereScreens(all);
  addStoppedScreens(all);
  return all;
}

std::vector<ScreenModel> hostileOnes() {
  const std::string text = kMarkup;
  const idx::Message message = messageOf(idx::Severity::error, text, text);
  std::vector<ScreenModel> all;
  all.push_back(
      {"username", change(withMessage(typing(modelOf(identify()), "username", text), message),
                          [&](Model& model) {
                            model.branding = {text, text, text, text, text};
                          })});
  all.push_back({"ask", by(withMessage(modelOf(ask(text)), message), text)});
  signin::AwaitPasscode waiting = await();
  waiting.email = {text, text};
  all.push_back({"passcode", withMessage(typing(modelOf(waiting), "passcode", text), message)});
  idx::Field field = fieldOf(text, text);
  field.value = text;
  field.messages = {message};
  idx::Remediation form = formOf(idx::RemediationKind::unknown, {field, tickBox(text + "2", text)});
  form.name = text;
  form.label = text;
  all.push_back({"form", by(withMessage(modelOf(stepWith(form)), message), text)});
  all.push_back({"account", modelOf(account(text, text + "@example.com"))});
  signin::LinkElsewhere link{oauth::Otp(text), idx::ClientInfo{text, text, text, text}};
  all.push_back({"elsewhere", modelOf(link)});
  link.stage = signin::LinkElsewhere::Stage::code;
  all.push_back({"elsewhere-code", modelOf(link)});
  all.push_back({"stopped", modelOf(signin::Stopped{{message}})});
  return all;
}

}  // namespace

const std::vector<ScreenModel>& screenModels() {
  static const std::vector<ScreenModel> kAll = allOfThem();
  return kAll;
}

const std::vector<ScreenModel>& hostileScreenModels() {
  static const std::vector<ScreenModel> kAll = hostileOnes();
  return kAll;
}

}  // namespace latchkey::support
