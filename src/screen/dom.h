#pragma once

#include <string>
#include <utility>
#include <vector>

#include "screen/screen.h"

namespace latchkey::screen {

// The elements that lie over the painted card: real headings, labels, inputs, buttons and live
// regions. One tree, two writings: HTML for the page as it is shipped (first paint, before any
// script), and JsonML for shell/dom.js, which makes the document equal to it. So both are one
// source. The same JsonML is the golden file of a screen.
struct DomNode {
  std::string tag;
  std::vector<std::pair<std::string, std::string>> attributes;  // "" for one without a value
  std::string text;                                             // before the children
  std::vector<DomNode> children;
};

// The <form> of the screen and everything on the card. Elements that gui/ places have an `id`:
// a field's parts are "<id>-label", "<id>", "<id>-problem"; a row's items have their own ids.
DomNode toDom(const Screen& screen);

std::string toHtml(const DomNode& node);
// JsonML: ["h1",{"id":"title"},"Sign in"], one element on a line.
std::string toJsonMl(const DomNode& node);
// The screen for shell/dom.js: {"name","title","focus","focusKey","announcement","dom"}.
std::string toPatch(const Screen& screen);

}  // namespace latchkey::screen
