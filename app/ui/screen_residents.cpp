// Residents' home: what there is to do here, at most six pictured tiles, the whole tile the target.
#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/resident_parts.h"
#include "app/ui/staff_sheet.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kHeroShare = 0.3F;

struct ResidentTile {
  Tile tile;
  core::ScreenName to;
};

// What it is for; where it cannot be, why.
std::string ask_hint(core::Sealing sealing) {
  switch (sealing) {
    case core::Sealing::NotEnrolled:
      return tr("No county is connected yet. Please tell the staff");
    case core::Sealing::NoCaseworkKey:
      return tr("The county has no key for it yet. Please tell the staff");
    case core::Sealing::Possible:
      break;
  }
  return tr("Only the county can read it");
}

// The first is the one dark tile, so that the eye lands there.
std::vector<ResidentTile> resident_tiles(const Theme& theme, const core::ResidentsView& view) {
  std::vector<ResidentTile> tiles;
  if (view.has_guide) {
    tiles.push_back({{.word = tr("Whom do I go to?"),
                      .hint = tr("Tap through a few questions and know where to go"),
                      .picture = "home-guide",
                      .icon = "guide",
                      .tone = &theme.primary,
                      .panel = &theme.indigo_panel},
                     core::ScreenName::Guide});
  }
  if (view.has_leaflets) {
    tiles.push_back({{.word = tr("Read a leaflet"),
                      .hint = tr("Comics that say how things are done"),
                      .picture = "home-book",
                      .icon = "leaflet",
                      .tone = &theme.kaki,
                      .panel = &theme.kaki_panel},
                     core::ScreenName::Leaflets});
  }
  tiles.push_back({{.word = tr("Leave a question"),
                    .hint = ask_hint(view.sealing),
                    .picture = "home-ask",
                    .icon = "pen",
                    .tone = &theme.indigo,
                    .panel = &theme.indigo_panel,
                    .enabled = view.sealing == core::Sealing::Possible},
                   core::ScreenName::Ask});
  tiles.push_back({{.word = tr("Look for an answer"),
                    .hint = tr("With your receipt number: has a reply come?"),
                    .picture = "home-look",
                    .icon = "receipt",
                    .tone = &theme.pine,
                    .panel = &theme.pine_panel},
                   core::ScreenName::LookUp});
  tiles.push_back({{.word = tr("Rate us"),
                    .hint = tr("Was it good here today?"),
                    .picture = "home-rate",
                    .icon = "face-great",
                    .tone = &theme.wheat,
                    .panel = &theme.wheat_panel},
                   core::ScreenName::Rate});
  return tiles;
}

void draw_greeting(Canvas& canvas, const core::FrameView& frame, const Rect& rect,
                   bool words_only) {
  const Theme& theme = canvas.theme();
  const bool is_tall = canvas.form() == Form::Tall;
  const Rect question = is_tall ? rect.top_part(rect.h * 0.55F) : rect.left_part(rect.w * 0.52F);
  const Rect where = is_tall ? rect.bottom_part(rect.h * 0.4F) : rect.without_left(rect.w * 0.54F);
  canvas.text(question, words_only ? tr("Hello! Tap one") : tr("Hello! What is it about? Tap one"),
              {.size = kTextTitle,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.ink,
               .max_lines = 1});
  std::string place = frame.county;
  if (!frame.place.empty()) {
    place += (place.empty() ? "" : " · ") + frame.place;
  }
  canvas.text(where, place,
              {.size = kTextHint,
               .bold = true,
               .color = theme.brand,
               .align = is_tall ? Align::Start : Align::End,
               .max_lines = 2,
               .pitch = 1.15F});
}

// Words and icons alone in equal cells: high contrast, the largest type, small and upright panels.
Rect plain_cell(Form form, const Rect& work, int i, int tiles) {
  if (form == Form::Tall) {
    return work.cell(0, i, 1, tiles, kResidentGap);
  }
  const int columns = form == Form::Compact ? 3 : 2;
  return work.cell(i % columns, i / columns, columns, (tiles + columns - 1) / columns,
                   kResidentGap);
}

std::optional<core::Intent> draw_resident_tiles(Canvas& canvas, const Rect& work,
                                                const std::vector<ResidentTile>& tiles,
                                                bool words_only) {
  std::optional<core::Intent> intent;
  const Form form = canvas.form();
  const int count = static_cast<int>(tiles.size());
  const bool is_plain = words_only || form != Form::Wide;
  const float hero = work.w * kHeroShare;
  const Rect rest = work.without_left(hero + kResidentGap);
  const int columns = count > 3 ? 2 : 1;
  const int rows = (count - 1 + columns - 1) / columns;
  for (int i = 0; i < count; ++i) {
    ResidentTile one = tiles[static_cast<std::size_t>(i)];
    const Rect cell =
        is_plain ? plain_cell(form, work, i, count)
        : i == 0 ? work.left_part(hero)
                 : rest.cell((i - 1) % columns, (i - 1) / columns, columns, rows, kResidentGap);
    if (!one.tile.enabled) {
      closed_tile(canvas, cell, one.tile);
      continue;
    }
    if (words_only || (is_plain && form == Form::Compact)) {
      one.tile.hint.clear();
    }
    const bool tapped =
        !is_plain && i == 0 ? hero_tile(canvas, cell, one.tile) : tile(canvas, cell, one.tile);
    if (tapped) {
      intent = core::GoTo{one.to};
    }
  }
  return intent;
}

// Where it is tall the bar is too narrow for all: a row above it.
Rect upper_foot(const Canvas& canvas) {
  const Rect bar = resident_bar(canvas);
  return bar.moved(0, -bar.h - kResidentGap);
}

std::optional<core::Intent> draw_resident_foot(Canvas& canvas, const core::FrameView& frame,
                                               bool& choosing_staff) {
  using core::TypeSize;
  constexpr int kButtons = 4;  // the last one is staff's
  const Rect ways = resident_bar_ways(canvas);
  const bool is_tall = canvas.form() == Form::Tall;
  const auto at = [&](int i) {
    if (!is_tall) {
      return ways.cell(i, 0, kButtons, 1, kResidentGap);
    }
    return i == kButtons - 1 ? ways : upper_foot(canvas).cell(i, 0, kButtons - 1, 1, kResidentGap);
  };
  std::optional<core::Intent> intent;
  const bool largest = frame.type_size == TypeSize::Largest;
  if (resident_button(
          canvas, at(0),
          {.label = largest ? tr("Standard type") : tr("Larger type"), .icon = "big-type"})) {
    intent = core::SetTypeSize{largest                                 ? TypeSize::Standard
                               : frame.type_size == TypeSize::Standard ? TypeSize::Large
                                                                       : TypeSize::Largest};
  }
  const bool high = frame.contrast == core::Contrast::High;
  if (resident_button(
          canvas, at(1),
          {.label = high ? tr("Normal colours") : tr("High contrast"), .icon = "contrast"})) {
    intent = core::SetContrast{high ? core::Contrast::Normal : core::Contrast::High};
  }
  const bool chinese = frame.language == core::Language::Chinese;
  if (resident_button(canvas, at(2), {.label = chinese ? "English" : "中文", .icon = "language"})) {
    intent = core::SetLanguage{chinese ? core::Language::English : core::Language::Chinese};
  }
  if (resident_button(canvas, at(3), {.label = tr("Staff"), .icon = "staff"})) {
    if (frame.staff_choices.empty()) {
      intent = core::EnterStaff{};
    }
    choosing_staff = true;
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_residents(Canvas& canvas, const core::FrameView& frame,
                                           const core::ResidentsView& view, bool& choosing_staff) {
  const Theme& theme = canvas.theme();
  awning(canvas);
  const Form form = canvas.form();
  const bool words_only = theme.high_contrast || canvas.type_size() == core::TypeSize::Largest;
  const Rect bar = form == Form::Tall ? upper_foot(canvas) : resident_bar(canvas);
  const float top = canvas.screen().y + (theme.high_contrast ? 20.0F : 44.0F);
  const Rect greeting{bar.x, top, bar.w, by_form(form, 68.0F, 50.0F, 136.0F)};
  draw_greeting(canvas, frame, greeting, words_only);
  const float gap = form == Form::Compact ? 12.0F : kResidentGap;
  const float work_top = greeting.bottom() + by_form(form, 10.0F, 6.0F, 20.0F);
  const Rect work{bar.x, work_top, bar.w, bar.y - gap - work_top};
  std::optional<core::Intent> intent =
      draw_resident_tiles(canvas, work, resident_tiles(theme, view), words_only);
  if (auto wanted = draw_resident_foot(canvas, frame, choosing_staff)) {
    intent = std::move(wanted);
  }
  return intent;
}

std::optional<core::Intent> draw_enter_staff(Canvas& canvas, const core::FrameView& frame,
                                             bool& open, int& page) {
  const GroupScope group(canvas, "staff");
  const Rect screen = canvas.screen();
  canvas.block(screen);
  const float margin = resident_margin(canvas);
  const Rect area = screen.inset(margin, canvas.form() == Form::Compact ? 10.0F : 44.0F);
  const Rect inside = sheet(canvas, area, tr("Staff: who are you?"), {});
  std::optional<core::Intent> intent;
  const Rect names = inside.without_bottom(kResidentTargetMin + 14);
  if (const auto name = staff_names(canvas, names, frame, {}, page)) {
    intent = core::EnterStaff{*name};
  }
  const bool leaves = button(canvas, inside.bottom_part(kResidentTargetMin),
                             {.label = tr("Back"),
                              .icon = "back",
                              .size = kTextBody,
                              .radius = kRadiusButton,
                              .lip = kLipButton,
                              .leads_back = true});
  open = !intent && !leaves;
  return intent;
}

}  // namespace outreach::ui
