// 补录: sheets of paper through the screens into the records, and to the county.
#include <algorithm>
#include <filesystem>

#include "sync/journal/journal.h"
#include "sync/journal/queries.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

// The outing of the first sheet, 3 entries on it and 1 of the second.
constexpr std::ptrdiff_t kEntriesFromPaper = 5;

std::ptrdiff_t entries_from_paper(const StallPrograms& stall) {
  auto database = journal::open_reader(stall.data());
  REQUIRE(database.has_value());
  const auto entries = journal::read_entries(*database, 1, 1, 100, 1 << 20);
  REQUIRE(entries.has_value());
  return std::count_if(entries->begin(), entries->end(), [](const journal::Entry& entry) {
    const auto stored = domain::decode_body(entry.envelope.kind, entry.body.value());
    const auto* record = std::get_if<domain::Record>(&stored);
    return record != nullptr && record->sheet_time.has_value();
  });
}

TEST_CASE("Paper sheets: typed in on the screen, marked, joined, and counted at the county",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  const Ended played = stall.play("paper-sheet");
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  const Counts day{2, 2, 3, 92};
  CHECK(stall.kiosk_counts() == day);
  CHECK(entries_from_paper(stall) == kEntriesFromPaper);
  const Ended synced = stall.sync();
  INFO(synced.err);
  REQUIRE(synced.exit_code == 0);
  CHECK(stall.county_counts() == day);
  CHECK(stall.kiosk_json({"status"}).at("set_aside").empty());
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
}

TEST_CASE("Paper sheets: a file on the stick is imported from the screen, and once",
          "[end-to-end]") {
  const StallPrograms stall;
  const Path stick = stall.folder() / "stick";
  std::filesystem::create_directory(stick);
  stall.file("stick/typed.csv", kSheet);
  const Ended played = stall.play_lines(
      "tap \"开场次\"\ntap \"补录纸质表\"\ntap \"从U盘导入\"\ntap \"typed.csv\"\n"
      "see \"没有错：2 行，1 场\"\ntap \"请选谁记\"\ntap \"张\"\n"
      "tap \"记上 2 条，标补录\"\nsee \"记上了 2 条，都标了补录\"\n"
      "tap \"换个文件\"\ntap \"typed.csv\"\ntap \"记上 2 条，标补录\"\n"
      "see \"这张表导入过\"\nquit\n",
      {"--stick", stick.string()});
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 12});
}

}  // namespace
}  // namespace outreach::testing
