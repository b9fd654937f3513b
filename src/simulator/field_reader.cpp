#include "simulator/field_reader.h"

#include <algorithm>
#include <iterator>

#include "base/json_places.h"
#include "base/text.h"
#include "simulator/text_rule.h"

namespace latchkey::simulator {
namespace {

std::string inQuotes(std::string_view text) { return '"' + std::string(text) + '"'; }

// "must be a number of seconds from 1 to 86400"
std::string meaning(Range range) {
  const std::string what =
      range.unit.empty() ? "a whole number" : "a number of " + std::string(range.unit);
  const std::string least = std::to_string(range.least);
  if (range.most == std::numeric_limits<std::int64_t>::max()) {
    return "must be " + what + ", " + least + " or more";
  }
  return "must be " + what + " from " + least + " to " + std::to_string(range.most);
}

// "must be \"digits\" or \"alphanumeric\""
std::string meaning(Choices choices) {
  std::string sentence = "must be ";
  for (const std::string_view& choice : choices) {
    if (&choice != choices.begin()) {
      sentence += &choice + 1 == choices.end() ? " or " : ", ";
    }
    sentence += inQuotes(choice);
  }
  return sentence;
}

bool isIn(Range range, std::int64_t number) {
  return number >= range.least && number <= range.most;
}

// Levenshtein's: how many letters to add, take away or change.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t change = diagonal + (toLower(from[i]) == toLower(to[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

const std::string* nearest(const std::vector<std::string>& known, std::string_view name) {
  const auto found = std::min_element(known.begin(), known.end(), [name](auto& a, auto& b) {
    return distance(name, a) < distance(name, b);
  });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace

FieldReader::FieldReader(const Json& document, Abbreviations abbreviations)
    : abbreviations_(std::move(abbreviations)) {
  // An editor finds the schema by it.
  scopes_.push_back({&document, "", "", {"$schema"}});
  if (!document.is_object()) complain("", "The file must hold a JSON object: { ... }.");
}

std::optional<FieldReader::Mistake> FieldReader::finish() {
  refuseUnknown();
  return mistake_;
}

void FieldReader::complain(std::string pointer, std::string sentence) {
  if (!mistake_) mistake_ = {std::move(pointer), std::move(sentence)};
}

void FieldReader::mistakeAt(const Member& member, std::string_view what) {
  const Scope& scope = scopes_.back();
  complain(scope.pointer + "/" + pointerPart(member.name),
           inQuotes(scope.shown + std::string(member.name)) + " " + std::string(what) + ".");
}

void FieldReader::mistakeIn(const Member& member, std::size_t index, std::string_view what) {
  const Scope& scope = scopes_.back();
  complain(scope.pointer + "/" + pointerPart(member.name) + "/" + std::to_string(index),
           "Each of " + inQuotes(scope.shown + std::string(member.name)) + " " + std::string(what) +
               ".");
}

const Json* FieldReader::find(const Member& member) {
  Scope& scope = scopes_.back();
  scope.known.emplace_back(member.name);
  if (mistake_) return nullptr;
  const Json* found = latchkey::member(*scope.value, member.name);
  if (found == nullptr && member.presence == Member::Presence::required) {
    mistakeAt(member, "is missing");
  }
  return found;
}

bool FieldReader::has(const Member& member, bool) {
  // Not a required one, so that nothing is complained about here.
  return find({member.name}) != nullptr;
}

std::optional<std::string> FieldReader::textFrom(const Json& json, TextRule rule) const {
  std::optional<std::string> value = asText(json);
  if (!value) return std::nullopt;
  if (rule == TextRule::url || rule == TextRule::origin) {
    for (const auto& [short_, whole] : abbreviations_) {
      if (value->rfind(short_, 0) == 0) value->replace(0, short_.size(), whole);
    }
  }
  return follows(rule, *value) ? value : std::nullopt;
}

void FieldReader::text(const Member& member, std::string& value, TextRule rule) {
  const Json* found = find(member);
  if (found == nullptr) return;
  auto read = textFrom(*found, rule);
  if (!read) return mistakeAt(member, simulator::meaning(rule));
  value = *std::move(read);
}

void FieldReader::flag(const Member& member, bool& value) {
  const Json* found = find(member);
  if (found == nullptr) return;
  const auto read = asBoolean(*found);
  if (!read) return mistakeAt(member, "must be true or false");
  value = *read;
}

void FieldReader::integer(const Member& member, std::int64_t& value, Range range) {
  const Json* found = find(member);
  if (found == nullptr) return;
  const auto read = asInteger(*found);
  if (!read || !isIn(range, *read)) return mistakeAt(member, meaning(range));
  value = *read;
}

void FieldReader::choice(const Member& member, std::size_t& value, Choices choices) {
  const Json* found = find(member);
  if (found == nullptr) return;
  const auto chosen = std::find(choices.begin(), choices.end(), asText(*found).value_or(""));
  if (chosen == choices.end()) return mistakeAt(member, meaning(choices));
  value = static_cast<std::size_t>(std::distance(choices.begin(), chosen));
}

const Json* FieldReader::listOf(const Member& member) {
  const Json* found = find(member);
  if (found == nullptr || found->is_array()) return found;
  mistakeAt(member, "must be a list: [ ... ]");
  return nullptr;
}

void FieldReader::texts(const Member& member, std::vector<std::string>& values, TextRule rule) {
  const Json* list = listOf(member);
  if (list == nullptr) return;
  values.clear();
  for (const Json& element : *list) {
    auto read = textFrom(element, rule);
    if (!read) return mistakeIn(member, values.size(), simulator::meaning(rule));
    values.push_back(*std::move(read));
  }
}

void FieldReader::integers(const Member& member, std::vector<std::int64_t>& values, Range range) {
  const Json* list = listOf(member);
  if (list == nullptr) return;
  values.clear();
  for (const Json& element : *list) {
    const auto read = asInteger(element);
    if (!read || !isIn(range, *read)) return mistakeIn(member, values.size(), meaning(range));
    values.push_back(*read);
  }
}

void FieldReader::someOf(const Member& member, std::vector<std::size_t>& values, Choices choices) {
  const Json* list = listOf(member);
  if (list == nullptr) return;
  values.clear();
  for (const Json& element : *list) {
    const auto chosen = std::find(choices.begin(), choices.end(), asText(element).value_or(""));
    if (chosen == choices.end()) return mistakeIn(member, values.size(), meaning(choices));
    values.push_back(static_cast<std::size_t>(std::distance(choices.begin(), chosen)));
  }
}

void FieldReader::enter(const Json& value, const std::string& part, const std::string& shown) {
  const Scope& around = scopes_.back();
  scopes_.push_back({&value, around.pointer + "/" + part, shown, {}});
}

bool FieldReader::beginObject(const Member& member, bool) {
  const Json* found = find(member);
  if (found == nullptr) return false;
  if (!found->is_object()) {
    mistakeAt(member, "must be an object: { ... }");
    return false;
  }
  enter(*found, pointerPart(member.name), scopes_.back().shown + std::string(member.name) + ".");
  return true;
}

void FieldReader::endObject() {
  refuseUnknown();
  scopes_.pop_back();
}

std::optional<std::size_t> FieldReader::beginList(const Member& member, std::size_t) {
  const Json* list = listOf(member);
  if (list == nullptr) return std::nullopt;
  enter(*list, pointerPart(member.name), scopes_.back().shown + std::string(member.name));
  return list->size();
}

void FieldReader::beginElement(std::size_t index) {
  const Json& list = *scopes_.back().value;
  const std::string shown = scopes_.back().shown + "[" + std::to_string(index) + "]";
  const Json& element = *std::next(list.begin(), static_cast<std::ptrdiff_t>(index));
  enter(element, std::to_string(index), shown + ".");
  if (!element.is_object()) {
    complain(scopes_.back().pointer, inQuotes(shown) + " must be an object: { ... }.");
  }
}

void FieldReader::endElement() { endObject(); }

void FieldReader::endList() { scopes_.pop_back(); }

void FieldReader::refuseUnknown() {
  const Scope& scope = scopes_.back();
  if (mistake_ || !scope.value->is_object()) return;
  for (const auto& [name, value] : scope.value->items()) {
    if (std::find(scope.known.begin(), scope.known.end(), name) != scope.known.end()) continue;
    std::string sentence = inQuotes(scope.shown + name) + " is not known";
    if (const std::string* near = nearest(scope.known, name)) {
      sentence += "; the nearest known name is " + inQuotes(*near);
    }
    return complain(scope.pointer + "/" + pointerPart(name), sentence + ".");
  }
}

}  // namespace latchkey::simulator
