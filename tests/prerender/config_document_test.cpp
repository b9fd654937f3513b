// What is written about the configuration, in the repository, is what it is. UPDATE_GOLDEN=1 writes
// both files anew.
#include "shell/prerender/config_document.h"

#include <gtest/gtest.h>

#include <string>

#include "flow/config_members.h"
#include "tests/support/golden.h"

namespace latchkey::prerender {
namespace {

TEST(ConfigDocument, IsTheSchemaThatEditorsRead) {
  EXPECT_TRUE(support::equalsFile(configSchema(), "shell/config.schema.json"));
}

TEST(ConfigDocument, IsTheTableOfTheReadme) {
  const std::string readme = support::readRepositoryFile("README.md");
  const std::string table = configTable();
  const std::size_t begin = readme.find(table.substr(0, table.find('\n') + 1));
  ASSERT_NE(begin, std::string::npos) << "the README has no such table";
  const std::size_t end = readme.find("\n\n", begin);
  ASSERT_NE(end, std::string::npos);
  EXPECT_TRUE(
      support::equalsFile(readme.substr(0, begin) + table + readme.substr(end + 1), "README.md"));
}

TEST(ConfigDocument, SaysOfEachMemberWhatItIs) {
  for (const flow::ConfigMember& member : flow::kConfigMembers) {
    EXPECT_FALSE(member.about.empty()) << member.name;
    EXPECT_EQ(member.about.find('|'), std::string_view::npos)
        << "a cell would end in " << member.name;
    EXPECT_NE(member.about.back(), '.') << "a cell is no paragraph: " << member.name;
  }
}

}  // namespace
}  // namespace latchkey::prerender
