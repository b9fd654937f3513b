#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace latchkey::simulator {

// What a template can name. Several of Okta's names may stand for one of these; the table is in
// the .cpp file.
enum class MailVariable {
  login,
  email,
  firstName,
  lastName,
  fullName,
  appId,
  appLabel,
  orgName,
  orgUrl,
  code,
  link,      // empty where the policy sends none
  state,     // percent-encoded: it goes into the query of an own link
  lifetime,  // "5 minutes"
};

// By MailVariable.
using MailValues = std::array<std::string, static_cast<std::size_t>(MailVariable::lifetime) + 1>;

inline std::string& at(MailValues& values, MailVariable variable) {
  return values[static_cast<std::size_t>(variable)];
}

// A mail's subject or its HTML, in as much of the Velocity Template Language as Okta's own email
// templates use (developer.okta.com, "Customize email notifications"):
//   ${user.profile.firstName}  $user.profile.firstName  $!{user.profile.firstName}
//   #if(${emailAuthenticationLink}) ... #else ... #end     #if(!${...})
//   ${f.escapeHtml(${...})} and its kin, which change nothing: values are escaped anyway
// Whatever else begins like a reference or a directive of that language is refused, so that no
// mail shows it to a person.
class MailTemplate {
 public:
  enum class Into { text, html };  // into HTML values are escaped

  // Errors: malformedInput, as "line 3: there is no variable ${user.profile.shoeSize}".
  static Result<MailTemplate> parse(std::string_view source);
  // As parse; but like Okta it insists on ${emailAuthenticationLink} or ${verificationToken}.
  static Result<MailTemplate> parseBody(std::string_view source);
  // parseBody of a file's content. Errors: also malformedInput for what cannot be read as text.
  static Result<MailTemplate> readBody(const std::string& file);

  std::string render(const MailValues& values, Into into) const;
  bool uses(MailVariable variable) const;
  const std::string& source() const { return source_; }

 private:
  friend class MailTemplateParser;

  enum class Kind { text, value, ifSet, ifEmpty, otherwise, end };
  struct Piece {
    Kind kind = Kind::text;
    std::string text;
    MailVariable variable = MailVariable::login;
  };

  std::vector<Piece> pieces_;
  std::string source_;
};

}  // namespace latchkey::simulator
