#include "simulator/state_file.h"

#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "simulator/field_reader.h"
#include "simulator/field_writer.h"
#include "simulator/policy_file.h"

namespace latchkey::simulator {
namespace {

constexpr std::string_view kFormat = "latchkey-org state 1";

void keep(Fields& fields, OrgState& state) {
  std::string format(kFormat);
  std::string issuer = state.policy.issuer();
  fields.text({"format"}, format, TextRule::any);
  fields.text({"issuer"}, issuer, TextRule::any);
  Seconds offset = state.clock.offset();
  fields.duration({"clockOffset"}, offset, {std::numeric_limits<std::int64_t>::min()});
  state.clock.set(offset);
  std::vector<Person> changed = state.changedPeople();
  fields.list({"people"}, changed);
  for (Person& person : changed) state.putPerson(std::move(person));
  state.transactions.keep(fields);
  state.tokens.keep(fields);
  state.sessions.keep(fields);
  state.dpop.keep(fields);
  state.wrongCodes.keep(fields, "wrongCodes");
  state.sentCodes.keep(fields, "sentCodes");
  state.mailbox.keep(fields);
}

Error foreign(std::string_view fileName, std::string_view why) {
  return {ErrorCode::malformedConfig, std::string(fileName) + ": " + std::string(why)};
}

}  // namespace

std::string writeState(OrgState& state) {
  FieldWriter writer;
  keep(writer, state);
  return writeJson(writer.document(), 1) + "\n";
}

std::optional<Error> readState(OrgState& state, std::string_view text, std::string_view fileName) {
  const Result<Json> document = parseJsonFile(text);
  if (!document) return notJson(text, fileName, document.error());
  if (latchkey::text(*document, "format") != std::string(kFormat)) {
    return foreign(fileName, "This is not a state file of this program.");
  }
  const std::string issuer = latchkey::text(*document, "issuer").value_or("");
  if (issuer != state.policy.issuer()) {
    return foreign(fileName, "This is the state of another org: " + issuer + ".");
  }
  FieldReader reader(*document);
  keep(reader, state);
  const auto mistake = reader.finish();
  if (!mistake) return std::nullopt;
  return fileRefusal(fileName, JsonPlaces(text).of(mistake->pointer), mistake->sentence);
}

}  // namespace latchkey::simulator
