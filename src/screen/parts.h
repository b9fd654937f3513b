#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "screen/build_screen.h"
#include "screen/screen.h"

namespace latchkey::screen {

// What several screens are made of. Private to screen/.

// Brand, heading, document title and footer. Screens add what is between.
Screen startScreen(const Model& model, std::string_view name, const std::string& heading);
Screen startScreen(const Model& model, std::string_view name, texts::Key heading);

void add(Screen& screen, Element element);
void addParagraph(Screen& screen, std::string_view id, std::string_view text);
void addParagraph(Screen& screen, const Model& model, std::string_view id, texts::Key text);
void addButton(Screen& screen, const Model& model, std::string_view id, texts::Key label,
               bool busy = false, ButtonLook look = ButtonLook::primary);
Button linkButton(const Model& model, std::string_view id, texts::Key label);

// Between brand and heading, where pictures and news belong.
void insertBeforeHeading(Screen& screen, Element element);
void insertPicture(Screen& screen, Picture picture);

// The line under a bad notice that those who run the page may ask for; may be empty.
std::string referenceOf(const Model& model);

// Where people can sign in without this page, if it is the page that does not work.
std::optional<Link> wayAround(const Model& model);

// Above the heading: what happened, in one sentence. False where there is nothing to tell.
bool addTrouble(Screen& screen, const Model& model);
// The same, but what concerns the one field of the screen is returned, to stand beside it.
std::string addFieldTrouble(Screen& screen, const Model& model, const std::string& field);

// What is unclear about what was typed into a field; nothing for any other advice.
std::optional<texts::Key> unclear(signin::Advice advice);

void addIdentity(Screen& screen, const Model& model);
void addStartOver(Screen& screen, const Model& model, texts::Key label);

// What else can be done: buttons, and below them the links of `row` and more of them. Beside a form
// the other methods wait behind one link.
enum class Beside { nothing, aForm };
void addWays(Screen& screen, const Model& model, const std::vector<signin::Way>& ways,
             Beside beside, Row row);

// Where the org's messages say more.
void addLinks(Screen& screen, const Model& model, const std::vector<idx::Message>& messages);

// What was typed into the field so far, else what is known of it.
std::string typed(const Model& model, const std::string& field, const std::string& known);

// Focus goes to the field when the screen is new, and again with each new problem.
void focusOn(Screen& screen, const Model& model, const std::string& field);

}  // namespace latchkey::screen
