// The server is for this machine alone, also when a name from elsewhere leads to it.

#include "simulator/own_host.h"

#include <gtest/gtest.h>

namespace latchkey::simulator {
namespace {

struct Row {
  std::string name;
  std::string host;
  bool isOwn;
  int port = 8081;
};

class Authority : public testing::TestWithParam<Row> {};

TEST_P(Authority, IsOwnOrForeign) {
  EXPECT_EQ(isOwnAuthority(GetParam().host, GetParam().port), GetParam().isOwn);
}

INSTANTIATE_TEST_SUITE_P(Own, Authority,
                         testing::Values(Row{"Localhost", "localhost:8081", true},
                                         Row{"Ipv4", "127.0.0.1:8081", true},
                                         Row{"Ipv6", "[::1]:8081", true},
                                         Row{"InCapitals", "LocalHost:8081", true},
                                         Row{"Port80", "localhost:80", true, 80},
                                         Row{"WithoutPort80", "localhost", true, 80},
                                         Row{"Ipv6WithoutPort80", "[::1]", true, 80},
                                         Row{"WithAnEmptyPort80", "localhost:", true, 80}),
                         [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Foreign, Authority,
    testing::Values(
        Row{"Rebound", "evil.example:8081", false}, Row{"Nothing", "", false},
        Row{"ReboundOnPort80", "evil.example", false, 80},
        Row{"WithoutThePort", "localhost", false}, Row{"WithAnEmptyPort", "localhost:", false},
        Row{"OfThePage", "localhost:8080", false}, Row{"PortWithAZero", "localhost:08081", false},
        Row{"PortWithASign", "localhost:+8081", false},
        Row{"TwoPorts", "localhost:8081:8081", false}, Row{"PortAndMore", "localhost:8081x", false},
        Row{"PortOnly", ":8081", false}, Row{"TrailingDot", "localhost.:8081", false},
        Row{"DotOfIpv4", "127.0.0.1.:8081", false}, Row{"Subdomain", "evil.localhost:8081", false},
        Row{"BeginsLikeIt", "localhost.evil.example:8081", false},
        Row{"EndsLikeIt", "evillocalhost:8081", false},
        Row{"BeginsLikeIpv4", "127.0.0.1.evil.example:8081", false},
        Row{"UserInformation", "localhost:8081@evil.example:8081", false},
        Row{"UserInformationBefore", "evil@localhost:8081", false},
        Row{"AnyAddress", "0.0.0.0:8081", false}, Row{"ShortIpv4", "127.1:8081", false},
        Row{"OtherLoopback", "127.0.0.2:8081", false},
        Row{"Ipv4AsANumber", "2130706433:8081", false},
        Row{"HexadecimalIpv4", "0x7f000001:8081", false},
        Row{"OctalIpv4", "0177.0.0.1:8081", false},
        Row{"MappedIpv4", "[::ffff:127.0.0.1]:8081", false}, Row{"AnyIpv6", "[::]:8081", false},
        Row{"LongIpv6", "[0:0:0:0:0:0:0:1]:8081", false},
        Row{"Ipv6WithoutBrackets", "::1:8081", false}, Row{"Ipv6Cut", "[::1", false},
        Row{"Ipv6AndMore", "[::1]evil:8081", false},
        Row{"List", "localhost:8081, evil.example", false}, Row{"Blank", "localhost :8081", false},
        Row{"LocalNetwork", "192.168.1.7:8081", false},
        Row{"NoAscii", "localhost\xC2\xB7:8081", false}),
    [](const auto& row) { return row.param.name; });

struct TargetRow {
  std::string name;
  std::string target;
  int status;        // 0: taken
  std::string path;  // where it is taken
  std::string host = "localhost:8081";
};

class Target : public testing::TestWithParam<TargetRow> {};

TEST_P(Target, IsOfThisServerOrMisdirected) {
  const RequestHead head{"GET", GetParam().target, false, {{"hOST", GetParam().host}}};
  const auto refusal = refusedHost(head, 8081);
  EXPECT_EQ(refusal ? refusal->status : 0, GetParam().status);
  if (!refusal) EXPECT_EQ(pathAndQueryOf(GetParam().target), GetParam().path);
}

INSTANTIATE_TEST_SUITE_P(
    Asked, Target,
    testing::Values(
        TargetRow{"Path", "/inbox?to=a", 0, "/inbox?to=a"},
        TargetRow{"PathOfForeignHost", "/inbox", 421, "", "evil.example:8081"},
        TargetRow{"Url", "http://localhost:8081/inbox?to=a", 0, "/inbox?to=a"},
        TargetRow{"UrlInCapitals", "HTTP://LOCALHOST:8081/inbox", 0, "/inbox"},
        TargetRow{"UrlOfOtherOwnName", "http://127.0.0.1:8081/", 0, "/"},
        TargetRow{"UrlWithoutPath", "http://localhost:8081", 0, "/"},
        TargetRow{"UrlWithQueryOnly", "http://localhost:8081?a=1", 0, "/?a=1"},
        TargetRow{"ForeignUrl", "http://evil.example:8081/inbox", 421, ""},
        TargetRow{"OwnUrlOfForeignHost", "http://localhost:8081/", 421, "", "evil.example:8081"},
        TargetRow{"UrlWithoutPort", "http://localhost/inbox", 421, ""},
        TargetRow{"UrlWithUser", "http://localhost:8081@evil.example/inbox", 421, ""},
        TargetRow{"UrlOfHttps", "https://localhost:8081/inbox", 421, ""},
        TargetRow{"UrlWithoutHost", "http:///inbox", 421, ""},
        TargetRow{"UrlOfAFile", "file:///etc/passwd", 421, ""},
        TargetRow{"PathWithAUrl", "/inbox?to=http://evil.example/", 0,
                  "/inbox?to=http://evil.example/"},
        TargetRow{"PathOfTwoSlashes", "//evil.example/", 0, "//evil.example/"},
        TargetRow{"Star", "*", 400, ""}, TargetRow{"OfConnect", "localhost:8081", 400, ""},
        TargetRow{"NameOnly", "inbox", 400, ""}, TargetRow{"QueryOnly", "?a=1", 400, ""}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace latchkey::simulator
