#include "base/json_reader.h"

#include <limits>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

// Builds the document from what nlohmann's parser finds, and watches what the library's own builder
// does not: how deep it is, how many members an object has, and whether one is named twice.
class Builder {
 public:
  Json& document() { return document_; }
  bool foundDuplicate() const { return foundDuplicate_; }
  bool tooDeep() const { return tooDeep_; }

  // What sax_parse() calls: answering false ends it.
  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(Json::number_integer_t value) { return put(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return put(value); }
  bool number_float(Json::number_float_t value, const Json::string_t&) { return put(value); }
  bool string(Json::string_t& value) { return put(std::move(value)); }
  static bool binary(Json::binary_t&) { return false; }  // in other formats than JSON
  bool start_object(std::size_t) { return enter(Json::object()); }
  bool end_object() { return leave(); }
  bool start_array(std::size_t) { return enter(Json::array()); }
  bool end_array() { return leave(); }
  bool key(Json::string_t& name) {
    auto& members = open_.back()->get_ref<Json::object_t&>();
    const auto [found, isNew] = members.emplace(name, Json());
    member_ = &found->second;
    if (!isNew) foundDuplicate_ = true;
    return members.size() <= kMaxJsonMembers;
  }
  static bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
    return false;
  }

 private:
  // Where the next value goes: the document itself, the end of an array, the member named last.
  Json& place() {
    if (open_.empty()) return document_;
    auto* elements = open_.back()->get_ptr<Json::array_t*>();
    return elements == nullptr ? *member_ : elements->emplace_back();
  }
  bool put(Json value) {
    place() = std::move(value);
    return true;
  }
  bool enter(Json container) {
    Json& opened = place();
    opened = std::move(container);
    open_.push_back(&opened);  // stays where it is: nothing is added to its parent before leave()
    tooDeep_ = open_.size() > static_cast<std::size_t>(kMaxJsonDepth);
    return !tooDeep_;
  }
  bool leave() {
    open_.pop_back();
    return true;
  }

  Json document_;
  std::vector<Json*> open_;
  Json* member_ = nullptr;
  bool foundDuplicate_ = false;
  bool tooDeep_ = false;
};

enum class Duplicates { allowed, refused };

Result<Json> parseAnySize(std::string_view text, Duplicates duplicates) {
  Builder builder;
  const bool sound = Json::sax_parse(text.data(), text.data() + text.size(), &builder);
  if (builder.tooDeep()) return Error{ErrorCode::malformedResponse, "JSON nested too deeply"};
  if (!sound) return Error{ErrorCode::malformedResponse, "not JSON"};
  if (duplicates == Duplicates::refused && builder.foundDuplicate()) {
    return Error{ErrorCode::malformedResponse, "two members of one name"};
  }
  return std::move(builder.document());
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
  if (!json.is_object()) return nullptr;
  const auto found = json.find(std::string(name));
  return found == json.end() ? nullptr : &*found;
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

std::string writeJson(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace latchkey
