// 能收摊吗: the verdict, the sum that must add up, and the checks.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/closing_sheet.h"
#include "app/ui/delivery_facts.h"
#include "app/ui/delivery_verdict.h"
#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::DeliveryView;

constexpr float kBetweenSums = 12;

Button stick_button(const DeliveryView& view) {
  const bool busy = view.stick == core::StickState::Busy;
  return {.label = busy ? tr("Do not pull it out") : tr("Write to USB"),
          .icon = busy ? "waiting" : "usb",
          .state = busy ? ButtonState::Disabled : ButtonState::Idle,
          .size = 30,
          .max_lines = 2};
}

Button step_button(NextStep step, const DeliveryView& view) {
  if (step == NextStep::WriteToStick) {
    return stick_button(view);
  }
  if (step == NextStep::Close) {
    return {.label = tr("Close the outing"), .icon = "pack-up", .size = 30, .max_lines = 2};
  }
  const bool sending = view.link == DeliveryView::Link::Sending;
  return {.label = sending ? tr("Sending") : tr("Send now"),
          .icon = sending ? "waiting" : "export",
          .state = sending ? ButtonState::Disabled : ButtonState::Idle,
          .size = 32};
}

std::optional<core::Intent> draw_verdict(Canvas& canvas, const Rect& rect,
                                         const core::FrameView& frame, const DeliveryView& view,
                                         bool& closing) {
  const Theme& theme = canvas.theme();
  const Verdict verdict = delivery_verdict(theme, frame, view);
  canvas.box(rect, {.fill = verdict.tone->fill,
                    .border = verdict.tone->border,
                    .border_width = 2,
                    .radius = kRadiusStaff});
  std::optional<core::Intent> intent;
  const bool is_tall = canvas.form() == Form::Tall;
  Rect words = rect.inset(canvas.form() == Form::Compact ? 14.0F : 24.0F, 6);
  const NextStep step = next_step(frame, view);
  if (step != NextStep::None) {
    Button look = step_button(step, view);
    // On a fill that is already inverted, a button needs the other colours.
    look.tone = theme.high_contrast || view.can_pack_up ? &theme.plain : &theme.primary;
    const float action = canvas.form() == Form::Compact ? 212 : 246;
    constexpr float kActionTall = 76;
    // Where it is tall below the words.
    const Rect at =
        is_tall ? rect.inset(16, 12).bottom_part(kActionTall)
                : rect.right_part(action).inset(12, canvas.form() == Form::Compact ? 6.0F : 10.0F);
    if (button(canvas, at, look)) {
      closing = closing || step == NextStep::Close;
      if (step == NextStep::Send) {
        intent = core::SyncNow{};
      } else if (step == NextStep::WriteToStick) {
        intent = core::WriteToStick{};
      }
    }
    words = is_tall ? words.without_bottom(kActionTall + 8) : words.without_right(action);
  }
  canvas.icon({words.x, words.centre_y() - 27, 54, 54}, verdict.icon, verdict.tone->icon);
  canvas.text(
      words.without_left(72), verdict.words,
      {.size = 36, .bold = true, .color = verdict.tone->text, .max_lines = 2, .pitch = 1.15F});
  return intent;
}

struct SumBox {
  const char* label;
  const char* icon;
  std::int64_t value;
  Tone tone;
};

void draw_sum(Canvas& canvas, const Rect& rect, const DeliveryView& view) {
  const Theme& theme = canvas.theme();
  Tone stick = theme.plain;
  stick.border = theme.high_contrast ? theme.edge : theme.ink;
  const std::array boxes{SumBox{tr("Recorded"), "calendar", view.recorded, theme.primary},
                         SumBox{tr("Only here"), "disk", view.local, theme.wheat},
                         SumBox{tr("On USB"), "usb", view.on_stick, stick},
                         SumBox{tr("At county"), "delivered", view.acknowledged, theme.saved},
                         SumBox{tr("Returned"), "returned", view.quarantined,
                                view.quarantined > 0 ? theme.failed : theme.plain}};
  // Where it is tall the parts stand below the sum.
  const bool is_tall = canvas.form() == Form::Tall;
  const float sign = by_form(canvas.form(), 44.0F, 28.0F, 36.0F);
  const float width = is_tall ? (rect.w - 3 * sign) / 4 : (rect.w - 4 * sign) / 5;
  const float height = is_tall ? (rect.h - kBetweenSums) / 2 : rect.h;
  const auto place = [&](std::size_t i) {
    if (is_tall && i == 0) {
      return rect.top_part(height);
    }
    const float column = static_cast<float>(is_tall ? i - 1 : i);
    return Rect{rect.x + column * (width + sign), rect.bottom() - height, width, height};
  };
  std::vector<std::string> labels;
  std::vector<std::string> numbers;
  for (const SumBox& box : boxes) {
    labels.emplace_back(box.label);
    numbers.push_back(with_thousands(box.value));
  }
  const TextStyle label =
      canvas.common({0, 0, width - (canvas.form() == Form::Wide ? 68 : 28), height * 0.4F}, labels,
                    {.size = kTextHint, .bold = true, .color = {}});
  const TextStyle number = canvas.common({0, 0, width - 90, height * 0.58F}, numbers,
                                         {.size = 66, .bold = true, .color = {}, .grows = false});
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const SumBox& box = boxes[i];
    const Rect at = place(i);
    canvas.box(at, {.fill = box.tone.fill,
                    .border = box.tone.border,
                    .border_width = 2,
                    .radius = kRadiusStaff});
    const Rect inside = at.inset(12, canvas.form() == Form::Compact ? 6.0F : 12.0F);
    icon_and_words(canvas, inside.top_part(inside.h * 0.4F), box.icon, box.label, box.tone, label);
    figure(canvas, inside.bottom_part(inside.h * 0.58F), with_thousands(box.value), tr("records"),
           number.size, box.tone.text, box.tone.text, Align::Centre);
    if (i > (is_tall ? 1U : 0U)) {
      canvas.text(
          {at.x - sign, at.y, sign, at.h}, i == 1 ? "=" : "+",
          {.size = 44, .bold = true, .color = theme.ink, .align = Align::Centre, .grows = false});
    }
  }
}

// Which content is in use, with its way back, and what may be done besides the next step; answers
// how much of the area's foot it takes.
float draw_delivery_foot(Canvas& canvas, const Rect& area, const core::FrameView& frame,
                         const DeliveryView& view, bool& closing,
                         std::optional<core::Intent>& intent) {
  const float wide = by_form(canvas.form(), 330.0F, 260.0F, 300.0F);
  constexpr float kGap = 20;
  const NextStep next = next_step(frame, view);
  const bool closes = frame.outing_open && next != NextStep::Close;
  const bool waits = !view.can_pack_up && frame.waiting > view.of_lost_key;
  const bool carries = view.enrolled && waits && view.stick != core::StickState::None &&
                       next != NextStep::WriteToStick;
  // Two buttons leave it no room; a stick stays only for a while.
  const auto content = closes && carries ? std::nullopt : content_card(view.content);
  if (!content && !closes && !carries) {
    return 0;
  }
  const float high = canvas.form() == Form::Compact ? 66 : 72;
  const float height = content ? high + 12 : high;
  // Where it is tall the content stands above the buttons.
  const bool is_stacked = canvas.form() == Form::Tall && content && (closes || carries);
  Rect row = area.bottom_part(is_stacked ? high : height);
  if (closes) {
    if (button(canvas, row.right_part(wide),
               {.label = tr("Close the outing"), .icon = "pack-up", .size = 30})) {
      closing = true;
    }
    row = row.without_right(wide + kGap);
  }
  if (carries) {
    if (button(canvas, row.right_part(wide), stick_button(view))) {
      intent = core::WriteToStick{};
    }
    row = row.without_right(wide + kGap);
  }
  if (content) {
    const Rect at = is_stacked ? area.without_bottom(high + 12).bottom_part(height) : row;
    if (auto wanted = fact_card(canvas, at, *content)) {
      intent = std::move(wanted);
    }
  } else if (closes) {
    canvas.text(row, tr("Closing deletes no record"),
                {.size = kTextNote, .color = canvas.theme().ink2, .max_lines = 2, .pitch = 1.2F});
  }
  return height + 12 + (is_stacked ? high + 12 : 0);
}

// The sum is the outing's; what waits of earlier ones is said below it. Answers what is left.
Rect draw_earlier(Canvas& canvas, const Rect& area, const DeliveryView& view) {
  constexpr float kLine = 34;
  const Rect line{area.x, area.y - 18, area.w, kLine};
  canvas.text(line,
              fill(tr("Also {n} of earlier days wait; they go the same way"),
                   {{"n", with_thousands(view.waiting_of_earlier)}}),
              {.size = kTextNote, .color = canvas.theme().ink2});
  return area.without_top(kLine - 18 + 8);
}

// As many cards as find room; the rest on further pages, turned in the last cell.
std::optional<core::Intent> draw_facts(Canvas& canvas, const Rect& area, const DeliveryView& view,
                                       int& page) {
  const int columns = canvas.form() == Form::Tall ? 1 : 2;
  const int most = canvas.form() == Form::Tall ? 8 : 4;
  const float between = canvas.form() == Form::Compact ? 8 : 12;
  // A card's button leaves 6 units above and below.
  constexpr float kCardLeast = kStaffTargetMin + 12;
  const auto cards = delivery_facts(view);
  const auto count = static_cast<int>(cards.size());
  const int fitting = static_cast<int>((area.h + between) / (kCardLeast + between));
  const int needed = (count + columns - 1) / columns;
  const int rows = std::clamp(std::min(fitting, needed), 1, most);
  const int cells = rows * columns;
  const int per_page = count > cells ? cells - 1 : cells;
  const int pages = (count + per_page - 1) / per_page;
  page = std::clamp(page, 0, pages - 1);
  const auto cell = [&](int i) {
    return area.cell(i % columns, i / columns, columns, rows, between);
  };
  std::optional<core::Intent> intent;
  for (int i = page * per_page; i < std::min(count, (page + 1) * per_page); ++i) {
    const FactCard& card = cards[static_cast<std::size_t>(i)];
    const GroupScope group(canvas, card.title);
    if (auto wanted = fact_card(canvas, cell(i - page * per_page), card)) {
      intent = std::move(wanted);
    }
  }
  if (pages > 1) {
    page += page_buttons(canvas, cell(cells - 1), page, pages);
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_delivery(Canvas& canvas, const core::FrameView& frame,
                                          const core::DeliveryView& view, DeliveryDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const Form form = canvas.form();
  const float verdict_height = by_form(form, 86.0F, 76.0F, 186.0F);
  const float sum_height =
      by_form(form, std::min(150.0F, area.h * 0.22F), 92.0F, 2 * 124.0F + kBetweenSums);
  const float gap = form == Form::Compact ? 8 : 14;
  if (auto wanted =
          draw_verdict(canvas, area.top_part(verdict_height), frame, view, draft.closing)) {
    intent = std::move(wanted);
  }
  draw_sum(canvas, {area.x, area.y + verdict_height + gap, area.w, sum_height}, view);
  // What is said of earlier days stands in the air below the sum.
  Rect rest = area.without_top(verdict_height + sum_height + 2 * gap +
                               (form == Form::Compact ? 4.0F : 12.0F));
  if (view.waiting_of_earlier > 0) {
    rest = draw_earlier(canvas, rest, view);
  }
  const float foot = draw_delivery_foot(canvas, rest, frame, view, draft.closing, intent);
  if (auto wanted = draw_facts(canvas, rest.without_bottom(foot), view, draft.page)) {
    intent = std::move(wanted);
  }
  if (draft.closing) {
    if (auto wanted = draw_closing(canvas, area, frame, draft.closing)) {
      intent = std::move(wanted);
    }
  }
  return intent;
}

}  // namespace outreach::ui
