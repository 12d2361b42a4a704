// The county's command line as a person, a script and a supervisor meet it: words, facts and exit
// codes.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "platform/files/files.h"
#include "platform/json/json.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"
#include "tests/support/program.h"
#include "tests/support/program_json.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

const std::string kProgram = built_program("outreach-county");

Ended county(const std::vector<std::string>& words) {
  return run_program(kProgram, words);
}

// One sentence: a line on standard error, nothing on standard output.
void check_refused(const Ended& ended, int code, const std::string& about) {
  INFO(ended.err);
  CHECK(ended.exit_code == code);
  CHECK(ended.out.empty());
  CHECK(ended.err.rfind("outreach-county: ", 0) == 0);
  CHECK(ended.err.find('\n') == ended.err.size() - 1);
  CHECK(ended.err.find(about) != std::string::npos);
}

struct CountyFolder {
  CountyFolder() {
    const Ended made = county({"init", "--data", path, "--name", "曲沃县信访局"});
    REQUIRE(made.exit_code == 0);
    CHECK(made.out.find("曲沃县信访局") != std::string::npos);
  }
  TemporaryFolder folder;
  std::string path = folder / "county";
};

TEST_CASE("County: help names every command and every exit code", "[end-to-end][county]") {
  const Ended help = county({"--help"});
  CHECK(help.exit_code == 0);
  for (const char* word :
       {"init", "serve", "enrol", "tally", "verify", "kiosks", "Exit codes", "  5  "}) {
    CHECK(help.out.find(word) != std::string::npos);
  }
  CHECK(county({"tally", "--help"}).out.find("month") != std::string::npos);
}

TEST_CASE("County: a wrong command says what is wrong and ends with 2", "[end-to-end][county]") {
  const CountyFolder made;
  const std::string& path = made.path;
  check_refused(county({}), 2, "--help");
  check_refused(county({"frobnicate"}), 2, "--help");
  check_refused(county({"verify"}), 2, "--data");
  check_refused(county({"init", "--data", made.folder / "b", "--name", ""}), 2, "name");
  check_refused(county({"serve", "--data", path, "--listen", "8080"}), 2, "HOST:PORT");
  check_refused(county({"serve", "--data", path, "--listen", "127.0.0.1:99999"}), 2, "HOST:PORT");
  check_refused(county({"enrol", "--data", path, "--name", "a\nb"}), 2, "name");
  check_refused(county({"tally", "--data", path, "--by", "weather"}), 2, "weather");
  check_refused(county({"tally", "--data", path, "--by", "month,month"}), 2, "twice");
  check_refused(county({"tally", "--data", path, "--from", "2021-02-30"}), 2, "--from");
  check_refused(county({"tally", "--data", path, "--from", "2022-01-01", "--to", "2021-01-01"}), 2,
                "later");
  check_refused(county({"tally", "--data", path, "--format", "pdf"}), 2, "pdf");
}

TEST_CASE("County: a folder that is no county, or one already, ends with 3",
          "[end-to-end][county]") {
  const CountyFolder made;
  const std::string empty = made.folder / "empty";
  check_refused(county({"serve", "--data", empty, "--listen", "127.0.0.1:0"}), 3, "init");
  for (const char* command : {"tally", "verify", "kiosks"}) {
    check_refused(county({command, "--data", empty}), 3, "init");
  }
  check_refused(county({"enrol", "--data", empty, "--name", "一号"}), 3, "init");
  CHECK_FALSE(std::filesystem::exists(empty));
  check_refused(county({"init", "--data", made.path, "--name", "别的县"}), 3, "曲沃县信访局");

  const std::string kiosk = made.folder / "kiosk";
  std::filesystem::create_directory(kiosk);
  std::ofstream(kiosk + "/journal.sqlite") << "x";
  check_refused(county({"init", "--data", kiosk, "--name", "别的县"}), 3, "kiosk");

  std::filesystem::remove(made.path + "/ledger.sqlite");
  check_refused(county({"tally", "--data", made.path}), 3, "backup");
  std::filesystem::remove(made.path + "/sign.key");
  check_refused(county({"serve", "--data", made.path, "--listen", "127.0.0.1:0"}), 3, "sign.key");
}

TEST_CASE("County: a ledger beside another county's keys is not served", "[end-to-end][county]") {
  const CountyFolder made;
  const CountyFolder other;
  std::filesystem::copy_file(other.path + "/ledger.sqlite", made.path + "/ledger.sqlite",
                             std::filesystem::copy_options::overwrite_existing);
  check_refused(county({"serve", "--data", made.path, "--listen", "127.0.0.1:0"}), 3,
                "another county");
}

TEST_CASE("County: an address or a folder in use ends with 4", "[end-to-end][county]") {
  const CountyFolder made;
  const CountyFolder other;
  RunningProgram served(kProgram, {"serve", "--data", made.path, "--listen", "127.0.0.1:0"});
  const std::string line = served.read_line();
  const std::string beginning = "listening on http://";
  REQUIRE(line.rfind(beginning, 0) == 0);
  const std::string address = line.substr(beginning.size());
  check_refused(county({"serve", "--data", made.path, "--listen", "127.0.0.1:0"}), 4,
                "another process");
  check_refused(county({"serve", "--data", other.path, "--listen", address}), 4, "--listen");
  check_refused(county({"init", "--data", "/proc/outreach", "--name", "a"}), 4, "/proc/outreach");
}

TEST_CASE("County: serve says where, and stops cleanly when asked", "[end-to-end][county]") {
  const CountyFolder made;
  const int signal = GENERATE(SIGTERM, SIGINT);
  const char* address = GENERATE("127.0.0.1:0", "[::1]:0", "localhost:0");
  Process served({kProgram, "serve", "--data", made.path, "--listen", address});
  const std::string host = std::string(address).substr(0, std::string(address).size() - 1);
  const auto line = served.line_that_begins("listening on http://" + host);
  REQUIRE(line);
  CHECK(line->substr(line->rfind(':') + 1) != "0");
  // Reading works beside it, and a new code too.
  CHECK(county({"verify", "--data", made.path}).exit_code == 0);
  CHECK(county({"enrol", "--data", made.path, "--name", "一号"}).exit_code == 0);
  served.signal(signal);
  CHECK(served.wait() == 0);
  // Closed, not abandoned: the log that a crash would leave is gone.
  CHECK_FALSE(std::filesystem::exists(made.path + "/ledger.sqlite-wal"));
}

TEST_CASE("County: enrol prints a code that can be read out, and how long it holds",
          "[end-to-end][county]") {
  const CountyFolder made;
  const Json json = json_of(county({"enrol", "--data", made.path, "--name", "城关一号", "--json"}));
  CHECK(text_member(json, "code").value_or("").size() == 24);
  CHECK(text_member(json, "kiosk_name") == "城关一号");
  CHECK(integer_member(json, "valid_hours") == 24);
  const Ended text = county({"enrol", "--data", made.path, "--name", "城关一号"});
  CHECK(text.out.find("24 hours") != std::string::npos);
}

TEST_CASE("County: an empty county counts nothing, is whole and has no kiosks",
          "[end-to-end][county]") {
  const CountyFolder made;
  const Json tally =
      json_of(county({"tally", "--data", made.path, "--by", "place,month", "--format", "json"}));
  for (const char* measure : {"outings", "parties", "people", "copies", "ratings", "readings",
                              "reading_seconds", "take_aways"}) {
    CHECK(integer_member(tally["totals"], measure) == 0);
  }
  CHECK(tally["rows"].empty());
  const Ended csv = county({"tally", "--data", made.path, "--by", "place,month"});
  CHECK(csv.exit_code == 0);
  CHECK(csv.out ==
        "\xEF\xBB\xBF地点,月份,场次,批次,人次,份,评价次数,自助阅读次数,自助阅读秒数,"
        "扫码带走次数\r\n");
  CHECK(bool_member(json_of(county({"verify", "--data", made.path, "--json"})), "whole") == true);
  CHECK(json_of(county({"kiosks", "--data", made.path, "--json"}))["kiosks"].empty());
}

TEST_CASE("County: a backup beside the ledger is refused, and made but not counted when asked for",
          "[end-to-end][county]") {
  const CountyFolder made;
  const std::string beside = made.folder / "beside";
  std::filesystem::create_directory(beside);
  const std::vector<std::string> words{"backup", "--data", made.path, "--to"};
  const auto backup_to = [&](const std::string& to, const std::vector<std::string>& more = {}) {
    std::vector<std::string> all = words;
    all.push_back(to);
    all.insert(all.end(), more.begin(), more.end());
    return county(all);
  };
  check_refused(backup_to(made.path), 2, "own folder");
  check_refused(backup_to(made.path, {"--same-disk"}), 2, "own folder");
  check_refused(backup_to(beside), 2, "--same-disk");
  check_refused(backup_to(made.folder / "unplugged"), 3, "plugged in");
  CHECK(std::filesystem::is_empty(beside));
  const Json json = json_of(backup_to(beside, {"--same-disk", "--json"}));
  CHECK(bool_member(json, "archived") == false);
  CHECK(std::filesystem::exists(text_member(json, "file").value_or("")));
  CHECK_FALSE(std::filesystem::exists(made.path + "/archived"));
}

// A folder on a file system that is not the temporary folder's, where this machine has one.
struct OtherDisk {
  OtherDisk() {
    SystemFiles files;
    const auto here = files.disk_of(std::filesystem::temp_directory_path());
    const auto there = files.disk_of("/dev/shm");
    std::string name = "/dev/shm/outreach-test-XXXXXX";
    if (here && there && *here != *there && mkdtemp(name.data()) != nullptr) {
      path = name;
    }
  }
  ~OtherDisk() {
    std::error_code failed;
    std::filesystem::remove_all(path, failed);
  }
  OtherDisk(const OtherDisk&) = delete;
  OtherDisk& operator=(const OtherDisk&) = delete;
  std::string path;
};

TEST_CASE("County: a backup on another disk counts", "[end-to-end][county]") {
  const OtherDisk disk;
  if (disk.path.empty()) {
    SKIP("this machine has one disk only");
  }
  const CountyFolder made;
  const Json json = json_of(county({"backup", "--data", made.path, "--to", disk.path, "--json"}));
  CHECK(bool_member(json, "archived") == true);
  CHECK_FALSE(std::filesystem::is_empty(made.path + "/archived"));
}

TEST_CASE("County: a ledger that somebody scribbled over is named as damaged and ends with 1",
          "[end-to-end][county]") {
  const CountyFolder made;
  std::fstream file(made.path + "/ledger.sqlite", std::ios::in | std::ios::out | std::ios::binary);
  for (int page = 2; page < 12; ++page) {
    file.seekp(page * 4096);
    file << std::string(200, '\x55');
  }
  file.close();
  const Ended verified = county({"verify", "--data", made.path});
  CHECK(verified.exit_code == 1);
  CHECK(verified.out.find("DAMAGED") != std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
