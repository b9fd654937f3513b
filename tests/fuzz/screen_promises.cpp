#include "tests/fuzz/screen_promises.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/text.h"
#include "screen/build_screen.h"
#include "screen/dom.h"
#include "tests/fuzz/fuzz.h"

namespace latchkey::fuzz {
namespace {

using screen::DomNode;
using screen::Screen;

bool leadsOn(const screen::Button& button) {
  return !button.busy && button.id.str() != screen::ids::kCopyCode &&
         button.id.str() != screen::ids::kCopyLink;
}

bool leadsOn(const screen::Link& link) { return !link.href.empty(); }

template <class T>
bool leadsOn(const T&) {
  return false;
}

bool leadsOn(const screen::Row& row) {
  return std::any_of(row.items.begin(), row.items.end(), [](const auto& item) {
    return std::visit([](const auto& it) { return leadsOn(it); }, item);
  });
}

// Elements that HTML writes without an end tag.
bool isVoid(const std::string& tag) {
  constexpr std::array<std::string_view, 5> kVoid = {"input", "img", "br", "hr", "meta"};
  return std::find(kVoid.begin(), kVoid.end(), tag) != kVoid.end();
}

struct Tally {
  std::size_t tags = 0;
  std::set<std::string> ids;
};

void count(const DomNode& node, Tally& tally) {
  tally.tags += isVoid(node.tag) ? 1 : 2;
  for (const auto& [name, value] : node.attributes) {
    promise(isUtf8(value), "an attribute is UTF-8", name);
    if (name == "id") promise(tally.ids.insert(value).second, "an id is there once", value);
  }
  promise(isUtf8(node.text), "a text is UTF-8", node.text);
  for (const DomNode& child : node.children) count(child, tally);
}

void promiseNames(const Screen& screen) {
  int headings = 0;
  for (const screen::Element& element : screen.elements) {
    if (const auto* heading = std::get_if<screen::Heading>(&element)) {
      ++headings;
      promise(!heading->text.empty(), "a heading says something", screen.name);
    }
    if (const auto* field = std::get_if<screen::TextField>(&element)) {
      promise(!field->label.empty(), "a field has a label", field->id.str());
      promise(field->masking == screen::Masking::none || field->value.empty(),
              "what is masked is not filled in by us", field->id.str());
    }
    if (const auto* button = std::get_if<screen::Button>(&element)) {
      promise(!button->label.empty(), "a button has a name", button->id.str());
    }
  }
  promise(headings == 1, "a screen has one heading", screen.name);
  promise(!screen.title.empty() && !screen.name.empty(), "a screen has a title and a name");
}

}  // namespace

bool offersAWayOn(const Screen& screen) {
  return std::any_of(screen.elements.begin(), screen.elements.end(), [](const auto& element) {
    return std::visit([](const auto& it) { return leadsOn(it); }, element);
  });
}

void promiseSoundScreen(const Screen& screen) {
  promiseNames(screen);
  const DomNode dom = screen::toDom(screen);
  Tally tally;
  count(dom, tally);
  for (const screen::Element& element : screen.elements) {
    const auto* box = std::get_if<screen::Checkbox>(&element);
    promise(box == nullptr || box->label.empty() != tally.ids.contains(box->id.str()),
            "a checkbox is there with its label, or not at all", screen.name);
  }
  const std::string html = screen::toHtml(dom);
  const auto opened = static_cast<std::size_t>(std::count(html.begin(), html.end(), '<'));
  promise(opened == tally.tags, "no text becomes an element", html);
  const std::string patch = screen::toPatch(screen);
  promise(parseJson(patch).has_value(), "a patch is JSON", patch);
}

}  // namespace latchkey::fuzz
