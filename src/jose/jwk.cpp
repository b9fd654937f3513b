#include "jose/jwk.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "base/json_reader.h"

namespace latchkey::jose {
namespace {

constexpr std::size_t kMinModulusBits = 2048;  // RFC 7518 §3.3
// Larger keys are not used in practice and only cost time.
constexpr std::size_t kMaxModulusBits = 16384;
constexpr std::size_t kMaxExponentBytes = 8;
constexpr std::size_t kP256CoordinateBytes = 32;  // RFC 7518 §6.2.1.2

// Takes the optional members of one key. A member of the wrong type makes the key unusable.
class MemberReader {
 public:
  explicit MemberReader(const Json& json) : json_(json) {}

  std::string text(std::string_view name) {
    const Json* found = member(json_, name);
    return found == nullptr ? std::string() : textOf(*found);
  }

  std::vector<std::string> texts(std::string_view name) {
    std::vector<std::string> values;
    if (member(json_, name) == nullptr) return values;
    const Json* list = array(json_, name);
    // An empty list is a key for no operation at all, which an empty vector could not say.
    if (list == nullptr || list->empty()) {
      sound_ = false;
      return values;
    }
    for (const Json& item : *list) values.push_back(textOf(item));
    return values;
  }

  bool sound() const { return sound_; }

 private:
  std::string textOf(const Json& value) {
    std::optional<std::string> text = asText(value);
    sound_ = sound_ && text.has_value();
    return text ? std::move(*text) : std::string();
  }

  const Json& json_;
  bool sound_ = true;
};

std::optional<Jwk> parseJwk(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  MemberReader reader(json);
  Jwk key;
  key.kty = reader.text("kty");
  key.kid = reader.text("kid");
  key.use = reader.text("use");
  key.alg = reader.text("alg");
  key.keyOps = reader.texts("key_ops");
  key.n = reader.text("n");
  key.e = reader.text("e");
  key.crv = reader.text("crv");
  key.x = reader.text("x");
  key.y = reader.text("y");
  const bool isRsa = key.kty == "RSA" && !key.n.empty() && !key.e.empty();
  const bool isEc = key.kty == "EC" && !key.crv.empty() && !key.x.empty() && !key.y.empty();
  if (!reader.sound() || (!isRsa && !isEc)) return std::nullopt;
  return key;
}

std::size_t bitLength(const Bytes& number) {
  const auto first =
      std::find_if(number.begin(), number.end(), [](std::uint8_t byte) { return byte != 0; });
  if (first == number.end()) return 0;
  std::size_t bits = static_cast<std::size_t>(number.end() - first - 1) * 8;
  for (unsigned lead = *first; lead != 0; lead >>= 1U) ++bits;
  return bits;
}

// An exponent of 1 would make every message its own signature.
bool isSoundExponent(const Bytes& exponent) {
  const bool isOdd = !exponent.empty() && (exponent.back() & 1U) != 0;
  return isOdd && exponent.size() <= kMaxExponentBytes && bitLength(exponent) > 1;
}

bool isSoundRsa(const Jwk& key) {
  const std::optional<Bytes> modulus = fromBase64Url(key.n);
  const std::optional<Bytes> exponent = fromBase64Url(key.e);
  if (key.kty != "RSA" || !modulus || !exponent) return false;
  const std::size_t bits = bitLength(*modulus);
  return bits >= kMinModulusBits && bits <= kMaxModulusBits && isSoundExponent(*exponent);
}

bool isSoundP256(const Jwk& key) {
  const std::optional<Bytes> x = fromBase64Url(key.x);
  const std::optional<Bytes> y = fromBase64Url(key.y);
  return key.kty == "EC" && key.crv == "P-256" && x && y && x->size() == kP256CoordinateBytes &&
         y->size() == kP256CoordinateBytes;
}

bool mayVerify(const Jwk& key) {
  const bool named = std::find(key.keyOps.begin(), key.keyOps.end(), "verify") != key.keyOps.end();
  return (key.use.empty() || key.use == "sig") && (key.keyOps.empty() || named);
}

}  // namespace

std::string_view name(Algorithm algorithm) {
  return algorithm == Algorithm::rs256 ? "RS256" : "ES256";
}

Result<JwkSet> parseJwkSet(std::string_view body) {
  const Result<Json> json = parseJsonStrictly(body);
  if (!json) return Error{ErrorCode::malformedResponse, "keys: " + json.error().detail};
  const Json* list = array(*json, "keys");
  if (list == nullptr) return Error{ErrorCode::malformedResponse, "keys: not a list"};
  JwkSet set;
  for (const Json& item : *list) {
    if (std::optional<Jwk> key = parseJwk(item)) set.keys.push_back(std::move(*key));
  }
  return set;
}

bool isSuitable(const Jwk& key, Algorithm algorithm) {
  if (!mayVerify(key) || (!key.alg.empty() && key.alg != name(algorithm))) return false;
  return algorithm == Algorithm::rs256 ? isSoundRsa(key) : isSoundP256(key);
}

}  // namespace latchkey::jose
