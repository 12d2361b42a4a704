#include "platform/crypto/secret.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>

#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

using crypto::SecretBytes;

class Pipe {
 public:
  Pipe() {
    REQUIRE(pipe2(ends_.data(), O_CLOEXEC) == 0);
  }
  ~Pipe() {
    close(ends_[0]);
    end();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int reading_end() const {
    return ends_[0];
  }
  void say(std::string_view text) const {
    REQUIRE(::write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  // Whether the kernel finds memory there that may be read: asked by sending the byte to a pipe.
  bool is_readable(const std::uint8_t* address) const {
    return ::write(ends_[1], address, 1) == 1;
  }
  void end() {
    if (ends_[1] >= 0) {
      close(std::exchange(ends_[1], -1));
    }
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

SecretBytes secret_of(std::string_view text, std::size_t capacity) {
  auto secret = SecretBytes::make(capacity);
  REQUIRE(secret);
  REQUIRE(secret->append(bytes_of(text)));
  return *std::move(secret);
}

// The kernel's flags for the pages of `address`: "lo" locked, "dd" not in core dumps.
std::string flags_of(const std::uint8_t* address) {
  std::ifstream maps("/proc/self/smaps");
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  bool here = false;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t first = 0;
    std::uintptr_t last = 0;
    char dash = 0;
    if (std::istringstream(line) >> std::hex >> first >> dash >> last && dash == '-') {
      here = wanted >= first && wanted < last;
    } else if (here && line.starts_with("VmFlags:")) {
      return line + " ";
    }
  }
  return {};
}

TEST_CASE("SecretBytes: hold what is appended, up to their room", "[crypto]") {
  SecretBytes secret = secret_of("王", 8);
  CHECK(secret.size() == 3);
  CHECK(secret.capacity() == 8);
  REQUIRE(secret.append(bytes_of("12345")));
  CHECK(secret.text() == "王12345");
  CHECK(secret.append(bytes_of("6")).error().code == ErrorCode::TooLarge);
  CHECK(secret.resize(9).error().code == ErrorCode::TooLarge);
  CHECK(secret.text() == "王12345");
  CHECK(secret.append({}));
  SecretBytes none = secret_of("", 0);
  CHECK(none.view().empty());
  CHECK(none.append(bytes_of("1")).error().code == ErrorCode::TooLarge);
}

TEST_CASE("SecretBytes: what is taken away is wiped", "[crypto]") {
  SecretBytes secret = secret_of("123456", 16);
  REQUIRE(secret.resize(2));
  REQUIRE(secret.resize(16));
  CHECK(secret.text() == std::string("12") + std::string(14, '\0'));
  secret.clear();
  CHECK(secret.view().empty());
  REQUIRE(secret.resize(16));
  CHECK(secret.text() == std::string(16, '\0'));
}

TEST_CASE("SecretBytes: nothing is left of one that is gone, and moving leaves no copy",
          "[crypto]") {
  const Pipe probe;
  const std::uint8_t* address = nullptr;
  const std::uint8_t* replaced = nullptr;
  {
    SecretBytes first = secret_of("123456", 6);
    address = first.data();
    CHECK(probe.is_readable(address));
    SecretBytes second = std::move(first);
    CHECK(second.data() == address);
    CHECK(second.text() == "123456");
    CHECK(first.view().empty());  // NOLINT(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
    CHECK(first.capacity() == 0);

    SecretBytes third = secret_of("abc", 6);
    replaced = third.data();
    third = std::move(second);
    CHECK(third.text() == "123456");
    CHECK_FALSE(probe.is_readable(replaced));
    CHECK(probe.is_readable(address));
  }
  CHECK_FALSE(probe.is_readable(address));
}

TEST_CASE("SecretBytes: no reading past their end, and no core dump has them", "[crypto]") {
  const Pipe probe;
  SecretBytes secret = secret_of("1234567890123456", 16);
  CHECK(probe.is_readable(secret.data() + 15));
  CHECK_FALSE(probe.is_readable(secret.data() + 16));
  const std::string flags = flags_of(secret.data());
  if (flags.empty()) {
    SKIP("this machine does not tell the flags of memory");
  }
  CHECK(flags.find(" dd ") != std::string::npos);
}

TEST_CASE("SecretBytes: more memory than there is, is not given", "[crypto]") {
  CHECK(SecretBytes::make(std::size_t{1} << 60U).error().code == ErrorCode::Unavailable);
  CHECK(SecretBytes::make(static_cast<std::size_t>(-1)).error().code == ErrorCode::Unavailable);
}

TEST_CASE("read_secret: takes all up to the end, in whatever pieces it comes", "[crypto]") {
  Pipe pipe;
  SecretBytes secret = secret_of("", 12);
  std::thread typing([&pipe] {
    for (const char letter : std::string_view("correct horse").substr(0, 12)) {
      pipe.say({&letter, 1});
    }
    pipe.end();
  });
  const auto read = crypto::read_secret(pipe.reading_end(), secret);
  typing.join();
  CHECK(read);
  CHECK(secret.text() == "correct hors");
}

TEST_CASE("read_secret: keeps nothing of one too large or of a broken pipe", "[crypto]") {
  Pipe pipe;
  SecretBytes secret = secret_of("", 4);
  pipe.say("12345");
  pipe.end();
  CHECK(crypto::read_secret(pipe.reading_end(), secret).error().code == ErrorCode::TooLarge);
  CHECK(secret.view().empty());
  REQUIRE(secret.append(bytes_of("1")));
  CHECK(crypto::read_secret(-1, secret).error().code == ErrorCode::InputOutput);
  REQUIRE(secret.resize(4));
  CHECK(secret.text() == std::string(4, '\0'));
}

TEST_CASE("read_secret: an end at once is an empty secret", "[crypto]") {
  Pipe pipe;
  pipe.end();
  SecretBytes secret = secret_of("", 4);
  CHECK(crypto::read_secret(pipe.reading_end(), secret));
  CHECK(secret.view().empty());
}

TEST_CASE("read_secret_line: gives line after line and leaves the rest in the pipe", "[crypto]") {
  Pipe pipe;
  SecretBytes line = secret_of("before", 8);
  pipe.say("one\n\nlast");
  pipe.end();
  const auto next = [&](bool ends) {
    const auto ended = crypto::read_secret_line(pipe.reading_end(), line);
    REQUIRE(ended);
    CHECK(*ended == ends);
    return std::string(line.text());
  };
  CHECK(next(false) == "one");
  CHECK(next(false).empty());
  CHECK(next(true) == "last");
  CHECK(next(true).empty());
}

TEST_CASE("read_secret_line: keeps nothing of a line that is too long", "[crypto]") {
  Pipe pipe;
  SecretBytes line = secret_of("", 4);
  pipe.say("12345\n");
  pipe.end();
  const auto read = crypto::read_secret_line(pipe.reading_end(), line);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::TooLarge);
  CHECK(line.view().empty());
}

}  // namespace
}  // namespace outreach::testing
