// 留言提问: the receipt in large figures, what it is good for, and taking the question back.
#include <algorithm>
#include <string>

#include "app/ui/ask_parts.h"
#include "app/ui/print_words.h"
#include "app/ui/receipt_code.h"
#include "app/ui/resident_parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr std::size_t kReceiptGroup = 4;

// Each figure in a box of its own, as on a slip; the one that checks the others is yellow.
void draw_receipt_digits(Canvas& canvas, const Rect& rect, std::string_view receipt) {
  const Theme& theme = canvas.theme();
  std::string digits(receipt);
  std::erase(digits, ' ');
  const float between = canvas.form() == Form::Compact ? 5.0F : 8.0F;
  const float groups = canvas.form() == Form::Compact ? 14.0F : 22.0F;
  const auto count = static_cast<float>(digits.size());
  const float extra = groups * static_cast<float>((digits.size() - 1) / kReceiptGroup);
  const float width = (rect.w - extra - between * (count - 1)) / count;
  float x = rect.x;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0) {
      x += width + between + (i % kReceiptGroup == 0 ? groups : 0);
    }
    const bool checks = i + 1 == digits.size();
    const Rect box{x, rect.y, width, rect.h};
    canvas.box(box, {.fill = checks ? theme.listen.fill : theme.card,
                     .border = checks ? theme.listen.border : theme.edge,
                     .radius = kRadiusChip});
    canvas.text(box, digits.substr(i, 1),
                {.size = kTextHero,
                 .bold = true,
                 .color = checks ? theme.listen.text : theme.ink,
                 .align = Align::Centre,
                 .grows = false});
  }
}

void draw_receipt_card(Canvas& canvas, const Rect& rect, const core::AskView& view) {
  const Theme& theme = canvas.theme();
  const bool is_compact = canvas.form() == Form::Compact;
  canvas.box(rect, {.fill = theme.card, .border = theme.confirm.border, .radius = kRadiusButton});
  const float head_high = is_compact ? 34.0F : 66.0F;
  const Rect head = rect.top_part(head_high);
  canvas.box(head,
             {.fill = theme.confirm.fill, .border = theme.confirm.border, .radius = kRadiusButton});
  canvas.fill(head.bottom_part(kRadiusButton), theme.confirm.fill);
  canvas.text(head.inset(20, 2), tr("Your receipt number: write it down or print it"),
              {.size = kTextBody, .bold = true, .color = theme.confirm.text});
  const Rect inside =
      rect.without_top(head_high).inset(is_compact ? 12.0F : 24.0F, is_compact ? 6.0F : 18.0F);
  const float figures = inside.h * (is_compact ? 0.58F : 0.44F);
  draw_receipt_digits(canvas, inside.top_part(figures), view.receipt);
  const Rect below = inside.without_top(figures + (is_compact ? 4.0F : 12.0F));
  constexpr float kGuardHigh = 40;
  canvas.text(
      is_compact ? below : below.without_bottom(kGuardHigh),
      tr("The answer comes by this number, at the next market or any such machine. No name "
         "is asked"),
      {.size = kTextHint, .color = theme.ink, .max_lines = is_compact ? 2 : 3, .pitch = 1.25F});
  if (!is_compact) {
    canvas.text(below.bottom_part(kGuardHigh),
                tr("The yellow figure guards against a slip of the pen"),
                {.size = kTextHint, .color = theme.ink2});
  }
}

void draw_code_card(Canvas& canvas, const Rect& rect, const core::AskView& view) {
  const Theme& theme = canvas.theme();
  const bool is_compact = canvas.form() == Form::Compact;
  canvas.box(rect, {.fill = theme.card, .border = theme.line, .radius = kRadiusButton});
  const Rect inside = rect.inset(is_compact ? 6.0F : 16.0F);
  const float words = is_compact ? 0.0F : 52.0F;
  const float side = std::min(inside.w, inside.h - words);
  receipt_code(canvas, {inside.centre_x() - side / 2, inside.y, side, side}, view.receipt);
  if (is_compact) {
    return;  // the squares need the room
  }
  canvas.text(inside.bottom_part(words - 4), tr("By phone: take it along"),
              {.size = kTextHint, .bold = true, .color = theme.ink, .align = Align::Centre});
}

std::string day_count_words(const core::AskView& view) {
  if (!view.left_on) {
    return tr(
        "Left today. The office's time to answer may run from now: what the county says "
        "counts");
  }
  return fill(tr("Left on {day}, {time}. The office's time to answer may run from that day: what "
                 "the county says counts"),
              {{"day", day_words(*view.left_on)}, {"time", view.left_at}});
}

// How long it can be taken back; and when it was left, or, where paper is asked for, what comes of
// that.
void draw_receipt_facts(Canvas& canvas, const Rect& rect, const core::AskView& view) {
  const Theme& theme = canvas.theme();
  const float share = canvas.form() == Form::Tall ? 0.4F : 0.42F;
  const Rect upper = rect.top_part(rect.h * share);
  const Rect lower = rect.without_top(upper.h);
  const Tone& tone = theme.saving;
  canvas.box(rect, {.fill = tone.fill, .border = tone.border, .radius = kRadiusButton});
  constexpr float kIconWide = 34;
  canvas.icon({upper.x + 18, upper.centre_y() - kIconWide / 2, kIconWide, kIconWide}, "waiting",
              tone.icon);
  const bool is_troubled = view.trouble != core::AskTrouble::None;
  const std::string left = view.minutes_left > 0
                               ? fill(tr("It can still be changed or withdrawn. Minutes left: {n}"),
                                      {{"n", std::to_string(view.minutes_left)}})
                               : std::string(tr("To take it back now, please ask the staff"));
  canvas.text(upper.inset(18, 2).without_left(kIconWide + 14),
              view.withdrawing ? std::string(tr("Being withdrawn"))
              : is_troubled    ? ask_trouble_words(view.trouble, false)
                               : left,
              {.size = kTextBody,
               .bold = true,
               .color = tone.text,
               .max_lines = canvas.form() == Form::Tall ? 2 : 1,
               .pitch = 1.1F});
  const bool is_printer_well =
      view.printer == core::PrinterState::None || view.printer == core::PrinterState::Ready;
  const auto paper = view.job == core::PrintJob::None && is_printer_well
                         ? std::nullopt
                         : print_line(theme, view.job, view.print_trouble, view.printer);
  if (paper) {
    banner(canvas, (canvas.form() == Form::Compact ? rect : lower).inset(6, 3), *paper);
    return;
  }
  canvas.text(lower.inset(18, 2), day_count_words(view),
              {.size = kTextHint,
               .color = tone.text,
               .max_lines = canvas.form() == Form::Tall ? 3 : 2,
               .pitch = 1.15F});
}

// 打印, where there is a printer; 修改 and 撤回, as long as they can.
std::optional<core::Intent> draw_receipt_ways(Canvas& canvas, const core::AskView& view,
                                              AskDraft& draft) {
  const Theme& theme = canvas.theme();
  Rect ways = resident_bar_ways(canvas);
  std::optional<core::Intent> intent;
  const bool can_change = view.minutes_left > 0;
  if (view.printer != core::PrinterState::None) {
    const Rect print = can_change ? ways.left_part(ways.w * 0.4F) : ways;
    if (resident_button(canvas, print,
                        {.label = tr("Print the receipt"),
                         .icon = "printer",
                         .tone = &theme.primary,
                         .enabled = view.job != core::PrintJob::Printing && !view.withdrawing})) {
      intent = core::PrintReceipt{};
    }
    ways = ways.without_left(print.w + kResidentGap);
  }
  if (!can_change) {
    return intent;
  }
  if (resident_button(canvas, ways.cell(0, 0, 2, 1, kResidentGap),
                      {.label = tr("Change it"), .icon = "pen", .enabled = !view.withdrawing})) {
    draft.sure = AskDraft::Sure::Rewrite;
  }
  if (resident_button(canvas, ways.cell(1, 0, 2, 1, kResidentGap),
                      {.label = tr("Withdraw it"),
                       .icon = "undo",
                       .tone = &theme.withdraw,
                       .enabled = !view.withdrawing})) {
    draft.sure = AskDraft::Sure::Withdraw;
  }
  return intent;
}

// Nothing brings it back, so it is asked about once.
std::optional<core::Intent> draw_sure(Canvas& canvas, AskDraft& draft) {
  const Theme& theme = canvas.theme();
  const bool rewrites = draft.sure == AskDraft::Sure::Rewrite;
  std::optional<core::Intent> intent;
  if (resident_header(
          canvas, {.title = rewrites ? tr("Write it once more?") : tr("Withdraw the question?")})) {
    draft.sure = AskDraft::Sure::Nothing;
  }
  const Rect work = resident_work(canvas);
  canvas.box(
      work, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect inside = work.inset(32, is_compact ? 14.0F : 28.0F);
  const Rect ways = inside.bottom_part(is_compact ? 100.0F : 118.0F);
  canvas.text(inside.without_bottom(ways.h + kResidentGap),
              rewrites
                  ? tr("The one that is left is withdrawn, and its number is good for nothing any "
                       "more. This machine cannot read what you wrote: please type it again")
                  : tr("What it says is erased, and its number is good for nothing any more"),
              {.size = kTextBody, .color = theme.ink, .max_lines = 5});
  if (resident_button(canvas, ways.cell(0, 0, 2, 1, kResidentGap),
                      {.label = tr("No, leave it"), .icon = "check", .max_lines = 3})) {
    draft.sure = AskDraft::Sure::Nothing;
  }
  if (resident_button(canvas, ways.cell(1, 0, 2, 1, kResidentGap),
                      {.label = rewrites ? tr("Withdraw and write again") : tr("Yes, withdraw it"),
                       .icon = "undo",
                       .tone = &theme.withdraw,
                       .max_lines = 3})) {
    draft.sure = AskDraft::Sure::Nothing;
    intent =
        rewrites ? core::Intent{core::RewriteQuestion{}} : core::Intent{core::WithdrawQuestion{}};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_ask_receipt(Canvas& canvas, const core::AskView& view,
                                             AskDraft& draft) {
  if (view.minutes_left == 0) {
    draft.sure = AskDraft::Sure::Nothing;
  }
  if (draft.sure != AskDraft::Sure::Nothing) {
    return draw_sure(canvas, draft);
  }
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = tr("Sealed and saved"), .leads_home = true})) {
    intent = core::GoTo{core::ScreenName::Residents};
  }
  const Rect work = resident_work(canvas);
  const float gap = canvas.form() == Form::Compact ? 8.0F : 16.0F;
  const Rect facts = work.bottom_part(by_form(canvas.form(), 128.0F, 86.0F, 200.0F));
  const Rect upper = work.without_bottom(facts.h + gap);
  if (canvas.form() == Form::Tall) {
    const Rect card = upper.top_part(upper.h * 0.5F);
    draw_receipt_card(canvas, card, view);
    draw_code_card(canvas, upper.without_top(card.h + gap), view);
  } else {
    const Rect code =
        upper.right_part(canvas.form() == Form::Compact ? upper.h + kResidentGap : upper.w * 0.32F);
    draw_receipt_card(canvas, upper.without_right(code.w + gap), view);
    draw_code_card(canvas, code, view);
  }
  draw_receipt_facts(canvas, facts, view);
  if (auto wanted = draw_receipt_ways(canvas, view, draft)) {
    intent = std::move(wanted);
  }
  return intent;
}

std::optional<core::Intent> draw_ask_withdrawn(Canvas& canvas) {
  const Theme& theme = canvas.theme();
  const bool leads_home =
      resident_header(canvas, {.title = tr("It is withdrawn"), .leads_home = true});
  const Rect work = resident_work(canvas);
  canvas.box(work, {.fill = theme.card, .border = theme.line, .radius = kRadiusTile});
  const Rect inside = work.inset(40, 20);
  constexpr float kTick = 84;
  canvas.icon({inside.centre_x() - kTick / 2, inside.y + inside.h * 0.1F, kTick, kTick}, "check",
              theme.high_contrast ? theme.accent : theme.saved.icon);
  canvas.text(inside.without_top(inside.h * 0.1F + kTick),
              tr("What it says is erased, and its number is good for nothing any more"),
              {.size = kTextBody, .color = theme.ink, .align = Align::Centre, .max_lines = 3});
  return leads_home ? std::optional<core::Intent>(core::GoTo{core::ScreenName::Residents})
                    : std::nullopt;
}

}  // namespace outreach::ui
