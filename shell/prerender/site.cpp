#include "shell/prerender/site.h"

#include <array>
#include <filesystem>
#include <optional>
#include <system_error>

#include "base/json_places.h"
#include "base/text.h"
#include "base/url.h"
#include "flow/places.h"
#include "flow/site_config.h"
#include "shell/prerender/assets.h"
#include "shell/prerender/files.h"
#include "shell/prerender/pages.h"
#include "shell/prerender/paths.h"
#include "shell/prerender/publish.h"
#include "shell/prerender/speech.h"
#include "shell/prerender/template.h"

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;

// Without one of these the page would be there and do nothing.
constexpr std::array<std::string_view, 10> kPlaces = {
    "csp",   "title", "page.js", "latchkey.wasm", "boot",
    "style", "form",  "config",  "role",          "languages"};

// Where a mistake is: of JSON itself, or of the member that the sentence begins with.
Error refusal(const std::string& file, std::string_view text, const Error& error) {
  const JsonPlaces places(text);
  TextPlace place;
  std::string sentence = error.detail;
  if (const auto mistake = places.mistake()) {
    place = *mistake;
    sentence = places.whatIsWrong();
  } else if (const auto& twice = places.duplicate()) {
    place = places.of(*twice);
    sentence = "This name is there twice.";
  } else {
    const std::string member = sentence.substr(0, sentence.find(':'));
    place = places.of('/' + replaceAll(member, ".", "/"));
  }
  return Error{ErrorCode::malformedConfig, file + ':' + std::to_string(place.line) + ':' +
                                               std::to_string(place.column) + ": " + sentence};
}

// A logo that lies beside the configuration goes along; any other has to be on the site already.
// Nothing where it does not go along.
std::optional<std::string> logoContent(const std::string& path, const flow::Config& config,
                                       const SiteOptions& options,
                                       std::vector<std::string>& notes) {
  const std::string folder = fileAt(flow::folderOf(config.signInPage));
  const std::string inFolder = path.starts_with(folder) ? path.substr(folder.size()) : path;
  std::error_code error;
  for (const std::string& name : {path, inFolder}) {
    const fs::path source = fs::path(options.config).parent_path() / name;
    if (!fs::is_regular_file(source, error)) continue;
    if (Result<std::string> content = readFile(source)) return *std::move(content);
  }
  if (!fs::is_regular_file(fs::path(options.out) / path, error)) {
    notes.push_back("logo: there is no " + path + ", neither beside " + options.config +
                    " nor in " + options.out + "; until there is one, people see the key mark");
  }
  return std::nullopt;
}

// Hosts differ most about a page that is named without a slash, and some of them lose the query on
// the way to it, which is all that a sign-in link carries.
std::optional<std::string> noteOnRedirect(const flow::Config& config) {
  const std::string path = Url::parse(config.client.redirectUri())->path();
  const std::vector<std::string> files = filesFor(path);
  if (files.size() < 2) return std::nullopt;
  return "redirectUri: has no slash at its end, so there are " + files[0] + " and " + files[1] +
         "; the host must answer " + path +
         " with one of them, and keep what is after the question mark";
}

std::optional<Error> templateProblem(const fs::path& path, const std::string& html) {
  for (const std::string_view name : kPlaces) {
    const std::string place = '@' + std::string(name) + '@';
    if (html.find(place) == std::string::npos) {
      return Error{ErrorCode::malformedInput, path.string() + ": has no " + place};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> makeSite(const SiteOptions& options) {
  const Result<std::string> json = readFile(options.config);
  if (!json) return json.error();
  const Result<flow::Config> config = flow::parseConfigOfASite(*json);
  if (!config) return refusal(options.config, *json, config.error());
  const Result<Speech> speech = speechOf(*config);
  if (!speech) return refusal(options.config, *json, speech.error());
  const fs::path page = fs::path(options.shell) / "index.template.html";
  const Result<std::string> html = readFile(page);
  if (!html) return html.error();
  if (const auto problem = templateProblem(page, *html)) return *problem;
  Result<Assets> assets =
      readAssets({options.shell, options.wasm}, flow::folderOf(config->signInPage));
  if (!assets) return assets.error();
  addLanguages(*assets, flow::folderOf(config->signInPage), *speech);

  std::vector<std::string> notes;
  // Assets first: a page that is there finds what it names.
  std::vector<SiteFile> files = assets->files;
  for (SiteFile& file :
       pagesFor(*config, flow::configForThePage(*json, *config), *html, *assets, *speech)) {
    files.push_back(std::move(file));
  }
  const std::string logo = logoFileFor(*config);
  if (!logo.empty()) files.push_back({logo, "", Standing::guest, "logo"});
  if (const auto problem = collisionAmong(files)) return refusal(options.config, *json, *problem);
  if (!logo.empty()) {
    auto content = logoContent(logo, *config, options, notes);
    if (content)
      files.back().content = *std::move(content);
    else
      files.pop_back();
  }
  if (auto note = noteOnRedirect(*config)) notes.push_back(*std::move(note));
  const Result<std::vector<std::string>> more = publish(options.out, config->signInPage, files);
  if (!more) return more.error();
  notes.insert(notes.end(), more->begin(), more->end());
  return notes;
}

}  // namespace latchkey::prerender
