// What a build does to a folder in which there is something already.
#include "shell/prerender/publish.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace latchkey::prerender {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Long and dull, so that its packed form is smaller.
std::string page(const std::string& what) { return "<p>" + std::string(500, 'x') + what + "</p>"; }

class Publish : public testing::Test {
 protected:
  // Of three files: the sign-in page, an asset, and the page where the app belongs.
  static std::vector<SiteFile> siteOf(const std::string& build) {
    return {{"assets/page." + build + ".js", page("script " + build), Standing::asset, ""},
            {"index.html", page("sign in " + build), Standing::page, "signInPage"},
            {"app/index.html", page("account " + build), Standing::guest, "defaultPage"}};
  }

  std::vector<std::string> publishOf(const std::vector<SiteFile>& files,
                                     const std::string& site = "/") {
    const auto notes = publish(folder_ / "out", site, files);
    EXPECT_TRUE(notes) << notes.error().detail;
    return notes ? *notes : std::vector<std::string>();
  }
  std::string refusalOf(const std::vector<SiteFile>& files) {
    const auto notes = publish(folder_ / "out", "/", files);
    return notes ? "" : notes.error().detail;
  }
  std::string read(const std::string& name) const { return folder_.read("out/" + name); }
  bool has(const std::string& name) const { return folder_.has("out/" + name); }
  void write(const std::string& name, const std::string& content) {
    folder_.write("out/" + name, content);
  }

  support::TemporaryFolder folder_;
};

TEST_F(Publish, WritesOverItsOwnFilesInSilence) {
  EXPECT_THAT(publishOf(siteOf("1")), IsEmpty());
  EXPECT_EQ(read("index.html"), page("sign in 1"));
  EXPECT_THAT(publishOf(siteOf("1")), IsEmpty());
  publishOf(siteOf("2"));
  EXPECT_EQ(read("index.html"), page("sign in 2"));
  EXPECT_EQ(read("app/index.html"), page("account 2"));
}

TEST_F(Publish, PacksWhatNoOtherFileIsToReplace) {
  publishOf(siteOf("1"));
  EXPECT_TRUE(has("index.html.br"));
  EXPECT_TRUE(has("assets/page.1.js.br"));
  EXPECT_FALSE(has("app/index.html.br")) << "it would be served in place of the app's own";
}

TEST_F(Publish, LeavesTheAppThatWasPutInPlaceOfTheAccountPage) {
  publishOf(siteOf("1"));
  write("app/index.html", "my app");
  EXPECT_THAT(publishOf(siteOf("1")), ElementsAre("app/index.html is yours and stays as it is"));
  EXPECT_EQ(read("app/index.html"), "my app");
  EXPECT_FALSE(has("app/index.html.br"));
}

struct InTheWay {
  std::string name;
  std::string file;
  std::string sentence;
};

class ForeignFile : public Publish, public testing::WithParamInterface<InTheWay> {};

TEST_P(ForeignFile, IsNamedAndNothingIsWritten) {
  write(GetParam().file, "of somebody else");
  EXPECT_THAT(refusalOf(siteOf("1")), HasSubstr(GetParam().sentence));
  EXPECT_EQ(read(GetParam().file), "of somebody else");
  const auto isFile = [](const fs::directory_entry& entry) { return entry.is_regular_file(); };
  const auto all = fs::recursive_directory_iterator(folder_ / "out");
  EXPECT_EQ(std::count_if(begin(all), end(all), isFile), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Kind, ForeignFile,
    testing::Values(
        InTheWay{"HomePage", "index.html",
                 "out/index.html: is there already, and is not what an earlier build wrote. It "
                 "stays as it is; move it away, or set signInPage to another place"},
        InTheWay{"PackedHomePage", "index.html.br", "out/index.html.br: would be served in place"},
        InTheWay{"HomePagePackedOtherwise", "index.html.gz",
                 "out/index.html.gz: would be served in place of index.html"},
        InTheWay{"FileWhereAFolderBelongs", "assets", "out/assets: is no folder"},
        InTheWay{"FolderWhereAFileBelongs", "index.html/x.txt", "out/index.html: is there already"},
        InTheWay{"Asset", "assets/page.1.js", "out/assets/page.1.js: is there already"},
        InTheWay{"Record", ".latchkey-files.json",
                 "out/.latchkey-files.json: is not what an earlier build wrote there"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Publish, LeavesAllElseOfAnExistingSite) {
  write("about.html", "about");
  write("assets/theirs.js", "theirs");
  write("assets/page.other.js", "a script of theirs with a name like ours");
  publishOf(siteOf("1"));
  for (int build = 2; build < 9; ++build) publishOf(siteOf(std::to_string(build)));
  EXPECT_EQ(read("about.html"), "about");
  EXPECT_EQ(read("assets/theirs.js"), "theirs");
  EXPECT_EQ(read("assets/page.other.js"), "a script of theirs with a name like ours");
}

TEST_F(Publish, DoesNotWriteOverWhatWasChangedByHand) {
  publishOf(siteOf("1"));
  write("index.html", "edited");
  EXPECT_THAT(refusalOf(siteOf("2")), HasSubstr("out/index.html: is there already"));
  EXPECT_EQ(read("index.html"), "edited");
  EXPECT_FALSE(has("assets/page.2.js"));
}

TEST_F(Publish, KeepsTheAssetsThatCachedPagesName) {
  publishOf(siteOf("1"));
  EXPECT_THAT(publishOf(siteOf("2")),
              ElementsAre("2 files of earlier builds stay in assets/, for pages that browsers have "
                          "kept"));
  for (const char* build : {"3", "4", "5"}) publishOf(siteOf(build));
  EXPECT_FALSE(has("assets/page.1.js")) << "only of so many builds";
  EXPECT_FALSE(has("assets/page.1.js.br"));
  for (const char* build : {"2", "3", "4", "5"}) {
    EXPECT_EQ(read("assets/page." + std::string(build) + ".js"),
              page("script " + std::string(build)));
  }
}

TEST_F(Publish, KnowsAnAssetThatComesBack) {
  for (const char* build : {"1", "2", "1", "2", "1"}) publishOf(siteOf(build));
  EXPECT_TRUE(has("assets/page.1.js"));
  EXPECT_TRUE(has("assets/page.2.js"));
}

TEST_F(Publish, RemovesItsPagesThatAreNoLongerWanted) {
  publishOf(siteOf("1"));
  std::vector<SiteFile> files = siteOf("1");
  files.pop_back();
  publishOf(files);
  EXPECT_FALSE(has("app")) << "with the folder, as it is empty";
  EXPECT_TRUE(has("index.html"));
}

TEST_F(Publish, LeavesThePagesOfAnotherConfiguration) {
  publishOf(siteOf("1"));
  publishOf({{"other/index.html", page("other"), Standing::page, "signInPage"},
             {"other/assets/page.1.js", page("script"), Standing::asset, ""}},
            "/other/");
  EXPECT_TRUE(has("index.html"));
  EXPECT_TRUE(has("app/index.html"));
  publishOf(siteOf("2"));
  EXPECT_TRUE(has("other/index.html"));
}

TEST_F(Publish, FollowsNoLinkOutOfTheFolder) {
  fs::create_directories(folder_ / "elsewhere");
  fs::create_directories(folder_ / "out");
  fs::create_directory_symlink(folder_ / "elsewhere", folder_ / "out/assets");
  EXPECT_THAT(refusalOf(siteOf("1")), HasSubstr("out/assets: is a link that leads out"));
  EXPECT_FALSE(folder_.has("elsewhere/page.1.js"));
}

TEST_F(Publish, WritesThroughNoLinkToAFile) {
  folder_.write("secret.txt", "secret");
  fs::create_directories(folder_ / "out");
  fs::create_symlink(folder_ / "secret.txt", folder_ / "out/index.html");
  EXPECT_THAT(refusalOf(siteOf("1")), HasSubstr("out/index.html: is there already"));
  EXPECT_EQ(folder_.read("secret.txt"), "secret");
}

TEST_F(Publish, BelievesNoRecordThatNamesAFileOutside) {
  folder_.write("victim.html", "victim");
  write(".latchkey-files.json",
        R"({"sites":{"/":{"pages":{"../victim.html":"x"},"assets":{},"earlier":[]}}})");
  EXPECT_THAT(refusalOf(siteOf("1")), HasSubstr("is not what an earlier build wrote there"));
  EXPECT_EQ(folder_.read("victim.html"), "victim");
}

// Such pages were written before there was a record.
TEST_F(Publish, KnowsAPageOfAnEarlierVersion) {
  write("index.html",
        "<script data-page=\"/assets/page.0123456789.js\"></script>"
        "<script type=\"application/json\" id=\"config\">{}</script>");
  write("index.html.br", "packed");
  publishOf(siteOf("1"));
  EXPECT_EQ(read("index.html"), page("sign in 1"));
  EXPECT_NE(read("index.html.br"), "packed");
}

TEST_F(Publish, SaysThatAPackedFormOfAnotherToolIsOld) {
  publishOf(siteOf("1"));
  write("index.html.gz", "packed by another tool");
  const auto notes = publishOf(siteOf("2"));
  EXPECT_THAT(notes, testing::Contains("index.html.gz is not ours; make it anew from index.html"));
  EXPECT_EQ(read("index.html.gz"), "packed by another tool");
}

}  // namespace
}  // namespace latchkey::prerender
