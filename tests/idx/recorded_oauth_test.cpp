// The recorded answers of an authorization server, each by name; and what holds for all others that
// may come to lie in their folder.

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/text.h"
#include "idx/request.h"
#include "oauth/discovery.h"
#include "oauth/token.h"
#include "tests/support/recorded_answers.h"

namespace latchkey::idx {
namespace {

constexpr const char* kServer = "http://localhost:3000/oauth2/default";

oauth::Client client() {
  return *oauth::Client::from({.issuer = kServer,
                               .clientId = "fake",
                               .redirectUri = "http://localhost:3000/done",
                               .scopes = {"openid"}});
}

std::string refusal(const Error& error) {
  return "refused: " + std::string(name(error.code)) + ", " + error.detail;
}

std::string readAsMetadata(const http::Response& answer) {
  const auto metadata = oauth::parseMetadata(answer, client());
  if (!metadata) return refusal(metadata.error());
  return "metadata: " + metadata->issuer;
}

std::string readAsTokens(const http::Response& answer) {
  const auto tokens = oauth::parseTokenResponse(answer, client());
  if (!tokens) return refusal(tokens.error());
  return "tokens: " + tokens->tokenType + ", " + std::to_string(tokens->expiresIn.count()) +
         " s, " + join(tokens->scopes, " ") + (tokens->refreshToken ? ", to be renewed" : "");
}

std::string readAsHandle(const http::Response& answer) {
  const auto handle = parseInteractAnswer(answer);
  return handle ? "handle: " + handle->reveal() : refusal(handle.error());
}

std::string readAsKeys(const http::Response& answer) {
  const auto keys = oauth::parseKeys(answer);
  return keys ? "keys: " + std::to_string(keys->keys.size()) : refusal(keys.error());
}

// One reader for each endpoint that gives such answers.
using Reader = std::string (*)(const http::Response&);

struct Row {
  std::string_view file;
  Reader reader;
  std::string_view becomes;
};

constexpr std::array kRows = {
    Row{"error-activation-token-invalid.json", readAsHandle,
        "refused: oauth-refused, invalid_request"},
    Row{"error-feature-not-enabled.json", readAsHandle, "refused: policy-denied, access_denied"},
    Row{"error-recovery-token-invalid.json", readAsHandle,
        "refused: oauth-refused, invalid_request"},
    Row{"error-token-invalid-grant-pkce.json", readAsTokens,
        "refused: invalid-grant, invalid_grant"},
    Row{"interact.json", readAsHandle, "handle: fake_interaction_handle"},
    Row{"success-tokens.json", readAsTokens, "tokens: Bearer, 3600 s, profile email openid"},
    Row{"well-known-openid-configuration.json", readAsMetadata,
        "metadata: http://localhost:3000/oauth2/default"},
};

constexpr std::array<Reader, 4> kReaders = {readAsMetadata, readAsTokens, readAsHandle, readAsKeys};

http::Response answerIn(const std::filesystem::path& folder, const std::string& file) {
  return {support::statusOf(file), {}, support::contentOf(folder / file)};
}

class RecordedOAuthTest : public testing::Test {
 protected:
  void SetUp() override {
    if (files_.empty()) {
      GTEST_SKIP() << "no recorded answers here; set LATCHKEY_FIXTURES to their folder";
    }
  }

  const std::filesystem::path folder_ = support::recordedAnswers("oauth2");
  const std::vector<std::string> files_ = support::filesIn(folder_);
};

TEST_F(RecordedOAuthTest, EachBecomesWhatItsRowSays) {
  std::size_t found = 0;
  for (const Row& row : kRows) {
    const std::string file(row.file);
    if (!support::exists(folder_ / file)) continue;
    EXPECT_EQ(row.reader(answerIn(folder_, file)), row.becomes) << file;
    ++found;
  }
  if (found == 0) GTEST_SKIP() << "none of the files that have a row is here";
}

// Also of files without a row: the answer of one endpoint is never taken for that of another, a
// refusal is never taken for a success, and an error never contains the org's own sentence.
TEST_F(RecordedOAuthTest, AreEachTakenByOneReaderAtMost) {
  for (const std::string& file : files_) {
    SCOPED_TRACE(file);
    const http::Response answer = answerIn(folder_, file);
    int taken = 0;
    for (const Reader reader : kReaders) {
      const std::string result = reader(answer);
      if (result.rfind("refused: ", 0) != 0) {
        ++taken;
        continue;
      }
      const Result<Json> body = parseJson(answer.body);
      const auto sentence = body ? text(*body, "error_description") : std::nullopt;
      EXPECT_TRUE(!sentence || result.find(*sentence) == std::string::npos) << result;
      EXPECT_NE(result.substr(result.find(", ")), ", ") << "a refusal names its reason";
    }
    EXPECT_LE(taken, answer.status == 200 ? 1 : 0);
  }
}

}  // namespace
}  // namespace latchkey::idx
