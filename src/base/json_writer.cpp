#include "base/json_writer.h"

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace latchkey {
namespace {

// The letter after the backslash (RFC 8259 §7); 0 for a character that has none.
char shortEscapeOf(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

void appendText(std::string& out, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t length = utf8Length(text);
    const char escape = shortEscapeOf(c);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (escape != 0) {
      out += '\\';
      out += escape;
    } else if (static_cast<std::uint8_t>(c) < ' ') {
      out += "\\u00";
      out += kDigits[static_cast<std::uint8_t>(c) >> 4U];
      out += kDigits[static_cast<std::uint8_t>(c) & 0xFU];
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

// The shortest digits that are read as the same number again.
void appendFraction(std::string& out, double value) {
  char digits[64];  // as the library asks for
  out.append(&digits[0], nlohmann::detail::to_chars(&digits[0], &digits[0] + sizeof digits, value));
}

class Writer {
 public:
  Writer(std::string& out, int indent) : out_(out), indent_(indent) {}

  void value(const Json& json) {
    switch (json.type()) {
      case Json::value_t::object:
        return container(json, '{', '}');
      case Json::value_t::array:
        return container(json, '[', ']');
      case Json::value_t::string:
        return appendText(out_, *json.get_ptr<const Json::string_t*>());
      case Json::value_t::boolean:
        out_ += *json.get_ptr<const Json::boolean_t*>() ? "true" : "false";
        return;
      default:
        return number(json);
    }
  }

 private:
  // Infinity and what is no number have no form in JSON.
  void number(const Json& json) {
    if (const auto* natural = json.get_ptr<const Json::number_unsigned_t*>()) {
      out_ += std::to_string(*natural);
    } else if (const auto* whole = json.get_ptr<const Json::number_integer_t*>()) {
      out_ += std::to_string(*whole);
    } else if (const auto* fraction = json.get_ptr<const Json::number_float_t*>();
               fraction != nullptr && std::isfinite(*fraction)) {
      appendFraction(out_, *fraction);
    } else {
      out_ += "null";
    }
  }

  void container(const Json& json, char open, char close) {
    out_ += open;
    ++depth_;
    for (auto it = json.begin(); it != json.end(); ++it) {
      if (it != json.begin()) out_ += ',';
      newLine();
      if (open == '{') {
        appendText(out_, it.key());
        out_ += indent_ < 0 ? ":" : ": ";
      }
      value(*it);
    }
    --depth_;
    if (!json.empty()) newLine();
    out_ += close;
  }

  void newLine() {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_ * depth_), ' ');
  }

  std::string& out_;
  int indent_;
  int depth_ = 0;
};

}  // namespace

std::string writeJson(const Json& json, int indent) {
  std::string text;
  Writer(text, indent).value(json);
  return text;
}

std::string writeJsonText(std::string_view text) {
  std::string quoted;
  appendText(quoted, text);
  return quoted;
}

}  // namespace latchkey
