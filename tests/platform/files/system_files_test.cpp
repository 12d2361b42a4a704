#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "platform/files/files.h"
#include "platform/files/posix.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/long_run.h"
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

TEST_CASE("SystemFiles: a listing leaves out links, pipes and folders", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  REQUIRE(files.write_atomically(folder / "file", {}, 0600));
  std::filesystem::create_symlink(folder / "file", folder / "link");
  std::filesystem::create_symlink(folder / "nowhere", folder / "broken");
  std::filesystem::create_directory(folder / "folder");
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(*files.list(folder.path()) == std::vector<std::string>{"file"});
}

TEST_CASE("SystemFiles: a folder of too many files is refused, one at the limit is not",
          "[files]") {
  if (!is_long_run()) {
    SKIP("so many files are made in the long run only");
  }
  const TemporaryFolder folder;
  SystemFiles files;
  for (std::size_t number = 0; number < kListedFilesMax; ++number) {
    REQUIRE(posix::open_file(folder / std::to_string(number), O_WRONLY | O_CREAT, 0600, "making"));
  }
  CHECK(files.list(folder.path())->size() == kListedFilesMax);
  REQUIRE(files.write_atomically(folder / "one more", {}, 0600));
  CHECK(files.list(folder.path()).error().code == ErrorCode::TooLarge);
}

TEST_CASE("SystemFiles: a reserved file takes up the disk, a hole of its length does not pass",
          "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  const Path path = folder / "reserve";
  constexpr std::uint64_t kSize = 3'000'000;
  const auto allocated = [&path] {
    struct stat status {};
    REQUIRE(stat(path.c_str(), &status) == 0);
    return static_cast<std::uint64_t>(status.st_blocks) * 512;
  };
  REQUIRE(files.reserve(path, kSize));
  CHECK(allocated() >= kSize);
  CHECK(mode_of(path) == 0600);
  {
    const auto hole = posix::open_file(path, O_WRONLY | O_TRUNC, 0600, "cutting");
    REQUIRE(hole);
    REQUIRE(ftruncate(hole->number(), kSize) == 0);
  }
  REQUIRE(allocated() < kSize);
  REQUIRE(files.reserve(path, kSize));
  CHECK(allocated() >= kSize);
}

TEST_CASE("SystemFiles: a reservation that stands is not written again", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  const Path path = folder / "reserve";
  REQUIRE(files.write_atomically(path, Bytes(8192, 'x'), 0600));
  REQUIRE(files.reserve(path, 8192));
  CHECK(*files.read(path, 10'000) == Bytes(8192, 'x'));
}

TEST_CASE("SystemFiles: a reservation cut off half way leaves nothing", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  const FileSizeLimit limit(100'000);
  CHECK(files.reserve(folder / "reserve", 200'000).error().code == ErrorCode::TooLarge);
  CHECK(entries(folder.path()) == 0);
}

TEST_CASE("SystemFiles: a reservation does not follow a link", "[files]") {
  const TemporaryFolder folder;
  SystemFiles files;
  REQUIRE(files.write_atomically(folder / "data", bytes_of("kept"), 0600));
  std::filesystem::create_symlink(folder / "data", folder / "reserve");
  CHECK(files.reserve(folder / "reserve", 1000).error().code == ErrorCode::InvalidInput);
  CHECK(text_of(*files.read(folder / "data", 100)) == "kept");
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

TEST_CASE("MemoryFiles: what is reserved counts against the capacity until it is removed",
          "[files]") {
  MemoryFiles files(1000);
  REQUIRE(files.reserve("/reserve", 900));
  CHECK(*files.free_bytes("/") == 100);
  CHECK(files.write_atomically("/a", Bytes(200), 0600).error().code == ErrorCode::NoSpace);
  REQUIRE(files.remove("/reserve"));
  CHECK(files.write_atomically("/a", Bytes(200), 0600));
  files.set_capacity(100);
  CHECK(*files.free_bytes("/") == 0);
  CHECK(files.reserve("/reserve", 1).error().code == ErrorCode::NoSpace);
}

TEST_CASE("FaultyFiles: every call that can fail is counted and fails when told", "[files]") {
  MemoryFiles memory;
  FaultyFiles files(memory);
  REQUIRE(memory.write_atomically("/a", bytes_of("1"), 0600));
  files.fail_in(1, ErrorCode::InputOutput);
  CHECK(files.rename("/a", "/b").error().code == ErrorCode::InputOutput);
  CHECK(memory.exists("/a"));
  files.fail_in(1, ErrorCode::InputOutput);
  CHECK(files.list("/").error().code == ErrorCode::InputOutput);
  files.fail_in(1, ErrorCode::NoSpace);
  CHECK(files.reserve("/reserve", 10).error().code == ErrorCode::NoSpace);
  CHECK_FALSE(memory.exists("/reserve"));
  CHECK(files.calls() == 3);
}

}  // namespace
}  // namespace outreach::testing
