// Random lives of one SignIn. An input is a script, one event a line, against the simulated org:
//
//   open            a new page; also: open link | far | damaged | code | error | account | blocked
//   |
//                   again
//   answer          the oldest request gets the org's own answer; also: answer newest
//   bend half       the org's answer with something wrong: half | empty | 503 | a member to drop
//   say 401 BODY    the oldest request gets this answer; 429 asks for 20 s of quiet
//   lose            ... or none at all; also: lose slow | huge
//   hold, inner     random numbers, digests and locks wait, until the next "inner"; inner fail
//   tick, wait 90   the next timer fires; time passes
//   twice, ghost 7  the last report comes once more; a report of an unknown ticket
//   user X, send, code X, form PATH=VALUE, choose 2, methods, back, stay, resend, over, try, out,
//   began, began not, go    what a person does
//   hide, show, offline, online, tokens, gone                           what happens around
//
// After every step: the screen is sound and has a way on, or waits for something that comes; no
// secret is anywhere but where it is needed; no ticket is used twice; a transaction has one request
// at a time; only tokens that were verified are kept.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/url.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/sign_in_world.h"

namespace latchkey::fuzz {
namespace {

constexpr int kMostSteps = 80;

using Line = std::string_view;

struct Command {
  Line word;
  void (*run)(SignInWorld& world, Line rest);
};

int numberIn(Line text, int fallback) {
  int number = 0;
  bool any = false;
  for (const char c : text.substr(0, 6)) {
    if (!isDigit(c)) break;
    number = number * 10 + (c - '0');
    any = true;
  }
  return any ? number : fallback;
}

void say(SignInWorld& world, Line rest) {
  const int status = numberIn(rest, 0);
  const std::size_t skip = status == 0 ? 0 : std::min(rest.find(' '), rest.size() - 1) + 1;
  http::Headers headers;
  if (status == 429) headers = {{"Retry-After", "20"}};
  world.answer(http::Response{status == 0 ? 200 : status, headers, std::string(rest.substr(skip))});
}

void lose(SignInWorld& world, Line rest) {
  const ErrorCode code = rest == "slow"   ? ErrorCode::timedOut
                         : rest == "huge" ? ErrorCode::responseTooLarge
                                          : ErrorCode::networkUnreachable;
  world.answer(Error{code, "lost"});
}

void form(SignInWorld& world, Line rest) {
  const std::size_t equals = std::min(rest.find('='), rest.size());
  const std::string value(rest.substr(std::min(equals + 1, rest.size())));
  world.happens(signin::SubmitForm{{{std::string(rest.substr(0, equals)), value}}});
}

void code(SignInWorld& world, Line rest) {
  world.happens(signin::SubmitPasscode{rest.empty() ? world.newestCode() : std::string(rest)});
}

constexpr std::array kCommands = {
    Command{"open", [](SignInWorld& it, Line rest) { it.open(rest); }},
    Command{"answer", [](SignInWorld& it, Line rest) { it.answerTruly(rest == "newest"); }},
    Command{"bend", [](SignInWorld& it, Line rest) { it.answerBent(rest); }},
    Command{"say", say},
    Command{"lose", lose},
    Command{"hold", [](SignInWorld& it, Line) { it.hold(); }},
    Command{"inner", [](SignInWorld& it, Line rest) { it.reportInner(rest != "fail"); }},
    Command{"tick", [](SignInWorld& it, Line) { it.fireNextTimer(); }},
    Command{"wait", [](SignInWorld& it, Line rest) { it.pass(Seconds(numberIn(rest, 5))); }},
    Command{"twice", [](SignInWorld& it, Line) { it.reportTwice(); }},
    Command{"ghost", [](SignInWorld& it, Line rest) { it.reportGhost(numberIn(rest, 0)); }},
    Command{"user",
            [](SignInWorld& it, Line rest) {
              it.happens(signin::SubmitUsername{std::string(rest), rest.size() % 2 == 1});
            }},
    Command{"send", [](SignInWorld& it, Line) { it.happens(signin::SendEmail{}); }},
    Command{"code", code},
    Command{"form", form},
    Command{"choose",
            [](SignInWorld& it, Line rest) {
              it.happens(signin::ChooseWay{static_cast<std::size_t>(numberIn(rest, 0))});
            }},
    Command{"methods", [](SignInWorld& it, Line) { it.happens(signin::ShowMethods{}); }},
    Command{"back", [](SignInWorld& it, Line) { it.happens(signin::GoBack{}); }},
    Command{"stay", [](SignInWorld& it, Line) { it.happens(signin::StayLonger{}); }},
    Command{"resend", [](SignInWorld& it, Line) { it.happens(signin::Resend{}); }},
    Command{"over", [](SignInWorld& it, Line) { it.happens(signin::StartOver{}); }},
    Command{"try", [](SignInWorld& it, Line) { it.happens(signin::TryAgain{}); }},
    Command{"out", [](SignInWorld& it, Line) { it.happens(signin::SignOut{}); }},
    Command{"began",
            [](SignInWorld& it, Line rest) {
              using Stage = signin::LinkElsewhere::Stage;
              it.happens(signin::AnswerElsewhere{rest == "not" ? Stage::refused : Stage::code});
            }},
    Command{"go", [](SignInWorld& it, Line) { it.happens(signin::GoOn{}); }},
    Command{"hide", [](SignInWorld& it, Line) { it.happens(signin::VisibilityChanged{true}); }},
    Command{"show", [](SignInWorld& it, Line) { it.happens(signin::VisibilityChanged{false}); }},
    Command{"offline",
            [](SignInWorld& it, Line) { it.happens(signin::ConnectivityChanged{false}); }},
    Command{"online", [](SignInWorld& it, Line) { it.happens(signin::ConnectivityChanged{true}); }},
    Command{"tokens", [](SignInWorld& it, Line) { it.tokensAppear(); }},
    Command{"gone", [](SignInWorld& it, Line) { it.happens(signin::TokensGone{}); }},
};

// A line that is no command is some command all the same, so that few inputs are wasted.
void play(SignInWorld& world, Line line) {
  // What a person types comes from the DOM, as UTF-8; what the org says may be anything.
  if (!isUtf8(line) && line.substr(0, 4) != "say ") return;
  const std::size_t space = std::min(line.find(' '), line.size());
  const Line word = line.substr(0, space);
  const Line rest = line.substr(std::min(space + 1, line.size()));
  for (const Command& command : kCommands) {
    if (command.word == word) return command.run(world, rest);
  }
  if (line.empty()) return;
  kCommands[static_cast<unsigned char>(line.front()) % kCommands.size()].run(world, rest);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input = latchkey::fuzz::textOf(data, size);
  latchkey::fuzz::SignInWorld world;
  world.open("");
  std::string_view rest = input;
  for (int i = 0; i < latchkey::fuzz::kMostSteps && !rest.empty(); ++i) {
    latchkey::fuzz::play(world, latchkey::fuzz::takeLine(rest));
  }
  return 0;
}
