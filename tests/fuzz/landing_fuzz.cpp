// The address with which the page is opened: whatever a mail program, a proxy or an attacker made
// of it.

#include <cctype>

#include "base/result.h"
#include "base/text.h"
#include "base/url.h"
#include "oauth/landing.h"
#include "tests/fuzz/fuzz.h"

namespace latchkey::fuzz {
namespace {

void isWorthTaking(const std::string& value) {
  promise(!value.empty() && value.size() <= 1024, "a value is there and not too long", value);
  promise(isUtf8(value), "a value is text", value);
}

void isACode(const std::string& otp) {
  promise(otp.size() >= 4 && otp.size() <= 16, "an otp is short", otp);
  for (const char c : otp) {
    promise(std::isalnum(static_cast<unsigned char>(c)) != 0, "an otp is letters and digits", otp);
  }
}

// Read in another way than ours: whatever is called `name` there, in any capitals, escapes aside.
std::ptrdiff_t timesNamed(std::string_view address, const std::string& name) {
  const std::string text = lowered(address.substr(0, address.find('#')));
  const std::size_t question = text.find('?');
  if (question == std::string::npos) return 0;
  std::ptrdiff_t times = 0;
  for (const std::string_view part : split(std::string_view(text).substr(question + 1), '&')) {
    if (part.substr(0, name.size() + 1) == name + '=') ++times;
  }
  return times;
}

// The page puts a link into the address bar in this form.
void isReadTheSameAgain(const oauth::MagicLink& link) {
  const std::string address =
      "https://app.example/?" + toQuery({{"otp", link.otp.reveal()}, {"state", link.state.str()}});
  const oauth::Landing again = oauth::parseLanding(address);
  const auto* same = std::get_if<oauth::MagicLink>(&again);
  promise(same != nullptr && same->otp.reveal() == link.otp.reveal() && same->state == link.state,
          "what was understood can be written down", address);
}

void readsTheAddress(std::string_view address) {
  const oauth::Landing landing = oauth::parseLanding(address);
  const bool fresh = std::holds_alternative<oauth::FreshVisit>(landing);
  promise(fresh || oauth::holdsSecrets(address), "what is taken also leaves the address bar",
          address);
  for (const char* name : {"otp", "state", "interaction_code"}) {
    const std::ptrdiff_t times = timesNamed(address, name);
    promise(times == 0 || oauth::holdsSecrets(address), "a secret leaves the address bar", address);
  }
  const bool isLink = std::holds_alternative<oauth::MagicLink>(landing);
  const bool isOther = std::holds_alternative<oauth::CallbackError>(landing) ||
                       std::holds_alternative<oauth::CodeCallback>(landing);
  promise(timesNamed(address, "otp") == 0 || isLink || isOther ||
              std::holds_alternative<oauth::DamagedLink>(landing),
          "an address with an otp is never a fresh visit", address);
  if (isLink) isReadTheSameAgain(std::get<oauth::MagicLink>(landing));
  std::visit(Overloaded{[](const oauth::FreshVisit&) {},
                        [](const oauth::MagicLink& it) {
                          isACode(it.otp.reveal());
                          isWorthTaking(it.state.str());
                        },
                        [](const oauth::CallbackError& it) { isWorthTaking(it.error); },
                        [](const oauth::DamagedLink&) {},
                        [](const oauth::CodeCallback& it) {
                          isWorthTaking(it.code.reveal());
                          isWorthTaking(it.state.str());
                        }},
             landing);
}

// What the page does to clean its address, and what it compares.
void takesTheAddressApart(std::string_view address) {
  const std::optional<Url> url = Url::parse(address);
  if (!url) return;
  promise(address.substr(0, url->origin().size()) == url->origin() ||
              address.find('\n') == std::string_view::npos,
          "no line of its own gets into an origin", address);
  const QueryPairs pairs = parseQuery(url->query());
  const QueryPairs again = parseQuery(toQuery(pairs));
  promise(pairs == again, "a query that is written is read the same", address);
  for (const auto& [name, value] : pairs) {
    promise(isUtf8(name) && isUtf8(value), "a query is text", address);
  }
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string address = latchkey::fuzz::textOf(data, size);
  latchkey::fuzz::readsTheAddress(address);
  latchkey::fuzz::takesTheAddressApart(address);
  return 0;
}
