// A whole site, of the shell in this repository and a WebAssembly file of a few bytes.
#include "shell/prerender/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/text.h"
#include "tests/support/temporary_folder.h"

namespace latchkey::prerender {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Values;

class SiteTest : public testing::Test {
 protected:
  SiteTest() {
    folder_.write("wasm/latchkey.wasm", std::string("\0asm", 4));
    options_ = {(folder_ / "my-org.json").string(), LATCHKEY_TESTS_DIR "/../shell",
                (folder_ / "wasm").string(), (folder_ / "out").string()};
  }

  Result<std::vector<std::string>> make(const std::string& json) {
    folder_.write("my-org.json", json);
    return makeSite(options_);
  }
  std::vector<std::string> makeWith(const std::string& members) {
    const auto notes =
        make(R"({"issuer":"https://id.example.com","clientId":"0oa1",)" + members + "}");
    EXPECT_TRUE(notes) << notes.error().detail;
    return notes ? *notes : std::vector<std::string>();
  }
  std::string refusalOf(const std::string& json) {
    const auto notes = make(json);
    return notes ? "" : replaceAll(notes.error().detail, options_.config, "my-org.json");
  }
  std::string read(const std::string& name) const { return folder_.read("out/" + name); }

  support::TemporaryFolder folder_;
  SiteOptions options_;
};

const std::string kRedirect = R"("redirectUri":"https://www.example.com/login/callback/")";
const std::string kInAFolder = R"("redirectUri":"https://www.example.com/repo/login/callback/")";

TEST_F(SiteTest, NamesItsAssetsFromTheRootOfTheHost) {
  EXPECT_THAT(makeWith(kInAFolder), IsEmpty());
  for (const char* page :
       {"repo/index.html", "repo/login/callback/index.html", "repo/app/index.html"}) {
    EXPECT_THAT(read(page), HasSubstr("data-page=\"/repo/assets/page."));
    EXPECT_THAT(read(page), HasSubstr("data-wasm=\"/repo/assets/latchkey."));
    EXPECT_THAT(read(page), HasSubstr("url(\"/repo/assets/mark."));
    EXPECT_THAT(read(page), Not(HasSubstr("\"/assets/")));
  }
  EXPECT_FALSE(folder_.has("out/index.html"));
  EXPECT_FALSE(folder_.has("out/assets"));
}

// What stands between two marks; empty where it does not.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

TEST_F(SiteTest, HasTheFirstTextsOfEveryLanguageAndAFileOfItsOthers) {
  makeWith(kInAFolder);
  const std::string page = read("repo/index.html");
  EXPECT_THAT(page, HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
  const std::string table = between(page, "id=\"languages\">", "</script>");
  EXPECT_THAT(table, HasSubstr(R"({"en":{"dir":"ltr","title":"Sign in","texts":{}},"de":{)"));
  EXPECT_THAT(table, HasSubstr(R"("title":"Anmelden",)"));
  EXPECT_THAT(table, HasSubstr(R"("username-label":"Benutzername")"));
  const std::string file = between(table, R"("file":")", "\"");
  EXPECT_THAT(page, HasSubstr("; connect-src https://www.example.com/repo/assets/"));
  EXPECT_THAT(page, HasSubstr(" https://www.example.com" + file + " https://id.example.com; "));
  EXPECT_THAT(read(file.substr(1)), HasSubstr("\nZurück\n"));
}

TEST_F(SiteTest, WritesItsPagesInTheFirstLanguage) {
  makeWith(kRedirect + R"(,"languages":["de","en","de"])");
  const std::string page = read("index.html");
  EXPECT_THAT(page, HasSubstr("<html lang=\"de\" dir=\"ltr\">"));
  EXPECT_THAT(page, HasSubstr("<title>Anmelden</title>"));
  EXPECT_THAT(page, HasSubstr(">Benutzername</label>"));
  EXPECT_THAT(page, HasSubstr("braucht diese Seite JavaScript"));
  EXPECT_THAT(page, HasSubstr(">Stattdessen bei id.example.com anmelden</a>"));
  const std::string table = between(page, "id=\"languages\">", "</script>");
  EXPECT_THAT(table, HasSubstr(R"("title":"Anmelden","texts":{},"file":)"));
  EXPECT_THAT(table, HasSubstr(R"("username-label":"Username")"));
}

TEST_F(SiteTest, OffersTheLanguagesThatItIsToldTo) {
  makeWith(kRedirect + R"(,"languages":["en"])");
  EXPECT_THAT(read("index.html"), Not(HasSubstr("Anmelden")));
  EXPECT_THAT(read("index.html"), Not(HasSubstr(".txt")));
}

TEST_F(SiteTest, LetsThePageRunAndAskForItsOwnFilesOnly) {
  makeWith(kInAFolder);
  const std::string page = read("repo/index.html");
  EXPECT_THAT(page, HasSubstr("script-src https://www.example.com/repo/assets/page."));
  EXPECT_THAT(page, HasSubstr("connect-src https://www.example.com/repo/assets/latchkey."));
  EXPECT_THAT(page, HasSubstr(".txt https://id.example.com; "));
  EXPECT_THAT(page.substr(0, page.find("img-src")), Not(HasSubstr("'self'")));
}

// A press before the program is there, or where it never comes, is no request to the host.
TEST_F(SiteTest, LetsNoFormSendAnythingByItself) {
  makeWith(kRedirect);
  // A sign-out posts to the org, and comes back to the site.
  EXPECT_THAT(read("index.html"),
              HasSubstr("; form-action https://id.example.com https://www.example.com; "));
  EXPECT_THAT(read("index.html"), HasSubstr(" method=\"dialog\""));
}

TEST_F(SiteTest, SaysToWhichOriginItBelongs) {
  makeWith(kInAFolder);
  EXPECT_THAT(read("repo/index.html"), HasSubstr("data-home=\"https://www.example.com\""));
}

TEST_F(SiteTest, SaysInEachPageWhichItIs) {
  makeWith(kRedirect);
  for (const char* page : {"index.html", "login/callback/index.html"}) {
    EXPECT_THAT(read(page), HasSubstr(" data-role=\"sign-in\">")) << page;
  }
  EXPECT_THAT(read("app/index.html"), HasSubstr(" data-role=\"account\">"));
}

TEST_F(SiteTest, HasTheConfigurationInEachPageWithThePlacesOfAll) {
  makeWith(kRedirect + R"(,"$schema":"config.schema.json")");
  EXPECT_THAT(read("index.html"),
              HasSubstr(R"(,"signInPage":"/","defaultPage":"/app/"}</script>)"));
  EXPECT_THAT(read("index.html"), Not(HasSubstr("config.schema.json")));
}

TEST_F(SiteTest, TakesANameThatLooksLikeAPlaceOfTheTemplate) {
  makeWith(kRedirect + R"(,"productName":"@form@ @config@ @page.js@")");
  const std::string page = read("index.html");
  EXPECT_THAT(page, HasSubstr("<title>Sign in – @form@ @config@ @page.js@</title>"));
  EXPECT_THAT(page, HasSubstr("<form "));
  EXPECT_THAT(page, HasSubstr("data-role=\"sign-in\">{\"issuer\""));
}

TEST_F(SiteTest, HasATitleWithoutANameWhereThereIsNone) {
  for (const char* name : {"", R"(,"productName":"")", R"(,"productName":"  ")"}) {
    makeWith(kRedirect + name);
    EXPECT_THAT(read("index.html"), HasSubstr("<title>Sign in</title>")) << name;
  }
}

TEST_F(SiteTest, SaysWhatTheHostMustDoWhereThereIsNoSlash) {
  const auto notes = makeWith(R"("redirectUri":"https://www.example.com/login/callback")");
  EXPECT_THAT(notes, testing::ElementsAre(HasSubstr("redirectUri: has no slash at its end")));
  EXPECT_EQ(read("login/callback.html"), read("login/callback/index.html"));
}

TEST_F(SiteTest, BringsTheLogoFromBesideTheConfiguration) {
  folder_.write("repo/logo.svg", "<svg/>");
  folder_.write("near.svg", "<svg>near</svg>");
  EXPECT_THAT(makeWith(kInAFolder + R"(,"logo":"/repo/logo.svg?v=1")"), IsEmpty());
  EXPECT_EQ(read("repo/logo.svg"), "<svg/>");
  EXPECT_FALSE(folder_.has("out/repo/logo.svg.br"));
  EXPECT_THAT(makeWith(kInAFolder + R"(,"logo":"/repo/near.svg")"), IsEmpty());
  EXPECT_EQ(read("repo/near.svg"), "<svg>near</svg>");
  EXPECT_FALSE(folder_.has("out/repo/logo.svg")) << "it is no longer wanted";
}

TEST_F(SiteTest, SaysThatThereIsNoLogo) {
  EXPECT_THAT(makeWith(kRedirect + R"(,"logo":"/logo.svg")"),
              testing::ElementsAre(HasSubstr("logo: there is no logo.svg")));
}

TEST_F(SiteTest, LeavesALogoThatIsOnTheSiteAlready) {
  folder_.write("out/logo.svg", "theirs");
  EXPECT_THAT(makeWith(kRedirect + R"(,"logo":"/logo.svg")"), IsEmpty());
  folder_.write("logo.svg", "ours");
  EXPECT_THAT(makeWith(kRedirect + R"(,"logo":"/logo.svg")"),
              testing::ElementsAre("logo.svg is yours and stays as it is"));
  EXPECT_EQ(read("logo.svg"), "theirs");
}

struct Mistake {
  std::string name;
  std::string json;
  std::string sentence;
};

class MistakeInTheFile : public SiteTest, public testing::WithParamInterface<Mistake> {};

TEST_P(MistakeInTheFile, IsNamedWithItsPlaceAndNothingIsWritten) {
  EXPECT_EQ(refusalOf(GetParam().json), GetParam().sentence);
  EXPECT_FALSE(folder_.has("out"));
}

const std::string kFirst =
    "{\n  \"issuer\": \"https://id.example.com\",\n  \"clientId\": \"0oa1\",\n  ";

INSTANTIATE_TEST_SUITE_P(
    Of, MistakeInTheFile,
    Values(Mistake{"CommaAtTheEnd", kFirst + kRedirect + ",\n}",
                   "my-org.json:5:1: There is a comma too many before this."},
           Mistake{"Comment", kFirst + "// ours\n  " + kRedirect + "}",
                   "my-org.json:4:3: JSON has no comments."},
           Mistake{"Empty", "", "my-org.json:1:1: The file is empty."},
           Mistake{"List", "[]", "my-org.json:1:1: the configuration must be one JSON object"},
           Mistake{"Twice", kFirst + "\"clientId\": \"0oa2\",\n  " + kRedirect + "}",
                   "my-org.json:4:3: This name is there twice."},
           Mistake{"TwiceAmongLinks",
                   kFirst + kRedirect + ",\n  \"links\": {\"help\": \"/a\",\n  \"help\": \"/b\"}}",
                   "my-org.json:6:3: This name is there twice."},
           Mistake{"Misspelt", kFirst + kRedirect + ",\n  \"productname\": \"x\"}",
                   "my-org.json:5:3: productname: there is no such member"},
           Mistake{"AmongLinks", kFirst + kRedirect + ",\n  \"links\": {\"help\": 1}}",
                   "my-org.json:5:13: links.help: must be text"},
           Mistake{"AnUnknownLanguage",
                   kFirst + kRedirect + ",\n  \"languages\": [\"en\", \"tlh\"]}",
                   "my-org.json:5:3: languages: there is no \"tlh\"; there are: en de"},
           Mistake{"Missing", "{\n  \"issuer\": \"https://id.example.com\"\n}",
                   "my-org.json:1:1: clientId: is missing"},
           Mistake{"LogoOverAPage", kFirst + kRedirect + ",\n  \"logo\": \"/index.html\"}",
                   "my-org.json:5:3: logo: index.html and index.html of signInPage cannot both be "
                   "there; choose another path"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::prerender
