#include "idx/failure.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/text.h"
#include "http/answer.h"
#include "oauth/token.h"

namespace latchkey::idx {
namespace {

struct ClassicError {
  std::string_view errorCode;
  ErrorCode meaning;
};

// developer.okta.com, "Error codes and descriptions", as far as sign-in can meet them.
constexpr std::array kClassicErrors = {
    ClassicError{"E0000006", ErrorCode::accessDenied},
    ClassicError{"E0000009", ErrorCode::serverFailed},
    ClassicError{"E0000010", ErrorCode::serverFailed},
    ClassicError{"E0000015", ErrorCode::accessDenied},
    ClassicError{"E0000047", ErrorCode::rateLimited},
};

// "E" and digits; anything else is not repeated to developers, it could be anything.
bool isClassicCode(std::string_view code) {
  return code.size() > 1 && code.size() <= 16 && code.front() == 'E' &&
         std::all_of(code.begin() + 1, code.end(), isDigit);
}

Error classicFailure(const http::Response& response, const std::string& code) {
  // Where there is nothing, it does not matter in which words that is said.
  const Error plain = http::failureOf(response);
  if (plain.code == ErrorCode::endpointMissing) return {plain.code, code};
  for (const ClassicError& known : kClassicErrors) {
    if (known.errorCode == code) return {known.meaning, code};
  }
  return {plain.code, code};
}

}  // namespace

Error errorOf(const http::Response& response) {
  const Result<Json> body = parseJson(response.body);
  if (!body) return http::failureOf(response);
  const std::optional<std::string> code = text(*body, "errorCode");
  if (code && isClassicCode(*code)) return classicFailure(response, *code);
  return oauth::oauthFailureOf(response);
}

}  // namespace latchkey::idx
