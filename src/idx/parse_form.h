#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "idx/response.h"

namespace latchkey::idx {

// The authenticators of one document by where they stand in it, so that a relatesTo can be turned
// into an index. Holds pointers into the document: it must not outlive it, nor the document change.
class Relations {
 public:
  explicit Relations(const Json& root) : root_(root) {}

  const Json& root() const { return root_; }
  void add(const Json& authenticator, std::size_t index) {
    indexes_.emplace(&authenticator, index);
  }
  // Where `node`'s relatesTo leads to an authenticator; anything else is dropped.
  std::optional<std::size_t> authenticatorOf(const Json& node) const;

 private:
  const Json& root_;
  std::map<const Json*, std::size_t> indexes_;
};

// `node`'s member `messages`: {"type": "array", "value": [...]}. One without any text is left out.
std::vector<Message> parseMessages(const Json& node);

// The text, number or boolean that a member holds.
Scalar parseScalar(const Json& node, std::string_view name);

// A remediation or an action. Nothing where it has no name or no http(s) address to go to: what
// cannot be sent is no form. `fallbackName` is for actions, which are named by their member.
std::optional<Remediation> parseRemediation(const Json& ion, const Relations& relations,
                                            std::string_view fallbackName = "");

// The member `name` of `node` as such, where it is one.
std::optional<Remediation> parseAction(const Json& node, std::string_view name,
                                       const Relations& relations);

}  // namespace latchkey::idx
