#include "simulator/oauth_form.h"

#include "base/text.h"
#include "http/form_body.h"
#include "simulator/answers.h"

namespace latchkey::simulator {

bool isForm(const http::Request& request) { return mediaType(request) == http::kFormContentType; }

std::vector<std::string> scopesIn(const QueryPairs& form) {
  std::vector<std::string> scopes;
  const std::string joined = http::single(form, "scope").value_or("");
  for (const std::string_view scope : split(joined, ' ')) {
    if (!scope.empty()) scopes.emplace_back(scope);
  }
  return scopes;
}

http::Response unknownClient() {
  return oauthError(401, "invalid_client", "Invalid value for 'client_id' parameter.");
}

}  // namespace latchkey::simulator
