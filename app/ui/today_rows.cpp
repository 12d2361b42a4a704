#include "app/ui/today_rows.h"

#include <algorithm>
#include <string>

#include "app/core/make_view.h"
#include "app/ui/parts.h"
#include "app/ui/stock_sheets.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kRowMin = 68;
// With a note of two lines under what was recorded.
constexpr float kNotedRowMin = 108;
constexpr float kNotedHead = 44;
// Where it is tall, who and where it is stand below what was recorded.
constexpr float kTallRowLower = 34;
constexpr float kTallNotedLower = 74;
// Where a note takes three lines.
constexpr float kNotedRowSmall = 126;

// Empty where it takes no unit, and nothing is changed from one amount to another.
std::string unit_of(core::LastAction::What what) {
  using What = core::LastAction::What;
  switch (what) {
    case What::Handout:
    case What::TakenOut:
    case What::BroughtBack:
    case What::Spoiled:
      return tr("copies");
    case What::Consultation:
      return tr("people");
    default:
      return {};
  }
}

// Whose entry became what, and why.
std::string correction_words(const core::TodayRow& row, const std::string& unit) {
  const bool is_own = row.target_staff == row.staff;
  const char* words =
      is_own ? tr("{who} corrected {name}: {old} → {new} {unit} · {why}")
             : tr("{who} corrected what {whose} recorded, {name}: {old} → {new} {unit} · {why}");
  return fill(words, {{"who", row.staff},
                      {"whose", row.target_staff},
                      {"name", row.name},
                      {"old", with_thousands(row.old_amount)},
                      {"new", with_thousands(row.new_amount)},
                      {"unit", unit},
                      {"why", row.reason ? word_of(*row.reason) : std::string()}});
}

std::string row_words(const core::TodayRow& row) {
  using What = core::LastAction::What;
  if (row.amount != row.original_amount && row.what != What::Correction) {
    return fill(tr("{words} (was {before})"),
                {{"words", action_words(row.what, row.name, row.amount)},
                 {"before", with_thousands(row.original_amount)}});
  }
  return action_words(row.what, row.name, row.amount);
}

std::string row_hint(const core::TodayRow& row) {
  std::string hint = row.staff;
  const auto add = [&hint](const std::string& words) {
    hint += (hint.empty() ? "" : "\n") + words;
  };
  if (row.reason) {
    add(word_of(*row.reason));
  }
  if (row.explanation) {
    add(word_of(*row.explanation));
  }
  if (row.from_sheet) {
    add(tr("From a paper sheet"));
  }
  return hint;
}

void draw_row(Canvas& canvas, const Rect& rect, const core::TodayRow& row, bool odd,
              TodayDraft& draft) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas,
                         row.sequence ? std::to_string(*row.sequence) : row.time + row.name);
  canvas.fill(rect, odd ? theme.zebra : theme.card);
  canvas.fill(rect.bottom_part(2), theme.line);
  canvas.text(rect.without_left(16).left_part(86), row.time,
              {.size = kTextNote, .color = theme.ink2});
  const bool is_tall = canvas.form() == Form::Tall;
  const Rect action = rect.right_part(canvas.form() == Form::Compact ? 124 : 138).inset(8, 0);
  const float chip_width = canvas.form() == Form::Compact ? 170 : 206;
  const Rect chip = is_tall
                        ? Rect{action.x - chip_width - 10, rect.bottom() - 56, chip_width, 48}
                        : Rect{action.x - chip_width - 10, rect.centre_y() - 26, chip_width, 52};
  entry_state_chip(canvas, chip, row.state);
  if (row.correctable) {
    const float height = std::max(kStaffTargetMin, std::min(rect.h - 14, 84.0F));
    if (button(canvas, {action.x, rect.centre_y() - height / 2, action.w, height},
               {.label = tr("Correct"), .icon = "pen"})) {
      draft = TodayDraft{};
      draft.correcting = row.sequence;
    }
  }
  Rect words{rect.x + 108, rect.y + 4, chip.x - rect.x - 120, rect.h - 8};
  Rect who = words.right_part(words.w * 0.26F);
  if (is_tall) {
    words.w = action.x - words.x - 12;
    who = {words.x, chip.y, chip.x - words.x - 12, chip.h};
    words.h = chip.y - words.y - 2;
  }
  const TextStyle style{
      .size = kTextHint, .bold = true, .color = theme.ink, .max_lines = 2, .pitch = 1.15F};
  if (const std::string unit = unit_of(row.target_what); !unit.empty()) {
    canvas.text(words, correction_words(row, unit), style);
    return;
  }
  if (!row.note.empty()) {
    canvas.text(words.without_top(kNotedHead), fill(tr("Note: {words}"), {{"words", row.note}}),
                {.size = kTextNote, .color = theme.ink2, .max_lines = 3, .pitch = 1.15F});
    words = words.top_part(kNotedHead);
  }
  const std::string hint = row_hint(row);
  canvas.text(is_tall ? who : Rect{who.x, words.y, who.w, words.h}, hint,
              {.size = kTextNote,
               .color = theme.ink2,
               .align = is_tall ? Align::Start : Align::End,
               .max_lines = 2,
               .pitch = 1.15F});
  canvas.text(words.without_right(is_tall ? 0 : who.w + 10), row_words(row), style);
}

const char* nothing_words(core::TodayFilter filter) {
  switch (filter) {
    case core::TodayFilter::Handouts:
      return tr("Nothing handed out yet");
    case core::TodayFilter::Advice:
      return tr("No advice yet");
    case core::TodayFilter::Corrections:
      return tr("Nothing corrected");
    case core::TodayFilter::Returned:
      return tr("Nothing returned");
    case core::TodayFilter::All:
      break;
  }
  return tr("Nothing recorded yet");
}

}  // namespace

void draw_today_rows(Canvas& canvas, const Rect& rect, const core::TodayView& view,
                     int rows_per_page, TodayDraft& draft) {
  const Theme& theme = canvas.theme();
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  if (view.rows.empty()) {
    canvas.text(rect, nothing_words(view.filter),
                {.size = kTextBody, .color = theme.ink2, .align = Align::Centre});
    return;
  }
  const auto rows = static_cast<int>(view.rows.size());
  const Rect inside = rect.inset(2);
  // A page that fits stands still; one that does not is dragged.
  const float even = inside.h / static_cast<float>(rows_per_page);
  const bool has_note = std::any_of(view.rows.begin(), view.rows.end(),
                                    [](const core::TodayRow& row) { return !row.note.empty(); });
  const float noted = canvas.form() == Form::Compact ? kNotedRowSmall : kNotedRowMin;
  const float high = has_note ? noted : kRowMin;
  const float more = has_note ? kTallNotedLower : kTallRowLower;
  const float least = canvas.form() == Form::Tall ? high + more : high;
  scroll_list(canvas, inside, "today", rows, std::max(least, even), [&](int i, const Rect& row) {
    draw_row(canvas, row, view.rows[static_cast<std::size_t>(i)], i % 2 == 1, draft);
  });
}

}  // namespace outreach::ui
