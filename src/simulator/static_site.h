#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "http/message.h"

namespace latchkey::simulator {

// A folder of files as any plain web host serves it: no rewrite rules, `index.html` for a folder,
// brotli where a file has a `.br` beside it and the browser takes it, names with a hash cached for
// ever and all others asked about each time.
class StaticSite {
 public:
  explicit StaticSite(std::filesystem::path root) : root_(std::move(root)) {}

  http::Response handle(const http::Request& request) const;

 private:
  http::Response file(const std::filesystem::path& path, const http::Request& request) const;
  http::Response missing() const;

  std::filesystem::path root_;
};

// "text/javascript; charset=utf-8" for "boot.js"; application/octet-stream for what is unknown.
std::string_view contentTypeOf(std::string_view fileName);

// "latchkey.5f2a9c01.wasm", "style-5f2a9c01.css": eight or more hexadecimal digits before the
// extension, so that another content has another name.
bool hasHashedName(std::string_view fileName);

}  // namespace latchkey::simulator
