#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::oauth {

// What can still be recognized of a magic link in an address that a mail program, a person or a
// redirector has changed on its way: names in capitals, "&amp;" and its kin (HTML that was escaped
// once too often), queries that are percent-encoded (up to four times), ';' or '?' for '&',
// quoted-printable (RFC 2045 §6.7), line ends, blanks and invisible characters inside, and the
// punctuation of a sentence around it.
struct LinkTraces {
  // Distinct values, each reduced to what stands before and between such additions. An empty one
  // is of a name without any use of its value.
  std::vector<std::string> otps;
  std::vector<std::string> states;

  bool isEmpty() const { return otps.empty() && states.empty(); }
};

enum class Depth {
  ownParameters,  // of the address itself
  insideOthers,   // and what stands in the values of other parameters, as redirectors have it
};
LinkTraces findLinkTraces(std::string_view url, Depth depth);

}  // namespace latchkey::oauth
