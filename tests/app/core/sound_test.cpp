// What is to be heard of counts and refusals.
#include <vector>

#include "app/core/practice.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

class HeardStall : public Stall {
 public:
  HeardStall() {
    open();
    input(Intent{SetSounds{true}});
    heard();
  }
  // Since the last look.
  std::vector<Sound> heard() {
    std::vector<Sound> sounds;
    for (; looked_at_ < commands().size(); ++looked_at_) {
      if (const auto* wanted = std::get_if<PlaySound>(&commands()[looked_at_])) {
        sounds.push_back(wanted->sound);
      }
    }
    return sounds;
  }

 private:
  std::size_t looked_at_ = 0;
};

const std::vector<Sound> kNothing{};
const std::vector<Sound> kCountedOnce{Sound::Counted};
const std::vector<Sound> kRefusedOnce{Sound::Refused};

TEST_CASE("Sound: each count is heard when it is taken, and not again when it is saved",
          "[core][sound]") {
  HeardStall stall;
  stall.hand_out("guide", 5);
  CHECK(stall.heard() == kCountedOnce);
  stall.save_all();
  CHECK(stall.heard() == kNothing);
  stall.consult(2);
  CHECK(stall.heard() == kCountedOnce);
  stall.input(Intent{ScanBarcode{"6901234567892"}});
  CHECK(stall.heard() == kCountedOnce);
  stall.input(Intent{RecordStock{"guide", domain::StockMovement::TakenOut, 100}});
  CHECK(stall.heard() == kCountedOnce);
  stall.save_all();
  stall.undo();
  stall.save_all();
  CHECK(stall.heard() == kNothing);  // it counts less, not more
}

TEST_CASE("Sound: a consultation put in another's place is one count", "[core][sound]") {
  HeardStall stall;
  stall.consult(2);
  stall.save_all();
  const Sequence target = stall.journal().back().sequence;
  stall.input(Intent{BeginReplacement{target, domain::CorrectionReason::Mistap}});
  stall.heard();
  stall.input(Intent{ReplaceConsultation{
      target,
      {3, "land", domain::Pathway::Arbitration, "agriculture", domain::Outcome::GuidedToPathway}}});
  CHECK(stall.heard() == kCountedOnce);
}

TEST_CASE("Sound: what is refused or not saved is heard as that, each time", "[core][sound]") {
  HeardStall stall;
  for (int round = 0; round < 2; ++round) {
    stall.input(Intent{ScanBarcode{"123456"}});
    CHECK(stall.heard() == kRefusedOnce);
  }
  stall.hand_out("guide", 5);
  stall.heard();
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.heard() == kRefusedOnce);
  stall.hand_out("guide", domain::kCopiesMax + 1);
  CHECK(stall.heard() == kRefusedOnce);
  domain::Consultation talk{1, "wages", domain::Pathway::Arbitration, "labour",
                            domain::Outcome::GuidedToPathway};
  talk.note = "13812345678";
  stall.input(Intent{RecordConsultation{talk}});
  CHECK(stall.heard() == kRefusedOnce);
  stall.input(Intent{CloseOuting{}});
  stall.hand_out("guide", 1);
  CHECK(stall.heard() == kRefusedOnce);
}

TEST_CASE("Sound: what nobody asked for is not heard, however bad", "[core][sound]") {
  HeardStall stall;
  stall.input(Event{JournalFailed{"journal"}});
  REQUIRE(stall.view().frame.notice);
  CHECK(stall.view().frame.notice->what == Notice::What::JournalUnusable);
  stall.input(Event{FactsChanged{.free_disk_bytes = 0, .reserve_in_use = true}});
  CHECK(stall.heard() == kNothing);
}

TEST_CASE("Sound: nothing is heard but where sounds are wanted, and switching on tries one",
          "[core][sound]") {
  HeardStall stall;
  stall.input(Intent{SetSounds{false}});
  stall.hand_out("guide", 5);
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.heard() == kNothing);
  stall.input(Intent{SetSounds{true}});
  CHECK(stall.heard() == kCountedOnce);
}

TEST_CASE("Sound: what was found to be heard from is known in practice, too", "[core][sound]") {
  HeardStall stall;
  CHECK(stall.view().frame.has_speaker);
  stall.input(Event{SpeakerChanged{false}});
  CHECK_FALSE(stall.view().frame.has_speaker);
  const AppState practice = practice_beside(stall.state(), stall.now());
  CHECK_FALSE(practice.has_speaker);
  CHECK(practice.settings.sounds);
}

}  // namespace
}  // namespace outreach::core
