#include "base/json_reader.h"

#include <cmath>
#include <limits>
#include <utility>

namespace latchkey {
namespace {

// Without the library's parser, only with its lexer: the parser makes texts of errors that are
// thrown away, which bring printf along. This watches, too, how deep the document is, how many
// members an object has, and whether one is named twice.
class Reader {
 public:
  explicit Reader(std::string_view text)
      : lexer_(nlohmann::detail::input_adapter(text.data(), text.data() + text.size())) {}

  // False where the text is no document.
  bool read(Json& document) {
    return value(lexer_.scan(), document) && lexer_.scan() == Token::end_of_input;
  }
  bool foundDuplicate() const { return foundDuplicate_; }
  bool isTooDeep() const { return depth_ > kMaxJsonDepth; }

 private:
  using Adapter = decltype(nlohmann::detail::input_adapter(std::declval<const char*>(),
                                                           std::declval<const char*>()));
  using Lexer = nlohmann::detail::lexer<Json, Adapter>;
  using Token = Lexer::token_type;

  bool value(Token token, Json& into) {
    switch (token) {
      case Token::begin_object:
        return container(into = Json::object(), Token::end_object);
      case Token::begin_array:
        return container(into = Json::array(), Token::end_array);
      case Token::value_string:
        into = std::move(lexer_.get_string());
        return true;
      case Token::value_unsigned:
        into = lexer_.get_number_unsigned();
        return true;
      case Token::value_integer:
        into = lexer_.get_number_integer();
        return true;
      case Token::value_float:
        into = lexer_.get_number_float();
        return std::isfinite(lexer_.get_number_float());
      case Token::literal_true:
      case Token::literal_false:
        into = token == Token::literal_true;
        return true;
      default:
        into = nullptr;
        return token == Token::literal_null;
    }
  }

  bool container(Json& json, Token end) {
    if (++depth_ > kMaxJsonDepth) return false;
    Token token = lexer_.scan();
    if (token != end) {
      while (end == Token::end_object ? addMember(json, token) : addElement(json, token)) {
        token = lexer_.scan();
        if (token != Token::value_separator) break;
        token = lexer_.scan();
        if (token == end) return false;  // after a comma
      }
    }
    if (token != end) return false;
    --depth_;
    return true;
  }

  bool addElement(Json& json, Token token) {
    return value(token, json.get_ref<Json::array_t&>().emplace_back());
  }

  bool addMember(Json& json, Token name) {
    if (name != Token::value_string) return false;
    auto& members = json.get_ref<Json::object_t&>();
    const auto [found, isNew] = members.emplace(lexer_.get_string(), Json());
    if (!isNew) foundDuplicate_ = true;
    return members.size() <= kMaxJsonMembers && lexer_.scan() == Token::name_separator &&
           value(lexer_.scan(), found->second);
  }

  Lexer lexer_;
  int depth_ = 0;
  bool foundDuplicate_ = false;
};

enum class Duplicates { allowed, refused };

Result<Json> parseAnySize(std::string_view text, Duplicates duplicates) {
  Reader reader(text);
  Json document;
  const bool isSound = reader.read(document);
  if (reader.isTooDeep()) return Error{ErrorCode::malformedResponse, "JSON nested too deeply"};
  if (!isSound) return Error{ErrorCode::malformedResponse, "not JSON"};
  if (duplicates == Duplicates::refused && reader.foundDuplicate()) {
    return Error{ErrorCode::malformedResponse, "two members of one name"};
  }
  return document;
}

Result<Json> parse(std::string_view text, Duplicates duplicates) {
  if (text.size() > kMaxJsonBytes) return Error{ErrorCode::responseTooLarge, "over 4 MiB of JSON"};
  return parseAnySize(text, duplicates);
}

template <class T>
std::optional<T> inMember(const Json& json, std::string_view name,
                          std::optional<T> (*read)(const Json&)) {
  const Json* found = member(json, name);
  return found == nullptr ? std::nullopt : read(*found);
}

}  // namespace

Result<Json> parseJson(std::string_view text) { return parse(text, Duplicates::allowed); }

Result<Json> parseJsonStrictly(std::string_view text) { return parse(text, Duplicates::refused); }

Result<Json> parseJsonFile(std::string_view text) {
  return parseAnySize(text, Duplicates::refused);
}

const Json* member(const Json& json, std::string_view name) {
  const auto* members = json.get_ptr<const Json::object_t*>();
  if (members == nullptr) return nullptr;
  for (const auto& [key, value] : *members) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::optional<std::string> text(const Json& json, std::string_view name) {
  return inMember<std::string>(json, name, asText);
}

std::optional<bool> boolean(const Json& json, std::string_view name) {
  return inMember<bool>(json, name, asBoolean);
}

std::optional<std::int64_t> integer(const Json& json, std::string_view name) {
  return inMember<std::int64_t>(json, name, asInteger);
}

const Json* array(const Json& json, std::string_view name) {
  const Json* found = member(json, name);
  return found != nullptr && found->is_array() ? found : nullptr;
}

const Json* object(const Json& json, std::string_view name) {
  const Json* found = member(json, name);
  return found != nullptr && found->is_object() ? found : nullptr;
}

std::optional<std::string> asText(const Json& json) {
  const auto* value = json.get_ptr<const Json::string_t*>();
  return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<bool> asBoolean(const Json& json) {
  const auto* value = json.get_ptr<const Json::boolean_t*>();
  return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<std::int64_t> asInteger(const Json& json) {
  if (const auto* value = json.get_ptr<const Json::number_unsigned_t*>()) {
    const bool fits =
        *value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return fits ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
  }
  const auto* value = json.get_ptr<const Json::number_integer_t*>();
  return value == nullptr ? std::nullopt : std::optional<std::int64_t>(*value);
}

void setMember(Json& json, std::string_view name, Json value) {
  if (json.is_object()) json.emplace(std::string(name), Json()).first.value() = std::move(value);
}

}  // namespace latchkey
