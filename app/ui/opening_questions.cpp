#include "app/ui/opening_questions.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/ui/calendar.h"
#include "app/ui/parts.h"
#include "app/ui/planned_outings.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kTitle = 36;
constexpr float kPaperButton = 64;

// Before the county's own.
constexpr std::array kBuiltInKinds{
    domain::OutingKind::Market,         domain::OutingKind::Fair,
    domain::OutingKind::Square,         domain::OutingKind::TownshipVisit,
    domain::OutingKind::VillageVisit,   domain::OutingKind::JointVisit,
    domain::OutingKind::LeaderReception};

void draw_places(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                 OpenOutingDraft& draft) {
  const GroupScope group(canvas, "places");
  std::vector<ChoiceItem> items;
  for (const domain::Place& place : view.places) {
    items.push_back(
        {place.name, "outing", place.name == draft.place && place.township == draft.township});
  }
  constexpr int kRowsFewest = 5;
  constexpr int kRowsMost = 7;  // beside a plan there is no room for them
  const int rows = view.planned.empty() ? std::clamp((static_cast<int>(items.size()) + 1) / 2,
                                                     kRowsFewest, kRowsMost)
                                        : kRowsFewest;
  const auto tapped =
      choice_grid(canvas, rect, {.columns = 2, .rows = rows, .icons = true, .max_lines = 2}, items,
                  draft.place_page);
  if (tapped) {
    const domain::Place& place = view.places[*tapped];
    draft.place = place.name;
    draft.township = place.township;
    draft.kind = place.kind;
    draft.other_kind = place.other_kind;
  }
}

// 补录 of a day that nobody opens any more; beside a plan and a notice the places come first.
bool has_room_for_paper(const Rect& choices, const core::OpenOutingView& view) {
  const float rows = view.planned.empty() ? 7 : 5;
  return choices.h - kPaperButton - kGap >= rows * (kStaffTargetMin + kGap);
}

void draw_kinds(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                OpenOutingDraft& draft) {
  const GroupScope group(canvas, "kinds");
  std::vector<ChoiceItem> items;
  items.reserve(kBuiltInKinds.size() + view.own_kinds.size());
  for (const domain::OutingKind kind : kBuiltInKinds) {
    items.push_back({word_of(kind), {}, draft.kind == kind});
  }
  for (const core::KindChoice& own : view.own_kinds) {
    const bool is_chosen = draft.kind == domain::OutingKind::Other && draft.other_kind == own.id;
    items.push_back({own.name, {}, is_chosen});
  }
  const auto tapped = choice_grid(
      canvas, rect, {.columns = 4, .rows = 2, .gap = 8, .size = kTextHint, .max_lines = 2}, items,
      draft.kind_page);
  if (!tapped) {
    return;
  }
  const bool is_built_in = *tapped < kBuiltInKinds.size();
  draft.kind = is_built_in ? kBuiltInKinds[*tapped] : domain::OutingKind::Other;
  draft.other_kind =
      is_built_in ? std::string() : view.own_kinds[*tapped - kBuiltInKinds.size()].id;
}

void draw_days(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
               const Proposal& made, OpenOutingDraft& draft) {
  const GroupScope group(canvas, "days");
  const Date yesterday = day_before(view.today);
  const bool is_today = made.has_date && made.outing.date == view.today;
  const bool is_yesterday = made.has_date && made.outing.date == yesterday;
  const bool is_other = made.has_date && !is_today && !is_yesterday;
  const auto words = [](const char* name, Date date) {
    return std::string(name) + " " + day_words(date);
  };
  if (view.clock_trusted) {
    if (choice(
            canvas, rect.cell(0, 0, 3, 1, 8),
            {.label = words(tr("This day"), view.today), .selected = is_today, .max_lines = 2})) {
      draft.date = view.today;
    }
    if (choice(canvas, rect.cell(1, 0, 3, 1, 8),
               {.label = words(tr("Yesterday"), yesterday),
                .selected = is_yesterday,
                .max_lines = 2})) {
      draft.date = yesterday;
    }
  }
  const bool chosen = view.clock_trusted ? is_other : made.has_date;
  const Rect other = view.clock_trusted ? rect.cell(2, 0, 3, 1, 8) : rect;
  if (choice(canvas, other,
             {.label = chosen ? day_words(made.outing.date) : std::string(tr("Another day")),
              .icon = "calendar",
              .selected = chosen,
              .max_lines = 2})) {
    draft.choosing_date = true;
    draft.months_back = 0;
  }
}

void draw_staff(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                const Proposal& made, OpenOutingDraft& draft) {
  const GroupScope group(canvas, "who");
  std::vector<ChoiceItem> items;
  for (const std::string& name : view.staff) {
    items.push_back({name, {}, name == made.staff});
  }
  if (const auto tapped =
          choice_grid(canvas, rect, {.columns = 4, .rows = 2, .gap = 8, .size = kTextHint}, items,
                      draft.staff_page)) {
    draft.staff = view.staff[*tapped];
  }
}

std::string confirm_words(const Proposal& made) {
  if (made.outing.place.empty()) {
    return tr("Choose a place");
  }
  if (!made.has_kind) {
    return tr("Choose what kind of outing");
  }
  if (!made.has_date) {
    return tr("Choose the day");
  }
  if (made.staff.empty()) {
    return tr("Choose who records");
  }
  return fill(tr("Start: {place} · {day}"),
              {{"place", made.outing.place}, {"day", day_words(made.outing.date)}});
}

}  // namespace

Proposal proposal_of(const core::FrameView& frame, const core::OpenOutingView& view,
                     const OpenOutingDraft& draft) {
  Proposal made;
  made.outing.place = draft.place;
  made.outing.township = draft.township;
  made.has_kind = draft.kind.has_value();
  if (draft.kind) {
    made.outing.kind = *draft.kind;
  }
  made.outing.other_kind = draft.other_kind;
  made.has_date = draft.date.has_value() || view.clock_trusted;
  if (made.has_date) {
    made.outing.date = draft.date.value_or(view.today);
  }
  // Another place or day than the plan's is no outing of the plan.
  made.outing.is_planned = made.has_date && draft.plan && draft.plan->place == draft.place &&
                           draft.plan->township == draft.township &&
                           draft.plan->date == made.outing.date;
  made.staff = draft.staff.empty() ? frame.staff : draft.staff;
  return made;
}

void ask_place(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
               OpenOutingDraft& draft, std::optional<core::Intent>& intent) {
  const bool beside = canvas.form() == Form::Compact && !view.planned.empty();
  const Rect plan = beside ? rect.left_part(rect.w * 0.46F) : rect;
  const float planned = draw_planned(canvas, plan, view, draft);
  const Rect places = beside ? rect.without_left(plan.w + 20) : rect.without_top(planned);
  step_title(canvas, places.top_part(kTitle), "1 " + std::string(tr("Where")),
             tr("The place of this outing"));
  const Rect choices = places.without_top(kQuestionTitle);
  const bool offers_paper = has_room_for_paper(choices, view);
  draw_places(canvas, offers_paper ? choices.without_bottom(kPaperButton + kGap) : choices, view,
              draft);
  if (offers_paper && button(canvas, choices.bottom_part(kPaperButton),
                             {.label = tr("Type in a paper sheet"), .icon = "pen"})) {
    intent = core::GoTo{core::ScreenName::Sheet};
  }
}

void ask_kind(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
              OpenOutingDraft& draft) {
  step_title(canvas, rect.top_part(kTitle), "2 " + std::string(tr("What kind of outing")));
  draw_kinds(canvas, rect.without_top(kQuestionTitle), view, draft);
}

void ask_day(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
             const Proposal& made, OpenOutingDraft& draft) {
  step_title(canvas, rect.top_part(kTitle), "3 " + std::string(tr("Which day")),
             view.clock_trusted
                 ? std::string(tr("Reports go by this day"))
                 : fill(tr("{why}: choose the day"), {{"why", words_of(view.clock_doubt)}}));
  draw_days(canvas, rect.without_top(kQuestionTitle), view, made, draft);
}

void ask_who(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
             const Proposal& made, OpenOutingDraft& draft) {
  step_title(canvas, rect.top_part(kTitle), "4 " + std::string(tr("Who records")));
  draw_staff(canvas, rect.without_top(kQuestionTitle), view, made, draft);
}

bool draw_start(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                const Proposal& made) {
  ButtonState state = made.complete() ? ButtonState::Idle : ButtonState::Disabled;
  if (view.saving) {
    state = ButtonState::Saving;
  }
  return button(canvas, rect,
                {.label = confirm_words(made),
                 .icon = made.complete() ? "check" : "",
                 .tone = &canvas.theme().confirm,
                 .state = state,
                 .size = 38,
                 .lip = kLipButton,
                 .max_lines = 2});
}

}  // namespace outreach::ui
