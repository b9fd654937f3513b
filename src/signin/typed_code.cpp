#include "signin/typed_code.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"

namespace latchkey::signin {
namespace {

// Where the form does not say. No org makes shorter ones, and what is much longer is no code.
constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 32;
struct Lengths {
  std::size_t shortest;
  std::size_t longest;
};
// In a sentence Okta's own length is looked for first, then others. Four digits may be a year.
constexpr Lengths kUsual{6, 6};
constexpr Lengths kInASentence{5, 12};

// A character of a keycap: what is around the digit.
constexpr char32_t kKeycap = 0x20E3;
// Any character of which no code is made, in the plain text.
constexpr char kForeign = '\x01';

bool isAlnum(char c) { return isDigit(c) || isLetter(c); }

// ASCII, with kForeign for the rest.
std::string plain(std::string_view typed) {
  std::string text;
  for (const char32_t c : toCodePoints(typed)) {
    if (isBlank(c)) {
      text += ' ';
    } else if (isInvisible(c) || c == kKeycap) {
      continue;
    } else if (const std::optional<int> digit = decimalDigit(c)) {
      text += static_cast<char>('0' + *digit);
    } else if (isDash(c)) {
      text += '-';
    } else {
      const char32_t narrowed = narrow(c);
      text += narrowed < 0x80 ? static_cast<char>(narrowed) : kForeign;
    }
  }
  return std::string(trimmed(text));
}

// Characters of a code with nothing between them.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool isJoined = false;  // to the group before, by one space or dash
};

class Reader {
 public:
  Reader(std::string text, const CodeShape& shape) : text_(std::move(text)), shape_(shape) {
    for (std::size_t at = 0; at < text_.size();) {
      Group group{at, at};
      while (group.end < text_.size() && isOfCode(text_[group.end])) ++group.end;
      at = group.end + 1;
      if (group.begin == group.end) continue;
      group.isJoined = !groups_.empty() && groups_.back().end + 1 == group.begin &&
                       isJoint(text_[group.begin - 1]);
      groups_.push_back(group);
    }
  }

  Reading read() const {
    if (text_.empty()) return Advice::enterPasscode;
    if (groups_.empty()) return Advice::noPasscode;
    const std::string all = joined(0, groups_.size());
    // Nothing but one group, whatever stands around it.
    if (groups_.size() == 1 && isAlone()) return judged(all);
    const bool isLengthKnown = shape_.shortest || shape_.longest;
    const Lengths usual = isLengthKnown || shape_.hasLetters ? told() : kUsual;
    if (const std::optional<Reading> found = onlyOne(runs(usual))) return *found;
    if (const std::optional<Reading> found = onlyOne(parts(usual))) return *found;
    if (!isLengthKnown && !shape_.hasLetters) {
      const std::optional<Reading> found = onlyOne(runs(kInASentence));
      if (found) return *found;
    }
    if (isAlone() && isSpelled()) return judged(all);
    // The org did not say that there are letters in its codes, nor that there are none.
    const bool isWord = std::all_of(text_.begin(), text_.end(), isAlnum);
    return isWord ? judged(text_) : Reading(Advice::noPasscode);
  }

 private:
  bool isOfCode(char c) const { return isDigit(c) || (shape_.hasLetters && isLetter(c)); }
  // Words of a sentence have spaces between them, too.
  bool isJoint(char c) const { return c == '-' || (c == ' ' && !shape_.hasLetters); }

  Lengths told() const {
    const std::size_t longest = shape_.longest.value_or(kLongest);
    return {std::min(shape_.shortest.value_or(kShortest), longest), longest};
  }
  Reading judged(const std::string& code) const {
    if (code.size() < told().shortest) return Advice::passcodeTooShort;
    if (code.size() > told().longest) return Advice::passcodeTooLong;
    return code;
  }

  // There are no words.
  bool isAlone() const {
    return std::none_of(text_.begin(), text_.end(), [this](char c) {
      return c == kForeign || (isLetter(c) && !shape_.hasLetters);
    });
  }
  // Words are of small letters, and have no digits.
  static bool isLikeACode(std::string_view group) {
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    return std::any_of(group.begin(), group.end(), isDigit) ||
           std::none_of(group.begin(), group.end(), isSmall);
  }

  // "482.913", "ABCDE 12345": one code in parts.
  bool isSpelled() const {
    return text_.find('+') == std::string::npos &&
           std::all_of(groups_.begin(), groups_.end(), [this](const Group& it) {
             return isLikeACode(std::string_view(text_).substr(it.begin, it.end - it.begin));
           });
  }

  std::string joined(std::size_t first, std::size_t last) const {
    std::string code;
    for (std::size_t i = first; i < last; ++i) {
      code.append(text_, groups_[i].begin, groups_[i].end - groups_[i].begin);
    }
    return code;
  }
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : ' '; }
  char before(const Group& group) const { return group.begin == 0 ? ' ' : at(group.begin - 1); }

  // A time, a date, an amount or a telephone number: "14:05", "27.11.2026", "+49 30 123456".
  bool isOfSomethingElse(const Group& group) const {
    const auto isGlue = [this](std::size_t place) {
      return std::string_view(".,:/").find(at(place)) != std::string_view::npos &&
             isDigit(at(place - 1)) && isDigit(at(place + 1));
    };
    return before(group) == '+' || (group.begin > 1 && isGlue(group.begin - 1)) ||
           isGlue(group.end);
  }
  // "2026-11-27"
  bool isDate(std::size_t first, std::size_t last) const {
    return last - first == 3 && at(groups_[first].end) == '-' && joined(first, last).size() == 8 &&
           joined(first + 1, first + 2).size() == 2;
  }
  // "abc482913": a part of a word.
  bool isInAWord(const Group& group) const {
    return isLetter(before(group)) || isLetter(at(group.end));
  }

  // Groups that belong together, as long as they go.
  std::vector<std::string> runs(Lengths lengths) const {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < groups_.size();) {
      std::size_t end = i + 1;
      while (end < groups_.size() && groups_[end].isJoined) ++end;
      const std::string code = joined(i, end);
      const bool isFree =
          std::none_of(groups_.begin() + static_cast<std::ptrdiff_t>(i),
                       groups_.begin() + static_cast<std::ptrdiff_t>(end),
                       [this](const Group& it) { return isOfSomethingElse(it) || isInAWord(it); });
      if (isFree && !isDate(i, end)) addIfFits(found, code, lengths);
      i = end;
    }
    return found;
  }

  // Single groups: of longer runs, or right behind a word as in "G482913".
  std::vector<std::string> parts(Lengths lengths) const {
    std::vector<std::string> found;
    bool isTelephone = false;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const Group& group = groups_[i];
      isTelephone = before(group) == '+' || (isTelephone && group.isJoined);
      const bool isFree = !isTelephone && !isOfSomethingElse(group) && !isLetter(at(group.end));
      if (isFree) addIfFits(found, joined(i, i + 1), lengths);
    }
    return found;
  }

  static void addIfFits(std::vector<std::string>& found, const std::string& code, Lengths lengths) {
    if (found.size() > 1) return;  // more than one is more than one
    const bool fits = code.size() >= lengths.shortest && code.size() <= lengths.longest;
    const bool isNew = std::find(found.begin(), found.end(), code) == found.end();
    if (fits && isNew && isLikeACode(code)) found.push_back(code);
  }

  static std::optional<Reading> onlyOne(const std::vector<std::string>& found) {
    if (found.empty()) return std::nullopt;
    return found.size() == 1 ? Reading(found.front()) : Reading(Advice::severalPasscodes);
  }

  std::string text_;
  const CodeShape& shape_;
  std::vector<Group> groups_;
};

}  // namespace

CodeShape shapeOf(const idx::Field* passcode) {
  CodeShape shape;
  if (passcode == nullptr) return shape;
  const auto length = [](const std::optional<int>& told) {
    return told && *told > 0 ? std::optional(static_cast<std::size_t>(*told)) : std::nullopt;
  };
  shape.hasLetters = passcode->format == "alphanumeric";
  shape.shortest = length(passcode->minLength);
  shape.longest = length(passcode->maxLength);
  return shape;
}

Reading readCode(std::string_view typed, const CodeShape& shape) {
  return Reader(plain(typed), shape).read();
}

std::string readNumber(std::string_view typed) {
  std::u32string number;
  for (const char32_t c : toCodePoints(typed)) {
    if (isBlank(c)) {
      number += U' ';
    } else if (const std::optional<int> digit = decimalDigit(c)) {
      number += U'0' + static_cast<char32_t>(*digit);
    } else if (isDash(c)) {
      number += U'-';
    } else if (!isInvisible(c)) {
      number += narrow(c);
    }
  }
  return std::string(trimmed(toUtf8(number)));
}

}  // namespace latchkey::signin
