#include "gui/block.h"

#include <cmath>

namespace latchkey::gui {

TextStyle styleOf(const LayoutContext& context, const TypeStyle& type, Color color) {
  TextStyle style;
  style.size = context.scale.exact(type.size);
  style.weight = type.weight;
  style.color = color;
  return style;
}

TextBlock textOf(const LayoutContext& context, std::string_view text, const TypeStyle& type,
                 Color color, float maxWidth) {
  return layOutText(context.text, {{text, styleOf(context, type, color)}}, maxWidth,
                    context.scale.px(type.lineHeight));
}

Rect iconAt(const LayoutContext& context, float start, float top) {
  const float side = context.scale.px(measure::kIcon);
  const float down = std::round((context.scale.px(type::kSmall.lineHeight) - side) / 2);
  return context.at(start, top + down, side, side);
}

Slot slotFor(const LayoutContext& context, const screen::ElementId& id, const Rect& rect,
             const TypeStyle& type) {
  return {id, rect, context.scale.exact(type.size), context.scale.px(type.lineHeight)};
}

}  // namespace latchkey::gui
