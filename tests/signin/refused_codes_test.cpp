#include "signin/refused_codes.h"

#include <gtest/gtest.h>

#include <string>

#include "idx/parse_response.h"
#include "signin/transitions.h"
#include "tests/support/idx_documents.h"

namespace latchkey::signin {
namespace {

idx::Remediation formOf(const std::string& document) {
  return *emailChallengeOf(*idx::parseResponse(http::Response{200, {}, document}));
}

idx::Values code(const std::string& digits) { return {{"credentials.passcode", digits}}; }

const std::string kRefusing = support::wrongCodeDocument();
const std::string kAsking = support::challengeDocument();

struct Row {
  const char* name;
  std::string document;  // that came after "123456"
  idx::Values next;      // what is to be sent then
  bool refused;
};

class RefusedCodesTable : public testing::TestWithParam<Row> {};

TEST_P(RefusedCodesTable, KnowsWhatTheOrgRefused) {
  RefusedCodes codes;
  const idx::Remediation form = formOf(GetParam().document);
  codes.note(code("123456"), &form, {});
  EXPECT_EQ(codes.refusalOf(form, GetParam().next) != nullptr, GetParam().refused);
}

INSTANTIATE_TEST_SUITE_P(
    RefusedCodes, RefusedCodesTable,
    testing::Values(
        Row{"TheSameCode", kRefusing, code("123456"), true},
        Row{"AnotherCode", kRefusing, code("654321"), false}, Row{"NoCode", kRefusing, {}, false},
        Row{"AnAnswerThatIsNoCode", kRefusing, {{"credentials.answer", std::string("x")}}, false},
        Row{"TheSameDigitsInAnotherField",
            kRefusing,
            {{"credentials.totp", std::string("123456")}},
            true},
        Row{"NotRefused", kAsking, code("123456"), false},
        Row{"Password",
            replaceAll(kRefusing, R"("name":"passcode",)", R"("name":"passcode","secret":true,)"),
            code("123456"), false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(RefusedCodes, RemembersAllOfOneForm) {
  RefusedCodes codes;
  const idx::Remediation form = formOf(kRefusing);
  codes.note(code("111111"), &form, {});
  codes.note(code("222222"), &form, {});
  EXPECT_NE(codes.refusalOf(form, code("111111")), nullptr);
  EXPECT_NE(codes.refusalOf(form, code("222222")), nullptr);
}

TEST(RefusedCodes, ForgetsThemWhenAnythingElseComes) {
  RefusedCodes codes;
  const idx::Remediation form = formOf(kRefusing);
  codes.note(code("111111"), &form, {});
  codes.note({}, &form, {});
  EXPECT_EQ(codes.refusalOf(form, code("111111")), nullptr);
  codes.note(code("111111"), &form, {});
  codes.note(code("111111"), nullptr, {});
  EXPECT_EQ(codes.refusalOf(form, code("111111")), nullptr);
}

TEST(RefusedCodes, SaysOfALinksCodeWhatAPersonIsToldWhoTypesIt) {
  RefusedCodes codes;
  const idx::Remediation form = formOf(kRefusing);
  Trouble told;
  told.advice = Advice::linkRefused;
  codes.note(code("111111"), &form, told);
  EXPECT_EQ(codes.refusalOf(form, code("111111"))->advice, Advice::passcodeRefused);
}

}  // namespace
}  // namespace latchkey::signin
