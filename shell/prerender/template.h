#pragma once

#include <map>
#include <string>
#include <string_view>

namespace latchkey::prerender {

// `text` with each "@name@" replaced by what `places` has under that name. What is put in is never
// looked at again, so it may hold such names itself; other text between two @ stays as it is.
std::string filled(std::string_view text, const std::map<std::string, std::string>& places);

}  // namespace latchkey::prerender
