// 能收摊吗: the verdict, the sum that must add up, and the checks.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/ui/delivery_facts.h"
#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::DeliveryView;

struct Verdict {
  const Tone* tone;
  const char* icon;
  std::string words;
};

std::string lost_key_words(const DeliveryView& view) {
  return fill(tr("{n} records cannot be sent: this machine has lost the key that signed them. "
                 "Please tell the county, and keep the spare card"),
              {{"n", with_thousands(view.of_lost_key)}});
}

// What waits is counted on the whole machine, earlier outings included; the boxes below count this
// outing alone.
Verdict verdict_of(const Theme& theme, const core::FrameView& frame, const DeliveryView& view) {
  const std::int64_t waiting = frame.waiting - view.of_lost_key;
  if (frame.nothing_recorded) {
    return {&theme.listen, "outing", tr("Nothing recorded yet")};
  }
  if (view.can_pack_up) {
    return {&theme.confirm, "check", tr("You can pack up: everything is with the county")};
  }
  if (!view.enrolled) {
    return {&theme.listen, "warning",
            tr("Not enrolled yet: records are kept here, nothing is sent")};
  }
  if (waiting == 0 && view.of_lost_key > 0) {
    return {&theme.failed, "warning", lost_key_words(view)};
  }
  const bool cut_off =
      view.link == DeliveryView::Link::WaitingRetry || view.link == DeliveryView::Link::Held;
  if (cut_off && waiting > view.on_stick) {
    return {&theme.listen, "waiting",
            fill(tr("{n} not delivered yet: you may pack up, they go when there is a line"),
                 {{"n", with_thousands(waiting - view.on_stick)}})};
  }
  if (waiting > view.on_stick) {
    return {&theme.listen, "warning",
            fill(tr("One step left: {n} records are only on this machine"),
                 {{"n", with_thousands(waiting - view.on_stick)}})};
  }
  return {&theme.listen, "waiting",
          fill(tr("{n} records wait for the county's receipt"),
               {{"n", with_thousands(view.on_stick)}})};
}

std::optional<core::Intent> draw_verdict(Canvas& canvas, const Rect& rect,
                                         const core::FrameView& frame, const DeliveryView& view,
                                         bool& closing) {
  const Theme& theme = canvas.theme();
  const Verdict verdict = verdict_of(theme, frame, view);
  canvas.box(rect, {.fill = verdict.tone->fill,
                    .border = verdict.tone->border,
                    .border_width = 2,
                    .radius = kRadiusStaff});
  std::optional<core::Intent> intent;
  Rect words = rect.inset(24, 6);
  const Rect action = rect.right_part(246).inset(12, 10);
  const bool sending = view.link == DeliveryView::Link::Sending;
  // On a fill that is already inverted, a button needs the other colours.
  const Tone& tone = theme.high_contrast || view.can_pack_up ? theme.plain : theme.primary;
  if (view.can_pack_up && frame.outing_open) {
    if (button(canvas, action,
               {.label = tr("Close the outing"),
                .icon = "pack-up",
                .tone = &tone,
                .size = 30,
                .max_lines = 2})) {
      closing = true;
    }
    words = words.without_right(246);
  } else if (!view.can_pack_up && view.enrolled && frame.waiting > view.of_lost_key) {
    if (button(canvas, action,
               {.label = sending ? tr("Sending") : tr("Send now"),
                .icon = sending ? "waiting" : "export",
                .tone = &tone,
                .state = sending ? ButtonState::Disabled : ButtonState::Idle,
                .size = 32})) {
      intent = core::SyncNow{};
    }
    words = words.without_right(246);
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
  const Rect inside =
      sheet(canvas, at, fill(tr("Close the outing at {place}?"), {{"place", frame.place}}),
            tr("What is recorded stays; nothing can be added to it or corrected any more"));
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

void draw_facts(Canvas& canvas, const Rect& facts, const DeliveryView& view) {
  const auto cards = delivery_facts(canvas.theme(), view);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    // The last row takes a third where there is one.
    constexpr std::size_t kPairs = 4;
    const bool last_row = i >= kPairs;
    const int columns = last_row ? static_cast<int>(cards.size() - kPairs) : 2;
    const int column = static_cast<int>(last_row ? i - kPairs : i % 2);
    const int row = last_row ? 2 : static_cast<int>(i / 2);
    fact_card(canvas, facts.cell(column, row, columns, 3, 12), cards[i]);
  }
}

// Which content is in use, with its way back, and the way to end the outing.
std::optional<core::Intent> draw_foot(Canvas& canvas, Rect row, const DeliveryView& view,
                                      bool can_close, bool& closing) {
  if (can_close) {
    constexpr float kCloseWidth = 330;
    if (button(canvas, row.right_part(kCloseWidth),
               {.label = tr("Close the outing"), .icon = "pack-up", .size = 30})) {
      closing = true;
    }
    row = row.without_right(kCloseWidth + 20);
  }
  const Theme& theme = canvas.theme();
  if (const auto content = content_card(theme, view.content)) {
    if (fact_card(canvas, row, *content)) {
      return core::RollBackContent{};
    }
  } else {
    canvas.text(row, tr("Closing deletes no record"),
                {.size = kTextNote, .color = theme.ink2, .max_lines = 2, .pitch = 1.2F});
  }
  return std::nullopt;
}

}  // namespace

std::optional<core::Intent> draw_delivery(Canvas& canvas, const core::FrameView& frame,
                                          const core::DeliveryView& view, bool& closing) {
  std::optional<core::Intent> intent;
  const Theme& theme = canvas.theme();
  const Rect area = work_area(canvas, frame, intent);
  const float verdict_height = 86;
  const float sum_height = std::min(150.0F, area.h * 0.22F);
  if (auto wanted = draw_verdict(canvas, area.top_part(verdict_height), frame, view, closing)) {
    intent = std::move(wanted);
  }
  draw_sum(canvas, {area.x, area.y + verdict_height + 14, area.w, sum_height}, view);
  Rect facts = area.without_top(verdict_height + sum_height + 40);
  const bool can_close = frame.outing_open && !view.can_pack_up;
  const bool shows_content = content_card(theme, view.content).has_value();
  if (can_close || shows_content) {
    const float foot_height = shows_content ? 84 : 72;
    if (auto wanted = draw_foot(canvas, facts.bottom_part(foot_height), view, can_close, closing)) {
      intent = std::move(wanted);
    }
    facts = facts.without_bottom(foot_height + 12);
  }
  draw_facts(canvas, facts, view);
  if (closing) {
    if (auto wanted = draw_closing(canvas, area, frame, closing)) {
      intent = std::move(wanted);
    }
  }
  return intent;
}

}  // namespace outreach::ui
