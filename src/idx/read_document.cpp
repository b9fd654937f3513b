#include "idx/read_document.h"

#include "base/url.h"
#include "idx/parse_response.h"

namespace latchkey::idx {

Result<Response> readDocument(const http::Response& response, const oauth::Client& client) {
  Result<Response> document = parseResponse(response);
  if (!document) return document;
  const std::string org = Url::parse(client.org())->origin();
  for (const Remediation& form : document->remediations) {
    const std::optional<Url> there = Url::parse(form.href);
    const std::string origin = there ? there->origin() : "";
    if (form.submittable && origin != org) return Error{ErrorCode::foreignAddress, origin};
  }
  return document;
}

}  // namespace latchkey::idx
