#include "base/url.h"

#include <algorithm>

#include "base/text.h"

namespace latchkey {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool isUnreserved(char c) {
  return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

std::optional<unsigned> hexValue(char c) {
  if (isDigit(c)) return static_cast<unsigned>(c - '0');
  const char lower = toLower(c);
  if (lower >= 'a' && lower <= 'f') return static_cast<unsigned>(lower - 'a') + 10;
  return std::nullopt;
}

std::optional<char> decodeEscape(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return std::nullopt;
  const std::optional<unsigned> high = hexValue(text[at + 1]);
  const std::optional<unsigned> low = hexValue(text[at + 2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(static_cast<unsigned char>(*high * 16 + *low));
}

bool isAuthorityCharacter(char c) { return isUnreserved(c) || c == ':' || c == '[' || c == ']'; }

// White space and controls never belong into a URL, and browsers disagree about what they mean.
bool isUrlCharacter(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '\\';
}

std::string withoutDefaultPort(std::string authority, std::string_view scheme) {
  const std::string_view port = scheme == "https" ? ":443" : ":80";
  if (authority.size() > port.size() &&
      authority.compare(authority.size() - port.size(), port.size(), port) == 0) {
    authority.resize(authority.size() - port.size());
  }
  return authority;
}

}  // namespace

std::string percentEncode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (isUnreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kHex[byte >> 4U];
    encoded += kHex[byte & 0xFU];
  }
  return encoded;
}

std::optional<std::string> percentDecode(std::string_view text, Plus plus) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const std::optional<char> c = decodeEscape(text, i);
      if (!c) return std::nullopt;
      decoded += *c;
      i += 2;
    } else {
      decoded += text[i] == '+' && plus == Plus::isSpace ? ' ' : text[i];
    }
  }
  if (!isUtf8(decoded)) return std::nullopt;
  return decoded;
}

QueryPairs parseQuery(std::string_view query) {
  QueryPairs pairs;
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view after = part.substr(std::min(equals + 1, part.size()));
    std::optional<std::string> key = percentDecode(part.substr(0, equals), Plus::isSpace);
    std::optional<std::string> value = percentDecode(after, Plus::isSpace);
    if (key && value) pairs.emplace_back(std::move(*key), std::move(*value));
  }
  return pairs;
}

std::string toQuery(const QueryPairs& pairs) {
  std::string query;
  for (const auto& [key, value] : pairs) {
    if (!query.empty()) query += '&';
    query += percentEncode(key) + '=' + percentEncode(value);
  }
  return query;
}

std::string pageOf(std::string_view path) {
  std::string page = percentDecode(path, Plus::isPlus).value_or(std::string(path));
  const auto drop = [&page](std::string_view end) {
    const bool isThere = page.ends_with(end);
    if (isThere) page.resize(page.size() - end.size());
    return isThere;
  };
  while (drop("/")) {
  }
  if (!drop("/index.html") && !drop("/index")) drop(".html");
  while (drop("/")) {
  }
  return page;
}

std::optional<Url> Url::parse(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), isUrlCharacter)) return std::nullopt;
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  Url url;
  url.scheme_ = lowered(text.substr(0, colon));
  if (url.scheme_ != "http" && url.scheme_ != "https") return std::nullopt;
  text.remove_prefix(colon + 3);

  const std::size_t hash = std::min(text.find('#'), text.size());
  url.fragment_ = text.substr(std::min(hash + 1, text.size()));
  text = text.substr(0, hash);
  const std::size_t question = std::min(text.find('?'), text.size());
  url.query_ = text.substr(std::min(question + 1, text.size()));
  text = text.substr(0, question);
  const std::size_t slash = std::min(text.find('/'), text.size());
  url.path_ = slash == text.size() ? "/" : std::string(text.substr(slash));
  // User information in an authority is how look-alike addresses are made; we never need it.
  const std::string_view authority = text.substr(0, slash);
  const bool plain = std::all_of(authority.begin(), authority.end(), isAuthorityCharacter);
  if (authority.empty() || authority.front() == ':' || !plain) return std::nullopt;
  url.authority_ = withoutDefaultPort(lowered(authority), url.scheme_);
  return url;
}

std::string Url::host() const {
  const std::size_t bracket = authority_.find(']');
  const std::size_t from = bracket == std::string::npos ? 0 : bracket;
  return authority_.substr(0, authority_.find(':', from));
}

std::string Url::str() const {
  std::string text = origin() + path_;
  if (!query_.empty()) text += '?' + query_;
  if (!fragment_.empty()) text += '#' + fragment_;
  return text;
}

bool Url::isLoopback() const {
  const std::string name = host();
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

}  // namespace latchkey
