#include <algorithm>
#include <array>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/home_foot.h"
#include "app/ui/home_more.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kHeroWidth = 360;
// What a tile's word and its hint below it need.
constexpr float kTwoLinesLeast = 90;

struct HomeTile {
  Tile tile;
  core::ScreenName to;
};

std::array<HomeTile, 5> tiles_of(const Theme& theme, const core::FrameView& frame,
                                 const core::HomeView& view) {
  using core::ScreenName;
  const std::string today = frame.date ? day_words(*frame.date) : std::string();
  const std::string people = fill(tr("Today: parties {parties}\npeople {people}"),
                                  {{"parties", with_thousands(view.today.parties)},
                                   {"people", with_thousands(view.today.people)}});
  const std::string copies =
      fill(tr("Today:\n{copies} copies"), {{"copies", with_thousands(view.today.copies)}});
  const std::string waiting = frame.waiting == 0 ? std::string(rest_words(frame))
                                                 : fill(tr("{n} records\nnot delivered yet"),
                                                        {{"n", with_thousands(frame.waiting)}});
  const bool open = frame.outing_open;
  return {{{{.word = open ? tr("Go on counting") : tr("Start an outing"),
             .hint = open ? frame.place + "\n" + today
                          : std::string(tr("Choose place, day and person,\nthen count")),
             .picture = "home-guide",
             .icon = "outing",
             .tone = &theme.primary},
            open ? ScreenName::Handout : ScreenName::OpenOuting},
           {{.word = tr("Handouts"),
             .hint = open ? copies : std::string(tr("Leaflets\nhanded out")),
             .picture = "home-book",
             .icon = "leaflet",
             .tone = &theme.kaki,
             .panel = &theme.kaki_panel},
            ScreenName::Handout},
           {{.word = tr("Advice"),
             .hint = open ? people : std::string(tr("People\nwho asked")),
             .picture = "home-ask",
             .icon = "people",
             .tone = &theme.indigo,
             .panel = &theme.indigo_panel},
            ScreenName::Consultation},
           {{.word = tr("Today"),
             .hint = open                ? tr("Every record,\nto check and correct")
                     : view.shows_closed ? tr("The outing\nthat is closed")
                                         : tr("Shown while an\nouting is open"),
             .picture = "home-look",
             .icon = "calendar",
             .tone = &theme.pine,
             .panel = &theme.pine_panel},
            ScreenName::Today},
           {{.word = tr("Can we pack up?"),
             .hint = waiting,
             .picture = "home-pack",
             .icon = "pack-up",
             .tone = &theme.wheat,
             .panel = &theme.wheat_panel},
            ScreenName::Delivery}}};
}

void draw_title(Canvas& canvas, const core::FrameView& frame, const Rect& rect) {
  const Theme& theme = canvas.theme();
  const bool is_tall = canvas.form() == Form::Tall;
  std::string where = frame.county;
  if (!frame.place.empty()) {
    where += (where.empty() ? "" : " · ") + frame.place;
  }
  // Beside each other, or where it is tall the place above the question.
  const Rect question =
      is_tall ? rect.bottom_part(rect.h / 2) : rect.left_part(rect.w * 0.56F - 20);
  const Rect at = is_tall ? rect.top_part(rect.h / 2) : rect.without_left(rect.w * 0.56F);
  const Rect taken = canvas.text(at.without_left(50), where,
                                 {.size = kTextHint,
                                  .bold = true,
                                  .color = theme.brand,
                                  .align = is_tall ? Align::Start : Align::End,
                                  .max_lines = 2,
                                  .pitch = 1.15F});
  canvas.icon({taken.x - 46, at.centre_y() - 18, 36, 36}, "outing",
              theme.high_contrast ? theme.accent : theme.brand);
  canvas.text(question, tr("Hello! What shall we record? Tap one"),
              {.size = kTextTitle,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.ink,
               .max_lines = 1});
}

// The tiles' places on panels that are not wide: one below the other where it is tall, else the
// first over two cells; a notice leaves rows for two.
Rect small_home_cell(Form form, const Rect& work, int i, bool has_notice) {
  if (form == Form::Tall) {
    return work.cell(0, i, 1, 5, kGapTiles);
  }
  if (has_notice) {
    const Rect first = work.cell(0, 0, 3, 2, kGapFoot);
    return i == 0 ? Rect{first.x, first.y, 2 * first.w + kGapFoot, first.h}
                  : work.cell((i + 1) % 3, (i + 1) / 3, 3, 2, kGapFoot);
  }
  return i == 0 ? work.top_part((work.h - 2 * kGapFoot) / 3)
                : work.cell((i - 1) % 2, 1 + (i - 1) / 2, 2, 3, kGapFoot);
}

// The first has its hint where both lines have room; where it is tall all have.
std::optional<core::Intent> draw_small_tiles(Canvas& canvas, const Rect& work,
                                             const std::array<HomeTile, 5>& tiles,
                                             bool has_notice) {
  std::optional<core::Intent> intent;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Rect at = small_home_cell(canvas.form(), work, static_cast<int>(i), has_notice);
    Tile spec = tiles[i].tile;
    const bool has_hint = canvas.form() == Form::Tall || (i == 0 && at.h >= kTwoLinesLeast);
    std::replace(spec.hint.begin(), spec.hint.end(), '\n', ' ');
    spec.hint = has_hint ? spec.hint : std::string();
    if (tile(canvas, at, spec)) {
      intent = core::GoTo{tiles[i].to};
    }
  }
  return intent;
}

// At the largest type and in high contrast: words and icons alone, six equal cells, the first over
// two.
std::optional<core::Intent> draw_plain_tiles(Canvas& canvas, const Rect& work,
                                             const std::array<HomeTile, 5>& tiles) {
  std::optional<core::Intent> intent;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    Rect at = work.top_part((work.h - 2 * kGapTiles) / 3);
    if (i > 0) {
      at = work.cell(static_cast<int>(i - 1) % 2, 1 + static_cast<int>(i - 1) / 2, 2, 3, kGapTiles);
    }
    Tile tile_spec = tiles[i].tile;
    if (i > 0 || at.h < kTwoLinesLeast) {
      tile_spec.hint.clear();
    }
    std::replace(tile_spec.hint.begin(), tile_spec.hint.end(), '\n', ' ');
    if (tile(canvas, at, tile_spec)) {
      intent = core::GoTo{tiles[i].to};
    }
  }
  return intent;
}

std::optional<core::Intent> draw_picture_tiles(Canvas& canvas, const Rect& work,
                                               const std::array<HomeTile, 5>& tiles) {
  std::optional<core::Intent> intent;
  const float hero = std::max(kHeroWidth, work.w * 0.3F);
  if (hero_tile(canvas, work.left_part(hero), tiles[0].tile)) {
    intent = core::GoTo{tiles[0].to};
  }
  const Rect rest = work.without_left(hero + kGapTiles);
  float word_size = kTextTitle * 2;
  for (std::size_t i = 1; i < tiles.size(); ++i) {
    word_size = std::min(word_size,
                         tile_word_size(canvas, rest.cell(0, 0, 2, 2, kGapTiles), tiles[i].tile));
  }
  for (int i = 0; i < 4; ++i) {
    HomeTile one = tiles[static_cast<std::size_t>(i) + 1];
    one.tile.word_size = word_size;
    if (tile(canvas, rest.cell(i % 2, i / 2, 2, 2, kGapTiles), one.tile)) {
      intent = core::GoTo{one.to};
    }
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_home(Canvas& canvas, const core::FrameView& frame,
                                      const core::HomeView& view, HomeDraft& draft,
                                      bool& choosing_staff) {
  const Theme& theme = canvas.theme();
  awning(canvas);
  const Rect screen = canvas.screen();
  const Form form = canvas.form();
  const float margin = form == Form::Compact ? 24 : kResidentMargin;
  const float gap = form == Form::Compact ? kGapFoot : kGapTiles;
  const float title_top = screen.y + (theme.high_contrast ? 20.0F : 44.0F);
  const float foot = home_foot_height(form);
  const Rect bar{margin, screen.bottom() - gap - foot, screen.w - 2 * margin, foot};
  std::optional<core::Intent> intent = draw_home_foot(canvas, frame, bar, draft, choosing_staff);
  const float title = by_form(form, 68.0F, 50.0F, 136.0F);
  float top = title_top + title + by_form(form, 10.0F, 6.0F, 20.0F);
  if (frame.notice) {
    if (auto wanted = notice_banner(canvas, {margin, top, bar.w, notice_height(canvas)}, frame)) {
      intent = std::move(wanted);
    }
    top += notice_height(canvas) + 10;
  }
  draw_title(canvas, frame, {margin, title_top, bar.w, title});
  const Rect work{margin, top, bar.w, bar.y - gap - top};
  const auto tiles = tiles_of(theme, frame, view);
  const bool words_only = theme.high_contrast || canvas.type_size() == core::TypeSize::Largest;
  const auto chosen = form != Form::Wide
                          ? draw_small_tiles(canvas, work, tiles, frame.notice.has_value())
                      : words_only ? draw_plain_tiles(canvas, work, tiles)
                                   : draw_picture_tiles(canvas, work, tiles);
  if (chosen) {
    intent = chosen;
  }
  if (draft.showing_more) {
    if (auto wanted = home_more_sheet(canvas, frame, draft.showing_more)) {
      intent = std::move(wanted);
    }
  }
  return intent;
}

}  // namespace outreach::ui
