#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/org.h"
#include "tests/support/fake_ports.h"

namespace latchkey::fuzz {

// A simulated org that remembers what it told, so that an input can speak of handles and codes that
// are alive: "$state" in it stands for the state handle, and so on.
class LiveOrg {
 public:
  LiveOrg();
  // A page has opened a transaction, and knows its state handle.
  void begin();

  simulator::Org& org() { return org_; }
  support::FakeClock& clock() { return clock_; }
  const simulator::Mail* newestMail() const;

  // The answer is remembered for what it tells.
  std::optional<http::Response> handle(const http::Request& request);
  std::optional<http::Response> ask(std::string_view method, const std::string& path,
                                    http::Headers headers, std::string body);
  // `text` with $interaction, $state, $code, $issued, $verifier, $challenge, $access, $refresh,
  // $id and $link replaced by what is alive; what is not there yet is left as it stands.
  std::string filledIn(std::string text) const;
  // Everything that only its owner may see, by name, the newest last.
  const std::vector<std::pair<std::string, std::string>>& secrets() const { return secrets_; }

  static const simulator::SigningKey& key();

 private:
  void learn(const std::string& body);
  void learn(std::string name, std::string value);

  support::FakeClock clock_;
  support::SeededRandom random_;
  simulator::Org org_;
  std::vector<std::pair<std::string, std::string>> secrets_;
};

}  // namespace latchkey::fuzz
