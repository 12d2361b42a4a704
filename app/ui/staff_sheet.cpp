#include "app/ui/staff_sheet.h"

#include <algorithm>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kNameRow = 84;
constexpr float kSheetButtons = 76;
constexpr float kButtonsCompact = 64;
constexpr float kSheetWords = 30;

struct NameGrid {
  int columns = 2;
  int rows = 5;
};

NameGrid most_names(Form form) {
  return form == Form::Compact ? NameGrid{3, 3} : NameGrid{};
}

// As many rows as the names take.
NameGrid name_grid(Form form, const core::FrameView& frame) {
  NameGrid made = most_names(form);
  const int names = static_cast<int>(frame.staff_choices.size());
  made.rows = std::clamp((names + made.columns - 1) / made.columns, 1, made.rows);
  return made;
}

bool needs_pages(Form form, const core::FrameView& frame) {
  const NameGrid most = most_names(form);
  return static_cast<int>(frame.staff_choices.size()) > most.columns * most.rows;
}

bool has_own_pin(const core::FrameView& frame, const std::string& name) {
  return std::find(frame.staff_with_pin.begin(), frame.staff_with_pin.end(), name) !=
         frame.staff_with_pin.end();
}

// Ways out other than a name.
std::optional<core::Intent> draw_staff_foot(Canvas& canvas, const Rect& rect,
                                            const core::FrameView& frame, bool& open) {
  std::optional<core::Intent> intent;
  // On a small panel in one row.
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect upper =
      is_compact ? rect.left_part((rect.w - kGap) * 2 / 3) : rect.top_part(kSheetButtons);
  const Rect last =
      is_compact ? rect.right_part((rect.w - 2 * kGap) / 3) : rect.bottom_part(kSheetButtons);
  const bool has_own = !frame.staff.empty() && !frame.practice;
  if (has_own &&
      button(canvas, upper.cell(0, 0, 2, 1, kGap),
             {.label = has_own_pin(frame, frame.staff) ? tr("Change my PIN") : tr("Set my PIN"),
              .icon = "lock",
              .size = kSheetWords})) {
    intent = core::AskPin{core::PinPurpose::SetOwn};
  }
  if (button(canvas, has_own ? upper.cell(1, 0, 2, 1, kGap) : upper,
             {.label = tr("End the program"), .size = kSheetWords})) {
    intent = core::AskPin{core::PinPurpose::EndProgram};
  }
  const bool closes =
      button(canvas, last,
             {.label = tr("Close"), .icon = "close", .size = kSheetWords, .leads_back = true});
  open = open && !intent && !closes;
  return intent;
}

}  // namespace

std::optional<std::string> staff_names(Canvas& canvas, const Rect& rect,
                                       const core::FrameView& frame, const std::string& selected,
                                       int& page) {
  const int count = static_cast<int>(frame.staff_choices.size());
  const auto [columns, rows] = name_grid(canvas.form(), frame);
  const bool paged = needs_pages(canvas.form(), frame);
  const int per_page = columns * (paged ? rows - 1 : rows);
  const int pages = std::max(1, (count + per_page - 1) / per_page);
  page = std::clamp(page, 0, pages - 1);
  std::optional<std::string> tapped;
  const int first = page * per_page;
  for (int i = first; i < std::min(count, first + per_page); ++i) {
    const std::string& name = frame.staff_choices[static_cast<std::size_t>(i)];
    const int place = i - first;
    if (choice(canvas, rect.cell(place % columns, place / columns, columns, rows, kGap),
               {.label = name,
                .icon = has_own_pin(frame, name) ? "lock" : "staff",
                .selected = name == selected,
                .size = kSheetWords})) {
      tapped = name;
    }
  }
  if (paged) {
    page += page_buttons(canvas, rect.cell(0, rows - 1, 1, rows, kGap), page, pages, "staff-pages");
  }
  return tapped;
}

std::optional<core::Intent> staff_sheet(Canvas& canvas, const core::FrameView& frame, bool& open,
                                        int& page) {
  const GroupScope group(canvas, "staff");
  const Rect screen = canvas.screen();
  const bool is_compact = canvas.form() == Form::Compact;
  const float foot = is_compact ? kButtonsCompact : 2 * kSheetButtons + kGap;
  // What `sheet` takes for its frame and its question, and the air above the foot.
  constexpr float kAround = 118;
  const float top = staff_header_height(canvas) + 8;
  const auto rows = static_cast<float>(name_grid(canvas.form(), frame).rows);
  const float height = kAround + foot + kNameRow * rows;
  const float width = is_compact ? screen.w - 40 : 620;
  const Rect at{screen.right() - width - 20, top, width,
                std::min(height, screen.bottom() - top - 8)};
  const Rect inside = sheet(canvas, at, tr("Who is recording?"), {});
  std::optional<core::Intent> intent;
  if (const auto name =
          staff_names(canvas, inside.without_bottom(foot + 14), frame, frame.staff, page)) {
    intent = core::ChangeStaff{*name};
    open = false;
  }
  if (auto wanted = draw_staff_foot(canvas, inside.bottom_part(foot), frame, open)) {
    intent = std::move(wanted);
  }
  return intent;
}

}  // namespace outreach::ui
