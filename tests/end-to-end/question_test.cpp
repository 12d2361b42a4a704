// Personal words: sealed before they are kept, and nowhere else.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <signal.h>

#include "platform/printer/slip.h"
#include "sync/journal/journal.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/paper_roll.h"
#include "tests/support/typed_program.h"
#include "tests/support/words_in_files.h"

namespace outreach::testing {
namespace {

// Words that stand in no text of the program or its content.
const std::vector<std::string> kWords{"鸦雀沟", "枣树林", "三尺九寸", "王老栓", "13900123456"};
constexpr const char* kQuestion =
    "鸦雀沟的枣树林下\n我家的地界让人挪了三尺九寸\n--contact\n王老栓 13900123456\n.\n";

std::vector<std::string> words_in(const std::filesystem::path& folder) {
  return words_in_files(folder, kWords);
}

// Of the consultations on the open outing, in their order.
std::vector<std::string> notes_in(const std::filesystem::path& data) {
  auto database = journal::open_reader(data);
  REQUIRE(database.has_value());
  const auto outing = journal::open_outing(*database);
  REQUIRE(outing.has_value());
  REQUIRE(outing->has_value());
  const auto entries = journal::entries_of_outing(*database, (*outing)->chain, (*outing)->sequence);
  REQUIRE(entries.has_value());
  std::vector<std::string> notes;
  for (const journal::RecordedEntry& entry : *entries) {
    if (const auto* consultation = std::get_if<domain::Consultation>(&entry.record.content)) {
      notes.push_back(consultation->note);
    }
  }
  return notes;
}

TEST_CASE("Question: no word of it is in any file or in memory once it is saved",
          "[end-to-end][privacy]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  const std::filesystem::path folder = stall.folder().path();
  TypedProgram typing(built_program("outreach-kiosk"), {"question", "--data", stall.data()},
                      stall.data());
  typing.type(kQuestion);
  CHECK(typing.read_line().find("saved as entry") == 0);
  // It waits for another question now. The log still holds everything that was written.
  const auto in_memory = typing.in_memory(kWords);
  if (in_memory) {
    CHECK(*in_memory == std::vector<std::string>());
  } else {
    WARN("this user may not read another process's memory: only the files are looked at");
  }
  CHECK(words_in(folder) == std::vector<std::string>());
  typing.end_by(SIGABRT);
  CHECK(words_in(folder) == std::vector<std::string>());
  for (const auto& item : std::filesystem::directory_iterator(stall.data())) {
    INFO(item.path());
    CHECK(item.path().filename().string().rfind("core", 0) != 0);
  }
}

TEST_CASE("Question: its receipt goes on paper where a printer is named, and is told in any case",
          "[end-to-end]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  const std::string device = stall.file("lp0", "");
  for (const std::string& printer : {device, (stall.folder() / "nothing").string()}) {
    TypedProgram typing(built_program("outreach-kiosk"),
                        {"question", "--data", stall.data(), "--printer", printer}, stall.data());
    typing.type("先问一句\n.\n");
    CHECK(typing.read_line().find("told this once: ") != std::string::npos);
    typing.type(
        "再问一句\n.\n");  // answered when the first is on paper, or was not to be put there
    CHECK(typing.read_line().find("told this once: ") != std::string::npos);
  }
  std::ifstream file(device, std::ios::binary);
  const std::string taken{std::istreambuf_iterator<char>(file), {}};
  const PaperRoll roll = unroll(bytes_of(taken), kDotsOf58Millimetres);
  REQUIRE_FALSE(roll.cut.empty());
  CHECK(roll.cut.front().rows() > kDotsOf58Millimetres / 2);  // figures, squares and words
}

TEST_CASE("Question: while it is typed it is in memory, so the look for it is a real one",
          "[end-to-end][privacy]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  TypedProgram typing(built_program("outreach-kiosk"), {"question", "--data", stall.data()},
                      stall.data());
  typing.type("先问一句\n.\n");
  CHECK(typing.read_line().find("saved as entry") == 0);
  typing.type("鸦雀沟的枣树林下\n.");
  // Until the line ends nothing is sealed; the program reads it as soon as it may.
  std::optional<std::vector<std::string>> found = typing.in_memory(kWords);
  for (int looks = 0; found && found->empty() && looks < 10'000; ++looks) {
    found = typing.in_memory(kWords);
  }
  if (found) {
    CHECK_FALSE(found->empty());
  }
  typing.type("\n");
  CHECK(typing.read_line().find("saved as entry") == 0);
}

TEST_CASE("Question: the county opens it with the passphrase and not without", "[end-to-end]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  {
    TypedProgram typing(built_program("outreach-kiosk"), {"question", "--data", stall.data()},
                        stall.data());
    typing.type(kQuestion);
    CHECK(typing.read_line().find("saved as entry 1") == 0);
  }
  CHECK(stall.sync().exit_code == 0);
  const Ended opened = stall.questions("柿子红了以后再来摘两筐吧");
  CHECK(opened.exit_code == 0);
  CHECK(opened.out.find("我家的地界让人挪了三尺九寸") != std::string::npos);
  CHECK(opened.out.find("13900123456") != std::string::npos);
  const Ended wrong = stall.questions("柿子没红的时候不要来摘呀");
  CHECK(wrong.exit_code != 0);
  CHECK(wrong.out.find("三尺九寸") == std::string::npos);
  CHECK(wrong.err.find("passphrase") != std::string::npos);
}

TEST_CASE("Question: typed at the stall it is sealed, and the note beside it is read",
          "[end-to-end][privacy]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  const Ended played = stall.play("follow-up");
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  CHECK(stall.kiosk_counts() == Counts{1, 2, 3, 0});
  CHECK(words_in(stall.folder().path()) == std::vector<std::string>());
  CHECK(notes_in(stall.data()) == std::vector<std::string>{"请下次带合同，周三来", ""});
  REQUIRE(stall.sync().exit_code == 0);
  CHECK(stall.county_counts() == Counts{1, 2, 3, 0});
  CHECK(stall.kiosk_json({"status"}).at("set_aside").empty());
  const Ended opened = stall.questions("柿子红了以后再来摘两筐吧");
  CHECK(opened.out.find("地界让人挪了三尺九寸") != std::string::npos);
  CHECK(opened.out.find("王老栓") != std::string::npos);
}

TEST_CASE("Question: from the screen its receipt goes on paper, and no word with it",
          "[end-to-end][privacy]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  const std::string device = stall.file("lp0", "");
  const Ended played = stall.play("receipt", {"--printer", device});
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  std::ifstream file(device, std::ios::binary);
  const std::string taken{std::istreambuf_iterator<char>(file), {}};
  const PaperRoll roll = unroll(bytes_of(taken), kDotsOf58Millimetres);
  CHECK(roll.complaint.empty());
  REQUIRE(roll.cut.size() == 1);
  CHECK(roll.cut.front().rows() > kDotsOf58Millimetres / 2);  // figures, squares and words
  CHECK(words_in(stall.folder().path()) == std::vector<std::string>());
}

TEST_CASE("Question: left by a resident it is sealed, and taken back it is opened by nobody",
          "[end-to-end][privacy][resident]") {
  StallPrograms stall;
  stall.enrol_with_casework_key("柿子红了以后再来摘两筐吧");
  const Ended played = stall.play("ask");
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 3);
  CHECK(stall.kiosk_counts() == Counts{0, 0, 0, 0});
  CHECK(words_in(stall.folder().path()) == std::vector<std::string>());
  REQUIRE(stall.sync().exit_code == 0);
  CHECK(stall.kiosk_json({"status"}).at("set_aside").empty());
  CHECK(stall.kiosk_json({"verify"}).at("damages").empty());
  const Ended opened = stall.questions("柿子红了以后再来摘两筐吧");
  CHECK(opened.exit_code == 0);
  CHECK(opened.out.find("柿子树下的地界") != std::string::npos);
  CHECK(opened.out.find("三尺九寸") == std::string::npos);
  CHECK(opened.out.find("王老栓") == std::string::npos);
}

TEST_CASE("Question: without a county, or one without a casework key, none is taken",
          "[end-to-end]") {
  StallPrograms stall;
  REQUIRE(stall.play_lines("see \"开始\"\nquit\n").exit_code == 0);
  const Ended alone = stall.kiosk({"question"});
  CHECK(alone.exit_code == 1);
  CHECK(alone.err.find("outreach-kiosk enrol") != std::string::npos);
  stall.enrol();
  const Ended keyless = stall.kiosk({"question"});
  CHECK(keyless.exit_code == 1);
  CHECK(keyless.err.find("casework") != std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
