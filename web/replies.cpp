#include "web/replies.h"

#include <emscripten.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace latchkey::web {
namespace {

// A number is used once: whatever is answered twice, or too late, finds nothing.
std::vector<std::pair<int, Reply>>& expected() {
  static std::vector<std::pair<int, Reply>> replies;
  return replies;
}

}  // namespace

int expectReply(Reply reply) {
  static int last = 0;
  expected().emplace_back(++last, std::move(reply));
  return last;
}

int expectYesOrNo(std::function<void(bool)> reply) {
  return expectReply([reply = std::move(reply)](int outcome) { reply(outcome != 0); });
}

extern "C" EMSCRIPTEN_KEEPALIVE void latchkeyReply(int id, int outcome) {
  const auto found = std::find_if(expected().begin(), expected().end(),
                                  [id](const auto& it) { return it.first == id; });
  if (found == expected().end()) return;
  // Forgotten before it is called, as it may ask the next question.
  const Reply reply = std::move(found->second);
  expected().erase(found);
  reply(outcome);
}

}  // namespace latchkey::web
