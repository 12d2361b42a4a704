// 补录: sheets that were typed in as files, on the plugged stick.
#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/sheet_words.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kFilesHead = 66;
constexpr float kFilesFoot = 84;

std::string files_hint(const core::SheetFilesView& view) {
  if (view.checked) {
    return view.checked->name;
  }
  if (view.is_looking) {
    return tr("Looking at the stick");
  }
  if (!view.has_stick) {
    return tr("Plug in the stick with the sheet");
  }
  return view.names.empty() ? tr("There is no CSV file at the top of the stick")
                            : tr("Which one is to be typed in?");
}

std::optional<core::Intent> draw_files_head(Canvas& canvas, const Rect& rect,
                                            const core::SheetFilesView& view) {
  constexpr float kBack = 230;
  // Where it is tall the buttons stand below.
  const bool is_tall = canvas.form() == Form::Tall;
  const Rect row = is_tall ? rect.bottom_part(kFilesHead) : rect;
  step_title(
      canvas,
      is_tall ? rect.without_bottom(kFilesHead + kGap) : rect.without_right(2 * (kBack + kGap)),
      tr("From the stick"), files_hint(view));
  const Rect buttons = row.right_part(2 * kBack + kGap);
  std::optional<core::Intent> intent;
  if (!view.checked &&
      button(canvas, buttons.left_part(kBack), {.label = tr("Look again"), .icon = "repeat"})) {
    intent = core::GoTo{core::ScreenName::SheetFiles};
  }
  if (view.checked &&
      button(canvas, buttons.left_part(kBack),
             {.label = tr("Another file"),
              .icon = "back",
              .state = view.is_importing ? ButtonState::Disabled : ButtonState::Idle,
              .leads_back = true})) {
    intent = core::LeaveSheetFile{};
  }
  if (button(canvas, buttons.right_part(kBack), {.label = tr("Type it in here"), .icon = "pen"})) {
    intent = core::GoTo{core::ScreenName::Sheet};
  }
  return intent;
}

std::optional<core::Intent> draw_file_names(Canvas& canvas, const Rect& rect,
                                            const core::SheetFilesView& view, int per_page) {
  const GroupScope group(canvas, "sheet files");
  std::optional<core::Intent> intent;
  Rect list = rect;
  if (view.pages > 1) {
    if (const int turned =
            page_buttons(canvas, list.bottom_part(kFilesHead), view.page, view.pages);
        turned != 0) {
      intent = core::TurnPage{turned};
    }
    list = list.without_bottom(kFilesHead + kGap);
  }
  std::vector<ChoiceItem> items;
  for (const std::string& name : view.names) {
    items.push_back({name, "leaflet", false});
  }
  int page = 0;
  constexpr int kFileColumns = 2;
  const auto tapped = choice_grid(
      canvas, list,
      {.columns = kFileColumns, .rows = per_page / kFileColumns, .icons = true, .max_lines = 2},
      items, page);
  if (tapped && !view.is_checking) {
    intent = core::CheckSheetFile{view.names[*tapped]};
  }
  return intent;
}

void draw_problems(Canvas& canvas, const Rect& rect, const core::CheckedFile& checked) {
  const Theme& theme = canvas.theme();
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  const Rect inside = rect.inset(20, 12);
  const auto rows = static_cast<int>(core::kSheetProblemsShown);
  for (int i = 0; i < static_cast<int>(checked.problems.size()); ++i) {
    const Rect row = inside.cell(0, i, 1, rows, 4);
    canvas.text(row, words_of(checked.problems[static_cast<std::size_t>(i)]),
                {.size = kTextNote, .color = theme.ink, .max_lines = 3, .pitch = 1.15F});
  }
}

// What the file comes to, in one sentence.
Banner verdict_of(const Theme& theme, const core::SheetFilesView& view) {
  const core::CheckedFile& checked = *view.checked;
  if (!checked.is_readable) {
    return {.icon = "warning",
            .words = tr("The file cannot be read: plug the stick in again"),
            .tone = &theme.failed};
  }
  if (view.is_known) {
    return {.icon = "check",
            .words = tr("This sheet was imported before; nothing was changed"),
            .tone = &theme.note};
  }
  if (view.imported) {
    return {.icon = "check",
            .words = fill(tr("{n} records are saved, marked as from paper"),
                          {{"n", with_thousands(*view.imported)}}),
            .tone = &theme.saved};
  }
  if (!checked.problems.empty()) {
    return {.icon = "warning",
            .words = tr("There are mistakes: put them right in the file, then look again"),
            .tone = &theme.failed};
  }
  return {.icon = "check",
          .words = fill(tr("Good: {rows} rows, outings: {outings}"),
                        {{"rows", with_thousands(checked.rows)},
                         {"outings", with_thousands(checked.outings)}}),
          .tone = &theme.saved};
}

std::optional<core::Intent> draw_checked(Canvas& canvas, const Rect& rect,
                                         const core::SheetFilesView& view, bool& choosing_staff) {
  banner(canvas, rect.top_part(kFilesFoot), verdict_of(canvas.theme(), view));
  const core::CheckedFile& checked = *view.checked;
  if (!checked.problems.empty()) {
    draw_problems(canvas, rect.without_top(kFilesFoot + 12), checked);
    return std::nullopt;
  }
  if (!checked.is_readable || view.is_known || view.imported) {
    return std::nullopt;
  }
  const bool has_person = !view.staff.empty();
  const std::string words = has_person ? fill(tr("Record {n}, marked as from paper"),
                                              {{"n", with_thousands(checked.rows)}})
                                       : std::string(tr("Choose who records"));
  if (!button(canvas, rect.bottom_part(kFilesFoot + 10).right_part(rect.w * 0.5F),
              {.label = words,
               .icon = has_person ? "check" : "",
               .tone = &canvas.theme().confirm,
               .state = view.is_importing ? ButtonState::Saving : ButtonState::Idle,
               .size = 34,
               .lip = kLipButton,
               .max_lines = 2})) {
    return std::nullopt;
  }
  if (!has_person) {
    choosing_staff = true;
    return std::nullopt;
  }
  return core::ImportSheetFile{};
}

}  // namespace

std::optional<core::Intent> draw_sheet_files(Canvas& canvas, const core::FrameView& frame,
                                             const core::SheetFilesView& view,
                                             bool& choosing_staff) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const auto take = [&intent](std::optional<core::Intent> wanted) {
    if (wanted) {
      intent = std::move(wanted);
    }
  };
  const float head = canvas.form() == Form::Tall ? 2 * kFilesHead + kGap : kFilesHead;
  take(draw_files_head(canvas, area.top_part(head), view));
  const Rect body = area.without_top(head + 14);
  take(view.checked ? draw_checked(canvas, body, view, choosing_staff)
                    : draw_file_names(canvas, body, view, frame.room.sheet_files));
  return intent;
}

}  // namespace outreach::ui
