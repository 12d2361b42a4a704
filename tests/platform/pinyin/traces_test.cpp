// What typing leaves behind: nothing learnt, nothing written; and data that are not there.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "platform/pinyin/pinyin.h"
#include "tests/platform/pinyin/keyboard.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach {
namespace {

using testing::Keyboard;
using testing::TemporaryFolder;

constexpr const char* kTyped[] = {"nihao", "shi", "xinfang", "jishi", "wodetudi", "zhsh", "yiyi"};

std::vector<std::vector<std::string>> answers(Keyboard& keyboard) {
  std::vector<std::vector<std::string>> pages;
  for (const char* letters : kTyped) {
    pages.push_back(keyboard.page(letters));
    keyboard.engine().turn_page(1);
    pages.push_back(keyboard.engine().composition().candidates);
  }
  keyboard.engine().clear();
  return pages;
}

void choose_late_candidates(Keyboard& keyboard) {
  for (int round = 0; round < 20; ++round) {
    for (const char* letters : kTyped) {
      keyboard.page(letters);
      keyboard.engine().turn_page(1);
      keyboard.engine().choose(4);
      keyboard.engine().choose(1);
    }
  }
}

// Of a folder and everything below it: what is there, how large, since when.
std::map<std::string, std::tuple<std::uintmax_t, std::filesystem::file_time_type>> contents(
    const std::filesystem::path& folder) {
  std::map<std::string, std::tuple<std::uintmax_t, std::filesystem::file_time_type>> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::uintmax_t size = entry.is_regular_file() ? entry.file_size() : 0;
    found[entry.path().string()] = {size, entry.last_write_time()};
  }
  return found;
}

// An environment variable for as long as it lives.
class Environment {
 public:
  Environment(const char* name, const std::filesystem::path& value) : name_(name) {
    if (const char* before = std::getenv(name)) {
      before_ = before;
    }
    ::setenv(name, value.c_str(), 1);
  }
  ~Environment() {
    if (before_) {
      ::setenv(name_, before_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

// A copy of the data, whose folder nobody but root may write to.
void copy_data(const std::filesystem::path& assets) {
  std::filesystem::create_directories(assets);
  std::filesystem::copy(std::filesystem::path(OUTREACH_ASSETS) / "pinyin", assets / "pinyin",
                        std::filesystem::copy_options::recursive);
  using std::filesystem::perms;
  for (const auto& entry : std::filesystem::directory_iterator(assets / "pinyin")) {
    std::filesystem::permissions(entry.path(), perms::owner_read);
  }
  std::filesystem::permissions(assets / "pinyin", perms::owner_read | perms::owner_exec);
}

void make_writable(const std::filesystem::path& folder) {
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
}

TEST_CASE("Pinyin: the same letters give the same candidates, whatever was chosen before",
          "[pinyin]") {
  std::vector<std::vector<std::string>> before;
  {
    Keyboard keyboard;
    before = answers(keyboard);
    choose_late_candidates(keyboard);
    CHECK(answers(keyboard) == before);
  }
  Keyboard again;
  CHECK(answers(again) == before);
}

TEST_CASE("Pinyin: nothing is written to any folder", "[pinyin]") {
  TemporaryFolder home;
  TemporaryFolder temporary;
  TemporaryFolder work;
  TemporaryFolder data;
  copy_data(data / "assets");
  const auto before = contents(data.path());
  {
    const Environment as_home("HOME", home.path());
    const Environment as_temporary("TMPDIR", temporary.path());
    const std::filesystem::path folder = std::filesystem::current_path();
    std::filesystem::current_path(work.path());
    {
      Keyboard keyboard({"史村集市"}, data / "assets");
      choose_late_candidates(keyboard);
      CHECK(keyboard.first("shicunjishi") == "史村集市");
    }
    std::filesystem::current_path(folder);
  }
  CHECK(contents(data.path()) == before);
  CHECK(contents(home.path()).empty());
  CHECK(contents(temporary.path()).empty());
  CHECK(contents(work.path()).empty());
  make_writable(data / "assets" / "pinyin");
}

TEST_CASE("Pinyin: data that are not there are named", "[pinyin]") {
  TemporaryFolder folder;
  const auto nothing = open_pinyin(folder.path(), {});
  REQUIRE_FALSE(nothing);
  CHECK(nothing.error().code == ErrorCode::NotFound);
  CHECK(nothing.error().context.find("pinyin") != std::string::npos);
  for (const char* missing :
       {"outreach.table.bin", "outreach.prism.bin", "outreach.schema.yaml", "readings.txt"}) {
    TemporaryFolder part;
    copy_data(part / "assets");
    make_writable(part / "assets" / "pinyin");
    std::filesystem::remove(part / "assets" / "pinyin" / missing);
    const auto opened = open_pinyin(part / "assets", {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::NotFound);
    CHECK(opened.error().context.find(missing) != std::string::npos);
  }
}

TEST_CASE("Pinyin: data that are something else are an error, and the next engine opens",
          "[pinyin]") {
  for (const char* broken : {"outreach.table.bin", "outreach.prism.bin", "readings.txt"}) {
    TemporaryFolder folder;
    copy_data(folder / "assets");
    make_writable(folder / "assets" / "pinyin");
    std::filesystem::remove(folder / "assets" / "pinyin" / broken);
    std::ofstream(folder / "assets" / "pinyin" / broken) << std::string(100'000, 'x') << '\n';
    const auto opened = open_pinyin(folder / "assets", {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::Corrupt);
  }
  Keyboard keyboard;
  CHECK(keyboard.first("nihao") == "你好");
}

TEST_CASE("Pinyin: one engine is open at a time", "[pinyin]") {
  {
    Keyboard keyboard;
    const auto second = open_pinyin(OUTREACH_ASSETS, {});
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::Refused);
    CHECK(keyboard.first("nihao") == "你好");
  }
  CHECK(open_pinyin(OUTREACH_ASSETS, {}));
}

}  // namespace
}  // namespace outreach
