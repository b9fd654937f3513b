#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "idx/response.h"
#include "screen/texts/words.h"
#include "signin/phase.h"

namespace latchkey::screen::texts {

// What a person reads about an error, with what to do next. Never a code, a status or a raw
// message.
Key keyFor(ErrorCode code);
std::string sentenceFor(const Words& words, const Error& error);

// Our own text for what the org says, by its i18n key.
std::optional<Key> keyFor(const idx::Message& message);
// That; else the org's words, without any markup.
std::string sentenceFor(const Words& words, const idx::Message& message);
// Each thing once.
std::string sentencesFor(const Words& words, const std::vector<idx::Message>& messages);

// What a step is called, and what a way says on its button: our words by the name on the wire,
// else the org's.
std::string headingFor(const Words& words, const signin::OtherStep& step);
std::string labelFor(const Words& words, const signin::Way& way);
// Our own words on the button to a step of that name.
std::optional<Key> buttonFor(std::string_view step);

// "You can try again in 40 seconds.", "... in 2 minutes.", "... in 3 hours.".
std::string tryAgainIn(const Words& words, Milliseconds wait);

// With as much of the date as it needs to be clear: see When.
std::string timeOfDay(const Words& words, Instant at, Instant now, Seconds utcOffset);

// "FIREFOX", as the org calls a browser, is "Firefox"; "Mac OS X" stays. Empty for "UNKNOWN".
std::string readable(std::string name);

// "Toronto, Canada"; what is empty is left out.
std::string listed(const Words& words, std::vector<std::string> parts);

// "482913" as "482 913": groups of at most three, as even as can be, are easier to carry over.
std::string grouped(const std::string& code);

// "a***e@example.com" as the org masks it, with dots that read better.
std::string masked(std::string email);
// What a person typed, for others to see no more than they need:
// "a\u2022\u2022\u2022e@example.com".
std::string maskedUsername(std::string_view username);

}  // namespace latchkey::screen::texts
