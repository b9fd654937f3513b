#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "flow/config.h"
#include "screen/dom.h"
#include "screen/screen.h"
#include "screen/texts/languages.h"
#include "screen/texts/words.h"
#include "shell/prerender/assets.h"

namespace latchkey::prerender {

// The languages that a site offers. Its pages are written in the first one, and bring the texts of
// their first screen in the others; everything else of a language is an asset that pages load when
// they need it, but for English, which is part of the program.
using Speech = std::vector<const screen::texts::Language*>;

// Those that the configuration names, each once; all that there are where it names none. Errors:
// malformedConfig, where there is no such language.
Result<Speech> speechOf(const flow::Config& config);

screen::texts::Words wordsOf(const screen::texts::Language& language);

// The asset of a language; empty for English.
std::string assetOf(const screen::texts::Language& language);
void addLanguages(Assets& assets, std::string_view folder, const Speech& speech);

// A first screen in one language.
struct Spoken {
  const screen::texts::Language* language;
  screen::Screen screen;
  screen::DomNode form;
};

// For boot.js: {"en": {"dir": "ltr", "title": "...", "texts": {ID: TEXT}},
// "de": {..., "file": URL, "sum": "sha256-..."}}: of each language the texts by the ids of their
// elements, where they differ from those that the page is written in, the first ones.
std::string firstTexts(const std::vector<Spoken>& all, const Assets& assets);

}  // namespace latchkey::prerender
