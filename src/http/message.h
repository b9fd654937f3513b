#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace latchkey::http {

enum class Method { get, post, put, del, options, head, other };

std::string_view name(Method method);
Method methodFrom(std::string_view name);

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first header of that name, in any case (RFC 9110 §5.1).
std::optional<std::string> header(const Headers& headers, std::string_view name);

// Whether the browser sends and takes cookies: IDX needs them (the device cookie), the token
// endpoint must not have them.
enum class Credentials { omit, include };

inline constexpr Milliseconds kDefaultDeadline{15'000};

// Asks for a DPoP proof on the request (RFC 9449): it shows possession of the key that the tokens
// are bound to.
struct Proof {
  std::string accessToken = {};  // that it carries; empty at the token endpoint
  std::string keyId = {};        // empty: the key of this page (jose::Prover)
};

struct Request {
  Method method = Method::get;
  std::string url;
  Headers headers;
  std::string body;
  Credentials credentials = Credentials::omit;
  Milliseconds deadline = kDefaultDeadline;   // without an answer by then: ErrorCode::timedOut
  std::optional<Proof> proof = std::nullopt;  // to be sent along
};

struct Response {
  int status = 0;
  Headers headers;
  std::string body;
};

}  // namespace latchkey::http
