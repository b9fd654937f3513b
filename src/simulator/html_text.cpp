#include "simulator/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace latchkey::simulator {
namespace {

constexpr std::array<std::string_view, 4> kUnread = {"head", "style", "script", "title"};
constexpr std::array<std::string_view, 9> kParagraphs = {"p",  "h1", "h2", "h3",        "h4",
                                                         "ul", "ol", "hr", "blockquote"};
constexpr std::array<std::string_view, 10> kLines = {"div", "br",      "tr",   "table",  "li",
                                                     "td",  "section", "main", "footer", "header"};

template <class List>
bool isIn(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void appendUtf8(std::string& text, std::uint32_t point) {
  const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0U | point >> 6U);
    put(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0U | point >> 12U);
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  } else {
    put(0xF0U | point >> 18U);
    put(0x80U | (point >> 12U & 0x3FU));
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  }
}

struct Entity {
  std::string_view name;
  std::string_view text;
};

constexpr std::array kEntities = {
    Entity{"amp", "&"},         Entity{"lt", "<"},         Entity{"gt", ">"},
    Entity{"quot", "\""},       Entity{"apos", "'"},       Entity{"nbsp", " "},
    Entity{"middot", "\u00B7"}, Entity{"copy", "\u00A9"},  Entity{"ndash", "\u2013"},
    Entity{"mdash", "\u2014"},  Entity{"lsquo", "\u2018"}, Entity{"rsquo", "\u2019"},
    Entity{"ldquo", "\u201C"},  Entity{"rdquo", "\u201D"}, Entity{"hellip", "\u2026"},
};

// "#39", "#x27" or a name; nothing for what stays as it is.
std::optional<std::string> entity(std::string_view name) {
  if (name.substr(0, 1) != "#") {
    for (const Entity& known : kEntities) {
      if (known.name == name) return std::string(known.text);
    }
    return std::nullopt;
  }
  const bool hex = name.size() > 1 && toLower(name[1]) == 'x';
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t point = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), point, hex ? 16 : 10);
  std::string text;
  if (error == std::errc()) appendUtf8(text, point);
  const bool whole = end == digits.data() + digits.size();
  return whole && point > 0 && isUtf8(text) ? std::optional(text) : std::nullopt;
}

std::string decoded(std::string_view html) {
  constexpr std::size_t kLongestEntity = 10;
  std::string text;
  for (std::size_t at = 0; at < html.size(); ++at) {
    const std::size_t end = html[at] == '&' ? html.substr(0, at + kLongestEntity).find(';', at)
                                            : std::string_view::npos;
    const auto known =
        end == std::string_view::npos ? std::nullopt : entity(html.substr(at + 1, end - at - 1));
    if (known) {
      text += *known;
      at = end;
    } else {
      text += html[at];
    }
  }
  return text;
}

struct Tag {
  std::string name;  // in lower case; "!--" for a comment, "!doctype"
  bool closes = false;
  std::string id;
  std::string href;
};

void skipSpace(std::string_view& rest) {
  while (!rest.empty() && (isSpace(rest.front()) || rest.front() == '/')) rest.remove_prefix(1);
}

// Takes `count` characters off the front.
std::string_view cut(std::string_view& rest, std::size_t count) {
  const std::string_view front = rest.substr(0, count);
  rest.remove_prefix(front.size());
  return front;
}

std::string attributeValue(std::string_view& rest) {
  const char quote = rest.empty() ? ' ' : rest.front();
  if (quote != '"' && quote != '\'') return decoded(cut(rest, rest.find_first_of(" \t\r\n>")));
  rest.remove_prefix(1);
  std::string value = decoded(cut(rest, rest.find(quote)));
  cut(rest, 1);
  return value;
}

// `rest` begins with '<' and is left after the tag.
Tag readTag(std::string_view& rest) {
  constexpr std::string_view kComment = "<!--";
  Tag tag;
  if (rest.substr(0, kComment.size()) == kComment) {
    const std::size_t end = rest.find("-->", kComment.size());
    cut(rest, end == std::string_view::npos ? end : end + 3);
    return tag;
  }
  rest.remove_prefix(1);
  tag.closes = rest.substr(0, 1) == "/";
  if (tag.closes) rest.remove_prefix(1);
  tag.name = lowered(cut(rest, rest.find_first_of(" \t\r\n/>")));
  for (skipSpace(rest); !rest.empty() && rest.front() != '>'; skipSpace(rest)) {
    const std::string name =
        lowered(cut(rest, std::max<std::size_t>(rest.find_first_of(" \t\r\n/>=", 0), 1)));
    std::string value;
    if (rest.substr(0, 1) == "=") {
      rest.remove_prefix(1);
      value = attributeValue(rest);
    }
    if (name == "id") tag.id = value;
    if (name == "href") tag.href = value;
  }
  cut(rest, 1);
  return tag;
}

bool beginsTag(std::string_view rest) {
  const char next = rest.size() > 1 ? rest[1] : ' ';
  return rest.front() == '<' && (isLetter(next) || next == '/' || next == '!');
}

// Text that grows, with what is between its words and lines decided when the next word comes.
class Writer {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      if (isSpace(c)) {
        space_ = true;
        continue;
      }
      if (breaks_ > 0 && !text_.empty()) {
        text_.append(breaks_, '\n');
      } else if (space_ && breaks_ == 0 && !text_.empty()) {
        text_ += ' ';
      }
      if (breaks_ > 0) lineBegin_ = text_.size();
      breaks_ = 0;
      space_ = false;
      text_ += c;
    }
  }
  void breakLine(std::size_t count) { breaks_ = std::max(breaks_, count); }
  // Before the first word of a link, and after its last.
  void beginLink() { linkBegin_ = text_.size(); }
  void endLink(const std::string& href) {
    const std::string_view shown = trimmed(std::string_view(text_).substr(linkBegin_));
    if (href.empty() || shown == href) return;
    const bool alone = linkBegin_ <= lineBegin_;
    if (!alone) return add(" <" + href + ">");
    if (!shown.empty()) {
      text_ += ':';
      breakLine(1);
    }
    add(href);
    breakLine(1);
  }
  std::string finish() && { return text_.empty() ? text_ : std::move(text_) + "\n"; }

 private:
  std::string text_;
  std::size_t breaks_ = 0;
  bool space_ = false;
  std::size_t lineBegin_ = 0;
  std::size_t linkBegin_ = 0;
};

// Tags and the text between them, to what a person reads.
class Reader {
 public:
  void take(std::string_view text) {
    if (unread_.empty()) writer_.add(decoded(text));
  }
  void take(const Tag& tag) {
    if (!unread_.empty()) return skip(tag);
    if (isIn(kUnread, tag.name) && !tag.closes) unread_ = tag.name;
    if (isIn(kParagraphs, tag.name)) writer_.breakLine(2);
    if (isIn(kLines, tag.name)) writer_.breakLine(1);
    if (tag.name != "a") return;
    if (tag.closes) writer_.endLink(href_);
    writer_.beginLink();
    href_ = tag.href;
  }
  std::string finish() && { return std::move(writer_).finish(); }

 private:
  void skip(const Tag& tag) {
    // </head> may be left out.
    const bool ends = tag.closes ? tag.name == unread_ : unread_ == "head" && tag.name == "body";
    if (ends) unread_.clear();
  }

  Writer writer_;
  std::string unread_;  // the element whose content is left out
  std::string href_;
};

}  // namespace

std::string textOfHtml(std::string_view html) {
  Reader reader;
  while (!html.empty()) {
    if (beginsTag(html)) {
      reader.take(readTag(html));
    } else {
      reader.take(cut(html, html.find('<', 1)));
    }
  }
  return std::move(reader).finish();
}

std::string hrefById(std::string_view html, std::string_view id) {
  while (!html.empty()) {
    if (!beginsTag(html)) {
      cut(html, html.find('<', 1));
      continue;
    }
    const Tag tag = readTag(html);
    if (tag.name == "a" && tag.id == id) return tag.href;
  }
  return "";
}

}  // namespace latchkey::simulator
