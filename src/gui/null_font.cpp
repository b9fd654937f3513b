#include "gui/null_font.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

namespace latchkey::gui {
namespace {

bool containsGlyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

// With `advance` only the advance is wanted; without, a glyph, and ours is never visible.
bool loadGlyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar codepoint,
               ImFontGlyph* glyph, float* advance) {
  const float width = baked->Size / 2;
  if (advance != nullptr) {
    *advance = width;
    return true;
  }
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = width;
  return true;
}

ImFontLoader makeLoader() {
  ImFontLoader loader;
  loader.Name = "none";
  loader.FontSrcContainsGlyph = containsGlyph;
  loader.FontBakedLoadGlyph = loadGlyph;
  return loader;
}

const ImFontLoader& nullLoader() {
  static const ImFontLoader loader = makeLoader();
  return loader;
}

}  // namespace

void addNullFont() {
  ImFontConfig config;
  config.FontLoader = &nullLoader();
  config.SizePixels = 16;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  // The browser draws the pointer.
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.AddFont(&config);
}

}  // namespace latchkey::gui

const ImFontLoader* ImGuiFreeType::GetFontLoader() { return &latchkey::gui::nullLoader(); }
