#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "http/message.h"

namespace latchkey::simulator {

// What a server says to a request that it does not take, before it ends the connection.
struct HttpRefusal {
  int status = 400;
  std::string_view phrase;  // RFC 9110 §15
  std::string reason;       // a sentence for the person who sent it
};

// The head of an HTTP/1.0 or 1.1 request (RFC 9112).
struct RequestHead {
  std::string method;
  std::string target;
  bool isVersion10 = false;
  http::Headers headers;  // in their order, without white space around the values
};

inline constexpr std::size_t kMostHeadBytes = 32'768;
inline constexpr std::size_t kMostTargetBytes = 8'192;
inline constexpr std::size_t kMostHeaders = 100;
inline constexpr std::size_t kMostBodyBytes = 1U << 20U;

// Reads `text`, which ends in the empty line. What two programs could understand in two ways is
// refused: a length that is given twice, a folded line, a name with a space behind it, a line
// that ends in LF alone (RFC 9112 §2.2, §5.1, §5.2, §6.3).
std::variant<RequestHead, HttpRefusal> readHead(std::string_view text);

// Whether more bytes could not make a head of this beginning: a line that ends in LF alone, or the
// first byte of another protocol. A program that sends such would wait for an answer. `seen`: so
// many bytes have been looked at before.
bool cannotBeHead(std::string_view beginning, std::size_t seen);

HttpRefusal notHttp();
HttpRefusal tooManyHeaders();
HttpRefusal tooMuchBody();
HttpRefusal tooSlow();

}  // namespace latchkey::simulator
