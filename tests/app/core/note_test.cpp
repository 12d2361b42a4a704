// 加一句话: what may be recorded with a consultation, and what is refused.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

domain::Consultation with_note(std::string note) {
  domain::Consultation made{2, "wages", domain::Pathway::Arbitration, "labour",
                            domain::Outcome::GuidedToPathway};
  made.note = std::move(note);
  return made;
}

TEST_CASE("Core: a note is recorded with its consultation", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{RecordConsultation{with_note("请下次带合同")}});
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.asked().front().record.content == domain::Content{with_note("请下次带合同")});
}

TEST_CASE("Core: a note with a number is refused in words and keeps the draft", "[core]") {
  struct Refused {
    const char* note;
    Notice::What what;
  };
  for (const Refused& one : {Refused{"打13900123456找他", Notice::What::NoteLikePhone},
                             Refused{"座机0357-4521234", Notice::What::NoteLikePhone},
                             Refused{"14263119700101001X", Notice::What::NoteLikeIdCard},
                             Refused{"案号20210034", Notice::What::NoteLikeNumber}}) {
    INFO(one.note);
    Stall stall;
    stall.open();
    stall.input(Intent{GoTo{ScreenName::Consultation}});
    stall.input(Intent{RecordConsultation{with_note(one.note)}});
    CHECK(stall.asked().empty());
    REQUIRE(stall.view().frame.notice);
    CHECK(stall.view().frame.notice->what == one.what);
    // The screen, and with it what was chosen and typed there, stays.
    CHECK(stall.view().frame.screen == ScreenName::Consultation);
    CHECK(stall.screen<ConsultationView>().parties == 0);
    stall.input(Intent{RecordConsultation{with_note("欠了3个月，共12000元")}});
    CHECK(stall.asked().size() == 1);
  }
}

TEST_CASE("Core: a note longer than a line is refused", "[core]") {
  Stall stall;
  stall.open();
  std::string note;
  for (std::size_t i = 0; i <= domain::kTextMax; ++i) {
    note += "字";
  }
  stall.input(Intent{RecordConsultation{with_note(note)}});
  CHECK(stall.asked().empty());
  REQUIRE(stall.view().frame.notice);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedInvalid);
}

TEST_CASE("Core: the same as the last one is so without its note", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{RecordConsultation{with_note("家里人代问")}});
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  CHECK(stall.screen<ConsultationView>().previous == with_note({}));
}

}  // namespace
}  // namespace outreach::core
