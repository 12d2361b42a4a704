// The faces without a screen.
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

const std::string kYear = source_file("assets/demo/quwo-2021.csv");
constexpr Counts kYearCounts{34, 336, 386, 10'368};
const std::string kHead =
    "date,time,outing_kind,place,township,entry,people,topic,pathway,department,outcome,leaflet,"
    "copies\n";

TEST_CASE(
    "Sheet: a year of paper is 34 outings, 336 parties, 386 people and 10368 copies on both sides",
    "[end-to-end]") {
  StallPrograms stall;
  stall.enrol();
  const Json imported = stall.kiosk_json({"import-sheet", kYear});
  CHECK(imported.at("outings") == 34);
  CHECK(imported.at("entries") == 1'160);
  CHECK(stall.kiosk_counts() == kYearCounts);
  CHECK(stall.sync_json().at("waiting") == 0);
  CHECK(stall.county_counts() == kYearCounts);
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("recorded") == 1'160);
  CHECK(status.at("acknowledged") == 1'160);
  CHECK(status.at("outing").is_null());
}

TEST_CASE("Sheet: the same file counts a second time only when that is wanted", "[end-to-end]") {
  StallPrograms stall;
  CHECK(stall.kiosk({"import-sheet", kYear}).exit_code == 0);
  const Ended second = stall.kiosk({"import-sheet", kYear});
  CHECK(second.exit_code == 1);
  CHECK(second.err.find("was imported into this folder before") != std::string::npos);
  CHECK(stall.kiosk_counts() == kYearCounts);
  CHECK(stall.kiosk({"import-sheet", kYear, "--again"}).exit_code == 0);
  CHECK(stall.kiosk_counts().copies == 2 * kYearCounts.copies);
}

TEST_CASE("Sheet: a second sheet of the same day and place joins the outing", "[end-to-end]") {
  StallPrograms stall;
  const std::string head =
      "date,time,outing_kind,place,township,entry,people,topic,pathway,department,outcome,leaflet,"
      "copies\n2021-03-02,";
  const std::string place = ",market,史村集市,史村镇,handout,,,,,,法律援助便民卡,";
  const std::string morning = stall.file("morning.csv", head + "08:14" + place + "5\n");
  const std::string noon = stall.file("noon.csv", head + "12:30" + place + "7\n");
  CHECK(stall.kiosk({"import-sheet", morning}).exit_code == 0);
  CHECK(stall.kiosk({"import-sheet", noon}).exit_code == 0);
  const auto counts = stall.kiosk_counts();
  CHECK(counts.outings == 1);
  CHECK(counts.copies == 12);
}

TEST_CASE("Sheet: one bad row and nothing of the file is recorded", "[end-to-end]") {
  StallPrograms stall;
  const std::string rows = kHead + "2021-01-10,08:14,market,甲,乙,handout,,,,,,法律援助便民卡,1\n" +
                           "2021-01-10,08:15,market,甲,乙,handout,,,,,,没有这本,1\n";
  const Ended ended = stall.kiosk({"import-sheet", stall.file("bad.csv", rows)});
  CHECK(ended.exit_code == 1);
  CHECK(ended.err.find("line 3, column leaflet: '没有这本'") != std::string::npos);
  CHECK(ended.err.find("nothing was imported") != std::string::npos);
  CHECK(stall.kiosk({"status"}).exit_code == 1);
}

TEST_CASE("Sheet: what is exported can be typed in on another machine and counts the same",
          "[end-to-end]") {
  StallPrograms first;
  CHECK(first.kiosk({"import-sheet", kYear}).exit_code == 0);
  const std::string out = (first.folder() / "out").string();
  CHECK(first.kiosk({"export", "--out", out}).exit_code == 0);
  CHECK(std::filesystem::exists(out + "/tally-months.csv"));
  StallPrograms second;
  const Ended imported = second.kiosk({"import-sheet", out + "/entries.csv"});
  INFO(imported.err);
  CHECK(imported.exit_code == 0);
  CHECK(second.kiosk_counts() == kYearCounts);
}

TEST_CASE("Tally: rows by dimension add up to the totals", "[end-to-end]") {
  StallPrograms stall;
  CHECK(stall.kiosk({"import-sheet", kYear}).exit_code == 0);
  const Json tally = stall.kiosk_json({"tally", "--by", "leaflet"});
  std::int64_t copies = 0;
  for (const Json& row : tally.at("rows")) {
    CHECK(row.at("people").is_null());
    copies += row.at("copies").is_null() ? 0 : row.at("copies").get<std::int64_t>();
  }
  CHECK(copies == kYearCounts.copies);
  const Json january = stall.kiosk_json({"tally", "--from", "2021-01-01", "--to", "2021-01-31"});
  CHECK(january.at("totals").at("outings") == 1);
}

TEST_CASE("Command line: what is wrong is said, with exit code 2", "[end-to-end]") {
  const std::string program = built_program("outreach-kiosk");
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--nonsense"},
                                             {"frobnicate"},
                                             {"--size", "10x10"},
                                             {"--size", "axb"},
                                             {"--panel", "0"},
                                             {"--rotate", "45"},
                                             {"--lang", "fr"},
                                             {"tally", "--by", "colour"},
                                             {"tally", "--from", "2021-02-30"},
                                             {"enrol", "--code", "1234"},
                                             {"import-sheet"},
                                             {"sync", "--patience", "0"},
                                             {"slip"},
                                             {"slip", "--printer", "192.168.1.50:0"},
                                             {"slip", "--picture", "x.pbm", "--paper", "57"},
                                             {"status", "tally"}}) {
    const Ended ended = run_program(program, words);
    INFO(words.front() << " " << words.back());
    CHECK(ended.exit_code == 2);
    CHECK_FALSE(ended.err.empty());
  }
  const Ended help = run_program(program, {"--help"});
  CHECK(help.exit_code == 0);
  CHECK(help.out.find("Exit codes") != std::string::npos);
}

TEST_CASE("Command line: a failure says what to do", "[end-to-end]") {
  StallPrograms stall;
  const Ended nothing = stall.kiosk({"tally"});
  CHECK(nothing.exit_code == 1);
  CHECK(nothing.err.find("start the kiosk once") != std::string::npos);
  CHECK(stall.kiosk({"import-sheet", kYear}).exit_code == 0);
  const Ended alone = stall.kiosk({"sync"});
  CHECK(alone.exit_code == 1);
  CHECK(alone.err.find("not enrolled yet") != std::string::npos);
  const Ended unreachable = stall.kiosk(
      {"enrol", "--county", "http://127.0.0.1:1", "--code", "0000-0000-0000-0000-0000"});
  CHECK(unreachable.exit_code == 1);
  CHECK(stall.kiosk({"import-sheet", (stall.folder() / "none.csv").string()}).exit_code == 1);
}

TEST_CASE("Command line: root is sent to the user whom the kiosk's folder belongs to",
          "[end-to-end]") {
  if (geteuid() != 0) {
    SKIP("only root can give a folder away");
  }
  const StallPrograms stall;
  REQUIRE(stall.kiosk({"import-sheet", kYear}).exit_code == 0);
  constexpr uid_t kSomebody = 4'242;
  REQUIRE(chown(stall.data().c_str(), kSomebody, static_cast<gid_t>(-1)) == 0);
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"status"}, {"verify"}, {"mirror", "--off"}, {"--headless"}}) {
    const Ended refused = stall.kiosk(words);
    CHECK(refused.exit_code == 1);
    CHECK(refused.err.find("sudo -u '#4242'") != std::string::npos);
  }
  REQUIRE(chown(stall.data().c_str(), 0, static_cast<gid_t>(-1)) == 0);
  CHECK(stall.kiosk({"status"}).exit_code == 0);
}

}  // namespace
}  // namespace outreach::testing
