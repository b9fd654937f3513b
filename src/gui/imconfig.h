// Compile-time configuration of Dear ImGui (IMGUI_USER_CONFIG), the same natively and in the
// browser. We use its draw lists; whatever else it brings is left out, for size.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// Visible text is drawn as whole runs, shaped by the browser.
#define IMGUI_DISABLE_DEFAULT_FONT

// A page has no files and no shell, and the DOM owns the clipboard.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
