// What every Files keeps, on the machine's disk and in memory.
#include <limits>

#include "platform/files/files.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/memory_files.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

constexpr std::size_t kLimit = 1 << 20;
constexpr unsigned kMode = 0600;

// Each gives files() and an existing, empty folder().
class OnDisk {
 public:
  Files& files() {
    return files_;
  }
  Path folder() const {
    return folder_.path();
  }

 private:
  TemporaryFolder folder_;
  SystemFiles files_;
};

class InMemory {
 public:
  InMemory() {
    REQUIRE(files_.make_folders(folder()));
  }
  Files& files() {
    return files_;
  }
  Path folder() const {
    return "/data";
  }

 private:
  MemoryFiles files_;
};

// A faulty disk without a fault is a disk.
class Faultless {
 public:
  Files& files() {
    return files_;
  }
  Path folder() const {
    return below_.folder();
  }

 private:
  OnDisk below_;
  FaultyFiles files_{below_.files()};
};

TEMPLATE_TEST_CASE("Files: read gives what was written last", "[files]", OnDisk, InMemory,
                   Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path path = disk.folder() / "名单.json";
  CHECK_FALSE(files.exists(path));
  CHECK(files.read(path, kLimit).error().code == ErrorCode::NotFound);
  for (const std::size_t size : {5U, 0U, 65536U, 200'000U, 3U}) {
    const Bytes content(size, 'x');
    REQUIRE(files.write_atomically(path, content, kMode));
    CHECK(*files.read(path, kLimit) == content);
    CHECK(files.exists(path));
  }
}

TEMPLATE_TEST_CASE("Files: read refuses a file above the limit and takes one at it", "[files]",
                   OnDisk, InMemory, Faultless) {
  TestType disk;
  const Path path = disk.folder() / "a";
  for (const std::size_t size : {1U, 100U, 65535U, 65536U, 65537U}) {
    REQUIRE(disk.files().write_atomically(path, Bytes(size), kMode));
    CHECK(disk.files().read(path, size)->size() == size);
    CHECK(disk.files().read(path, size - 1).error().code == ErrorCode::TooLarge);
    CHECK(disk.files().read(path, std::numeric_limits<std::size_t>::max())->size() == size);
  }
  REQUIRE(disk.files().write_atomically(path, {}, kMode));
  CHECK(disk.files().read(path, 0)->empty());
}

TEMPLATE_TEST_CASE("Files: remove and make_folders may be repeated", "[files]", OnDisk, InMemory,
                   Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path deep = disk.folder() / "a" / "b" / "c";
  CHECK(files.write_atomically(deep / "f", {}, kMode).error().code == ErrorCode::NotFound);
  CHECK(files.make_folders(deep));
  CHECK(files.make_folders(deep));
  CHECK(files.exists(disk.folder() / "a" / "b"));
  REQUIRE(files.write_atomically(deep / "f", {}, kMode));
  CHECK(files.remove(deep / "f"));
  CHECK(files.remove(deep / "f"));
  CHECK_FALSE(files.exists(deep / "f"));
}

TEMPLATE_TEST_CASE("Files: a folder is no file and a file is no folder", "[files]", OnDisk,
                   InMemory, Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path folder = disk.folder() / "folder";
  const Path file = disk.folder() / "file";
  REQUIRE(files.make_folders(folder));
  REQUIRE(files.write_atomically(file, {}, kMode));
  CHECK(files.read(folder, kLimit).error().code == ErrorCode::InvalidInput);
  CHECK(files.write_atomically(folder, {}, kMode).error().code == ErrorCode::InvalidInput);
  CHECK(files.remove(folder).error().code == ErrorCode::InvalidInput);
  CHECK_FALSE(files.make_folders(file));
  CHECK_FALSE(files.make_folders(file / "below"));
  CHECK(files.exists(folder));
}

TEMPLATE_TEST_CASE("Files: free space is told for what exists", "[files]", OnDisk, InMemory,
                   Faultless) {
  TestType disk;
  CHECK(*disk.files().free_bytes(disk.folder()) > 0);
  CHECK(disk.files().free_bytes(disk.folder() / "absent").error().code == ErrorCode::NotFound);
}

}  // namespace
}  // namespace outreach::testing
