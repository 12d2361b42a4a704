#include "app/ui/consultation_steps.h"

#include <array>
#include <string>
#include <vector>

#include "app/ui/consultation_extras.h"
#include "app/ui/consultation_sheets.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr int kPeopleChips = 5;

std::string department_name(const core::ConsultationView& view, const std::string& id) {
  for (const core::DepartmentChoice& department : view.departments) {
    if (department.id == id) {
      return department.name;
    }
  }
  return id;
}

}  // namespace

void draw_people(Canvas& canvas, const Rect& rect, ConsultationDraft& draft) {
  const bool more = draft.people > kPeopleChips;
  for (int i = 0; i < kPeopleChips; ++i) {
    const int people = i + 1;
    if (choice(canvas, rect.cell(i, 0, kPeopleChips + 1, 1, 8),
               {.label = std::to_string(people),
                .unit = tr("people"),
                .selected = draft.people == people})) {
      draft.people = people;
    }
  }
  const Rect last = rect.cell(kPeopleChips, 0, kPeopleChips + 1, 1, 8);
  const std::string label =
      more ? std::to_string(draft.people) : std::to_string(kPeopleChips + 1) + "+";
  if (choice(canvas, last, {.label = label, .unit = tr("people"), .selected = more})) {
    draft.typing_people = true;
    draft.typed_people.clear();
  }
}

void draw_topics(Canvas& canvas, const Rect& rect, const core::ConsultationView& view,
                 ConsultationDraft& draft) {
  std::vector<ChoiceItem> items;
  for (const core::TopicChoice& topic : view.topics) {
    items.push_back({topic.name, topic.icon, topic.id == draft.topic});
  }
  const auto tapped =
      choice_grid(canvas, rect, {.columns = 3, .rows = 4, .icons = true, .max_lines = 2}, items,
                  draft.topic_page);
  if (tapped) {
    draft.topic = view.topics[*tapped].id;
    draft.usual_outcome = view.topics[*tapped].usual_outcome;
    draft.pathway.reset();
    draft.department.clear();
  }
}

void draw_rule(Canvas& canvas, const Rect& rect, const core::ConsultationView& view,
               ConsultationDraft& draft) {
  const Theme& theme = canvas.theme();
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  const bool changed = draft.pathway.has_value() || !draft.department.empty();
  const Rect head = rect.inset(2).top_part(50);
  canvas.fill(head, theme.note.fill);
  canvas.text(head.inset(18, 2),
              draft.topic.empty() ? tr("Which office")
              : changed           ? tr("Changed by staff")
                                  : tr("Filled in already: please check"),
              {.size = kTextNote, .bold = true, .color = theme.note.text});
  const Rect body = rect.inset(20, 0).without_top(56).without_bottom(8);
  const domain::Consultation made = consultation_of(view, draft);
  const Rect office = body.top_part(body.h * 0.5F);
  const Rect way = body.bottom_part(body.h * 0.5F).without_right(124);
  if (draft.topic.empty()) {
    canvas.text(body, tr("Choose what it is about, and this fills itself"),
                {.size = kTextHint, .color = theme.ink2, .max_lines = 2});
    return;
  }
  const TextStyle label{.size = kTextNote, .color = theme.ink2};
  const TextStyle value{
      .size = 30, .bold = true, .color = theme.ink, .max_lines = 2, .pitch = 1.12F};
  canvas.text(office.top_part(office.h * 0.4F), tr("Where to go"), label);
  canvas.text(way.top_part(way.h * 0.4F), tr("Which way"), label);
  canvas.text(office.bottom_part(office.h * 0.58F), department_name(view, made.department), value);
  const Rect name = canvas.text(way.bottom_part(way.h * 0.58F), word_of(made.pathway), value);
  const std::string article = article_of(made.pathway);
  const float left = name.right() + 10;
  if (!article.empty() && way.right() - left > 120) {
    canvas.text({left, way.y + way.h * 0.42F, way.right() - left, way.h * 0.58F}, article,
                {.size = 24, .color = theme.ink2, .max_lines = 2, .pitch = 1.12F});
  }
  if (button(canvas, {rect.right() - 126, rect.bottom() - 76, 114, 66},
             {.label = tr("Change"), .icon = "pen", .size = 30})) {
    draft.changing = true;
  }
}

std::optional<core::Intent> draw_outcomes(Canvas& canvas, const Rect& rect,
                                          const core::ConsultationView& view,
                                          ConsultationDraft& draft) {
  // The two extras are the last cells.
  const int columns = canvas.form() == Form::Tall ? 3 : 2;
  const int rows = 6 / columns;
  constexpr std::array kIcons{"speak", "guide", "next", "waiting"};
  std::vector<std::string> words;
  words.reserve(domain::kOutcomes.size());
  for (const domain::Outcome outcome : domain::kOutcomes) {
    words.push_back(word_of(outcome));
  }
  const Rect first = rect.cell(0, 0, columns, rows, 8);
  const TextStyle style =
      canvas.common({0, 0, first.w - 66, first.h - 16}, words,
                    {.size = kTextNote, .bold = true, .color = {}, .max_lines = 2, .pitch = 1.15F});
  for (int i = 0; i < 4; ++i) {
    const auto index = static_cast<std::size_t>(i);
    if (choice(canvas, rect.cell(i % columns, i / columns, columns, rows, 8),
               {.label = words[index],
                .icon = kIcons[index],
                .selected = outcome_of(draft) == domain::kOutcomes[index],
                .size = style.size,
                .common = true,
                .max_lines = 2})) {
      draft.outcome = domain::kOutcomes[index];
    }
  }
  return draw_extras(canvas, rect.bottom_part(first.h).right_part(2 * first.w + 8), view, draft);
}

std::optional<core::Intent> draw_confirm(Canvas& canvas, const Rect& rect,
                                         const core::ConsultationView& view,
                                         ConsultationDraft& draft) {
  const bool ready = !draft.topic.empty() && outcome_of(draft).has_value();
  const std::string words = ready ? fill(view.replaced ? tr("Change to: parties 1, people {people}")
                                                       : tr("Record: parties 1, people {people}"),
                                         {{"people", std::to_string(draft.people)}})
                            : draft.topic.empty() ? std::string(tr("Choose what it is about"))
                                                  : std::string(tr("Choose what was done"));
  if (button(canvas, rect,
             {.label = words,
              .icon = ready ? "check" : "",
              .tone = &canvas.theme().confirm,
              .state = ready ? ButtonState::Idle : ButtonState::Disabled,
              .size = 38,
              .radius = kRadiusStaff,
              .lip = kLipButton,
              .max_lines = 2})) {
    if (view.replaced) {  // the draft stays, should it be refused
      return core::ReplaceConsultation{view.replaced->sequence, consultation_of(view, draft)};
    }
    core::RecordConsultation recorded{consultation_of(view, draft)};
    draft = ConsultationDraft{};
    return recorded;
  }
  return std::nullopt;
}

std::optional<core::Intent> draw_last(Canvas& canvas, const Rect& rect,
                                      const core::FrameView& frame,
                                      const core::ConsultationView& view) {
  const Theme& theme = canvas.theme();
  const core::LastAction& last = frame.last;
  const bool failed = last.state == core::SaveState::Failed;
  last_action_box(canvas, rect, last);
  auto intent = undo_button(canvas, {rect.right() - 180, rect.centre_y() - 34, 168, 68}, last);
  const Rect chip{rect.x + 12, rect.centre_y() - 26, 146, 52};
  save_chip(canvas, chip, last.state);
  const float left = last.state == core::SaveState::Nothing ? rect.x + 18 : chip.right() + 14;
  const Rect words{left, rect.y + 8, rect.right() - 192 - left, rect.h - 16};
  canvas.text(
      words.top_part(words.h / 2),
      fill(tr("Today: parties {parties}, people {people}"),
           {{"parties", with_thousands(view.parties)}, {"people", with_thousands(view.people)}}),
      {.size = kTextNote, .bold = true, .color = failed ? theme.failed.text : theme.ink});
  const std::string before =
      last.what == core::LastAction::What::None
          ? std::string(tr("Nothing recorded yet"))
          : last.time + "  " + action_words(last.what, last.name, last.amount);
  canvas.text(words.bottom_part(words.h / 2), before,
              {.size = kTextNote, .color = failed ? theme.failed.text : theme.ink2});
  return intent;
}

}  // namespace outreach::ui
