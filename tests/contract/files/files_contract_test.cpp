// What every Files keeps, on the machine's disk and in memory.
#include <limits>
#include <string>
#include <vector>

#include "platform/files/files.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/memory_files.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing::files_contract {
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

TEMPLATE_TEST_CASE("Files: a folder and what is in it are on one disk", "[files]", OnDisk, InMemory,
                   Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path file = disk.folder() / "file";
  REQUIRE(files.write_atomically(file, Bytes{1}, kMode));
  const auto folder = files.disk_of(disk.folder());
  REQUIRE(folder);
  CHECK(*files.disk_of(file) == *folder);
  CHECK(files.disk_of(disk.folder() / "absent").error().code == ErrorCode::NotFound);
}

TEMPLATE_TEST_CASE("Files: a listing has the files directly inside, sorted, and nothing else",
                   "[files]", OnDisk, InMemory, Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path folder = disk.folder() / "mirror";
  REQUIRE(files.make_folders(folder / "folder"));
  CHECK(files.list(folder)->empty());
  for (const char* name : {"b", "a", "名单", "10", "9", ".part"}) {
    REQUIRE(files.write_atomically(folder / name, {}, kMode));
  }
  REQUIRE(files.write_atomically(folder / "folder" / "below", {}, kMode));
  REQUIRE(files.remove(folder / "b"));
  CHECK(*files.list(folder) == std::vector<std::string>{".part", "10", "9", "a", "名单"});
  CHECK(files.list(disk.folder() / "absent").error().code == ErrorCode::NotFound);
  CHECK(files.list(folder / "a").error().code == ErrorCode::NotFound);
}

TEMPLATE_TEST_CASE("Files: a renamed file is found under its new name alone", "[files]", OnDisk,
                   InMemory, Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path from = disk.folder() / "from";
  const Path other_folder = disk.folder() / "other";
  REQUIRE(files.make_folders(other_folder));
  REQUIRE(files.write_atomically(from, bytes_of("new"), kMode));
  REQUIRE(files.write_atomically(other_folder / "to", bytes_of("old"), kMode));

  CHECK(files.rename(from, disk.folder() / "absent" / "to").error().code == ErrorCode::NotFound);
  CHECK(files.rename(from, other_folder).error().code == ErrorCode::InvalidInput);
  CHECK(files.rename(other_folder, from).error().code == ErrorCode::InvalidInput);
  CHECK(files.rename(from, from));
  CHECK(text_of(*files.read(from, kLimit)) == "new");

  REQUIRE(files.rename(from, other_folder / "to"));
  CHECK_FALSE(files.exists(from));
  CHECK(text_of(*files.read(other_folder / "to", kLimit)) == "new");
  CHECK(files.rename(from, other_folder / "to").error().code == ErrorCode::NotFound);
  CHECK(text_of(*files.read(other_folder / "to", kLimit)) == "new");
}

TEMPLATE_TEST_CASE("Files: a reserved file has its size, whatever was there before", "[files]",
                   OnDisk, InMemory, Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path path = disk.folder() / "reserve";
  for (const std::size_t size : {100'000U, 100'000U, 200'001U, 1U, 0U}) {
    REQUIRE(files.reserve(path, size));
    CHECK(files.read(path, kLimit)->size() == size);
  }
  CHECK(files.reserve(disk.folder() / "absent" / "reserve", 1).error().code == ErrorCode::NotFound);
  CHECK(files.reserve(disk.folder(), 1).error().code == ErrorCode::InvalidInput);
}

TEMPLATE_TEST_CASE("Files: more than the disk has cannot be reserved, and nothing is left of it",
                   "[files]", OnDisk, InMemory, Faultless) {
  TestType disk;
  Files& files = disk.files();
  const Path path = disk.folder() / "reserve";
  constexpr std::uint64_t kFarMore = 1ULL << 40U;
  REQUIRE(files.reserve(path, 1000));
  const std::uint64_t free = *files.free_bytes(disk.folder());
  CHECK(files.reserve(path, free + kFarMore).error().code == ErrorCode::NoSpace);
  CHECK_FALSE(files.exists(path));
  CHECK(files.reserve(path, std::numeric_limits<std::uint64_t>::max()).error().code ==
        ErrorCode::NoSpace);
  CHECK_FALSE(files.exists(path));
}

}  // namespace
}  // namespace outreach::testing::files_contract
