#pragma once

#include <optional>
#include <string>
#include <vector>

#include "signin/diagnosis.h"
#include "signin/phase.h"

namespace latchkey::signin {

// What those who run the page were told: each trouble once, however often it is tried again, until
// it has passed.
class Told {
 public:
  // After each event, with what came of its request: gives the person's trouble the reference under
  // which the console has it. Answers what is still to be told.
  std::optional<Diagnosis> note(Trouble& trouble, const Outcome& outcome,
                                const oauth::Client& client, Instant now);
  // The same of an error that the person need not know of.
  std::optional<Diagnosis> note(const Error& error, const Outcome& outcome,
                                const oauth::Client& client, Instant now);
  // An answer came from the address of `outcome`, and nothing was wrong with it.
  void passed(const Outcome& outcome);

 private:
  std::vector<Diagnosis> all_;
  std::optional<Error> error_;  // that the person sees now
  std::string reference_;       // of the error that was noted last
};

}  // namespace latchkey::signin
