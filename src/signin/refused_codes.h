#pragma once

#include <optional>
#include <string>
#include <vector>

#include "idx/request.h"
#include "signin/phase.h"

namespace latchkey::signin {

// The codes that the org has refused for one form. Codes do not become right later, and the org
// counts each try, so none is sent twice. (A password may be right later: it can be changed
// elsewhere.)
class RefusedCodes {
 public:
  // What was said when it was refused; nullptr where it was not.
  const Trouble* refusalOf(const idx::Remediation& form, const idx::Values& values) const;

  // `values` were sent, and the same form came back (nullptr: another one). If it refuses the code,
  // `told` is what the person is told. Anything else may have brought a new code.
  void note(const idx::Values& values, const idx::Remediation* form, const Trouble& told);
  void forget() { refused_.reset(); }

 private:
  struct Refused {
    idx::Remediation form;
    std::vector<std::string> codes;
    Trouble told;
  };
  std::optional<Refused> refused_;
};

}  // namespace latchkey::signin
