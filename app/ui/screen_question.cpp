// 登记详情（封存）: what somebody wants asked, taken down for them and sealed; then the receipt,
// once.
#include <algorithm>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/print_words.h"
#include "app/ui/receipt_code.h"
#include "app/ui/secret_field.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

float question_foot(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? kStaffTargetMin + 3 : 94;
}

constexpr float kSealLine = 46;
constexpr float kFieldTitle = 36;
float contact_field(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? kStaffTargetMin + 1 : 84;
}

constexpr float kQuestionBack = 260;
// Of the foot under a receipt.
constexpr float kReceiptPrint = 0.19F;
constexpr float kReceiptTaken = 0.31F;
constexpr float kReceiptGap = 14;

std::string counter_words(const core::SecretText& text) {
  return std::to_string(text.size()) + "/" + std::to_string(text.room());
}

// The title of a field, and how much of its room is taken.
void draw_field_title(Canvas& canvas, const Rect& rect, const char* title, const char* hint,
                      const core::SecretText& text) {
  constexpr float kCounter = 130;
  step_title(canvas, rect.without_right(kCounter), title, hint);
  canvas.text(rect.right_part(kCounter), counter_words(text),
              {.size = kTextNote, .color = canvas.theme().ink2, .align = Align::End});
}

void draw_question_fields(Canvas& canvas, const Rect& rect, bool enabled, QuestionDraft& draft) {
  core::QuestionWords& typed = *draft.words;
  if (enabled) {
    type_secret(canvas, draft.in_contact ? typed.contact : typed.words);
  }
  const Rect lower = rect.bottom_part(kFieldTitle + contact_field(canvas));
  const Rect upper = rect.without_bottom(lower.h + 8);
  draw_field_title(canvas, upper.top_part(kFieldTitle), tr("What they want to ask"), "",
                   typed.words);
  if (secret_field(canvas, upper.without_top(kFieldTitle),
                   {.label = tr("What they want to ask"),
                    .empty = tr("Type it on the keyboard, in their own words"),
                    .focused = enabled && !draft.in_contact,
                    .enabled = enabled},
                   typed.words)) {
    draft.in_contact = false;
  }
  draw_field_title(canvas, lower.top_part(kFieldTitle), tr("How to reach them"),
                   tr("Only to bring them the answer"), typed.contact);
  if (secret_field(canvas, lower.without_top(kFieldTitle),
                   {.label = tr("How to reach them"),
                    .empty = tr("May stay empty"),
                    .focused = enabled && draft.in_contact,
                    .enabled = enabled},
                   typed.contact)) {
    draft.in_contact = true;
  }
}

std::optional<core::Intent> draw_taking_down(Canvas& canvas, const Rect& area,
                                             const core::QuestionView& view, QuestionDraft& draft) {
  const Theme& theme = canvas.theme();
  if (!draft.words) {
    draft.words = std::make_shared<core::QuestionWords>();
  }
  step_title(canvas, area.top_part(kFieldTitle), tr("Details, sealed"), view.topic);
  const Rect foot = area.bottom_part(question_foot(canvas));
  const Rect line = area.without_bottom(question_foot(canvas) + 4).bottom_part(kSealLine);
  constexpr float kLock = 34;
  canvas.icon({line.x, line.centre_y() - kLock / 2, kLock, kLock}, "lock", theme.ink2);
  canvas.text(line.without_left(kLock + 12),
              tr("Only the county can open it: once sealed, nobody here can read it"),
              {.size = kTextNote, .color = theme.ink});
  draw_question_fields(
      canvas,
      area.without_top(kFieldTitle + 6).without_bottom(question_foot(canvas) + kSealLine + 10),
      !view.sealing, draft);
  if (button(canvas, foot.left_part(kQuestionBack),
             {.label = tr("Back"), .icon = "back", .size = kTextBody, .leads_back = true})) {
    return core::GoTo{core::ScreenName::Consultation};
  }
  const bool ready = !view.sealing && !draft.words->words.empty();
  if (button(canvas, foot.without_left(kQuestionBack + 16),
             {.label = view.sealing ? tr("Sealing") : tr("Seal it"),
              .icon = view.sealing ? "waiting" : "lock",
              .tone = &theme.confirm,
              .state = ready ? ButtonState::Idle : ButtonState::Disabled,
              .size = 38,
              .radius = kRadiusStaff,
              .lip = kLipButton})) {
    return core::LeaveQuestion{draft.words};
  }
  return std::nullopt;
}

// 打印, and what came of it; one quiet line where there is no printer.
std::optional<core::Intent> draw_receipt_paper(Canvas& canvas, Rect rect, float button_width,
                                               const core::QuestionView& view) {
  const auto line = print_line(canvas.theme(), view.job, view.trouble, view.printer);
  bool is_tapped = false;
  if (view.printer != core::PrinterState::None) {
    is_tapped = button(
        canvas, rect.left_part(button_width),
        {.label = tr("Print"),
         .icon = "printer",
         .state = view.job == core::PrintJob::Printing ? ButtonState::Disabled : ButtonState::Idle,
         .size = kTextBody});
    rect = rect.without_left(button_width + kReceiptGap);
  }
  if (line) {
    banner(canvas, rect, *line);
  } else {
    canvas.text(rect, printer_words(view.printer),
                {.size = kTextHint, .color = canvas.theme().ink2, .max_lines = 2, .pitch = 1.2F});
  }
  return is_tapped ? std::optional<core::Intent>(core::PrintReceipt{}) : std::nullopt;
}

std::optional<core::Intent> draw_receipt(Canvas& canvas, const Rect& area,
                                         const core::QuestionView& view) {
  const Theme& theme = canvas.theme();
  const Rect foot = area.bottom_part(question_foot(canvas));
  const Rect card = area.without_bottom(question_foot(canvas) + 14);
  canvas.box(
      card, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect inside = is_compact ? card.inset(24, 14) : card.inset(36, 28);
  // Beside the words, or where it is tall below them: the number has the whole width.
  const bool is_tall = canvas.form() == Form::Tall;
  const float side = is_tall ? inside.w * 0.6F : std::min(inside.h, inside.w * 0.34F);
  receipt_code(canvas,
               is_tall ? Rect{inside.centre_x() - side / 2, inside.bottom() - side, side, side}
                       : Rect{inside.right() - side, inside.centre_y() - side / 2, side, side},
               view.receipt);
  const Rect words = is_tall ? inside.without_bottom(side + 36) : inside.without_right(side + 36);
  canvas.text(words.top_part(is_compact ? 44.0F : 60.0F),
              tr("Sealed and saved. The receipt number:"),
              {.size = kTextBody, .bold = true, .color = theme.ink});
  canvas.text(
      {words.x, words.y + (is_compact ? 46.0F : 76.0F), words.w, is_compact ? 84.0F : 130.0F},
      view.receipt, {.size = kTextFigure, .bold = true, .color = theme.ink});
  canvas.text(words.without_top(is_compact ? 134.0F : 220.0F),
              tr("Please write it down or take a picture of it: the answer comes by this number. "
                 "It is shown this once"),
              {.size = kTextBody,
               .color = theme.ink2,
               .vertical = Align::Start,
               .max_lines = 4,
               .prefers_one_line = false});
  const Rect taken = foot.right_part(foot.w * kReceiptTaken);
  if (button(canvas, taken,
             {.label = tr("Taken down"),
              .icon = "check",
              .tone = &theme.confirm,
              .size = 38,
              .radius = kRadiusStaff,
              .lip = kLipButton})) {
    return core::FinishReceipt{};
  }
  return draw_receipt_paper(canvas, foot.without_right(taken.w + kReceiptGap),
                            foot.w * kReceiptPrint, view);
}

}  // namespace

std::optional<core::Intent> draw_question(Canvas& canvas, const core::FrameView& frame,
                                          const core::QuestionView& view, QuestionDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  std::optional<core::Intent> wanted;
  if (view.receipt.empty()) {
    wanted = draw_taking_down(canvas, area, view, draft);
  } else {
    draft = QuestionDraft{};  // sealed and durable: the words go at once
    wanted = draw_receipt(canvas, area, view);
  }
  return wanted ? wanted : intent;
}

}  // namespace outreach::ui
