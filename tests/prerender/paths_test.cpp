#include "shell/prerender/paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "flow/config_file.h"

namespace latchkey::prerender {
namespace {

using testing::HasSubstr;
using testing::Values;

flow::Config configOf(const std::string& members) {
  const auto config =
      flow::parseConfig(R"({"issuer":"https://id.example.com","clientId":"0oa1",)" + members + "}");
  EXPECT_TRUE(config) << config.error().detail;
  return *config;
}

struct Row {
  std::string name;
  std::string path;
  std::vector<std::string> files;
};

class FilesFor : public testing::TestWithParam<Row> {};

TEST_P(FilesFor, AnswerOnHostsOfEachKind) {
  EXPECT_EQ(filesFor(GetParam().path), GetParam().files);
}

INSTANTIATE_TEST_SUITE_P(Paths, FilesFor,
                         Values(Row{"Root", "/", {"index.html"}},
                                Row{"Folder", "/a/b/", {"a/b/index.html"}},
                                Row{"WithoutSlash", "/a/b", {"a/b/index.html", "a/b.html"}},
                                Row{"File", "/a/b.html", {"a/b.html"}},
                                Row{"Index", "/index.html", {"index.html"}},
                                Row{"AnotherEnding", "/a.php", {"a.php/index.html", "a.php.html"}},
                                Row{"Escaped", "/caf%C3%A9/", {"café/index.html"}},
                                Row{"Space", "/a%20b/", {"a b/index.html"}}),
                         [](const auto& row) { return row.param.name; });

TEST(Paths, AreEscapedForAnyPlaceInThePage) {
  EXPECT_EQ(escapedPath("/repo/assets/page.js"), "/repo/assets/page.js");
  EXPECT_EQ(escapedPath("/caf%C3%A9;a=1,'b'/\"x\"&<y>/"),
            "/caf%C3%A9%3Ba%3D1%2C%27b%27/%22x%22%26%3Cy%3E/");
}

struct Site {
  std::string name;
  std::string members;
  std::vector<std::string> files;
};

class PagesOf : public testing::TestWithParam<Site> {};

TEST_P(PagesOf, AConfiguration) {
  std::vector<std::string> files;
  for (const PageFile& page : pageFilesFor(configOf(GetParam().members))) {
    files.push_back(page.path);
  }
  EXPECT_EQ(files, GetParam().files);
}

INSTANTIATE_TEST_SUITE_P(
    Site, PagesOf,
    Values(Site{"OfItsOwn",
                R"("redirectUri":"https://a.test/login/callback/")",
                {"index.html", "login/callback/index.html", "app/index.html"}},
           Site{"WithoutSlash",
                R"("redirectUri":"https://a.test/login/callback")",
                {"index.html", "login/callback/index.html", "login/callback.html",
                 "app/index.html"}},
           Site{"InAFolder",
                R"("redirectUri":"https://a.test/repo/login/callback/")",
                {"repo/index.html", "repo/login/callback/index.html", "repo/app/index.html"}},
           Site{"OnePage",
                R"("redirectUri":"https://a.test/repo/")",
                {"repo/index.html", "repo/app/index.html"}},
           Site{"OneFile",
                R"("redirectUri":"https://a.test/index.html")",
                {"index.html", "app/index.html"}},
           Site{"OnePageInTwoForms",
                R"("redirectUri":"https://a.test/login","signInPage":"/login/")",
                {"login/index.html", "login.html", "login/app/index.html"}},
           Site{"AppAtTheRoot",
                R"("redirectUri":"https://a.test/login/callback/","defaultPage":"/")",
                {"login/index.html", "login/callback/index.html", "index.html"}},
           Site{"NoAccountPage",
                R"("redirectUri":"https://a.test/login/callback/","accountPage":false)",
                {"index.html", "login/callback/index.html"}},
           Site{"AppOfOneFile",
                R"("redirectUri":"https://a.test/login/callback/","defaultPage":"/app/main.html")",
                {"index.html", "login/callback/index.html"}}),
    [](const auto& row) { return row.param.name; });

TEST(Pages, ThatAreOnePageAreTheSignInPage) {
  const auto config = configOf(R"("redirectUri":"https://a.test/login","signInPage":"/login/")");
  for (const PageFile& page : pageFilesFor(config)) {
    const bool isSignIn = std::holds_alternative<signin::Identify>(page.phase);
    EXPECT_EQ(isSignIn, page.member != "defaultPage") << page.path;
  }
}

std::string problemOf(const std::vector<SiteFile>& files) {
  const auto problem = collisionAmong(files);
  return problem ? problem->detail : "";
}

TEST(Collision, IsToldByTheMemberThatIsToChange) {
  const SiteFile page{"index.html", "", Standing::page, "signInPage"};
  const SiteFile asset{"assets/page.js", "", Standing::asset, ""};
  EXPECT_EQ(problemOf({asset, page}), "");
  EXPECT_THAT(problemOf({asset, page, {"index.html", "", Standing::guest, "logo"}}),
              HasSubstr("logo: index.html and index.html of signInPage cannot both be there"));
  EXPECT_THAT(problemOf({page, {"index.html.br", "", Standing::guest, "logo"}}),
              HasSubstr("logo: "));
  EXPECT_THAT(problemOf({page, {".latchkey-files.json", "", Standing::guest, "logo"}}),
              HasSubstr("logo: "));
  EXPECT_THAT(problemOf({asset, {"assets", "", Standing::guest, "logo"}}), HasSubstr("logo: "));
  EXPECT_THAT(problemOf({{"a.html", "", Standing::page, "redirectUri"},
                         {"a.html/b/index.html", "", Standing::page, "signInPage"}}),
              HasSubstr("signInPage: a.html/b/index.html and a.html of redirectUri"));
  EXPECT_THAT(problemOf({{"assets/page.js/index.html", "", Standing::page, "redirectUri"}, asset}),
              HasSubstr("redirectUri: "));
}

TEST(Inside, IsWhatStaysBelow) {
  for (const char* path : {"a", "a/b.html", ".a/b", "..a", "a b"})
    EXPECT_TRUE(isInside(path)) << path;
  for (const char* path : {"", "/a", "../a", "a/../b", "a/..", "./a", "a//b", "a/", "a\\b"}) {
    EXPECT_FALSE(isInside(path)) << path;
  }
}

TEST(Logo, IsAFileOnlyWhereItIsAPath) {
  const std::string redirect = R"("redirectUri":"https://a.test/login/callback/")";
  EXPECT_EQ(logoFileFor(configOf(redirect + R"(,"logo":"/img/logo.svg?v=2")")), "img/logo.svg");
  EXPECT_EQ(logoFileFor(configOf(redirect + R"(,"logo":"https://cdn.test/l.svg")")), "");
  EXPECT_EQ(logoFileFor(configOf(redirect)), "");
}

}  // namespace
}  // namespace latchkey::prerender
