#include "base/json_reader.h"

#include <limits>
#include <set>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

// nlohmann builds the document while it parses; what is too deep or says a name twice must be
// known before that, because the DOM keeps one of two members and forgets that there were two.
class Inspector : public nlohmann::json_sax<Json> {
 public:
  bool foundDuplicate() const { return foundDuplicate_; }
  bool tooDeep() const { return tooDeep_; }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_array() override { return leave(); }
  bool key(string_t& name) override {
    if (!names_.back().insert(name).second) foundDuplicate_ = true;
    return names_.back().size() <= kMaxJsonMembers;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool enter() {
    names_.emplace_back();
    tooDeep_ = names_.size() > static_cast<std::size_t>(kMaxJsonDepth);
    return !tooDeep_;
  }
  bool leave() {
    names_.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> names_;
  bool foundDuplicate_ = false;
  bool tooDeep_ = false;
};

enum class Duplicates { allowed, refused };

Result<Json> parse(std::string_view text, Duplicates duplicates) {
  if (text.size() > kMaxJsonBytes) return Error{ErrorCode::responseTooLarge, "over 4 MiB of JSON"};
  Inspector inspector;
  const bool sound = Json::sax_parse(text.begin(), text.end(), &inspector);
  if (inspector.tooDeep()) return Error{ErrorCode::malformedResponse, "JSON nested too deeply"};
  if (!sound) return Error{ErrorCode::malformedResponse, "not JSON"};
  if (duplicates == Duplicates::refused && inspector.foundDuplicate()) {
    return Error{ErrorCode::malformedResponse, "two members of one name"};
  }
  return Json::parse(text.begin(), text.end(), nullptr, false);
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
