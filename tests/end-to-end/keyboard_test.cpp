// The keyboard on the screen, key by key: what residents write here most reaches the county as they
// meant it.
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

constexpr const char* kKeyboardPassphrase = "柿子红了以后再来摘两筐吧";

// By the first word that the keyboard offers for these keys.
std::string write_word(const std::string& letters) {
  std::string lines;
  for (const char letter : letters) {
    lines += std::string("tap \"") + letter + "\"\n";
  }
  return lines + "tap \"candidate 1\"\n";
}

TEST_CASE("Keyboard: the words of this work are the first that are offered for their Pinyin",
          "[end-to-end][pinyin]") {
  StallPrograms stall;
  stall.enrol_with_casework_key(kKeyboardPassphrase);
  std::string lines =
      "tap \"更多\"\ntap \"交给居民自己用\"\ntap \"点这里开始\"\ntap \"留言提问\"\n"
      "tap \"邻里宅基地\"\n";
  for (const char* letters : {"nihao", "quwoxian", "xinfang", "tuoqiangongzi", "tudichengbao",
                              "cunweihuibugongkaizhangmu"}) {
    lines += write_word(letters);
  }
  const Ended written = stall.play_lines(
      lines +
      "see \"23/300\"\ntap \"下一步\"\ntap \"不留，下一步\"\ntap \"确认，加密保存\"\n"
      "see \"还剩 10 分钟\"\nquit\n");
  INFO(written.err);
  REQUIRE(written.exit_code == 0);
  REQUIRE(stall.sync().exit_code == 0);
  const Ended opened = stall.questions(kKeyboardPassphrase);
  INFO(opened.err);
  CHECK(opened.out.find("你好曲沃县信访拖欠工资土地承包村委会不公开账目") != std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
