// Scenario 5, a question with a receipt: a woman asks about unpaid wages, by taps alone. Demanded:
// the guide shows where to go and the year that runs; the receipt's number is one of its own though
// nobody is reached, large and on paper; staff cannot read what is sealed; a wrong digit is refused
// kindly; the reply is found on any kiosk of the county; the days left count from when it was left,
// and one that is 12 days old is on top. Whoever would report an official is led to
// the discipline bodies, and has nothing to write in.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>

#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/program_json.h"
#include "tests/support/words_in_files.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDeskPassphrase = "柿子红了以后再来摘两筐吧";
constexpr std::size_t kReceiptDigits = 12;
constexpr std::chrono::hours kTwelveDays{12 * 24};

std::string script_text(const std::string& name) {
  return bytes_in_file(source_file("tests/scripts/" + name + ".txt"));
}

std::string with(std::string text, const std::string& stand_in, const std::string& words) {
  for (auto at = text.find(stand_in); at != std::string::npos; at = text.find(stand_in)) {
    text.replace(at, stand_in.size(), words);
  }
  return text;
}

std::string tapped(const std::string& digits) {
  std::string lines;
  for (const char digit : digits) {
    lines += std::string("tap \"") + digit + "\"\n";
  }
  return lines;
}

// The twelve digits on the screen, each a text of its own.
std::string receipt_on_screen(const std::string& told) {
  std::string receipt;
  for (std::size_t at = 0; at < told.size() && receipt.size() < kReceiptDigits;) {
    const std::size_t end = std::min(told.find('\n', at), told.size());
    std::string line = told.substr(at, end - at);
    line.erase(std::remove(line.begin(), line.end(), ' '), line.end());
    const bool is_digit =
        line.size() == 1 && std::isdigit(static_cast<unsigned char>(line.front())) != 0;
    receipt = is_digit ? receipt + line : "";
    at = end + 1;
  }
  return receipt;
}

// A program on a machine whose clock is so much later.
Ended run_later(std::chrono::hours later, const std::string& program,
                const std::vector<std::string>& words) {
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch() + later);
  std::vector<std::string> all{std::string("LD_PRELOAD=") + OUTREACH_WRONG_CLOCK,
                               "OUTREACH_WRONG_CLOCK=" + std::to_string(now.count()),
                               built_program(program)};
  all.insert(all.end(), words.begin(), words.end());
  return run_program("/usr/bin/env", all);
}

// As it is left by taps, until its receipt is on the screen.
std::string leave_question(const StallPrograms& stall, const std::string& printer,
                           std::chrono::hours later) {
  const Ended left =
      run_later(later, "outreach-kiosk",
                {"--headless", "--step-patience", "10", "--power-supplies", "/no/power/supplies",
                 "--printer", printer, "--script",
                 source_file("tests/scripts/scenario-5-question.txt"), "--data", stall.data()});
  INFO(left.err);
  REQUIRE(left.err.find("nobody says this") != std::string::npos);
  const std::string receipt = receipt_on_screen(left.err);
  REQUIRE(receipt.size() == kReceiptDigits);
  return receipt;
}

Ended desk(const StallPrograms& stall, std::vector<std::string> words, std::chrono::hours later) {
  words.insert(words.end(), {"--data", (stall.folder() / "county").string()});
  return run_later(later, "outreach-county", words);
}

Json waiting(const StallPrograms& stall, std::chrono::hours later) {
  return json_of(desk(stall, {"answer", "list", "--json"}, later)).at("questions");
}

TEST_CASE("Scenario 5: a question is left by taps, and its answer found by its receipt elsewhere",
          "[end-to-end][scenario]") {
  StallPrograms stall;
  stall.enrol_with_casework_key(kDeskPassphrase);
  went_well(stall.play("scenario-5-official"));
  CHECK(recorded_of(stall) == 0);

  const std::string printer = stall.file("lp0", "");
  const std::string receipt = leave_question(stall, printer, {});
  CHECK(fs::file_size(printer) > 0);
  CHECK(recorded_of(stall) == 1);
  CHECK(words_in_files(stall.data(), {"押扣", receipt}) == std::vector<std::string>());

  stall.use_kiosk("kiosk-2");
  stall.enrol_with_same();
  went_well(stall.play_lines("tap \"更多\"\ntap \"交给居民自己用\"\nquit\n"));
  const std::string other = leave_question(stall, printer, kTwelveDays);
  CHECK(other != receipt);
  went_well(stall.sync());
  stall.use_kiosk("kiosk");
  went_well(stall.sync());
  const Json late = waiting(stall, kTwelveDays);
  REQUIRE(late.size() == 2);
  CHECK(late.at(0).at("days_left") == 3);
  CHECK(late.at(1).at("days_left") == 15);
  const Ended listed = desk(stall, {"answer", "list"}, kTwelveDays);
  CHECK(listed.out.find("3 days left") != std::string::npos);

  const std::string question = late.at(0).at("name");
  const Ended given = desk(stall,
                           {"answer", "give", question, "--passphrase-file",
                            stall.file("passphrase", std::string(kDeskPassphrase) + "\n"), "--text",
                            stall.file("answer.txt", "请带劳动合同到劳动监察大队")},
                           {});
  INFO(given.err);
  REQUIRE(given.exit_code == 0);

  stall.use_kiosk("kiosk-2");
  went_well(stall.sync());
  for (const std::string& mine : {receipt, other}) {
    std::string wrong = mine;
    wrong.back() = wrong.back() == '9' ? '0' : static_cast<char>(wrong.back() + 1);
    const std::string lines =
        with(with(script_text("scenario-5-answer"), "RECEIPT", mine), "WRONG\n", tapped(wrong));
    const Ended looked = stall.play_failing_lines(lines);
    INFO(looked.err);
    // The one that was answered; of the other nothing is known yet.
    const bool is_answered = looked.exit_code == 0;
    CHECK(is_answered == (mine == receipt));
  }
}

}  // namespace
}  // namespace outreach::testing
