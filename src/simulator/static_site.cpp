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

// Below the root and nowhere else: no part may climb, or be anything but a plain name.
std::optional<fs::path> relativePath(std::string_view urlPath) {
  const auto decoded = percentDecode(urlPath, Plus::isPlus);
  if (!decoded || decoded->find('\0') != std::string::npos) return std::nullopt;
  fs::path relative;
  for (const std::string_view part : split(*decoded, '/')) {
    if (part.empty()) continue;
    const bool plain = part.front() != '.' && part.find('\\') == std::string_view::npos;
    if (!plain) return std::nullopt;
    relative /= part;
  }
  return relative;
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
  const auto relative = url ? relativePath(url->path()) : std::nullopt;
  if (!relative) return missing();
  const fs::path path = root_ / *relative;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return url->path().back() == '/' ? missing() : file(path, request);
  }
  if (url->path().back() == '/') return file(path / "index.html", request);
  const std::string query = url->query().empty() ? "" : "?" + url->query();
  http::Response response{301, {{"Location", url->path() + "/" + query}}, ""};
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
