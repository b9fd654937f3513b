#include "screen/dom.h"

#include <string_view>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "screen/texts.h"

namespace latchkey::screen {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

DomNode element(std::string tag, Attributes attributes, std::string text = "") {
  return {std::move(tag), std::move(attributes), std::move(text), {}};
}

std::string_view token(Autocomplete autocomplete) {
  switch (autocomplete) {
    case Autocomplete::username:
      return "username";
    case Autocomplete::oneTimeCode:
      return "one-time-code";
    case Autocomplete::currentPassword:
      return "current-password";
    case Autocomplete::newPassword:
      return "new-password";
    case Autocomplete::tel:
      return "tel";
    case Autocomplete::email:
      return "email";
    case Autocomplete::off:
      return "off";
  }
  return "off";
}

std::string_view token(InputMode mode) {
  switch (mode) {
    case InputMode::email:
      return "email";
    case InputMode::numeric:
      return "numeric";
    case InputMode::tel:
      return "tel";
    case InputMode::text:
      return "text";
  }
  return "text";
}

std::string_view token(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "good";
    case Tone::bad:
      return "bad";
    case Tone::info:
      return "info";
  }
  return "info";
}

std::string_view token(Picture picture) {
  switch (picture) {
    case Picture::mailSent:
      return "mail-sent";
    case Picture::done:
      return "done";
  }
  return "mail-sent";
}

std::string_view token(ButtonLook look) {
  switch (look) {
    case ButtonLook::secondary:
      return "secondary";
    case ButtonLook::link:
      return "link";
    case ButtonLook::primary:
      return "primary";
  }
  return "primary";
}

DomNode toNode(const Brand& brand) {
  DomNode node = element("p", {{"id", brand.id.str()}, {"class", "brand"}});
  if (!brand.logo.empty()) {
    // The name stands beside it, so the picture says nothing of its own.
    node.children.push_back(element("img", {{"src", brand.logo}, {"alt", ""}}));
  }
  node.children.push_back(element("span", {}, brand.name));
  return node;
}

DomNode toNode(const Heading& heading) {
  return element("h1", {{"id", heading.id.str()}, {"tabindex", "-1"}}, heading.text);
}

DomNode toNode(const Paragraph& paragraph) {
  DomNode node = element("p", {{"id", paragraph.id.str()}});
  for (const Span& span : paragraph.spans) {
    const bool strong = span.weight == Weight::strong;
    node.children.push_back(element(strong ? "strong" : "span", {}, span.text));
  }
  return node;
}

DomNode toNode(const Notice& notice) {
  const std::string role = notice.tone == Tone::bad ? "alert" : "status";
  const std::string look = "notice " + std::string(token(notice.tone));
  if (notice.reference.empty()) {
    return element("p", {{"id", notice.id.str()}, {"class", look}, {"role", role}}, notice.text);
  }
  DomNode node = element("div", {{"class", look}});
  node.children.push_back(element("p", {{"id", notice.id.str()}, {"role", role}}, notice.text));
  node.children.push_back(
      element("p", {{"id", notice.referenceId().str()}, {"class", "reference"}}, notice.reference));
  return node;
}

DomNode toNode(const Identity& identity) {
  DomNode node = element("p", {{"id", identity.id.str()}, {"class", "identity"}});
  node.children.push_back(element("span", {}, identity.name));
  // For password managers: the name to which the password of this form belongs.
  node.children.push_back(element(
      "input",
      {{"type", "text"}, {"autocomplete", "username"}, {"value", identity.name}, {"hidden", ""}}));
  node.children.push_back(
      element("button", {{"id", identity.actionId.str()}, {"type", "button"}, {"class", "link"}},
              identity.actionLabel));
  return node;
}

DomNode toNode(const Illustration& illustration) {
  return element("div", {{"id", illustration.id.str()},
                         {"class", "picture " + std::string(token(illustration.picture))},
                         {"aria-hidden", "true"}});
}

DomNode selectOf(const TextField& field) {
  DomNode select = element("select", {{"id", field.id.str()},
                                      {"name", field.name},
                                      {"autocomplete", std::string(token(field.autocomplete))}});
  for (const Choice& choice : field.choices) {
    DomNode option = element("option", {{"value", choice.value}}, choice.label);
    if (choice.value == field.value) option.attributes.emplace_back("selected", "");
    select.children.push_back(std::move(option));
  }
  return select;
}

DomNode inputOf(const TextField& field) {
  DomNode input =
      element("input", {{"id", field.id.str()},
                        {"name", field.name},
                        {"type", field.masking == Masking::masked ? "password" : "text"},
                        {"autocomplete", std::string(token(field.autocomplete))},
                        {"inputmode", std::string(token(field.inputMode))},
                        {"autocapitalize", "none"},
                        {"autocorrect", "off"},
                        {"spellcheck", "false"},
                        {"enterkeyhint", field.look == FieldLook::code ? "done" : "next"}});
  if (!field.value.empty()) input.attributes.emplace_back("value", field.value);
  return input;
}

DomNode controlOf(const TextField& field) {
  DomNode control = field.choices.empty() ? inputOf(field) : selectOf(field);
  if (field.required) control.attributes.emplace_back("required", "");
  if (!field.problem.empty()) {
    control.attributes.emplace_back("aria-invalid", "true");
    control.attributes.emplace_back("aria-describedby", field.id.str() + "-problem");
  }
  return control;
}

DomNode revealerOf(const TextField& field) {
  return element("button",
                 {{"id", field.revealId().str()},
                  {"type", "button"},
                  {"class", "link show"},
                  {"aria-label", field.revealName}},
                 field.revealLabel);
}

DomNode toNode(const TextField& field) {
  const bool code = field.look == FieldLook::code;
  DomNode node = element("div", {{"class", code ? "field code" : "field"}});
  node.children.push_back(
      element("label", {{"id", field.id.str() + "-label"}, {"for", field.id.str()}}, field.label));
  node.children.push_back(controlOf(field));
  if (field.masking != Masking::none) node.children.push_back(revealerOf(field));
  if (!field.problem.empty()) {
    node.children.push_back(
        element("p", {{"id", field.id.str() + "-problem"}, {"class", "problem"}, {"role", "alert"}},
                field.problem));
  }
  return node;
}

DomNode toNode(const Checkbox& checkbox) {
  DomNode node = element("div", {{"class", "check"}});
  if (checkbox.label.empty()) return node;
  DomNode input = element("input", {{"id", checkbox.id.str()}, {"type", "checkbox"}});
  if (checkbox.checked) input.attributes.emplace_back("checked", "");
  node.children.push_back(std::move(input));
  node.children.push_back(element(
      "label", {{"id", checkbox.id.str() + "-label"}, {"for", checkbox.id.str()}}, checkbox.label));
  return node;
}

DomNode toNode(const Button& button) {
  const bool submits = button.look == ButtonLook::primary;
  DomNode node = element("button",
                         {{"id", button.id.str()},
                          {"type", submits ? "submit" : "button"},
                          {"class", std::string(token(button.look))}},
                         button.label);
  // Not `disabled`: that would throw the focus away under the person's finger.
  if (button.busy) {
    node.attributes.emplace_back("aria-disabled", "true");
    node.attributes.emplace_back("aria-busy", "true");
  }
  return node;
}

DomNode toNode(const Link& link) {
  return element("a", {{"id", link.id.str()}, {"href", link.href}}, link.label);
}

DomNode toNode(const Row& row) {
  DomNode node = element("div", {{"class", "row"}});
  for (const auto& item : row.items) {
    node.children.push_back(std::visit([](const auto& it) { return toNode(it); }, item));
  }
  return node;
}

DomNode toNode(const Status& status) {
  const bool waits = status.kind == StatusKind::waiting;
  return element("p",
                 {{"id", status.id.str()},
                  {"class", waits ? "status waiting" : "status"},
                  {"role", status.kind == StatusKind::counting ? "timer" : "status"}},
                 status.text);
}

std::string spelled(const std::string& code) {
  std::string text;
  for (const char c : code) {
    if (!text.empty()) text += ' ';
    text += c;
  }
  return text;
}

DomNode toNode(const CodeDisplay& display) {
  DomNode node = element("p", {{"id", display.id.str()}, {"class", "code"}});
  // Read aloud it must not become "four hundred eighty-two thousand".
  node.children.push_back(element("span", {{"aria-hidden", "true"}}, texts::grouped(display.code)));
  node.children.push_back(element("span", {{"class", "spoken"}}, spelled(display.code)));
  return node;
}

DomNode toNode(const Facts& facts) {
  DomNode node = element("dl", {{"id", facts.id.str()}});
  for (const auto& [term, description] : facts.rows) {
    DomNode row = element("div", {});
    row.children.push_back(element("dt", {}, term));
    row.children.push_back(element("dd", {}, description));
    node.children.push_back(std::move(row));
  }
  return node;
}

DomNode footerOf(const Screen& screen) {
  DomNode footer = element("footer", {{"class", "footer"}});
  for (const Link& link : screen.footer) footer.children.push_back(toNode(link));
  return footer;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

bool isVoid(std::string_view tag) { return tag == "input" || tag == "img"; }

void appendJsonMl(const DomNode& node, const std::string& indent, std::string& out) {
  out += indent + '[' + writeJsonText(node.tag) + ",{";
  for (const auto& [name, value] : node.attributes) {
    if (out.back() != '{') out += ',';
    out += writeJsonText(name) + ':' + writeJsonText(value);
  }
  out += '}';
  if (!node.text.empty()) out += ',' + writeJsonText(node.text);
  for (const DomNode& child : node.children) {
    out += ",\n";
    appendJsonMl(child, indent + " ", out);
  }
  out += ']';
}

}  // namespace

DomNode toDom(const Screen& screen) {
  DomNode form = element("form", {{"id", "form"},
                                  {"data-screen", screen.name},
                                  {"method", "post"},
                                  {"novalidate", ""},
                                  {"aria-labelledby", "title"}});
  if (screen.busy) form.attributes.emplace_back("aria-busy", "true");
  DomNode card = element("div", {{"id", "card"}});
  for (const Element& item : screen.elements) {
    card.children.push_back(std::visit([](const auto& it) { return toNode(it); }, item));
  }
  form.children.push_back(std::move(card));
  if (!screen.footer.empty()) form.children.push_back(footerOf(screen));
  return form;
}

std::string toHtml(const DomNode& node) {
  std::string html = '<' + node.tag;
  for (const auto& [name, value] : node.attributes) {
    html += ' ' + name;
    if (!value.empty() || name == "alt") html += "=\"" + escaped(value) + '"';
  }
  html += '>';
  if (isVoid(node.tag)) return html;
  html += escaped(node.text);
  for (const DomNode& child : node.children) html += toHtml(child);
  return html + "</" + node.tag + '>';
}

std::string toJsonMl(const DomNode& node) {
  std::string text;
  appendJsonMl(node, "", text);
  return text + '\n';
}

std::string toPatch(const Screen& screen) {
  std::string patch =
      "{\"name\":" + writeJsonText(screen.name) + ",\"title\":" + writeJsonText(screen.title);
  patch += ",\"focus\":" + writeJsonText(screen.focus ? screen.focus->str() : "");
  patch += ",\"focusKey\":" + writeJsonText(screen.focusKey);
  patch += ",\"announcement\":" + writeJsonText(screen.announcement);
  return patch + ",\"dom\":" + toJsonMl(toDom(screen)) + '}';
}

}  // namespace latchkey::screen
