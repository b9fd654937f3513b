// The address with which the page is opened: whatever a mail program, a proxy or an attacker made
// of it.

#include <cctype>

#include "base/result.h"
#include "base/url.h"
#include "oauth/landing.h"
#include "tests/fuzz/fuzz.h"

namespace latchkey::fuzz {
namespace {

void isWorthTaking(const std::string& value) {
  promise(!value.empty() && value.size() <= 1024, "a value is there and not too long", value);
}

void isACode(const std::string& otp) {
  promise(!otp.empty() && otp.size() <= 16, "an otp is short", otp);
  for (const char c : otp) {
    promise(std::isalnum(static_cast<unsigned char>(c)) != 0, "an otp is letters and digits", otp);
  }
}

void readsTheAddress(std::string_view address) {
  const oauth::Landing landing = oauth::parseLanding(address);
  const bool fresh = std::holds_alternative<oauth::FreshVisit>(landing);
  promise(fresh || oauth::holdsSecrets(address), "what is taken also leaves the address bar",
          address);
  std::visit(Overloaded{[](const oauth::FreshVisit&) {},
                        [](const oauth::MagicLink& it) {
                          isACode(it.otp.reveal());
                          isWorthTaking(it.state.str());
                        },
                        [](const oauth::CallbackError& it) { isWorthTaking(it.error); },
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
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string address = latchkey::fuzz::textOf(data, size);
  latchkey::fuzz::readsTheAddress(address);
  latchkey::fuzz::takesTheAddressApart(address);
  return 0;
}
