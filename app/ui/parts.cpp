#include "app/ui/parts.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

struct NoticeLook {
  const Tone* tone;
  const char* icon;
};

NoticeLook notice_look(const Theme& theme, core::Notice::Tone tone) {
  switch (tone) {
    case core::Notice::Tone::Waiting:
      return {&theme.wheat, "waiting"};
    case core::Notice::Tone::Saved:
      return {&theme.saved, "check"};
    case core::Notice::Tone::Failed:
      return {&theme.failed, "warning"};
    case core::Notice::Tone::Note:
      break;
  }
  return {&theme.note, "clock"};
}

}  // namespace

void step_title(Canvas& canvas, const Rect& rect, const std::string& title,
                const std::string& hint) {
  const Theme& theme = canvas.theme();
  const Rect taken =
      canvas.text(rect, title, {.size = kTextHint, .bold = true, .color = theme.ink});
  const float left = taken.right() + 14;
  if (!hint.empty() && rect.right() - left > 60) {
    constexpr float kTwoLines = 56;
    canvas.text({left, rect.y, rect.right() - left, rect.h}, hint,
                {.size = kTextNote,
                 .color = theme.ink2,
                 .max_lines = rect.h >= kTwoLines ? 2 : 1,
                 .pitch = 1.15F});
  }
}

std::optional<core::Intent> notice_banner(Canvas& canvas, const Rect& rect,
                                          const core::FrameView& frame) {
  if (!frame.notice) {
    return std::nullopt;
  }
  const GroupScope group(canvas, "notice");
  const NoticeLook look = notice_look(canvas.theme(), frame.notice->tone);
  if (banner(canvas, rect,
             {.icon = look.icon,
              .words = words_of(*frame.notice),
              .tone = look.tone,
              .action = tr("Understood")})) {
    return core::DismissNotice{};
  }
  return std::nullopt;
}

float notice_height(const Canvas& canvas) {
  return by_form(canvas.form(), 74.0F, 78.0F, 128.0F);
}

Rect sheet_area(const Canvas& canvas, const Rect& area) {
  constexpr float kEnough = 580;
  if (area.h >= kEnough) {
    return area;
  }
  // In practice a small panel has not even this: then over the header, too.
  constexpr float kEnoughBelow = 450;
  Rect below = canvas.screen().without_top(staff_header_height(canvas));
  if (below.h < kEnoughBelow) {
    below = canvas.screen();
  }
  return {area.x, below.y + 8, area.w, below.h - 18};
}

Rect work_area(Canvas& canvas, const core::FrameView& frame, std::optional<core::Intent>& intent) {
  const Rect below = canvas.screen().without_top(staff_header_height(canvas));
  const bool is_compact = canvas.form() == Form::Compact;
  const float above = is_compact ? 8 : 14;
  const float under = is_compact ? 10 : 16;
  const float margin = is_compact ? 12 : kStaffMargin;
  const Rect area{below.x + margin, below.y + above, below.w - 2 * margin, below.h - above - under};
  if (!frame.notice) {
    return area;
  }
  const float notice = notice_height(canvas);
  if (auto wanted = notice_banner(canvas, area.top_part(notice), frame)) {
    intent = std::move(wanted);
  }
  return area.without_top(notice + (is_compact ? 6.0F : 10.0F));
}

void save_chip(Canvas& canvas, const Rect& rect, core::SaveState state) {
  const Theme& theme = canvas.theme();
  switch (state) {
    case core::SaveState::Saving:
      state_chip(canvas, rect, "waiting", tr("Saving"), theme.saving);
      break;
    case core::SaveState::Saved:
      state_chip(canvas, rect, "check", theme.practice ? tr("Practice") : tr("Saved"), theme.saved);
      break;
    case core::SaveState::Failed:
      state_chip(canvas, rect, "warning", tr("Not saved"), theme.failed);
      break;
    case core::SaveState::Nothing:
      break;
  }
}

void leaflet_cover(Canvas& canvas, const Rect& rect, const std::string& cover) {
  const Theme& theme = canvas.theme();
  if (canvas.has_picture(cover)) {
    canvas.picture(rect, cover, Fit::Cover);
    canvas.frame(rect, theme.outline, 2, 0);
  } else {
    canvas.icon(rect, "leaflet", theme.accent);
  }
}

void saving_mark(Canvas& canvas, const Rect& cover) {
  const Theme& theme = canvas.theme();
  const Rect mark{cover.right() - 40, cover.bottom() - 40, 36, 36};
  canvas.box(mark, {.fill = theme.saving.fill,
                    .border = theme.saving.border,
                    .border_width = 2,
                    .radius = kRadiusChip});
  canvas.icon(mark.inset(5), "waiting", theme.saving.icon);
}

int number_in(const std::string& digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string action_words(core::LastAction::What what, const std::string& name, int amount) {
  using What = core::LastAction::What;
  switch (what) {
    case What::Handout:
      return fill(tr("{name} {amount} copies"), {{"name", name}, {"amount", signed_words(amount)}});
    case What::Consultation:
      return fill(tr("Advice: {name} · people: {amount}"),
                  {{"name", name}, {"amount", with_thousands(amount)}});
    case What::ConsultationChanged:
      return fill(tr("Changed: {name} · people: {amount}"),
                  {{"name", name}, {"amount", with_thousands(amount)}});
    case What::Question:
      return tr("A question, sealed for the county");
    case What::Rated:
      return tr("A resident's rating");
    case What::ReadHere:
      return fill(tr("Read at the screen: {name}"), {{"name", name}});
    case What::TakenOut:
      return fill(tr("Taken along: {name} {amount} copies"),
                  {{"name", name}, {"amount", with_thousands(amount)}});
    case What::BroughtBack:
      return fill(tr("Brought back: {name} {amount} copies"),
                  {{"name", name}, {"amount", with_thousands(amount)}});
    case What::Spoiled:
      return fill(tr("Spoiled: {name} {amount} copies"),
                  {{"name", name}, {"amount", with_thousands(amount)}});
    case What::NoneBack:
      return fill(tr("None brought back: {name}"), {{"name", name}});
    case What::Explained:
      return fill(tr("Difference explained: {name}"), {{"name", name}});
    case What::ExplanationTakenBack:
      return fill(tr("Explanation taken back: {name}"), {{"name", name}});
    case What::Remarked:
      return tr("Noted down");
    case What::Correction:
      return fill(tr("Corrected: {name} {amount}"),
                  {{"name", name}, {"amount", signed_words(amount)}});
    case What::CountsAgain:
      return fill(tr("Counts again: {name} {amount}"),
                  {{"name", name}, {"amount", signed_words(amount)}});
    case What::OutingOpened:
      return fill(tr("Outing opened: {name}"), {{"name", name}});
    case What::OutingClosed:
      return tr("Outing closed");
    case What::None:
      break;
  }
  return {};
}

std::optional<std::size_t> choice_grid(Canvas& canvas, const Rect& rect, const ChoiceGrid& spec,
                                       const std::vector<ChoiceItem>& items, int& page) {
  // Rows lower than a finger needs become pages; a page has room for what turns it.
  constexpr int kCellsLeast = 3;
  const int rows_least = (kCellsLeast + spec.columns - 1) / spec.columns;
  const int rows =
      std::min(spec.rows, std::max(rows_in(rect.h, kStaffTargetMin, spec.gap, spec.rows),
                                   std::min(rows_least, spec.rows)));
  const auto cells = static_cast<std::size_t>(spec.columns) * static_cast<std::size_t>(rows);
  const bool paged = items.size() > cells;
  constexpr std::size_t kPageCells = 2;  // back and forth
  const std::size_t per_page = paged ? cells - kPageCells : cells;
  const std::size_t pages = std::max<std::size_t>(1, (items.size() + per_page - 1) / per_page);
  page = std::clamp(page, 0, static_cast<int>(pages) - 1);
  const std::size_t first = static_cast<std::size_t>(page) * per_page;
  const std::size_t last = std::min(items.size(), first + per_page);
  std::optional<std::size_t> tapped;
  const auto cell = [&](std::size_t i) {
    return rect.cell(static_cast<int>(i) % spec.columns, static_cast<int>(i) / spec.columns,
                     spec.columns, rows, spec.gap);
  };
  std::vector<std::string> words;
  for (std::size_t i = first; i < last; ++i) {
    words.push_back(items[i].label);
  }
  const Rect room = cell(0).inset(spec.icons ? 42 : 10, 8);
  const TextStyle style = canvas.common(
      {0, 0, room.w, room.h}, words,
      {.size = spec.size, .bold = true, .color = {}, .max_lines = spec.max_lines, .pitch = 1.15F});
  for (std::size_t i = first; i < last; ++i) {
    if (choice(canvas, cell(i - first),
               {.label = items[i].label,
                .icon = items[i].icon,
                .selected = items[i].selected,
                .size = style.size,
                .common = true,
                .centred = !spec.icons,
                .max_lines = spec.max_lines})) {
      tapped = i;
    }
  }
  if (!paged) {
    return tapped;
  }
  const auto turns = [&](std::size_t at, const char* label, const char* icon, bool leads_on) {
    return button(canvas, cell(at),
                  {.label = label,
                   .icon = icon,
                   .state = leads_on ? ButtonState::Idle : ButtonState::Disabled,
                   .size = spec.size});
  };
  if (turns(cells - 2, tr("Previous"), "back", page > 0)) {
    page -= 1;
  }
  if (turns(cells - 1, tr("Next"), "next", page + 1 < static_cast<int>(pages))) {
    page += 1;
  }
  return tapped;
}

}  // namespace outreach::ui
