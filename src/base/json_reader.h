#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace latchkey {

// The only door to nlohmann_json. With exceptions off its at(), value(), get() and operator[]
// abort on input of an unexpected type, so everything is read through the functions below, which
// answer "nothing" instead, and written with writeJson() (base/json_writer.h). Building documents
// with initialiser lists ({{"a", 1}}) is fine anywhere. tests/tools/check_layers.py watches over
// this.
using Json = nlohmann::ordered_json;

// Larger or deeper than this is nothing that Okta sends, and not worth the memory.
inline constexpr std::size_t kMaxJsonBytes = 4U << 20U;
inline constexpr int kMaxJsonDepth = 64;
// Members are kept in their order and searched one by one: many thousands would take seconds.
inline constexpr std::size_t kMaxJsonMembers = 1'000;  // of one object

// Errors: malformedResponse, responseTooLarge. A byte order mark is allowed; anything after the
// document is not. Of two members with one name the last counts.
Result<Json> parseJson(std::string_view text);

// As parseJson, but a document in which any object has two members of one name is malformed:
// for tokens and keys, where two readers could see two different values.
Result<Json> parseJsonStrictly(std::string_view text);

// As parseJsonStrictly, for a file that is our own: it may be as large as it likes.
Result<Json> parseJsonFile(std::string_view text);

// nullptr where `json` is not an object, or has no such member.
const Json* member(const Json& json, std::string_view name);

std::optional<std::string> text(const Json& json, std::string_view name);
std::optional<bool> boolean(const Json& json, std::string_view name);
// Whole numbers only (not 3.0), in the range of int64.
std::optional<std::int64_t> integer(const Json& json, std::string_view name);
// The member if it is an array, an object; nullptr otherwise.
const Json* array(const Json& json, std::string_view name);
const Json* object(const Json& json, std::string_view name);

// The value itself.
std::optional<std::string> asText(const Json& json);
std::optional<bool> asBoolean(const Json& json);
std::optional<std::int64_t> asInteger(const Json& json);

// Sets a member of an object; does nothing to anything else.
void setMember(Json& json, std::string_view name, Json value);

}  // namespace latchkey
