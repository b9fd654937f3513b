#pragma once

#include <string>
#include <string_view>

namespace latchkey::simulator {

// A whole small HTML page. `title` is text and becomes the heading too; `body` is HTML; a
// `refresh` other than 0 makes the browser load the page again after so many seconds.
std::string page(std::string_view title, std::string_view body, int refreshSeconds = 0);

}  // namespace latchkey::simulator
