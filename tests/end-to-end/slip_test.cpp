// The day's slip from the records to the paper.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "app/kiosk/outing_day.h"
#include "platform/base/text.h"
#include "sync/journal/journal.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/paper_roll.h"
#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"
#include "tests/support/slip_words.h"

namespace outreach::testing {
namespace {

// Answers to DLE EOT 2: all is well; the roll is at its end.
constexpr char kReady = 0x12;
constexpr char kNoPaper = 0x32;
const std::string kAsked = "\x10\x04\x02";

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A P4 as its specification has it, not as our writer does.
Bitmap read_pbm(const std::string& path) {
  std::istringstream file(content_of(path));
  std::string magic;
  int width = 0;
  int height = 0;
  file >> magic >> width >> height;
  REQUIRE(magic == "P4");
  file.get();
  Bitmap picture(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; x += 8) {
      const int byte = file.get();
      REQUIRE(byte >= 0);
      for (int bit = 0; bit < 8; ++bit) {
        if ((byte & (0x80 >> bit)) != 0) {
          picture.ink(x + bit, y);
        }
      }
    }
  }
  CHECK(file.peek() == std::char_traits<char>::eof());
  return picture;
}

// A printer on the network: says how it is when it is asked, and keeps what else it gets.
class NetworkRoll {
 public:
  explicit NetworkRoll(char state)
      : server_([this, state](RawPeer& peer, int) {
          const std::string first = peer.read_some();
          if (first == kAsked) {
            peer.send(std::string(1, state));
            return;
          }
          taken_ = first + peer.read_all();
          all_.raise();
        }) {}
  std::string name() const {
    return "127.0.0.1:" + std::to_string(server_.port());
  }
  int connections() const {
    return server_.connections();
  }
  PaperRoll paper(int dots) {
    REQUIRE(all_.wait());
    return unroll(bytes_of(taken_), dots);
  }

 private:
  std::string taken_;
  Signal all_;
  RawServer server_;
};

// What the slip says, from the same records.
Slip slip_in(const std::string& data) {
  auto database = journal::open_reader(data);
  REQUIRE(database);
  domain::Catalogue catalogue;
  const auto day = kiosk::read_outing_day(*database, catalogue);
  REQUIRE(day);
  return kiosk::slip_of(*day, {});
}

TEST_CASE("Slip: a market day on paper is its picture to the dot, on both widths",
          "[end-to-end][slip]") {
  StallPrograms stall;
  stall.enrol();
  REQUIRE(stall.play("market-day").exit_code == 0);
  const std::string picture = (stall.folder() / "slip.pbm").string();
  for (const auto& [paper, dots] :
       std::array{std::pair("58", kDotsOf58Millimetres), std::pair("80", kDotsOf80Millimetres)}) {
    NetworkRoll printer(kReady);
    const Ended printed =
        stall.kiosk({"slip", "--printer", printer.name(), "--picture", picture, "--paper", paper});
    INFO(printed.err);
    REQUIRE(printed.exit_code == 0);
    CHECK(printed.out.find("look at the paper") != std::string::npos);
    const PaperRoll roll = printer.paper(dots);
    CHECK(roll.complaint.empty());
    REQUIRE(roll.cut.size() == 1);
    CHECK((roll.cut.front() == read_pbm(picture)));
  }
}

TEST_CASE("Slip: its numbers are those of status and tally", "[end-to-end][slip]") {
  StallPrograms stall;
  stall.enrol();
  REQUIRE(stall.play("market-day").exit_code == 0);
  REQUIRE(stall.sync().exit_code == 0);
  const Slip slip = slip_in(stall.data());
  INFO(all_words(slip));
  const Counts counts = stall.kiosk_counts();
  const Json status = stall.kiosk_json({"status"});
  const auto number = [&](const char* name) {
    return with_thousands(status.at(name).get<std::int64_t>());
  };
  CHECK(says(slip, "Parties|" + with_thousands(counts.parties)));
  CHECK(says(slip, "People|" + with_thousands(counts.people)));
  CHECK(says(slip, "Copies|" + with_thousands(counts.copies)));
  CHECK(says(slip, "All records of this machine|" + number("recorded")));
  CHECK(says(slip, "= Only here|" + number("local")));
  CHECK(says(slip, "+ On USB|" + number("on_stick")));
  CHECK(says(slip, "+ At county|" + number("acknowledged")));
  CHECK(says(slip, "+ Returned|" + number("quarantined")));
  std::int64_t copies = 0;
  const Json leaflets = stall.kiosk_json({"tally", "--by", "leaflet"});
  for (const Json& row : leaflets.at("rows")) {
    const auto of_leaflet = row.at("copies").get<std::int64_t>();
    CHECK(says(
        slip, row.at("leaflet").get<std::string>() + "|" + with_thousands(of_leaflet) + " copies"));
    copies += of_leaflet;
  }
  CHECK(copies == counts.copies);
}

TEST_CASE("Slip: in Chinese unless English is asked for", "[end-to-end][slip]") {
  StallPrograms stall;
  REQUIRE(stall.kiosk({"import-sheet", source_file("assets/demo/quwo-2021.csv")}).exit_code == 0);
  const auto picture = [&](const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> words{"slip", "--picture", (stall.folder() / name).string()};
    words.insert(words.end(), more.begin(), more.end());
    const Ended written = stall.kiosk(words);
    INFO(written.err);
    REQUIRE(written.exit_code == 0);
    return read_pbm((stall.folder() / name).string());
  };
  const Bitmap usual = picture("usual.pbm", {});
  const Bitmap english = picture("english.pbm", {"--lang", "en"});
  CHECK_FALSE((usual == english));
}

TEST_CASE("Slip: a device file gets the job", "[end-to-end][slip]") {
  StallPrograms stall;
  REQUIRE(stall.kiosk({"import-sheet", source_file("assets/demo/quwo-2021.csv")}).exit_code == 0);
  const std::string device = stall.file("lp0", "");
  const Ended printed = stall.kiosk({"slip", "--printer", device});
  INFO(printed.err);
  CHECK(printed.exit_code == 0);
  const PaperRoll roll = unroll(bytes_of(content_of(device)), kDotsOf58Millimetres);
  CHECK(roll.complaint.empty());
  CHECK(roll.cut.size() == 1);
}

TEST_CASE("Slip: a printer without paper gets nothing, and the words say why",
          "[end-to-end][slip]") {
  StallPrograms stall;
  REQUIRE(stall.kiosk({"import-sheet", source_file("assets/demo/quwo-2021.csv")}).exit_code == 0);
  NetworkRoll printer(kNoPaper);
  const Ended refused = stall.kiosk({"slip", "--printer", printer.name()});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.find("out of paper") != std::string::npos);
  CHECK(printer.connections() == 1);
}

TEST_CASE("Slip: no printer, no outing and no records each say what to do", "[end-to-end][slip]") {
  StallPrograms stall;
  const std::string picture = (stall.folder() / "slip.pbm").string();
  const Ended no_records = stall.kiosk({"slip", "--picture", picture});
  CHECK(no_records.exit_code == 1);
  CHECK(no_records.err.find("start the kiosk once") != std::string::npos);
  REQUIRE(stall.play_lines("see \"开始\"\nquit\n").exit_code == 0);
  const Ended no_outing = stall.kiosk({"slip", "--picture", picture});
  CHECK(no_outing.exit_code == 1);
  CHECK(no_outing.err.find("no outing is recorded here yet") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(picture));
  REQUIRE(stall.kiosk({"import-sheet", source_file("assets/demo/quwo-2021.csv")}).exit_code == 0);
  const Ended unplugged = stall.kiosk({"slip", "--printer", (stall.folder() / "lp0").string()});
  CHECK(unplugged.exit_code == 1);
  CHECK_FALSE(unplugged.err.empty());
  const Ended off =
      stall.kiosk({"slip", "--printer", "127.0.0.1:" + std::to_string(closed_port())});
  CHECK(off.exit_code == 1);
  CHECK(off.err.find("switch it on") != std::string::npos);
}

// What both say above their foot, where the time of printing stands.
bool alike_above_foot(const Bitmap& a, const Bitmap& b) {
  constexpr int kFoot = 120;
  const int rows = a.rows() - kFoot;
  return a.dots() == b.dots() && a.rows() == b.rows() && rows > 0 &&
         std::ranges::equal(a.rows_from(0, rows), b.rows_from(0, rows));
}

TEST_CASE("Slip: printed from the screens it is the command's slip, open and ended",
          "[end-to-end][slip]") {
  StallPrograms stall;
  const std::string device = stall.file("lp0", "");
  const Ended played = stall.play("slip", {"--printer", device, "--paper", "80"});
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  const PaperRoll roll = unroll(bytes_of(content_of(device)), kDotsOf80Millimetres);
  CHECK(roll.complaint.empty());
  REQUIRE(roll.cut.size() == 2);
  CHECK(roll.cut.front().rows() > roll.cut.back().rows());  // that more may come takes a line
  const std::string picture = (stall.folder() / "slip.pbm").string();
  REQUIRE(stall.kiosk({"slip", "--picture", picture, "--paper", "80"}).exit_code == 0);
  CHECK(alike_above_foot(roll.cut.back(), read_pbm(picture)));
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 60});
}

TEST_CASE("Slip: without a printer it is looked at, and the stall counts", "[end-to-end][slip]") {
  StallPrograms stall;
  const Ended played = stall.play("slip-no-printer");
  INFO(played.err);
  CHECK(played.exit_code == 0);
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 1});
}

}  // namespace
}  // namespace outreach::testing
