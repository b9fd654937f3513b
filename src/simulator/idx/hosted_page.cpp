#include "simulator/idx/hosted_page.h"

#include <string>
#include <utility>

#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/authorization_request.h"
#include "simulator/idx/authenticators.h"
#include "simulator/idx/call.h"
#include "simulator/idx/challenge.h"
#include "simulator/idx/choose.h"
#include "simulator/idx/endpoints.h"
#include "simulator/idx/finish.h"
#include "simulator/idx/identify.h"
#include "simulator/idx/reply.h"
#include "simulator/idx/wording.h"
#include "simulator/oauth_form.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kStepPath = "/login/step";
constexpr std::string_view kRedirectPath = "/login/token/redirect";

// What the person said, as the IDX request that it stands for.
http::Response take(Call& call, const QueryPairs& form) {
  const auto given = [&form](std::string_view name) {
    return http::single(form, name).value_or("");
  };
  switch (call.transaction.step) {
    case Step::identify:
      call.body = {{"identifier", given("identifier")}};
      return identify(call);
    case Step::select:
    case Step::verificationData:
      call.body = {
          {"authenticator", {{"id", kindOf(Authenticator::email).id}, {"methodType", "email"}}}};
      return choose(call);
    case Step::challenge:
      // Without a code: the link of the mail was followed, perhaps.
      if (given("passcode").empty()) return current(call);
      call.body = {{"credentials", {{"passcode", given("passcode")}}}};
      return answer(call);
    case Step::keepMeSignedIn:
      call.body = {{"keepMeSignedIn", given("yes") == "true"}};
      return keepMeSignedIn(call);
    case Step::consent:
      call.body = {{"consent", given("yes") == "true"}};
      return consent(call);
    default:
      return current(call);
  }
}

// The first sentence for a person in an IDX document, wherever it stands.
std::string sentenceIn(const Json& node) {
  if (const auto found = text(node, "message")) return *found;
  if (!node.is_structured()) return "";
  for (const Json& child : node) {
    if (std::string found = sentenceIn(child); !found.empty()) return found;
  }
  return "";
}

std::string field(std::string_view label, std::string_view name, std::string_view more) {
  return "<p><label>" + escapeHtml(label) + " <input name=\"" + std::string(name) + "\" " +
         std::string(more) + " autofocus></label></p>";
}

std::string button(std::string_view label, std::string_view more = "") {
  return "<p><button" + std::string(more) + ">" + escapeHtml(label) + "</button></p>";
}

std::string yesOrNo(std::string_view yes, std::string_view no) {
  return button(yes, " name=\"yes\" value=\"true\"") + button(no, " name=\"yes\" value=\"false\"");
}

std::string controls(const Transaction& transaction) {
  const auto said = [&transaction](std::string_view english) {
    return worded(transaction.language, english);
  };
  const bool byPassword = transaction.authenticator == Authenticator::password;
  switch (transaction.step) {
    case Step::identify:
      return field(said("Username"), "identifier",
                   "autocomplete=\"username\" value=\"" +
                       escapeHtml(transaction.request.loginHint) + "\"") +
             button(said("Next"));
    case Step::select:
    case Step::verificationData:
      return button(said("Send me an email"));
    case Step::challenge:
      return byPassword ? field(said("Enter password"), "passcode",
                                "type=\"password\" autocomplete=\"current-password\"") +
                              button(said("Next"))
                        : field(said("Enter code"), "passcode", "autocomplete=\"one-time-code\"") +
                              button(said("Next"));
    case Step::keepMeSignedIn:
      return yesOrNo(said("Stay signed in"), said("Next"));
    case Step::consent:
      return yesOrNo(said("Allow Access"), said("Don't Allow"));
    default:
      return "<p>" + escapeHtml(said("This page cannot do what is asked for now.")) + "</p>";
  }
}

http::Response show(const Policy& policy, const Transaction& transaction,
                    const std::string& problem) {
  std::string body =
      problem.empty() ? "" : "<p class=\"problem\" role=\"alert\">" + escapeHtml(problem) + "</p>";
  body += "<form method=\"post\" action=\"" + std::string(kStepPath) +
          "\"><input type=\"hidden\" name=\"stateToken\" value=\"" +
          escapeHtml(transaction.stateHandle) + "\">" + controls(transaction) + "</form>";
  http::Response response =
      htmlAnswer(200, page(policy.app.label, body, 0, tagOf(transaction.language)));
  // Nobody may put it into a frame and have people click what they cannot see.
  response.headers.emplace_back("Content-Security-Policy", "frame-ancestors 'none'");
  return response;
}

http::Response stepOrApp(Call& call, const http::Request& request, const std::string& problem) {
  const Transaction& transaction = call.transaction;
  http::Response response;
  if (transaction.step == Step::success) {
    response = codeToApp(transaction);
  } else if (transaction.step == Step::denied) {
    response = backToApp(
        transaction.request,
        {{"error", "access_denied"},
         {"error_description", "The resource owner or authorization server denied the request."}});
  } else {
    response = show(call.state.policy, transaction, problem);
  }
  signInToOrg(call, response);
  rememberBrowser(call, request, response);
  return response;
}

http::Response outOfDate() {
  return errorPage("invalid_request", "The sign-in has taken too long, or was never begun here.");
}

// The living sign-in of that token; nullptr for none.
Transaction* livingOf(OrgState& state, const QueryPairs& said) {
  Transaction* found =
      state.transactions.byStateHandle(http::single(said, "stateToken").value_or(""));
  const bool lives =
      found != nullptr && state.clock.now() < found->expiresAt && found->step != Step::exchanged;
  return lives ? found : nullptr;
}

http::Response takeStep(OrgState& state, const http::Request& request) {
  if (!isForm(request)) return wrongMediaType();
  const QueryPairs form = http::parseFormBody(request.body);
  Transaction* transaction = livingOf(state, form);
  if (transaction == nullptr) return outOfDate();
  transaction->language = languageOf(state, request);
  Call call{state, *transaction, Json::object()};
  const http::Response answered = take(call, form);
  return stepOrApp(call, request, sentenceIn(parseJson(answered.body).value_or(Json())));
}

http::Response redirectAtSuccess(OrgState& state, const http::Request& request) {
  const auto url = Url::parse(request.url);
  Transaction* transaction = url ? livingOf(state, parseQuery(url->query())) : nullptr;
  if (transaction == nullptr || transaction->step != Step::success) return outOfDate();
  return codeToApp(*transaction);
}

}  // namespace

http::Response showHostedPage(OrgState& state, const http::Request& request,
                              Transaction& transaction) {
  transaction.language = languageOf(state, request);
  Call call{state, transaction, Json::object()};
  return stepOrApp(call, request, "");
}

std::optional<http::Response> hostedPageAnswerTo(OrgState& state, const http::Request& request,
                                                 std::string_view path) {
  if (path == kStepPath) {
    return request.method == http::Method::post ? takeStep(state, request) : wrongMethod();
  }
  if (path != kRedirectPath) return std::nullopt;
  return request.method == http::Method::get ? redirectAtSuccess(state, request)
                                             : wrongMethod("GET");
}

std::string successHref(const Policy& policy, const Transaction& transaction) {
  return policy.origin + std::string(kRedirectPath) + "?" +
         toQuery({{"stateToken", transaction.stateHandle}});
}

}  // namespace latchkey::simulator
