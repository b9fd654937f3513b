#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::flow {

// Where the pages of a site may be. Paths are those of URLs: "/login/callback/".

// Of a page that is named by a path or by a URL: without query and fragment. Nothing where it is
// named by neither.
std::optional<std::string> pathOf(const std::string& page);

// Is it made of plain names between single slashes? ".", "..", empty names, and escapes that stand
// for a slash, for dots or for another escape are not plain: hosts, browsers and file systems
// disagree about what they mean (RFC 3986, 3.3 and 6.2.2.3).
bool isPlainPath(std::string_view path);

// The folder that a page is in, or is: "/repo/" for "/repo/", for "/repo/index.html" and, as hosts
// serve an index.html from there, for "/repo".
std::string folderOf(std::string_view path);

// Where people sign in when the configuration does not say it: before "login/callback/" or
// "callback/" at the end of the path of redirectUri, else at that path itself. The first of these
// that is not the path `defaultPage`, if there is one; empty where all of them are.
std::string signInPageFor(std::string_view redirectPath,
                          std::optional<std::string_view> defaultPage);

}  // namespace latchkey::flow
