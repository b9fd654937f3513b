#include "flow/speaking_transport.h"

#include <gtest/gtest.h>

#include "tests/support/fake_ports.h"

namespace latchkey::flow {
namespace {

class SpeakingTransportTest : public testing::Test {
 protected:
  std::optional<std::string> languageOf(http::Method method) {
    http::Request request;
    request.method = method;
    speaking_.send(std::move(request), [](const auto&) {});
    return http::header(ports_.transport.pending.back().request.headers, "Accept-Language");
  }

  support::FakePorts ports_;
  SpeakingTransport speaking_{ports_.transport};
};

TEST_F(SpeakingTransportTest, AsksForAnswersInTheLanguageOfThePage) {
  speaking_.speak("de");
  EXPECT_EQ(languageOf(http::Method::post), "de");
}

TEST_F(SpeakingTransportTest, LeavesItToTheBrowserWhereNoneIsPicked) {
  EXPECT_EQ(languageOf(http::Method::post), std::nullopt);
}

TEST_F(SpeakingTransportTest, LeavesRequestsAloneThatBringNoWords) {
  speaking_.speak("de");
  EXPECT_EQ(languageOf(http::Method::get), std::nullopt);
}

}  // namespace
}  // namespace latchkey::flow
