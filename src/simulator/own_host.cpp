#include "simulator/own_host.h"

#include <algorithm>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kScheme = "http://";

struct Target {
  std::string_view authority;  // of a whole URL; empty for a path
  std::string_view path;       // with the query; may be empty
};

Target apart(std::string_view target) {
  if (!equalsIgnoringCase(target.substr(0, kScheme.size()), kScheme)) return {"", target};
  target.remove_prefix(kScheme.size());
  const std::size_t end = std::min(target.find_first_of("/?"), target.size());
  return {target.substr(0, end), target.substr(end)};
}

// Where the port begins, with its colon; the end where there is no port.
std::size_t portIn(std::string_view authority) {
  const std::size_t bracket = authority.find(']');
  const std::size_t from = bracket == std::string_view::npos ? 0 : bracket;
  return std::min(authority.find(':', from), authority.size());
}

}  // namespace

bool isOwnAuthority(std::string_view authority, int port) {
  constexpr std::string_view kDefaultPort = "80";
  const std::size_t colon = portIn(authority);
  const std::string host = lowered(authority.substr(0, colon));
  std::string_view asked = authority.substr(std::min(colon + 1, authority.size()));
  if (asked.empty()) asked = kDefaultPort;
  const bool isHere = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
  return isHere && asked == std::to_string(port);
}

std::optional<HttpRefusal> refusedHost(const RequestHead& head, int port) {
  const auto [authority, path] = apart(head.target);
  const bool isUrl = !authority.empty();
  const bool isOwn = isOwnAuthority(http::header(head.headers, "Host").value_or(""), port) &&
                     (!isUrl || isOwnAuthority(authority, port));
  const bool isElsewhere = head.target.find("://") < head.target.find_first_of("/?");
  if (!isOwn || (isElsewhere && !isUrl)) {
    return HttpRefusal{421, "Misdirected Request",
                       "This server is for this machine alone: ask for http://localhost:" +
                           std::to_string(port) + "/."};
  }
  if (!isUrl && path.front() != '/') {
    return HttpRefusal{400, "Bad Request",
                       "The address of this request is neither a path nor a URL."};
  }
  return std::nullopt;
}

std::string pathAndQueryOf(std::string_view target) {
  const std::string_view path = apart(target).path;
  const bool isWhole = !path.empty() && path.front() == '/';
  return isWhole ? std::string(path) : '/' + std::string(path);
}

}  // namespace latchkey::simulator
