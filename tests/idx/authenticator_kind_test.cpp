#include <gtest/gtest.h>

#include "idx/response.h"

namespace latchkey::idx {
namespace {

struct Row {
  const char* name;
  const char* key;
  const char* type;
  AuthenticatorKind kind;
};

class AuthenticatorKindOf : public testing::TestWithParam<Row> {};

TEST_P(AuthenticatorKindOf, IsToldByKeyAndType) {
  Authenticator authenticator;
  authenticator.key = GetParam().key;
  authenticator.type = GetParam().type;
  EXPECT_EQ(authenticator.kind(), GetParam().kind);
  EXPECT_EQ(authenticator.key, GetParam().key);
}

INSTANTIATE_TEST_SUITE_P(
    Wire, AuthenticatorKindOf,
    testing::Values(Row{"Email", "okta_email", "email", AuthenticatorKind::email},
                    Row{"EmailByKeyAlone", "okta_email", "", AuthenticatorKind::email},
                    Row{"EmailUnderAnotherKey", "custom_mail", "email", AuthenticatorKind::email},
                    Row{"Password", "okta_password", "password", AuthenticatorKind::password},
                    Row{"Passkey", "webauthn", "security_key", AuthenticatorKind::passkey},
                    Row{"Phone", "phone_number", "phone", AuthenticatorKind::phone},
                    Row{"GoogleAuthenticator", "google_otp", "app",
                        AuthenticatorKind::googleAuthenticator},
                    Row{"OktaVerify", "okta_verify", "app", AuthenticatorKind::oktaVerify},
                    Row{"OneOfTomorrow", "palm_scan", "biometric", AuthenticatorKind::unknown},
                    Row{"InOtherCapitals", "OKTA_PASSWORD", "", AuthenticatorKind::unknown},
                    Row{"Nothing", "", "", AuthenticatorKind::unknown}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace latchkey::idx
