#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"

namespace latchkey::web {

// The hand-written page script (shell/page.js), as C++ sees it: it is Module.page. Strings come
// back through one buffer, the inbox, which is emptied at once by the function that asked.

// Makes the running module known to the page. First of all calls.
void attachPage();

// What the page put into the inbox last; empties it.
std::string takeInbox();
Bytes takeInboxBytes();

// A named text of the page: "address", "language", "config". Once: the page lets go of it.
std::string readPage(const char* name);

bool isPageHidden();
bool isPageOnline();
int utcOffsetMinutes();
// Of the history's entry: 0, or 1 for one that web/browser_ports.js made.
int placeInHistory();

// Puts an alert on the page, with a way to try again. For what no Screen can tell any more.
void failPage(const std::string& sentence);

}  // namespace latchkey::web
