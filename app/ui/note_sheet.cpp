#include "app/ui/note_sheet.h"

#include <vector>

#include "app/ui/parts.h"
#include "app/ui/typed_words.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr std::string_view kBetweenPhrases = "，";

bool is_in_note(const std::string& note, const std::string& phrase) {
  return note.find(phrase) != std::string::npos;
}

// What was tapped goes to the end; tapped again, it goes away with the mark that tied it on.
void toggle_phrase(std::string& note, const std::string& phrase) {
  const std::size_t at = note.find(phrase);
  if (at == std::string::npos) {
    const std::string added = note.empty() ? phrase : std::string(kBetweenPhrases) + phrase;
    if (code_point_count(note) + code_point_count(added) <= domain::kTextMax) {
      note += added;
    }
    return;
  }
  note.erase(at, phrase.size());
  if (note.compare(at, kBetweenPhrases.size(), kBetweenPhrases) == 0) {
    note.erase(at, kBetweenPhrases.size());
  } else if (note.ends_with(kBetweenPhrases)) {
    note.erase(note.size() - kBetweenPhrases.size());
  }
}

// True when Enter was pressed.
bool type_note(const Canvas& canvas, std::string& note) {
  bool entered = false;
  for (const InputEvent& input : canvas.inputs()) {
    if (input.kind == InputEvent::Kind::Text) {
      add_typed(note, input.text, domain::kTextMax);
    } else if (input.kind == InputEvent::Kind::Key) {
      if (input.key == Key::Backspace) {
        take_last(note);
      }
      entered = entered || input.key == Key::Enter;
    }
  }
  return entered;
}

void draw_note_field(Canvas& canvas, const Rect& rect, const std::string& note,
                     const std::string& refusal) {
  constexpr float kCounterWidth = 110;
  const Theme& theme = canvas.theme();
  canvas.box(rect, {.fill = theme.paper,
                    .border = refusal.empty() ? theme.accent : theme.failed.border,
                    .border_width = 3,
                    .radius = kRadiusStaff});
  const Rect inside = rect.inset(16, 8);
  canvas.text(inside.without_right(kCounterWidth),
              note.empty() ? std::string(tr("Tap words below, or type on a keyboard")) : note,
              {.size = kTextHint,
               .color = note.empty() ? theme.ink2 : theme.ink,
               .max_lines = 3,
               .pitch = 1.15F});
  canvas.text(inside.right_part(kCounterWidth),
              std::to_string(code_point_count(note)) + "/" + std::to_string(domain::kTextMax),
              {.size = kTextNote, .color = theme.ink2, .align = Align::End});
}

void draw_phrases(Canvas& canvas, const Rect& rect, const core::ConsultationView& view,
                  ConsultationDraft& draft) {
  std::vector<ChoiceItem> items;
  items.reserve(view.note_phrases.size());
  for (const std::string& phrase : view.note_phrases) {
    items.push_back({.label = phrase, .selected = is_in_note(draft.typed_note, phrase)});
  }
  if (const auto tapped =
          choice_grid(canvas, rect, {.columns = 3, .rows = 3, .size = kTextHint, .max_lines = 2},
                      items, draft.phrase_page)) {
    toggle_phrase(draft.typed_note, view.note_phrases[*tapped]);
  }
}

void leave_note(ConsultationDraft& draft) {
  draft.noting = false;
  draft.typed_note.clear();
  draft.phrase_page = 0;
}

}  // namespace

std::string note_refusal(std::string_view note) {
  const auto number = domain::personal_number_in(note);
  return number ? refusal_words(*number) : std::string();
}

void draw_note_sheet(Canvas& canvas, const Rect& area, const core::ConsultationView& view,
                     ConsultationDraft& draft) {
  const bool is_compact = canvas.form() == Form::Compact;
  const float field = is_compact ? 84 : 96;
  const float refused = is_compact ? 32 : 40;
  const float foot_height = is_compact ? kStaffTargetMin + 1 : 72;
  const float way = by_form(canvas.form(), 280.0F, 240.0F, 220.0F);
  const GroupScope group(canvas, "note sheet");
  const Rect inside =
      sheet(canvas, area, tr("Add a sentence"), tr("No names, phones or ID numbers are recorded"));
  const bool entered = type_note(canvas, draft.typed_note);
  const Rect phrases = inside.without_top(field + refused + 8);
  draw_phrases(canvas, phrases.without_bottom(foot_height + 12), view, draft);
  const std::string refusal = note_refusal(draft.typed_note);
  draw_note_field(canvas, inside.top_part(field), draft.typed_note, refusal);
  canvas.text(
      inside.without_top(field + 4).top_part(refused), refusal,
      {.size = kTextHint,
       .bold = true,
       .color = canvas.theme().high_contrast ? canvas.theme().ink : canvas.theme().failed.text});
  const Rect foot = inside.bottom_part(foot_height);
  const bool leaves = button(canvas, foot.left_part(way),
                             {.label = tr("Back"), .icon = "back", .size = 30, .leads_back = true});
  if (button(canvas, foot.without_left(way + 16).left_part(way),
             {.label = tr("Clear"), .size = 30})) {
    draft.typed_note.clear();
  }
  const bool done = button(canvas, foot.right_part(way),
                           {.label = tr("Done"),
                            .icon = "check",
                            .tone = &canvas.theme().primary,
                            .state = refusal.empty() ? ButtonState::Idle : ButtonState::Disabled,
                            .size = 30});
  if (refusal.empty() && (done || entered)) {
    draft.note = draft.typed_note;
    leave_note(draft);
  } else if (leaves) {
    leave_note(draft);
  }
}

}  // namespace outreach::ui
