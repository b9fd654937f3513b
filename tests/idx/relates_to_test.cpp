#include "idx/relates_to.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json_writer.h"

namespace latchkey::idx {
namespace {

const Json& root() {
  static const Json kRoot = *parseJson(
      R"({"current":{"value":{"id":"c"}},"list":{"value":[{"id":"a"},{"id":"b"}]},"n":[[1,2]]})");
  return kRoot;
}

std::string found(const Json* json) { return json == nullptr ? "nothing" : writeJson(*json); }

struct PathRow {
  std::string name;
  std::string path;
  std::string leadsTo;
};

class PathTest : public testing::TestWithParam<PathRow> {};

TEST_P(PathTest, LeadsToWhatItNamesOrNowhere) {
  EXPECT_EQ(found(resolvePath(root(), GetParam().path)), GetParam().leadsTo);
}

INSTANTIATE_TEST_SUITE_P(
    Paths, PathTest,
    testing::Values(PathRow{"Member", "$.current", R"({"value":{"id":"c"}})"},
                    PathRow{"MemberOfMember", "$.current.value.id", R"("c")"},
                    PathRow{"Index", "$.list.value[1]", R"({"id":"b"})"},
                    PathRow{"MemberOfIndex", "$.list.value[0].id", R"("a")"},
                    PathRow{"IndexOfIndex", "$.n[0][1]", "2"},
                    PathRow{"WithoutDollar", "current.value.id", R"("c")"},
                    PathRow{"MissingMember", "$.nobody", "nothing"},
                    PathRow{"MissingStepIsNotSkipped", "$.nobody.current", "nothing"},
                    PathRow{"IndexPastTheEnd", "$.list.value[2]", "nothing"},
                    PathRow{"IndexOfAnObject", "$.current[0]", "nothing"},
                    PathRow{"MemberOfAnArray", "$.list.value.id", "nothing"},
                    PathRow{"NegativeIndex", "$.list.value[-1]", "nothing"},
                    PathRow{"HugeIndex", "$.list.value[18446744073709551616]", "nothing"},
                    PathRow{"UnclosedIndex", "$.list.value[0", "nothing"},
                    PathRow{"EmptyIndex", "$.list.value[]", "nothing"},
                    PathRow{"Wildcard", "$.list.value[*]", "nothing"},
                    PathRow{"DeepScan", "$..id", "nothing"},
                    PathRow{"Quoted", "$['current']", "nothing"},
                    PathRow{"TrailingDot", "$.current.", "nothing"},
                    PathRow{"DollarAndWord", "$current", "nothing"},
                    PathRow{"LeadingDot", ".current", "nothing"}, PathRow{"Empty", "", "nothing"}),
    [](const auto& test) { return test.param.name; });

struct NodeRow {
  std::string name;
  std::string node;
  std::string leadsTo;
};

class RelatedToTest : public testing::TestWithParam<NodeRow> {};

TEST_P(RelatedToTest, TakesAPathOrAListOfOnePath) {
  EXPECT_EQ(found(relatedTo(root(), *parseJson(GetParam().node))), GetParam().leadsTo);
}

INSTANTIATE_TEST_SUITE_P(
    Nodes, RelatedToTest,
    testing::Values(NodeRow{"Text", R"({"relatesTo":"$.list.value[0].id"})", R"("a")"},
                    NodeRow{"ListOfOne", R"({"relatesTo":["$.list.value[0].id"]})", R"("a")"},
                    NodeRow{"ListOfTwo", R"({"relatesTo":["$.current","$.list"]})", "nothing"},
                    NodeRow{"EmptyList", R"({"relatesTo":[]})", "nothing"},
                    NodeRow{"Number", R"({"relatesTo":7})", "nothing"},
                    NodeRow{"Object", R"({"relatesTo":{"a":1}})", "nothing"},
                    NodeRow{"Missing", R"({"name":"x"})", "nothing"},
                    NodeRow{"NoObject", "3", "nothing"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace latchkey::idx
