#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "flow/config.h"
#include "flow/role.h"
#include "shell/prerender/site_file.h"
#include "signin/phase.h"

namespace latchkey::prerender {

// What latchkey-prerender keeps in the folder of the site: which files there are its own.
inline constexpr const char* kRecordName = ".latchkey-files.json";

// The forms of a file that hosts serve in place of it, when they are there.
inline constexpr const char* kPacked[] = {".br", ".gz", ".zst"};

// The files that answer for the path of a URL on any static host: "login/callback/index.html" for
// "/login/callback/", and "login/callback.html" too for "/login/callback". Escapes in the path are
// what they stand for. Only for what flow::isPlainPath() lets through.
std::vector<std::string> filesFor(std::string_view urlPath);

// The one file that a path names as it stands: "repo/assets/page.js".
std::string fileAt(std::string_view urlPath);

// The path of a URL with everything escaped that has a meaning in HTML, CSS or a content security
// policy.
std::string escapedPath(std::string_view urlPath);

// A page of the site that is yet to be made.
struct PageFile {
  std::string path;
  Standing standing;
  std::string member;
  signin::Phase phase;
  flow::Role role = flow::Role::signIn;
};

// The sign-in page, what redirectUri leads to, and the page that shows who is signed in, where the
// configuration leaves room for it.
std::vector<PageFile> pageFilesFor(const flow::Config& config);

// The file of the logo, where it is a path on the site; empty where it is not.
std::string logoFileFor(const flow::Config& config);

// Two files that cannot both be there: one name for both, or a name that is a folder on the way to
// the other. Errors: malformedConfig, by the name of the member that is to change.
std::optional<Error> collisionAmong(const std::vector<SiteFile>& files);

// Does it stay below the folder that it is relative to? No absolute path, and no part that climbs.
bool isInside(std::string_view relative);

}  // namespace latchkey::prerender
