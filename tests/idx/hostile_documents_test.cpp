#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "idx/parse_response.h"
#include "idx/request.h"
#include "tests/support/idx_documents.h"

// Malformed and oversized documents, read under the sanitizers.
namespace latchkey::idx {
namespace {

// A copy of `json` with the value that is reached as number `countdown` replaced.
Json withReplaced(const Json& json, std::size_t& countdown, const Json& replacement) {
  if (countdown-- == 0) return replacement;
  if (json.is_array()) {
    Json copy = Json::array();
    for (const Json& child : json) copy.push_back(withReplaced(child, countdown, replacement));
    return copy;
  }
  if (!json.is_object()) return json;
  Json copy = Json::object();
  for (const auto& [key, child] : json.items()) {
    setMember(copy, key, withReplaced(child, countdown, replacement));
  }
  return copy;
}

std::size_t countValues(const Json& json) {
  std::size_t count = 1;
  if (json.is_structured()) {
    for (const Json& child : json) count += countValues(child);
  }
  return count;
}

// Everything that a client may do with a document.
void useAll(const Response& response) {
  for (const Remediation& remediation : response.remediations) {
    const http::Request request = submitRequest(remediation, {{"credentials.passcode", {}}});
    EXPECT_TRUE(request.body.empty() || parseJson(request.body).has_value());
    const Result<Values> values = choose(remediation, "authenticator", 0);
    if (values) submitRequest(remediation, *values);
    const Authenticator* about = response.authenticatorOf(remediation);
    if (about != nullptr && about->poll) submitRequest(*about->poll, {});
  }
}

TEST(HostileDocumentsTest, MayHaveAnythingInPlaceOfAnyValue) {
  const std::array replacements = {*parseJson("null"),
                                   *parseJson("3"),
                                   *parseJson("-1.5e300"),
                                   *parseJson("true"),
                                   *parseJson("[]"),
                                   *parseJson("{}"),
                                   *parseJson(R"([{"value":[[]]}])"),
                                   *parseJson(R"("x")")};
  const Json original = *parseJson(support::wrongCodeDocument());
  const std::size_t count = countValues(original);
  ASSERT_GT(count, 100U);
  for (std::size_t i = 0; i < count; ++i) {
    for (const Json& replacement : replacements) {
      std::size_t countdown = i;
      const std::string body = writeJson(withReplaced(original, countdown, replacement));
      const Result<Response> response = parseResponse({401, {}, body});
      if (response) useAll(*response);
    }
  }
}

TEST(HostileDocumentsTest, MayEndAnywhere) {
  const std::string body = support::challengeDocument();
  for (std::size_t length = 0; length < body.size(); ++length) {
    EXPECT_FALSE(parseResponse({200, {}, body.substr(0, length)}).has_value()) << length;
  }
}

TEST(HostileDocumentsTest, MayNestFormsAsDeepAsTheReaderLetsThem) {
  std::string field = R"({"name":"a"})";
  for (int depth = 0; depth < 14; ++depth) {
    field = R"({"name":"a","form":{"value":[)" + field + "]}}";
  }
  const Result<Response> response =
      parseResponse({200, {}, support::document(support::form("skip", "/x", field))});
  ASSERT_TRUE(response.has_value());
  useAll(*response);
  std::string path = "a";
  for (int depth = 0; depth < 14; ++depth) path += ".a";
  EXPECT_NE(response->remediations.front().find(path), nullptr);
}

TEST(HostileDocumentsTest, MayNameAFieldTwiceWhichIsAskedForOnce) {
  const std::string body = support::document(support::form(
      "enroll-profile", "/x",
      R"({"name":"city","label":"City"},{"name":"home","form":{"value":[{"name":"city"}]}},
         {"name":"home.city"},{"name":"city","label":"Town"})"));
  const Result<Response> response = parseResponse({200, {}, body});
  ASSERT_TRUE(response.has_value());
  const std::vector<VisibleField> fields = visibleFields(response->remediations.front());
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].field->label, "City");
  EXPECT_EQ(fields[1].path, "home.city");
}

TEST(HostileDocumentsTest, MayRelateToThemselves) {
  const std::string body = support::document(
      support::form("skip", "/x", R"({"name":"a","options":[{"relatesTo":"$.remediation"}]})",
                    R"("relatesTo":["$"],)"));
  const Result<Response> response = parseResponse({200, {}, body});
  ASSERT_TRUE(response.has_value());
  EXPECT_FALSE(response->remediations.front().authenticator.has_value());
}

}  // namespace
}  // namespace latchkey::idx
