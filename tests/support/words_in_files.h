// Whether words that must be in no file are in one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace outreach::testing {

inline std::string bytes_in_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Those of these byte strings that stand in a file below `folder`, each with its file. So that the
// look is a real one there must be more than `few` files.
inline std::vector<std::string> words_in_files(const std::filesystem::path& folder,
                                               const std::vector<std::string>& words,
                                               std::size_t few = 3) {
  std::vector<std::string> found;
  std::size_t files = 0;
  for (const auto& item : std::filesystem::recursive_directory_iterator(folder)) {
    if (!item.is_regular_file()) {
      continue;
    }
    ++files;
    const std::string content = bytes_in_file(item.path());
    for (const std::string& word : words) {
      if (content.find(word) != std::string::npos) {
        found.push_back(word + " in " + item.path().string());
      }
    }
  }
  REQUIRE(files > few);
  return found;
}

}  // namespace outreach::testing
