#include "gui/text_widgets.h"

#include <string>
#include <utility>

#include "gui/icons.h"
#include "screen/texts.h"

namespace latchkey::gui {
namespace {

Block textBlock(const LayoutContext& context, const screen::ElementId& id, const TypeStyle& type,
                TextBlock text) {
  const Rect rect{0, 0, context.width, text.height()};
  return {rect.height,
          {slotFor(context, id, rect, type)},
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
TextBlock codeText(const LayoutContext& context, const std::string& code, float available) {
  TypeStyle type = type::kCode;
  TextStyle style = styleOf(context, type, context.colors.ink);
  style.tabularDigits = true;
  style.tracking = style.size * type::kCodeTracking;
  const float width = context.text.measure(code, style).advance;
  if (width > available) {
    style.size *= available / width;
    style.tracking = style.size * type::kCodeTracking;
  }
  return layOutText(context.text, {{code, style}}, 2 * available,
                    context.scale.px(type.lineHeight));
}

struct FactRow {
  TextBlock term;
  TextBlock value;
  bool stacked = false;
  float height = 0;
};

FactRow factRow(const LayoutContext& context, const std::pair<std::string, std::string>& fact,
                float width) {
  const Scale& scale = context.scale;
  FactRow row;
  row.term = textOf(context, fact.first, type::kSmall, context.colors.quiet, width);
  const float beside = width - std::ceil(row.term.width) - scale.px(measure::kPanelSide);
  row.stacked = beside < width / 2;
  row.value =
      textOf(context, fact.second, type::kSmall, context.colors.ink, row.stacked ? width : beside);
  const float text = row.stacked ? row.term.height() + row.value.height()
                                 : std::max(row.term.height(), row.value.height());
  row.height = text + 2 * scale.px(measure::kFactEnds);
  return row;
}

void paintFactRow(const Canvas& canvas, const FactRow& row, const Rect& rect) {
  const float top = rect.y + canvas.scale.px(measure::kFactEnds);
  const Rect term{rect.x, top, rect.width, row.term.height()};
  drawText(canvas, row.term, term, Align::start);
  const float below = row.stacked ? row.term.height() : 0;
  const Rect value{rect.x, top + below, rect.width, row.value.height()};
  drawText(canvas, row.value, value, row.stacked ? Align::start : Align::end);
}

void paintFacts(const Canvas& canvas, const std::vector<FactRow>& rows, const Rect& panel) {
  const Palette& colors = *canvas.colors;
  const float line = canvas.scale.line(measure::kLine);
  drawBorderedRect(canvas, panel, canvas.scale.px(canvas.theme->radii.panel), line, colors.hairline,
                   colors.card);
  const float pad = canvas.scale.px(measure::kPanelSide);
  float y = panel.y + canvas.scale.px(measure::kFactsEnds);
  for (const FactRow& row : rows) {
    const Rect rect{panel.x + pad, y, panel.width - 2 * pad, row.height};
    if (&row != &rows.front()) fill(canvas, {rect.x, y, rect.width, line}, 0, colors.hairline);
    paintFactRow(canvas, row, rect);
    y += row.height;
  }
}

}  // namespace

// The mark, or room for the logo, which the DOM shows itself: we have no pictures.
Block blockOf(const LayoutContext& context, const screen::Brand& brand) {
  const Scale& scale = context.scale;
  const float side = scale.px(measure::kMark);
  const float start = side + scale.px(measure::kMarkGap);
  TextBlock name =
      textOf(context, brand.name, type::kStrong, context.colors.ink, context.width - start);
  const float height = std::max(side, name.height());
  const Rect mark = context.at(0, 0, side, side);
  const Rect text = context.at(start, std::round((height - name.height()) / 2),
                               context.width - start, name.height());
  const Rect whole{0, 0, context.width, height};
  const bool hasLogo = !brand.logo.empty();
  return {height,
          {slotFor(context, brand.id, hasLogo ? whole : text, type::kStrong)},
          [=](const Canvas& canvas, Point at) {
            if (!hasLogo) keyMark(canvas, mark.movedBy(at));
            drawText(canvas, name, text.movedBy(at), Align::start);
          }};
}

Block blockOf(const LayoutContext& context, const screen::Heading& heading) {
  return textBlock(context, heading.id, type::kTitle,
                   textOf(context, heading.text, type::kTitle, context.colors.ink, context.width));
}

Block blockOf(const LayoutContext& context, const screen::Paragraph& paragraph) {
  std::vector<StyledSpan> spans;
  for (const screen::Span& span : paragraph.spans) {
    const bool strong = span.weight == screen::Weight::strong;
    spans.push_back({span.text, styleOf(context, strong ? type::kStrong : type::kBody,
                                        strong ? context.colors.ink : context.colors.quiet)});
  }
  return textBlock(
      context, paragraph.id, type::kBody,
      layOutText(context.text, spans, context.width, context.scale.px(type::kBody.lineHeight)));
}

Block blockOf(const LayoutContext& context, const screen::Notice& notice) {
  const Scale& scale = context.scale;
  const float start = scale.px(measure::kNoticeText);
  const float width = context.width - start - scale.px(measure::kPanelSide);
  TextBlock text =
      textOf(context, notice.text, type::kSmall, colorsOf(notice.tone, context.colors).ink, width);
  TextBlock reference = textOf(context, notice.reference, type::kFooter, context.colors.ink, width);
  const bool hasReference = !notice.reference.empty();
  const float below = hasReference ? reference.height() + scale.px(measure::kLeadGap) : 0;
  const float ends = scale.px(measure::kPanelEnds);
  const Rect panel{0, 0, context.width, text.height() + below + 2 * ends};
  const Rect icon = iconAt(context, scale.px(measure::kPanelSide), ends);
  const Rect words = context.at(start, ends, width, text.height());
  const Rect line =
      context.at(start, panel.height - ends - reference.height(), width, reference.height());
  std::vector<Slot> slots = {slotFor(context, notice.id, words, type::kSmall)};
  if (hasReference) slots.push_back(slotFor(context, notice.referenceId(), line, type::kFooter));
  return {panel.height, std::move(slots), [=, tone = notice.tone](const Canvas& canvas, Point at) {
            fill(canvas, panel.movedBy(at), canvas.scale.px(canvas.theme->radii.panel),
                 colorsOf(tone, *canvas.colors).ground);
            toneIcon(canvas, icon.movedBy(at), tone);
            drawText(canvas, text, words.movedBy(at), Align::start);
            if (hasReference) drawText(canvas, reference, line.movedBy(at), Align::start);
          }};
}

Block blockOf(const LayoutContext& context, const screen::Illustration& picture) {
  const Rect panel{0, 0, context.width, context.scale.px(measure::kPicture)};
  return {panel.height,
          {slotFor(context, picture.id, panel, type::kBody)},
          [panel, kind = picture.picture](const Canvas& canvas, Point at) {
            illustration(canvas, panel.movedBy(at), kind);
          }};
}

Block blockOf(const LayoutContext& context, const screen::Status& status) {
  const Scale& scale = context.scale;
  const bool waiting = status.kind == screen::StatusKind::waiting;
  const float start = waiting ? scale.px(measure::kIcon + measure::kBesideIcon) : 0;
  TextBlock text =
      textOf(context, status.text, type::kSmall, context.colors.quiet, context.width - start);
  const Rect words = context.at(start, 0, context.width - start, text.height());
  const Rect dot = iconAt(context, 0, 0);
  return {words.height,
          {slotFor(context, status.id, words, type::kSmall)},
          [=](const Canvas& canvas, Point at) {
            if (waiting) waitingDot(canvas, dot.movedBy(at).center());
            drawText(canvas, text, words.movedBy(at), Align::start);
          }};
}

Block blockOf(const LayoutContext& context, const screen::CodeDisplay& display) {
  const Scale& scale = context.scale;
  TextBlock text = codeText(context, screen::texts::grouped(display.code),
                            context.width - 2 * scale.px(measure::kPanelSide));
  const float ends = scale.px(measure::kCodeEnds);
  const Rect panel{0, 0, context.width, text.height() + 2 * ends};
  const Rect words{0, ends, context.width, text.height()};
  return {panel.height,
          {slotFor(context, display.id, panel, type::kCode)},
          [=](const Canvas& canvas, Point at) {
            fill(canvas, panel.movedBy(at), canvas.scale.px(canvas.theme->radii.panel),
                 canvas.colors->brandTint);
            drawText(canvas, text, words.movedBy(at), Align::center);
          }};
}

Block blockOf(const LayoutContext& context, const screen::Facts& facts) {
  const Scale& scale = context.scale;
  std::vector<FactRow> rows;
  float height = 2 * scale.px(measure::kFactsEnds);
  for (const auto& fact : facts.rows) {
    rows.push_back(factRow(context, fact, context.width - 2 * scale.px(measure::kPanelSide)));
    height += rows.back().height;
  }
  const Rect panel{0, 0, context.width, height};
  return {height,
          {slotFor(context, facts.id, panel, type::kSmall)},
          [rows = std::move(rows), panel](const Canvas& canvas, Point at) {
            paintFacts(canvas, rows, panel.movedBy(at));
          }};
}

}  // namespace latchkey::gui
