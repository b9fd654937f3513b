#include "shell/prerender/pages.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "screen/build_screen.h"
#include "screen/dom.h"
#include "shell/prerender/files.h"
#include "shell/prerender/paths.h"
#include "shell/prerender/template.h"

namespace latchkey::prerender {
namespace {

using screen::texts::Key;

screen::Screen firstScreen(const flow::Config& config, const signin::Phase& phase,
                           const screen::texts::Words& words) {
  screen::Model model;
  model.phase = phase;
  model.words = &words;
  model.branding = {config.productName, config.logo, config.helpUrl, config.privacyUrl,
                    config.registerUrl};
  return screen::buildScreen(model);
}

// For boot.js: where a person can begin to type. Not `autofocus`: browsers honour that only after
// the first paint, and log a warning when another element has the focus by then.
void focusIn(screen::DomNode& node, const std::string& id) {
  const auto isIt = [&](const auto& attribute) {
    return attribute.first == "id" && attribute.second == id;
  };
  if (node.tag == "input" && std::any_of(node.attributes.begin(), node.attributes.end(), isIt)) {
    node.attributes.emplace_back("data-begin", "");
  }
  for (screen::DomNode& child : node.children) focusIn(child, id);
}

// Until its scripts run, the form of the page sends nothing anywhere: its host is not to see what
// is typed. A form of this method closes the dialog around it; this one has no dialog.
void keepToThePage(screen::DomNode& form) {
  for (auto& [name, value] : form.attributes) {
    if (name == "method") value = "dialog";
  }
}

std::string escapedHtml(std::string text) {
  text = replaceAll(std::move(text), "&", "&amp;");
  text = replaceAll(std::move(text), "<", "&lt;");
  return replaceAll(std::move(text), "\"", "&quot;");
}

// JSON inside a <script>: no "</script>" and no "<!--" can be in there without a '<'.
std::string inlined(const std::string& json) { return replaceAll(json, "<", "\\u003c"); }

// Only this very script or style may be in the page itself (CSP Level 3, 2.3.1).
std::string hashSource(std::string_view content) {
  return " 'sha256-" + sha256Base64(content) + "'";
}

// A form that signs out at the org ends at the page after it: browsers hold redirects against the
// policy, too.
std::string afterSignOut(const flow::Config& config) {
  const std::optional<Url> page = Url::parse(config.postLogoutRedirectUri);
  return (page ? *page : *Url::parse(config.client.redirectUri())).origin();
}

// What runs and what it asks are named one by one: `'self'` would let any file of the origin in,
// and out, an upload among them (CSP Level 3, 2.3.1: a source may be one path).
std::string policyFor(const flow::Config& config, const Assets& assets, const Speech& speech) {
  const std::string org = Url::parse(config.client.issuer())->origin();
  const std::string site = Url::parse(config.client.redirectUri())->origin();
  const std::optional<Url> logo = Url::parse(config.logo);
  const auto asset = [&](const std::string& name) { return site + assets.urls.find(name)->second; };
  std::string texts;
  for (const auto* language : speech) {
    const std::string name = assetOf(*language);
    if (!name.empty()) texts += ' ' + asset(name);
  }
  return "default-src 'none'; script-src " + asset("page.js") + " " + asset("spare.js") +
         " 'wasm-unsafe-eval'" + hashSource(assets.inlined.script) + "; style-src" +
         hashSource(assets.inlined.style) + "; connect-src " + asset("latchkey.wasm") + " " +
         asset("page.js") + texts + " " + org + "; img-src 'self'" +
         (logo ? " " + logo->origin() : "") + "; form-action " + org + " " + afterSignOut(config) +
         "; base-uri 'none'; "
         "require-trusted-types-for 'script'; trusted-types 'none'";
}

}  // namespace

std::vector<SiteFile> pagesFor(const flow::Config& config, const std::string& configJson,
                               std::string_view htmlTemplate, const Assets& assets,
                               const Speech& speech) {
  const screen::texts::Words words = wordsOf(*speech.front());
  std::map<std::string, std::string> places = assets.urls;
  places["csp"] = escapedHtml(policyFor(config, assets, speech));
  places["style"] = assets.inlined.style;
  places["boot"] = assets.inlined.script;
  places["version"] = LATCHKEY_VERSION;
  places["home"] = escapedHtml(Url::parse(config.client.redirectUri())->origin());
  places["hosted"] = escapedHtml(config.hostedSignIn);
  places["config"] = inlined(configJson);
  places["lang"] = speech.front()->tag;
  const auto say = [&](Key key) { return escapedHtml(words.say(key)); };
  places["dir"] = say(Key::pageDirection);
  places["plain"] = say(Key::shellPlainView);
  places["still"] = say(Key::pageDoesNotStart);
  places["noscript"] = say(Key::pageNeedsJavaScript);
  places["instead"] = escapedHtml(
      words.say(Key::shellSignInAt,
                {{screen::texts::Parameter::host, Url::parse(config.hostedSignIn)->authority()}}));

  std::vector<SiteFile> pages;
  for (const PageFile& page : pageFilesFor(config)) {
    std::vector<Spoken> all;
    for (const auto* language : speech) {
      screen::Screen screen = firstScreen(config, page.phase, wordsOf(*language));
      screen::DomNode form = screen::toDom(screen);
      all.push_back({language, std::move(screen), std::move(form)});
    }
    auto& [language, screen, form] = all.front();
    if (screen.focus) focusIn(form, screen.focus->str());
    keepToThePage(form);
    places["title"] = escapedHtml(screen.title);
    places["role"] = page.role == flow::Role::account ? "account" : "sign-in";
    places["form"] = screen::toHtml(form);
    places["languages"] = inlined(firstTexts(all, assets));
    pages.push_back({page.path, filled(htmlTemplate, places), page.standing, page.member});
  }
  return pages;
}

}  // namespace latchkey::prerender
