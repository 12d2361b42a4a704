// The parts of `make_view`, a screen each. Inside this folder only.
#pragma once

#include <optional>
#include <string>

#include "app/core/counting.h"
#include "app/core/make_view.h"

namespace outreach::core {

// What a line is about: the leaflet's, topic's or place's name; of a correction, its target's.
std::string name_of_line(const AppState& state, const OutingLine& line);
// The item's name in the language of the screen.
std::string shown_name(const AppState& state, const domain::CatalogueItem& item);
LastAction::What what_of(const domain::Content& content);
EntryState state_of(const AppState& state, std::optional<Sequence> sequence);
// What a record is about, likewise.
std::string name_of_content(const AppState& state, const domain::Content& content);
// Entries of this machine no ack covers, taps in flight included.
std::int64_t waiting_entries(const AppState& state);
// Entries of the current chain from `start` on that wait and are on a stick.
std::int64_t entries_on_stick(const AppState& state, Sequence start);
// Rounded up; 0 when it is past, or there is none.
std::int64_t seconds_until(std::optional<MonotonicTime> time, Now now);
std::optional<std::int64_t> minutes_since(std::optional<WallTime> time, Now now);

FrameView make_frame(const AppState& state, const OutingLines& lines, Now now);
OpenOutingView make_open_outing(const AppState& state, Now now);
HandoutView make_handout(const AppState& state, const OutingLines& lines);
ConsultationView make_consultation(const AppState& state, const OutingLines& lines);
QuestionView make_question(const AppState& state);
TodayView make_today(const AppState& state, const OutingLines& lines);
SheetView make_sheet(const AppState& state, const OutingLines& lines, Now now);
SheetFilesView make_sheet_files(const AppState& state);
StockView make_stock(const AppState& state, const OutingLines& lines);
// Of what is nearly gone, the leaflet with the fewest copies left; what is wholly gone comes last.
std::optional<FewLeft> few_left(const AppState& state, const OutingLines& lines);
// None once the outing is closed: nothing can be said about it any more.
std::optional<StockDifference> open_stock_difference(const AppState& state,
                                                     const OutingLines& lines);
DeliveryView make_delivery(const AppState& state, Now now);
ReturnedView make_returned(const AppState& state, const OutingLines& lines);
SummaryView make_summary(const AppState& state, const OutingLines& lines);
// The rows it lists, over all its pages.
std::size_t summary_rows(const AppState& state);
AskView make_ask(const AppState& state, Now now);
SlipView make_slip(const AppState& state);
LeafletsView make_leaflets(const AppState& state);
ReaderView make_reader(const AppState& state);
GuideView make_guide(const AppState& state, Now now);
GuideResultView make_guide_result(const AppState& state, const domain::GuideResult& result,
                                  Now now);
// By a clock that is believed.
bool is_expired(const ContentFacts& content, Now now);
LookUpView make_look_up(const AppState& state, Now now);
RateView make_rate(const AppState& state);

}  // namespace outreach::core
