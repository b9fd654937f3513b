#include "gui/link_widgets.h"

#include <string>
#include <utility>

#include "gui/icons.h"

namespace latchkey::gui {
namespace {

using Item = std::variant<screen::Button, screen::Link>;

LinkLabel labelOf(const LayoutContext& context, const Item& item) {
  return std::visit(
      [&](const auto& it) {
        LinkLabel label;
        label.id = it.id;
        label.text = textOf(context, it.label, type::kLabel, context.colors.brand, context.width);
        label.color = context.colors.brand;
        return label;
      },
      item);
}

bool isBusy(const Item& item) {
  const auto* button = std::get_if<screen::Button>(&item);
  return button != nullptr && button->busy;
}

// A link with the place that it got.
struct Placed {
  LinkLabel label;
  Rect target;
  Align align = Align::start;
};

Block blockOf(const LayoutContext& context, std::vector<Placed> links, const TypeStyle& type) {
  Block block;
  for (const Placed& link : links) {
    block.height = std::max(block.height, link.target.bottom());
    block.slots.push_back(slotFor(context, link.label.id, link.target, type));
  }
  block.paint = [links = std::move(links)](const Canvas& canvas, Point at) {
    for (const Placed& link : links) {
      paintLink(canvas, link.label, link.target.movedBy(at), link.align);
    }
  };
  return block;
}

float widthOf(const std::vector<LinkLabel>& labels, const Scale& scale) {
  float width = 0;
  for (const LinkLabel& label : labels) width += label.width(scale);
  return width;
}

std::vector<Placed> stacked(const LayoutContext& context, const std::vector<LinkLabel>& labels) {
  std::vector<Placed> placed;
  float y = 0;
  for (const LinkLabel& label : labels) {
    const float width = std::min(label.width(context.scale), context.width);
    const float height = label.height(context.scale);
    placed.push_back({label, context.at(0, y, width, height), Align::start});
    y += height + context.scale.px(measure::kLinkPad);
  }
  return placed;
}

// The first at the start, the last at the end, the others evenly between.
std::vector<Placed> spread(const LayoutContext& context, const std::vector<LinkLabel>& labels) {
  std::vector<Placed> placed;
  const float free = context.width - widthOf(labels, context.scale);
  const auto gaps = static_cast<float>(labels.size() > 1 ? labels.size() - 1 : 1);
  const float gap = std::floor(free / gaps);
  float start = 0;
  for (const LinkLabel& label : labels) {
    const bool last = labels.size() > 1 && &label == &labels.back();
    const float width = label.width(context.scale);
    if (last) start = context.width - width;
    placed.push_back({label, context.at(start, 0, width, label.height(context.scale)),
                      last ? Align::end : Align::start});
    start += width + gap;
  }
  return placed;
}

// One line of the footer, centred.
void placeCentered(const LayoutContext& context, const std::vector<LinkLabel>& labels, float y,
                   std::vector<Placed>& placed) {
  const float gap = context.scale.px(measure::kFooterGap);
  const float width =
      widthOf(labels, context.scale) + gap * static_cast<float>(labels.size()) - gap;
  float start = std::max(0.0F, std::floor((context.width - width) / 2));
  for (const LinkLabel& label : labels) {
    const float own = std::min(label.width(context.scale), context.width);
    placed.push_back(
        {label, context.at(start, y, own, label.height(context.scale)), Align::center});
    start += own + gap;
  }
}

// The chip of who is signing in: the name, and a way out beside it, or under it when both do not
// fit on a line.
struct Chip {
  Rect ground;
  Rect words;
  Rect action;
};

Chip chipFor(const LayoutContext& context, const TextBlock& name, const LinkLabel& action) {
  const Scale& scale = context.scale;
  const float ends = scale.px(measure::kChipEnds);
  const float side = scale.px(measure::kChipSide);
  const float gap = scale.px(measure::kBesideIcon);
  const float pad = std::round((action.height(scale) - action.text.height()) / 2);
  const float actionWidth = action.width(scale);
  const float nameWidth = std::ceil(name.width);
  const bool below = side + nameWidth + gap + actionWidth + side > context.width;
  const float inside = below ? std::max(nameWidth, actionWidth) : nameWidth + gap + actionWidth;
  Chip chip;
  chip.words = context.at(side, ends, nameWidth, name.height());
  const float under = below ? name.height() + ends : 0;
  chip.action = context.at(below ? side : side + nameWidth + gap, ends + under - pad, actionWidth,
                           action.height(scale));
  const float last = below ? chip.action.bottom() - pad : chip.words.bottom();
  chip.ground = context.at(0, 0, side + inside + side, last + ends);
  return chip;
}

}  // namespace

float LinkLabel::width(const Scale& scale) const {
  // A pixel to spare: the DOM's own measuring must not break the label.
  return std::max(std::ceil(text.width) + scale.line(1), scale.px(measure::kTarget));
}

float LinkLabel::height(const Scale& scale) const {
  return text.height() + scale.px(measure::kTarget) - text.lineHeight;
}

void paintLink(const Canvas& canvas, const LinkLabel& label, const Rect& target, Align align) {
  const bool down = canvas.isPressed(label.id);
  const bool lit = down || canvas.isHovered(label.id);
  const Color color = down ? pressed(label.color, *canvas.colors) : label.color;
  const float pad = std::round((target.height - label.text.height()) / 2);
  const Rect words{target.x, target.y + pad, target.width, label.text.height()};
  if (lit) drawUnderline(canvas, label.text, words, align, color);
  drawText(canvas, label.text, words, align, color);
  if (canvas.showsRing(label.id))
    drawFocusRing(canvas, target, canvas.scale.px(canvas.theme->radii.small));
  if (!label.busy) return;
  const float aside = canvas.scale.px(measure::kSpinner);
  const bool after = (align == Align::end) == canvas.rightToLeft;
  spinner(canvas, {after ? target.right() + aside : target.x - aside, target.center().y}, color);
}

Block blockOf(const LayoutContext& context, const screen::Row& row) {
  std::vector<LinkLabel> labels;
  for (const Item& item : row.items) {
    labels.push_back(labelOf(context, item));
    labels.back().busy = isBusy(item);
  }
  const float gap = context.scale.px(measure::kRowGap) * static_cast<float>(labels.size());
  const bool fits =
      widthOf(labels, context.scale) + gap <= context.width + context.scale.px(measure::kRowGap);
  return blockOf(context, fits ? spread(context, labels) : stacked(context, labels), type::kLabel);
}

Block blockOf(const LayoutContext& context, const screen::Identity& identity) {
  const Palette& colors = context.colors;
  const float room = context.width - 2 * context.scale.px(measure::kChipSide);
  TextBlock name = textOf(context, identity.name, type::kSmall, colors.ink, room);
  const LinkLabel action{identity.actionId,
                         textOf(context, identity.actionLabel, type::kLabel, colors.brand, room),
                         colors.brand, false};
  const Chip chip = chipFor(context, name, action);
  return {chip.ground.height,
          {slotFor(context, identity.id, chip.words, type::kSmall),
           slotFor(context, identity.actionId, chip.action, type::kLabel)},
          [=](const Canvas& canvas, Point at) {
            fill(canvas, chip.ground.movedBy(at), canvas.scale.px(canvas.theme->radii.card),
                 canvas.colors->brandTint);
            drawText(canvas, name, chip.words.movedBy(at), Align::start);
            paintLink(canvas, action, chip.action.movedBy(at), Align::start);
          }};
}

Block footerBlock(const LayoutContext& context, const std::vector<screen::Link>& links) {
  const float gap = context.scale.px(measure::kFooterGap);
  std::vector<Placed> placed;
  std::vector<LinkLabel> line;
  float y = 0;
  for (const screen::Link& link : links) {
    LinkLabel label{link.id,
                    textOf(context, link.label, type::kFooter, context.colors.quiet, context.width),
                    context.colors.quiet, false};
    const float needed = widthOf(line, context.scale) + label.width(context.scale) +
                         gap * static_cast<float>(line.size());
    if (!line.empty() && needed > context.width) {
      placeCentered(context, line, y, placed);
      y = placed.back().target.bottom() + context.scale.px(4);
      line.clear();
    }
    line.push_back(std::move(label));
  }
  placeCentered(context, line, y, placed);
  return blockOf(context, std::move(placed), type::kFooter);
}

}  // namespace latchkey::gui
