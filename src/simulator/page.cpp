#include "simulator/page.h"

#include "simulator/answers.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ground: #f4f5f7; --sheet: #fff; --ink: #1d1d21; --soft: #5b5b66;
  --line: #d7d7dc; --accent: #3f59e4; --bad: #b42323; }
@media (prefers-color-scheme: dark) { :root { --ground: #16161a; --sheet: #212126; --ink: #f1f1f4;
  --soft: #a9a9b4; --line: #3a3a42; --accent: #a7b5ff; --bad: #ff8d87; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
h2 { font-size: 1.125rem; margin: 0; }
article { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1rem 1.25rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
p { margin: .5rem 0 0; }
.soft { color: var(--soft); font-size: .875rem; }
.code { font: 600 1.75rem/1.2 ui-monospace, monospace; letter-spacing: .12em; user-select: all; }
.problem { border-left: .25rem solid var(--bad); padding-left: .75rem; }
pre { margin: 0; white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace; }
iframe { width: 100%; height: 44rem; border: 1px solid var(--line); border-radius: .75rem;
  margin: 0 0 1rem; }
a { color: var(--accent); }
.button { display: inline-block; text-decoration: none; }
button, .button { font: inherit; padding: .6rem 1rem; border: 1px solid var(--accent); border-radius: .5rem;
  background: var(--accent); color: var(--ground); cursor: pointer; }
a:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
)";

}  // namespace

std::string page(std::string_view title, std::string_view body, int refreshSeconds,
                 std::string_view language) {
  std::string html =
      "<!doctype html><html lang=\"" + std::string(language) + "\"><head><meta charset=\"utf-8\">";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
  if (refreshSeconds > 0) {
    html += "<meta http-equiv=\"refresh\" content=\"" + std::to_string(refreshSeconds) + "\">";
  }
  html += "<title>" + escapeHtml(title) + "</title><style>" + std::string(kStyle) +
          "</style></head><body><main><h1>" + escapeHtml(title) + "</h1>";
  return html + std::string(body) + "</main></body></html>\n";
}

// Okta's page has the same two lines, in its own words and looks.
http::Response errorPage(std::string_view code, std::string_view description) {
  return htmlAnswer(400, page("400 Bad Request",
                              "<p>Your request could not be done.</p><dl><dt>Error Code</dt><dd>" +
                                  escapeHtml(code) + "</dd><dt>Description</dt><dd>" +
                                  escapeHtml(description) + "</dd></dl>"));
}

}  // namespace latchkey::simulator
