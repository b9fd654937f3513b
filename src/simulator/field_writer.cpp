#include "simulator/field_writer.h"

#include <iterator>
#include <utility>

namespace latchkey::simulator {

void FieldWriter::text(const Member& member, std::string& value, TextRule) { put(member, value); }

void FieldWriter::texts(const Member& member, std::vector<std::string>& values, TextRule) {
  Json list = Json::array();
  for (const std::string& value : values) list.push_back(value);
  put(member, std::move(list));
}

void FieldWriter::flag(const Member& member, bool& value) { put(member, value); }

void FieldWriter::integer(const Member& member, std::int64_t& value, Range) { put(member, value); }

void FieldWriter::integers(const Member& member, std::vector<std::int64_t>& values, Range) {
  Json list = Json::array();
  for (const std::int64_t value : values) list.push_back(value);
  put(member, std::move(list));
}

void FieldWriter::choice(const Member& member, std::size_t& value, Choices choices) {
  if (value < choices.size()) put(member, std::data(choices)[value]);
}

void FieldWriter::someOf(const Member& member, std::vector<std::size_t>& values, Choices choices) {
  Json list = Json::array();
  for (const std::size_t value : values) list.push_back(std::data(choices)[value]);
  put(member, std::move(list));
}

Json FieldWriter::close() {
  Json closed = std::move(open_.back());
  open_.pop_back();
  return closed;
}

bool FieldWriter::beginObject(const Member& member, bool present) {
  if (!present) return false;
  names_.emplace_back(member.name);
  open_.push_back(Json::object());
  return true;
}

void FieldWriter::endObject() {
  Json object = close();
  setMember(open_.back(), names_.back(), std::move(object));
  names_.pop_back();
}

std::optional<std::size_t> FieldWriter::beginList(const Member& member, std::size_t size) {
  names_.emplace_back(member.name);
  open_.push_back(Json::array());
  return size;
}

void FieldWriter::beginElement(std::size_t) { open_.push_back(Json::object()); }

void FieldWriter::endElement() {
  Json element = close();
  open_.back().push_back(std::move(element));
}

void FieldWriter::endList() { endObject(); }

}  // namespace latchkey::simulator
