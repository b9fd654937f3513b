#pragma once

#include "base/result.h"
#include "http/message.h"
#include "idx/response.h"

namespace latchkey::idx {

// Reads an answer of /idp/idx/*. Any status with an IDX body is an answer; judged by content, not
// by Content-Type. A member of the wrong type is left out, not fatal; a relatesTo that leads
// nowhere is dropped. Errors: unsupportedVersion (not 1.0.0), and where the body is not IDX:
// networkUnreachable never, but serverFailed, rateLimited (429, E0000047 included),
// blockedByNetwork, malformedResponse, responseTooLarge.
Result<Response> parseResponse(const http::Response& response);

}  // namespace latchkey::idx
