// 开场次.
#include <algorithm>
#include <tuple>

#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

// As the plan's place stands in the catalogue; none: it left the list.
std::optional<PlannedChoice> choice_of(const AppState& state, const domain::PlannedOuting& plan) {
  const auto& places = state.catalogue.places;
  const auto place = std::find_if(places.begin(), places.end(),
                                  [&](const domain::Place& one) { return one.name == plan.place; });
  if (place == places.end()) {
    return std::nullopt;
  }
  PlannedChoice choice;
  choice.outing.kind = place->kind;
  choice.outing.other_kind = place->other_kind;
  choice.outing.place = place->name;
  choice.outing.township = place->township;
  choice.outing.date = plan.date;
  choice.outing.is_planned = true;
  choice.note = plan.note;
  return choice;
}

// `today`: as the view has it, where the clock is not believed no today at all.
std::vector<PlannedChoice> planned_around(const AppState& state, Date today, bool is_believed) {
  using std::chrono::days;
  using std::chrono::sys_days;
  const sys_days first = sys_days{today} - days{is_believed ? 1 : 0};
  const sys_days last = sys_days{today} + days{kPlannedAhead};
  std::vector<PlannedChoice> choices;
  for (const domain::PlannedOuting& plan : state.planned) {
    const sys_days day{plan.date};
    auto choice =
        day < first || (is_believed && day > last) ? std::nullopt : choice_of(state, plan);
    if (choice) {
      choice->is_today = is_believed && plan.date == today;
      choices.push_back(*std::move(choice));
    }
  }
  std::stable_sort(
      choices.begin(), choices.end(), [](const PlannedChoice& a, const PlannedChoice& b) {
        return std::tuple(!a.is_today, a.outing.date) < std::tuple(!b.is_today, b.outing.date);
      });
  return choices;
}

}  // namespace

OpenOutingView make_open_outing(const AppState& state, Now now) {
  const bool starts_at_build = !now.wall_trusted && state.built.ok();
  OpenOutingView view;
  view.places = state.catalogue.places;
  view.staff = state.catalogue.staff;
  view.today = starts_at_build ? state.built : china_date(now.wall);
  view.clock_trusted = now.wall_trusted;
  view.clock_doubt = now.wall_trusted ? ClockDoubt::None : state.clock_doubt;
  view.saving = is_opening(state);
  view.planned = planned_around(state, view.today, now.wall_trusted);
  for (const domain::CatalogueItem& kind : state.catalogue.outing_kinds) {
    view.own_kinds.push_back({kind.id, shown_name(state, kind)});
  }
  view.asks_clock = state.asks_clock && now.wall_trusted;
  if (state.opening) {
    const domain::OutingOpened& outing = state.opening->outing;
    view.question = OpenOutingView::DayQuestion{outing.date, outing.place,
                                                now.wall_trusted && outing.date == view.today,
                                                now.wall_trusted && outing.date > view.today};
  }
  return view;
}

}  // namespace outreach::core
