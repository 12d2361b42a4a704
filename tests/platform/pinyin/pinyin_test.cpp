// What people type, and what they do on the way.
#include "platform/pinyin/pinyin.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/platform/pinyin/keyboard.h"
#include "tests/support/catch.h"

namespace outreach {
namespace {

using testing::Keyboard;

const std::vector<std::string> kPlaces = {"史村集市", "乐昌镇", "白塚村",
                                          "东关集会", "张各庄", "张"};

TEST_CASE("Pinyin: what people here ask about comes first", "[pinyin]") {
  Keyboard keyboard;
  CHECK(keyboard.first("nihao") == "你好");
  CHECK(keyboard.first("quwoxian") == "曲沃县");
  CHECK(keyboard.first("xinfang") == "信访");
  CHECK(keyboard.first("tuoqiangongzi") == "拖欠工资");
  CHECK(keyboard.first("tudichengbao") == "土地承包");
  CHECK(keyboard.first("tqgz") == "拖欠工资");
  CHECK(keyboard.first("xianrenminfayuan") == "县人民法院");
}

TEST_CASE("Pinyin: a sentence is one choice", "[pinyin]") {
  Keyboard keyboard;
  keyboard.type("cunweihuibugongkaizhangmu");
  CHECK(keyboard.shown() == "cun'wei'hui'bu'gong'kai'zhang'mu");
  CHECK(keyboard.choose("村委会不公开账目") == "村委会不公开账目");
  keyboard.type("wodetudibeizhengshoulehaimeigeiqian");
  CHECK(keyboard.choose("我的土地被征收了还没给钱") == "我的土地被征收了还没给钱");
  CHECK(keyboard.shown().empty());
}

TEST_CASE("Pinyin: what is spelt as it is spoken here is understood", "[pinyin]") {
  Keyboard keyboard;
  CHECK(keyboard.offers("tudizengsou", "土地征收"));
  CHECK(keyboard.offers("lihao", "你好"));
  CHECK(keyboard.offers("longmin", "农民"));
  CHECK(keyboard.offers("wohuqin", "我父亲"));
  CHECK(keyboard.offers("renming", "人民"));
  CHECK(keyboard.offers("quwoxiang", "曲沃县"));
  CHECK(keyboard.offers("cifang", "吃饭"));
}

TEST_CASE("Pinyin: a hanzi spelt exactly comes before those that sound alike", "[pinyin]") {
  Keyboard keyboard;
  CHECK(keyboard.first("li") == "里");
  CHECK(keyboard.first("ni") == "你");
  CHECK(keyboard.first("hua") == "话");
  CHECK(keyboard.first("fa") == "发");
  CHECK(keyboard.first("nv") == "女");
  CHECK(keyboard.page("jv") == keyboard.page("ju"));
}

TEST_CASE(
    "Pinyin: only simplified characters are offered, and every one of the national list is there",
    "[pinyin]") {
  Keyboard keyboard;
  const auto all = [&](std::string_view letters) {
    std::vector<std::string> found = keyboard.page(letters);
    while (keyboard.engine().composition().has_more) {
      keyboard.engine().turn_page(1);
      const std::vector<std::string>& page = keyboard.engine().composition().candidates;
      found.insert(found.end(), page.begin(), page.end());
    }
    return found;
  };
  const std::vector<std::string> xi = all("xi");
  CHECK(std::find(xi.begin(), xi.end(), "系") != xi.end());
  CHECK(std::find(xi.begin(), xi.end(), "係") == xi.end());
  // In neither the word list nor GBK.
  const std::vector<std::string> zhou = all("zhou");
  CHECK(std::find(zhou.begin(), zhou.end(), "㑇") != zhou.end());
}

TEST_CASE("Pinyin: words of the pack are found whole, first, however they are spelt", "[pinyin]") {
  Keyboard keyboard(kPlaces);
  CHECK(keyboard.first("shicunjishi") == "史村集市");
  CHECK(keyboard.first("sicunjisi") == "史村集市");
  CHECK(keyboard.first("shi'cun'ji'shi") == "史村集市");
  CHECK(keyboard.first("scjs") == "史村集市");
  CHECK(keyboard.first("shcjsh") == "史村集市");
  CHECK(keyboard.first("lechangzhen") == "乐昌镇");
  CHECK(keyboard.first("baizhongcun") == "白塚村");
  CHECK(keyboard.first("zgz") == "张各庄");
  CHECK(keyboard.first("zhanggezhuan") == "张各庄");
  CHECK_FALSE(keyboard.offers("zhanggezhuangli", "张各庄"));
  CHECK_FALSE(keyboard.offers("shicunji", "史村集市"));
  CHECK_FALSE(keyboard.offers("zg", "张各庄"));
  CHECK(keyboard.page("shicunjishi").size() == kCandidatesShown);
  keyboard.page("dgjh");
  CHECK(keyboard.choose("东关集会") == "东关集会");
  CHECK(keyboard.shown().empty());
}

TEST_CASE("Pinyin: a word of the pack may end what is chosen in parts", "[pinyin]") {
  Keyboard keyboard(kPlaces);
  keyboard.type("wozaizhanggezhuang");
  CHECK(keyboard.choose("我在").empty());
  CHECK(keyboard.shown() == "我在zhang'ge'zhuang");
  CHECK(keyboard.engine().composition().candidates.front() == "张各庄");
  CHECK(keyboard.choose("张各庄") == "我在张各庄");
}

TEST_CASE("Pinyin: a word of the pack that the dictionary has stands once", "[pinyin]") {
  Keyboard keyboard({"曲沃县", "曲沃县"});
  const std::vector<std::string> page = keyboard.page("quwoxian");
  CHECK(std::count(page.begin(), page.end(), "曲沃县") == 1);
}

TEST_CASE("Pinyin: parts are chosen one after the other", "[pinyin]") {
  Keyboard keyboard;
  keyboard.type("cunweihuibugongkai");
  CHECK(keyboard.choose("村委会").empty());
  CHECK(keyboard.shown() == "村委会bu'gong'kai");
  CHECK(keyboard.choose("不").empty());
  CHECK(keyboard.shown() == "村委会不gong'kai");
  keyboard.type("zhangmu");
  CHECK(keyboard.shown() == "村委会不gong'kai'zhang'mu");
  CHECK(keyboard.choose("公开账目") == "村委会不公开账目");
  CHECK(keyboard.shown().empty());
  CHECK(keyboard.engine().composition().candidates.empty());
}

TEST_CASE("Pinyin: erase takes back a choice that was just made, else a letter", "[pinyin]") {
  Keyboard keyboard;
  keyboard.type("cunweihuibugongkai");
  const std::vector<std::string> before = keyboard.engine().composition().candidates;
  keyboard.choose("村委会");
  keyboard.engine().erase();
  CHECK(keyboard.shown() == "cun'wei'hui'bu'gong'kai");
  CHECK(keyboard.engine().composition().candidates == before);
  keyboard.choose("村委会");
  keyboard.type("x");
  keyboard.engine().erase();
  CHECK(keyboard.shown() == "村委会bu'gong'kai");
  for (int letter = 0; letter < 8; ++letter) {
    keyboard.engine().erase();
  }
  CHECK(keyboard.shown() == "村委会b");
  keyboard.engine().erase();
  CHECK(keyboard.shown() == "cun'wei'hui");
  CHECK(keyboard.engine().composition().candidates.front() == "村委会");
}

TEST_CASE("Pinyin: letters erased one by one leave what the rest alone gives", "[pinyin]") {
  Keyboard keyboard;
  const std::string letters = "tudi'chengbao";
  for (std::size_t left = letters.size(); left-- > 0;) {
    const std::vector<std::string> fresh = keyboard.page(letters.substr(0, left));
    const std::string shown = keyboard.shown();
    keyboard.engine().clear();
    keyboard.type(letters);
    for (std::size_t gone = letters.size(); gone > left; --gone) {
      keyboard.engine().erase();
    }
    CHECK(keyboard.engine().composition().candidates == fresh);
    CHECK(keyboard.shown() == shown);
  }
  keyboard.engine().erase();
  CHECK(keyboard.shown().empty());
}

TEST_CASE("Pinyin: pages are turned to both ends and no further", "[pinyin]") {
  Keyboard keyboard;
  const std::vector<std::string> first = keyboard.page("shi");
  const Composition& shown = keyboard.engine().composition();
  CHECK(shown.has_more);
  CHECK_FALSE(shown.has_before);
  keyboard.engine().turn_page(1);
  CHECK(shown.candidates != first);
  CHECK(shown.candidates.size() == kCandidatesShown);
  CHECK(shown.has_before);
  keyboard.engine().turn_page(-5);
  CHECK(shown.candidates == first);
  keyboard.engine().turn_page(1'000'000);
  CHECK_FALSE(shown.has_more);
  CHECK_FALSE(shown.candidates.empty());
  keyboard.engine().turn_page(-1);
  CHECK(shown.has_more);
  keyboard.type("j");
  CHECK_FALSE(shown.has_before);
}

TEST_CASE("Pinyin: a candidate of a later page is taken", "[pinyin]") {
  Keyboard keyboard;
  keyboard.page("shi");
  keyboard.engine().turn_page(1);
  const std::string third = keyboard.engine().composition().candidates.at(2);
  CHECK(keyboard.engine().choose(2) == third);
}

TEST_CASE("Pinyin: an apostrophe parts syllables", "[pinyin]") {
  Keyboard keyboard;
  CHECK(keyboard.first("xi'an") == "西安");
  CHECK(keyboard.first("xian") != "西安");
  const std::vector<std::string> once = keyboard.page("xi'an");
  CHECK(keyboard.page("xi''an") == once);
  CHECK(keyboard.page("'xi'an") == once);
  keyboard.engine().clear();
  keyboard.type("'");
  CHECK(keyboard.shown().empty());
  keyboard.type("nihao'");
  CHECK(keyboard.choose("你好") == "你好");
}

TEST_CASE("Pinyin: capitals, figures, blanks and other bytes are ignored", "[pinyin]") {
  Keyboard keyboard;
  for (int byte = 0; byte < 256; ++byte) {
    const char key = static_cast<char>(byte);
    if ((key < 'a' || key > 'z') && key != '\'') {
      keyboard.engine().type(key);
    }
  }
  CHECK(keyboard.shown().empty());
  CHECK(keyboard.first("NnIi hHA\xff"
                       "ao1\n") == "你好");
}

TEST_CASE("Pinyin: letters without a syllable have no candidates and can be erased", "[pinyin]") {
  Keyboard keyboard;
  CHECK(keyboard.page("uiu").empty());
  CHECK(keyboard.shown() == "uiu");
  CHECK(keyboard.engine().choose(0).empty());
  CHECK(keyboard.shown() == "uiu");
  keyboard.page("niv");
  CHECK(keyboard.choose("你").empty());
  CHECK(keyboard.shown() == "你v");
  keyboard.engine().erase();
  keyboard.engine().erase();
  CHECK(keyboard.engine().choose(0) == "你");
}

TEST_CASE("Pinyin: what no candidate has is no choice", "[pinyin]") {
  Keyboard keyboard;
  keyboard.type("nihao");
  CHECK(keyboard.engine().choose(kCandidatesShown).empty());
  CHECK(keyboard.engine().choose(static_cast<std::size_t>(-1)).empty());
  CHECK(keyboard.shown() == "ni'hao");
  keyboard.engine().clear();
  CHECK(keyboard.engine().choose(0).empty());
  keyboard.engine().erase();
  keyboard.engine().turn_page(1);
  CHECK(keyboard.shown().empty());
}

TEST_CASE("Pinyin: letters beyond the limit are ignored, also after a choice", "[pinyin]") {
  Keyboard keyboard;
  for (const char* letters : {"a", "zh", "shang", "z'", "uv", "women"}) {
    keyboard.engine().clear();
    for (int typed = 0; typed < 200; ++typed) {
      keyboard.type(letters);
    }
    std::size_t count = 0;
    while (!keyboard.shown().empty() && count < 200) {
      keyboard.engine().erase();
      ++count;
    }
    CHECK(count == kLettersMax);
  }
  keyboard.type("cunweihui" + std::string(200, 'a'));
  const std::string full = keyboard.shown();
  keyboard.choose("村委会");
  keyboard.type("b");
  keyboard.engine().erase();
  CHECK(keyboard.shown() == full);
}

TEST_CASE("Pinyin: clear leaves nothing to choose and nothing of the next", "[pinyin]") {
  Keyboard keyboard;
  const std::vector<std::string> fresh = keyboard.page("hao");
  keyboard.engine().clear();
  keyboard.type("nihaoma");
  keyboard.choose("你好");
  keyboard.engine().clear();
  const Composition& shown = keyboard.engine().composition();
  CHECK(shown.shown.empty());
  CHECK(shown.candidates.empty());
  CHECK_FALSE(shown.has_more);
  CHECK_FALSE(shown.has_before);
  keyboard.type("hao");
  CHECK(shown.candidates == fresh);
  CHECK(keyboard.choose(fresh.front()) == fresh.front());
}

}  // namespace
}  // namespace outreach
