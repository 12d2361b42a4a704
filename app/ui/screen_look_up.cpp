// 查答复: a resident types the number of the receipt, or has it scanned, and reads the answer.
#include <algorithm>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/look_up_result.h"
#include "app/ui/receipt_boxes.h"
#include "app/ui/resident_parts.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using State = core::LookUpView::State;

// Where the parts of the pad stand.
struct LookUpCuts {
  Rect boxes;
  int box_rows = 1;
  Rect words;
  Rect keys;
};

constexpr int kKeyRows = 4;
constexpr float kKeyHighest = 130;
constexpr float kKeysHighest = kKeyRows * kKeyHighest + (kKeyRows - 1) * kResidentGap;

LookUpCuts look_up_cuts(Form form, const Rect& work) {
  LookUpCuts made;
  if (form == Form::Tall) {
    made.boxes = work.top_part(100);
    made.keys = work.bottom_part(std::min(kKeysHighest, work.h * 0.56F));
    made.words = work.without_top(124).top_part(200);
    return made;
  }
  const bool is_compact = form == Form::Compact;
  const float keys = is_compact ? work.w * 0.56F : work.w * 0.36F;
  made.keys = work.right_part(keys).top_part(std::min(kKeysHighest, work.h));
  const Rect left = work.without_right(keys + (is_compact ? 22.0F : 40.0F));
  made.box_rows = is_compact ? 3 : 1;
  made.boxes = left.top_part(is_compact ? left.h * 0.6F : 110.0F);
  made.words = left.without_top(made.boxes.h + (is_compact ? 10.0F : 26.0F));
  if (!is_compact) {
    made.words = made.words.top_part(std::min(made.words.h, 180.0F));
  }
  return made;
}

struct PadWords {
  const Tone* tone = nullptr;  // null: plain words without a box
  const char* icon = "";
  std::string words;
};

bool tells_wrong(const core::LookUpView& view, const LookUpDraft& draft) {
  return view.state == State::WrongNumber && !draft.changed;
}

PadWords pad_words(const Theme& theme, const core::LookUpView& view, const LookUpDraft& draft) {
  if (view.state == State::Looking) {
    return {&theme.saving, "waiting", tr("Looking it up, one moment")};
  }
  if (tells_wrong(view, draft)) {
    return {&theme.wheat, "warning", tr("Not quite: was one digit copied wrongly?")};
  }
  if (draft.scanned_other) {
    return {&theme.wheat, "warning", tr("What was scanned is not a receipt")};
  }
  if (view.wait_seconds > 0) {
    return {&theme.wheat, "waiting",
            fill(tr("Many numbers without an answer. Please wait. Seconds left: {n}"),
                 {{"n", std::to_string(view.wait_seconds)}})};
  }
  return {nullptr, "", tr("The twelve digits of your receipt, one after the other")};
}

void draw_pad_words(Canvas& canvas, const Rect& rect, const PadWords& spec) {
  TextStyle style{.size = kTextBody,
                  .color = canvas.theme().ink2,
                  .vertical = Align::Start,
                  .max_lines = 5,
                  .pitch = 1.2F,
                  .prefers_one_line = false};
  if (spec.tone == nullptr) {
    canvas.text(rect, spec.words, style);
    return;
  }
  canvas.box(rect, {.fill = spec.tone->fill,
                    .border = spec.tone->border,
                    .border_width = 2,
                    .radius = kRadiusButton});
  const bool is_compact = canvas.form() == Form::Compact;
  Rect inside = is_compact ? rect.inset(12, 6) : rect.inset(20, 12);
  if (!is_compact) {
    constexpr float kIcon = 44;
    canvas.icon({inside.x, inside.centre_y() - kIcon / 2, kIcon, kIcon}, spec.icon,
                spec.tone->icon);
    inside = inside.without_left(kIcon + 16);
  }
  style.bold = true;
  style.color = spec.tone->text;
  style.vertical = Align::Centre;
  canvas.text(inside, spec.words, style);
}

bool pad_key(Canvas& canvas, const Rect& rect, char digit, bool enabled) {
  return button(canvas, rect,
                {.label = std::string(1, digit),
                 .state = enabled ? ButtonState::Idle : ButtonState::Disabled,
                 .size = kTextTitle,
                 .radius = kRadiusButton,
                 .lip = kLipStaff,
                 .counting = true});
}

void push_digit(LookUpDraft& draft, char digit) {
  draft.typed.push(digit);
  draft.changed = true;
  draft.scanned_other = false;
}

void pop_digit(LookUpDraft& draft) {
  draft.typed.pop();
  draft.changed = true;
  draft.scanned_other = false;
}

void wipe_digits(LookUpDraft& draft) {
  draft.typed.wipe();
  draft.changed = true;
  draft.scanned_other = false;
}

// 清空 and 删, where the form has them.
void draw_erasing(Canvas& canvas, const Rect& all, const Rect& one, bool enabled,
                  LookUpDraft& draft) {
  const bool can_erase = enabled && !draft.typed.empty();
  if (resident_button(
          canvas, all,
          {.label = tr("Erase all"), .tone = &canvas.theme().withdraw, .enabled = can_erase})) {
    wipe_digits(draft);
  }
  if (resident_button(canvas, one, {.label = tr("Erase one"), .enabled = can_erase})) {
    pop_digit(draft);
  }
}

// Two rows of five where there is little height, 清空 and 删 in the bar; else as on a telephone.
void draw_look_up_keys(Canvas& canvas, const Rect& rect, bool enabled, LookUpDraft& draft) {
  constexpr int kDigits = 10;
  const bool is_compact = canvas.form() == Form::Compact;
  for (int i = 1; i <= kDigits; ++i) {
    const bool is_zero = i == kDigits;
    const Rect at = is_compact ? rect.cell((i - 1) % 5, (i - 1) / 5, 5, 2, kResidentGap)
                    : is_zero  ? rect.cell(1, 3, 3, kKeyRows, kResidentGap)
                               : rect.cell((i - 1) % 3, (i - 1) / 3, 3, kKeyRows, kResidentGap);
    const char digit = static_cast<char>('0' + i % kDigits);
    if (pad_key(canvas, at, digit, enabled)) {
      push_digit(draft, digit);
    }
  }
  if (!is_compact) {
    draw_erasing(canvas, rect.cell(0, 3, 3, kKeyRows, kResidentGap),
                 rect.cell(2, 3, 3, kKeyRows, kResidentGap), enabled, draft);
  }
}

// What a plugged keyboard typed. True when Enter was pressed.
bool type_receipt(const Canvas& canvas, LookUpDraft& draft) {
  bool entered = false;
  for (const InputEvent& input : canvas.inputs()) {
    for (const char c : input.text) {
      if (c >= '0' && c <= '9') {
        push_digit(draft, c);
      }
    }
    const bool is_key = input.kind == InputEvent::Kind::Key;
    if (is_key && input.key == Key::Backspace) {
      pop_digit(draft);
    }
    entered = entered || (is_key && input.key == Key::Enter);
  }
  return entered;
}

// The slip under a scanner: it types all of the number, in place of what was typed.
void take_scan(const Canvas& canvas, LookUpDraft& draft) {
  if (!canvas.scanned()) {
    return;
  }
  const std::string& code = *canvas.scanned();
  const bool is_receipt = domain::Receipt::read(code).has_value();
  draft.typed = core::ReceiptDigits(is_receipt ? std::string_view(code) : std::string_view());
  draft.changed = true;
  draft.scanned_other = !is_receipt;
}

std::optional<core::Intent> draw_look_up_pad(Canvas& canvas, const core::LookUpView& view,
                                             LookUpDraft& draft) {
  const bool enabled = view.state != State::Looking;
  bool entered = false;
  if (enabled) {
    take_scan(canvas, draft);
    entered = type_receipt(canvas, draft);
  }
  const bool leaves = resident_header(canvas, {.title = tr("Please type your receipt number")});
  const LookUpCuts cuts = look_up_cuts(canvas.form(), resident_work(canvas));
  draw_look_up_keys(canvas, cuts.keys, enabled, draft);
  Rect ways = resident_bar_ways(canvas);
  if (canvas.form() == Form::Compact) {
    const float width = ways.w * 0.25F;
    draw_erasing(canvas, ways.left_part(width),
                 ways.without_left(width + kResidentGap).left_part(width), enabled, draft);
    ways = ways.without_left(2 * (width + kResidentGap));
  }
  const bool may_look =
      enabled && draft.typed.full() && view.wait_seconds == 0 && !tells_wrong(view, draft);
  const bool tapped = resident_button(canvas, ways,
                                      {.label = tr("Look it up"),
                                       .icon = "search",
                                       .tone = &canvas.theme().primary,
                                       .enabled = may_look});
  receipt_boxes(canvas, cuts.boxes, cuts.box_rows, draft.typed, enabled);
  draw_pad_words(canvas, cuts.words, pad_words(canvas.theme(), view, draft));
  if (leaves) {
    return core::GoTo{core::ScreenName::Residents};
  }
  if (may_look && (tapped || entered)) {
    draft.changed = false;
    return core::LookUpAnswer{draft.typed};
  }
  return std::nullopt;
}

}  // namespace

bool asks_for_receipt(const core::LookUpView& view) {
  return view.state == State::Asking || view.state == State::MustWait ||
         view.state == State::WrongNumber || view.state == State::Looking;
}

std::optional<core::Intent> draw_look_up(Canvas& canvas, const core::LookUpView& view,
                                         LookUpDraft& draft) {
  return asks_for_receipt(view) ? draw_look_up_pad(canvas, view, draft)
                                : draw_look_up_result(canvas, view, draft);
}

}  // namespace outreach::ui
