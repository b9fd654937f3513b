#pragma once

#include <optional>

#include "gui/painter.h"

namespace latchkey::gui {

// The step in which a pixel ratio is lowered.
constexpr float kRatioStep = 1.0F / 32;

// Does a painting of so many device pixels fit? What is no positive number never does.
bool fits(float width, float height, const SurfaceLimits& limits);

// The pixel ratio for a painting of the viewport's width and this height (CSS pixels): the
// viewport's own, or where that is too much a lower one, which the browser scales up. Nothing
// where text would be too coarse to read, and for a size that is no positive number.
std::optional<float> ratioFor(const Viewport& viewport, float height, const SurfaceLimits& limits);

// Below this, text is too coarse to read on such a screen.
float leastRatio(float wanted);

}  // namespace latchkey::gui
