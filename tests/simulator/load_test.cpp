#include "tests/bench/load.h"

#include <gtest/gtest.h>

#include "simulator/http_server.h"
#include "simulator/locked_org.h"
#include "simulator/system_ports.h"
#include "tests/simulator/visitor.h"

namespace latchkey::simulator {
namespace {

// Small, to be a test; ./dev bench does the same with 200 people and 10,000 sign-ins.
TEST(Crowd, SignsInAtOnceWithoutAnError) {
  const SystemClock clock;
  SystemRandom random;
  Org org(bench::crowdPolicy(40), clock, random, testKey());
  LockedOrg locked(org);
  HttpServer server("http://localhost:8081", locked.handler());
  ASSERT_TRUE(server.bind(0));
  server.start();
  bench::Load load;
  load.port = server.port();
  load.people = 40;
  load.signIns = 120;
  EXPECT_EQ(bench::signIn(load), std::vector<std::string>());
  server.stop();
  EXPECT_EQ(org.transactions().size(), 120U);
  EXPECT_EQ(org.mailbox().size(), 120U);
}

}  // namespace
}  // namespace latchkey::simulator
