// 能收摊吗: the verdict, the sum that must add up, and the checks.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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
  Rect words = rect.inset(24, 6);
  const NextStep step = next_step(frame, view);
  if (step != NextStep::None) {
    Button look = step_button(step, view);
    // On a fill that is already inverted, a button needs the other colours.
    look.tone = theme.high_contrast || view.can_pack_up ? &theme.plain : &theme.primary;
    constexpr float kAction = 246;
    if (button(canvas, rect.right_part(kAction).inset(12, 10), look)) {
      closing = closing || step == NextStep::Close;
      if (step == NextStep::Send) {
        intent = core::SyncNow{};
      } else if (step == NextStep::WriteToStick) {
        intent = core::WriteToStick{};
      }
    }
    words = words.without_right(kAction);
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
  constexpr float kSign = 44;
  const float width = (rect.w - 4 * kSign) / 5;
  std::vector<std::string> labels;
  std::vector<std::string> numbers;
  for (const SumBox& box : boxes) {
    labels.emplace_back(box.label);
    numbers.push_back(with_thousands(box.value));
  }
  const TextStyle label = canvas.common({0, 0, width - 68, rect.h * 0.4F}, labels,
                                        {.size = kTextHint, .bold = true, .color = {}});
  const TextStyle number = canvas.common({0, 0, width - 90, rect.h * 0.58F}, numbers,
                                         {.size = 66, .bold = true, .color = {}, .grows = false});
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const SumBox& box = boxes[i];
    const Rect at{rect.x + static_cast<float>(i) * (width + kSign), rect.y, width, rect.h};
    canvas.box(at, {.fill = box.tone.fill,
                    .border = box.tone.border,
                    .border_width = 2,
                    .radius = kRadiusStaff});
    const Rect inside = at.inset(12, 12);
    icon_and_words(canvas, inside.top_part(inside.h * 0.4F), box.icon, box.label, box.tone, label);
    figure(canvas, inside.bottom_part(inside.h * 0.58F), with_thousands(box.value), tr("records"),
           number.size, box.tone.text, box.tone.text, Align::Centre);
    if (i > 0) {
      canvas.text(
          {at.x - kSign, at.y, kSign, at.h}, i == 1 ? "=" : "+",
          {.size = 44, .bold = true, .color = theme.ink, .align = Align::Centre, .grows = false});
    }
  }
}

std::optional<core::Intent> draw_closing(Canvas& canvas, const Rect& area,
                                         const core::FrameView& frame, bool& closing) {
  const GroupScope group(canvas, "closing");
  const Rect at{area.centre_x() - 380, area.y + 90, 760, 330};
  const Rect inside = sheet(
      canvas, at, fill(tr("Close the outing at {place}?"), {{"place", frame.place}}),
      tr("What is recorded stays; nothing can be added, but today it can still be corrected"));
  std::optional<core::Intent> intent;
  const Rect row = inside.bottom_part(118);
  if (button(canvas, row.cell(0, 0, 2, 1, 16),
             {.label = tr("Not yet"),
              .icon = "back",
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton})) {
    closing = false;
  }
  if (button(canvas, row.cell(1, 0, 2, 1, 16),
             {.label = tr("Close it"),
              .icon = "check",
              .tone = &canvas.theme().confirm,
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton})) {
    intent = core::CloseOuting{};
    closing = false;
  }
  return intent;
}

// Which content is in use, with its way back, and what may be done besides the next step; answers
// how much of the area's foot it takes.
float draw_delivery_foot(Canvas& canvas, const Rect& area, const core::FrameView& frame,
                         const DeliveryView& view, bool& closing,
                         std::optional<core::Intent>& intent) {
  constexpr float kButton = 330;
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
  const float height = content ? 84 : 72;
  Rect row = area.bottom_part(height);
  if (closes) {
    if (button(canvas, row.right_part(kButton),
               {.label = tr("Close the outing"), .icon = "pack-up", .size = 30})) {
      closing = true;
    }
    row = row.without_right(kButton + kGap);
  }
  if (carries) {
    if (button(canvas, row.right_part(kButton), stick_button(view))) {
      intent = core::WriteToStick{};
    }
    row = row.without_right(kButton + kGap);
  }
  if (content) {
    if (auto wanted = fact_card(canvas, row, *content)) {
      intent = std::move(wanted);
    }
  } else if (closes) {
    canvas.text(row, tr("Closing deletes no record"),
                {.size = kTextNote, .color = canvas.theme().ink2, .max_lines = 2, .pitch = 1.2F});
  }
  return height + 12;
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
  constexpr int kColumns = 2;
  constexpr int kRowsMost = 4;
  constexpr float kBetween = 12;
  // A card's button leaves 6 units above and below.
  constexpr float kCardLeast = kStaffTargetMin + 12;
  const auto cards = delivery_facts(view);
  const auto count = static_cast<int>(cards.size());
  const int fitting = static_cast<int>((area.h + kBetween) / (kCardLeast + kBetween));
  const int needed = (count + kColumns - 1) / kColumns;
  const int rows = std::clamp(std::min(fitting, needed), 1, kRowsMost);
  const int cells = rows * kColumns;
  const int per_page = count > cells ? cells - 1 : cells;
  const int pages = (count + per_page - 1) / per_page;
  page = std::clamp(page, 0, pages - 1);
  const auto cell = [&](int i) {
    return area.cell(i % kColumns, i / kColumns, kColumns, rows, kBetween);
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
  const float verdict_height = 86;
  const float sum_height = std::min(150.0F, area.h * 0.22F);
  if (auto wanted =
          draw_verdict(canvas, area.top_part(verdict_height), frame, view, draft.closing)) {
    intent = std::move(wanted);
  }
  draw_sum(canvas, {area.x, area.y + verdict_height + 14, area.w, sum_height}, view);
  Rect rest = area.without_top(verdict_height + sum_height + 40);
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
