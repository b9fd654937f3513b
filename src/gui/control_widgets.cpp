#include "gui/control_widgets.h"

#include <string>
#include <utility>

#include "gui/icons.h"
#include "gui/link_widgets.h"

namespace latchkey::gui {
namespace {

// What is wrong with a field, under it: an icon, words, and the field's own line say it.
struct Problem {
  TextBlock text;
  Rect icon;
  Rect words;
};

Problem problemOf(const LayoutContext& context, const std::string& problem, float top) {
  const Scale& scale = context.scale;
  const float start = scale.px(measure::kProblemText);
  Problem result;
  result.text = textOf(context, problem, type::kSmall, context.colors.bad, context.width - start);
  result.icon = iconAt(context, 0, top);
  result.words = context.at(start, top, context.width - start, result.text.height());
  return result;
}

void paintField(const Canvas& canvas, const Rect& box, const screen::ElementId& id, bool bad) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(canvas.theme->radii.control);
  const bool focused = canvas.isFocused(id);
  if (focused) {
    const float ring = canvas.scale.px(measure::kHalo);
    fill(canvas, box.grown(ring), radius + ring, bad ? colors.badTint : colors.brandTint);
  }
  Color line = canvas.isHovered(id) ? colors.quiet : colors.line;
  if (focused) line = colors.brand;
  if (bad) line = colors.bad;
  drawBorderedRect(canvas, box, radius,
                   canvas.scale.line(focused ? measure::kFocusLine : measure::kLine), line,
                   colors.card);
}

Color fillOf(const Canvas& canvas, const screen::ElementId& id, Color rest) {
  if (canvas.isPressed(id)) return pressed(rest, *canvas.colors);
  return canvas.isHovered(id) ? hovered(rest, *canvas.colors) : rest;
}

void paintButtonBox(const Canvas& canvas, const screen::Button& button, const Rect& box) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(canvas.theme->radii.control);
  if (button.look == screen::ButtonLook::primary) {
    fill(canvas, box, radius, fillOf(canvas, button.id, colors.brand));
  } else {
    const bool lit = canvas.isHovered(button.id) || canvas.isPressed(button.id);
    drawBorderedRect(canvas, box, radius, canvas.scale.line(measure::kLine), colors.line,
                     lit ? colors.brandTint : colors.card);
  }
  if (canvas.showsRing(button.id)) drawFocusRing(canvas, box, radius);
}

void paintCheckbox(const Canvas& canvas, const screen::Checkbox& checkbox, const Rect& box) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(canvas.theme->radii.small);
  if (checkbox.checked) {
    fill(canvas, box, radius, fillOf(canvas, checkbox.id, colors.brand));
    checkMark(canvas, box, canvas.scale.exact(2), colors.onBrand, 1);
  } else {
    const Color line = canvas.isHovered(checkbox.id) ? colors.quiet : colors.line;
    drawBorderedRect(canvas, box, radius, canvas.scale.line(measure::kLine), line, colors.card);
  }
  if (canvas.showsRing(checkbox.id)) drawFocusRing(canvas, box, radius);
}

Block linkBlock(const LayoutContext& context, const screen::ElementId& id, const std::string& label,
                bool busy) {
  const LinkLabel link{id,
                       textOf(context, label, type::kLabel, context.colors.brand, context.width),
                       context.colors.brand, busy};
  const float width = std::min(link.width(context.scale), context.width);
  const Rect target = context.at(0, 0, width, link.height(context.scale));
  return {target.height,
          {slotFor(context, id, target, type::kLabel)},
          [link, target](const Canvas& canvas, Point at) {
            paintLink(canvas, link, target.movedBy(at), Align::start);
          }};
}

// The button that shows what is masked; empty for a field that is not.
LinkLabel revealOf(const LayoutContext& context, const screen::TextField& field) {
  LinkLabel reveal{field.revealId(), {}, context.colors.brand, false};
  if (field.masking == screen::Masking::none) return reveal;
  reveal.text =
      textOf(context, field.revealLabel, type::kLabel, context.colors.brand, context.width / 2);
  return reveal;
}

}  // namespace

Block blockOf(const LayoutContext& context, const screen::TextField& field) {
  const Scale& scale = context.scale;
  const bool bad = !field.problem.empty();
  const bool code = field.look == screen::FieldLook::code;
  TextBlock label = textOf(context, field.label, type::kLabel, context.colors.ink, context.width);
  const Rect caption{0, 0, context.width, label.height()};
  const Rect box{0, caption.bottom() + scale.px(measure::kLabelGap), context.width,
                 scale.px(measure::kControl)};
  const Problem problem =
      problemOf(context, field.problem, box.bottom() + scale.px(measure::kLabelGap));

  Block block;
  block.height = bad ? problem.words.bottom() : box.bottom();
  const std::string id = field.id.str();
  // What is typed must not run under the button that shows it.
  const bool masked = field.masking != screen::Masking::none;
  const LinkLabel reveal = revealOf(context, field);
  const float aside =
      masked ? std::ceil(reveal.text.width) + 2 * scale.px(measure::kRevealSide) : 0;
  const Rect input = context.at(0, box.y, box.width - aside, box.height);
  const Rect button = context.at(box.width - aside, box.y, aside, box.height);
  block.slots = {slotFor(context, screen::ElementId(id + "-label"), caption, type::kLabel),
                 slotFor(context, field.id, input, code ? type::kCodeField : type::kBody)};
  if (masked) block.slots.push_back(slotFor(context, reveal.id, button, type::kLabel));
  const bool isList = !field.choices.empty();
  const Rect arrow = iconAt(context, box.width - 2 * scale.px(measure::kIcon),
                            box.center().y - scale.px(type::kSmall.lineHeight) / 2);
  if (bad) {
    block.slots.push_back(
        slotFor(context, screen::ElementId(id + "-problem"), problem.words, type::kSmall));
  }
  block.paint = [=, fieldId = field.id](const Canvas& canvas, Point at) {
    drawText(canvas, label, caption.movedBy(at), Align::start);
    if (bad) at.x += canvas.scale.px(canvas.animation.shake);
    paintField(canvas, box.movedBy(at), fieldId, bad);
    if (isList) chevron(canvas, arrow.movedBy(at), canvas.colors->quiet);
    if (masked) paintLink(canvas, reveal, button.movedBy(at), Align::center);
    if (!bad) return;
    warningIcon(canvas, problem.icon.movedBy(at), canvas.colors->bad, canvas.colors->card);
    drawText(canvas, problem.text, problem.words.movedBy(at), Align::start);
  };
  return block;
}

Block blockOf(const LayoutContext& context, const screen::Checkbox& checkbox) {
  const Scale& scale = context.scale;
  const float side = scale.px(measure::kCheckTarget);
  if (checkbox.label.empty()) return {side, {}, [](const Canvas&, Point) {}};
  const float boxSide = scale.px(measure::kCheckbox);
  const float start = boxSide + scale.px(measure::kBesideIcon);
  TextBlock label =
      textOf(context, checkbox.label, type::kSmall, context.colors.ink, context.width - start);
  const float pad = std::round((side - boxSide) / 2);
  const Rect target = context.at(0, 0, side, side);
  // In line with what is above it, though the target is larger.
  const Rect box = context.at(0, pad, boxSide, boxSide);
  const Rect words = context.at(start, pad, context.width - start, label.height());
  const screen::ElementId labelId(checkbox.id.str() + "-label");
  return {std::max(side, words.bottom() + pad),
          {slotFor(context, checkbox.id, target, type::kSmall),
           slotFor(context, labelId, words, type::kSmall)},
          [=](const Canvas& canvas, Point at) {
            paintCheckbox(canvas, checkbox, box.movedBy(at));
            drawText(canvas, label, words.movedBy(at), Align::start);
          }};
}

Block blockOf(const LayoutContext& context, const screen::Button& button) {
  if (button.look == screen::ButtonLook::link) {
    return linkBlock(context, button.id, button.label, button.busy);
  }
  const Scale& scale = context.scale;
  const bool primary = button.look == screen::ButtonLook::primary;
  const Color color = primary ? context.colors.onBrand : context.colors.brand;
  const float inset = scale.px(measure::kButtonSide);
  TextBlock label = textOf(context, button.label, type::kStrong, color, context.width - 2 * inset);
  const Rect box{
      0, 0, context.width,
      std::max(scale.px(measure::kControl), label.height() + 2 * scale.px(measure::kButtonEnds))};
  const Rect words{inset, std::round((box.height - label.height()) / 2), context.width - 2 * inset,
                   label.height()};
  // Beside the label, which never moves; a long one leaves less than the usual distance.
  const float half = scale.exact(measure::kSpinner) / 2;
  const float aside =
      std::max(words.center().x - label.width / 2 - scale.px(measure::kSpinnerGap) - half,
               half + scale.px(measure::kFocusLine));
  const Point ring{context.rightToLeft ? context.width - aside : aside, box.center().y};
  return {box.height,
          {slotFor(context, button.id, box, type::kStrong)},
          [=](const Canvas& canvas, Point at) {
            paintButtonBox(canvas, button, box.movedBy(at));
            if (button.busy) spinner(canvas, ring + at, color);
            drawText(canvas, label, words.movedBy(at), Align::center);
          }};
}

Block blockOf(const LayoutContext& context, const screen::Link& link) {
  return linkBlock(context, link.id, link.label, false);
}

}  // namespace latchkey::gui
