// 评一评: one tap on a face, of the stall or of an answer that was just read, each once in a visit,
// with a word of one's own before it if wanted, which is never here; and what is read at the
// screen.
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

// What the screen asks about can still be given a face there.
bool asks_for_face(const AppState& state) {
  return state.screen == ScreenName::Rate && can_be_rated(state.visit.rating.asked());
}

void record_rating(Step& step, GivenRating& given, domain::Rating rating, Now now) {
  const Ticket ticket = step.state.next_ticket;
  const domain::Face face = rating.face;
  const bool is_asked_for = record_for_resident(step, std::move(rating), now);
  given = is_asked_for ? GivenRating{RateState::Saving, face, ticket}
                       : GivenRating{RateState::NotSaved, std::nullopt, std::nullopt};
}

// Looked at once more, for nothing that was refused may go along.
void seal_with_face(Step& step, GivenRating& given, const GiveRating& intent) {
  AppState& state = step.state;
  VisitRating& rating = state.visit.rating;
  rating.trouble = trouble_of_words(intent.words->words);
  if (rating.trouble != AskTrouble::None) {
    rating.is_writing = true;
    return;
  }
  given = {RateState::Saving, intent.face, state.next_ticket++};
  step.commands.emplace_back(SealRating{*given.ticket, intent.words});
}

}  // namespace

bool can_be_rated(const GivenRating& given) {
  return given.state == RateState::Asking || given.state == RateState::NotSaved;
}

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
  VisitRating& rating = state.visit.rating;
  if (!asks_for_face(state) || rating.is_writing) {
    return;
  }
  if (intent.words && !intent.words->words.empty()) {
    seal_with_face(step, rating.asked(), intent);
  } else {
    record_rating(step, rating.asked(), {rating.rated, intent.face, {}}, now);
  }
}

void apply(Step& step, const WriteRating& /*intent*/) {
  AppState& state = step.state;
  if (asks_for_face(state) && state.sealing == Sealing::Possible) {
    state.visit.rating.is_writing = true;
  }
}

void apply(Step& step, const OfferRatingWords& intent) {
  VisitRating& rating = step.state.visit.rating;
  if (rating.is_writing && intent.words) {
    rating.trouble = trouble_of_words(intent.words->words);
    rating.is_writing = rating.trouble != AskTrouble::None;
  }
}

void apply(Step& step, const LeaveRatingWords& /*intent*/) {
  VisitRating& rating = step.state.visit.rating;
  rating.is_writing = false;
  rating.trouble = AskTrouble::None;
}

// Whoever left meanwhile left nothing behind: then it is not recorded.
void on(Step& step, const RatingSealed& event, Now now) {
  GivenRating* given = given_by(step.state.visit, event.ticket);
  if (given == nullptr || !given->face) {
    return;
  }
  if (!event.sealed) {
    *given = {RateState::NotSaved, std::nullopt, std::nullopt};
    return;
  }
  const auto at = static_cast<std::size_t>(given - step.state.visit.rating.given.data());
  record_rating(step, *given, {domain::kAllRated[at], *given->face, *event.sealed}, now);
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
    VisitRating& rating = state.visit.rating;
    rating.rated = domain::Rated::Stall;
    rating.is_writing = false;
    rating.trouble = AskTrouble::None;
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
    record_reading(step, before.leaflet->id, read / kSecond, before.take_aways, now);
  }
}

}  // namespace outreach::core
