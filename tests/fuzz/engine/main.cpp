// libFuzzer's entry: one program for every target, so that adding one costs no other link.
//
//   outreach-fuzz --target=NAME [libFuzzer's options] CORPUS...
//   outreach-fuzz --list
//   outreach-fuzz --target=NAME --write-seeds=FOLDER
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "platform/crypto/crypto.h"
#include "tests/fuzz/target.h"

namespace {

using outreach::fuzz::Target;

const Target* chosen = nullptr;

[[noreturn]] void give_up(const std::string& words) {
  std::fprintf(stderr, "outreach-fuzz: %s\n", words.c_str());
  std::exit(2);
}

[[noreturn]] void list() {
  for (const Target& target : outreach::fuzz::targets()) {
    std::printf("%s %zu\n", target.name, target.size_most);
  }
  std::exit(0);
}

[[noreturn]] void write_seeds(const std::string& folder) {
  std::filesystem::create_directories(folder);
  int number = 0;
  for (const outreach::Bytes& seed : chosen->seeds()) {
    std::ofstream file(folder + "/seed-" + std::to_string(number++), std::ios::binary);
    file.write(reinterpret_cast<const char*>(seed.data()),
               static_cast<std::streamsize>(seed.size()));
  }
  std::exit(0);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argument_count, char*** arguments) {
  if (!outreach::crypto::initialise()) {
    give_up("libsodium does not start");
  }
  std::string seeds_folder;
  for (int i = 1; i < *argument_count; ++i) {
    const std::string_view word((*arguments)[i]);
    constexpr std::string_view kTarget = "--target=";
    constexpr std::string_view kWriteSeeds = "--write-seeds=";
    if (word == "--list") {
      list();
    } else if (word.starts_with(kTarget)) {
      chosen = outreach::fuzz::find_target(word.substr(kTarget.size()));
    } else if (word.starts_with(kWriteSeeds)) {
      seeds_folder = word.substr(kWriteSeeds.size());
    }
  }
  if (chosen == nullptr) {
    give_up("--target=NAME, one of those that --list names");
  }
  if (!seeds_folder.empty()) {
    write_seeds(seeds_folder);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen->feed({data, size});
  return 0;
}
