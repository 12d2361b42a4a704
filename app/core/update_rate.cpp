// 评一评: one tap on a face, of the stall or of an answer that was just read, each once in a visit;
// and what is read at the screen.
#include <algorithm>
#include <utility>

#include "app/core/self_service.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

using RateState = RateView::State;

// False where the record breaks what one must be: then nothing is on its way.
bool record_for_resident(Step& step, domain::Content content, Now now) {
  const Ticket ticket = step.state.next_ticket;
  ask_to_record(step,
                {{std::move(content), domain::kStaffSelfService, std::nullopt},
                 outing_of_residents(step.state),
                 std::nullopt,
                 std::nullopt},
                now);
  return step.state.next_ticket != ticket;
}

GivenRating* given_by(Visit& visit, Ticket ticket) {
  auto& given = visit.rating.given;
  const auto found = std::find_if(given.begin(), given.end(), [ticket](const GivenRating& one) {
    return one.ticket == ticket;
  });
  return found == given.end() ? nullptr : &*found;
}

}  // namespace

// Whatever it says: of an answer that is still on its way there is nothing to rate.
void apply(Step& step, const RateAnswer& /*intent*/) {
  AppState& state = step.state;
  const AnswerHandle& answer = state.visit.look_up.answer;
  if (state.screen == ScreenName::LookUp && answer && answer->stage == AnswerStage::Answered) {
    state.visit.rating.rated = domain::Rated::Answer;
    state.screen = ScreenName::Rate;
  }
}

void apply(Step& step, const GiveRating& intent, Now now) {
  AppState& state = step.state;
  const domain::Rated rated = state.visit.rating.rated;
  GivenRating& given = state.visit.rating.asked();
  const bool asks = given.state == RateState::Asking || given.state == RateState::NotSaved;
  if (state.screen != ScreenName::Rate || !asks) {
    return;
  }
  const Ticket ticket = state.next_ticket;
  const bool is_asked_for = record_for_resident(step, domain::Rating{rated, intent.face}, now);
  given = is_asked_for ? GivenRating{RateState::Saving, intent.face, ticket}
                       : GivenRating{RateState::NotSaved, std::nullopt, std::nullopt};
}

void note_rating_kept(AppState& state, Ticket ticket) {
  if (GivenRating* given = given_by(state.visit, ticket)) {
    given->state = RateState::Kept;
    given->ticket.reset();
  }
}

void note_rating_lost(AppState& state, Ticket ticket) {
  if (GivenRating* given = given_by(state.visit, ticket)) {
    *given = {RateState::NotSaved, std::nullopt, std::nullopt};
  }
}

// From residents' home it is the stall that is rated.
void settle_rating(AppState& state) {
  if (state.screen != ScreenName::Rate) {
    state.visit.rating.rated = domain::Rated::Stall;
  }
}

void record_reading(Step& step, const std::string& leaflet, std::int64_t seconds, int take_aways,
                    Now now) {
  record_for_resident(step,
                      domain::SelfService{leaflet, domain::rounded_reading(seconds),
                                          std::clamp(take_aways, 0, domain::kTakeAwaysMax)},
                      now);
}

// Whoever walks away has read until they touched the screen last, as far as anybody knows.
void settle_left_leaflet(Step& step, const Reading& before, Now now) {
  const bool is_left = before.leaflet && before.leaflet != step.state.visit.reading.leaflet;
  if (is_left) {
    constexpr std::int64_t kSecond = 1'000;
    const std::int64_t read = step.state.last_touch.milliseconds - before.opened_at.milliseconds;
    record_reading(step, before.leaflet->id, read / kSecond, 0, now);
  }
}

}  // namespace outreach::core
