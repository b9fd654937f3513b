#include "simulator/text_rule.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "simulator/mail_template.h"
#include "simulator/signing_key.h"

namespace latchkey::simulator {
namespace {

bool isWord(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.';
  });
}

bool isEmail(std::string_view value) {
  const std::size_t at = value.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < value.size() &&
         value.find('@', at + 1) == std::string_view::npos &&
         std::none_of(value.begin(), value.end(), isSpace);
}

bool isPhone(std::string_view value) {
  if (!value.empty() && value.front() == '+') value.remove_prefix(1);
  return value.size() > 1 && isDigit(value.front()) &&
         value.find_first_not_of("0123456789 ()-") == std::string_view::npos;
}

bool isUrl(std::string_view value) {
  const auto url = Url::parse(value);
  return url && (url->scheme() == "http" || url->scheme() == "https");
}

bool isOrigin(std::string_view value) {
  const auto url = Url::parse(value);
  return isUrl(value) && url->origin() == value;
}

}  // namespace

bool follows(TextRule rule, std::string_view value) {
  switch (rule) {
    case TextRule::any:
      return true;
    case TextRule::notEmpty:
      return !trimmed(value).empty();
    case TextRule::word:
      return isWord(value);
    case TextRule::email:
      return isEmail(value);
    case TextRule::url:
      return isUrl(value);
    case TextRule::origin:
      return isOrigin(value);
    case TextRule::phone:
      return isPhone(value);
    case TextRule::mailSubject:
      return MailTemplate::parse(value).has_value();
    case TextRule::mailBody:
      return MailTemplate::parseBody(value).has_value();
    case TextRule::privateKey:
      return SigningKey::fromPem(value).has_value();
  }
  return false;
}

std::string_view meaning(TextRule rule) {
  switch (rule) {
    case TextRule::any:
      return "must be a text";
    case TextRule::notEmpty:
      return "must be a text that is not empty";
    case TextRule::word:
      return "must be a word of letters, digits, \"-\", \"_\" and \".\"";
    case TextRule::email:
      return "must be an email address";
    case TextRule::url:
      return "must be a whole http or https address";
    case TextRule::origin:
      return "must be an origin, like \"https://app.example.com\"";
    case TextRule::phone:
      return "must be a telephone number";
    case TextRule::mailSubject:
      return "must be a template that names known variables only";
    case TextRule::mailBody:
      return "must be a template with ${verificationToken} or ${emailAuthenticationLink} in it, "
             "and "
             "known variables only";
    case TextRule::privateKey:
      return "must be an RSA key";
  }
  return "";
}

std::string_view pattern(TextRule rule) {
  switch (rule) {
    case TextRule::any:
    case TextRule::mailSubject:
    case TextRule::mailBody:
    case TextRule::privateKey:
      return "";
    case TextRule::notEmpty:
      return "\\S";
    case TextRule::word:
      return "^[A-Za-z0-9._-]+$";
    case TextRule::email:
      return "^[^@\\s]+@[^@\\s]+$";
    case TextRule::phone:
      return "^[+]?[0-9][0-9 ()-]+$";
    case TextRule::url:
      return "^(https?://[^\\s/]+|\\{(site|org)\\})(/\\S*)?$";
    case TextRule::origin:
      return "^(https?://[^\\s/]+|\\{(site|org)\\})$";
  }
  return "";
}

}  // namespace latchkey::simulator
