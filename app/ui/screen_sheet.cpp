// 补录: a sheet of paper, typed in whole and recorded at once.
#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/calendar.h"
#include "app/ui/draw.h"
#include "app/ui/parts.h"
#include "app/ui/sheet_parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using Asking = SheetDraft::Asking;

constexpr float kSheetHead = 72;
constexpr float kSheetTitle = 36;
constexpr float kSheetConfirm = 94;

std::size_t entries_of(const SheetDraft& draft) {
  return draft.copies.size() + draft.parties.size();
}

std::string kind_words(const core::SheetView& view, const OpenOutingDraft& outing) {
  if (!outing.kind) {
    return tr("Choose what kind of outing");
  }
  if (*outing.kind != domain::OutingKind::Other) {
    return word_of(*outing.kind);
  }
  for (const core::KindChoice& own : view.outing.own_kinds) {
    if (own.id == outing.other_kind) {
      return own.name;
    }
  }
  return word_of(*outing.kind);
}

// Which outing the sheet is of.
std::optional<core::Intent> draw_sheet_head(Canvas& canvas, const Rect& rect,
                                            const core::SheetView& view, SheetDraft& draft) {
  const GroupScope group(canvas, "sheet head");
  const bool is_compact = canvas.form() == Form::Compact;
  const float back = is_compact ? 110 : 150;
  const float files = is_compact ? 150 : 200;
  // Where it is tall in two rows.
  const bool is_tall = canvas.form() == Form::Tall;
  const Rect ways = is_tall ? rect.bottom_part((rect.h - kGap) / 2) : rect;
  const Rect cells = is_tall ? rect.top_part(ways.h) : rect.without_right(back + files + 2 * kGap);
  const OpenOutingDraft& outing = draft.outing;
  const auto field = [&](int column, const std::string& words, const char* icon, bool is_chosen) {
    return choice(
        canvas, cells.cell(column, 0, 3, 1, kGap),
        {.label = words, .icon = is_compact ? "" : icon, .selected = is_chosen, .max_lines = 2});
  };
  if (field(0, outing.date ? long_day_words(*outing.date) : std::string(tr("Choose the day")),
            "calendar", outing.date.has_value())) {
    draft.outing.choosing_date = true;
    draft.outing.months_back = 0;
  }
  if (field(1, outing.place.empty() ? std::string(tr("Choose a place")) : outing.place, "outing",
            !outing.place.empty())) {
    draft.asking = Asking::Place;
  }
  if (field(2, kind_words(view, outing), "stock", outing.kind.has_value())) {
    draft.asking = Asking::Kind;
  }
  if (button(canvas, ways.right_part(back + kGap + files).left_part(files),
             {.label = tr("From the stick"), .icon = "usb", .max_lines = 2})) {
    return core::GoTo{core::ScreenName::SheetFiles};
  }
  if (button(canvas, ways.right_part(back),
             {.label = tr("Today"), .icon = "back", .size = kTextHint, .leads_back = true})) {
    return core::GoTo{core::ScreenName::Today};
  }
  return std::nullopt;
}

void draw_sheet_leaflets(Canvas& canvas, const Rect& rect, const core::SheetView& view,
                         SheetDraft& draft) {
  const GroupScope group(canvas, "sheet leaflets");
  std::vector<ChoiceItem> items;
  for (const core::LeafletChoice& leaflet : view.leaflets) {
    const auto typed = std::find_if(draft.copies.begin(), draft.copies.end(),
                                    [&](const auto& one) { return one.first == leaflet.id; });
    const bool has_copies = typed != draft.copies.end();
    items.push_back({has_copies
                         ? fill(tr("{name}: {n} copies"),
                                {{"name", leaflet.name}, {"n", with_thousands(typed->second)}})
                         : leaflet.name,
                     {},
                     has_copies});
  }
  const auto tapped =
      choice_grid(canvas, rect, {.columns = 2, .rows = 5, .size = kTextHint, .max_lines = 2}, items,
                  draft.leaflet_page);
  if (tapped) {
    draft.leaflet = view.leaflets[*tapped].id;
    draft.typed.clear();
    draft.asking = Asking::Copies;
  }
}

std::string topic_name(const core::SheetView& view, const std::string& id) {
  for (const core::TopicChoice& topic : view.advice.topics) {
    if (topic.id == id) {
      return topic.name;
    }
  }
  return id;
}

void draw_sheet_parties(Canvas& canvas, const Rect& rect, const core::SheetView& view,
                        SheetDraft& draft) {
  const GroupScope group(canvas, "sheet parties");
  const Theme& theme = canvas.theme();
  constexpr float kAdd = 72;
  constexpr float kRow = 76;
  if (button(canvas, rect.bottom_part(kAdd),
             {.label = tr("Add parties"), .icon = "plus", .tone = &theme.primary, .size = 30})) {
    draft.asking = Asking::Party;
  }
  const Rect list = rect.without_bottom(kAdd + 10);
  canvas.box(list,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  if (draft.parties.empty()) {
    canvas.text(list.inset(16, 8), tr("No party typed in yet"),
                {.size = kTextHint, .color = theme.ink2, .align = Align::Centre, .max_lines = 2});
    return;
  }
  std::optional<std::size_t> removed;
  const auto rows = static_cast<int>(draft.parties.size());
  scroll_list(canvas, list.inset(2), "sheet-parties", rows, kRow, [&](int i, const Rect& row) {
    const GroupScope number(canvas, "party " + std::to_string(i + 1));
    const auto index = static_cast<std::size_t>(i);
    const domain::Consultation& party = draft.parties[index];
    canvas.fill(row, i % 2 == 1 ? theme.zebra : theme.card);
    constexpr float kRemove = 130;
    canvas.text(
        row.inset(14, 4).without_right(kRemove + 8),
        fill(tr("{people} people: {topic}, {outcome}"), {{"people", std::to_string(party.people)},
                                                         {"topic", topic_name(view, party.topic)},
                                                         {"outcome", word_of(party.outcome)}}),
        {.size = kTextNote, .color = theme.ink, .max_lines = 2, .pitch = 1.15F});
    if (button(canvas, row.right_part(kRemove + 8).inset(4, 7),
               {.label = tr("Remove"), .icon = "close"})) {
      removed = index;
    }
  });
  if (removed) {
    draft.parties.erase(draft.parties.begin() + static_cast<std::ptrdiff_t>(*removed));
  }
}

core::RecordSheet record_of(const SheetDraft& draft) {
  core::RecordSheet made;
  made.outing.kind = draft.outing.kind.value_or(domain::OutingKind::Market);
  made.outing.other_kind = draft.outing.other_kind;
  made.outing.place = draft.outing.place;
  made.outing.township = draft.outing.township;
  made.outing.date = draft.outing.date.value_or(Date{});
  for (const auto& [leaflet, copies] : draft.copies) {
    made.entries.emplace_back(domain::Handout{leaflet, copies});
  }
  made.entries.insert(made.entries.end(), draft.parties.begin(), draft.parties.end());
  return made;
}

// What is missing still; empty: nothing is.
std::string missing_words(const core::SheetView& view, const SheetDraft& draft) {
  const OpenOutingDraft& outing = draft.outing;
  if (!outing.date) {
    return tr("Choose the day");
  }
  if (view.outing.clock_trusted && *outing.date > view.outing.today) {
    return tr("This day is still to come");
  }
  if (outing.place.empty()) {
    return tr("Choose a place");
  }
  if (!outing.kind) {
    return tr("Choose what kind of outing");
  }
  return entries_of(draft) == 0 ? tr("Nothing typed in yet") : "";
}

std::optional<core::Intent> draw_sheet_confirm(Canvas& canvas, const Rect& rect,
                                               const core::SheetView& view, SheetDraft& draft,
                                               bool& choosing_staff) {
  const std::string missing = missing_words(view, draft);
  std::string words = missing;
  if (missing.empty()) {
    words = view.staff.empty()
                ? std::string(tr("Choose who records"))
                : fill(tr("Record {n}, marked as from paper"),
                       {{"n", with_thousands(static_cast<std::int64_t>(entries_of(draft)))}});
  }
  ButtonState state = missing.empty() ? ButtonState::Idle : ButtonState::Disabled;
  if (view.saving) {
    state = ButtonState::Saving;
  }
  if (!button(canvas, rect,
              {.label = words,
               .icon = missing.empty() ? "check" : "",
               .tone = &canvas.theme().confirm,
               .state = state,
               .size = 34,
               .lip = kLipButton,
               .max_lines = 2})) {
    return std::nullopt;
  }
  if (view.staff.empty()) {
    choosing_staff = true;
    return std::nullopt;
  }
  draft.sent = true;
  return record_of(draft);
}

void draw_sheet_question(Canvas& canvas, const Rect& area, const core::SheetView& view,
                         SheetDraft& draft) {
  switch (draft.asking) {
    case Asking::Place:
      return draw_sheet_places(canvas, area, view, draft);
    case Asking::Kind:
      return draw_sheet_kinds(canvas, area, view, draft);
    case Asking::Copies:
      return draw_sheet_copies(canvas, area, view, draft);
    case Asking::Party:
      return draw_sheet_party(canvas, area, view, draft);
    case Asking::Nothing:
      break;
  }
  if (draft.outing.choosing_date) {
    draw_calendar(canvas, area, view.outing, draft.outing);
  }
}

}  // namespace

std::optional<core::Intent> draw_sheet(Canvas& canvas, const core::FrameView& frame,
                                       const core::SheetView& view, SheetDraft& kept,
                                       bool& choosing_staff) {
  if (kept.sent && !view.saving) {
    kept.sent = false;
    if (view.recorded) {
      kept = SheetDraft{};
    }
  }
  // What is on its way is recorded as it is: whatever is tapped meanwhile changes nothing.
  SheetDraft frozen = kept;
  SheetDraft& draft = kept.sent ? frozen : kept;
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const auto take = [&intent](std::optional<core::Intent> wanted) {
    if (wanted) {
      intent = std::move(wanted);
    }
  };
  const Form form = canvas.form();
  const float head = by_form(form, kSheetHead, kStaffTargetMin + 1, 2 * kSheetHead + kGap);
  const float confirm = form == Form::Compact ? 70 : kSheetConfirm;
  take(draw_sheet_head(canvas, area.top_part(head), view, draft));
  const Rect middle = area.without_top(head + (form == Form::Compact ? 6.0F : 12.0F))
                          .without_bottom(confirm + (form == Form::Compact ? 6.0F : 14.0F));
  const float half = middle.w * 0.5F - 10;
  const bool is_tall = form == Form::Tall;
  const Rect left = is_tall ? middle.top_part(middle.h * 0.5F - 10) : middle.left_part(half);
  const Rect right = is_tall ? middle.bottom_part(middle.h * 0.5F - 10) : middle.right_part(half);
  step_title(canvas, left.top_part(kSheetTitle), tr("Handouts"), tr("Tap one and type its copies"));
  draw_sheet_leaflets(canvas, left.without_top(kSheetTitle + 6), view, draft);
  step_title(canvas, right.top_part(kSheetTitle), tr("Advice"));
  draw_sheet_parties(canvas, right.without_top(kSheetTitle + 6), view, draft);
  const Rect foot = area.bottom_part(confirm);
  draw_sheet_totals(canvas, foot.left_part(half), view, draft);
  take(draw_sheet_confirm(canvas, foot.right_part(half), view, draft, choosing_staff));
  draw_sheet_question(canvas, sheet_area(canvas, area), view, draft);
  return intent;
}

}  // namespace outreach::ui
