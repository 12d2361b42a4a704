// What every Medium keeps, on the machine's disk and in memory.
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>

#include "platform/files/medium.h"
#include "tests/support/catch.h"
#include "tests/support/memory_medium.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing::medium_contract {
namespace {

constexpr std::size_t kLimit = 1 << 20;
constexpr std::size_t kMany = 1'000;

class OnDisk {
 public:
  OnDisk() {
    auto opened = open_medium(folder_ / "stick", WhenMissing::Make);
    REQUIRE(opened);
    medium_ = *std::move(opened);
  }
  Medium& medium() {
    return *medium_;
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Medium> medium_;
};

class InMemory {
 public:
  Medium& medium() {
    return medium_;
  }

 private:
  MemoryMedium medium_;
};

Medium::Wanted ending(const std::string& with) {
  return [with](std::string_view name) { return name.ends_with(with); };
}

TEMPLATE_TEST_CASE("Medium: read gives what was written last", "[medium]", OnDisk, InMemory) {
  TestType test;
  Medium& medium = test.medium();
  CHECK(medium.read("a.batch", kLimit).error().code == ErrorCode::NotFound);
  for (const std::size_t size : {5U, 0U, 65'536U, 200'000U, 3U}) {
    const Bytes content(size, 'x');
    REQUIRE(medium.write("a.batch", content));
    CHECK(*medium.read("a.batch", kLimit) == content);
  }
}

TEMPLATE_TEST_CASE("Medium: read refuses a file above the limit and takes one at it", "[medium]",
                   OnDisk, InMemory) {
  TestType test;
  REQUIRE(test.medium().write("a", Bytes(100, 'x')));
  CHECK(test.medium().read("a", 99).error().code == ErrorCode::TooLarge);
  CHECK(test.medium().read("a", 100));
}

TEMPLATE_TEST_CASE("Medium: find names only what is wanted, sorted, and counts the rest",
                   "[medium]", OnDisk, InMemory) {
  TestType test;
  Medium& medium = test.medium();
  for (const char* name : {"b.batch", "autorun.inf", "a.batch", "c.exe"}) {
    REQUIRE(medium.write(name, Bytes(3, 'x')));
  }
  const auto found = medium.find(ending(".batch"), kMany, kMany);
  REQUIRE(found);
  CHECK(found->names == std::vector<std::string>{"a.batch", "b.batch"});
  CHECK(found->others == 2);
  CHECK(found->is_whole);
}

TEMPLATE_TEST_CASE("Medium: find stops at its limits and says so", "[medium]", OnDisk, InMemory) {
  TestType test;
  Medium& medium = test.medium();
  for (int i = 0; i < 20; ++i) {
    REQUIRE(medium.write("junk-" + std::to_string(i), Bytes()));
  }
  const auto few = medium.find(ending(""), 5, kMany);
  REQUIRE(few);
  CHECK(few->names.size() == 5);
  CHECK_FALSE(few->is_whole);
  const auto short_look = medium.find(ending(".batch"), kMany, 10);
  REQUIRE(short_look);
  CHECK(short_look->names.empty());
  CHECK_FALSE(short_look->is_whole);
}

TEMPLATE_TEST_CASE("Medium: what was removed is gone, and removing it again is no error",
                   "[medium]", OnDisk, InMemory) {
  TestType test;
  REQUIRE(test.medium().write("a", Bytes(3, 'x')));
  REQUIRE(test.medium().remove("a"));
  CHECK(test.medium().read("a", kLimit).error().code == ErrorCode::NotFound);
  CHECK(test.medium().remove("a"));
}

TEST_CASE("Medium: a half written file of before is replaced and does not stay", "[medium]") {
  const TemporaryFolder folder;
  const auto medium = open_medium(folder / "stick", WhenMissing::Make);
  REQUIRE(medium);
  std::ofstream(folder / "stick/a.batch.part") << "half";
  REQUIRE((*medium)->write("a.batch", Bytes(5, 'x')));
  CHECK_FALSE(std::filesystem::exists(folder / "stick/a.batch.part"));
  CHECK((*medium)->read("a.batch", kLimit)->size() == 5);
}

TEST_CASE("Medium: links, pipes and folders are not files of the stick", "[medium]") {
  const TemporaryFolder folder;
  const auto opened = open_medium(folder / "stick", WhenMissing::Make);
  REQUIRE(opened);
  Medium& medium = **opened;
  std::ofstream(folder / "secret.batch") << "of the county's own disk";
  std::filesystem::create_symlink(folder / "secret.batch", folder / "stick/link.batch");
  std::filesystem::create_directory(folder / "stick/folder.batch");
  REQUIRE(mkfifo((folder / "stick/pipe.batch").c_str(), 0600) == 0);
  CHECK(medium.find(ending(".batch"), kMany, kMany)->names.empty());
  for (const char* name :
       {"link.batch", "folder.batch", "pipe.batch", "../secret.batch", "..", ""}) {
    INFO(name);
    CHECK_FALSE(medium.read(name, kLimit));
  }
  // A link in the way of a file is replaced, and what it points at is left alone.
  REQUIRE(medium.write("link.batch", Bytes(3, 'x')));
  CHECK(std::filesystem::file_size(folder / "secret.batch") > 3);
  CHECK_FALSE(medium.write("../secret.batch", Bytes(3, 'x')));
}

TEST_CASE("Medium: a folder that is missing or a link is not opened", "[medium]") {
  const TemporaryFolder folder;
  CHECK(open_medium(folder / "stick", WhenMissing::Refuse).error().code == ErrorCode::NotFound);
  CHECK(open_medium(folder / "away/stick", WhenMissing::Make).error().code == ErrorCode::NotFound);
  std::filesystem::create_directory(folder / "elsewhere");
  std::filesystem::create_directory_symlink(folder / "elsewhere", folder / "stick");
  CHECK(open_medium(folder / "stick", WhenMissing::Make).error().code == ErrorCode::Refused);
}

TEST_CASE("Medium: once its folder is gone nothing is written in its place", "[medium]") {
  const TemporaryFolder folder;
  const auto medium = open_medium(folder / "stick", WhenMissing::Make);
  REQUIRE(medium);
  std::filesystem::remove_all(folder / "stick");
  std::filesystem::create_directory(folder / "stick");
  CHECK((*medium)->write("a.batch", Bytes(3, 'x')).error().code == ErrorCode::NotFound);
  CHECK(std::filesystem::is_empty(folder / "stick"));
}

}  // namespace
}  // namespace outreach::testing::medium_contract
