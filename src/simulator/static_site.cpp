#include "simulator/static_site.h"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "simulator/digest.h"
#include "simulator/files.h"

namespace latchkey::simulator {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kContentTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
}};

constexpr std::size_t kTagBytes = 12;

bool takesBrotli(const http::Request& request) {
  const std::string accepted = http::header(request.headers, "Accept-Encoding").value_or("");
  const std::vector<std::string_view> codings = split(accepted, ',');
  return std::any_of(codings.begin(), codings.end(), [](std::string_view coding) {
    const auto parts = split(coding, ';');
    const bool refused = parts.size() > 1 && trimmed(parts[1]) == "q=0";
    return equalsIgnoringCase(trimmed(parts.front()), "br") && !refused;
  });
}

// What is neither hidden nor a way to somewhere else.
bool isPlainName(std::string_view name) {
  constexpr std::string_view kNever("/\\\0", 3);
  return !name.empty() && name.front() != '.' &&
         name.find_first_of(kNever) == std::string_view::npos;
}

// The names on the way from the root, each of them plain: "/login/callback/" leads to "login" and
// "callback". An empty name is refused: a path that begins with "//" would be another host's in a
// redirect.
std::optional<std::vector<std::string>> namesIn(std::string_view urlPath) {
  urlPath.remove_prefix(1);
  if (urlPath == "/") return std::nullopt;
  if (!urlPath.empty() && urlPath.back() == '/') urlPath.remove_suffix(1);
  std::vector<std::string> names;
  if (urlPath.empty()) return names;
  for (const std::string_view part : split(urlPath, '/')) {
    auto name = percentDecode(part, Plus::isPlus);
    if (!name || !isPlainName(*name)) return std::nullopt;
    names.push_back(*std::move(name));
  }
  return names;
}

// Written anew from the names: nothing of what was asked for gets in but these and the query.
std::string folderAddress(const std::vector<std::string>& names, const std::string& query) {
  std::string address = "/";
  for (const std::string& name : names) address += percentEncode(name) + "/";
  return query.empty() ? address : address + "?" + query;
}

std::string entityTag(std::string_view content) {
  Bytes digest = sha256(content);
  digest.resize(kTagBytes);
  return '"' + toBase64Url(digest) + '"';
}

void secure(http::Response& response) {
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Content-Security-Policy", "frame-ancestors 'none'");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
}

}  // namespace

std::string_view contentTypeOf(std::string_view fileName) {
  const std::size_t dot = fileName.rfind('.');
  const std::string_view extension =
      dot == std::string_view::npos ? std::string_view() : fileName.substr(dot);
  for (const auto& [known, type] : kContentTypes) {
    if (equalsIgnoringCase(known, extension)) return type;
  }
  return "application/octet-stream";
}

bool hasHashedName(std::string_view fileName) {
  constexpr std::size_t kFewestDigits = 8;
  const std::size_t dot = fileName.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view stem = fileName.substr(0, dot);
  const std::size_t mark = stem.find_last_of(".-");
  if (mark == std::string_view::npos) return false;
  const std::string_view hash = stem.substr(mark + 1);
  return hash.size() >= kFewestDigits &&
         hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

http::Response StaticSite::handle(const http::Request& request) const {
  if (request.method != http::Method::get && request.method != http::Method::head) {
    return {405, {{"Allow", "GET, HEAD"}}, ""};
  }
  const auto url = Url::parse(request.url);
  const auto names = url ? namesIn(url->path()) : std::nullopt;
  if (!names) return missing();
  fs::path path = root_;
  for (const std::string& name : *names) path /= name;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return url->path().back() == '/' ? missing() : file(path, request);
  }
  if (url->path().back() == '/') return file(path / "index.html", request);
  http::Response response{301, {{"Location", folderAddress(*names, url->query())}}, ""};
  secure(response);
  return response;
}

http::Response StaticSite::file(const fs::path& path, const http::Request& request) const {
  const auto packed = takesBrotli(request) ? readFile(path.string() + ".br") : std::nullopt;
  const auto content = packed ? packed : readFile(path.string());
  if (!content) return missing();
  const std::string name = path.filename().string();
  const std::string tag = entityTag(*content);
  http::Response response{200, {}, ""};
  response.headers.emplace_back("Content-Type", contentTypeOf(name));
  response.headers.emplace_back("Vary", "Accept-Encoding");
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back(
      "Cache-Control", hasHashedName(name) ? "public, max-age=31536000, immutable" : "no-cache");
  secure(response);
  if (packed) response.headers.emplace_back("Content-Encoding", "br");
  if (http::header(request.headers, "If-None-Match") == tag) {
    response.status = 304;
  } else {
    response.body = *content;
  }
  return response;
}

http::Response StaticSite::missing() const {
  const std::string plain =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title>"
      "</head><body><main><h1>Not found</h1><p><a href=\"/\">Go to the start page</a></p></main>"
      "</body></html>\n";
  http::Response response{404, {}, readFile((root_ / "404.html").string()).value_or(plain)};
  response.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  response.headers.emplace_back("Cache-Control", "no-cache");
  secure(response);
  return response;
}

}  // namespace latchkey::simulator
