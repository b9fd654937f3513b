#include "simulator/idx/magic_link.h"

#include "base/url.h"

namespace latchkey::simulator {

std::string magicLinkPath(const Policy& policy) { return "/email/verify/" + policy.app.id; }

std::string landingInApp(const Policy& policy, const Transaction& transaction) {
  const std::string& url = policy.app.emailVerificationUrl;
  const char separator = url.find('?') == std::string::npos ? '?' : '&';
  return url + separator +
         toQuery({{"otp", transaction.sent->code}, {"state", transaction.request.state}});
}

std::string magicLink(const Policy& policy, const Transaction& transaction) {
  const bool direct =
      policy.magicLink == MagicLink::direct && !policy.app.emailVerificationUrl.empty();
  if (policy.magicLink == MagicLink::off || !transaction.sent) return "";
  if (direct) return landingInApp(policy, transaction);
  return policy.origin + magicLinkPath(policy) + "?token=" + transaction.sent->linkToken;
}

}  // namespace latchkey::simulator
