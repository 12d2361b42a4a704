#include "app/county/passphrase.h"

#include "platform/crypto/crypto.h"
#include "tests/support/catch.h"
#include "tests/support/memory_files.h"

namespace outreach::county {
namespace {

Result<crypto::SecretBytes> passphrase_in(const std::string& content) {
  REQUIRE(crypto::initialise());
  testing::MemoryFiles files;
  REQUIRE(files.make_folders("/safe"));
  REQUIRE(files.write_atomically("/safe/words", bytes_of(content), 0600));
  return read_passphrase("/safe/words", PassphraseUse::Choose, files);
}

TEST_CASE("Passphrase: is the first line of its file, whichever editor wrote it", "[county]") {
  for (const std::string& content :
       {std::string("四个词 合在一起"), std::string("四个词 合在一起\n"),
        std::string("四个词 合在一起\r\n"), std::string("四个词 合在一起\nnot this\n")}) {
    const auto passphrase = passphrase_in(content);
    REQUIRE(passphrase);
    CHECK(passphrase->text() == "四个词 合在一起");
  }
}

TEST_CASE("Passphrase: a file without one is refused", "[county]") {
  for (const std::string& content : {std::string(), std::string("\n"), std::string("\r\nwords")}) {
    const auto refused = passphrase_in(content);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
  }
  const auto too_long = passphrase_in(std::string(5'000, 'a'));
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().code == ErrorCode::TooLarge);
  testing::MemoryFiles files;
  const auto missing = read_passphrase("/safe/words", PassphraseUse::Open, files);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::NotFound);
}

}  // namespace
}  // namespace outreach::county
