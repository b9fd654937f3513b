#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "simulator/fields.h"

namespace latchkey::simulator {

// Writes what a structure's file may hold as a JSON Schema (draft 07); the structure's own values
// are the defaults.
class SchemaWriter : public Fields {
 public:
  SchemaWriter();

  Json schema(std::string_view title, std::string_view about) const;

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
  bool fills() const override { return true; }
  bool has(const Member&, bool) override { return true; }

 private:
  // An object that is being described.
  struct Scope {
    std::string name;
    std::string about;
    Json properties = Json::object();
    Json required = Json::array();
  };

  // Notes a required member, too.
  void put(const Member& member, const Json& schema);
  void open(const Member& member);
  static Json objectSchema(const Scope& scope);

  std::vector<Scope> scopes_;
};

}  // namespace latchkey::simulator
