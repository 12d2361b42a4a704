// 评一评, and what is read at the screen: what of it is recorded, and what a visit leaves behind.
// Long because a face, a word besides and a reading are recorded alike.
#include <memory>

#include "app/core/resident.h"
#include "app/core/self_service.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using RateState = RateView::State;
using domain::Face;
using domain::Rated;

// A resident stands at 评一评 of the stall.
Stall with_faces(bool has_outing = true) {
  Stall stall;
  if (has_outing) {
    stall.open();
    stall.hand_out("regulations", 3);
    stall.save_all();
    stall.input(Intent{GoTo{ScreenName::Home}});
  }
  stall.input(Event{SealingChanged{Sealing::Possible}});
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::Rate}});
  return stall;
}

RateView rating_shown(const Stall& stall) {
  return stall.screen<RateView>();
}

std::vector<domain::Rating> ratings_in(const Stall& stall) {
  std::vector<domain::Rating> out;
  for (const Stall::Durable& entry : stall.journal()) {
    if (const auto* rating = std::get_if<domain::Rating>(&entry.record.content)) {
      out.push_back(*rating);
    }
  }
  return out;
}

// That somebody found an answer, which is on the screen.
void find_answer(Stall& stall, AnswerStage stage) {
  stall.input(Intent{GoTo{ScreenName::LookUp}});
  stall.input(Intent{LookUpAnswer{ReceiptDigits("000000000000")}});
  const Ticket ticket = std::get<FindAnswer>(stall.commands().back()).ticket;
  auto found = std::make_shared<FoundAnswer>();
  found->stage = stage;
  stall.input(Event{AnswerFound{ticket, AnswerFound::Result::Found, std::move(found), {}}});
}

TEST_CASE("Rating: one tap records it in nobody's name, and it is thanked for when durable",
          "[core][rate]") {
  Stall stall = with_faces();
  CHECK(rating_shown(stall) == RateView{RateState::Asking, Rated::Stall, {}, true});
  stall.input(Intent{GiveRating{Face::Poor}});
  CHECK(rating_shown(stall) == RateView{RateState::Saving, Rated::Stall, Face::Poor});
  stall.save_next();
  CHECK(rating_shown(stall) == RateView{RateState::Kept, Rated::Stall, Face::Poor});
  CHECK(ratings_in(stall) == std::vector<domain::Rating>{{Rated::Stall, Face::Poor, {}}});
  CHECK(stall.journal().back().record.staff == domain::kStaffSelfService);
  CHECK(stall.journal().back().outing == stall.journal().front().sequence);
}

TEST_CASE("Rating: a visit has one, the next visit its own", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{GiveRating{Face::Great}});
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.save_all();
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.input(Intent{GoTo{ScreenName::Residents}});
  stall.input(Intent{GoTo{ScreenName::Rate}});
  CHECK(rating_shown(stall).state == RateState::Kept);
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.save_all();
  CHECK(ratings_in(stall).size() == 1);

  stall.input(Intent{EndVisit{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::Rate}});
  CHECK(rating_shown(stall) == RateView{RateState::Asking, Rated::Stall, {}, true});
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.save_all();
  CHECK(ratings_in(stall).size() == 2);
}

TEST_CASE("Rating: what came of the last visitor's is not shown to the next", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{GiveRating{Face::Great}});
  stall.input(Intent{EndVisit{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::Rate}});
  stall.save_all();
  CHECK(rating_shown(stall) == RateView{RateState::Asking, Rated::Stall, {}, true});
  CHECK(ratings_in(stall).size() == 1);
}

TEST_CASE("Rating: what was not saved is said, and may be tapped again", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{GiveRating{Face::Good}});
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(rating_shown(stall) == RateView{RateState::NotSaved, Rated::Stall, {}, true});
  stall.input(Intent{GiveRating{Face::Poor}});
  stall.save_all();
  CHECK(rating_shown(stall).state == RateState::Kept);
  CHECK(ratings_in(stall) == std::vector<domain::Rating>{{Rated::Stall, Face::Poor, {}}});
}

QuestionHandle rating_words(const char* said) {
  auto typed = std::make_shared<QuestionWords>();
  typed->words.add(said);
  return typed;
}

// The ticket under which the word is sealed; 0: none is.
Ticket sealing_ticket(const Stall& stall) {
  const auto& commands = stall.commands();
  const auto* sealing = commands.empty() ? nullptr : std::get_if<SealRating>(&commands.back());
  return sealing == nullptr ? 0 : sealing->ticket;
}

const Bytes kSealedWords(domain::kSealedBytesMin, 7);

TEST_CASE("Rating: a word said before the face is sealed and recorded with it", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{WriteRating{}});
  CHECK(rating_shown(stall).is_writing);
  stall.input(Intent{GiveRating{Face::Great}});  // no face is on that page
  CHECK(stall.asked().empty());
  const QuestionHandle words = rating_words("说得明白");
  stall.input(Intent{OfferRatingWords{words}});
  CHECK_FALSE(rating_shown(stall).is_writing);
  stall.input(Intent{GiveRating{Face::Great, words}});
  CHECK(rating_shown(stall) == RateView{RateState::Saving, Rated::Stall, Face::Great});
  const Ticket ticket = sealing_ticket(stall);
  REQUIRE(ticket != 0);
  CHECK(stall.asked().empty());
  stall.input(Event{RatingSealed{ticket + 1, kSealedWords}});  // another's
  CHECK(stall.asked().empty());
  stall.input(Event{RatingSealed{ticket, kSealedWords}});
  stall.save_all();
  CHECK(rating_shown(stall) == RateView{RateState::Kept, Rated::Stall, Face::Great});
  CHECK(ratings_in(stall) ==
        std::vector<domain::Rating>{{Rated::Stall, Face::Great, kSealedWords}});
}

TEST_CASE("Rating: a word that could not be sealed is said not to be saved, and goes along again",
          "[core][rate]") {
  Stall stall = with_faces();
  const QuestionHandle words = rating_words("太远了");
  stall.input(Intent{GiveRating{Face::Poor, words}});
  stall.input(Event{RatingSealed{sealing_ticket(stall)}});
  CHECK(rating_shown(stall) == RateView{RateState::NotSaved, Rated::Stall, {}, true});
  CHECK(ratings_in(stall).empty());
  stall.input(Intent{GiveRating{Face::Bad, words}});
  stall.input(Event{RatingSealed{sealing_ticket(stall), kSealedWords}});
  stall.save_all();
  CHECK(ratings_in(stall) == std::vector<domain::Rating>{{Rated::Stall, Face::Bad, kSealedWords}});
}

TEST_CASE("Rating: numbers somebody is known by are refused in its words, by each way",
          "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{WriteRating{}});
  stall.input(Intent{OfferRatingWords{rating_words("打 13935712345 找我")}});
  CHECK(rating_shown(stall).is_writing);
  CHECK(rating_shown(stall).trouble == AskTrouble::LikePhone);
  stall.input(Intent{OfferRatingWords{rating_words("142621195001011234")}});
  CHECK(rating_shown(stall).trouble == AskTrouble::LikeIdCard);
  stall.input(Intent{LeaveRatingWords{}});
  CHECK(rating_shown(stall) == RateView{RateState::Asking, Rated::Stall, {}, true});
  stall.input(Intent{GiveRating{Face::Bad, rating_words("142621195001011234")}});
  CHECK(rating_shown(stall).is_writing);
  CHECK(rating_shown(stall).trouble == AskTrouble::LikeIdCard);
  CHECK(sealing_ticket(stall) == 0);
  CHECK(stall.asked().empty());
}

TEST_CASE("Rating: where nothing can be sealed a face is all that is asked for", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Event{SealingChanged{Sealing::NotEnrolled}});
  CHECK_FALSE(rating_shown(stall).can_write);
  stall.input(Intent{WriteRating{}});
  CHECK_FALSE(rating_shown(stall).is_writing);
  stall.input(Intent{GiveRating{Face::Good}});
  stall.save_all();
  CHECK(rating_shown(stall) == RateView{RateState::Kept, Rated::Stall, Face::Good});
}

TEST_CASE("Rating: who writes has the writers' time, and leaves nothing to the next",
          "[core][rate]") {
  Stall stall = with_faces();
  CHECK_FALSE(is_writing(stall.state()));
  stall.input(Intent{WriteRating{}});
  CHECK(is_writing(stall.state()));
  stall.input(Intent{OfferRatingWords{rating_words("13935712345")}});
  stall.input(Intent{EndVisit{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::Rate}});
  CHECK(rating_shown(stall) == RateView{RateState::Asking, Rated::Stall, {}, true});
}

TEST_CASE("Rating: whoever left before the word was sealed left nothing", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{GiveRating{Face::Great, rating_words("好")}});
  const Ticket ticket = sealing_ticket(stall);
  stall.input(Intent{EndVisit{}});
  stall.input(Event{RatingSealed{ticket, kSealedWords}});
  CHECK(stall.asked().empty());
  CHECK(ratings_in(stall).empty());
}

TEST_CASE("Rating: without an outing it stands in none", "[core][rate]") {
  Stall stall = with_faces(false);
  stall.input(Intent{GiveRating{Face::Good}});
  stall.save_all();
  REQUIRE(stall.journal().size() == 1);
  CHECK(stall.journal().front().outing == 0);
}

TEST_CASE("Rating: an answer that was read is rated apart from the stall", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{GiveRating{Face::Great}});
  stall.save_all();
  find_answer(stall, AnswerStage::Answered);
  stall.input(Intent{RateAnswer{}});
  CHECK(rating_shown(stall) == RateView{RateState::Asking, Rated::Answer, {}, true});
  // Back leads to the answer, which is there still.
  stall.input(Intent{GoTo{ScreenName::LookUp}});
  CHECK(stall.screen<LookUpView>().state == LookUpView::State::Found);
  stall.input(Intent{RateAnswer{}});
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.save_all();
  CHECK(rating_shown(stall) == RateView{RateState::Kept, Rated::Answer, Face::Bad});
  CHECK(ratings_in(stall) == std::vector<domain::Rating>{{Rated::Stall, Face::Great, {}},
                                                         {Rated::Answer, Face::Bad, {}}});
  // What was read is gone once the visitor goes on.
  stall.input(Intent{GoTo{ScreenName::Residents}});
  stall.input(Intent{GoTo{ScreenName::LookUp}});
  CHECK(stall.screen<LookUpView>().state == LookUpView::State::Asking);
  stall.input(Intent{GoTo{ScreenName::Rate}});
  CHECK(rating_shown(stall).rated == Rated::Stall);
}

TEST_CASE("Rating: only an answer that is on the screen can be rated", "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{RateAnswer{}});
  CHECK(rating_shown(stall).rated == Rated::Stall);
  stall.input(Intent{GoTo{ScreenName::LookUp}});
  stall.input(Intent{RateAnswer{}});
  CHECK(stall.view().frame.screen == ScreenName::LookUp);
  find_answer(stall, AnswerStage::PassedOn);
  stall.input(Intent{RateAnswer{}});
  CHECK(stall.view().frame.screen == ScreenName::LookUp);
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.save_all();
  CHECK(ratings_in(stall).empty());
}

TEST_CASE("Rating: staff see that one was left, not which, and cannot take it back",
          "[core][rate]") {
  Stall stall = with_faces();
  stall.input(Intent{GiveRating{Face::Bad}});
  stall.save_all();
  stall.input(Intent{EndVisit{}});
  stall.input(Intent{EnterStaff{"张三"}});
  const std::size_t entries = stall.journal().size();
  CHECK(stall.view().frame.last.what == LastAction::What::Rated);
  CHECK(stall.view().frame.last.amount == 0);
  CHECK_FALSE(stall.view().frame.last.can_undo);
  stall.input(Intent{Correct{stall.journal().back().sequence, 0, domain::CorrectionReason::Undo}});
  CHECK(stall.journal().size() == entries);
  CHECK(stall.asked().empty());
}

TEST_CASE("Reading: is recorded rounded and limited, and adds to no count of staff's",
          "[core][rate]") {
  Stall stall = with_faces();
  const domain::Totals before = OutingLines(stall.state()).totals();
  Step step{stall.state(), {}};
  record_reading(step, "regulations", 94, 1, stall.now());
  record_reading(step, "regulations", std::int64_t{3} * 3'600, 40, stall.now());
  record_reading(step, "regulations", 0, 2, stall.now());
  std::vector<domain::SelfService> readings;
  for (const Command& command : step.commands) {
    const auto& record = std::get<Append>(command).record;
    CHECK(record.staff == domain::kStaffSelfService);
    CHECK(std::get<Append>(command).outing == stall.journal().front().sequence);
    readings.push_back(std::get<domain::SelfService>(record.content));
  }
  CHECK(readings == std::vector<domain::SelfService>{
                        {"regulations", 90, 1},
                        {"regulations", domain::kReadingSecondsMax, domain::kTakeAwaysMax},
                        {"regulations", 10, 2}});
  CHECK(before.copies == 3);
  CHECK(OutingLines(step.state).totals() == before);
}

}  // namespace
}  // namespace outreach::core
