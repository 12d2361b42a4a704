// Mirror, recovery and erasing, as support staff do them.
#include <filesystem>
#include <fstream>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

std::string folder_made(const std::string& folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

TEST_CASE("Mirror: a kiosk whose disk is gone is rebuilt from the card, to the same head",
          "[end-to-end][mirror]") {
  StallPrograms stall;
  stall.enrol();
  const std::string card = folder_made((stall.folder() / "card").string());
  REQUIRE(stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)}).exit_code == 0);
  const Ended beside = stall.kiosk({"mirror", card});
  CHECK(beside.exit_code == 1);
  CHECK(beside.err.find("--same-disk") != std::string::npos);
  CHECK(stall.kiosk_json({"status"}).at("mirror").is_null());
  CHECK(std::filesystem::is_empty(card));
  REQUIRE(stall.kiosk({"mirror", card, "--same-disk"}).exit_code == 0);
  // The kiosk's screens write the mirror; opening and closing them is enough.
  REQUIRE(stall.play_lines("see \"开始\"\nquit\n").exit_code == 0);
  const Json before = stall.kiosk_json({"status"});
  CHECK(before.at("mirror") == card);
  CHECK(before.at("mirror_on_same_disk") == true);
  CHECK(stall.kiosk({"status"}).out.find("same disk") != std::string::npos);
  const Counts counts = stall.kiosk_counts();
  std::filesystem::rename(stall.data(), stall.data() + "-lost");

  const Json recovered = stall.kiosk_json({"recover", "--from", card});
  CHECK(recovered.at("kiosk") == before.at("kiosk"));
  CHECK(recovered.at("entries") == before.at("recorded"));
  CHECK(recovered.at("epochs").back().at("head_hash") == before.at("head_hash"));
  CHECK(recovered.at("gaps").empty());
  CHECK(stall.kiosk_counts() == counts);
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
  const Ended again = stall.kiosk({"recover", "--from", card});
  CHECK(again.exit_code == 1);
}

TEST_CASE("Status: a kiosk whose key was lost says what cannot be sent, and what to do",
          "[end-to-end]") {
  const StallPrograms stall;
  REQUIRE(stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)}).exit_code == 0);
  const Json before = stall.kiosk_json({"status"});
  CHECK(before.at("of_lost_key") == 0);
  std::filesystem::remove(stall.data() + "/kiosk.key");
  REQUIRE(stall.play_lines("see \"开始\"\nquit\n").exit_code == 0);
  CHECK(stall.kiosk_json({"status"}).at("of_lost_key") == before.at("recorded"));
  const Ended status = stall.kiosk({"status"});
  CHECK(status.out.find("cannot go to the county") != std::string::npos);
  CHECK(status.out.find("Tell the county") != std::string::npos);
}

TEST_CASE("Mirror: a folder that is not there is refused with what to do", "[end-to-end][mirror]") {
  StallPrograms stall;
  const Ended refused = stall.kiosk({"mirror", (stall.folder() / "nowhere").string()});
  CHECK(refused.exit_code == 1);
  CHECK_FALSE(refused.err.empty());
  CHECK(stall.kiosk({"mirror"}).exit_code == 2);
}

TEST_CASE(
    "Erase: what an entry said is gone from the disk, its count stays, here and at the county",
    "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  REQUIRE(stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)}).exit_code == 0);
  REQUIRE(stall.sync().exit_code == 0);
  const Counts counts = stall.kiosk_counts();
  REQUIRE(stall.kiosk({"erase", "2", "--reason", "court_order", "--staff", "李"}).exit_code == 0);
  CHECK(stall.kiosk_counts() == counts);
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
  CHECK(stall.sync_json().at("waiting") == 0);
  CHECK(stall.county_counts() == counts);
  const Ended nothing = stall.kiosk({"erase", "99", "--staff", "李"});
  CHECK(nothing.exit_code == 1);
  CHECK(nothing.err.find("entry 99 cannot be erased") != std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
