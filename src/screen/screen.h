#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/tagged.h"

namespace latchkey::screen {

// What a person sees, as a value, in reading order. gui/ paints it, and dom.h turns it into the
// real elements that lie over the painting; both need nothing but this value. No secret of a
// transaction is in here: only what a person may read, and what that person typed.

// Unique within a screen; also the `id` of the DOM element. Stable from screen to screen where the
// element is the same for a person.
using ElementId = Tagged<struct ElementIdTag>;

// The mark and the product's name on top of the card.
struct Brand {
  ElementId id;
  std::string name;
  std::string logo;  // path or URL of an image; empty: the key mark
};

// The one <h1> of a screen.
struct Heading {
  ElementId id;
  std::string text;
};

enum class Weight { regular, strong };

struct Span {
  std::string text;
  Weight weight = Weight::regular;
};

struct Paragraph {
  ElementId id;
  std::vector<Span> spans;
};

enum class Tone { info, good, bad };

// A sentence that must not be missed, with an icon on a tinted ground. A bad one is a role=alert.
struct Notice {
  ElementId id;
  Tone tone = Tone::info;
  std::string text;
  // Under which those who run the page find more; may be empty. Quietly below, and no part of the
  // alert.
  std::string reference = {};

  ElementId referenceId() const { return ElementId(id.str() + "-reference"); }
};

// Who is signing in, as a chip with a way out of it.
struct Identity {
  ElementId id;
  std::string name;
  ElementId actionId;
  std::string actionLabel;  // "Not you?"
};

enum class Picture { mailSent, done };

// Decoration only: hidden from assistive technology.
struct Illustration {
  ElementId id;
  Picture picture = Picture::mailSent;
};

enum class Autocomplete { off, username, oneTimeCode, currentPassword, newPassword, tel, email };
enum class InputMode { text, email, numeric, tel };
enum class FieldLook { plain, code };

struct Choice {
  std::string value;
  std::string label;
};

enum class Masking { none, masked, revealed };

namespace ids {
// After the id of a field: the button that shows and hides what is masked.
inline constexpr const char* kReveal = "-show";
}  // namespace ids

// Typed into, or chosen from a list: a native <select>.
struct TextField {
  ElementId id;
  std::string name;   // of the form control: what password managers go by
  std::string label;  // visible, and the accessible name
  std::string value =
      {};  // what a person typed so far; written to the DOM only when the field is new
  Autocomplete autocomplete = Autocomplete::off;
  InputMode inputMode = InputMode::text;
  FieldLook look = FieldLook::plain;
  Masking masking = Masking::none;
  std::string revealLabel = {};  // of the button that shows and hides what is masked
  std::string revealName = {};   // the same with the field's label, for who does not see it
  bool required = false;
  std::vector<Choice> choices = {};  // if any: `value` is the one of these that is chosen
  std::string problem = {};          // what is wrong with the value; announced by a role=alert

  ElementId revealId() const { return ElementId(id.str() + ids::kReveal); }
};

// Without a label it is only the place of one.
struct Checkbox {
  ElementId id;
  std::string label;
  bool checked = false;
};

enum class ButtonLook { primary, secondary, link };

// The primary button submits the form of the screen; the others are pressed.
struct Button {
  ElementId id;
  std::string label;
  ButtonLook look = ButtonLook::primary;
  bool busy = false;  // the label stays, a ring turns beside it; pressing does nothing
};

// A real link: it navigates.
struct Link {
  ElementId id;
  std::string label;
  std::string href;
};

// Links and link-like buttons in one row, the first at the start, the last at the end.
struct Row {
  std::vector<std::variant<Button, Link>> items;
};

// "Waiting for you to open the link..." with a dot: a role=status. What counts seconds is a
// role=timer: it is there to be read, and no screen reader reads each second out.
enum class StatusKind { plain, waiting, counting };
struct Status {
  ElementId id;
  std::string text;
  StatusKind kind = StatusKind::waiting;
};

// The code of a mail, to be typed elsewhere: large, in groups, to be read aloud digit by digit.
struct CodeDisplay {
  ElementId id;
  std::string code;
};

// "Began on: Firefox, macOS".
struct Facts {
  ElementId id;
  std::vector<std::pair<std::string, std::string>> rows;
};

using Element = std::variant<Brand, Heading, Paragraph, Notice, Identity, Illustration, TextField,
                             Checkbox, Button, Link, Row, Status, CodeDisplay, Facts>;

struct Screen {
  std::string name;               // "username", "passcode", ...: a form of its own for each
  std::string title;              // of the document
  std::vector<Element> elements;  // on the card
  std::vector<Link> footer;       // quietly under it
  std::optional<ElementId> focus;
  // Focus moves when this changes: a new screen, or a new problem with a field.
  std::string focusKey;
  std::string announcement;  // for the polite live region: "We sent an email to a***@example.com."
  bool busy = false;         // the form is waiting for an answer
};

}  // namespace latchkey::screen
