#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "idx/response.h"
#include "signin/phase.h"

namespace latchkey::screen::texts {

inline constexpr std::string_view kWrongCode = "That code is not right. Check it and try again.";

// The person can do nothing about it here.
inline constexpr std::string_view kNotSetUp =
    "This page is not set up correctly. Please tell the people who run it.";

// A sentence for a person, and what to do next. Never a code, a status or a raw message.
std::string sentenceFor(const Error& error);

// Our own words for what the org says, by its i18n key; else the org's words, without any markup.
std::string sentenceFor(const idx::Message& message);
std::string sentencesFor(const std::vector<idx::Message>& messages);

// What a step is called, and what a way says on its button: our words by the name on the wire,
// else the org's.
std::string headingFor(const signin::OtherStep& step);
std::string labelFor(const signin::Way& way);

// "in 40 seconds", "in 2 minutes", "in 3 hours".
std::string waitFor(Milliseconds wait);

// "14:05" of the day, "Tue 14:05" when that is not today, "18 May 2033 14:05" a week away and more.
std::string timeOfDay(Instant at, Instant now, Seconds utcOffset);

// "FIREFOX", as the org calls a browser, is "Firefox"; "Mac OS X" stays. Empty for "UNKNOWN".
std::string readable(std::string name);

// "Toronto, Canada"; what is empty is left out.
std::string listed(const std::vector<std::string>& parts);

// "482913" as "482 913": groups of at most three, as even as can be, are easier to carry over.
std::string grouped(const std::string& code);

// "a***e@example.com" as the org masks it, with dots that read better.
std::string masked(std::string email);
// What a person typed, for others to see no more than they need:
// "a\u2022\u2022\u2022e@example.com".
std::string maskedUsername(std::string_view username);

}  // namespace latchkey::screen::texts
