// Long because each thing a key does is a fact of its own.
// 留言提问 by touch: the keyboard, what it types and forgets, and where each step leads.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "tests/app/ui/fake_pinyin.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using core::AskStep;
using core::ScreenName;

core::QuestionWords& asked_in(Visitor& person) {
  REQUIRE(person.sample().drafts.ask.words);
  return *person.sample().drafts.ask.words;
}

std::string typed_in(Visitor& person) {
  return std::string(asked_in(person).words.view());
}

void tap_letters(Visitor& person, const std::string& letters) {
  for (const char letter : letters) {
    person.tap(std::string(1, letter), "keyboard");
  }
}

void type_plugged_in(Visitor& person, const std::string& text) {
  InputEvent event;
  event.kind = InputEvent::Kind::Text;
  event.text = text;
  person.frame({event});
  person.frame();
}

// The same screen at another step, as the core would show it next.
void go_to_step(Visitor& person, AskStep step) {
  std::get<core::AskView>(person.sample().view.screen).step = step;
  person.frame();
}

void leave_for(Visitor& person, ScreenName screen, decltype(core::View::screen) content) {
  person.sample().view.frame.screen = screen;
  person.sample().view.screen = std::move(content);
  person.frame();
}

bool is_said(const Visitor& person, const std::string& words) {
  const auto& texts = person.scene().texts();
  const auto& targets = person.scene().targets();
  return std::any_of(
             texts.begin(), texts.end(),
             [&](const SceneText& text) { return text.text.find(words) != std::string::npos; }) ||
         std::any_of(targets.begin(), targets.end(), [&](const SceneTarget& target) {
           return target.label.find(words) != std::string::npos;
         });
}

TEST_CASE("Ask: letters by touch become the words that are chosen", "[screens]") {
  Visitor person("ask-words");
  tap_letters(person, "gongzi");
  CHECK(composed_now() == "gongzi");
  CHECK(typed_in(person).empty());
  person.tap("candidate 2");
  CHECK(typed_in(person) == "公子");
  tap_letters(person, "gongzimeigei");
  person.tap("空格 · 选词");
  CHECK(typed_in(person) == "公子工资没给");
  person.tap("，", "keyboard");
  CHECK(typed_in(person) == "公子工资没给，");
  person.tap("空格 · 选词");
  CHECK(typed_in(person) == "公子工资没给， ");
}

TEST_CASE("Ask: a word of a part leaves the rest to be chosen, and deleting goes back",
          "[screens]") {
  Visitor person("ask-words");
  tap_letters(person, "gongzimeigei");
  person.tap("candidate 2");
  CHECK(typed_in(person).empty());
  CHECK(composed_now() == "工资meigei");
  person.tap("candidate 1");
  person.tap("candidate 1");
  CHECK(typed_in(person) == "工资没给");
  tap_letters(person, "ni");
  person.tap("删");
  CHECK(composed_now() == "n");
  person.tap("删");
  CHECK(composed_now().empty());
  CHECK(typed_in(person) == "工资没给");
  person.tap("删");
  CHECK(typed_in(person) == "工资没");
}

TEST_CASE("Ask: more candidates come after those that had room, and then the first again",
          "[screens]") {
  Visitor person("ask-words");
  tap_letters(person, "gongzimeigei");
  CHECK_FALSE(person.scene().find_targets("candidate 7").empty());
  CHECK(person.scene().find_targets("candidate 8").empty());
  person.tap("更多");
  CHECK_FALSE(person.scene().find_targets("candidate 2").empty());
  CHECK(person.scene().find_targets("candidate 3").empty());
  person.tap("更多");
  person.tap("candidate 1");
  CHECK(typed_in(person) == "工资没给");
}

TEST_CASE("Ask: on a small panel every candidate of a page is reached", "[screens]") {
  Visitor person("ask-words", 1024, 600, 7);
  tap_letters(person, "gongzimeigei");
  std::size_t seen = 0;
  for (int turns = 0; turns < 4 && composed_now() == "gongzimeigei" && seen < 9; ++turns) {
    for (int i = 1; !person.scene().find_targets("candidate " + std::to_string(i)).empty(); ++i) {
      seen += 1;
    }
    person.tap("更多");
  }
  CHECK(seen == 9);
}

TEST_CASE("Ask: digits, marks and English go straight into the words", "[screens]") {
  Visitor person("ask-words");
  tap_letters(person, "ni");
  person.tap("123");  // what was composed is taken along
  CHECK(typed_in(person) == "你");
  person.tap("3", "keyboard");
  person.tap("《", "keyboard");
  person.tap("EN");
  tap_letters(person, "ok");
  CHECK(typed_in(person) == "你3《ok");
  person.tap("拼音");
  tap_letters(person, "hao");
  CHECK(composed_now() == "hao");
}

TEST_CASE("Ask: a plugged keyboard types the same way", "[screens]") {
  Visitor person("ask-words");
  type_plugged_in(person, "nihao ");
  CHECK(typed_in(person) == "你好");
  type_plugged_in(person, "gong2");
  CHECK(typed_in(person) == "你好公");
  type_plugged_in(person, "三尺九寸");
  CHECK(typed_in(person) == "你好公三尺九寸");
}

TEST_CASE("Ask: nothing that is typed, composed or offered is in the scene", "[screens]") {
  Visitor person("ask-words");
  type_plugged_in(person, "柿子树");
  tap_letters(person, "gongzimei");
  for (const char* words : {"柿", "工资", "公子", "gong", "攻"}) {
    INFO(words);
    CHECK_FALSE(is_said(person, words));
  }
  CHECK(person.scene().sees("3/300"));
  person.tap("candidate 1");
  person.tap("candidate 1");
  person.tap("下一步");
  go_to_step(person, AskStep::Look);
  CHECK_FALSE(is_said(person, "柿"));
}

TEST_CASE("Ask: hidden words look the same whatever they say, and can be shown again",
          "[screens]") {
  Visitor person("ask-words");
  type_plugged_in(person, "柿子树");
  person.tap("遮住");
  CHECK(person.sample().drafts.ask.keyboard.hidden);
  CHECK(typed_in(person) == "柿子树");
  go_to_step(person, AskStep::Contact);
  CHECK(person.sample().drafts.ask.keyboard.hidden);  // onlookers are there still
  person.tap("露出");
  CHECK_FALSE(person.sample().drafts.ask.keyboard.hidden);
}

TEST_CASE("Ask: clearing takes a second tap, and any other key takes the first back", "[screens]") {
  Visitor person("ask-words");
  CHECK(person.scene().find_targets("清空").empty());  // there is nothing
  type_plugged_in(person, "柿子");
  person.tap("清空");
  CHECK(typed_in(person) == "柿子");
  type_plugged_in(person, "树");
  person.tap("清空");
  CHECK(typed_in(person) == "柿子树");
  tap_letters(person, "ni");
  person.tap("清空");
  person.tap("再点一次清空");
  CHECK(typed_in(person).empty());
  CHECK(composed_now().empty());
}

TEST_CASE("Ask: no more is taken than there is room for", "[screens]") {
  Visitor person("ask-contact");
  const std::size_t room = asked_in(person).contact.room();
  type_plugged_in(person, std::string(room + 5, '7'));
  CHECK(asked_in(person).contact.size() == room);
  CHECK(person.scene().sees("60/60"));
}

TEST_CASE("Ask: the way on takes along what is composed, and is closed while there is nothing",
          "[screens]") {
  Visitor person("ask-words");
  CHECK(person.scene().find_targets("下一步").empty());
  tap_letters(person, "nihao");
  const auto intent = person.tap("下一步");
  REQUIRE(intent);
  CHECK(std::get<core::OfferAskWords>(*intent).words == person.sample().drafts.ask.words);
  CHECK(typed_in(person) == "你好");
}

TEST_CASE("Ask: how to be reached may stay empty", "[screens]") {
  Visitor contact("ask-contact");
  const auto without = contact.tap("不留，下一步");
  REQUIRE(without);
  CHECK(std::holds_alternative<core::OfferAskContact>(*without));
  contact.tap("1", "keyboard");
  CHECK_FALSE(contact.scene().find_targets("下一步").empty());
}

TEST_CASE("Ask: leaving, the end of the visit and the receipt wipe what was typed and composed",
          "[screens]") {
  const auto handle_of = [](Visitor& person) {
    return std::weak_ptr<core::QuestionWords>(person.sample().drafts.ask.words);
  };
  for (const ScreenName screen : {ScreenName::Residents, ScreenName::Attract}) {
    Visitor person("ask-words");
    type_plugged_in(person, "柿子");
    tap_letters(person, "gong");
    const auto words = handle_of(person);
    if (screen == ScreenName::Attract) {
      leave_for(person, screen, core::AttractView{});
    } else {
      leave_for(person, screen, core::ResidentsView{});
    }
    CHECK(words.expired());
    CHECK(composed_now().empty());
  }
  for (const AskStep step : {AskStep::Topic, AskStep::Receipt, AskStep::Withdrawn}) {
    Visitor person("ask-words");
    type_plugged_in(person, "柿子");
    tap_letters(person, "gong");
    const auto words = handle_of(person);
    std::get<core::AskView>(person.sample().view.screen).receipt = "3814 0926 5578";
    go_to_step(person, step);
    CHECK(words.expired());
    CHECK(composed_now().empty());
  }
}

TEST_CASE("Ask: the question whether somebody is there keeps what was typed, and no key",
          "[screens]") {
  Visitor person("ask-words");
  type_plugged_in(person, "柿子");
  person.sample().view.frame.still_there = core::StillThereView{20};
  person.frame();
  type_plugged_in(person, "树");
  CHECK(typed_in(person) == "柿子");
  CHECK(person.tap("我在，继续") == core::Intent{core::StayHere{}});
}

TEST_CASE("Ask: back goes one step back", "[screens]") {
  CHECK(Visitor("ask-topics").tap("返回") == core::Intent{core::GoTo{ScreenName::Residents}});
  CHECK(Visitor("ask-words").tap("返回") == core::Intent{core::ReturnToAskStep{AskStep::Topic}});
  CHECK(Visitor("ask-contact").tap("返回") == core::Intent{core::ReturnToAskStep{AskStep::Words}});
  CHECK(Visitor("ask-look").tap("返回") == core::Intent{core::ReturnToAskStep{AskStep::Contact}});
  CHECK(Visitor("ask-elsewhere").tap("返回") ==
        core::Intent{core::ReturnToAskStep{AskStep::Topic}});
}

TEST_CASE("Ask: topics, and that one cannot say, are chosen by a tap", "[screens]") {
  CHECK(Visitor("ask-topics-few").scene().find_targets("下一页").empty());
  Visitor person("ask-topics");
  CHECK(person.tap("拖欠工资") == core::Intent{core::ChooseAskTopic{"wage"}});
  CHECK(person.tap("说不上来") == core::Intent{core::ChooseAskTopic{}});
  CHECK(person.tap("下一页") == core::Intent{core::TurnPage{1}});
  CHECK(person.scene().find_targets("上一页").empty());
}

TEST_CASE("Ask: a charge is told its office, and has no field", "[screens]") {
  const Visitor person("ask-elsewhere");
  CHECK(person.scene().sees("县纪委监委"));
  CHECK(person.scene().sees("0357-12388"));
  CHECK(person.scene().sees("不在这里写"));
  CHECK(person.scene().find_targets("下一步").empty());
}

TEST_CASE("Ask: why it does not go on is said in words", "[screens]") {
  CHECK(Visitor("ask-words-like-id").scene().sees("像身份证号"));
  CHECK(Visitor("ask-words-like-phone").scene().sees("电话"));
  CHECK(Visitor("ask-words-like-id", 1024, 600, 7).scene().sees("像身份证号"));
  CHECK(Visitor("ask-look-not-saved").scene().sees("没存上"));
  CHECK(Visitor("ask-receipt-not-withdrawn").scene().sees("没撤成"));
}

TEST_CASE("Ask: without Pinyin letters and digits are typed, and one sentence says so",
          "[screens]") {
  break_pinyin(true);
  {
    Visitor person("ask-words");
    CHECK(person.scene().sees("打不了汉字"));
    tap_letters(person, "ok");
    CHECK(typed_in(person) == "ok");
    person.tap("123");
    person.tap("7", "keyboard");
    CHECK(typed_in(person) == "ok7");
  }
  break_pinyin(false);
}

TEST_CASE("Ask: what is looked at once more is what is sealed", "[screens]") {
  CHECK(Visitor("ask-look-sealing").scene().find_targets("正在封存").empty());
  Visitor person("ask-look");
  const auto intent = person.tap("确认，加密保存");
  REQUIRE(intent);
  CHECK(std::get<core::LeaveQuestion>(*intent).words == person.sample().drafts.ask.words);
  CHECK(person.tap("修改") == core::Intent{core::ReturnToAskStep{AskStep::Words}});
}

TEST_CASE("Ask: the receipt is shown figure by figure, with how long it can be taken back",
          "[screens]") {
  CHECK(Visitor("ask-receipt-printer").tap("打印回执") == core::Intent{core::PrintReceipt{}});
  CHECK(Visitor("ask-receipt-late").scene().find_targets("撤回").empty());
  CHECK(Visitor("ask-receipt-late").scene().sees("请找工作人员"));
  Visitor person("ask-receipt");
  CHECK(person.scene().sees("还剩 9 分钟"));
  CHECK(person.scene().sees("11月22日 10:42"));
  CHECK(person.scene().sees("以县局答复为准"));
  CHECK(person.scene().find_targets("打印回执").empty());
  std::string digits;
  for (const std::string& text : person.scene().visible_texts()) {
    if (text.size() == 1) {
      digits += text;
    }
  }
  CHECK(digits == "381409265578");
  CHECK(person.tap("首页") == core::Intent{core::GoTo{ScreenName::Residents}});
}

TEST_CASE("Ask: withdrawing and changing are asked about once", "[screens]") {
  Visitor person("ask-receipt");
  CHECK_FALSE(person.tap("撤回"));
  CHECK_FALSE(person.tap("不，留着"));
  CHECK_FALSE(person.tap("撤回"));
  CHECK(person.tap("对，撤回") == core::Intent{core::WithdrawQuestion{}});
  CHECK_FALSE(person.tap("修改"));
  CHECK(person.scene().sees("重新写"));
  CHECK(person.tap("撤回，重新写") == core::Intent{core::RewriteQuestion{}});
}

TEST_CASE("Ask: residents' home leads there, or says plainly why it does not", "[screens]") {
  CHECK(Visitor("residents-can-ask").tap("留言提问") == core::Intent{core::GoTo{ScreenName::Ask}});
  for (const int width : {1280, 1024}) {
    const Visitor keyless("residents-keyless", width, width == 1280 ? 800 : 600);
    CHECK(keyless.scene().sees("县局还没开通"));
    CHECK(keyless.scene().find_targets("留言提问").empty());
  }
  CHECK(Visitor("residents").scene().sees("还没连上县局"));
}

}  // namespace
}  // namespace outreach::ui
