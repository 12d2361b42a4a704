// 发放: the tally pad.
#include <array>
#include <string>
#include <vector>

#include "app/ui/draw.h"
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
  made.button_height = std::max(kStaffTargetMin + 5, inside.h * 0.26F);
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

std::optional<core::Intent> draw_pad(Canvas& canvas, const Rect& rect,
                                     const core::HandoutView& view, HandoutDraft& draft) {
  const Theme& theme = canvas.theme();
  const core::LeafletTile* chosen = nullptr;
  for (const core::LeafletTile& leaflet : view.tiles) {
    if (leaflet.id == draft.leaflet) {
      chosen = &leaflet;
    }
  }
  const GroupScope group(canvas, tr("How many?"));
  // The keys keep their least height when a notice takes room from the pad; the steps give way.
  constexpr float kShort = 560;
  constexpr float kVeryShort = 510;  // in practice
  const float title_height = rect.h < kVeryShort ? 40 : rect.h < kShort ? 48 : 62;
  const float line_height = rect.h < kVeryShort ? 40 : 48;
  constexpr float kKeysLeast = 4 * kStaffTargetMin + 3 * kGap;
  const Rect title = rect.top_part(title_height);
  if (chosen != nullptr) {
    const Rect ask = canvas.text(title.right_part(130), tr("How many?"),
                                 {.size = kTextNote, .color = theme.ink2, .align = Align::End});
    canvas.text(
        {title.x, title.y, ask.x - title.x - 10, title.h}, chosen->name,
        {.size = kTextHint, .bold = true, .color = theme.accent, .max_lines = 2, .pitch = 1.15F});
  } else {
    canvas.text(title, tr("Tap a leaflet's picture to add more than one"),
                {.size = kTextNote, .color = theme.ink2, .max_lines = 2, .pitch = 1.2F});
  }
  std::optional<core::Intent> intent;
  const ButtonState state = chosen != nullptr ? ButtonState::Idle : ButtonState::Disabled;
  const float steps_height =
      std::min((rect.h - 122) * 0.41F, rect.h - title_height - 4 - line_height - 18 - kKeysLeast);
  const Rect steps{rect.x, rect.y + title_height + 4, rect.w, steps_height};
  constexpr std::array kSteps{1, 5, 10, 50};
  for (int i = 0; i < 4; ++i) {
    const int step = kSteps[static_cast<std::size_t>(i)];
    if (button(canvas, steps.cell(i % 2, i / 2, 2, 2, kGap),
               {.label = "+" + std::to_string(step),
                .tone = &theme.primary,
                .state = state,
                .size = 44,
                .counting = true})) {
      intent = core::HandOut{draft.leaflet, step};
    }
  }
  const Rect line{rect.x, steps.bottom() + 8, rect.w, line_height};
  canvas.text(line.left_part(line.w * 0.5F), tr("or type a number"),
              {.size = kTextNote, .color = theme.ink2});
  const std::string copies = tr("copies");
  const Rect unit = canvas.text(line.right_part(line.w * 0.3F), copies,
                                {.size = kTextNote, .color = theme.ink2, .align = Align::End});
  canvas.text({line.centre_x(), line.y, unit.x - 8 - line.centre_x(), line.h}, draft.typed,
              {.size = 36, .bold = true, .color = theme.ink, .align = Align::End});
  canvas.fill(line.bottom_part(3), theme.accent);
  const Rect keys = rect.without_top(line.bottom() + 10 - rect.y);
  if (number_keypad(canvas, keys, {.enter = tr("Add"), .enter_enabled = chosen != nullptr},
                    draft.typed)) {
    intent = core::HandOut{draft.leaflet, number_in(draft.typed)};
    draft.typed.clear();
  }
  return intent;
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
    const float width = view.few_left ? 350 : 440;
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

}  // namespace

std::optional<core::Intent> draw_handout(Canvas& canvas, const core::FrameView& frame,
                                         const core::HandoutView& view, HandoutDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const auto take = [&intent](std::optional<core::Intent> wanted) {
    if (wanted) {
      intent = std::move(wanted);
    }
  };
  take(undo_bar(canvas, area.bottom_part(kUndoBarHeight), frame,
                fill(tr("Today {n} copies"), {{"n", with_thousands(view.copies)}})));
  const Rect upper = area.without_bottom(kUndoBarHeight + 12);
  take(draw_pad(canvas, upper.right_part(kPadWidth), view, draft));
  const Rect left = upper.without_right(kPadWidth + 16);
  take(draw_handout_foot(canvas, left.bottom_part(kFootHeight), frame, view));
  const Rect grid = left.without_bottom(kFootHeight + 8);
  const LeafletLayout layout = layout_of(canvas, grid.cell(0, 0, 3, 2, 12), view.tiles);
  for (std::size_t i = 0; i < view.tiles.size() && i < 6; ++i) {
    const Rect cell = grid.cell(static_cast<int>(i % 3), static_cast<int>(i / 3), 3, 2, 12);
    take(draw_leaflet(canvas, cell, view.tiles[i], layout, draft.leaflet));
  }
  return intent;
}

}  // namespace outreach::ui
