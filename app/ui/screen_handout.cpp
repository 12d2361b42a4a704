// 发放: the tally pad.
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/handout_pad.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kPadWidth = 402;
constexpr float kFootHeight = 62;

// Where the words of a leaflet's tile go; the same for all six.
struct LeafletLayout {
  float cover_width = 0;
  float cover_height = 0;
  float button_height = 0;
  TextStyle name;
  float count_size = kTextCount;
};

LeafletLayout layout_of(const Canvas& canvas, const Rect& cell,
                        const std::vector<core::LeafletTile>& leaflets) {
  const Rect inside = cell.inset(12);
  LeafletLayout made;
  made.button_height =
      std::max(kStaffTargetMin + (canvas.form() == Form::Compact ? 0.0F : 5.0F), inside.h * 0.26F);
  made.cover_height = inside.h - made.button_height - 10;
  made.cover_width = std::min(82.0F, made.cover_height * 0.5F + 20);
  const float width = inside.w - made.cover_width - 12;
  std::vector<std::string> names;
  std::vector<std::string> counts;
  for (const core::LeafletTile& leaflet : leaflets) {
    names.push_back(leaflet.name);
    counts.push_back(with_thousands(leaflet.copies));
  }
  made.name = canvas.common({0, 0, width, made.cover_height * 0.48F}, names,
                            {.size = kTextHint,
                             .bold = true,
                             .color = canvas.theme().ink,
                             .vertical = Align::Start,
                             .max_lines = 2,
                             .pitch = 1.22F,
                             .prefers_one_line = false});
  const float unit = canvas.text_width(tr("copies"), {.size = kTextNote, .color = {}});
  made.count_size =
      canvas
          .common({0, 0, width - std::min(unit, width * 0.4F) - 8, made.cover_height * 0.5F},
                  counts, {.size = kTextCount, .bold = true, .color = {}, .grows = false})
          .size;
  return made;
}

std::optional<core::Intent> draw_leaflet(Canvas& canvas, const Rect& rect,
                                         const core::LeafletTile& leaflet,
                                         const LeafletLayout& layout, std::string& chosen) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas, leaflet.name);
  const bool selected = chosen == leaflet.id;
  const Rect inside = rect.inset(12);
  const float cover_height = layout.cover_height;
  // The whole tile: a box that reached beyond its target would hide it.
  const Canvas::Press press = canvas.target(rect, leaflet.name);
  BoxStyle box{.fill = press.pressed ? theme.count.fill : theme.card,
               .border = selected ? theme.accent : theme.edge,
               .border_width = selected ? 5.0F : 2.0F,
               .radius = kRadiusStaff};
  canvas.box(rect, box);
  if (press.clicked) {
    chosen = leaflet.id;
  }
  const Rect cover{inside.x, inside.y, layout.cover_width, cover_height};
  leaflet_cover(canvas, cover, leaflet.cover);
  const Rect words = inside.without_left(layout.cover_width + 12).top_part(cover_height);
  canvas.text(words.top_part(cover_height * 0.48F), leaflet.name, layout.name);
  const Rect counted = words.without_top(cover_height * 0.5F);
  figure(canvas, counted, with_thousands(leaflet.copies), tr("copies"), layout.count_size,
         theme.ink, theme.ink2, Align::Start);
  if (leaflet.saving) {
    saving_mark(canvas, cover);
  }
  if (button(canvas, inside.bottom_part(layout.button_height),
             {.label = "+1", .tone = &theme.count, .size = kTextBody, .counting = true})) {
    return core::HandOut{leaflet.id, 1};
  }
  return std::nullopt;
}

// One fact at the foot: its picture, and its words on one line or on as many as there is room for.
void draw_fact(Canvas& canvas, const Rect& rect, const char* icon, const std::string& words,
               int lines) {
  const Theme& theme = canvas.theme();
  const float side = std::min(34.0F, rect.h);
  canvas.icon({rect.x, rect.centre_y() - side / 2, side, side}, icon, theme.ink2);
  canvas.text(rect.without_left(46), words,
              {.size = kTextNote, .color = theme.ink2, .max_lines = lines, .pitch = 1.15F});
}

std::optional<core::Intent> draw_handout_foot(Canvas& canvas, const Rect& rect,
                                              const core::FrameView& frame,
                                              const core::HandoutView& view) {
  std::optional<core::Intent> intent;
  Rect facts = rect;
  if (view.pages > 1) {
    const float width = view.few_left || canvas.form() == Form::Tall ? 350 : 440;
    const Rect pages = rect.right_part(width).inset(0, 1);
    if (const int turned = page_buttons(canvas, pages, view.page, view.pages); turned != 0) {
      intent = core::TurnPage{turned};
    }
    facts = rect.without_right(width + 12);
  }
  if (view.few_left) {
    const Rect below = facts.bottom_part(facts.h / 2);
    draw_fact(canvas, below, "stock",
              fill(tr("“{name}”: {n} copies left"),
                   {{"name", view.few_left->name}, {"n", with_thousands(view.few_left->copies)}}),
              1);
    facts = facts.top_part(facts.h / 2);
  }
  if (frame.practice) {
    draw_fact(canvas, facts, "repeat", tr("Practice"), 1);
    return intent;
  }
  const bool waiting = frame.waiting > 0;
  draw_fact(canvas, facts, waiting ? "disk" : "delivered",
            waiting ? fill(frame.enrolled ? tr("{n} waiting to be sent; counting goes on")
                                          : tr("{n} kept on this machine"),
                           {{"n", with_thousands(frame.waiting)}})
                    : std::string(tr("All delivered to the county")),
            view.few_left ? 1 : 2);
  return intent;
}

std::optional<core::Intent> draw_tiles(Canvas& canvas, const Rect& grid,
                                       const core::FrameView& frame, const core::HandoutView& view,
                                       int columns, HandoutDraft& draft) {
  std::optional<core::Intent> intent;
  const int rows = frame.room.tiles / columns;
  const LeafletLayout layout = layout_of(canvas, grid.cell(0, 0, columns, rows, 12), view.tiles);
  const auto cells = static_cast<std::size_t>(rows * columns);
  for (std::size_t i = 0; i < view.tiles.size() && i < cells; ++i) {
    const auto cell = static_cast<int>(i);
    if (auto wanted =
            draw_leaflet(canvas, grid.cell(cell % columns, cell / columns, columns, rows, 12),
                         view.tiles[i], layout, draft.leaflet)) {
      intent = std::move(wanted);
    }
  }
  return intent;
}

std::optional<core::Intent> draw_handout_wide(Canvas& canvas, const Rect& area,
                                              const core::FrameView& frame,
                                              const core::HandoutView& view, HandoutDraft& draft) {
  auto intent = draw_pad(canvas, pad_beside(area.right_part(kPadWidth)), view, draft);
  const Rect left = area.without_right(kPadWidth + 16);
  if (auto wanted = draw_handout_foot(canvas, left.bottom_part(kFootHeight), frame, view)) {
    intent = std::move(wanted);
  }
  auto counted = draw_tiles(canvas, left.without_bottom(kFootHeight + 8), frame, view, 3, draft);
  return counted ? counted : intent;
}

std::optional<core::Intent> draw_handout_tall(Canvas& canvas, const Rect& area,
                                              const core::FrameView& frame,
                                              const core::HandoutView& view, HandoutDraft& draft) {
  const Rect pad = area.bottom_part(std::max(kPadKeysLeast + 40, area.h * 0.4F));
  canvas.fill({pad.x, pad.y - 9, pad.w, 2}, canvas.theme().line);
  auto intent = draw_pad(canvas, pad_below(pad.without_top(10)), view, draft);
  const Rect upper = area.without_bottom(pad.h + 18);
  if (auto wanted = draw_handout_foot(canvas, upper.bottom_part(kFootHeight), frame, view)) {
    intent = std::move(wanted);
  }
  auto counted = draw_tiles(canvas, upper.without_bottom(kFootHeight + 10), frame, view, 3, draft);
  return counted ? counted : intent;
}

// The pad lies over the tiles while a leaflet is chosen: on a small panel, and where a notice in
// practice leaves a larger one no more height.
std::optional<core::Intent> draw_handout_compact(Canvas& canvas, const Rect& area,
                                                 const core::FrameView& frame,
                                                 const core::HandoutView& view,
                                                 HandoutDraft& draft) {
  auto intent = draw_handout_foot(canvas, area.bottom_part(kStaffTargetMin + 2), frame, view);
  if (auto counted = draw_tiles(canvas, area.without_bottom(kStaffTargetMin + 10), frame, view,
                                canvas.form() == Form::Compact ? 2 : 3, draft)) {
    intent = std::move(counted);
  }
  if (draft.leaflet.empty()) {
    return intent;
  }
  const GroupScope group(canvas, "pad");
  // Over a notice, too, down to what was done last.
  const Rect whole = sheet_area(canvas, area);
  const Rect at{whole.x, whole.y, whole.w, area.bottom() - whole.y};
  canvas.block(at);
  const Theme& theme = canvas.theme();
  canvas.box(
      at, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  PadCuts cuts = pad_below(at.inset(16, 12));
  constexpr float kTitleCompact = 44;
  constexpr float kBack = kStaffTargetMin + 2;
  const Rect left = cuts.title.top_part(cuts.keys.h);
  const Rect back = left.bottom_part(kBack);
  cuts.title = left.top_part(kTitleCompact);
  cuts.line.y = back.y - cuts.line.h - 10;
  cuts.steps = {left.x, cuts.title.bottom() + 8, left.w, cuts.line.y - cuts.title.bottom() - 18};
  cuts.step_columns = cuts.steps.h < kTwoStepRows ? 4 : 2;
  intent = draw_pad(canvas, cuts, view, draft);
  const bool leaves =
      button(canvas, back, {.label = tr("Back"), .icon = "back", .size = 30, .leads_back = true});
  if (leaves || intent) {
    draft = HandoutDraft{};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_handout(Canvas& canvas, const core::FrameView& frame,
                                         const core::HandoutView& view, HandoutDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const float bar = undo_bar_height(canvas);
  if (auto wanted = undo_bar(canvas, area.bottom_part(bar), frame,
                             fill(tr("Today {n} copies"), {{"n", with_thousands(view.copies)}}))) {
    intent = std::move(wanted);
  }
  const Rect upper = area.without_bottom(bar + (canvas.form() == Form::Compact ? 8.0F : 12.0F));
  const Form form =
      canvas.form() == Form::Wide && upper.h < kPadBesideLeast ? Form::Compact : canvas.form();
  const auto draw_form =
      by_form(form, &draw_handout_wide, &draw_handout_compact, &draw_handout_tall);
  if (auto wanted = draw_form(canvas, upper, frame, view, draft)) {
    intent = std::move(wanted);
  }
  return intent;
}

}  // namespace outreach::ui
