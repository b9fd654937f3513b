#include "simulator/static_site.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

namespace latchkey::simulator {
namespace {

namespace fs = std::filesystem;

class Site : public testing::Test {
 protected:
  Site()
      : folder_(fs::temp_directory_path() / ("latchkey-site-" + std::to_string(::getpid()))),
        site_(folder_ / "site") {
    write("site/index.html", "<p>start</p>");
    write("site/login/callback/index.html", "<p>callback</p>");
    write("site/boot.js", "start();");
    write("site/latchkey.5f2a9c01.wasm", std::string("\0asm", 4));
    write("site/latchkey.5f2a9c01.wasm.br", "packed");
    write("site/.hidden", "hidden");
    write("secret.txt", "secret");
  }
  ~Site() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  void write(const std::string& name, const std::string& content) {
    std::error_code ignored;
    fs::create_directories((folder_ / name).parent_path(), ignored);
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  http::Response get(const std::string& path, http::Headers headers = {}) const {
    http::Request request;
    request.url = "http://localhost:8080" + path;
    request.headers = std::move(headers);
    return site_.handle(request);
  }
  static std::string header(const http::Response& response, std::string_view name) {
    return http::header(response.headers, name).value_or("");
  }

  fs::path folder_;
  StaticSite site_;
};

TEST_F(Site, ServesTheIndexOfAFolder) {
  EXPECT_EQ(get("/").body, "<p>start</p>");
  EXPECT_EQ(get("/login/callback/?otp=1&state=2").body, "<p>callback</p>");
}

TEST_F(Site, AddsTheSlashThatAFolderNeedsAndKeepsTheQuery) {
  const auto answer = get("/login/callback?otp=1&state=2");
  EXPECT_EQ(answer.status, 301);
  EXPECT_EQ(header(answer, "Location"), "/login/callback/?otp=1&state=2");
}

TEST_F(Site, SaysWhatAFileIs) {
  EXPECT_EQ(header(get("/"), "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(get("/boot.js"), "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(get("/latchkey.5f2a9c01.wasm"), "Content-Type"), "application/wasm");
}

TEST_F(Site, SendsThePackedFileToWhomTakesBrotli) {
  const auto packed = get("/latchkey.5f2a9c01.wasm", {{"Accept-Encoding", "gzip, br;q=1"}});
  EXPECT_EQ(packed.body, "packed");
  EXPECT_EQ(header(packed, "Content-Encoding"), "br");
  EXPECT_EQ(header(packed, "Content-Type"), "application/wasm");
  EXPECT_EQ(header(packed, "Vary"), "Accept-Encoding");
  for (const char* accepted : {"", "gzip", "br;q=0", "brotli"}) {
    const auto plain = get("/latchkey.5f2a9c01.wasm", {{"Accept-Encoding", accepted}});
    EXPECT_NE(plain.body, "packed") << accepted;
    EXPECT_EQ(header(plain, "Content-Encoding"), "") << accepted;
  }
}

TEST_F(Site, LetsHashedNamesBeKeptAndAsksAboutTheOthers) {
  EXPECT_EQ(header(get("/latchkey.5f2a9c01.wasm"), "Cache-Control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(header(get("/"), "Cache-Control"), "no-cache");
  EXPECT_EQ(header(get("/boot.js"), "Cache-Control"), "no-cache");
}

TEST_F(Site, SendsNothingTwiceToABrowserThatHasIt) {
  const std::string tag = header(get("/"), "ETag");
  const auto again = get("/", {{"If-None-Match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  write("site/index.html", "<p>new</p>");
  EXPECT_EQ(get("/", {{"If-None-Match", tag}}).body, "<p>new</p>");
}

TEST_F(Site, CannotBeFramedOrGuessedAt) {
  for (const char* path : {"/", "/nowhere", "/login/callback"}) {
    const auto answer = get(path);
    EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header(answer, "Content-Security-Policy"), "frame-ancestors 'none'") << path;
  }
}

TEST_F(Site, TakesNothingButReading) {
  http::Request request;
  request.url = "http://localhost:8080/";
  request.method = http::Method::post;
  EXPECT_EQ(site_.handle(request).status, 405);
}

struct Row {
  std::string name;
  std::string path;
};

class OutsideOfTheSite : public Site, public testing::WithParamInterface<Row> {};

TEST_P(OutsideOfTheSite, IsNotFound) {
  const auto answer = get(GetParam().path);
  EXPECT_EQ(answer.status, 404);
  EXPECT_NE(answer.body.find("Not found"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Asked, OutsideOfTheSite,
    testing::Values(Row{"Missing", "/nowhere.html"}, Row{"Climbing", "/../secret.txt"},
                    Row{"ClimbingEncoded", "/%2e%2e/secret.txt"},
                    Row{"ClimbingWithEncodedSlash", "/..%2fsecret.txt"},
                    Row{"ClimbingFromAFolder", "/login/../../secret.txt"},
                    Row{"Backslash", "/..%5csecret.txt"}, Row{"Hidden", "/.hidden"},
                    Row{"NulByte", "/boot.js%00.html"}, Row{"BadEscape", "/%zz"},
                    Row{"FileAsFolder", "/boot.js/"}, Row{"FolderWithoutIndex", "/login/"}),
    [](const auto& row) { return row.param.name; });

// A path that a browser would read as another host's, or a name that holds a separator: such a path
// names no file, and above all no folder to be sent on to.
INSTANTIATE_TEST_SUITE_P(
    OfNoPlainNames, OutsideOfTheSite,
    testing::Values(
        Row{"TwoSlashes", "//"}, Row{"TwoSlashesAndAFolder", "//login/callback?otp=1&state=2"},
        Row{"ThreeSlashes", "///login/callback"}, Row{"ManySlashes", "//////login/callback"},
        Row{"HostAndFolder", "//evil.example/login/callback"},
        Row{"SlashesInTheMiddle", "/login//callback"}, Row{"SlashesAtTheEnd", "/login/callback//"},
        Row{"BackslashFirst", "/\\login/callback"}, Row{"BackslashOnly", "\\login/callback"},
        Row{"EncodedSlashFirst", "/%2flogin/callback"},
        Row{"EncodedSlashInCapitals", "/%2Flogin/callback"},
        Row{"EncodedSlashInTheMiddle", "/login%2fcallback"},
        Row{"EncodedSlashAtTheEnd", "/login/callback%2f"},
        Row{"OverlongSlash", "/%c0%aflogin/callback"},
        Row{"FullWidthSlash", "/%ef%bc%8flogin/callback"},
        Row{"EncodedTwice", "/%252flogin/callback"},
        Row{"EncodedBackslashFirst", "/%5clogin/callback"},
        Row{"EncodedBackslashInTheMiddle", "/login%5ccallback"}, Row{"UpAndSlashes", "/..//login"},
        Row{"DotAndFolder", "/./login/callback"}, Row{"FolderAndUp", "/login/../login/callback"},
        Row{"EncodedUp", "/%2e%2e//login/callback"}, Row{"TabBeforeAHost", "/\t/login/callback"},
        Row{"EncodedTab", "/%09/login/callback"}, Row{"EncodedLineBreak", "/%0d%0alogin/callback"},
        Row{"LineBreak", "/\r\nlogin/callback"}, Row{"At", "@evil.example/login/callback"},
        Row{"Port", "@evil.example:80//login/callback"}),
    [](const auto& row) { return row.param.name; });

class FolderWithoutItsSlash : public Site, public testing::WithParamInterface<Row> {};

// `path` is what comes behind "/login/callback".
TEST_P(FolderWithoutItsSlash, IsSentOnToItselfAndNowhereElse) {
  const auto answer = get("/login/callback" + GetParam().path);
  EXPECT_EQ(answer.status, 301);
  const std::string query = GetParam().path.substr(0, GetParam().path.find('#'));
  EXPECT_EQ(header(answer, "Location"), "/login/callback/" + query);
}

INSTANTIATE_TEST_SUITE_P(
    Asked, FolderWithoutItsSlash,
    testing::Values(Row{"WithoutAQuery", ""}, Row{"WithASecret", "?otp=123456&state=abc"},
                    Row{"WithAHostInTheQuery", "?//evil.example/"},
                    Row{"WithAUrlInTheQuery", "?next=http://evil.example/"},
                    Row{"WithTwoQuestionMarks", "?a?b"},
                    Row{"WithEscapesInTheQuery", "?a=%0d%0aLocation:%20//evil.example"},
                    Row{"WithAFragment", "?a=1#//evil.example"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Site, WritesTheNamesOfAFolderAnew) {
  write("site/two words/index.html", "<p>two words</p>");
  EXPECT_EQ(header(get("/two%20words"), "Location"), "/two%20words/");
  EXPECT_EQ(header(get("/%6cogin/callback"), "Location"), "/login/callback/");
}

TEST(HashedName, EndsInHexadecimalDigitsBeforeTheExtension) {
  EXPECT_TRUE(hasHashedName("latchkey.5f2a9c01.wasm"));
  EXPECT_TRUE(hasHashedName("style-5f2a9c0112.css"));
  EXPECT_FALSE(hasHashedName("latchkey.wasm"));
  EXPECT_FALSE(hasHashedName("style-5f2a9c0.css"));
  EXPECT_FALSE(hasHashedName("style-somewhere.css"));
  EXPECT_FALSE(hasHashedName("5f2a9c01"));
}

}  // namespace
}  // namespace latchkey::simulator
