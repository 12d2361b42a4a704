// Scenario 9, a full day's battery and a full disk: eight hours in airplane mode, then a disk with
// 50 MB left. Demanded: no storm of tries while there is no network; low battery and low disk are
// told early, in words; on a full disk the kiosk still takes tallies and questions, from the room
// kept for them, and refuses new content, which would take that room; after a forced cut nothing is
// corrupt.
#include <filesystem>
#include <fstream>

#include "platform/clock/clock.h"
#include "sync/journal/journal.h"
#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/invariants.h"
#include "tests/support/real_disk.h"
#include "tests/support/typed_program.h"
#include "tests/support/wire_proxy.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

// Eight hours, two minutes at a time: between two the line has time to be tried.
constexpr int kSteps = 240;
// The wait between tries grows to a random part of a quarter of an hour: some 64 tries, and a dozen
// until it has grown. A storm tries in every step.
constexpr std::size_t kTriesMax = 150;
constexpr std::size_t kTriesMin = 10;  // it goes on trying by itself
constexpr std::uint64_t kFiftyMegabytes = 50'000'000;
constexpr const char* kPassphraseOfDay = "柿子红了以后再来摘两筐吧";
const Counts kFullDay{1, 3, 7, 356};

TEST_CASE("Scenario 9: eight hours without a network are no storm of tries",
          "[end-to-end][scenario]") {
  StallPrograms stall;
  stall.enrol();
  // Nothing listens behind the second, so each connection to the first ends at once.
  const WireProxy no_way(1);
  WireProxy nobody(no_way.port());
  Line refuses;
  refuses.up.cut_at = 0;
  nobody.use(refuses);
  const std::vector<std::string> airplane{"--county", nobody.url()};
  went_well(stall.play("scenario-9-day", airplane));
  const std::size_t before = nobody.traffic().connections;
  // From the morning of the outing's day on, whatever time it is: past midnight it would be asked
  // whether the outing is still on.
  std::string hours = "set-clock " + to_iso(china_date(SystemClock().now().wall)) + "T08:00\n";
  for (int i = 0; i < kSteps; ++i) {
    hours += "wait 2m\nsee \"工作人员\"\n";
  }
  went_well(stall.play_lines(hours + "quit\n", airplane));
  const std::size_t tries = nobody.traffic().connections - before;
  WARN("scenario 9: " << tries << " tries in eight hours");
  CHECK(tries >= kTriesMin);
  CHECK(tries <= kTriesMax);
  CHECK(stall.kiosk_counts() == Counts{1, 1, 1, 5});
  CHECK(stall.kiosk_json({"status"}).at("acknowledged") == 0);
  check_delivered(stall, Counts{1, 1, 1, 5});
}

std::string weak_supply(const StallPrograms& stall) {
  const fs::path supplies = stall.folder() / "power";
  fs::create_directories(supplies / "BAT0");
  std::ofstream(supplies / "BAT0" / "type") << "Battery\n";
  std::ofstream(supplies / "BAT0" / "status") << "Discharging\n";
  std::ofstream(supplies / "BAT0" / "capacity") << "12\n";
  return supplies.string();
}

void check_integrity(const StallPrograms& stall) {
  auto journal = invariants::given(journal::open_reader(stall.data()));
  auto pragma = invariants::given(journal.prepare("PRAGMA integrity_check"));
  REQUIRE(invariants::given(pragma.step()));
  CHECK(pragma.text(0) == "ok");
  check_whole(stall);
}

std::string question_left(const StallPrograms& stall) {
  TypedProgram typing(built_program("outreach-kiosk"), {"question", "--data", stall.data()},
                      stall.data());
  typing.type("拖欠工资找谁\n.\n");
  return typing.read_line();
}

TEST_CASE("Scenario 9: a full disk takes the day to its end, refuses content, and is never corrupt",
          "[end-to-end][scenario]") {
  const RealDisk disk("90M");
  if (disk.kind() != "ext4") {
    SKIP("this machine lets no ext4 image be mounted");
  }
  StallPrograms stall;
  fs::create_directory(disk.folder() / "data");
  fs::create_directory_symlink(disk.folder() / "data", stall.data());
  stall.enrol_with_casework_key(kPassphraseOfDay);
  const std::string nowhere = "http://127.0.0.1:1";
  went_well(stall.play("scenario-9-day", {"--county", nowhere}));

  REQUIRE(disk.leave(kFiftyMegabytes));
  const std::vector<std::string> weak{"--county", nowhere, "--power-supplies", weak_supply(stall)};
  went_well(stall.play("scenario-9-low", weak));
  CHECK(stall.kiosk_counts() == Counts{1, 2, 2, 6});

  disk.fill();
  went_well(stall.play("scenario-9-full", weak));
  // As a power bank that is pulled out: what is not on the disk by now comes there no more.
  REQUIRE(disk.pull_out());
  REQUIRE(disk.put_back());
  CHECK(stall.kiosk_counts() == kFullDay);
  check_integrity(stall);
  CHECK(question_left(stall).find("saved as entry") == 0);

  // New content waits until there is room for it: what is free was given up for taps.
  const std::string content = (stall.folder() / "content").string();
  fs::copy(source_file("assets/content"), content, fs::copy_options::recursive);
  went_well(run_program(built_program("outreach-county"),
                        {"publish", content, "--data", (stall.folder() / "county").string()}));
  stall.sync();
  CHECK(stall.kiosk_json({"packs"}).at("installed").is_null());
  CHECK(stall.kiosk_counts() == kFullDay);
  check_integrity(stall);
  disk.make_room();
  check_delivered(stall, kFullDay);
  CHECK_FALSE(stall.kiosk_json({"packs"}).at("installed").is_null());
}

}  // namespace
}  // namespace outreach::testing
