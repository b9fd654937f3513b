#include "tests/support/sound_config.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace latchkey::support {

std::string configWith(const std::string& text, const std::string& other) {
  EXPECT_NE(std::string(kSoundConfig).find(text), std::string::npos) << text;
  return replaceAll(kSoundConfig, text, other);
}

std::string configWithOption(const std::string& members) {
  const std::string before = R"("productName": "Northwind",)";
  return configWith(before, before + members + ',');
}

std::string configWithPages(const std::string& redirect, const std::string& members) {
  return configWith(R"("redirectUri": "https://www.example.com/login/callback/",)",
                    "\"redirectUri\": \"https://www.example.com" + redirect + "\"," + members);
}

}  // namespace latchkey::support
