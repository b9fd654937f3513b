#include <string>
#include <utility>

#include "gui/icons.h"
#include "gui/widgets.h"
#include "screen/build_screen.h"

namespace latchkey::gui {
namespace {

// What is wrong with a field, under it: an icon, words, and the field's own line say it.
struct Problem {
  TextBlock text;
  Rect icon;
  Rect words;
};

Problem problemOf(const Setting& setting, const std::string& problem, float top) {
  const Scale& scale = setting.scale;
  const float start = scale.px(20);
  Problem result;
  result.text = textOf(setting, problem, type::kSmall, setting.colors.bad, setting.width - start);
  result.icon = setting.at(0, top + scale.px(2), scale.px(16), scale.px(16));
  result.words = setting.at(start, top, setting.width - start, result.text.height());
  return result;
}

void paintField(const Canvas& canvas, const Rect& box, const screen::ElementId& id, bool bad) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(measure::kRadius);
  const bool focused = canvas.isFocused(id);
  if (focused) {
    const float ring = canvas.scale.px(measure::kRing);
    fill(canvas, box.grown(ring), radius + ring, bad ? colors.badTint : colors.brandTint);
  }
  Color line = canvas.isHovered(id) ? colors.quiet : colors.line;
  if (focused) line = colors.brand;
  if (bad) line = colors.bad;
  frame(canvas, box, radius, canvas.scale.line(focused ? 2 : 1), line, colors.card);
}

Color fillOf(const Canvas& canvas, const screen::ElementId& id, Color rest) {
  if (canvas.isPressed(id)) return pressed(rest, *canvas.colors);
  return canvas.isHovered(id) ? hovered(rest, *canvas.colors) : rest;
}

void paintButtonBox(const Canvas& canvas, const screen::Button& button, const Rect& box) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(measure::kRadius);
  if (button.look == screen::ButtonLook::primary) {
    fill(canvas, box, radius, fillOf(canvas, button.id, colors.brand));
  } else {
    const bool lit = canvas.isHovered(button.id) || canvas.isPressed(button.id);
    const Color ground = lit ? mixed(colors.card, colors.brandTint, 0.6F) : colors.card;
    frame(canvas, box, radius, canvas.scale.line(1), colors.line,
          canvas.isPressed(button.id) ? colors.brandTint : ground);
  }
  if (canvas.showsRing(button.id)) focusRing(canvas, box, radius);
}

void paintCheckbox(const Canvas& canvas, const screen::Checkbox& checkbox, const Rect& box) {
  const Palette& colors = *canvas.colors;
  const float radius = canvas.scale.px(4);
  if (checkbox.checked) {
    fill(canvas, box, radius, fillOf(canvas, checkbox.id, colors.brand));
    checkMark(canvas, box, canvas.scale.exact(2), colors.onBrand, 1);
  } else {
    const Color line = canvas.isHovered(checkbox.id) ? colors.quiet : colors.line;
    frame(canvas, box, radius, canvas.scale.line(1), line, colors.card);
  }
  if (canvas.showsRing(checkbox.id)) focusRing(canvas, box, radius);
}

Block linkBlock(const Setting& setting, const screen::ElementId& id, const std::string& label,
                bool busy) {
  const LinkLabel link{id,
                       textOf(setting, label, type::kLabel, setting.colors.brand, setting.width),
                       setting.colors.brand, busy};
  const float width = std::min(link.width(setting.scale), setting.width);
  const Rect target = setting.at(0, 0, width, link.height(setting.scale));
  return {target.height,
          {slotFor(setting, id, target, type::kLabel)},
          [link, target](const Canvas& canvas, Point at) {
            paintLink(canvas, link, target.movedBy(at), Align::start);
          }};
}

// The button that shows what is masked; empty for a field that is not.
LinkLabel revealOf(const Setting& setting, const screen::TextField& field) {
  LinkLabel reveal{
      screen::ElementId(field.id.str() + screen::ids::kReveal), {}, setting.colors.brand, false};
  if (field.masking == screen::Masking::none) return reveal;
  reveal.text =
      textOf(setting, field.revealLabel, type::kLabel, setting.colors.brand, setting.width / 2);
  return reveal;
}

}  // namespace

Block blockOf(const Setting& setting, const screen::TextField& field) {
  const Scale& scale = setting.scale;
  const bool bad = !field.problem.empty();
  const bool code = field.look == screen::FieldLook::code;
  TextBlock label = textOf(setting, field.label, type::kLabel, setting.colors.ink, setting.width);
  const Rect caption{0, 0, setting.width, label.height()};
  const Rect box{0, caption.bottom() + scale.px(8), setting.width, scale.px(measure::kControl)};
  const Problem problem = problemOf(setting, field.problem, box.bottom() + scale.px(8));

  Block block;
  block.height = bad ? problem.words.bottom() : box.bottom();
  const std::string id = field.id.str();
  // What is typed must not run under the button that shows it.
  const bool masked = field.masking != screen::Masking::none;
  const LinkLabel reveal = revealOf(setting, field);
  const float aside = masked ? std::ceil(reveal.text.width) + scale.px(24) : 0;
  const Rect input = setting.at(0, box.y, box.width - aside, box.height);
  const Rect button = setting.at(box.width - aside, box.y, aside, box.height);
  block.slots = {slotFor(setting, screen::ElementId(id + "-label"), caption, type::kLabel),
                 slotFor(setting, field.id, input, code ? type::kCodeField : type::kBody)};
  if (masked) block.slots.push_back(slotFor(setting, reveal.id, button, type::kLabel));
  const bool isList = !field.choices.empty();
  const Rect arrow =
      setting.at(box.width - scale.px(32), box.y + scale.px(16), scale.px(16), scale.px(16));
  if (bad) {
    block.slots.push_back(
        slotFor(setting, screen::ElementId(id + "-problem"), problem.words, type::kSmall));
  }
  block.paint = [=, fieldId = field.id](const Canvas& canvas, Point at) {
    drawText(canvas, label, caption.movedBy(at), Align::start);
    if (bad) at.x += canvas.scale.px(canvas.pose.shake);
    paintField(canvas, box.movedBy(at), fieldId, bad);
    if (isList) chevron(canvas, arrow.movedBy(at), canvas.colors->quiet);
    if (masked) paintLink(canvas, reveal, button.movedBy(at), Align::center);
    if (!bad) return;
    warningIcon(canvas, problem.icon.movedBy(at), canvas.colors->bad, canvas.colors->card);
    drawText(canvas, problem.text, problem.words.movedBy(at), Align::start);
  };
  return block;
}

Block blockOf(const Setting& setting, const screen::Checkbox& checkbox) {
  const Scale& scale = setting.scale;
  const float side = scale.px(24);
  if (checkbox.label.empty()) return {side, {}, [](const Canvas&, Point) {}};
  const float start = side + scale.px(4);
  TextBlock label =
      textOf(setting, checkbox.label, type::kSmall, setting.colors.ink, setting.width - start);
  const float pad = scale.px(2);
  const Rect target = setting.at(0, 0, side, side);
  // In line with what is above it, though the target is larger.
  const Rect box = setting.at(0, pad, side - 2 * pad, side - 2 * pad);
  const Rect words = setting.at(start, pad, setting.width - start, label.height());
  const screen::ElementId labelId(checkbox.id.str() + "-label");
  return {std::max(side, words.bottom() + pad),
          {slotFor(setting, checkbox.id, target, type::kSmall),
           slotFor(setting, labelId, words, type::kSmall)},
          [=](const Canvas& canvas, Point at) {
            paintCheckbox(canvas, checkbox, box.movedBy(at));
            drawText(canvas, label, words.movedBy(at), Align::start);
          }};
}

Block blockOf(const Setting& setting, const screen::Button& button) {
  if (button.look == screen::ButtonLook::link) {
    return linkBlock(setting, button.id, button.label, button.busy);
  }
  const Scale& scale = setting.scale;
  const bool primary = button.look == screen::ButtonLook::primary;
  const Color color = primary ? setting.colors.onBrand : setting.colors.brand;
  // Room for the busy ring on both sides, so that the label never moves.
  const float inset = scale.px(primary ? 40 : 16);
  TextBlock label = textOf(setting, button.label, type::kStrong, color, setting.width - 2 * inset);
  const Rect box{0, 0, setting.width,
                 std::max(scale.px(measure::kControl), label.height() + scale.px(24))};
  const Rect words{inset, std::round((box.height - label.height()) / 2), setting.width - 2 * inset,
                   label.height()};
  const float aside = words.center().x - label.width / 2 - scale.px(20);
  const Point ring{setting.rightToLeft ? setting.width - aside : aside, box.center().y};
  return {box.height,
          {slotFor(setting, button.id, box, type::kStrong)},
          [=](const Canvas& canvas, Point at) {
            paintButtonBox(canvas, button, box.movedBy(at));
            if (button.busy) spinner(canvas, ring + at, color);
            drawText(canvas, label, words.movedBy(at), Align::center);
          }};
}

Block blockOf(const Setting& setting, const screen::Link& link) {
  return linkBlock(setting, link.id, link.label, false);
}

}  // namespace latchkey::gui
