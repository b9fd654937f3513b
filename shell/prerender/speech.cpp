#include "shell/prerender/speech.h"

#include <algorithm>
#include <map>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "shell/prerender/files.h"

namespace latchkey::prerender {
namespace {

using screen::texts::Key;
using screen::texts::Language;
using screen::texts::languages;

// Where the text of an element stands that has an id: in it, or in the one element in it.
const std::string& textOf(const screen::DomNode& node) {
  return node.text.empty() && node.children.size() == 1 ? textOf(node.children[0]) : node.text;
}

using Texts = std::map<std::string, std::string>;

void collect(const screen::DomNode& node, Texts& into) {
  for (const auto& [name, value] : node.attributes) {
    if (name == "id" && !textOf(node).empty()) into[value] = textOf(node);
  }
  for (const screen::DomNode& child : node.children) collect(child, into);
}

Texts textsOf(const Spoken& spoken) {
  Texts texts;
  collect(spoken.form, texts);
  return texts;
}

}  // namespace

Result<Speech> speechOf(const flow::Config& config) {
  Speech speech;
  for (const std::string& tag : config.languages) {
    const auto found = std::find_if(languages().begin(), languages().end(),
                                    [&](const Language& it) { return it.tag == tag; });
    if (found == languages().end()) {
      std::string known;
      for (const Language& it : languages()) known += ' ' + std::string(it.tag);
      return Error{ErrorCode::malformedConfig,
                   "languages: there is no \"" + tag + "\"; there are:" + known};
    }
    if (std::find(speech.begin(), speech.end(), &*found) == speech.end()) speech.push_back(&*found);
  }
  if (speech.empty()) {
    for (const Language& it : languages()) speech.push_back(&it);
  }
  return speech;
}

screen::texts::Words wordsOf(const Language& language) {
  static const screen::texts::PlainLocale kLocale;
  return {language.lines, kLocale};
}

std::string assetOf(const Language& language) {
  return &language == &languages().front() ? "" : std::string(language.tag) + ".txt";
}

void addLanguages(Assets& assets, std::string_view folder, const Speech& speech) {
  for (const Language* language : speech) {
    const std::string name = assetOf(*language);
    if (!name.empty()) addAsset(assets, folder, name, published(*language));
  }
}

std::string firstTexts(const std::vector<Spoken>& all, const Assets& assets) {
  const Texts written = textsOf(all.front());
  Json table = Json::object();
  for (const Spoken& spoken : all) {
    Json entry = Json::object();
    setMember(entry, "dir", wordsOf(*spoken.language).say(Key::pageDirection));
    setMember(entry, "title", spoken.screen.title);
    Json others = Json::object();
    for (const auto& [id, text] : textsOf(spoken)) {
      const auto same = written.find(id);
      if (same == written.end() || same->second != text) setMember(others, id, text);
    }
    setMember(entry, "texts", std::move(others));
    const std::string asset = assetOf(*spoken.language);
    if (!asset.empty()) {
      setMember(entry, "file", assets.urls.find(asset)->second);
      setMember(entry, "sum", "sha256-" + sha256Base64(published(*spoken.language)));
    }
    setMember(table, std::string(spoken.language->tag), std::move(entry));
  }
  return writeJson(table);
}

}  // namespace latchkey::prerender
