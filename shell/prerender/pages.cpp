#include "shell/prerender/pages.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/json_reader.h"
#include "base/text.h"
#include "base/url.h"
#include "screen/build_screen.h"
#include "screen/dom.h"
#include "shell/prerender/files.h"

namespace latchkey::prerender {
namespace {

screen::Screen firstScreen(const app::Config& config, signin::Phase phase) {
  screen::Model model;
  model.phase = std::move(phase);
  model.branding = {config.productName, config.logo, config.helpUrl, config.privacyUrl,
                    config.registerUrl};
  return screen::buildScreen(model);
}

// For boot.js: where a person can begin to type. Not `autofocus`: browsers only honour that after
// their first drawing, and complain when somebody was quicker.
void focusIn(screen::DomNode& node, const std::string& id) {
  const auto isIt = [&](const auto& attribute) {
    return attribute.first == "id" && attribute.second == id;
  };
  if (node.tag == "input" && std::any_of(node.attributes.begin(), node.attributes.end(), isIt)) {
    node.attributes.emplace_back("data-begin", "");
  }
  for (screen::DomNode& child : node.children) focusIn(child, id);
}

std::string escapedHtml(std::string text) {
  text = replaceAll(std::move(text), "&", "&amp;");
  text = replaceAll(std::move(text), "<", "&lt;");
  return replaceAll(std::move(text), "\"", "&quot;");
}

// JSON inside a <script>: no "</script>" and no "<!--" can be in there without a '<'.
std::string inlined(const std::string& json) {
  const Result<Json> parsed = parseJson(json);
  return parsed ? replaceAll(writeJson(*parsed), "<", "\\u003c") : "{}";
}

// Only this very script or style may be in the page itself (CSP Level 3, 2.3.1).
std::string hashSource(std::string_view content) {
  return " 'sha256-" + sha256Base64(content) + "'";
}

std::string policyFor(const app::Config& config, const Inlined& inlined) {
  const std::string org = Url::parse(config.client.issuer())->origin();
  const std::optional<Url> logo = Url::parse(config.logo);
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + hashSource(inlined.script) +
         "; style-src" + hashSource(inlined.style) + "; connect-src 'self' " + org +
         "; img-src 'self'" + (logo ? " " + logo->origin() : "") +
         "; form-action 'self'; base-uri 'none'; "
         "require-trusted-types-for 'script'; trusted-types 'none'";
}

// A folder of the site by the path of a URL: "/login/callback/" -> "login/callback/index.html".
std::filesystem::path fileFor(const std::string& path) {
  return std::filesystem::path(path + "/index.html").relative_path().lexically_normal();
}

std::string fill(const std::string& htmlTemplate, const app::Config& config,
                 const std::string& configJson, const screen::Screen& screen,
                 const Assets& assets) {
  const Url issuer = *Url::parse(config.client.issuer());
  screen::DomNode form = screen::toDom(screen);
  if (screen.focus) focusIn(form, screen.focus->str());
  std::string html = withAssetUrls(htmlTemplate, assets.urls);
  html = replaceAll(std::move(html), "@csp@", escapedHtml(policyFor(config, assets.inlined)));
  html = replaceAll(std::move(html), "@style@", assets.inlined.style);
  html = replaceAll(std::move(html), "@boot@", assets.inlined.script);
  html = replaceAll(std::move(html), "@hosted@", escapedHtml(issuer.origin() + "/"));
  html = replaceAll(std::move(html), "@host@", escapedHtml(issuer.authority()));
  // What people and configuration wrote comes last, as it may look like one of these names.
  const std::size_t title = html.find("@title@");
  html.replace(title, 7, escapedHtml(screen.title));
  const std::size_t settings = html.find("@config@");
  html.replace(settings, 8, inlined(configJson));
  const std::size_t body = html.find("@form@");
  return html.replace(body, 6, screen::toHtml(form));
}

}  // namespace

std::vector<Page> pagesFor(const app::Config& config, const std::string& configJson,
                           const std::string& htmlTemplate, const Assets& assets) {
  const Url redirect = *Url::parse(config.client.redirectUri());
  const std::optional<Url> ownPage = config.defaultPage.substr(0, 1) == "/"
                                         ? Url::parse(redirect.origin() + config.defaultPage)
                                         : Url::parse(config.defaultPage);
  std::map<std::filesystem::path, signin::Phase> phases;
  phases[fileFor("")] = signin::Identify{};
  phases.emplace(fileFor(redirect.path()), signin::Arriving{});
  const bool isFolder = ownPage && ownPage->path().back() == '/';
  if (isFolder) phases.emplace(fileFor(ownPage->path()), signin::Arriving{});

  std::vector<Page> pages;
  for (const auto& entry : phases) {
    const screen::Screen screen = firstScreen(config, entry.second);
    pages.push_back({entry.first, fill(htmlTemplate, config, configJson, screen, assets)});
  }
  return pages;
}

}  // namespace latchkey::prerender
