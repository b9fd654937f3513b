// Compile-time configuration of Dear ImGui (IMGUI_USER_CONFIG), the same natively and in the
// browser. ImGui lays out and paints; whatever else it brings is left out, for size.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// No embedded font and no font rasteriser: visible text is drawn as whole runs, shaped by the
// browser. Asking for FreeType leaves stb_truetype out; the gui layer then defines
// ImGuiFreeType::GetFontLoader() with a loader that knows advances only. FreeType is not used.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_ENABLE_FREETYPE

// A page has no files and no shell, and the DOM owns the clipboard.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
