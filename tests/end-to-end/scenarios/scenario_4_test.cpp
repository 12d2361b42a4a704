// Scenario 4, a resident walks away: an old man begins a question with his name and leaves, a child
// taps back. Demanded: a warned count-down with a large way to go on, then all is wiped; whoever
// comes next, the back key, what is suggested, pictures, logs and the database show nothing of it;
// a question that was left is no consultation; three minutes on one panel are not cut without the
// warning. That memory holds nothing either is tests/end-to-end/residents_trace_test.
#include <filesystem>

#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/words_in_files.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

// Of what is typed; in no text of the program or its content.
const std::vector<std::string> kOldMansWords{"鸦雀沟", "王老栓", "三尺九寸"};

std::vector<std::string> old_mans_words_in(const fs::path& folder) {
  return words_in_files(folder, kOldMansWords);
}

TEST_CASE("Scenario 4: a resident walks away, and nothing of what was begun is left",
          "[end-to-end][scenario]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  const Ended day = stall.play("scenario-4", {"--shots", (stall.folder() / "shots").string()});
  INFO(day.err);
  CHECK(day.exit_code == 0);
  for (const std::string& word : kOldMansWords) {
    CHECK(day.err.find(word) == std::string::npos);
    CHECK(day.out.find(word) == std::string::npos);
  }
  CHECK(old_mans_words_in(stall.folder().path()) == std::vector<std::string>());
  went_well(stall.play("scenario-4-after"));
  CHECK(old_mans_words_in(stall.folder().path()) == std::vector<std::string>());
  CHECK(stall.kiosk_counts() == Counts{1, 0, 0, 0});
  // The outing, and that a leaflet was read.
  CHECK(recorded_of(stall) == 2);
  CHECK(stall.kiosk_json({"tally"}).at("totals").at("readings") == 1);
  check_delivered(stall, Counts{1, 0, 0, 0});
}

}  // namespace
}  // namespace outreach::testing
