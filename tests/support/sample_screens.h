#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "screen/screen.h"

namespace latchkey::testing {

// Screens built by hand, as the page has them, and some extreme ones: gui/ has to lay out every
// valid Screen.

struct SampleScreen {
  std::string name;
  screen::Screen screen;

  friend std::ostream& operator<<(std::ostream& out, const SampleScreen& sample) {
    return out << sample.name;
  }
};

inline const std::string kLongAddress =
    "bartholomew.featherstonehaugh-cholmondeley.the.third@department-of-redundancy-department."
    "example.com";

inline screen::ElementId id(const std::string& name) { return screen::ElementId(name); }

inline screen::Screen startOf(const std::string& name) {
  screen::Screen screen;
  screen.name = screen.focusKey = name;
  screen.elements.emplace_back(screen::Brand{id("brand"), "Northwind", ""});
  screen.footer = {{id("help"), "Help", "/help"}, {id("privacy"), "Privacy", "/privacy"}};
  return screen;
}

inline screen::Paragraph words(const std::string& text) {
  return {id("lead"), {{text, screen::Weight::regular}}};
}

inline screen::Button button(const std::string& name, const std::string& label,
                             screen::ButtonLook look = screen::ButtonLook::primary) {
  return {id(name), label, look, false};
}

inline screen::TextField field(const std::string& name, const std::string& label) {
  screen::TextField field;
  field.id = id(name);
  field.name = name;
  field.label = label;
  return field;
}

inline screen::Row rowOf(const std::string& first, const std::string& last) {
  screen::Row row;
  row.items.emplace_back(screen::Link{id("first-link"), first, "/first"});
  row.items.emplace_back(button("last-link", last, screen::ButtonLook::link));
  return row;
}

inline screen::Screen usernameScreen() {
  screen::Screen screen = startOf("username");
  screen.elements.emplace_back(screen::Heading{id("title"), "Sign in"});
  screen.elements.emplace_back(words("No password needed. We will send you an email."));
  screen.elements.emplace_back(field("username", "Username"));
  screen.elements.emplace_back(screen::Checkbox{id("keep"), "Keep me signed in", true});
  screen.elements.emplace_back(button("next", "Next"));
  screen.elements.emplace_back(rowOf("Help signing in", "Create an account"));
  return screen;
}

inline screen::Screen askScreen(const std::string& address = "ada@example.com") {
  screen::Screen screen = startOf("ask");
  screen.elements.emplace_back(screen::Heading{id("title"), "Check it\u2019s you"});
  screen.elements.emplace_back(
      screen::Identity{id("identity"), address, id("not-you"), "Not you?"});
  screen::Paragraph lead = words("We can send a sign-in link and a code to ");
  lead.spans.push_back({"a\u2022\u2022\u2022@example.com", screen::Weight::strong});
  lead.spans.push_back({".", screen::Weight::regular});
  screen.elements.emplace_back(std::move(lead));
  screen.elements.emplace_back(button("send", "Send me an email"));
  screen.elements.emplace_back(rowOf("Use another way", "Back to sign in"));
  return screen;
}

inline screen::Screen passcodeScreen(const std::string& problem = "") {
  screen::Screen screen = startOf("passcode");
  screen.elements.emplace_back(screen::Illustration{id("picture"), screen::Picture::mailSent});
  screen.elements.emplace_back(screen::Heading{id("title"), "Your email is on its way"});
  screen.elements.emplace_back(
      words("Open the link we sent to you in this browser, or type the code here."));
  screen::TextField code = field("passcode", "Enter code");
  code.look = screen::FieldLook::code;
  code.problem = problem;
  screen.elements.emplace_back(std::move(code));
  screen.elements.emplace_back(button("verify", "Verify"));
  screen.elements.emplace_back(
      screen::Status{id("waiting"), "Waiting for you to open the link\u2026"});
  screen.elements.emplace_back(rowOf("Open mail", "Send again"));
  screen.focusKey = "passcode" + problem;
  return screen;
}

inline screen::Screen otherBrowserScreen() {
  screen::Screen screen = startOf("other-browser");
  screen.elements.emplace_back(screen::Heading{id("title"), "One more step"});
  screen.elements.emplace_back(words("Type this code in the browser in which you began."));
  screen.elements.emplace_back(screen::CodeDisplay{id("shown-code"), "482913"});
  screen.elements.emplace_back(button("copy", "Copy code", screen::ButtonLook::secondary));
  screen.elements.emplace_back(screen::Facts{
      id("facts"), {{"Began on", "Firefox, macOS"}, {"Near", "Toronto"}, {"App", kLongAddress}}});
  screen.elements.emplace_back(screen::Link{id("not-me"), "This was not me", "/no"});
  return screen;
}

inline screen::Screen offlineScreen() {
  screen::Screen screen = usernameScreen();
  screen.name = "offline";
  screen.elements.insert(
      screen.elements.begin() + 1,
      screen::Notice{id("notice"), screen::Tone::bad,
                     "You seem to be offline. Nothing is lost: we will go on by ourselves."});
  return screen;
}

inline screen::Screen doneScreen() {
  screen::Screen screen = startOf("done");
  screen.elements.emplace_back(screen::Illustration{id("picture"), screen::Picture::done});
  screen.elements.emplace_back(screen::Heading{id("title"), "You are signed in"});
  screen.elements.emplace_back(
      screen::Notice{id("notice"), screen::Tone::good, "You can close this tab."});
  return screen;
}

// A password that can be shown, a list to choose from, and what is wrong with both.
inline screen::Screen fieldsScreen(const std::string& problem = "") {
  screen::Screen screen = startOf("fields");
  screen.elements.emplace_back(screen::Heading{id("title"), "Set up Phone"});
  screen::TextField password = field("password", "Password");
  password.masking = screen::Masking::masked;
  password.revealLabel = "Show";
  password.revealName = "Show Password";
  password.problem = problem;
  screen.elements.emplace_back(std::move(password));
  screen::TextField list = field("method", "Method");
  list.choices = {{"", "Choose\u2026"}, {"0", "SMS"}, {"1", "Voice call"}};
  list.problem = problem;
  screen.elements.emplace_back(std::move(list));
  screen.elements.emplace_back(button("continue", "Continue"));
  screen.elements.emplace_back(
      button("way-0", "Phone: +1 XXX-XXX-4601", screen::ButtonLook::secondary));
  screen.elements.emplace_back(rowOf("Try another way", "Back to sign in"));
  return screen;
}

// What waits: seconds that are counted, an end that comes, a choice before it.
inline screen::Screen waitingScreen() {
  screen::Screen screen = passcodeScreen();
  screen.name = "waiting";
  const auto at = [&] { return screen.elements.begin() + 2; };
  screen.elements.insert(at(), button("stay", "I need more time", screen::ButtonLook::secondary));
  screen.elements.insert(at(), screen::Status{id("countdown"), "You can try again in 40 seconds.",
                                              screen::StatusKind::counting});
  screen.elements.insert(at(), screen::Link{id("more-0"), "Ask for access", "/help"});
  screen.elements.insert(
      at(), screen::Notice{id("notice"), screen::Tone::bad, "Too many attempts. Wait a little."});
  return screen;
}

// Words that fit nowhere.
inline screen::Screen hugeScreen() {
  screen::Screen screen = askScreen(kLongAddress);
  screen.name = "huge";
  const std::string endless(300, 'w');
  screen.elements[1] = screen::Heading{id("title"), endless};
  screen.elements.emplace_back(field("endless", endless));
  std::get<screen::TextField>(screen.elements.back()).problem = endless;
  screen::TextField shown = field("shown", endless);
  shown.masking = screen::Masking::revealed;
  shown.revealLabel = endless;
  screen.elements.emplace_back(std::move(shown));
  screen.elements.emplace_back(screen::Checkbox{id("tick"), endless, false});
  screen.elements.emplace_back(button("long-button", endless));
  screen.elements.emplace_back(button("long-link", endless, screen::ButtonLook::link));
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    screen.footer.push_back({id("footer-" + number), "Language number " + number, "/"});
  }
  screen.footer.push_back({id("footer-endless"), endless, "/"});
  return screen;
}

inline std::vector<SampleScreen> sampleScreens() {
  return {{"username", usernameScreen()},
          {"askBeforeSending", askScreen()},
          {"askWithALongAddress", askScreen(kLongAddress)},
          {"mailSent", passcodeScreen()},
          {"wrongCode", passcodeScreen("That code is not right. Check it and try again.")},
          {"linkOpenedElsewhere", otherBrowserScreen()},
          {"fields", fieldsScreen()},
          {"fieldsWithProblems", fieldsScreen("Fill this in first.")},
          {"waiting", waitingScreen()},
          {"offline", offlineScreen()},
          {"done", doneScreen()},
          {"wordsThatFitNowhere", hugeScreen()},
          {"nothingAtAll", screen::Screen{}}};
}

}  // namespace latchkey::testing
