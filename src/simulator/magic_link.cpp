#include "simulator/magic_link.h"

#include "base/url.h"
#include "http/form_body.h"
#include "simulator/answers.h"
#include "simulator/page.h"

namespace latchkey::simulator {
namespace {

std::string verifyPath(const Policy& policy) { return "/email/verify/" + policy.app.id; }

std::string landing(const Policy& policy, const Transaction& transaction) {
  const std::string& url = policy.app.emailVerificationUrl;
  const char separator = url.find('?') == std::string::npos ? '?' : '&';
  return url + separator +
         toQuery({{"otp", transaction.emailed->code}, {"state", transaction.request.state}});
}

http::Response sayThat(int status, std::string_view title, std::string_view sentence) {
  return htmlAnswer(status, page(title, "<p>" + escapeHtml(sentence) + "</p>"));
}

}  // namespace

std::string magicLink(const Policy& policy, const Transaction& transaction) {
  const bool direct =
      policy.magicLink == MagicLink::direct && !policy.app.emailVerificationUrl.empty();
  if (policy.magicLink == MagicLink::off || !transaction.emailed) return "";
  if (direct) return landing(policy, transaction);
  return policy.origin + verifyPath(policy) + "?token=" + transaction.emailed->linkToken;
}

MagicLinkEndpoint::Visit MagicLinkEndpoint::visit(const http::Request& request) {
  Visit visit;
  const auto url = Url::parse(request.url);
  const auto token = url ? http::single(parseQuery(url->query()), "token") : std::nullopt;
  Transaction* found = token ? state_.transactions.byLinkToken(*token) : nullptr;
  if (found == nullptr || url->path() != verifyPath(state_.policy)) {
    visit.refusal = sayThat(404, "This link does not work",
                            "Could not process this email link. Return to the screen where you "
                            "requested it.");
    return visit;
  }
  if (!found->emailed || found->emailed->linkToken != *token) {
    visit.refusal = sayThat(400, "This link is out of date",
                            "This email link is out of date. Return to the screen where you "
                            "requested it.");
    return visit;
  }
  const Instant now = state_.clock.now();
  if (found->expiresAt <= now || found->emailed->sentAt + state_.policy.code.lifetime <= now) {
    visit.refusal = sayThat(400, "This link has expired",
                            "This email link has expired. To resend it, return to the screen "
                            "where you requested it.");
    return visit;
  }
  visit.transaction = found;
  return visit;
}

http::Response MagicLinkEndpoint::open(const http::Request& request) {
  const Visit visited = visit(request);
  if (visited.transaction == nullptr) return visited.refusal;
  if (!state_.policy.app.emailVerificationUrl.empty()) {
    return redirectTo(landing(state_.policy, *visited.transaction));
  }
  if (visited.transaction->step != Step::emailChallenge) {
    return sayThat(200, "Nothing left to do", "Please return to the original tab.");
  }
  return askConsent(visited.transaction->emailed->linkToken);
}

http::Response MagicLinkEndpoint::askConsent(const std::string& token) const {
  const std::string body = "<p>Did you just try to sign in to " +
                           escapeHtml(state_.policy.app.label) +
                           "?</p><form method=\"post\" action=\"?token=" + escapeHtml(token) +
                           "\"><button name=\"consent\" value=\"yes\">Yes, it's me</button> "
                           "<button name=\"consent\" value=\"no\">No, it's not me</button></form>";
  return htmlAnswer(200, page("Is it you?", body));
}

http::Response MagicLinkEndpoint::consent(const http::Request& request) {
  const Visit visited = visit(request);
  if (visited.transaction == nullptr) return visited.refusal;
  const auto answer = http::single(http::parseFormBody(request.body), "consent");
  const bool waits = visited.transaction->step == Step::emailChallenge;
  if (!waits || !state_.policy.app.emailVerificationUrl.empty()) {
    return sayThat(400, "Nothing left to do", "Please return to the original tab.");
  }
  if (answer == "yes") {
    idx_.approve(*visited.transaction);
    return sayThat(200, "Thank you", "Please return to the original tab.");
  }
  idx_.deny(*visited.transaction);
  return sayThat(200, "Refused", "Nobody was signed in. You can close this page.");
}

}  // namespace latchkey::simulator
