#include "simulator/mail_template.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <utility>

#include "base/text.h"
#include "simulator/answers.h"

namespace latchkey::simulator {
namespace {

struct Name {
  std::string_view name;
  MailVariable variable;
};

// Okta's Email Challenge has ${verificationToken}; ${oneTimePassword} is its name in other mails.
constexpr std::array kNames = {
    Name{"user.profile.login", MailVariable::login},
    Name{"user.profile.username", MailVariable::login},
    Name{"user.profile.email", MailVariable::email},
    Name{"email", MailVariable::email},
    Name{"user.profile.firstName", MailVariable::firstName},
    Name{"user.profile.lastName", MailVariable::lastName},
    Name{"user.profile.fullName", MailVariable::fullName},
    Name{"app.id", MailVariable::appId},
    Name{"app.name", MailVariable::appLabel},
    Name{"app.label", MailVariable::appLabel},
    Name{"appName", MailVariable::appLabel},
    Name{"org.name", MailVariable::orgName},
    Name{"org.subDomain", MailVariable::orgName},
    Name{"baseURL", MailVariable::orgUrl},
    Name{"verificationToken", MailVariable::code},
    Name{"oneTimePassword", MailVariable::code},
    Name{"emailAuthenticationLink", MailVariable::link},
    Name{"request.relayState", MailVariable::state},
    Name{"tokenExpirationDate", MailVariable::lifetime},
};

constexpr std::array<std::string_view, 6> kFunctions = {
    "f.escapeHtml",
    "f.escapeHtmlAttr",
    "f.formatTimeDiffDateNow",
    "f.formatTimeDiffDateNowInUserLocale",
    "StringTool.escapeHtml",
    "StringTool.escapeHtmlAttr",
};

constexpr std::array<std::string_view, 11> kUnknownDirectives = {
    "elseif", "foreach", "set",      "macro", "parse",  "include",
    "define", "stop",    "evaluate", "break", "literal"};

bool isNameStart(char c) { return isLetter(c) || c == '_'; }
bool isNameCharacter(char c) { return isNameStart(c) || isDigit(c); }

// "f.name.of": as much of the front of `text` as is a name. A dot is part of it only before a
// letter, as the one that ends a sentence is not.
std::string_view nameIn(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const bool joins =
        text[end] == '.' && end > 0 && end + 1 < text.size() && isNameStart(text[end + 1]);
    const bool letter = end == 0 ? isNameStart(text[end]) : isNameCharacter(text[end]);
    if (!joins && !letter) break;
    ++end;
  }
  return text.substr(0, end);
}

std::optional<MailVariable> variableOf(std::string_view name) {
  const auto found = std::find_if(kNames.begin(), kNames.end(),
                                  [name](const Name& known) { return known.name == name; });
  return found == kNames.end() ? std::nullopt : std::optional(found->variable);
}

}  // namespace

class MailTemplateParser {
 public:
  explicit MailTemplateParser(std::string_view source) : rest_(source) {}

  Result<MailTemplate> parse();

 private:
  using Kind = MailTemplate::Kind;

  Error wrong(const std::string& sentence) const {
    return {ErrorCode::malformedInput, "line " + std::to_string(line_) + ": " + sentence};
  }
  bool startsWith(std::string_view text) const { return rest_.substr(0, text.size()) == text; }
  bool take(std::string_view text) {
    if (!startsWith(text)) return false;
    skip(text.size());
    return true;
  }
  void skip(std::size_t count);
  void add(Kind kind, MailVariable variable = MailVariable::login) {
    made_.pieces_.push_back({kind, "", variable});
  }
  void addText(std::size_t count);
  bool isReference() const;
  Result<MailVariable> reference();
  Result<MailVariable> argument(std::string_view function);
  std::optional<Error> directive();
  std::optional<Error> condition();
  std::optional<Error> otherwise();
  std::optional<Error> end();

  std::string_view rest_;
  int line_ = 1;
  MailTemplate made_;
  std::vector<bool> open_;  // one for each #if: has its #else come?
};

void MailTemplateParser::skip(std::size_t count) {
  const std::string_view gone = rest_.substr(0, count);
  line_ += static_cast<int>(std::count(gone.begin(), gone.end(), '\n'));
  rest_.remove_prefix(gone.size());
}

void MailTemplateParser::addText(std::size_t count) {
  auto& pieces = made_.pieces_;
  if (pieces.empty() || pieces.back().kind != Kind::text) add(Kind::text);
  pieces.back().text += rest_.substr(0, count);
  skip(count);
}

// "$5" and a lone "$" are text.
bool MailTemplateParser::isReference() const {
  std::string_view after = rest_.substr(0, 1) == "$" ? rest_.substr(1) : "";
  if (after.substr(0, 1) == "!") after.remove_prefix(1);
  return !after.empty() && (after.front() == '{' || isNameStart(after.front()));
}

Result<MailVariable> MailTemplateParser::reference() {
  skip(1);
  take("!");
  const bool braced = take("{");
  const std::string name(nameIn(rest_));
  skip(name.size());
  if (braced && startsWith("(")) {
    auto variable = argument(name);
    if (variable && !take("}")) return wrong("a } is missing after " + name + "(...)");
    return variable;
  }
  if (braced && !take("}")) return wrong("a } is missing after ${" + name);
  const auto variable = variableOf(name);
  if (!variable) return wrong("there is no variable ${" + name + "}");
  return *variable;
}

Result<MailVariable> MailTemplateParser::argument(std::string_view function) {
  if (std::find(kFunctions.begin(), kFunctions.end(), function) == kFunctions.end()) {
    return wrong("there is no function " + std::string(function));
  }
  skip(1);
  if (!isReference()) return wrong(std::string(function) + " takes one variable");
  auto variable = reference();
  if (variable && !take(")")) return wrong(std::string(function) + " takes one variable");
  return variable;
}

std::optional<Error> MailTemplateParser::condition() {
  const bool negated = take("!");
  if (!isReference()) return wrong("#if takes one variable");
  const auto variable = reference();
  if (!variable) return variable.error();
  if (!take(")")) return wrong("#if takes one variable");
  open_.push_back(false);
  add(negated ? Kind::ifEmpty : Kind::ifSet, *variable);
  return std::nullopt;
}

std::optional<Error> MailTemplateParser::otherwise() {
  if (open_.empty() || open_.back()) return wrong("an #else without its #if");
  open_.back() = true;
  add(Kind::otherwise);
  return std::nullopt;
}

std::optional<Error> MailTemplateParser::end() {
  if (open_.empty()) return wrong("an #end without its #if");
  open_.pop_back();
  add(Kind::end);
  return std::nullopt;
}

// `#` before anything but a directive is text: colours, fragments.
std::optional<Error> MailTemplateParser::directive() {
  const bool braced = rest_.substr(1, 1) == "{";
  const std::string word(nameIn(rest_.substr(braced ? 2 : 1)));
  const bool known = word == "if" || word == "else" || word == "end";
  const bool refused = std::find(kUnknownDirectives.begin(), kUnknownDirectives.end(), word) !=
                       kUnknownDirectives.end();
  if (refused) return wrong("#" + word + " is not understood here");
  if (!known || (braced && rest_.substr(2 + word.size(), 1) != "}")) {
    addText(1);
    return std::nullopt;
  }
  skip(word.size() + (braced ? 3 : 1));
  if (word == "else") return otherwise();
  if (word == "end") return end();
  while (take(" ")) continue;
  return take("(") ? condition() : wrong("#if takes one variable");
}

Result<MailTemplate> MailTemplateParser::parse() {
  while (!rest_.empty()) {
    if (isReference()) {
      const auto variable = reference();
      if (!variable) return variable.error();
      add(Kind::value, *variable);
    } else if (rest_.front() == '#') {
      if (const auto error = directive()) return *error;
    } else {
      const std::size_t next = rest_.find_first_of("$#", 1);
      addText(next == std::string_view::npos ? rest_.size() : next);
    }
  }
  if (!open_.empty()) return wrong("an #if without its #end");
  return std::move(made_);
}

Result<MailTemplate> MailTemplate::parse(std::string_view source) {
  if (!isUtf8(source)) return Error{ErrorCode::malformedInput, "it is not UTF-8"};
  auto made = MailTemplateParser(source).parse();
  if (made) made->source_ = source;
  return made;
}

Result<MailTemplate> MailTemplate::parseBody(std::string_view source) {
  auto body = parse(source);
  if (body && !body->uses(MailVariable::code) && !body->uses(MailVariable::link)) {
    return Error{ErrorCode::malformedInput,
                 "it has neither ${verificationToken} nor ${emailAuthenticationLink}"};
  }
  return body;
}

Result<MailTemplate> MailTemplate::readBody(const std::string& file) {
  constexpr std::size_t kMostBytes = 1U << 20U;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::malformedInput, "it cannot be read"};
  std::string source(kMostBytes + 1, '\0');
  stream.read(source.data(), static_cast<std::streamsize>(source.size()));
  source.resize(static_cast<std::size_t>(stream.gcount()));
  if (source.size() > kMostBytes) return Error{ErrorCode::malformedInput, "it is over 1 MB"};
  return parseBody(source);
}

std::string MailTemplate::render(const MailValues& values, Into into) const {
  std::string made;
  // One for each open #if: does the branch that we are in count?
  std::vector<bool> holds;
  const auto shown = [&holds] {
    return std::find(holds.begin(), holds.end(), false) == holds.end();
  };
  for (const Piece& piece : pieces_) {
    const std::string& value = values[static_cast<std::size_t>(piece.variable)];
    switch (piece.kind) {
      case Kind::text:
        if (shown()) made += piece.text;
        break;
      case Kind::value:
        if (shown()) made += into == Into::html ? escapeHtml(value) : value;
        break;
      case Kind::ifSet:
      case Kind::ifEmpty:
        holds.push_back(value.empty() == (piece.kind == Kind::ifEmpty));
        break;
      case Kind::otherwise:
        holds.back() = !holds.back();
        break;
      case Kind::end:
        holds.pop_back();
        break;
    }
  }
  return made;
}

bool MailTemplate::uses(MailVariable variable) const {
  return std::any_of(pieces_.begin(), pieces_.end(), [variable](const Piece& piece) {
    return piece.kind == Kind::value && piece.variable == variable;
  });
}

}  // namespace latchkey::simulator
