#pragma once

#include <gtest/gtest.h>

#include <string>

namespace latchkey::support {

// Does `text` equal tests/golden/<name>? Where it does not, the failure shows the lines that
// differ, "-" for the file's and "+" for what came instead. With UPDATE_GOLDEN=1 in the environment
// the file is written anew; what is in it is then for a reviewer to judge.
testing::AssertionResult equalsGolden(const std::string& text, const std::string& name);

// The same for a file that tests make elsewhere in the repository: "shell/config.schema.json".
testing::AssertionResult equalsFile(const std::string& text, const std::string& path);

// Empty where there is no such file.
std::string readRepositoryFile(const std::string& path);

// Only the lines that differ, with their neighbours. Empty where the texts are equal.
std::string differenceOf(const std::string& before, const std::string& after);

}  // namespace latchkey::support
