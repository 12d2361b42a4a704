#include "app/ui/staff_sheet.h"

#include <algorithm>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr int kNameColumns = 2;
constexpr int kNameRows = 5;
constexpr float kNameRow = 84;
constexpr float kSheetButtons = 76;
constexpr float kSheetWords = 30;

bool needs_pages(const core::FrameView& frame) {
  return static_cast<int>(frame.staff_choices.size()) > kNameColumns * kNameRows;
}

bool has_own_pin(const core::FrameView& frame, const std::string& name) {
  return std::find(frame.staff_with_pin.begin(), frame.staff_with_pin.end(), name) !=
         frame.staff_with_pin.end();
}

// Ways out other than a name.
std::optional<core::Intent> draw_staff_foot(Canvas& canvas, const Rect& rect,
                                            const core::FrameView& frame, bool& open) {
  std::optional<core::Intent> intent;
  const Rect upper = rect.top_part(kSheetButtons);
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
  const bool closes = button(canvas, rect.bottom_part(kSheetButtons),
                             {.label = tr("Close"), .icon = "close", .size = kSheetWords});
  open = open && !intent && !closes;
  return intent;
}

}  // namespace

int staff_rows(const core::FrameView& frame) {
  const int names = static_cast<int>(frame.staff_choices.size());
  return std::clamp((names + kNameColumns - 1) / kNameColumns, 1, kNameRows);
}

std::optional<std::string> staff_names(Canvas& canvas, const Rect& rect,
                                       const core::FrameView& frame, const std::string& selected,
                                       int& page) {
  const int count = static_cast<int>(frame.staff_choices.size());
  const int rows = staff_rows(frame);
  const bool paged = needs_pages(frame);
  const int per_page = kNameColumns * (paged ? rows - 1 : rows);
  const int pages = std::max(1, (count + per_page - 1) / per_page);
  page = std::clamp(page, 0, pages - 1);
  std::optional<std::string> tapped;
  const int first = page * per_page;
  for (int i = first; i < std::min(count, first + per_page); ++i) {
    const std::string& name = frame.staff_choices[static_cast<std::size_t>(i)];
    const int place = i - first;
    if (choice(canvas,
               rect.cell(place % kNameColumns, place / kNameColumns, kNameColumns, rows, kGap),
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
  constexpr float kFoot = 2 * kSheetButtons + kGap;
  // What `sheet` takes for its frame and its question, and the air above the foot.
  constexpr float kAround = 118;
  const Rect at{screen.right() - 640, screen.y + kStaffHeaderHeight + 8, 620,
                kAround + kFoot + kNameRow * static_cast<float>(staff_rows(frame))};
  const Rect inside = sheet(canvas, at, tr("Who is recording?"), {});
  std::optional<core::Intent> intent;
  if (const auto name =
          staff_names(canvas, inside.without_bottom(kFoot + 14), frame, frame.staff, page)) {
    intent = core::ChangeStaff{*name};
    open = false;
  }
  if (auto wanted = draw_staff_foot(canvas, inside.bottom_part(kFoot), frame, open)) {
    intent = std::move(wanted);
  }
  return intent;
}

}  // namespace outreach::ui
