#include "simulator/options.h"

#include <gtest/gtest.h>

namespace latchkey::simulator {
namespace {

TEST(CommandLine, HasDefaultsForAll) {
  const auto options = parseOptions({});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->port, 8081);
  EXPECT_EQ(options->sitePort, 8080);
  EXPECT_EQ(options->site, "");
  EXPECT_EQ(options->control, Org::Control::off);
  EXPECT_FALSE(options->seed);
  EXPECT_EQ(options->mailFolder, "");
  EXPECT_FALSE(options->smtp);
}

TEST(CommandLine, SetsEach) {
  const auto options = parseOptions({"--port", "9001", "--site", "build/site", "--site-port",
                                     "9000", "--control", "--seed", "42", "--policy", "my.json",
                                     "--mail-dir", "mails", "--smtp", "[::1]:2525"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->port, 9001);
  EXPECT_EQ(options->sitePort, 9000);
  EXPECT_EQ(options->site, "build/site");
  EXPECT_EQ(options->control, Org::Control::on);
  EXPECT_EQ(options->seed, 42U);
  EXPECT_EQ(options->policy, "my.json");
  EXPECT_EQ(options->mailFolder, "mails");
  ASSERT_TRUE(options->smtp);
  EXPECT_EQ(options->smtp->host, "[::1]");
  EXPECT_EQ(options->smtp->port, 2525);
}

TEST(CommandLine, AsksForTheVersion) {
  EXPECT_FALSE(parseOptions({})->version);
  EXPECT_TRUE(parseOptions({"--version"})->version);
  EXPECT_NE(usage().find("--version"), std::string::npos);
}

TEST(Help, NamesEveryFault) {
  for (const FaultName& fault : faultNames()) {
    EXPECT_NE(usage().find("\n  " + fault.name + " "), std::string::npos) << fault.name;
  }
}

struct Row {
  std::string name;
  std::vector<std::string_view> arguments;
  std::string sentence;
};

class CommandLine : public testing::TestWithParam<Row> {};

TEST_P(CommandLine, IsRefusedWithASentence) {
  const auto options = parseOptions(GetParam().arguments);
  ASSERT_FALSE(options);
  EXPECT_EQ(options.error().detail, GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    Wrong, CommandLine,
    testing::Values(
        Row{"Unknown", {"--prot"}, "unknown option \"--prot\""},
        Row{"NoValue", {"--port"}, "--port needs a value"},
        Row{"NotANumber", {"--port", "http"}, "\"http\" cannot be the value of --port"},
        Row{"TrailingText", {"--port", "80x"}, "\"80x\" cannot be the value of --port"},
        Row{"Zero", {"--port", "0"}, "\"0\" cannot be the value of --port"},
        Row{"TooLarge", {"--site-port", "65536"}, "\"65536\" cannot be the value of --site-port"},
        Row{"NegativeSeed", {"--seed", "-1"}, "\"-1\" cannot be the value of --seed"},
        Row{"NoFolder", {"--mail-dir", ""}, "\"\" cannot be the value of --mail-dir"},
        Row{"NoHost", {"--smtp", ":25"}, "\":25\" cannot be the value of --smtp"},
        Row{"NoPort", {"--smtp", "a:"}, "\"a:\" cannot be the value of --smtp"},
        Row{"OddPort", {"--smtp", "a:25x"}, "\"a:25x\" cannot be the value of --smtp"},
        Row{"PortTooLarge", {"--smtp", "a:65536"}, "\"a:65536\" cannot be the value of --smtp"},
        Row{"OddHost", {"--smtp", "a/b:25"}, "\"a/b:25\" cannot be the value of --smtp"},
        Row{"UnknownFault",
            {"--fault", "locusts@/"},
            "\"locusts@/\" cannot be the value of --fault"},
        Row{"SeedWithState",
            {"--seed", "1", "--state", "x"},
            "--seed begins anew what --state goes on with: give one of them"},
        Row{"SamePorts",
            {"--port", "8080", "--site", "x"},
            "the org and the page need two different ports"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
