#include "gui/painter.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "gui/canvas.h"
#include "gui/card.h"
#include "gui/draw_lists.h"
#include "gui/layout.h"
#include "gui/motion.h"
#include "gui/surface.h"

namespace latchkey::gui {
namespace {

void paintBlocks(const Canvas& canvas, const std::vector<PlacedBlock>& blocks, Point shift) {
  for (const PlacedBlock& placed : blocks) placed.block.paint(canvas, placed.at + shift);
}

void clip(ImDrawList& list, const Rect& rect) {
  list.PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
}

// A new screen rises into the card, under a veil of the card's colour that lifts. Fading each
// shape by itself would show what lies under it.
void paintContent(const Canvas& canvas, const Layout& layout, const Rect& cardNow) {
  const float entered = canvas.animation.entered;
  if (entered >= 1) return paintBlocks(canvas, layout.content, {});
  clip(*canvas.shapes, cardNow);
  clip(*canvas.textList, cardNow);
  paintBlocks(canvas, layout.content, {0, canvas.scale.px(move::kRise * (1 - entered))});
  Canvas above = canvas;
  above.shapes = canvas.textList;
  fill(above, cardNow, canvas.scale.px(canvas.theme->radii.card),
       withAlpha(canvas.colors->card, 1 - entered));
  canvas.shapes->PopClipRect();
  canvas.textList->PopClipRect();
}

// Lays out at the highest pixel ratio at which the whole page fits; `viewport` gets that one. How
// high the page is shows only then.
std::optional<Layout> layOutWithin(const SurfaceLimits& limits, const screen::Screen& screen,
                                   Viewport& viewport, TextPort& text, const Theme& theme) {
  const Viewport wanted = viewport;
  float height = std::max(1.0F, wanted.height);
  float most = wanted.pixelRatio;
  for (;;) {
    const std::optional<float> ratio = ratioFor(wanted, height, limits);
    if (!ratio) return std::nullopt;
    viewport.pixelRatio = std::min(*ratio, most);
    if (viewport.pixelRatio < leastRatio(wanted.pixelRatio)) return std::nullopt;
    Layout layout = layOut(screen, viewport, text, theme);
    if (fits(layout.width, layout.height, limits)) return layout;
    height = layout.height / viewport.pixelRatio;
    most = viewport.pixelRatio - kRatioStep;
  }
}

}  // namespace

struct Painter::State {
  State(TextPort& port, const Theme& look) : text(port), theme(look) {}

  TextPort& text;
  Theme theme;
  SurfaceLimits limits;
  DrawLists lists;
  MotionClock motion;
};

Painter::Painter(TextPort& text, const Theme& theme)
    : state_(std::make_unique<State>(text, theme)) {}

Painter::~Painter() = default;

ImDrawData& Painter::drawn() const { return state_->lists.data(); }

void Painter::limit(const SurfaceLimits& limits) { state_->limits = limits; }

std::optional<PaintedFrame> Painter::paint(const screen::Screen& screen, const Viewport& wanted,
                                           const Interaction& interaction, double seconds) {
  Viewport viewport = wanted;
  const std::optional<Layout> fitting =
      layOutWithin(state_->limits, screen, viewport, state_->text, state_->theme);
  if (!fitting) return std::nullopt;
  const Layout& layout = *fitting;
  MotionClock& motion = state_->motion;
  motion.observe(screen, layout.card, seconds);

  // Device pixels inside, so that text and edges fall on whole ones at any ratio.
  DrawLists& lists = state_->lists;
  lists.begin(layout.width, layout.height, state_->text.white());
  Canvas canvas;
  canvas.shapes = &lists.shapes();
  canvas.textList = &lists.text();
  canvas.text = &state_->text;
  canvas.theme = &state_->theme;
  canvas.colors = &state_->theme.palette(viewport.scheme, viewport.contrast);
  canvas.scale = scaleOf(viewport);
  canvas.interaction = &interaction;
  canvas.animation = motion.stateAt(seconds, viewport.motion);
  canvas.rightToLeft = viewport.direction == Direction::rightToLeft;

  drawPageBackground(canvas, {0, 0, layout.width, layout.height});
  const Rect cardNow = motion.cardAt(layout.card, seconds, viewport.motion);
  drawCard(canvas, cardNow);
  paintContent(canvas, layout, cardNow);
  paintBlocks(canvas, layout.footer, {});
  lists.end();
  return PaintedFrame{placementsOf(layout, viewport.pixelRatio),
                      layout.height / viewport.pixelRatio, viewport.pixelRatio,
                      motion.isMoving(seconds, viewport.motion)};
}

}  // namespace latchkey::gui
