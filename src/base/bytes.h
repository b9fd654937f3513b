#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

using Bytes = std::vector<std::uint8_t>;

Bytes toBytes(std::string_view text);
std::string toText(const Bytes& bytes);

// base64url without padding (RFC 4648 §5, RFC 7515 §2). Decoding is strict: no padding, no other
// alphabet, no white space, and the unused bits at the end must be zero, so that every value has
// one spelling only.
std::string toBase64Url(const Bytes& bytes);
std::optional<Bytes> fromBase64Url(std::string_view text);

// Takes as long for two that differ at the front as for two that differ at the end.
bool equalsInConstantTime(std::string_view a, std::string_view b);

}  // namespace latchkey
