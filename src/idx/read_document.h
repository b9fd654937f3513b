#pragma once

#include "base/result.h"
#include "http/message.h"
#include "idx/response.h"
#include "oauth/client.h"

namespace latchkey::idx {

// parseResponse, of an answer of the client's org. Errors: those of parseResponse; foreignAddress
// where a form leads to another origin, which the detail names: what people type is for the org
// alone.
Result<Response> readDocument(const http::Response& response, const oauth::Client& client);

}  // namespace latchkey::idx
