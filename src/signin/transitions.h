#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "idx/response.h"

namespace latchkey::signin {

// The table that the sign-in goes by: what was asked, what the org answered, what happens then. It
// is what SignIn does, not a description of it. Sections are those of docs/protocol.md.

// Who waits for the answer.
enum class Asked {
  opening,        // a new handle was opened
  resuming,       // a handle that the browser kept
  link,           // a handle that a magic link belongs to; its code is still to be sent
  linkCode,       // the code of a magic link
  person,         // what a person submitted
  personAgain,    // the same, after a reply was lost: the org may have acted on that one already
  whereItStands,  // so the handle was opened once more
  poll,
  anybody
};

enum class Answer {
  interactionCode,
  emailChallenge,  // of an email that is enrolled, or being enrolled
  emailOffer,      // it is asked for first, and there is nothing else to choose
  username,        // and nothing else on that page
  otherForm,
  expired,
  wentElsewhere,
  codeToCarry,
  refusal,   // messages, and no way on
  tooMany,   // 429, however it is said
  rejected,  // 4xx, and no document
  nothing    // lost, too late, 5xx, or not understood
};

enum class Then {
  redeem,
  sendLinkCode,
  awaitPasscode,
  askForEmail,
  identify,
  otherStep,
  askWhereItStands,
  startAgainQuietly,    // nobody had begun anything here
  startAgain,           // "that took too long"
  startAgainAfterLink,  // "that link belongs to a sign-in that is over"
  startAgainAfterLoss,  // "the connection broke"
  continuedElsewhere,
  linkElsewhere,
  stop,
  keepAndTell,  // the form stays, with what was typed
  keepQuiet     // the same, and nobody hears of it; the next poll comes later
};

struct Transition {
  Asked asked;
  Answer answer;
  Then then;
  std::string_view section;
};

// The first row that fits is the one. Every pair has one.
inline constexpr std::array kTransitions = {
    Transition{Asked::anybody, Answer::interactionCode, Then::redeem, "1.12"},

    Transition{Asked::link, Answer::emailChallenge, Then::sendLinkCode, "3.3"},
    Transition{Asked::anybody, Answer::emailChallenge, Then::awaitPasscode, "1.8, 1.9, 1.11"},
    Transition{Asked::anybody, Answer::emailOffer, Then::askForEmail, "1.5 B, 1.7"},
    Transition{Asked::anybody, Answer::username, Then::identify, "1.5 D, 1.13"},
    Transition{Asked::anybody, Answer::otherForm, Then::otherStep, "1.5 C and G, 1.6, 1.13"},

    Transition{Asked::personAgain, Answer::expired, Then::askWhereItStands, "1.3"},
    Transition{Asked::personAgain, Answer::wentElsewhere, Then::askWhereItStands, "1.3"},
    Transition{Asked::whereItStands, Answer::expired, Then::startAgainAfterLoss, "2.6 b"},
    Transition{Asked::whereItStands, Answer::wentElsewhere, Then::startAgainAfterLoss, "2.6 a"},
    Transition{Asked::whereItStands, Answer::refusal, Then::startAgainAfterLoss, "2.6 c"},

    Transition{Asked::resuming, Answer::expired, Then::startAgainQuietly, "2.6 b"},
    Transition{Asked::link, Answer::expired, Then::startAgainAfterLink, "3.3"},
    Transition{Asked::linkCode, Answer::expired, Then::startAgainAfterLink, "3.3"},
    Transition{Asked::anybody, Answer::expired, Then::startAgain, "1.9, 1.10, 2.6 b"},
    Transition{Asked::anybody, Answer::wentElsewhere, Then::continuedElsewhere, "1.10, 2.6 a"},
    Transition{Asked::resuming, Answer::codeToCarry, Then::startAgainQuietly, "2.6 c"},
    Transition{Asked::anybody, Answer::codeToCarry, Then::linkElsewhere, "1.18"},
    Transition{Asked::resuming, Answer::refusal, Then::startAgainQuietly, "2.6 c"},
    Transition{Asked::anybody, Answer::refusal, Then::stop, "1.5 E, 2.6 c"},

    Transition{Asked::poll, Answer::tooMany, Then::keepQuiet, "1.10, 6.3"},
    Transition{Asked::anybody, Answer::tooMany, Then::keepAndTell, "1.9, 2.6 d, 6.3"},
    Transition{Asked::poll, Answer::rejected, Then::keepQuiet, "1.10"},
    Transition{Asked::opening, Answer::rejected, Then::startAgainQuietly, "1.3, 4.5"},
    Transition{Asked::resuming, Answer::rejected, Then::startAgainQuietly, "1.3, 9 no. 8"},
    Transition{Asked::whereItStands, Answer::rejected, Then::startAgainAfterLoss, "4.5"},
    Transition{Asked::link, Answer::rejected, Then::startAgainAfterLink, "3.3"},
    Transition{Asked::anybody, Answer::rejected, Then::keepAndTell, "6.2"},
    Transition{Asked::poll, Answer::nothing, Then::keepQuiet, "1.10"},
    Transition{Asked::anybody, Answer::nothing, Then::keepAndTell, "6.2"},
};

Then thenOf(Asked asked, Answer answer);

// What a document is, by its forms, and by its messages where it has none.
Answer answerOf(const idx::Response& document);

// The forms that the screens of the email flow are made for; nullptr where there is none.
const idx::Remediation* emailChallengeOf(const idx::Response& document);
const idx::Remediation* usernameFormOf(const idx::Response& document);

// How to ask for the mail: by the form of the chosen authenticator, or by the list of all where
// email is all there is.
struct EmailOffer {
  const idx::Remediation* form = nullptr;
  std::optional<std::size_t> option;  // of the list
  const idx::Authenticator* authenticator = nullptr;
};
EmailOffer emailOfferOf(const idx::Response& document);

}  // namespace latchkey::signin
