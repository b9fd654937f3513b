#include "gui/surface.h"

#include <algorithm>
#include <cmath>

namespace latchkey::gui {
namespace {

bool isPositive(float value) { return std::isfinite(value) && value > 0; }

// No run of text is wider than the card.
float widestRun(const Viewport& viewport) {
  return std::min(viewport.width, measure::kCardWidth * viewport.rootFontSize / 16);
}

}  // namespace

bool fits(float width, float height, const SurfaceLimits& limits) {
  const auto side = static_cast<float>(limits.side);
  return width >= 1 && height >= 1 && width <= side && height <= side &&
         static_cast<double>(width) * static_cast<double>(height) <= limits.pixels;
}

float leastRatio(float wanted) { return std::min(wanted, std::max(1.0F, wanted / 2)); }

std::optional<float> ratioFor(const Viewport& viewport, float height, const SurfaceLimits& limits) {
  const float wanted = viewport.pixelRatio;
  if (!isPositive(viewport.width) || !isPositive(viewport.rootFontSize) || !isPositive(wanted) ||
      !isPositive(height)) {
    return std::nullopt;
  }
  const auto side = static_cast<float>(limits.side);
  const double area = static_cast<double>(viewport.width) * static_cast<double>(height);
  const float most = std::min({side / viewport.width, side / height,
                               static_cast<float>(std::sqrt(limits.pixels / area)),
                               static_cast<float>(limits.run) / widestRun(viewport)});
  if (wanted <= most) return wanted;
  const float lowered = std::floor(most / kRatioStep) * kRatioStep;
  if (lowered < leastRatio(wanted)) return std::nullopt;
  return lowered;
}

}  // namespace latchkey::gui
