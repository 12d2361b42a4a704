// 查答复: what is looked up and what is not, how guesses are slowed, and what is left of it.
#include "app/core/look_up.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "app/core/resident.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using State = LookUpView::State;
using Answer = AnswerFound::Result;

// Its check digit fits; with another last digit it does not.
const ReceiptDigits kReceipt{"000000000000"};
const ReceiptDigits kMiscopied{"000000000001"};

void pass_looking(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.wall += std::chrono::milliseconds(milliseconds);
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
}

// Somebody stands at 查答复 of a kiosk that a county knows.
Stall with_look_up(Sealing sealing = Sealing::Possible) {
  Stall stall;
  stall.input(Event{SealingChanged{sealing}});
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::LookUp}});
  return stall;
}

LookUpView look_up_shown(const Stall& stall) {
  return stall.screen<LookUpView>();
}

std::size_t looks(const Stall& stall) {
  return static_cast<std::size_t>(std::count_if(
      stall.commands().begin(), stall.commands().end(),
      [](const Command& command) { return std::holds_alternative<FindAnswer>(command); }));
}

Ticket ticket_of(const Stall& stall) {
  return std::get<FindAnswer>(stall.commands().back()).ticket;
}

AnswerHandle some_answer() {
  auto answer = std::make_shared<FoundAnswer>();
  answer->stage = AnswerStage::Answered;
  answer->lines.emplace_back(10);
  answer->lines.back().add("带工资条来");
  return answer;
}

void answer(Stall& stall, Answer result, AnswerHandle handle = nullptr) {
  stall.input(Event{AnswerFound{ticket_of(stall), result, std::move(handle), std::nullopt}});
}

// A look-up that finds nothing; the pad for the next one is shown again.
void try_in_vain(Stall& stall) {
  const std::size_t before = looks(stall);
  stall.input(Intent{LookUpAnswer{kReceipt}});
  REQUIRE(looks(stall) == before + 1);
  answer(stall, Answer::NothingYet);
  stall.input(Intent{LeaveAnswer{}});
}

void try_all_free(Stall& stall) {
  for (std::size_t i = 0; i < kFreeLookUps; ++i) {
    REQUIRE(look_up_shown(stall).wait_seconds == 0);
    try_in_vain(stall);
  }
}

void walk_away(Stall& stall) {
  for (const std::int64_t wait : {kVisitIdleMilliseconds, kStillThereMilliseconds}) {
    pass_looking(stall, wait);
    stall.input(Tick{});
  }
}

TEST_CASE("Look-up: a receipt is looked up once, and shows what it opened", "[core][look-up]") {
  Stall stall = with_look_up();
  CHECK(look_up_shown(stall).state == State::Asking);
  stall.input(Intent{LookUpAnswer{kReceipt}});
  CHECK(look_up_shown(stall).state == State::Looking);
  CHECK(std::get<FindAnswer>(stall.commands().back()).receipt == kReceipt);
  stall.input(Intent{LookUpAnswer{kReceipt}});  // once is enough
  CHECK(looks(stall) == 1);
  const AnswerHandle found = some_answer();
  answer(stall, Answer::Found, found);
  CHECK(look_up_shown(stall).state == State::Found);
  CHECK(look_up_shown(stall).answer == found);
}

TEST_CASE("Look-up: a wrong digit is told and nothing is looked up", "[core][look-up]") {
  Stall stall = with_look_up();
  for (const ReceiptDigits& wrong : {kMiscopied, ReceiptDigits("00000000000"), ReceiptDigits()}) {
    stall.input(Intent{LeaveAnswer{}});
    stall.input(Intent{LookUpAnswer{wrong}});
    CHECK(look_up_shown(stall).state == State::WrongNumber);
  }
  CHECK(looks(stall) == 0);
  for (std::size_t i = 0; i < 2 * kFreeLookUps; ++i) {
    stall.input(Intent{LookUpAnswer{kMiscopied}});
  }
  CHECK(look_up_shown(stall).wait_seconds == 0);  // it tells nobody anything
}

TEST_CASE("Look-up: what is not there says of when the answers are", "[core][look-up]") {
  Stall stall = with_look_up();
  stall.input(Intent{LookUpAnswer{kReceipt}});
  stall.input(Event{AnswerFound{ticket_of(stall), Answer::NothingYet, nullptr, at("10:42").wall}});
  CHECK(look_up_shown(stall).state == State::NothingYet);
  CHECK(look_up_shown(stall).answers_of == china_date(at("10:42").wall));
  CHECK(look_up_shown(stall).answer == nullptr);
  stall.input(Intent{LeaveAnswer{}});
  CHECK(look_up_shown(stall).state == State::Asking);
  CHECK_FALSE(look_up_shown(stall).answers_of);
}

TEST_CASE("Look-up: a machine that cannot look up says so before a number is typed",
          "[core][look-up]") {
  for (const Sealing sealing : {Sealing::NotEnrolled, Sealing::NoCaseworkKey}) {
    Stall stall = with_look_up(sealing);
    CHECK(look_up_shown(stall).state == State::CannotLookUp);
    stall.input(Intent{LookUpAnswer{kReceipt}});
    CHECK(looks(stall) == 0);
  }
}

TEST_CASE("Look-up: staff's screens look nothing up", "[core][look-up]") {
  Stall stall;
  stall.input(Event{SealingChanged{Sealing::Possible}});
  stall.input(Intent{LookUpAnswer{kReceipt}});
  CHECK(looks(stall) == 0);
  stall.input(Intent{GoTo{ScreenName::LookUp}});
  CHECK(stall.view().frame.screen == ScreenName::Home);
}

TEST_CASE("Look-up: back, home, walking away and the end of the visit let go of the answer",
          "[core][look-up][privacy]") {
  const auto leave = [](const auto& how) {
    Stall stall = with_look_up();
    stall.input(Intent{LookUpAnswer{kReceipt}});
    AnswerHandle found = some_answer();
    const std::weak_ptr<const FoundAnswer> kept = found;
    answer(stall, Answer::Found, std::move(found));
    REQUIRE_FALSE(kept.expired());
    how(stall);
    return kept.expired();
  };
  CHECK(leave([](Stall& stall) { stall.input(Intent{LeaveAnswer{}}); }));
  CHECK(leave([](Stall& stall) { stall.input(Intent{GoTo{ScreenName::Residents}}); }));
  CHECK(leave([](Stall& stall) { stall.input(Intent{EndVisit{}}); }));
  CHECK(leave(walk_away));
  CHECK_FALSE(leave([](Stall& stall) { stall.input(Touched{}); }));
}

TEST_CASE("Look-up: the answer to one that was left is dropped", "[core][look-up][privacy]") {
  for (const bool comes_back : {false, true}) {
    Stall stall = with_look_up();
    stall.input(Intent{LookUpAnswer{kReceipt}});
    const Ticket left = ticket_of(stall);
    stall.input(Intent{EndVisit{}});
    if (comes_back) {
      stall.input(Intent{BeginVisit{}});
      stall.input(Intent{GoTo{ScreenName::LookUp}});
      stall.input(Intent{LookUpAnswer{kReceipt}});
    }
    AnswerHandle found = some_answer();
    const std::weak_ptr<const FoundAnswer> kept = found;
    stall.input(Event{AnswerFound{left, Answer::Found, std::move(found), std::nullopt}});
    CHECK(kept.expired());
    if (comes_back) {
      CHECK(look_up_shown(stall).state == State::Looking);
    }
  }
}

TEST_CASE("Look-up: after five without an answer each next one waits, twice as long as the last",
          "[core][look-up]") {
  Stall stall = with_look_up();
  try_all_free(stall);
  for (const std::int64_t seconds : {30, 60, 120, 240, 480, 900}) {
    CHECK(look_up_shown(stall).state == State::MustWait);
    CHECK(look_up_shown(stall).wait_seconds == seconds);
    CHECK(counts_seconds(stall.state(), stall.now()));
    const std::size_t before = looks(stall);
    pass_looking(stall, seconds * 1'000 - 1);
    CHECK(look_up_shown(stall).wait_seconds == 1);
    stall.input(Intent{LookUpAnswer{kReceipt}});
    CHECK(looks(stall) == before);
    CHECK(look_up_shown(stall).state == State::MustWait);
    pass_looking(stall, 1);
    CHECK(look_up_shown(stall).state == State::Asking);
    if (seconds < 900) {
      try_in_vain(stall);
    }
  }
}

TEST_CASE("Look-up: what is older than half an hour slows nobody", "[core][look-up]") {
  Stall stall = with_look_up();
  try_all_free(stall);
  pass_looking(stall, kLookUpWindowMilliseconds);
  try_all_free(stall);
  CHECK(look_up_shown(stall).wait_seconds == 30);
}

TEST_CASE("Look-up: the wait outlives the visit, and whoever left early has tried, too",
          "[core][look-up]") {
  Stall stall = with_look_up();
  for (std::size_t i = 0; i < kFreeLookUps; ++i) {
    stall.input(Intent{LookUpAnswer{kReceipt}});
    const Ticket left = ticket_of(stall);
    stall.input(Intent{EndVisit{}});
    stall.input(Event{AnswerFound{left, Answer::NothingYet, nullptr, std::nullopt}});
    stall.input(Intent{BeginVisit{}});
    stall.input(Intent{GoTo{ScreenName::LookUp}});
  }
  CHECK(looks(stall) == kFreeLookUps);
  CHECK(look_up_shown(stall).state == State::MustWait);
  CHECK(look_up_shown(stall).wait_seconds == 30);
}

TEST_CASE("Look-up: a clock that jumps neither shortens nor prolongs the wait", "[core][look-up]") {
  for (const int days : {-400, 400}) {
    Stall stall = with_look_up();
    try_all_free(stall);
    Now now = stall.now();
    now.wall += std::chrono::hours(24 * days);
    stall.set_time(now);
    CHECK(look_up_shown(stall).wait_seconds == 30);
    pass_looking(stall, 30'000);
    CHECK(look_up_shown(stall).wait_seconds == 0);
  }
}

TEST_CASE("Look-up: one that finds an answer, or fails, is not counted", "[core][look-up]") {
  Stall stall = with_look_up();
  for (const Answer result : {Answer::Found, Answer::Failed, Answer::CannotLookUp}) {
    for (std::size_t i = 0; i < 2 * kFreeLookUps; ++i) {
      stall.input(Intent{LookUpAnswer{kReceipt}});
      answer(stall, result, result == Answer::Found ? some_answer() : nullptr);
      stall.input(Intent{LeaveAnswer{}});
    }
  }
  try_all_free(stall);
  CHECK(look_up_shown(stall).wait_seconds == 30);
  pass_looking(stall, 30'000);
  stall.input(Intent{LookUpAnswer{kReceipt}});
  answer(stall, Answer::Found, some_answer());
  CHECK(look_up_shown(stall).wait_seconds == 0);  // nor does it take back what was tried before
  stall.input(Intent{LeaveAnswer{}});
  try_in_vain(stall);
  CHECK(look_up_shown(stall).wait_seconds == 60);
}

TEST_CASE("Receipt digits: what is moved or wiped is gone, and no more than twelve are taken",
          "[core][look-up]") {
  ReceiptDigits typed("1234-5678 9012 345");
  CHECK(typed.view() == "123456789012");
  CHECK(typed.full());
  ReceiptDigits moved(std::move(typed));
  CHECK(typed.empty());  // NOLINT(bugprone-use-after-move): what this is about
  CHECK(moved.full());
  moved.pop();
  CHECK(moved.view() == "12345678901");
  moved.wipe();
  CHECK(moved.empty());
  CHECK(moved == ReceiptDigits());
}

}  // namespace
}  // namespace outreach::core
