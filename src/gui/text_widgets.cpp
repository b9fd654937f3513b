#include <string>
#include <utility>

#include "gui/icons.h"
#include "gui/widgets.h"
#include "screen/texts.h"

namespace latchkey::gui {
namespace {

Block textBlock(const Setting& setting, const screen::ElementId& id, const TypeStyle& type,
                TextBlock text) {
  const Rect rect{0, 0, setting.width, text.height()};
  return {rect.height,
          {slotFor(setting, id, rect, type)},
          [text = std::move(text), rect](const Canvas& canvas, Point at) {
            drawText(canvas, text, rect.movedBy(at), Align::start);
          }};
}

struct ToneColors {
  Color ink;
  Color ground;
};

ToneColors colorsOf(screen::Tone tone, const Palette& colors) {
  if (tone == screen::Tone::bad) return {colors.bad, colors.badTint};
  if (tone == screen::Tone::good) return {colors.good, colors.goodTint};
  return {colors.ink, colors.brandTint};
}

void toneIcon(const Canvas& canvas, const Rect& rect, screen::Tone tone) {
  const ToneColors tones = colorsOf(tone, *canvas.colors);
  if (tone == screen::Tone::bad) return warningIcon(canvas, rect, tones.ink, tones.ground);
  if (tone == screen::Tone::good) return checkIcon(canvas, rect, tones.ink, tones.ground);
  infoIcon(canvas, rect, canvas.colors->brand, tones.ground);
}

// Large, but never wider than the panel: a code must not be broken over lines.
TextBlock codeText(const Setting& setting, const std::string& code, float available) {
  TypeStyle type = type::kCode;
  TextStyle style = styleOf(setting, type, setting.colors.ink);
  style.tabularDigits = true;
  style.tracking = style.size * 0.1F;
  const float width = setting.text.measure(code, style).advance;
  if (width > available) {
    style.size *= available / width;
    style.tracking = style.size * 0.1F;
  }
  return layOutText(setting.text, {{code, style}}, 2 * available,
                    setting.scale.px(type.lineHeight));
}

struct FactRow {
  TextBlock term;
  TextBlock value;
  bool stacked = false;
  float height = 0;
};

FactRow factRow(const Setting& setting, const std::pair<std::string, std::string>& fact,
                float width) {
  const Scale& scale = setting.scale;
  FactRow row;
  row.term = textOf(setting, fact.first, type::kSmall, setting.colors.quiet, width);
  const float beside = width - std::ceil(row.term.width) - scale.px(16);
  row.stacked = beside < width / 2;
  row.value =
      textOf(setting, fact.second, type::kSmall, setting.colors.ink, row.stacked ? width : beside);
  const float text = row.stacked ? row.term.height() + row.value.height()
                                 : std::max(row.term.height(), row.value.height());
  row.height = text + scale.px(20);
  return row;
}

void paintFactRow(const Canvas& canvas, const FactRow& row, const Rect& rect) {
  const float top = rect.y + canvas.scale.px(10);
  const Rect term{rect.x, top, rect.width, row.term.height()};
  drawText(canvas, row.term, term, Align::start);
  const float below = row.stacked ? row.term.height() : 0;
  const Rect value{rect.x, top + below, rect.width, row.value.height()};
  drawText(canvas, row.value, value, row.stacked ? Align::start : Align::end);
}

void paintFacts(const Canvas& canvas, const std::vector<FactRow>& rows, const Rect& panel) {
  const Palette& colors = *canvas.colors;
  const float line = canvas.scale.line(1);
  frame(canvas, panel, canvas.scale.px(measure::kPanelRadius), line, colors.hairline, colors.card);
  const float pad = canvas.scale.px(16);
  float y = panel.y + canvas.scale.px(4);
  for (const FactRow& row : rows) {
    const Rect rect{panel.x + pad, y, panel.width - 2 * pad, row.height};
    if (&row != &rows.front()) fill(canvas, {rect.x, y, rect.width, line}, 0, colors.hairline);
    paintFactRow(canvas, row, rect);
    y += row.height;
  }
}

}  // namespace

TextStyle styleOf(const Setting& setting, const TypeStyle& type, Color color) {
  TextStyle style;
  style.size = setting.scale.exact(type.size);
  style.weight = type.weight;
  style.color = color;
  return style;
}

TextBlock textOf(const Setting& setting, std::string_view text, const TypeStyle& type, Color color,
                 float maxWidth) {
  return layOutText(setting.text, {{text, styleOf(setting, type, color)}}, maxWidth,
                    setting.scale.px(type.lineHeight));
}

Slot slotFor(const Setting& setting, const screen::ElementId& id, const Rect& rect,
             const TypeStyle& type) {
  return {id, rect, setting.scale.exact(type.size), setting.scale.px(type.lineHeight)};
}

// The mark, or room for the logo, which the DOM shows itself: we have no pictures.
Block blockOf(const Setting& setting, const screen::Brand& brand) {
  const Scale& scale = setting.scale;
  const float side = scale.px(28);
  const float start = side + scale.px(10);
  TextBlock name =
      textOf(setting, brand.name, type::kStrong, setting.colors.ink, setting.width - start);
  const float height = std::max(side, name.height());
  const Rect mark = setting.at(0, 0, side, side);
  const Rect text = setting.at(start, std::round((height - name.height()) / 2),
                               setting.width - start, name.height());
  const Rect whole{0, 0, setting.width, height};
  const bool hasLogo = !brand.logo.empty();
  return {height,
          {slotFor(setting, brand.id, hasLogo ? whole : text, type::kStrong)},
          [=](const Canvas& canvas, Point at) {
            if (!hasLogo) keyMark(canvas, mark.movedBy(at));
            drawText(canvas, name, text.movedBy(at), Align::start);
          }};
}

Block blockOf(const Setting& setting, const screen::Heading& heading) {
  return textBlock(setting, heading.id, type::kTitle,
                   textOf(setting, heading.text, type::kTitle, setting.colors.ink, setting.width));
}

Block blockOf(const Setting& setting, const screen::Paragraph& paragraph) {
  std::vector<StyledSpan> spans;
  for (const screen::Span& span : paragraph.spans) {
    const bool strong = span.weight == screen::Weight::strong;
    spans.push_back({span.text, styleOf(setting, strong ? type::kStrong : type::kBody,
                                        strong ? setting.colors.ink : setting.colors.quiet)});
  }
  return textBlock(
      setting, paragraph.id, type::kBody,
      layOutText(setting.text, spans, setting.width, setting.scale.px(type::kBody.lineHeight)));
}

Block blockOf(const Setting& setting, const screen::Notice& notice) {
  const Scale& scale = setting.scale;
  const float start = scale.px(40);
  const float width = setting.width - start - scale.px(16);
  TextBlock text =
      textOf(setting, notice.text, type::kSmall, colorsOf(notice.tone, setting.colors).ink, width);
  TextBlock reference = textOf(setting, notice.reference, type::kFooter, setting.colors.ink, width);
  const bool hasReference = !notice.reference.empty();
  const float below = hasReference ? reference.height() + scale.px(4) : 0;
  const Rect panel{0, 0, setting.width, text.height() + below + scale.px(24)};
  const Rect icon = setting.at(scale.px(16), scale.px(14), scale.px(16), scale.px(16));
  const Rect words = setting.at(start, scale.px(12), width, text.height());
  const Rect line = setting.at(start, scale.px(16) + text.height(), width, reference.height());
  std::vector<Slot> slots = {slotFor(setting, notice.id, words, type::kSmall)};
  if (hasReference) slots.push_back(slotFor(setting, notice.referenceId(), line, type::kFooter));
  return {panel.height, std::move(slots), [=, tone = notice.tone](const Canvas& canvas, Point at) {
            fill(canvas, panel.movedBy(at), canvas.scale.px(measure::kPanelRadius),
                 colorsOf(tone, *canvas.colors).ground);
            toneIcon(canvas, icon.movedBy(at), tone);
            drawText(canvas, text, words.movedBy(at), Align::start);
            if (hasReference) drawText(canvas, reference, line.movedBy(at), Align::start);
          }};
}

Block blockOf(const Setting& setting, const screen::Illustration& picture) {
  const Rect panel{0, 0, setting.width, setting.scale.px(measure::kPicture)};
  return {panel.height,
          {slotFor(setting, picture.id, panel, type::kBody)},
          [panel, kind = picture.picture](const Canvas& canvas, Point at) {
            illustration(canvas, panel.movedBy(at), kind);
          }};
}

Block blockOf(const Setting& setting, const screen::Status& status) {
  const Scale& scale = setting.scale;
  const bool waiting = status.kind == screen::StatusKind::waiting;
  const float start = waiting ? scale.px(24) : 0;
  TextBlock text =
      textOf(setting, status.text, type::kSmall, setting.colors.quiet, setting.width - start);
  const Rect words = setting.at(start, 0, setting.width - start, text.height());
  const Rect dot = setting.at(0, scale.px(2), scale.px(16), scale.px(16));
  return {words.height,
          {slotFor(setting, status.id, words, type::kSmall)},
          [=](const Canvas& canvas, Point at) {
            if (waiting) waitingDot(canvas, dot.movedBy(at).center());
            drawText(canvas, text, words.movedBy(at), Align::start);
          }};
}

Block blockOf(const Setting& setting, const screen::CodeDisplay& display) {
  const Scale& scale = setting.scale;
  TextBlock text =
      codeText(setting, screen::texts::grouped(display.code), setting.width - scale.px(32));
  const Rect panel{0, 0, setting.width, text.height() + scale.px(40)};
  const Rect words{0, scale.px(20), setting.width, text.height()};
  return {panel.height,
          {slotFor(setting, display.id, panel, type::kCode)},
          [=](const Canvas& canvas, Point at) {
            fill(canvas, panel.movedBy(at), canvas.scale.px(measure::kPanelRadius),
                 canvas.colors->brandTint);
            drawText(canvas, text, words.movedBy(at), Align::center);
          }};
}

Block blockOf(const Setting& setting, const screen::Facts& facts) {
  const Scale& scale = setting.scale;
  std::vector<FactRow> rows;
  float height = scale.px(8);
  for (const auto& fact : facts.rows) {
    rows.push_back(factRow(setting, fact, setting.width - 2 * scale.px(16)));
    height += rows.back().height;
  }
  const Rect panel{0, 0, setting.width, height};
  return {height,
          {slotFor(setting, facts.id, panel, type::kSmall)},
          [rows = std::move(rows), panel](const Canvas& canvas, Point at) {
            paintFacts(canvas, rows, panel.movedBy(at));
          }};
}

}  // namespace latchkey::gui
