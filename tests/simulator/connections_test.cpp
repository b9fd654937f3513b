// Which connections of a server stay when there are too many.

#include "simulator/connections.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <vector>

namespace latchkey::simulator {
namespace {

class Crowded : public testing::Test {
 protected:
  ~Crowded() override {
    for (const int theirs : clients_) ::close(theirs);
  }

  // A client comes; nothing if it is not let in.
  std::shared_ptr<Connections::Connection> come() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    clients_.push_back(ends[1]);
    return connections_.add(ends[0]);
  }
  // Whether the server has ended it, as its own thread notices.
  static bool isEnded(Connections::Connection& connection) {
    char byte = 0;
    return connection.read(&byte, 1, connection.now()) == std::optional<std::size_t>(0);
  }
  // Whether the client sees that the connection is over.
  bool isOverFor(std::size_t client) const {
    char byte = 0;
    return ::recv(clients_[client], &byte, 1, MSG_DONTWAIT) == 0;
  }

  Connections connections_{2};

 private:
  std::vector<int> clients_;
};

TEST_F(Crowded, TheOneThatWaitsLongestMakesRoom) {
  const auto first = come();
  const auto second = come();
  EXPECT_FALSE(isEnded(*first));
  const auto third = come();
  ASSERT_NE(third, nullptr);
  EXPECT_TRUE(isEnded(*first));
  EXPECT_TRUE(isOverFor(0));
  EXPECT_FALSE(isEnded(*second));
  EXPECT_FALSE(isEnded(*third));
}

TEST_F(Crowded, ToSendAByteIsNotToBeginAnew) {
  const auto first = come();
  const auto second = come();
  first->waitForClient(true);
  come();
  EXPECT_TRUE(isEnded(*first));
  EXPECT_FALSE(isEnded(*second));
}

TEST_F(Crowded, TheOneThatIsBeingAnsweredStays) {
  const auto first = come();
  const auto second = come();
  first->waitForClient(false);
  const auto third = come();
  ASSERT_NE(third, nullptr);
  EXPECT_FALSE(isEnded(*first));
  EXPECT_TRUE(isEnded(*second));
}

TEST_F(Crowded, TheOneThatHasHadItsAnswerWaitsFromThenOn) {
  const auto first = come();
  first->waitForClient(false);
  const auto second = come();
  first->waitForClient(true);
  come();
  EXPECT_FALSE(isEnded(*first));
  EXPECT_TRUE(isEnded(*second));
}

TEST_F(Crowded, NoOneIsLetInWhileAllAreBeingAnswered) {
  const auto first = come();
  const auto second = come();
  first->waitForClient(false);
  second->waitForClient(false);
  EXPECT_EQ(come(), nullptr);
  EXPECT_TRUE(isOverFor(2));
  EXPECT_FALSE(isEnded(*first));
  EXPECT_FALSE(isEnded(*second));
}

TEST_F(Crowded, ThereIsRoomAgainWhenOneHasEnded) {
  const auto first = come();
  const auto second = come();
  first->waitForClient(false);
  second->waitForClient(false);
  connections_.endAll();  // so that its goodbye need not be waited for
  connections_.end(first);
  EXPECT_NE(come(), nullptr);
}

}  // namespace
}  // namespace latchkey::simulator
