// 看口袋书: the shelf, a tile for each leaflet that can be read here.
#include <algorithm>

#include "app/ui/draw.h"
#include "app/ui/forms.h"
#include "app/ui/resident_parts.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {

std::optional<core::Intent> draw_leaflets(Canvas& canvas, const core::FrameView& frame,
                                          const core::LeafletsView& view) {
  const GroupScope group(canvas, "leaflets");
  const Theme& theme = canvas.theme();
  std::optional<core::Intent> intent;
  if (resident_header(canvas, {.title = tr("Leaflets to read here"),
                               .hint = tr("Tap the one you want to read")})) {
    intent = core::GoTo{core::ScreenName::Residents};
  }
  const Rect work = resident_work(canvas);
  if (view.covers.empty()) {
    canvas.text(work, tr("There is no leaflet to read here yet"),
                {.size = kTextBody,
                 .bold = true,
                 .color = theme.ink,
                 .align = Align::Centre,
                 .max_lines = 2});
  }
  const int columns = canvas.form() == Form::Tall ? 2 : 3;
  const int rows = std::max(1, (frame.room.covers + columns - 1) / columns);
  for (int i = 0; i < static_cast<int>(view.covers.size()); ++i) {
    const core::LeafletsView::Cover& cover = view.covers[static_cast<std::size_t>(i)];
    if (tile(canvas, work.cell(i % columns, i / columns, columns, rows, kResidentGap),
             {.word = cover.name,
              .picture = cover.picture,
              .icon = "leaflet",
              .tone = &theme.kaki,
              .panel = &theme.kaki_panel})) {
      intent = core::OpenLeaflet{cover.id};
    }
  }
  if (view.pages > 1) {
    if (const int by = page_buttons(canvas, resident_bar_ways(canvas), view.page, view.pages)) {
      intent = core::TurnPage{by};
    }
  }
  return intent;
}

}  // namespace outreach::ui
