#include "app/ui/consultation_extras.h"

#include "app/ui/consultation_sheets.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Says why where there is nobody to seal to.
std::optional<core::Intent> draw_details_button(Canvas& canvas, const Rect& rect,
                                                const core::ConsultationView& view,
                                                const ConsultationDraft& draft) {
  const bool possible = view.sealing == core::Sealing::Possible;
  const char* words = possible                                     ? tr("Details, sealed")
                      : view.sealing == core::Sealing::NotEnrolled ? tr("Sealing needs a county")
                                                                   : tr("The county has no key");
  const bool ready = possible && !draft.topic.empty();
  if (button(canvas, rect,
             {.label = words,
              .icon = "lock",
              .state = ready ? ButtonState::Idle : ButtonState::Disabled,
              .size = kTextHint,
              .max_lines = 2})) {
    return core::BeginQuestion{draft.topic};
  }
  return std::nullopt;
}

void draw_same_button(Canvas& canvas, const Rect& rect, const core::ConsultationView& view,
                      ConsultationDraft& draft) {
  if (button(canvas, rect,
             {.label = tr("Same as the last one"),
              .icon = "repeat",
              .state = view.previous ? ButtonState::Idle : ButtonState::Disabled,
              .size = kTextHint,
              .max_lines = 2})) {
    draft.people = view.previous->people;
    draft.topic = view.previous->topic;
    draft.outcome = view.previous->outcome;
    draft.pathway = view.previous->pathway;
    draft.department = view.previous->department;
  }
}

}  // namespace

std::optional<core::Intent> draw_extras(Canvas& canvas, const Rect& rect,
                                        const core::ConsultationView& view,
                                        ConsultationDraft& draft) {
  const Rect first = rect.cell(0, 0, 2, 1, 8);
  std::optional<core::Intent> intent;
  if (outcome_of(draft) == domain::Outcome::RegisteredForReply) {
    intent = draw_details_button(canvas, first, view, draft);
  } else {
    draw_same_button(canvas, first, view, draft);
  }
  if (button(canvas, rect.cell(1, 0, 2, 1, 8),
             {.label = draft.note.empty() ? tr("Add a sentence") : tr("Change the sentence"),
              .icon = "pen",
              .size = kTextHint,
              .max_lines = 2})) {
    draft.noting = true;
    draft.typed_note = draft.note;
  }
  return intent;
}

// One line, or a whole note: higher, and the topics below a notice would be less than a finger
// needs.
float note_strip_height(const std::string& note) {
  constexpr float kHintHeight = 32;
  constexpr float kNoteHeight = 74;
  return note.empty() ? kHintHeight : kNoteHeight;
}

void draw_note_strip(Canvas& canvas, const Rect& rect, const std::string& note) {
  const Theme& theme = canvas.theme();
  if (note.empty()) {
    canvas.text(rect, tr("No names, phones or ID numbers are recorded"),
                {.size = kTextNote, .color = theme.ink2});
    return;
  }
  constexpr float kPen = 32;
  canvas.icon({rect.x, rect.centre_y() - kPen / 2, kPen, kPen}, "pen", theme.ink2);
  canvas.text(rect.without_left(kPen + 10), note,
              {.size = kTextNote, .color = theme.ink, .max_lines = 3, .pitch = 1.15F});
}

}  // namespace outreach::ui
