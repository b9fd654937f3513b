#include "gui/layout.h"

#include <cmath>
#include <utility>

#include "gui/control_widgets.h"
#include "gui/link_widgets.h"
#include "gui/text_widgets.h"

namespace latchkey::gui {
namespace {

using screen::Element;

template <class T>
bool is(const Element& element) {
  return std::holds_alternative<T>(element);
}

// Their targets are taller than their words.
bool isOfLinks(const Element& element) {
  return is<screen::Row>(element) || is<screen::Link>(element);
}

// CSS pixels between an element and the one after it: what belongs together is closer.
float gapBetween(const Element& above, const Element& below) {
  const bool isPicture = is<screen::Illustration>(above) || is<screen::Illustration>(below);
  if (isPicture || is<screen::Brand>(above)) return measure::kArtGap;
  if (is<screen::Heading>(above) && is<screen::Paragraph>(below)) return measure::kLeadGap;
  if (is<screen::Heading>(above) && is<screen::Identity>(below)) return measure::kChipGap;
  if (is<screen::Paragraph>(above) && is<screen::Paragraph>(below)) return measure::kPairGap;
  if (is<screen::Button>(above) && is<screen::Button>(below)) return measure::kPairGap;
  if (isOfLinks(above) || isOfLinks(below)) return measure::kLinkGap;
  return measure::kGap;
}

bool endsWithLink(const std::vector<Element>& elements) {
  return !elements.empty() && isOfLinks(elements.back());
}

// The card's measures, device pixels.
struct Room {
  float width = 0;   // of the card
  float margin = 0;  // least distance to the window's edges
  float side = 0;    // padding at start and end
  float ends = 0;    // padding above and below
};

Room roomFor(const Viewport& viewport, const Scale& scale) {
  const float width = std::round(viewport.width * viewport.pixelRatio);
  const bool narrow = width <= scale.px(measure::kNarrow);
  Room room;
  room.margin = std::min(scale.px(narrow ? measure::kMargin : measure::kWideMargin),
                         std::round(width * measure::kMarginShare));
  room.margin = std::max(room.margin, std::floor((width - scale.px(measure::kCardWidth)) / 2));
  room.width = width - 2 * room.margin;
  room.side = std::min(scale.px(narrow ? measure::kNarrowSide : measure::kCardPadding),
                       std::round(width * measure::kSideShare));
  room.ends = scale.px(narrow ? measure::kNarrowPadding : measure::kCardPadding);
  return room;
}

// Depends on the window alone: an answer that brings more elements moves nothing that is there.
float topOf(const Room& room, float window, const Scale& scale) {
  const float free = window - scale.px(measure::kTallCard);
  return std::max(std::min(room.margin, scale.px(measure::kMargin)),
                  std::round(free * measure::kAbove));
}

float stack(const LayoutContext& context, const screen::Screen& screen,
            std::vector<PlacedBlock>& out) {
  float y = 0;
  const Element* above = nullptr;
  for (const Element& element : screen.elements) {
    if (above != nullptr) y += context.scale.px(gapBetween(*above, element));
    Block block = std::visit([&](const auto& it) { return blockOf(context, it); }, element);
    const float height = block.height;
    out.push_back({std::move(block), {0, y}});
    y += height;
    above = &element;
  }
  return y;
}

}  // namespace

Scale scaleOf(const Viewport& viewport) {
  return {viewport.pixelRatio * viewport.rootFontSize / 16};
}

Layout layOut(const screen::Screen& screen, const Viewport& viewport, TextPort& text,
              const Theme& theme) {
  const Scale scale = scaleOf(viewport);
  const Palette& colors = theme.palette(viewport.scheme, viewport.contrast);
  const bool rightToLeft = viewport.direction == Direction::rightToLeft;
  const Room room = roomFor(viewport, scale);
  Layout layout;
  layout.width = std::round(viewport.width * viewport.pixelRatio);
  const float window = std::round(viewport.height * viewport.pixelRatio);

  const LayoutContext column{text, colors, scale, room.width - 2 * room.side, rightToLeft};
  const float content = stack(column, screen, layout.content);
  // A link's target reaches below its words; the eye sees the words.
  const float below = room.ends - (endsWithLink(screen.elements) ? scale.px(measure::kLinkPad) : 0);
  const float height = room.ends + content + below;

  Block footer;
  if (!screen.footer.empty()) {
    footer = footerBlock({text, colors, scale, room.width, rightToLeft}, screen.footer);
  }
  const float under = scale.px(measure::kFooterBelow);
  const float footerRoom =
      under + (footer.height > 0 ? footer.height + scale.px(measure::kFooterAbove) : 0);
  const float top = topOf(room, window, scale);
  layout.card = {room.margin, top, room.width, height};
  layout.height = std::max(window, layout.card.bottom() + footerRoom);

  const Point origin{layout.card.x + room.side, top + room.ends};
  for (PlacedBlock& placed : layout.content) placed.at = placed.at + origin;
  // At the end of the window as long as there is room, else under the card.
  const float footerTop = layout.height - footer.height - under;
  if (footer.height > 0) layout.footer.push_back({std::move(footer), {room.margin, footerTop}});
  return layout;
}

std::vector<Placement> placementsOf(const Layout& layout, float pixelRatio) {
  std::vector<Placement> placements;
  for (const auto* group : {&layout.content, &layout.footer}) {
    for (const PlacedBlock& placed : *group) {
      for (const Slot& slot : placed.block.slots) {
        const Rect rect = slot.rect.movedBy(placed.at);
        placements.push_back({slot.id, rect.x / pixelRatio, rect.y / pixelRatio,
                              rect.width / pixelRatio, rect.height / pixelRatio,
                              slot.fontSize / pixelRatio, slot.lineHeight / pixelRatio});
      }
    }
  }
  return placements;
}

}  // namespace latchkey::gui
