// 加一句话 by a person's taps and on a plugged keyboard.
#include "app/ui/note_sheet.h"
#include "app/ui/typed_words.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

InputEvent typed(std::string text) {
  InputEvent event;
  event.kind = InputEvent::Kind::Text;
  event.text = std::move(text);
  return event;
}

InputEvent pressed(Key key) {
  InputEvent event;
  event.kind = InputEvent::Kind::Key;
  event.key = key;
  return event;
}

const ConsultationDraft& draft_of(Visitor& person) {
  return person.sample().drafts.consultation;
}

TEST_CASE("Note: phrases and typed words make it, and it is recorded once", "[screens]") {
  Visitor person("consultation-phrases");
  person.tap("加一句话");
  person.tap("材料不全");
  person.tap("请下次带合同");
  CHECK(draft_of(person).typed_note == "材料不全，请下次带合同");
  person.tap("材料不全");
  CHECK(draft_of(person).typed_note == "请下次带合同");
  person.frame({typed("，周三来好")});
  person.frame({pressed(Key::Backspace)});
  person.tap("好了");
  CHECK(person.scene().find_targets("材料不全").empty());
  CHECK(person.scene().sees("请下次带合同，周三来"));
  const auto intent = person.tap("记下：1 批 2 人次");
  REQUIRE(intent);
  CHECK(std::get<core::RecordConsultation>(*intent).consultation.note == "请下次带合同，周三来");
  CHECK(draft_of(person) == ConsultationDraft{});
  CHECK_FALSE(person.scene().sees("请下次带合同"));
}

TEST_CASE("Note: a number is refused while it is typed, and what is typed stays", "[screens]") {
  Visitor person("consultation-phrases");
  person.tap("加一句话");
  person.frame({typed("打1390012345")});
  person.frame({typed("6")});
  person.frame();
  CHECK(person.scene().sees("像电话号码，不能记"));
  CHECK(person.scene().find_targets("好了").empty());
  person.frame({pressed(Key::Enter)});
  CHECK(draft_of(person).typed_note == "打13900123456");
  CHECK(draft_of(person).noting);
  CHECK(draft_of(person).note.empty());
  person.tap("清");
  person.frame({typed("找儿子")});
  person.frame({pressed(Key::Enter)});
  CHECK(draft_of(person).note == "找儿子");
  CHECK(note_refusal("证号14263119700101001X") == "像证件号，不能记");
}

TEST_CASE("Note: going back leaves the note as it was, and the last one's is not repeated",
          "[screens]") {
  {
    Visitor person("consultation-noted");
    const std::string before = draft_of(person).note;
    person.tap("改这句话");
    CHECK(draft_of(person).typed_note == before);
    person.tap("清");
    person.tap("返回");
    CHECK(draft_of(person).note == before);
  }
  Visitor same("consultation");
  same.tap("同上一件");
  CHECK(draft_of(same).note.empty());
}

TEST_CASE("Typed words: the limit counts characters, not bytes; the last goes away whole",
          "[screens]") {
  std::string text;
  add_typed(text, "合同a\x01\n看", 3);
  CHECK(text == "合同a");
  take_last(text);
  take_last(text);
  CHECK(text == "合");
  add_typed(text, "\x7F约", 3);
  CHECK(text == "合约");
  take_last(text);
  take_last(text);
  take_last(text);
  CHECK(text.empty());
}

}  // namespace
}  // namespace outreach::ui
