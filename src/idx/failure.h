#pragma once

#include "base/error.h"
#include "http/message.h"

namespace latchkey::idx {

// What an answer that is not the hoped-for document means. Okta answers with RFC 6749 errors (the
// app is set up wrongly), with errors of its classic API ({"errorCode": "E0000047"}), and proxies
// answer with whatever they like. Never a success.
Error errorOf(const http::Response& response);

}  // namespace latchkey::idx
