#include "simulator/request_head.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD",   "POST",   "PUT",
                                                      "PATCH", "DELETE", "OPTIONS"};

HttpRefusal malformed(std::string_view what) {
  return {400, "Bad Request",
          "This is not a sound HTTP/1.1 request. Wrong is " + std::string(what) + "."};
}

// RFC 9110 §5.6.2.
bool isToken(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [kMarks](char c) {
    return isLetter(c) || isDigit(c) || kMarks.find(c) != std::string_view::npos;
  });
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string_view withoutBlanks(std::string_view text) {
  const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
  return text;
}

// Takes the next line off `text`, without its CRLF.
std::string_view takeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 2, text.size()));
  return line;
}

std::optional<HttpRefusal> readRequestLine(std::string_view line, RequestHead& head) {
  const std::vector<std::string_view> parts = split(line, ' ');
  if (parts.size() != 3 || !isToken(parts[0])) return malformed("its first line");
  const std::string_view target = parts[1];
  if (target.size() > kMostTargetBytes) {
    return HttpRefusal{414, "URI Too Long", "The address of this request is too long."};
  }
  const bool isVisible = std::none_of(target.begin(), target.end(), isControl);
  if (target.empty() || !isVisible || target.find('#') != std::string_view::npos) {
    return malformed("its address");
  }
  if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
    const bool isOther = parts[2].substr(0, 5) == "HTTP/";
    if (!isOther) return malformed("its first line");
    return HttpRefusal{505, "HTTP Version Not Supported", "This server speaks HTTP/1.1."};
  }
  if (std::find(kMethods.begin(), kMethods.end(), parts[0]) == kMethods.end()) {
    return HttpRefusal{501, "Not Implemented", "This server does not know the method."};
  }
  head = {std::string(parts[0]), std::string(target), parts[2] == "HTTP/1.0", {}};
  return std::nullopt;
}

std::optional<HttpRefusal> readHeader(std::string_view line, RequestHead& head) {
  if (head.headers.size() == kMostHeaders) return tooManyHeaders();
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  if (colon == line.size() || !isToken(name)) return malformed("the name of a header");
  const std::string_view value = withoutBlanks(line.substr(colon + 1));
  const bool isPlain =
      std::none_of(value.begin(), value.end(), [](char c) { return isControl(c) && c != '\t'; });
  if (!isPlain) return malformed("the value of a header");
  head.headers.emplace_back(name, value);
  return std::nullopt;
}

std::ptrdiff_t timesIn(const RequestHead& head, std::string_view name) {
  return std::count_if(head.headers.begin(), head.headers.end(), [name](const auto& header) {
    return equalsIgnoringCase(header.first, name);
  });
}

// How long the body is has to be said once and in one way, or where the next request begins is a
// matter of opinion (RFC 9112 §6.3 and §11.2).
std::optional<HttpRefusal> refusedLength(const RequestHead& head) {
  constexpr std::size_t kMostDigits = 18;
  const auto length = http::header(head.headers, "Content-Length");
  const auto coding = http::header(head.headers, "Transfer-Encoding");
  if (timesIn(head, "Content-Length") + timesIn(head, "Transfer-Encoding") > 1) {
    return malformed("the length of its body, which is given twice");
  }
  if (coding && head.isVersion10)
    return malformed("the transfer coding, which HTTP/1.0 does not have");
  if (coding && !equalsIgnoringCase(*coding, "chunked")) {
    return HttpRefusal{501, "Not Implemented", "The only transfer coding here is chunked."};
  }
  const auto bytes = length ? wholeNumber(*length, kMostDigits) : std::optional<std::int64_t>(0);
  if (!bytes) return malformed("the length of its body");
  if (static_cast<std::uint64_t>(*bytes) > kMostBodyBytes) return tooMuchBody();
  const bool takesBody = head.method != "GET" && head.method != "HEAD" && head.method != "OPTIONS";
  if (!takesBody && (coding || *bytes > 0))
    return malformed("the body, which its method does not take");
  return std::nullopt;
}

std::optional<HttpRefusal> refusedBody(const RequestHead& head) {
  if (auto refusal = refusedLength(head)) return refusal;
  // A few bytes can be packed so that they fill the memory when they are unpacked.
  if (http::header(head.headers, "Content-Encoding")) {
    return HttpRefusal{415, "Unsupported Media Type", "This server takes no compressed body."};
  }
  const auto expected = http::header(head.headers, "Expect");
  if (expected && !equalsIgnoringCase(*expected, "100-continue")) {
    return HttpRefusal{417, "Expectation Failed", "This server cannot do what is expected of it."};
  }
  return std::nullopt;
}

}  // namespace

std::variant<RequestHead, HttpRefusal> readHead(std::string_view text) {
  if (text.size() > kMostHeadBytes) return tooManyHeaders();
  RequestHead head;
  if (auto refusal = readRequestLine(takeLine(text), head)) return *std::move(refusal);
  while (!text.empty()) {
    const std::string_view line = takeLine(text);
    if (line.empty()) break;
    if (auto refusal = readHeader(line, head)) return *std::move(refusal);
  }
  const std::ptrdiff_t hosts = timesIn(head, "Host");
  // RFC 9112 §3.2.
  if (hosts > 1 || (hosts == 0 && !head.isVersion10))
    return malformed("its Host, which has to be there once");
  if (auto refusal = refusedBody(head)) return *std::move(refusal);
  return head;
}

bool cannotBeHead(std::string_view beginning, std::size_t seen) {
  if (!beginning.empty() && !isLetter(beginning.front())) return true;
  for (std::size_t i = std::max<std::size_t>(seen, 1); i < beginning.size(); ++i) {
    if (beginning[i] == '\n' && beginning[i - 1] != '\r') return true;
  }
  return false;
}

HttpRefusal notHttp() { return malformed("the end of a line, or a part of its body"); }

HttpRefusal tooManyHeaders() {
  return {431, "Request Header Fields Too Large", "The headers of this request are too large."};
}

HttpRefusal tooMuchBody() {
  return {413, "Content Too Large", "The body of a request has at most a mebibyte."};
}

HttpRefusal tooSlow() { return {408, "Request Timeout", "The request took too long to arrive."}; }

}  // namespace latchkey::simulator
