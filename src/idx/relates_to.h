#pragma once

#include <string_view>

#include "base/json_reader.h"

namespace latchkey::idx {

// The subset of JSONPath that IDX documents use to point into themselves: an optional "$", words
// after dots, and indexes: "$.authenticatorEnrollments.value[0]", "authenticatorChallenge".
// Nothing (nullptr) where the path is malformed or any step of it leads nowhere; a step that is
// missing is never skipped, because that could name the wrong authenticator.
const Json* resolvePath(const Json& root, std::string_view path);

// What `node`'s relatesTo points to: a path, or an array with one path in it.
const Json* relatedTo(const Json& root, const Json& node);

}  // namespace latchkey::idx
