#pragma once

#include <string>
#include <string_view>

#include "simulator/mailbox.h"

namespace latchkey::simulator {

// A whole small HTML page. `title` is text and becomes the heading too; `body` is HTML; a
// `refresh` other than 0 makes the browser load the page again after so many seconds.
std::string page(std::string_view title, std::string_view body, int refreshSeconds = 0);

// Everybody's mail, newest first, to read and click in. Works without scripts.
std::string inboxPage(const Mailbox& mailbox, std::string_view address);

}  // namespace latchkey::simulator
