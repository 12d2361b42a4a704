// 看口袋书: the reader around a panel or a page, what comes after the last one, and taking it home.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/draw.h"
#include "app/ui/forms.h"
#include "app/ui/leaflet_codes.h"
#include "app/ui/reader_parts.h"
#include "app/ui/receipt_code.h"
#include "app/ui/resident_parts.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

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

// What next: pages have no words that could be taken along.
std::optional<core::Intent> draw_end_ways(Canvas& canvas, const core::ReaderView& view) {
  const Theme& theme = canvas.theme();
  const Rect ways = resident_bar_ways(canvas);
  const int cells = view.leaflet->is_comic() ? 3 : 2;
  std::optional<core::Intent> intent;
  if (resident_button(canvas, ways.cell(0, 0, cells, 1, kResidentGap),
                      {.label = tr("Read it again"), .icon = "repeat"})) {
    intent = core::OpenLeaflet{view.leaflet->id};
    for (int i = 0; i < view.leaflet->leaves(); ++i) {
      canvas.touch().scroll_to(page_scroll(i), 0);
      canvas.touch().scroll_across_to(page_scroll(i), 0);
    }
  }
  if (view.leaflet->is_comic() && resident_button(canvas, ways.cell(1, 0, cells, 1, kResidentGap),
                                                  {.label = tr("Take it home"), .icon = "qr"})) {
    intent = core::ShowLeafletCode{true};
  }
  if (resident_button(canvas, ways.cell(cells - 1, 0, cells, 1, kResidentGap),
                      {.label = tr("Other leaflets"), .icon = "leaflet", .tone = &theme.primary})) {
    intent = core::GoTo{core::ScreenName::Leaflets};
  }
  return intent;
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
  return draw_end_ways(canvas, view);
}

std::string code_hint(const core::ReaderView& view, const core::FrameView& frame,
                      const ReaderDraft& draft) {
  const auto codes = leaflet_codes(*view.leaflet, view.name, frame.language).size();
  return codes < 2 ? std::string()
                   : fill(tr("Code {n} of {all}"),
                          {{"n", std::to_string(draft.code + 1)}, {"all", std::to_string(codes)}});
}

// One code after the other, with what to do beside it.
std::optional<core::Intent> draw_take_away(Canvas& canvas, const core::FrameView& frame,
                                           const core::ReaderView& view, ReaderDraft& draft) {
  const Theme& theme = canvas.theme();
  const std::vector<std::string> codes = leaflet_codes(*view.leaflet, view.name, frame.language);
  const int last = static_cast<int>(codes.size()) - 1;
  draft.code = std::clamp(draft.code, 0, last);
  const Rect work = resident_work(canvas);
  const bool is_tall = canvas.form() == Form::Tall;
  constexpr float kCodeShare = 0.5F;
  const float side =
      is_tall ? std::min(work.h * 0.56F, work.w) : std::min(work.h, work.w * kCodeShare);
  const Rect code =
      is_tall ? Rect{work.centre_x() - side / 2, work.y, side, side} : work.left_part(side);
  text_code(canvas, code, codes[static_cast<std::size_t>(draft.code)]);
  const Rect words =
      is_tall ? work.without_top(side + kResidentGap) : work.without_left(side + 2 * kResidentGap);
  const bool is_compact = canvas.form() == Form::Compact;
  canvas.text(words.top_part(words.h * 0.56F),
              last > 0 ? tr("Scan each with a telephone, one after the other: the words go along")
                       : tr("Scan it with a telephone: these words go along"),
              {.size = is_compact ? kTextBody : kTextTitle,
               .bold = true,
               .color = theme.ink,
               .max_lines = 5,
               .pitch = 1.25F});
  canvas.text(words.bottom_part(words.h * 0.4F), tr("It is plain text and needs no network"),
              {.size = kTextHint,
               .color = theme.ink2,
               .vertical = Align::Start,
               .max_lines = 3,
               .pitch = 1.25F});
  if (last == 0) {
    return std::nullopt;
  }
  const Rect ways = resident_bar_ways(canvas);
  if (resident_button(canvas, ways.cell(0, 0, 2, 1, kResidentGap),
                      {.label = tr("Code before"), .icon = "back", .enabled = draft.code > 0})) {
    --draft.code;
  }
  if (resident_button(canvas, ways.cell(1, 0, 2, 1, kResidentGap),
                      {.label = tr("Next code"),
                       .icon = "next",
                       .tone = &theme.primary,
                       .enabled = draft.code < last})) {
    ++draft.code;
  }
  return std::nullopt;
}

bool is_overview(const core::ReaderView& view) {
  return view.whole && view.leaflet->is_comic() && !view.at_end;
}

// Where 返回 leads.
core::Intent back_from(const core::ReaderView& view) {
  if (view.takes_away) {
    return core::ShowLeafletCode{false};
  }
  if (view.at_end) {
    return core::TurnLeaf{-1};
  }
  return is_overview(view) ? core::Intent(core::ShowWhole{false})
                           : core::Intent(core::GoTo{core::ScreenName::Leaflets});
}

}  // namespace

std::optional<core::Intent> draw_reader(Canvas& canvas, const core::FrameView& frame,
                                        const core::ReaderView& view, ReaderDraft& draft) {
  const GroupScope group(canvas, "reader");
  // On a small panel the picture takes the title's place.
  const bool has_title = canvas.form() != Form::Compact || view.at_end || is_overview(view);
  if (!view.takes_away) {
    draft = {};
  }
  std::optional<core::Intent> intent;
  if (resident_header(canvas,
                      {.title = has_title ? view.name : std::string(),
                       .hint = view.takes_away ? code_hint(view, frame, draft) : std::string()})) {
    intent = back_from(view);
  }
  std::optional<core::Intent> wanted = view.takes_away ? draw_take_away(canvas, frame, view, draft)
                                       : view.at_end   ? draw_leaflet_end(canvas, view)
                                       : view.leaflet->is_comic() ? draw_comic(canvas, frame, view)
                                                                  : draw_pages(canvas, view);
  return wanted ? wanted : intent;
}

}  // namespace outreach::ui
