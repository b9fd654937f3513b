#include "simulator/idx/captcha.h"

#include <utility>

#include "simulator/digest.h"
#include "simulator/idx/reply.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kId = "cap1latchkeyCaptcha0g3";

bool asksIt(Step step) {
  return step == Step::identify || step == Step::identifyToRecover || step == Step::enrollProfile;
}

}  // namespace

void addCaptchaField(IonForm& form, const StepPage& page) {
  if (!page.policy.captcha) return;
  Json fields = Json::array();
  fields.push_back({{"name", "captchaId"},
                    {"required", true},
                    {"value", kId},
                    {"visible", false},
                    {"mutable", false}});
  fields.push_back(
      {{"name", "captchaToken"}, {"required", true}, {"visible", false}, {"hint", "captcha"}});
  Json field = {{"name", "captchaVerify"}};
  field.update(nestedForm(std::move(fields)));
  setMember(field, "relatesTo", "$.captcha");
  form.add(std::move(field));
}

void addCaptcha(Json& document, const StepPage& page) {
  if (!page.policy.captcha || !asksIt(page.transaction.step)) return;
  const bool isHcaptcha = page.policy.captcha->kind == Captcha::Kind::hCaptcha;
  setMember(document, "captcha",
            ionObject({{"id", kId},
                       {"name", isHcaptcha ? "hCaptcha" : "reCaptcha"},
                       {"siteKey", page.policy.captcha->siteKey},
                       {"type", isHcaptcha ? "HCAPTCHA" : "RECAPTCHA_V2"}}));
}

// What Okta says to a wrong one is recorded nowhere.
std::optional<http::Response> captchaRefusal(const Call& call) {
  const auto& captcha = call.state.policy.captcha;
  if (!captcha) return std::nullopt;
  const Json* verify = object(call.body, "captchaVerify");
  const bool passes =
      verify != nullptr && text(*verify, "captchaId") == kId &&
      equalsInConstantTime(text(*verify, "captchaToken").value_or(""), captcha->token);
  return passes ? std::nullopt : std::optional(badRequest(call));
}

}  // namespace latchkey::simulator
