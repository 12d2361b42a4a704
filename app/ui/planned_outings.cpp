#include "app/ui/planned_outings.h"

#include <string>
#include <vector>

#include "app/ui/parts.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr int kPlanColumns = 2;
constexpr float kPlanRow = 70;
constexpr float kPlanTitle = 36;

std::string plan_words(const core::PlannedChoice& plan) {
  const std::string day = plan.is_today ? std::string(tr("This day")) : day_words(plan.outing.date);
  return day + " " + plan.outing.place;
}

}  // namespace

float draw_planned(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                   OpenOutingDraft& draft) {
  if (view.planned.empty()) {
    return 0;
  }
  const GroupScope group(canvas, "planned");
  std::vector<ChoiceItem> items;
  std::string hint = tr("Several machines there are one outing");
  for (const core::PlannedChoice& plan : view.planned) {
    const bool is_chosen = draft.plan == plan.outing;
    items.push_back({plan_words(plan), "calendar", is_chosen});
    if (is_chosen && !plan.note.empty()) {
      hint = plan.note;
    }
  }
  step_title(canvas, rect.top_part(kPlanTitle), tr("Planned by the county"), hint);
  constexpr float kGapPlans = 8;
  // On a small panel as many as find room beside the places.
  const bool is_compact = canvas.form() == Form::Compact;
  const int columns = is_compact ? 2 : kPlanColumns;
  const int rows = is_compact ? 3 : items.size() > kPlanColumns ? 2 : 1;
  const float height = is_compact ? rect.h - kPlanTitle - 4
                                  : static_cast<float>(rows) * (kPlanRow + kGapPlans) - kGapPlans;
  const auto tapped = choice_grid(
      canvas, rect.without_top(kPlanTitle + 4).top_part(height),
      {.columns = columns, .rows = rows, .gap = kGapPlans, .icons = !is_compact, .max_lines = 2},
      items, draft.plan_page);
  if (tapped) {
    const domain::OutingOpened& outing = view.planned[*tapped].outing;
    draft.plan = outing;
    draft.place = outing.place;
    draft.township = outing.township;
    draft.kind = outing.kind;
    draft.other_kind = outing.other_kind;
    draft.date = outing.date;
  }
  return kPlanTitle + 4 + height + 14;
}

}  // namespace outreach::ui
