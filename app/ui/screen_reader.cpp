// 看口袋书: the reader around a panel or a page, and what comes after the last one.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/forms.h"
#include "app/ui/reader_parts.h"
#include "app/ui/resident_parts.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// One line for each law, with all of its articles: they are many, the laws are few.
std::vector<std::string> source_lines(const std::vector<domain::Citation>& sources) {
  std::vector<std::string> lines;
  std::vector<domain::Citation> told;
  for (const domain::Citation& source : sources) {
    const auto same = [&](const domain::Citation& other) {
      return other.law == source.law && other.effective == source.effective;
    };
    if (std::any_of(told.begin(), told.end(), same)) {
      continue;
    }
    std::vector<std::string> articles;
    for (const domain::Citation& other : sources) {
      if (same(other)) {
        articles.push_back(other.article);
      }
    }
    lines.push_back(
        fill(tr("{law} {article} (in force since {date})"), {{"law", "《" + source.law + "》"},
                                                             {"article", listed_words(articles)},
                                                             {"date", to_iso(source.effective)}}));
    told.push_back(source);
  }
  return lines;
}

void draw_sources(Canvas& canvas, const Rect& rect, const domain::ComicLeaflet& comic) {
  const Theme& theme = canvas.theme();
  const float head = by_form(canvas.form(), 56.0F, 40.0F, 70.0F);
  canvas.text(rect.top_part(head), tr("Where it is from"),
              {.size = kTextBody, .bold = true, .color = theme.ink});
  canvas.text(rect.bottom_part(head), comic.review,
              {.size = kTextHint, .bold = true, .color = theme.brand});
  const std::vector<std::string> lines = source_lines(comic.sources);
  const Rect area = rect.without_top(head).without_bottom(head);
  constexpr int kLinesMost = 6;
  const int rows = static_cast<int>(lines.size());
  for (int i = 0; i < rows; ++i) {
    canvas.text(area.cell(0, i, 1, rows, 6), lines[static_cast<std::size_t>(i)],
                {.size = kTextNote,
                 .color = theme.ink2,
                 .max_lines = kLinesMost,
                 .prefers_one_line = false});
  }
}

// Past the last one: where it is from, and what next.
std::optional<core::Intent> draw_leaflet_end(Canvas& canvas, const core::ReaderView& view) {
  const Theme& theme = canvas.theme();
  const Rect work = resident_work(canvas);
  canvas.box(work,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusTile});
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect inside = is_compact ? work.inset(16, 8) : work.inset(32, 20);
  const bool has_sources = view.leaflet->is_comic();
  const Rect title =
      has_sources ? inside.top_part(by_form(canvas.form(), 80.0F, 48.0F, 120.0F)) : inside;
  canvas.text(title, tr("That was the last page"),
              {.size = kTextTitle, .bold = true, .color = theme.ink, .align = Align::Centre});
  if (has_sources) {
    draw_sources(canvas, inside.without_top(title.h + 4), view.leaflet->comic);
  }
  const Rect ways = resident_bar_ways(canvas);
  std::optional<core::Intent> intent;
  if (resident_button(canvas, ways.cell(0, 0, 2, 1, kResidentGap),
                      {.label = tr("Read it again"), .icon = "repeat"})) {
    intent = core::OpenLeaflet{view.leaflet->id};
    for (int i = 0; i < view.leaflet->leaves(); ++i) {
      canvas.touch().scroll_to(page_scroll(i), 0);
      canvas.touch().scroll_across_to(page_scroll(i), 0);
    }
  }
  if (resident_button(canvas, ways.cell(1, 0, 2, 1, kResidentGap),
                      {.label = tr("Other leaflets"), .icon = "leaflet", .tone = &theme.primary})) {
    intent = core::GoTo{core::ScreenName::Leaflets};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_reader(Canvas& canvas, const core::FrameView& frame,
                                        const core::ReaderView& view) {
  const GroupScope group(canvas, "reader");
  const bool is_overview = view.whole && view.leaflet->is_comic() && !view.at_end;
  // On a small panel the picture takes the title's place.
  const bool has_title = canvas.form() != Form::Compact || view.at_end || is_overview;
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = has_title ? view.name : std::string()})) {
    intent = view.at_end   ? core::Intent(core::TurnLeaf{-1})
             : is_overview ? core::Intent(core::ShowWhole{false})
                           : core::Intent(core::GoTo{core::ScreenName::Leaflets});
  }
  std::optional<core::Intent> wanted = view.at_end                ? draw_leaflet_end(canvas, view)
                                       : view.leaflet->is_comic() ? draw_comic(canvas, frame, view)
                                                                  : draw_pages(canvas, view);
  return wanted ? wanted : intent;
}

}  // namespace outreach::ui
