#include "app/ui/consultation_sheets.h"

#include <charconv>
#include <string>
#include <vector>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

const core::TopicChoice* topic_of(const core::ConsultationView& view, const std::string& id) {
  for (const core::TopicChoice& topic : view.topics) {
    if (topic.id == id) {
      return &topic;
    }
  }
  return nullptr;
}

}  // namespace

domain::Consultation consultation_of(const core::ConsultationView& view,
                                     const ConsultationDraft& draft) {
  domain::Consultation made;
  made.people = draft.people;
  made.topic = draft.topic;
  if (const core::TopicChoice* topic = topic_of(view, draft.topic)) {
    made.pathway = draft.pathway.value_or(topic->pathway);
    made.department = draft.department.empty() ? topic->department : draft.department;
  }
  made.note = draft.note;
  made.outcome = outcome_of(draft).value_or(domain::Outcome::AnsweredOnTheSpot);
  return made;
}

std::optional<domain::Outcome> outcome_of(const ConsultationDraft& draft) {
  return draft.outcome ? draft.outcome : draft.usual_outcome;
}

void draw_people_sheet(Canvas& canvas, const Rect& area, ConsultationDraft& draft) {
  const GroupScope group(canvas, "people sheet");
  constexpr float kTallest = 660;
  const Rect at = sheet_place(area, 520, kTallest);
  const Rect inside = sheet(canvas, at, tr("How many people came?"), {});
  const NumberCuts cuts = number_cuts(canvas.form(), inside);
  canvas.text(cuts.line, draft.typed_people + " " + tr("people"),
              {.size = kTextTitle, .bold = true, .color = canvas.theme().ink, .align = Align::End});
  canvas.fill(cuts.line.bottom_part(3), canvas.theme().accent);
  if (number_keypad(canvas, cuts.keys, {.enter = tr("Done"), .digits = 3}, draft.typed_people)) {
    std::from_chars(draft.typed_people.data(),
                    draft.typed_people.data() + draft.typed_people.size(), draft.people);
    draft.typing_people = false;
  }
  if (button(canvas, cuts.back,
             {.label = tr("Back"), .icon = "back", .size = 30, .leads_back = true})) {
    draft.typing_people = false;
  }
}

void draw_change_sheet(Canvas& canvas, const Rect& area, const core::ConsultationView& view,
                       ConsultationDraft& draft) {
  const GroupScope group(canvas, "change sheet");
  const Rect inside = sheet(canvas, area, tr("Which way, and where to go?"), {});
  const bool is_compact = canvas.form() == Form::Compact;
  const float foot = is_compact ? kStaffTargetMin + 3 : 72;
  const float gap = is_compact ? 8 : 10;
  const Rect body = inside.without_bottom(foot + (is_compact ? 10.0F : 14.0F));
  const int columns = canvas.form() == Form::Tall ? 1 : 2;
  const domain::Consultation made = consultation_of(view, draft);
  const Rect left = body.left_part(body.w * 0.48F);
  std::vector<ChoiceItem> ways;
  ways.reserve(domain::kPathways.size());
  for (const domain::Pathway pathway : domain::kPathways) {
    ways.push_back({word_of(pathway), {}, pathway == made.pathway});
  }
  int only_page = 0;
  if (const auto tapped = choice_grid(
          canvas, left,
          {.columns = columns, .rows = 8 / columns, .gap = gap, .size = kTextHint, .max_lines = 2},
          ways, only_page)) {
    draft.pathway = domain::kPathways[*tapped];
  }
  std::vector<ChoiceItem> offices;
  for (const core::DepartmentChoice& department : view.departments) {
    offices.push_back({department.name, {}, department.id == made.department});
  }
  if (const auto tapped = choice_grid(
          canvas, body.right_part(body.w * 0.48F),
          {.columns = columns, .rows = 10 / columns, .gap = gap, .size = kTextHint, .max_lines = 2},
          offices, draft.department_page)) {
    draft.department = view.departments[*tapped].id;
  }
  if (button(canvas, inside.bottom_part(foot).right_part(280),
             {.label = tr("Done"), .icon = "check", .tone = &canvas.theme().primary, .size = 30})) {
    draft.changing = false;
  }
}

}  // namespace outreach::ui
