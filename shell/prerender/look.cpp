#include "shell/prerender/look.h"

#include <array>
#include <cstdio>
#include <initializer_list>
#include <utility>
#include <vector>

#include "base/text.h"
#include "shell/prerender/template.h"

namespace latchkey::prerender {
namespace {

using gui::Palette;

struct ColorName {
  const char* name;
  gui::Color Palette::*color;
};

constexpr std::array<ColorName, 14> kColors = {{{"ground-from", &Palette::pageFrom},
                                                {"ground-to", &Palette::pageTo},
                                                {"card", &Palette::card},
                                                {"ink", &Palette::ink},
                                                {"quiet", &Palette::quiet},
                                                {"line", &Palette::line},
                                                {"hairline", &Palette::hairline},
                                                {"brand", &Palette::brand},
                                                {"on-brand", &Palette::onBrand},
                                                {"tint", &Palette::brandTint},
                                                {"good", &Palette::good},
                                                {"good-tint", &Palette::goodTint},
                                                {"bad", &Palette::bad},
                                                {"bad-tint", &Palette::badTint}}};

// The shortest that says it to a tenth of a thousandth: ".625", "26", "-.5".
std::string number(double value) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.4f", value);
  std::string text = digits.data();
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  if (const std::size_t zero = text.find("0."); zero == 0 || (zero == 1 && text[0] == '-')) {
    text.erase(zero, 1);
  }
  return text;
}

std::string rem(double pixels) { return pixels == 0 ? "0" : number(pixels / 16) + "rem"; }

// "#fff" for "#ffffff".
std::string shortened(const std::string& hex) {
  std::string text = "#";
  for (std::size_t i = 1; i < hex.size(); i += 2) {
    if (hex[i] != hex[i + 1]) return hex;
    text += hex[i];
  }
  return text;
}

// "#ffffff", or "#0000000f" of one that is not opaque.
std::string css(gui::Color color) {
  std::array<char, 10> hex{};
  const unsigned alpha = color >> 24U;
  std::snprintf(hex.data(), hex.size(), alpha == 0xFFU ? "#%06x" : "#%06x%02x",
                static_cast<unsigned>(gui::hexOf(color)), alpha);
  return shortened(hex.data());
}

std::string css(const gui::Shadow& shadow) {
  const std::string spread = shadow.spread == 0 ? "" : rem(shadow.spread) + ' ';
  return "0 " + rem(shadow.down) + ' ' + rem(shadow.blur) + ' ' + spread +
         css(gui::withAlpha(gui::rgb(0x000000), shadow.alpha));
}

std::string shadowOf(const Palette& colors) {
  if (gui::needsEdge(colors)) return "inset 0 0 0 " + rem(gui::measure::kLine) + " var(--line)";
  return css(colors.nearShadow) + ',' + css(colors.farShadow);
}

using Variables = std::vector<std::pair<std::string, std::string>>;

Variables variablesOf(const Palette& colors) {
  Variables all;
  for (const ColorName& it : kColors) all.emplace_back(it.name, css(colors.*it.color));
  const gui::Color shade = gui::shadeOf(colors);
  all.emplace_back("hover", css(gui::withAlpha(shade, gui::kHoverShade)));
  all.emplace_back("press", css(gui::withAlpha(shade, gui::kPressShade)));
  all.emplace_back("shadow", shadowOf(colors));
  return all;
}

// A rule with what `wanted` has other than what is there already, and then has; "" for nothing.
std::string ruleFor(const char* media, const Variables& wanted,
                    std::map<std::string, std::string>& known) {
  std::string rule;
  for (const auto& [name, value] : wanted) {
    if (known[name] == value) continue;
    known[name] = value;
    rule += (rule.empty() ? "--" : ";--") + name + ':' + value;
  }
  if (rule.empty()) return "";
  rule = ":root{" + rule + '}';
  return *media == '\0' ? rule : std::string("@media ") + media + '{' + rule + '}';
}

void addType(std::map<std::string, std::string>& all, const std::string& name,
             const gui::TypeStyle& type) {
  all[name + "-size"] = rem(type.size);
  all[name + "-line"] = rem(type.lineHeight);
  all[name + "-weight"] = std::to_string(type.weight);
}

void addSizes(std::map<std::string, std::string>& all,
              std::initializer_list<std::pair<const char*, float>> sizes) {
  for (const auto& [name, pixels] : sizes) all[name] = rem(pixels);
}

// At most a share of the width of the window.
std::string within(float pixels, float share) {
  return "min(" + rem(pixels) + ',' + number(100.0 * share) + "vw)";
}

}  // namespace

std::string schemeVariables(const gui::Theme& theme) {
  using gui::ColorScheme;
  using gui::Contrast;
  const auto of = [&](ColorScheme scheme, Contrast contrast) {
    return variablesOf(theme.palette(scheme, contrast));
  };
  std::map<std::string, std::string> light;
  std::string rules = ruleFor("", of(ColorScheme::light, Contrast::standard), light);
  std::map<std::string, std::string> dark = light;
  rules += ruleFor("(prefers-color-scheme:dark)", of(ColorScheme::dark, Contrast::standard), dark);
  std::map<std::string, std::string> contrast = light;
  const std::string more = "(prefers-contrast:more)";
  rules += ruleFor(more.c_str(), of(ColorScheme::light, Contrast::more), contrast);
  // In the dark, what the rule before this one says of light counts, too.
  for (auto& [name, value] : contrast) {
    if (value == light[name]) value = dark[name];
  }
  rules += ruleFor((more + " and (prefers-color-scheme:dark)").c_str(),
                   of(ColorScheme::dark, Contrast::more), contrast);
  return rules;
}

std::map<std::string, std::string> constantsOf(const gui::Theme& theme) {
  namespace m = gui::measure;
  namespace t = gui::type;
  std::map<std::string, std::string> all;
  all["page-angle"] = number(m::kPageAngle) + "deg";
  all["margin"] = within(m::kMargin, m::kMarginShare);
  all["narrow-side"] = within(m::kNarrowSide, m::kSideShare);
  all["card-top"] = number(100.0 * m::kAbove) + "vh - " + rem(m::kTallCard * m::kAbove);
  all["turn"] = number(gui::move::kTurn) + 's';
  all["code-tracking"] = number(t::kCodeTracking) + "em";
  all["code-field-tracking"] = number(t::kCodeFieldTracking) + "em";
  addType(all, "body", t::kBody);
  addType(all, "strong", t::kStrong);
  addType(all, "title", t::kTitle);
  addType(all, "small", t::kSmall);
  addType(all, "label", t::kLabel);
  addType(all, "footer", t::kFooter);
  addType(all, "code-field", t::kCodeField);
  addType(all, "code", t::kCode);
  const float line = t::kSmall.lineHeight;
  addSizes(all, {{"card-radius", theme.radii.card},
                 {"panel-radius", theme.radii.panel},
                 {"control-radius", theme.radii.control},
                 {"mark-radius", theme.radii.mark},
                 {"small-radius", theme.radii.small},
                 {"card-width", m::kCardWidth},
                 {"narrow", m::kNarrow},
                 {"card-padding", m::kCardPadding},
                 {"narrow-padding", m::kNarrowPadding},
                 {"gap", m::kGap},
                 {"art-gap", m::kArtGap},
                 {"lead-gap", m::kLeadGap},
                 {"chip-gap", m::kChipGap},
                 {"pair-gap", m::kPairGap},
                 {"link-gap", m::kLinkGap},
                 {"label-gap", m::kLabelGap},
                 {"control", m::kControl},
                 {"field-side", m::kFieldSide},
                 {"button-ends", m::kButtonEnds},
                 {"button-side", m::kButtonSide},
                 {"line-width", m::kLine},
                 {"focus-line", m::kFocusLine},
                 {"focus-gap", m::kFocusGap},
                 {"halo", m::kHalo},
                 {"link-pad", m::kLinkPad},
                 {"row-gap", m::kRowGap},
                 {"reveal-side", m::kRevealSide},
                 {"checkbox", m::kCheckbox},
                 {"check-target", m::kCheckTarget},
                 {"beside-icon", m::kBesideIcon},
                 {"spinner", m::kSpinner},
                 {"spinner-line", m::kSpinnerLine},
                 {"spinner-gap", m::kSpinnerGap},
                 {"mark", m::kMark},
                 {"mark-gap", m::kMarkGap},
                 {"picture", m::kPicture},
                 {"drawing", m::kDrawing},
                 {"icon", m::kIcon},
                 {"icon-inset", (line - m::kIcon) / 2},
                 {"problem-text", m::kProblemText},
                 {"panel-ends", m::kPanelEnds},
                 {"panel-side", m::kPanelSide},
                 {"notice-text", m::kNoticeText},
                 {"chip-ends", m::kChipEnds},
                 {"chip-side", m::kChipSide},
                 {"dot", m::kDot},
                 {"dot-halo", m::kDotHalo},
                 {"dot-down", (line - m::kDot) / 2},
                 {"dot-inset", (m::kIcon - m::kDot) / 2},
                 {"code-ends", m::kCodeEnds},
                 {"facts-ends", m::kFactsEnds},
                 {"fact-ends", m::kFactEnds},
                 {"footer-gap", m::kFooterGap},
                 {"footer-above", m::kFooterAbove},
                 {"footer-below", m::kFooterBelow}});
  return all;
}

std::string withLook(std::string_view css, const gui::Theme& theme) {
  std::string style(css);
  for (const auto& [name, value] : constantsOf(theme)) {
    style = replaceAll(std::move(style), "var(--" + name + ')', value);
  }
  return schemeVariables(theme) + style;
}

std::string withColors(std::string_view svg, const gui::Theme& theme) {
  std::map<std::string, std::string> places;
  for (const bool dark : {false, true}) {
    const auto scheme = dark ? gui::ColorScheme::dark : gui::ColorScheme::light;
    for (const auto& [name, value] : variablesOf(theme.palette(scheme, gui::Contrast::standard))) {
      places[(dark ? "dark-" : "") + name] = value;
    }
  }
  return filled(svg, places);
}

}  // namespace latchkey::prerender
