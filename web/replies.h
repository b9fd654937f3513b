#pragma once

#include <functional>

namespace latchkey::web {

// What JavaScript answers later, once. It is given the number, and calls _latchkeyReply() with that
// and an outcome, which each question has its own meaning for; a text or bytes that belong to the
// answer lie in the inbox then (web/page.h). The answer never comes from inside the question.
using Reply = std::function<void(int outcome)>;
int expectReply(Reply reply);

// The same where yes (not 0) or no is all that is answered.
int expectYesOrNo(std::function<void(bool)> reply);

}  // namespace latchkey::web
