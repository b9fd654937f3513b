#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/time.h"
#include "gui/text_port.h"
#include "gui/tokens.h"
#include "screen/screen.h"

struct ImDrawData;

namespace latchkey::gui {

enum class Motion { full, reduced };
enum class Direction { leftToRight, rightToLeft };

// The page as it is at this frame. CSS pixels; the painting itself is done in device pixels.
struct Viewport {
  float width = 0;   // of the page's content box
  float height = 0;  // of the window: the card begins a share of it below its top
  float pixelRatio = 1;
  float rootFontSize = 16;  // the person's own text size: everything scales with it
  ColorScheme scheme = ColorScheme::light;
  Motion motion = Motion::full;
  Contrast contrast = Contrast::standard;
  Direction direction = Direction::leftToRight;

  friend bool operator==(const Viewport& a, const Viewport& b) = default;
};

// What can be drawn on, in device pixels.
struct SurfaceLimits {
  int side = 4096;       // the longest that it may be
  int run = 4096;        // the widest run of text
  double pixels = 16e6;  // more of them cost more memory than a phone has to spare
};

// What the pointer and the keyboard are at, told by the DOM. Only for looks: nothing is pressed
// here.
struct Interaction {
  std::optional<screen::ElementId> hovered;
  std::optional<screen::ElementId> pressed;
  std::optional<screen::ElementId> focused;
  bool focusVisible = false;  // :focus-visible: the keyboard moved it
};

// Where an element is, in CSS pixels from the page's top left: the DOM element goes exactly there.
struct Placement {
  screen::ElementId id;
  float x = 0, y = 0, width = 0, height = 0;
  float fontSize = 0;  // for the DOM text of it, CSS pixels
  float lineHeight = 0;
};

// What paint() did.
struct PaintedFrame {
  std::vector<Placement> placements;
  float height = 0;        // of the painting, CSS pixels: the document scrolls, not the canvas
  float pixelRatio = 1;    // of the painting: lower than the viewport's where that does not fit
  bool animating = false;  // wants another frame; never at rest, never under reduced motion
};

// Lays out and paints one Screen into Dear ImGui draw lists, and says where everything is. The
// caller draws drawn() afterwards.
class Painter {
 public:
  explicit Painter(TextPort& text, const Theme& theme = latchkeyTheme());
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  // What there is to draw on, from the next frame on.
  void limit(const SurfaceLimits& limits);
  // `seconds` is a monotonic clock for motion only. Nothing where no painting of that size fits.
  std::optional<PaintedFrame> paint(const screen::Screen& screen, const Viewport& viewport,
                                    const Interaction& interaction, double seconds);
  // What was painted last, for a renderer.
  ImDrawData& drawn() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace latchkey::gui
