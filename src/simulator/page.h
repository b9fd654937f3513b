#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace latchkey::simulator {

// A whole small HTML page. `title` is text and becomes the heading too; `body` is HTML; a
// `refresh` other than 0 makes the browser load the page again after so many seconds; `language` is
// that of its text (RFC 5646).
std::string page(std::string_view title, std::string_view body, int refreshSeconds = 0,
                 std::string_view language = "en");

// 400 for a person whom an app sent with a request that cannot be: they are not sent back.
http::Response errorPage(std::string_view code, std::string_view description);

}  // namespace latchkey::simulator
