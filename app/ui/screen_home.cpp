#include <algorithm>
#include <array>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/home_more.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// When nothing waits: "delivered" is said only of something that was.
const char* rest_words(const core::FrameView& frame) {
  return frame.nothing_recorded ? tr("Nothing recorded yet") : tr("All delivered");
}

constexpr float kGapTiles = 20;
constexpr float kGapFoot = 12;
constexpr float kHeroWidth = 360;

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

void draw_title(Canvas& canvas, const core::FrameView& frame, float top) {
  const Theme& theme = canvas.theme();
  const Rect line{kResidentMargin, top, canvas.screen().w - 2 * kResidentMargin, 68};
  std::string where = frame.county;
  if (!frame.place.empty()) {
    where += (where.empty() ? "" : " · ") + frame.place;
  }
  const Rect at = line.without_left(line.w * 0.56F);
  const Rect taken = canvas.text(at.without_left(50), where,
                                 {.size = kTextHint,
                                  .bold = true,
                                  .color = theme.brand,
                                  .align = Align::End,
                                  .max_lines = 2,
                                  .pitch = 1.15F});
  canvas.icon({taken.x - 46, line.centre_y() - 18, 36, 36}, "outing",
              theme.high_contrast ? theme.accent : theme.brand);
  canvas.text(line.left_part(line.w * 0.56F - 20), tr("Hello! What shall we record? Tap one"),
              {.size = kTextTitle,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.ink,
               .max_lines = 1});
}

void draw_where_records_are(Canvas& canvas, const core::FrameView& frame, const Rect& rect) {
  const Theme& theme = canvas.theme();
  if (frame.practice) {
    banner(canvas, rect, {.icon = "repeat", .words = tr("Practice"), .tone = &theme.note});
    return;
  }
  Banner look{.icon = "outing", .words = rest_words(frame), .tone = &theme.note};
  if (frame.waiting > 0) {
    const char* words =
        frame.enrolled ? tr("{n} waiting to be sent") : tr("{n} kept on this machine");
    look = {.icon = frame.enrolled ? "waiting" : "disk",
            .words = fill(words, {{"n", with_thousands(frame.waiting)}}),
            .tone = &theme.wheat};
  } else if (!frame.nothing_recorded) {
    look.icon = "delivered";
    look.tone = &theme.saved;
  }
  banner(canvas, rect, look);
}

std::optional<core::Intent> draw_home_foot(Canvas& canvas, const core::FrameView& frame,
                                           const Rect& bar, HomeDraft& draft,
                                           bool& choosing_staff) {
  std::optional<core::Intent> intent;
  const float status = std::max(360.0F, bar.w * 0.3F);
  draw_where_records_are(canvas, frame, bar.left_part(status));
  const Rect rest = bar.without_left(status + kGapFoot);
  const auto foot_button = [&](int column, const char* label, const char* icon) {
    return button(canvas, rest.cell(column, 0, 5, 1, kGapFoot),
                  {.label = label,
                   .icon = icon,
                   .size = kTextBody,
                   .radius = kRadiusButton,
                   .lip = kLipButton,
                   .max_lines = 2});
  };
  using core::TypeSize;
  const bool largest = frame.type_size == TypeSize::Largest;
  if (foot_button(0, largest ? tr("Standard type") : tr("Larger type"), "big-type")) {
    intent = core::SetTypeSize{largest                                 ? TypeSize::Standard
                               : frame.type_size == TypeSize::Standard ? TypeSize::Large
                                                                       : TypeSize::Largest};
  }
  const bool high = frame.contrast == core::Contrast::High;
  if (foot_button(1, high ? tr("Normal colours") : tr("High contrast"), "contrast")) {
    intent = core::SetContrast{high ? core::Contrast::Normal : core::Contrast::High};
  }
  const bool chinese = frame.language == core::Language::Chinese;
  if (foot_button(2, chinese ? "English" : "中文", "language")) {
    intent = core::SetLanguage{chinese ? core::Language::English : core::Language::Chinese};
  }
  if (foot_button(3, tr("Staff"), "staff")) {
    choosing_staff = true;
  }
  if (foot_button(4, tr("More"), "plus")) {
    draft.showing_more = true;
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
    if (i > 0) {
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
  const float title_top = screen.y + (theme.high_contrast ? 20.0F : 44.0F);
  const Rect bar{kResidentMargin, screen.bottom() - 20 - kResidentTargetMin,
                 screen.w - 2 * kResidentMargin, kResidentTargetMin};
  std::optional<core::Intent> intent = draw_home_foot(canvas, frame, bar, draft, choosing_staff);
  float top = title_top + 78;
  if (frame.notice) {
    if (auto wanted = notice_banner(canvas, {kResidentMargin, top, bar.w, kNoticeHeight}, frame)) {
      intent = std::move(wanted);
    }
    top += 84;
  }
  draw_title(canvas, frame, title_top);
  const Rect work{kResidentMargin, top, bar.w, bar.y - kGapTiles - top};
  const auto tiles = tiles_of(theme, frame, view);
  const bool words_only = theme.high_contrast || canvas.type_size() == core::TypeSize::Largest;
  const auto chosen =
      words_only ? draw_plain_tiles(canvas, work, tiles) : draw_picture_tiles(canvas, work, tiles);
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
