// A question left at a kiosk, answered at the county, and the answer looked up with the receipt.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/program_json.h"
#include "tests/support/typed_program.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPassphrase = "柿子红了以后再来摘两筐吧";
constexpr const char* kAnswerWords = "请带土地证到鸦雀沟村委会\n由自然资源所现场丈量。";
constexpr const char* kAnswerInCrlf = "请带土地证到鸦雀沟村委会\r\n由自然资源所现场丈量。";
// Its check digit fits; nobody was ever given it.
constexpr const char* kOtherReceipt = "000000000000";

struct Desk {
  Desk() {
    stall.enrol_with_casework_key(kPassphrase);
  }

  Ended county(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", (stall.folder() / "county").string()});
    return run_program(built_program("outreach-county"), words);
  }
  // With the passphrase, the words of an answer where there are some, and a name of a question.
  Ended give(const std::string& question, const std::vector<std::string>& more,
             const std::string& words = "", const std::string& passphrase = kPassphrase) const {
    std::vector<std::string> all{"answer",
                                 "give",
                                 question,
                                 "--passphrase-file",
                                 stall.file("passphrase", passphrase + "\n"),
                                 "--text",
                                 stall.file("answer.txt", words)};
    all.insert(all.end(), more.begin(), more.end());
    return county(all);
  }
  // Passphrase and words after each other on standard input, the words as an editor of Windows
  // writes them.
  Ended give_by_input(const std::string& question) const {
    const std::string input = std::string(kPassphrase) + "\n\xEF\xBB\xBF" + kAnswerInCrlf + "\r\n";
    return run_program(
        "/bin/sh",
        {"-c", "exec \"$0\" answer give \"$1\" --passphrase-file - --data \"$2\" < \"$3\"",
         built_program("outreach-county"), question, (stall.folder() / "county").string(),
         stall.file("input", input)});
  }
  Json list(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"answer", "list", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return json_of(county(words)).at("questions");
  }
  std::string first_that_waits() const {
    const Json waiting = list();
    REQUIRE_FALSE(waiting.empty());
    return waiting.at(0).at("name");
  }
  // The receipt of a question that is left now.
  std::string leave(const std::string& words) const {
    TypedProgram typing(built_program("outreach-kiosk"), {"question", "--data", stall.data()},
                        stall.data());
    typing.type(words + "\n.\n");
    const std::string line = typing.read_line();
    REQUIRE(line.find("saved as entry") == 0);
    return line.substr(line.rfind(": ") + 2);
  }
  Ended look_up(const std::string& receipt) const {
    return run_program("/bin/sh", {"-c", "exec \"$0\" question look-up --data \"$1\" < \"$2\"",
                                   built_program("outreach-kiosk"), stall.data(),
                                   stall.file("receipt", receipt + "\n")});
  }
  // tests/scripts/look-up.txt, about this one.
  std::string script_for(const std::string& receipt) const {
    std::ifstream file(source_file("tests/scripts/look-up.txt"));
    std::string lines{std::istreambuf_iterator<char>(file), {}};
    const std::string stand_in = "RECEIPT\\n";
    for (std::size_t at = lines.find(stand_in); at != std::string::npos;
         at = lines.find(stand_in)) {
      lines.replace(at, stand_in.size(), receipt + "\\n");
    }
    return lines;
  }
  // Whether these words stand in any file of the county or a kiosk.
  bool stands_anywhere(const std::string& words) const {
    for (const char* place : {"county", "kiosk", "kiosk-2"}) {
      if (!fs::exists(stall.folder() / place)) {
        continue;
      }
      for (const auto& item : fs::recursive_directory_iterator(stall.folder() / place)) {
        if (!item.is_regular_file()) {
          continue;
        }
        std::ifstream file(item.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(file), {}};
        if (content.find(words) != std::string::npos) {
          return true;
        }
      }
    }
    return false;
  }

  StallPrograms stall;
};

TEST_CASE("Answers: a question is answered at the county, and the receipt alone opens the answer",
          "[end-to-end][answers]") {
  const Desk desk;
  const std::string receipt = desk.leave("我家的地界让人挪了三尺九寸");
  CHECK(desk.look_up(receipt).err.find("no answers have come") != std::string::npos);
  REQUIRE(desk.stall.sync().exit_code == 0);

  const std::string question = desk.first_that_waits();
  CHECK(desk.list().at(0).at("state").is_null());
  const Ended refused = desk.give(question, {}, kAnswerWords, "柿子没红的时候不要来摘呀");
  CHECK(refused.exit_code == 4);
  CHECK(refused.err.find("passphrase") != std::string::npos);

  const Ended passed = desk.give(question, {"--state", "passed_on", "--office", "县自然资源局"});
  INFO(passed.err);
  REQUIRE(passed.exit_code == 0);
  CHECK(desk.list().at(0).at("state") == "passed_on");
  REQUIRE(desk.stall.sync().exit_code == 0);
  CHECK(desk.look_up(receipt).out.find("passed on to 县自然资源局") == 0);

  const Ended answered = desk.give(question, {"--date", "2021-03-09"}, kAnswerWords);
  INFO(answered.err);
  REQUIRE(answered.exit_code == 0);
  CHECK(answered.out.find("answers version 2 is published") != std::string::npos);
  CHECK(desk.list().empty());
  CHECK(desk.list({"--all"}).at(0).at("state") == "answered");
  REQUIRE(desk.stall.sync().exit_code == 0);
  const Ended opened = desk.look_up(receipt);
  INFO(opened.err);
  CHECK(opened.exit_code == 0);
  CHECK(opened.out.find("answered on 2021-03-09") == 0);
  CHECK(opened.out.find(kAnswerWords) != std::string::npos);
  CHECK_FALSE(desk.stands_anywhere("鸦雀沟村委会"));
}

TEST_CASE("Answers: a wrong receipt opens nothing, and a slip of the pen is told as one",
          "[end-to-end][answers]") {
  const Desk desk;
  const std::string receipt = desk.leave("拖欠工资找谁");
  REQUIRE(desk.stall.sync().exit_code == 0);
  REQUIRE(desk.give(desk.first_that_waits(), {}, kAnswerWords).exit_code == 0);
  const std::string unanswered = desk.leave("低保怎么申请");
  REQUIRE(desk.stall.sync().exit_code == 0);
  CHECK(desk.look_up(receipt).exit_code == 0);

  for (const std::string& other : {unanswered, std::string(kOtherReceipt)}) {
    const Ended nothing = desk.look_up(other);
    CHECK(nothing.exit_code == 1);
    CHECK(nothing.out.empty());
    CHECK(nothing.err.find("nothing has come for this receipt") != std::string::npos);
  }
  std::string slipped = receipt;
  slipped.front() = slipped.front() == '9' ? '0' : static_cast<char>(slipped.front() + 1);
  for (const std::string& wrong : {slipped, std::string("12"), std::string(300, '1')}) {
    const Ended told = desk.look_up(wrong);
    CHECK(told.exit_code == 1);
    CHECK(told.out.empty());
    CHECK(told.err.find("this is no receipt") != std::string::npos);
  }
}

TEST_CASE("Answers: a resident reads one on the screen of another kiosk, and guesses are slowed",
          "[end-to-end][answers][look-up]") {
  Desk desk;
  std::string receipt = desk.leave("我家的地界让人挪了三尺九寸");
  REQUIRE(desk.stall.sync().exit_code == 0);
  REQUIRE(desk.give(desk.first_that_waits(), {"--date", "2021-03-09"}, kAnswerWords).exit_code ==
          0);
  desk.stall.use_kiosk("kiosk-2");
  desk.stall.enrol_with_same();
  REQUIRE(desk.stall.sync().exit_code == 0);
  std::erase(receipt, ' ');
  const Ended shown = desk.stall.play_lines(desk.script_for(receipt));
  INFO(shown.err);
  CHECK(shown.exit_code == 0);
  CHECK_FALSE(desk.stands_anywhere("鸦雀沟村委会"));
  CHECK_FALSE(desk.stands_anywhere(receipt));
}

TEST_CASE("Answers: they ride home on the courier's stick, and in a folder by hand",
          "[end-to-end][answers][stick]") {
  const Desk desk;
  const std::string receipt = desk.leave("低保怎么申请");
  const fs::path stick = desk.stall.folder() / "stick";
  fs::create_directory(stick);
  const std::vector<std::string> carry{"stick", "--to", stick.string()};
  REQUIRE(desk.stall.kiosk(carry).exit_code == 0);
  REQUIRE(desk.county({"import", "--from", stick.string()}).exit_code == 0);
  const Ended given = desk.give_by_input(desk.first_that_waits());
  INFO(given.err);
  REQUIRE(given.exit_code == 0);
  // What was answered since then comes with the next ride.
  REQUIRE(desk.county({"import", "--from", stick.string()}).exit_code == 0);
  const Ended home = desk.stall.kiosk(carry);
  INFO(home.err);
  CHECK(home.out.find("answers 1 is installed") != std::string::npos);
  CHECK(desk.look_up(receipt).out.find(kAnswerWords) != std::string::npos);

  const std::string folder = (desk.stall.folder() / "by-hand").string();
  REQUIRE(desk.county({"answer", "publish", "--carry", folder}).exit_code == 0);
  const Ended installed = desk.stall.kiosk({"packs", "--name", "answers", "--install", folder});
  INFO(installed.err);
  CHECK(installed.exit_code == 0);
  CHECK(installed.out.find("answers 2: ") == 0);
  CHECK(desk.look_up(receipt).exit_code == 0);
}

TEST_CASE("Answers: what is wrong with an answer is said, and nothing is published",
          "[end-to-end][answers]") {
  const Desk desk;
  desk.leave("拖欠工资找谁");
  REQUIRE(desk.stall.sync().exit_code == 0);
  const std::string question = desk.first_that_waits();
  CHECK(desk.give(question, {}, " \n").exit_code == 2);
  CHECK(desk.give(question, {}, std::string(30'000, 'a')).exit_code == 2);
  CHECK(desk.give(question, {"--state", "passed_on"}).exit_code == 2);
  CHECK(desk.give(question, {"--date", "yesterday"}, kAnswerWords).exit_code == 2);
  CHECK(desk.give("0123456789", {}, kAnswerWords).exit_code == 3);
  CHECK(desk.give("0123", {}, kAnswerWords).exit_code == 2);
  CHECK(desk.county({"answer"}).exit_code == 2);
  const fs::path key = desk.stall.folder() / "county" / "publishing.key";
  const fs::path away = desk.stall.folder() / "publishing.key";
  fs::rename(key, away);
  const Ended without = desk.give(question, {}, kAnswerWords);
  CHECK(without.exit_code == 3);
  CHECK(without.err.find("say where with --key") != std::string::npos);
  CHECK(desk.list().at(0).at("state").is_null());
  CHECK(desk.give(question, {"--key", away.string()}, kAnswerWords)
            .out.find("answers version 1 is published") != std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
