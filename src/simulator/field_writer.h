#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "simulator/fields.h"

namespace latchkey::simulator {

// Writes a structure as the JSON document that FieldReader reads.
class FieldWriter : public Fields {
 public:
  FieldWriter() : open_(1, Json::object()) {}

  Json document() const { return open_.front(); }

  void text(const Member& member, std::string& value, TextRule rule) override;
  void texts(const Member& member, std::vector<std::string>& values, TextRule rule) override;
  void flag(const Member& member, bool& value) override;
  void integer(const Member& member, std::int64_t& value, Range range) override;
  void integers(const Member& member, std::vector<std::int64_t>& values, Range range) override;
  void someOf(const Member& member, std::vector<std::size_t>& values, Choices choices) override;
  void choice(const Member& member, std::size_t& value, Choices choices) override;
  bool beginObject(const Member& member, bool present) override;
  void endObject() override;
  std::optional<std::size_t> beginList(const Member& member, std::size_t size) override;
  void beginElement(std::size_t index) override;
  void endElement() override;
  void endList() override;

 protected:
  bool fills() const override { return false; }
  bool has(const Member&, bool present) override { return present; }

 private:
  void put(const Member& member, Json value) {
    setMember(open_.back(), member.name, std::move(value));
  }
  Json close();

  std::vector<Json> open_;          // objects and lists, the innermost last
  std::vector<std::string> names_;  // of those that are members
};

}  // namespace latchkey::simulator
