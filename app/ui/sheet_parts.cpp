#include "app/ui/sheet_parts.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/ui/consultation_sheets.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kSheetFoot = 66;

// The sheet's last line leads back.
void draw_sheet_back(Canvas& canvas, const Rect& rect, SheetDraft& draft) {
  if (button(canvas, rect, {.label = tr("Back"), .icon = "back", .size = 30, .leads_back = true})) {
    draft.asking = SheetDraft::Asking::Nothing;
  }
}

void set_copies(SheetDraft& draft, const std::string& leaflet, int copies) {
  std::erase_if(draft.copies, [&](const auto& one) { return one.first == leaflet; });
  if (copies > 0) {
    draft.copies.emplace_back(leaflet, copies);
  }
}

void draw_party_people(Canvas& canvas, const Rect& rect, ConsultationDraft& party) {
  constexpr int kChips = 5;
  for (int people = 1; people <= kChips; ++people) {
    if (choice(canvas, rect.cell(people - 1, 0, kChips + 1, 1, 8),
               {.label = std::to_string(people), .selected = party.people == people})) {
      party.people = people;
    }
  }
  const bool more = party.people > kChips;
  if (choice(canvas, rect.cell(kChips, 0, kChips + 1, 1, 8),
             {.label = more ? std::to_string(party.people) : std::to_string(kChips + 1) + "+",
              .selected = more})) {
    party.typing_people = true;
    party.typed_people.clear();
  }
}

void draw_party_topics(Canvas& canvas, const Rect& rect, const core::SheetView& view,
                       ConsultationDraft& party) {
  std::vector<ChoiceItem> items;
  for (const core::TopicChoice& topic : view.advice.topics) {
    items.push_back({topic.name, {}, topic.id == party.topic});
  }
  const auto tapped =
      choice_grid(canvas, rect, {.columns = 3, .rows = 4, .size = kTextHint, .max_lines = 2}, items,
                  party.topic_page);
  if (tapped) {
    party.topic = view.advice.topics[*tapped].id;
    party.usual_outcome = view.advice.topics[*tapped].usual_outcome;
  }
}

void draw_party_outcomes(Canvas& canvas, const Rect& rect, ConsultationDraft& party) {
  std::vector<ChoiceItem> items;
  for (const domain::Outcome outcome : domain::kOutcomes) {
    items.push_back({word_of(outcome), {}, outcome_of(party) == outcome});
  }
  int page = 0;
  const auto tapped = choice_grid(
      canvas, rect, {.columns = 1, .rows = 4, .size = kTextHint, .max_lines = 2}, items, page);
  if (tapped) {
    party.outcome = domain::kOutcomes[*tapped];
  }
}

// Whether it is taken, and what is missing.
std::string party_words(const SheetDraft& draft) {
  if (draft.parties.size() >= kSheetPartiesMax) {
    return tr("The sheet is full: record it first");
  }
  if (draft.party.people < 1) {
    return tr("How many came");
  }
  if (draft.party.topic.empty()) {
    return tr("Choose what it is about");
  }
  return outcome_of(draft.party) ? tr("Add this party") : tr("Choose what was done");
}

}  // namespace

void draw_sheet_totals(Canvas& canvas, const Rect& rect, const core::SheetView& view,
                       const SheetDraft& draft) {
  const Theme& theme = canvas.theme();
  if (view.recorded && draft == SheetDraft{}) {
    banner(canvas, rect,
           {.icon = "check",
            .words = fill(tr("{n} records are saved, marked as from paper"),
                          {{"n", with_thousands(*view.recorded)}}),
            .tone = &theme.saved});
    return;
  }
  domain::Totals totals;
  totals.parties = static_cast<std::int64_t>(draft.parties.size());
  for (const domain::Consultation& party : draft.parties) {
    totals.people += party.people;
  }
  for (const auto& [leaflet, copies] : draft.copies) {
    totals.copies += copies;
  }
  canvas.text(rect,
              fill(tr("On the sheet: parties {parties}, people {people}, copies {copies}"),
                   {{"parties", with_thousands(totals.parties)},
                    {"people", with_thousands(totals.people)},
                    {"copies", with_thousands(totals.copies)}}),
              {.size = kTextHint, .bold = true, .color = theme.ink, .max_lines = 2});
}

void draw_sheet_places(Canvas& canvas, const Rect& area, const core::SheetView& view,
                       SheetDraft& draft) {
  const GroupScope group(canvas, "sheet places");
  OpenOutingDraft& outing = draft.outing;
  const Rect inside = sheet(canvas, area, tr("Choose a place"), {});
  std::vector<ChoiceItem> items;
  for (const domain::Place& place : view.outing.places) {
    const bool is_chosen = place.name == outing.place && place.township == outing.township;
    items.push_back({place.name, "outing", is_chosen});
  }
  const auto tapped = choice_grid(canvas, inside.without_bottom(kSheetFoot + 14),
                                  {.columns = 3, .rows = 5, .icons = true, .max_lines = 2}, items,
                                  outing.place_page);
  if (tapped) {
    const domain::Place& place = view.outing.places[*tapped];
    outing.place = place.name;
    outing.township = place.township;
    outing.kind = place.kind;
    outing.other_kind = place.other_kind;
    draft.asking = SheetDraft::Asking::Nothing;
  }
  draw_sheet_back(canvas, inside.bottom_part(kSheetFoot), draft);
}

void draw_sheet_kinds(Canvas& canvas, const Rect& area, const core::SheetView& view,
                      SheetDraft& draft) {
  const GroupScope group(canvas, "sheet kinds");
  OpenOutingDraft& outing = draft.outing;
  const Rect inside = sheet(canvas, area, tr("Choose what kind of outing"), {});
  std::vector<ChoiceItem> items;
  std::vector<domain::OutingKind> kinds;
  for (const domain::OutingKind kind : domain::kOutingKinds) {
    if (kind != domain::OutingKind::Other) {
      kinds.push_back(kind);
      items.push_back({word_of(kind), {}, outing.kind == kind});
    }
  }
  for (const core::KindChoice& own : view.outing.own_kinds) {
    const bool is_chosen = outing.kind == domain::OutingKind::Other && outing.other_kind == own.id;
    items.push_back({own.name, {}, is_chosen});
  }
  const auto tapped =
      choice_grid(canvas, inside.without_bottom(kSheetFoot + 14),
                  {.columns = 3, .rows = 4, .max_lines = 2}, items, outing.kind_page);
  if (tapped) {
    const bool is_built_in = *tapped < kinds.size();
    outing.kind = is_built_in ? kinds[*tapped] : domain::OutingKind::Other;
    outing.other_kind =
        is_built_in ? std::string() : view.outing.own_kinds[*tapped - kinds.size()].id;
    draft.asking = SheetDraft::Asking::Nothing;
  }
  draw_sheet_back(canvas, inside.bottom_part(kSheetFoot), draft);
}

void draw_sheet_copies(Canvas& canvas, const Rect& area, const core::SheetView& view,
                       SheetDraft& draft) {
  const GroupScope group(canvas, "sheet copies");
  const auto leaflet =
      std::find_if(view.leaflets.begin(), view.leaflets.end(),
                   [&](const core::LeafletChoice& one) { return one.id == draft.leaflet; });
  if (leaflet == view.leaflets.end()) {
    draft.asking = SheetDraft::Asking::Nothing;  // it left the list
    return;
  }
  constexpr float kTallest = 680;
  const Rect at = sheet_place(area, 520, kTallest);
  const Rect inside = sheet(canvas, at, tr("How many copies does the sheet say?"), leaflet->name);
  const NumberCuts cuts = number_cuts(canvas.form(), inside);
  canvas.text(cuts.line, draft.typed + " " + tr("copies"),
              {.size = kTextTitle, .bold = true, .color = canvas.theme().ink, .align = Align::End});
  canvas.fill(cuts.line.bottom_part(3), canvas.theme().accent);
  if (number_keypad(canvas, cuts.keys, {.enter = tr("Set"), .takes_zero = true}, draft.typed)) {
    set_copies(draft, draft.leaflet, number_in(draft.typed));
    draft.asking = SheetDraft::Asking::Nothing;
  }
  draw_sheet_back(canvas, cuts.back, draft);
}

void draw_sheet_party(Canvas& canvas, const Rect& area, const core::SheetView& view,
                      SheetDraft& draft) {
  const GroupScope group(canvas, "sheet party");
  ConsultationDraft& party = draft.party;
  const Rect inside =
      sheet(canvas, area, tr("One party after the other"),
            fill(tr("{n} so far"),
                 {{"n", with_thousands(static_cast<std::int64_t>(draft.parties.size()))}}));
  const Rect upper = inside.without_bottom(kSheetFoot + 14);
  constexpr float kPeople = 64;
  const Rect left = upper.left_part(upper.w * 0.66F);
  const Rect right = upper.right_part(upper.w * 0.34F - 20);
  draw_party_people(canvas, left.top_part(kPeople), party);
  draw_party_topics(canvas, left.without_top(kPeople + 12), view, party);
  draw_party_outcomes(canvas, right, party);
  const bool ready = draft.parties.size() < kSheetPartiesMax && party.people >= 1 &&
                     !party.topic.empty() && outcome_of(party).has_value();
  const Rect foot = inside.bottom_part(kSheetFoot);
  if (button(canvas, foot.right_part(foot.w * 0.6F),
             {.label = party_words(draft),
              .icon = ready ? "plus" : "",
              .tone = &canvas.theme().confirm,
              .state = ready ? ButtonState::Idle : ButtonState::Disabled,
              .size = 30})) {
    draft.parties.push_back(consultation_of(view.advice, party));
    party = ConsultationDraft{};
  }
  if (button(canvas, foot.left_part(foot.w * 0.4F - 14),
             {.label = tr("That is all"), .icon = "check", .size = 30})) {
    draft.asking = SheetDraft::Asking::Nothing;
  }
  if (party.typing_people) {
    draw_people_sheet(canvas, area, party);
  }
}

}  // namespace outreach::ui
