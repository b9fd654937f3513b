#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "idx/response.h"

namespace latchkey::signin {

// The table of the sign-in: from what was asked and what kind of response came to what happens
// then. SignIn looks every response up here.

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
  startAgainQuietly,    // no attempt of this page is lost
  startAgain,           // "that took too long"
  startAgainAfterLink,  // "that link belongs to a sign-in that is over"
  startAgainAfterLoss,  // "the connection broke"
  continuedElsewhere,
  linkElsewhere,
  stop,
  keepAndTell,  // the form stays, with what was typed
  keepQuiet     // the same, and the person is not told; the next poll comes later
};

struct Transition {
  Asked asked;
  Answer answer;
  Then then;
};

// The first row that matches applies. Every pair has one.
inline constexpr std::array kTransitions = {
    // The sign-in has succeeded: the interaction code is exchanged for tokens.
    Transition{Asked::anybody, Answer::interactionCode, Then::redeem},

    // The challenge of a magic link is answered with the link's code, not shown.
    Transition{Asked::link, Answer::emailChallenge, Then::sendLinkCode},
    // The forms of the email flow have screens of their own, all others the generic one.
    Transition{Asked::anybody, Answer::emailChallenge, Then::awaitPasscode},
    Transition{Asked::anybody, Answer::emailOffer, Then::askForEmail},
    Transition{Asked::anybody, Answer::username, Then::identify},
    Transition{Asked::anybody, Answer::otherForm, Then::otherStep},

    // The response to the first submit was lost, and the page submitted again. The org may refuse
    // the second submit because the first one succeeded. The page therefore introspects the handle
    // before it tells the person to start again.
    Transition{Asked::personAgain, Answer::expired, Then::askWhereItStands},
    Transition{Asked::personAgain, Answer::wentElsewhere, Then::askWhereItStands},
    Transition{Asked::whereItStands, Answer::expired, Then::startAgainAfterLoss},
    Transition{Asked::whereItStands, Answer::wentElsewhere, Then::startAgainAfterLoss},
    Transition{Asked::whereItStands, Answer::refusal, Then::startAgainAfterLoss},

    // The transaction has expired. A page that only resumed it begins a new one without a word.
    Transition{Asked::resuming, Answer::expired, Then::startAgainQuietly},
    Transition{Asked::link, Answer::expired, Then::startAgainAfterLink},
    Transition{Asked::linkCode, Answer::expired, Then::startAgainAfterLink},
    Transition{Asked::anybody, Answer::expired, Then::startAgain},
    // Another tab or the org's own page went on with it.
    Transition{Asked::anybody, Answer::wentElsewhere, Then::continuedElsewhere},
    // The document of a magic link that was opened in another browser: it shows the code to type.
    Transition{Asked::resuming, Answer::codeToCarry, Then::startAgainQuietly},
    Transition{Asked::anybody, Answer::codeToCarry, Then::linkElsewhere},
    // A document with messages only ends the sign-in.
    Transition{Asked::resuming, Answer::refusal, Then::startAgainQuietly},
    Transition{Asked::anybody, Answer::refusal, Then::stop},

    // Rate limits (429): a poll comes later, a person keeps the form and sees when to try again.
    Transition{Asked::poll, Answer::tooMany, Then::keepQuiet},
    Transition{Asked::anybody, Answer::tooMany, Then::keepAndTell},
    // The org does not accept the handle: a new transaction, unless a person waits for this answer.
    Transition{Asked::poll, Answer::rejected, Then::keepQuiet},
    Transition{Asked::opening, Answer::rejected, Then::startAgainQuietly},
    Transition{Asked::resuming, Answer::rejected, Then::startAgainQuietly},
    Transition{Asked::whereItStands, Answer::rejected, Then::startAgainAfterLoss},
    Transition{Asked::link, Answer::rejected, Then::startAgainAfterLink},
    Transition{Asked::anybody, Answer::rejected, Then::keepAndTell},
    // No usable response: the form stays with what was typed, and a failed poll is not mentioned.
    Transition{Asked::poll, Answer::nothing, Then::keepQuiet},
    Transition{Asked::anybody, Answer::nothing, Then::keepAndTell},
};

Then thenOf(Asked asked, Answer answer);

// What a document is, by its forms, and by its messages where it has none.
Answer answerOf(const idx::Response& document);

// The forms that the screens of the email flow are made for; nullptr without one.
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
