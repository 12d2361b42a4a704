// Scenario 1, a cold start without a network and with a dead clock: the machine boots at 06:40 in
// 1970, or two years ahead, and never reached the county. Demanded: usable within 10 s; staff
// confirm the outing's day once, and what they say of the clock is known after the plug was pulled;
// the clock is marked as not to be trusted; all records of the day land on that outing in every
// report; two kiosks from one image have identities of their own.
#include <chrono>
#include <filesystem>

#include "platform/clock/clock.h"
#include "sync/journal/journal.h"
#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/invariants.h"
#include "tests/support/process.h"
#include "tests/support/program_json.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr seconds kUsableWithin{10};
constexpr seconds kDeadClock{81'600};  // 1970-01-02T06:40 in China
constexpr seconds kTwoYears{2 * 365 * 86'400};
const Counts kColdDay{1, 1, 2, 54};
constexpr std::int64_t kColdRecorded = 8;

// `clock` is what the machine believes at the start, since 1970-01-01T00:00Z.
std::vector<std::string> words_by(seconds clock, const StallPrograms& stall,
                                  const std::vector<std::string>& more) {
  std::vector<std::string> words{"/usr/bin/env",
                                 std::string("LD_PRELOAD=") + OUTREACH_WRONG_CLOCK,
                                 "OUTREACH_WRONG_CLOCK=" + std::to_string(clock.count()),
                                 built_program("outreach-kiosk"),
                                 "--data",
                                 stall.data()};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::vector<std::string> script_words(const std::string& name) {
  return {"--headless",
          "--step-patience",
          "60",
          "--script",
          source_file("tests/scripts/" + name + ".txt"),
          "--power-supplies",
          "/no/power/supplies"};
}

Ended run_by(seconds clock, const StallPrograms& stall, const std::vector<std::string>& more) {
  const auto words = words_by(clock, stall, more);
  return run_program(words.front(), {words.begin() + 1, words.end()});
}

// The script's first see is the home screen; it says so right behind it.
void boots_and_counts(seconds clock, const StallPrograms& stall, const char* script) {
  const auto began = std::chrono::steady_clock::now();
  Process booted(words_by(clock, stall, script_words(script)));
  REQUIRE(booted.line_that_begins("ready: "));
  const auto took = std::chrono::steady_clock::now() - began;
  WARN("scenario 1: usable after "
       << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms");
  CHECK(took <= kUsableWithin);
  REQUIRE(booted.wait() == 0);
}

// The calendar of a machine that knows no day opens in the month this program was built in; the
// scripts choose the first.
std::string chosen_day() {
  const Date built{std::chrono::floor<std::chrono::days>(build_time() + kChinaOffset)};
  return to_iso(Date{built.year(), built.month(), std::chrono::day{1}});
}

void check_day_of(const Json& tally) {
  REQUIRE(tally.at("rows").size() == 1);
  CHECK(tally.at("rows").at(0).at("day") == chosen_day());
}

void check_reports(const StallPrograms& stall) {
  CHECK(stall.kiosk_counts() == kColdDay);
  CHECK(recorded_of(stall) == kColdRecorded);
  check_day_of(stall.kiosk_json({"tally", "--by", "day"}));
  check_whole(stall);
  auto journal = invariants::given(journal::open_reader(stall.data()));
  for (const auto& entry : invariants::given(
           journal::read_entries(journal, 1, 1, std::size_t{kColdRecorded}, 1 << 20))) {
    CAPTURE(entry.envelope.sequence);
    CHECK_FALSE(entry.envelope.device_time_trusted);
  }
  const Ended exported = stall.kiosk({"export"});
  went_well(exported);
  // The heading, and what counts, each line with that day in front.
  std::size_t lines = 0;
  for (auto at = exported.out.find('\n'); at + 1 < exported.out.size();
       at = exported.out.find('\n', at + 1)) {
    CHECK(exported.out.compare(at + 1, chosen_day().size(), chosen_day()) == 0);
    ++lines;
  }
  CHECK(lines == kColdRecorded - 1);  // that the outing was closed is no line
}

TEST_CASE("Scenario 1: a cold start with a dead clock counts the day that staff chose",
          "[end-to-end][scenario]") {
  StallPrograms stall;
  const fs::path image = stall.folder() / "image" / "content";
  fs::create_directories(image);
  fs::copy_file(source_file("assets/content/catalogue.json"), image / "catalogue.json");
  const seconds ahead =
      std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch()) +
      kTwoYears;
  struct Machine {
    const char* name;
    seconds clock;
    const char* script;
  };
  std::vector<std::string> identities;
  for (const Machine& machine : {Machine{"dead", kDeadClock, "scenario-1-dead-clock"},
                                 Machine{"ahead", ahead, "scenario-1-ahead"}}) {
    CAPTURE(machine.name);
    stall.use_kiosk(machine.name);
    fs::copy(image.parent_path(), stall.data(), fs::copy_options::recursive);
    boots_and_counts(machine.clock, stall, machine.script);
    went_well(run_by(machine.clock + seconds{600}, stall,
                     script_words(std::string(machine.script) + "-again")));
    check_reports(stall);
    identities.push_back(stall.kiosk_json({"status"}).at("kiosk"));
  }
  CHECK(identities.front() != identities.back());

  // Days later there is a network; the clocks are as wrong as before.
  stall.use_kiosk("dead");
  stall.enrol();
  went_well(run_by(kDeadClock + seconds{3'600}, stall, {"sync", "--patience", "60"}));
  stall.use_kiosk("ahead");
  stall.enrol_with_same();
  went_well(run_by(ahead + seconds{3'600}, stall, {"sync", "--patience", "60"}));
  // Opened by hand at two machines, they are two outings of one day.
  CHECK(stall.county_counts() == Counts{2, 2, 4, 108});
  check_day_of(json_of(run_program(built_program("outreach-county"),
                                   {"tally", "--data", (stall.folder() / "county").string(), "--by",
                                    "day", "--format", "json"})));
}

}  // namespace
}  // namespace outreach::testing
