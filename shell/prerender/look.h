#pragma once

#include <map>
#include <string>
#include <string_view>

#include "gui/tokens.h"

namespace latchkey::prerender {

// The tokens of the look (gui/tokens.h) as CSS. What differs between light, dark and more contrast
// becomes a variable; what is the same everywhere is written in place of its var(), because a
// variable that never changes is only bytes of every page.

// ":root{--card:#fff;...}" of the light scheme, and by @media what is other in the dark and with
// more contrast.
std::string schemeVariables(const gui::Theme& theme);

// By name what is the same in every scheme: {"card-width", "26rem"}.
std::map<std::string, std::string> constantsOf(const gui::Theme& theme);

// The style sheet `css` with the variables in front and each var(--name) of a constant replaced.
std::string withLook(std::string_view css, const gui::Theme& theme);

// A drawing (SVG) with @name@ and @dark-name@ replaced by the colours of these schemes. It is a
// document of its own, which variables of the page do not reach.
std::string withColors(std::string_view svg, const gui::Theme& theme);

}  // namespace latchkey::prerender
