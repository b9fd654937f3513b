#pragma once

namespace latchkey::gui {

// Gives the current ImGui context its one font. Dear ImGui insists on a font; ours has advances
// and no pixels, because every visible text is a run of the TextPort. This file also defines
// ImGuiFreeType::GetFontLoader(), which imconfig.h makes Dear ImGui ask for.
void addNullFont();

}  // namespace latchkey::gui
