// Thirty residents one after the other at one screen, most of whom walk away from what they began:
// nothing of any is left in memory, in a file, in what is said on standard error, in what the
// keyboard offers or on a picture of the screen.
#include <filesystem>
#include <fstream>
#include <signal.h>

#include "platform/base/text.h"
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/typed_program.h"
#include "tests/support/words_in_files.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kResidents = 30;
constexpr const char* kTracePassphrase = "柿子红了以后再来摘两筐吧";

// What one of them types: in no text of the program or its content, and nobody else's.
struct Typed {
  std::string words;
  std::string contact;
  std::string letters;  // by the keys on the screen
};

Typed typed_by(int resident) {
  const std::vector<std::string> digits{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
  const auto tens = static_cast<std::size_t>(resident / 10);
  const auto ones = static_cast<std::size_t>(resident % 10);
  const std::string number = digits[tens] + "拾" + digits[ones];
  return {"鸦雀沟" + number + "号院的老槐树叫人伐了",
          "王老栓" + number + " 139001234" + std::to_string(10 + resident),
          "yaquegou" + std::string(1, static_cast<char>('a' + tens)) + "laohuai" +
              std::string(1, static_cast<char>('n' + ones)) + "an"};
}

std::string tap_keys(const std::string& letters) {
  std::string lines;
  for (const char letter : letters) {
    lines += std::string("tap \"") + letter + "\"\n";
  }
  return lines;
}

// So long it is waited for somebody who may be writing, and who is not.
const std::string kLeavesWriting = "wait 2m\nsee \"您还在吗？\"\nwait 30s\nsee \"点这里开始\"\n";
const std::string kLeavesHome = "wait 1m\nsee \"您还在吗？\"\nwait 30s\nsee \"点这里开始\"\n";

// Writes, and what becomes of it.
std::string visit(int resident) {
  const Typed typed = typed_by(resident);
  std::string lines = "tap \"点这里开始\"\ntap \"留言提问\"\ntap \"邻里宅基地\"\n";
  const std::string by_keyboard = "type \"" + typed.words + "\"\n";
  const std::string contact = "tap \"下一步\"\ntap \"拼音\"\ntype \"" + typed.contact + "\"\n";
  switch (resident % 6) {
    case 0:  // leaves in the middle of a word
      return lines + by_keyboard + tap_keys(typed.letters) + kLeavesWriting;
    case 1:  // a child taps back until home
      return lines + by_keyboard + contact + "tap \"返回\"\ntap \"返回\"\ntap \"返回\"\n" +
             kLeavesHome;
    case 2:  // saved, and nobody waits for its receipt to go
      return lines + by_keyboard + contact +
             "tap \"下一步\"\ntap \"确认，加密保存\"\nsee \"还剩 10 分钟\"\n" + kLeavesWriting;
    case 3:  // by the keys on the screen alone
      return lines + tap_keys(typed.letters) + "tap \"candidate 1\"\n" + kLeavesWriting;
    case 4:  // rates the stall, with a word that goes along
      return "tap \"点这里开始\"\ntap \"评一评\"\ntap \"先说一句（不说也行）\"\n" + by_keyboard +
             "tap \"下一步\"\ntap \"不太好\"\nsee \"谢谢，记下了\"\n" + kLeavesHome;
    default:  // looks at all of it, and leaves
      return lines + by_keyboard + contact + "tap \"下一步\"\nsee \"看一遍，对吗？\"\n" +
             kLeavesWriting;
  }
}

// What the keyboard offers somebody new.
std::string keyboard_of_somebody_new(const std::string& shot) {
  return "tap \"点这里开始\"\ntap \"留言提问\"\ntap \"邻里宅基地\"\n" + tap_keys("yaque") +
         "shot " + shot + "\n" + kLeavesWriting;
}

template <typename Unit>
std::string units_of(const std::string& words) {
  std::string bytes;
  for (std::size_t at = 0; at < words.size();) {
    const auto unit = static_cast<Unit>(next_code_point(words, at));
    bytes.append(reinterpret_cast<const char*>(&unit), sizeof unit);
  }
  return bytes;
}

struct Needles {
  std::vector<std::string> bytes;
  void add(const std::string& words) {
    bytes.push_back(words);
    bytes.push_back(units_of<char16_t>(words));
    bytes.push_back(units_of<char32_t>(words));
  }
};

Needles needles_of_all() {
  Needles needles;
  for (int i = 0; i < kResidents; ++i) {
    const Typed typed = typed_by(i);
    needles.add(typed.words);
    needles.add(typed.contact);
    needles.add(typed.contact.substr(typed.contact.find(' ') + 1));
    needles.add(typed.letters);
  }
  needles.add("鸦雀沟");
  needles.add("王老栓");
  needles.add("老槐树叫人伐了");
  return needles;
}

TEST_CASE("Thirty residents: nothing of any is in memory, files, log, candidates or pictures",
          "[end-to-end][privacy]") {
  StallPrograms stall;
  stall.enrol_with_casework_key(kTracePassphrase);
  // The scripts' own words are not to be found among what the programs keep.
  const TemporaryFolder outside;
  const fs::path shots = stall.folder() / "shots";
  std::string lines = "tap \"更多\"\ntap \"交给居民自己用\"\n" + keyboard_of_somebody_new("before");
  for (int i = 0; i < kResidents; ++i) {
    lines += visit(i);
  }
  lines += keyboard_of_somebody_new("after") + "taps all-gone\nsee \"nobody says this\"\n";
  std::ofstream(outside / "thirty.txt", std::ios::binary) << lines;

  TypedProgram kiosk("/bin/sh",
                     {"-c", "exec \"$0\" \"$@\" 2> log.txt", built_program("outreach-kiosk"),
                      "--data", stall.data(), "--headless", "--step-patience", "60",
                      "--power-supplies", "/no/power/supplies", "--shots", shots.string(),
                      "--script", (outside / "thirty.txt").string()},
                     stall.folder().path());
  const std::string told = kiosk.read_line();
  INFO(bytes_in_file(stall.folder() / "log.txt"));
  REQUIRE(told.starts_with("all-gone: "));

  const Needles needles = needles_of_all();
  if (const auto in_memory = kiosk.in_memory(needles.bytes)) {
    CHECK(*in_memory == std::vector<std::string>());
    // The look is a real one: what is on the screen now is found.
    CHECK_FALSE(kiosk.in_memory({"有事想问"})->empty());
  } else {
    WARN("this user may not read another process's memory: only the files are looked at");
  }
  CHECK(words_in_files(stall.folder().path(), needles.bytes, 5) == std::vector<std::string>());
  kiosk.end_by(SIGKILL);
  CHECK(words_in_files(stall.folder().path(), needles.bytes, 5) == std::vector<std::string>());
  const std::string before = bytes_in_file(shots / "before.png");
  CHECK_FALSE(before.empty());
  CHECK(before == bytes_in_file(shots / "after.png"));
  // Five said yes at the end, and five rated; whoever did not has asked nothing.
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 2 * kResidents / 6);
  CHECK(stall.kiosk_json({"tally"}).at("totals").at("parties") == 0);
}

}  // namespace
}  // namespace outreach::testing
