// Any answer of /idp/idx/*: the first line is its HTTP status, the rest its body.

#include <charconv>

#include "base/json_reader.h"
#include "base/url.h"
#include "idx/parse_response.h"
#include "idx/request.h"
#include "screen/build_screen.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/screen_promises.h"
#include "tests/support/sign_in_driver.h"

namespace latchkey::fuzz {
namespace {

const std::string kForged = "a handle that somebody else would like to send";

void promiseSoundForm(const idx::Remediation& form) {
  promise(!form.name.empty(), "a form has a name");
  promise(idx::kindFrom(form.name) == form.kind, "a kind is what its name says", form.name);
  promise(Url::parse(form.href).has_value(), "a form has somewhere to go", form.href);
}

void promiseSoundRequest(const idx::Remediation& form) {
  const http::Request request =
      idx::submitRequest(form, {{"stateHandle", kForged}, {"credentials.passcode", "123456"}});
  promise(request.url == form.href, "a form goes where it says", request.url);
  for (const auto& [name, value] : request.headers) {
    promise(value.find_first_of("\r\n") == std::string::npos, "a header stays one line", value);
  }
  if (request.method == http::Method::get) {
    promise(request.body.empty(), "a GET has no body");
    return;
  }
  const Result<Json> body = parseJson(request.body);
  promise(body && body->is_object(), "a request is a JSON object", request.body);
  const idx::Field* handle = form.find("stateHandle");
  promise(handle == nullptr || request.body.find(kForged) == std::string::npos,
          "nobody overrides a state handle", request.body);
}

void promiseSoundDocument(const idx::Response& document) {
  for (const idx::Remediation& form : document.remediations) {
    promiseSoundForm(form);
    promiseSoundRequest(form);
  }
  for (const idx::Authenticator& each : document.authenticators) {
    for (const auto* action : {&each.resend, &each.poll, &each.recover}) {
      if (*action) promiseSoundRequest(**action);
    }
  }
  if (document.cancel) promiseSoundRequest(*document.cancel);
  const std::size_t all = document.authenticators.size();
  promise(document.currentAuthenticator.value_or(0) <= all, "the current authenticator exists");
  promise(document.allMessages().size() >= (document.messages.empty() ? 0U : 1U),
          "messages are kept");
}

screen::Screen screenOf(const signin::SignIn& signIn) {
  return screen::buildScreen({.phase = signIn.phase(),
                              .trouble = signIn.trouble(),
                              .busy = signIn.isBusy(),
                              .username = signIn.username(),
                              .branding = {.productName = "Northwind"},
                              .now = signIn.now()});
}

// The same answer to a page that was just opened.
void promiseSoundScreens(const http::Response& answer) {
  support::SignInDriver driver;
  driver.opens();
  driver.answers("/v1/interact", R"({"interaction_handle":"handle-1"})");
  driver.answers("/idp/idx/introspect", answer.body, answer.status);
  const screen::Screen screen = screenOf(driver.signIn);
  promiseSoundScreen(screen);
  const bool goesOnByItself = driver.signIn.isBusy();
  promise(goesOnByItself || offersAWayOn(screen), "every answer leaves a way on", screen.name);
  driver.happens(signin::SubmitForm{{{"identifier", std::string("ada@example.com")}}});
  driver.happens(signin::SubmitUsername{"ada@example.com"});
  driver.happens(signin::SubmitPasscode{"123456"});
  promiseSoundScreen(screenOf(driver.signIn));
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input = latchkey::fuzz::textOf(data, size);
  std::string_view body = input;
  const std::string_view line = latchkey::fuzz::takeLine(body);
  latchkey::http::Response answer{200, {}, std::string(body)};
  std::from_chars(line.data(), line.data() + line.size(), answer.status);
  const auto document = latchkey::idx::parseResponse(answer);
  if (document) latchkey::fuzz::promiseSoundDocument(*document);
  latchkey::fuzz::promiseSoundScreens(answer);
  return 0;
}
