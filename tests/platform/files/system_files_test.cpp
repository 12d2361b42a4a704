#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include "platform/files/files.h"
#include "platform/files/posix.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/memory_files.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

std::size_t entries(const Path& folder) {
  const std::filesystem::directory_iterator all(folder);
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

unsigned mode_of(const Path& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

// Files of this process cannot grow past `size` while this lives: as a disk that is nearly full.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t size) : previous_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &previous_);
    rlimit limited = previous_;
    limited.rlim_cur = size;
    setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &previous_);
    std::signal(SIGXFSZ, previous_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit previous_{};
  void (*previous_handler_)(int);
};

TEST_CASE("SystemFiles: a written file has exactly the permissions asked for", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  const mode_t mask = umask(0077);
  for (const unsigned mode : {0600U, 0644U, 0400U}) {
    REQUIRE(files.write_atomically(folder / "key", {}, mode));
    CHECK(mode_of(folder / "key") == mode);
  }
  umask(mask);
  REQUIRE(files.make_folders(folder / "data"));
  CHECK(mode_of(folder / "data") == 0700);
}

TEST_CASE("SystemFiles: a write that fails leaves the old file and nothing beside it", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  const Bytes old_content(10, 'a');
  REQUIRE(files.write_atomically(folder / "a", old_content, 0600));
  {
    const FileSizeLimit limit(100'000);
    CHECK(files.write_atomically(folder / "a", Bytes(200'000), 0600).error().code ==
          ErrorCode::TooLarge);
  }
  CHECK(*files.read(folder / "a", 100) == old_content);
  std::filesystem::create_directory(folder / "folder");
  CHECK_FALSE(files.write_atomically(folder / "folder", old_content, 0600));
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("SystemFiles: a full device is NoSpace", "[files]") {
  const Path full = "/dev/full";
  const auto opened = posix::open_file(full, O_WRONLY, 0, "opening");
  REQUIRE(opened);
  const auto written = posix::write_all(*opened, Bytes(10), full);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::NoSpace);
  CHECK(written.error().context.starts_with("writing /dev/full: "));
  CHECK(posix::error_from(EIO, "reading", full).code == ErrorCode::InputOutput);
  CHECK(posix::error_from(EROFS, "writing", full).code == ErrorCode::Refused);
}

TEST_CASE("SystemFiles: writers of one file do not mix their content", "[files]") {
  const TemporaryFolder folder;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (std::uint8_t number = 1; number <= 4; ++number) {
    threads.emplace_back([&folder, number] {
      SystemFiles files;
      for (int round = 0; round < 20; ++round) {
        const Bytes content(1000U * number, number);
        static_cast<void>(files.write_atomically(folder / "a", content, 0600));
        const auto seen = files.read(folder / "a", 10'000);
        if (!seen || *seen != Bytes(1000U * seen->front(), seen->front())) {
          std::abort();
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("SystemFiles: a file without an end is refused at the limit", "[files]") {
  SystemFiles files;
  CHECK(files.read("/dev/zero", 1'000'000).error().code == ErrorCode::TooLarge);
}

TEST_CASE("FileLock: one holder at a time, released when it goes", "[files]") {
  const TemporaryFolder folder;
  {
    auto first = FileLock::acquire(folder / "lock");
    REQUIRE(first);
    CHECK(FileLock::acquire(folder / "lock").error().code == ErrorCode::Refused);
    const FileLock moved = *std::move(first);
    CHECK(FileLock::acquire(folder / "lock").error().code == ErrorCode::Refused);
    CHECK(FileLock::acquire(folder / "other"));
  }
  auto again = FileLock::acquire(folder / "lock");
  REQUIRE(again);
  auto other = FileLock::acquire(folder / "other");
  REQUIRE(other);
  *again = *std::move(other);
  CHECK(FileLock::acquire(folder / "absent" / "lock").error().code == ErrorCode::NotFound);
}

TEST_CASE("FaultyFiles: fails or cuts exactly the call it was told", "[files]") {
  MemoryFiles memory;
  FaultyFiles files(memory);
  files.fail_in(2, ErrorCode::NoSpace);
  CHECK(files.write_atomically("/a", bytes_of("12345"), 0600));
  CHECK(files.write_atomically("/a", bytes_of("9"), 0600).error().code == ErrorCode::NoSpace);
  CHECK(files.read("/a", 10)->size() == 5);
  files.truncate_in(1, 2);
  CHECK(files.read("/a", 10)->size() == 2);
  CHECK(files.read("/a", 10)->size() == 5);
  memory.set_capacity(5);
  CHECK(memory.write_atomically("/b", bytes_of("1"), 0600).error().code == ErrorCode::NoSpace);
}

}  // namespace
}  // namespace outreach::testing
