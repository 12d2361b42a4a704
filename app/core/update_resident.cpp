// Residents' visits: from the first touch until the last trace is gone.
#include <algorithm>
#include <type_traits>
#include <variant>

#include "app/core/resident.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

// What can be asked for while the screen is in residents' hands. Everything else is not heard
// there, whatever asks for it.
template <typename Wanted>
constexpr bool kForResidents =
    std::is_same_v<Wanted, GoTo> || std::is_same_v<Wanted, BeginVisit> ||
    std::is_same_v<Wanted, StayHere> || std::is_same_v<Wanted, EndVisit> ||
    std::is_same_v<Wanted, EnterStaff> || std::is_same_v<Wanted, EnterPin> ||
    std::is_same_v<Wanted, ChooseGuide> || std::is_same_v<Wanted, OpenGuidePart> ||
    std::is_same_v<Wanted, OpenAnswer> || std::is_same_v<Wanted, BackInGuide> ||
    std::is_same_v<Wanted, PrintGuideSlip> || std::is_same_v<Wanted, LeavePin> ||
    std::is_same_v<Wanted, AskPin> || std::is_same_v<Wanted, TurnPage> ||
    std::is_same_v<Wanted, FitRoom> || std::is_same_v<Wanted, SetLanguage> ||
    std::is_same_v<Wanted, SetTypeSize> || std::is_same_v<Wanted, SetContrast> ||
    std::is_same_v<Wanted, LookUpAnswer> || std::is_same_v<Wanted, LeaveAnswer> ||
    std::is_same_v<Wanted, RateAnswer> || std::is_same_v<Wanted, GiveRating> ||
    std::is_same_v<Wanted, WriteRating> || std::is_same_v<Wanted, OfferRatingWords> ||
    std::is_same_v<Wanted, LeaveRatingWords> || std::is_same_v<Wanted, ChooseAskTopic> ||
    std::is_same_v<Wanted, OfferAskWords> || std::is_same_v<Wanted, OfferAskContact> ||
    std::is_same_v<Wanted, ReturnToAskStep> || std::is_same_v<Wanted, LeaveQuestion> ||
    std::is_same_v<Wanted, PrintReceipt> || std::is_same_v<Wanted, WithdrawQuestion> ||
    std::is_same_v<Wanted, RewriteQuestion> || std::is_same_v<Wanted, OpenLeaflet> ||
    std::is_same_v<Wanted, TurnLeaf> || std::is_same_v<Wanted, ZoomLeaf> ||
    std::is_same_v<Wanted, ShowWhole> || std::is_same_v<Wanted, ShowLeafletCode> ||
    std::is_same_v<Wanted, Listen> || std::is_same_v<Wanted, StopListening> ||
    std::is_same_v<Wanted, SetSpeechSpeed>;

std::int64_t idle_wait(const AppState& state) {
  return is_writing(state) ? kWritingIdleMilliseconds : kVisitIdleMilliseconds;
}

void end_visit(AppState& state) {
  state.visit = {};
  state.page = 0;
  leave_pin(state);
  state.screen = ScreenName::Attract;
}

void keep_hands(Step& step, bool residents) {
  if (step.state.settings.self_service != residents) {
    step.state.settings.self_service = residents;
    step.commands.emplace_back(SaveSettings{step.state.settings});
  }
}

}  // namespace

bool is_resident(ScreenName screen) {
  return screen == ScreenName::Attract || screen == ScreenName::Residents ||
         screen == ScreenName::Guide || screen == ScreenName::LookUp || screen == ScreenName::Ask ||
         screen == ScreenName::Leaflets || screen == ScreenName::Reader ||
         screen == ScreenName::Rate;
}

bool is_writing(const AppState& state) {
  return state.screen == ScreenName::Ask ||
         (state.screen == ScreenName::Rate && state.visit.rating.is_writing);
}

const Settings& settings_in_use(const AppState& state) {
  return is_resident(state.screen) && state.visit.settings ? *state.visit.settings : state.settings;
}

std::optional<MonotonicTime> visit_due(const AppState& state) {
  if (!is_resident(state.screen) || state.screen == ScreenName::Attract) {
    return std::nullopt;
  }
  const std::int64_t wait = idle_wait(state);
  const std::int64_t answer = state.visit.asks_still_there ? kStillThereMilliseconds : 0;
  return MonotonicTime{state.last_touch.milliseconds + wait + answer};
}

std::optional<MonotonicTime> next_picture_at(const AppState& state, Now now) {
  if (state.screen != ScreenName::Attract) {
    return std::nullopt;
  }
  const std::int64_t shown =
      std::max<std::int64_t>(0, now.monotonic.milliseconds - state.last_touch.milliseconds);
  const std::int64_t pictures = shown / kAttractPictureMilliseconds + 1;
  return MonotonicTime{state.last_touch.milliseconds + pictures * kAttractPictureMilliseconds};
}

bool is_heard_from_residents(const AppState& state, const Intent& intent) {
  const bool is_theirs = std::visit(
      [](const auto& wanted) { return kForResidents<std::remove_cvref_t<decltype(wanted)>>; },
      intent);
  const auto* asks = std::get_if<AskPin>(&intent);
  const bool asks_other = asks != nullptr && asks->purpose != PinPurpose::ClearForgotten;
  return !is_resident(state.screen) || (is_theirs && !asks_other);
}

void end_visit_if_idle(AppState& state, Now now) {
  const auto due = visit_due(state);
  if (!due || now.monotonic < *due) {
    return;
  }
  // A turn may come late: whoever was not asked is asked first, however long ago they left.
  if (!state.visit.asks_still_there) {
    leave_pin(state);
    state.visit.asks_still_there = true;
    state.last_touch = {now.monotonic.milliseconds - idle_wait(state)};
    return;
  }
  end_visit(state);
}

Settings& settings_to_change(AppState& state) {
  if (!is_resident(state.screen)) {
    return state.settings;
  }
  return state.visit.settings ? *state.visit.settings
                              : state.visit.settings.emplace(state.settings);
}

void stay_with_residents(AppState& state, ScreenName before) {
  const bool are_theirs = state.settings.self_service;  // false: a PIN has just opened staff's
  if (are_theirs && is_resident(before) && !is_resident(state.screen)) {
    state.screen = before;
  }
}

// Where the program's last life left off.
void begin_with_residents(AppState& state) {
  if (state.settings.self_service) {
    state.screen = ScreenName::Attract;
  }
}

void enter_staff(Step& step, const std::string& staff) {
  AppState& state = step.state;
  end_visit(state);
  state.staff = staff;
  state.screen = ScreenName::Home;
  keep_hands(step, false);
}

void apply(Step& step, const OpenToResidents& /*intent*/) {
  AppState& state = step.state;
  if (state.is_practice || state.screen != ScreenName::Home) {
    return;
  }
  end_visit(state);
  keep_hands(step, true);
}

void apply(Step& step, const BeginVisit& /*intent*/) {
  if (step.state.screen == ScreenName::Attract) {
    step.state.screen = ScreenName::Residents;
  }
}

void apply(Step& step, const StayHere& /*intent*/) {
  step.state.visit.asks_still_there = false;
}

void apply(Step& step, const EndVisit& /*intent*/) {
  if (is_resident(step.state.screen)) {
    end_visit(step.state);
  }
}

// At once for a name without a PIN, as 换人 does everywhere.
void apply(Step& step, const EnterStaff& intent) {
  AppState& state = step.state;
  const bool is_person = !domain::check({domain::OutingClosed{}, intent.staff, std::nullopt});
  const bool nobody_to_choose = intent.staff.empty() && state.catalogue.staff.empty();
  if (!is_resident(state.screen) || (!is_person && !nobody_to_choose)) {
    return;
  }
  leave_pin(state);
  if (!ask_for_pin(step, PinPurpose::EnterStaff, intent.staff)) {
    enter_staff(step, intent.staff);
  }
}

}  // namespace outreach::core
