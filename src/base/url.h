#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey {

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// Percent-coding of RFC 3986: everything but unreserved characters is encoded.
std::string percentEncode(std::string_view text);
// Decodes %XX; with `plusIsSpace` also '+', as in application/x-www-form-urlencoded. Nothing where
// an escape is cut short, is not hexadecimal, or the result is not UTF-8.
enum class Plus { isPlus, isSpace };
std::optional<std::string> percentDecode(std::string_view text, Plus plus);

// "a=1&b=two%20words": pairs in order, duplicates kept. A part without '=' has an empty value;
// parts that cannot be decoded are left out.
QueryPairs parseQuery(std::string_view query);
std::string toQuery(const QueryPairs& pairs);

// The page that a path leads to, in whichever of its forms a host names it: "/app/", "/app",
// "/app.html" and "/app/index.html" are all "/app", and escapes are what they stand for.
std::string pageOf(std::string_view path);

// An absolute http or https URL, split. `path` begins with '/', `query` and `fragment` are without
// their '?' and '#'.
class Url {
 public:
  static std::optional<Url> parse(std::string_view text);

  const std::string& scheme() const { return scheme_; }
  // Host in lower case, with the port if it is not the scheme's own: "localhost:8080".
  const std::string& authority() const { return authority_; }
  std::string host() const;
  const std::string& path() const { return path_; }
  const std::string& query() const { return query_; }
  const std::string& fragment() const { return fragment_; }

  // RFC 6454: "https://id.example.com".
  std::string origin() const { return scheme_ + "://" + authority_; }
  std::string str() const;
  bool isLoopback() const;

 private:
  Url() = default;

  std::string scheme_;
  std::string authority_;
  std::string path_;
  std::string query_;
  std::string fragment_;
};

}  // namespace latchkey
