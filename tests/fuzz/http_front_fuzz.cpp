// The bytes of a connection to the static site: what a browser, a script or an attacker sends to
// the port. An input is those bytes; its first line, if that is "@N", says how many come at a time.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "base/url.h"
#include "simulator/http_front.h"
#include "simulator/static_site.h"
#include "tests/fuzz/fuzz.h"
#include "tests/simulator/text_channel.h"

namespace latchkey::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr int kPort = 8080;
constexpr std::string_view kOrigin = "http://localhost:8080";
// In files outside of the site, and in hidden ones.
constexpr std::string_view kSecret = "a-secret-that-only-the-disk-knows";

void write(const fs::path& file, std::string_view content) {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  std::ofstream(file, std::ios::binary) << content;
}

// Beside the program, so that it is the same in every run.
fs::path makeSite() {
  const fs::path folder =
      fs::temp_directory_path() / ("latchkey-fuzz-site-" + std::to_string(::getpid()));
  write(folder / "site/index.html", "<p>start</p>");
  write(folder / "site/login/callback/index.html", "<p>callback</p>");
  write(folder / "site/app/index.html", "<p>app</p>");
  write(folder / "site/assets/boot.5f2a9c01.js", "start();");
  write(folder / "site/assets/boot.5f2a9c01.js.br", "packed");
  write(folder / "site/.hidden/secret.txt", kSecret);
  write(folder / "site/.secret", kSecret);
  write(folder / "secret.txt", kSecret);
  return folder;
}

// Removed when the program ends.
class Site {
 public:
  Site() : folder_(makeSite()), site_(folder_ / "site") {}
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  http::Response handle(const http::Request& request) const {
    promise(request.url.substr(0, kOrigin.size() + 1) == std::string(kOrigin) + "/",
            "what is asked of the site is a path of its own", request.url);
    http::Response answer = site_.handle(request);
    promise(answer.body.find(kSecret) == std::string::npos, "only files of the site are served",
            request.url);
    const auto location = http::header(answer.headers, "Location");
    if (location) promiseOwn(*location);
    return answer;
  }

 private:
  // As a browser does it: after a slash of any kind at the second place comes a host, and
  // tabs and line breaks are left out before that.
  static void promiseOwn(const std::string& location) {
    promise(location.front() == '/', "a redirect leads to a path", location);
    promise(location.size() == 1 || (location[1] != '/' && location[1] != '\\'),
            "a redirect stays on its origin", location);
    promise(std::none_of(location.begin(), location.end(),
                         [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\\'; }),
            "a redirect is one word", location);
  }

  fs::path folder_;
  simulator::StaticSite site_;
};

void promiseSoundAnswers(const std::string& said) {
  promise(said.empty() || said.rfind("HTTP/1.1 ", 0) == 0, "an answer is of HTTP/1.1", said);
  promise(said.find(kSecret) == std::string::npos, "no answer holds a secret", said);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  static const fuzz::Site site;
  std::string sent = fuzz::textOf(data, size);
  // What a request says itself may come back in a redirect, and tells nothing of the disk.
  if (sent.find(fuzz::kSecret) != std::string::npos) return 0;
  simulator::TextChannel::Pace pace{.pause = std::chrono::milliseconds{100}};
  if (!sent.empty() && sent.front() == '@') {
    std::string_view rest = sent;
    const auto bytes = wholeNumber(fuzz::takeLine(rest).substr(1), 4);
    pace.bytes = static_cast<std::size_t>(std::max<std::int64_t>(bytes.value_or(1), 1));
    sent = std::string(rest);
  }
  int asked = 0;
  simulator::TextChannel channel(std::move(sent), pace);
  const simulator::HttpFront front(
      std::string(fuzz::kOrigin),
      [&asked](const http::Request& request) -> std::optional<http::Response> {
        ++asked;
        return site.handle(request);
      });
  front.serve(channel, fuzz::kPort);
  fuzz::promiseSoundAnswers(channel.said);
  fuzz::promise(asked == 0 || !channel.said.empty(), "what was asked is answered");
  return 0;
}
