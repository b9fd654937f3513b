#pragma once

#include <array>

#include "gui/color.h"

namespace latchkey::gui {

// The tokens of the look. The painting reads them here, and the page without a painting gets them
// as CSS (shell/prerender/look.h): a number or colour is changed here and nowhere else. Sizes are
// CSS pixels at a root font size of 16, on a grid of 4; they grow with the text size of the person.

enum class ColorScheme { light, dark };
enum class Contrast { standard, more };

// A CSS box-shadow in black: a blur of B is a Gaussian of sigma B/2 over the edge of the box.
struct Shadow {
  float down, blur, spread, alpha;
};

// The colours of one scheme. Text has a contrast of 4.5:1 (7:1 with more contrast), and whatever a
// person has to see to use a control has 3:1 (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).
struct Palette {
  Color pageFrom, pageTo;  // gradient, see kPageAngle
  Color card;
  Color ink, quiet;  // text
  Color line;        // edge of a control
  Color hairline;    // between rows: decoration only
  Color brand, onBrand, brandTint;
  Color good, goodTint;
  Color bad, badTint;
  Shadow nearShadow, farShadow;  // of the card
  bool dark;
};

struct Radii {
  float card = 16;
  float panel = 12;
  float control = 10;  // fields and buttons
  float mark = 8;
  float small = 4;  // checkboxes, and the focus ring of links
};

// What a brand may look like otherwise: a value, which the painter and the style are given.
struct Theme {
  std::array<std::array<Palette, 2>, 2> palettes;  // [ColorScheme][Contrast]
  Radii radii;

  const Palette& palette(ColorScheme scheme, Contrast contrast) const {
    return palettes[scheme == ColorScheme::dark ? 1 : 0][contrast == Contrast::more ? 1 : 0];
  }
};

const Theme& latchkeyTheme();

// With more contrast the page is as bright as the card: a line parts them instead of a shadow.
constexpr bool needsEdge(const Palette& colors) { return colors.card == colors.pageFrom; }

// A filled control under the pointer, and pressed, gets so much of black in light, of white in
// dark: away from the label either way.
inline constexpr float kHoverShade = 0.06F;
inline constexpr float kPressShade = 0.14F;
constexpr Color shadeOf(const Palette& colors) { return rgb(colors.dark ? 0xffffff : 0x000000); }
Color hovered(Color fill, const Palette& colors);
Color pressed(Color fill, const Palette& colors);

namespace measure {
inline constexpr float kPageAngle = 160;  // degrees, as in linear-gradient()

// The card and its place.
inline constexpr float kCardWidth = 416;
inline constexpr float kNarrow = 480;  // up to this width of the page the card is tighter
inline constexpr float kMargin = 16;   // least distance to the edge of a narrow page
inline constexpr float kWideMargin = 32;
inline constexpr float kCardPadding = 32;
inline constexpr float kNarrowPadding = 24;  // above and below
inline constexpr float kNarrowSide = 20;
// With a large text size on a small screen the paddings stay small: words need the room more.
inline constexpr float kMarginShare = 0.05F;  // of the width of the page, at most
inline constexpr float kSideShare = 0.0625F;
// A tall card with what is around it, and the share above the card of the height that it leaves: a
// bit more below looks centred.
inline constexpr float kTallCard = 600;
inline constexpr float kAbove = 0.48F;

// Distances between elements: what belongs together is closer.
inline constexpr float kGap = 20;
inline constexpr float kArtGap = 24;   // around a picture, below the brand
inline constexpr float kLeadGap = 4;   // from the heading to its paragraph
inline constexpr float kChipGap = 8;   // from the heading to the chip
inline constexpr float kPairGap = 12;  // between two paragraphs, or two buttons
inline constexpr float kLinkGap = 16;  // around links, whose targets are taller than their words
inline constexpr float kLabelGap = 8;  // from a label to its field, and on to what is wrong

// Controls.
inline constexpr float kControl = 48;     // least height of a field or button
inline constexpr float kFieldSide = 14;   // from the edge of a field to its text
inline constexpr float kButtonEnds = 12;  // from the edge of a button to its label
inline constexpr float kButtonSide = 20;
inline constexpr float kLine = 1;
inline constexpr float kFocusLine = 2;    // around what has the focus
inline constexpr float kFocusGap = 2;     // between the ring and a button or link
inline constexpr float kHalo = 4;         // tint around the focused field
inline constexpr float kTarget = 28;      // height of a link's target; 24 is the least (WCAG 2.5.8)
inline constexpr float kLinkPad = 4;      // from the words of a link to the end of its target
inline constexpr float kRowGap = 24;      // least distance of links on one line
inline constexpr float kRevealSide = 12;  // beside "Show" in a field
inline constexpr float kCheckbox = 20;
inline constexpr float kCheckTarget = 24;
inline constexpr float kBesideIcon = 8;  // from a checkbox or dot to its words
inline constexpr float kSpinner = 16;    // of a busy control: diameter
inline constexpr float kSpinnerLine = 2;
inline constexpr float kSpinnerGap = 12;

// Everything else on the card, and the footer below it.
inline constexpr float kMark = 28;
inline constexpr float kMarkGap = 10;
inline constexpr float kPicture = 112;
inline constexpr float kDrawing = 88;  // the envelope with its badge
inline constexpr float kIcon = 16;
inline constexpr float kProblemText = 20;  // from the start of the icon to the words
inline constexpr float kPanelEnds = 12;
inline constexpr float kPanelSide = 16;
inline constexpr float kNoticeText = 40;  // from the start of the panel to the words
inline constexpr float kChipEnds = 6;
inline constexpr float kChipSide = 12;
inline constexpr float kDot = 8;
inline constexpr float kDotHalo = 3;
inline constexpr float kCodeEnds = 20;
inline constexpr float kFactsEnds = 4;
inline constexpr float kFactEnds = 10;
inline constexpr float kFooterGap = 16;
inline constexpr float kFooterAbove = 24;
inline constexpr float kFooterBelow = 12;
}  // namespace measure

// Type: size and line height in CSS pixels, CSS weight.
struct TypeStyle {
  float size;
  float lineHeight;
  int weight;
};

namespace type {
inline constexpr TypeStyle kBody{16, 24, 400};
inline constexpr TypeStyle kStrong{16, 24, 600};
inline constexpr TypeStyle kTitle{24, 32, 650};
inline constexpr TypeStyle kSmall{14, 20, 400};
inline constexpr TypeStyle kLabel{14, 20, 600};
inline constexpr TypeStyle kFooter{13, 20, 400};
inline constexpr TypeStyle kCodeField{22, 28, 400};
inline constexpr TypeStyle kCode{44, 56, 650};
// Extra space after each digit, as a share of the size.
inline constexpr float kCodeTracking = 0.1F;
inline constexpr float kCodeFieldTracking = 0.2F;
}  // namespace type

// Seconds, and how far. Nothing moves under reduced motion.
namespace move {
inline constexpr double kEnter = 0.16;  // a new screen comes up
inline constexpr float kRise = 8;
inline constexpr double kShake = 0.32;  // a field with a problem
inline constexpr float kShakeWidth = 6;
inline constexpr double kTick = 0.36;       // the check mark of a success
inline constexpr double kTurn = 0.9;        // of the busy ring
inline constexpr float kSpinnerArc = 0.7F;  // the part of the ring that is drawn
}  // namespace move

}  // namespace latchkey::gui
