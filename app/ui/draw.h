// The face: draws the screen a view describes and returns at most one intent.
//
//   canvas.begin({window.size(), now.monotonic, std::move(pumped.inputs), {view.frame.contrast,
//   view.frame.type_size}}); const auto intent = draw(canvas, view, drafts); canvas.end();
//
// Sets the language of messages from the view and wipes the drafts when the screen changes.
#pragma once

#include <optional>
#include <string>

#include "app/core/intent.h"
#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

std::optional<core::Intent> draw(Canvas& canvas, const core::View& view, Drafts& drafts);

std::optional<core::Intent> draw_home(Canvas& canvas, const core::FrameView& frame,
                                      const core::HomeView& view, HomeDraft& draft,
                                      bool& choosing_staff);
std::optional<core::Intent> draw_open_outing(Canvas& canvas, const core::FrameView& frame,
                                             const core::OpenOutingView& view,
                                             OpenOutingDraft& draft);
std::optional<core::Intent> draw_handout(Canvas& canvas, const core::FrameView& frame,
                                         const core::HandoutView& view, HandoutDraft& draft);
std::optional<core::Intent> draw_consultation(Canvas& canvas, const core::FrameView& frame,
                                              const core::ConsultationView& view,
                                              ConsultationDraft& draft);
std::optional<core::Intent> draw_question(Canvas& canvas, const core::FrameView& frame,
                                          const core::QuestionView& view, QuestionDraft& draft);
std::optional<core::Intent> draw_today(Canvas& canvas, const core::FrameView& frame,
                                       const core::TodayView& view, TodayDraft& draft);
std::optional<core::Intent> draw_stock(Canvas& canvas, const core::FrameView& frame,
                                       const core::StockView& view, StockDraft& draft);
// `choosing_staff`: set where somebody must first say who they are.
std::optional<core::Intent> draw_sheet(Canvas& canvas, const core::FrameView& frame,
                                       const core::SheetView& view, SheetDraft& draft,
                                       bool& choosing_staff);
std::optional<core::Intent> draw_sheet_files(Canvas& canvas, const core::FrameView& frame,
                                             const core::SheetFilesView& view,
                                             bool& choosing_staff);
std::optional<core::Intent> draw_summary(Canvas& canvas, const core::FrameView& frame,
                                         const core::SummaryView& view);
std::optional<core::Intent> draw_slip(Canvas& canvas, const core::FrameView& frame,
                                      const core::SlipView& view, SlipDraft& draft);
std::optional<core::Intent> draw_delivery(Canvas& canvas, const core::FrameView& frame,
                                          const core::DeliveryView& view, DeliveryDraft& draft);
// `choosing_staff`: set where somebody must first say who they are.
std::optional<core::Intent> draw_returned(Canvas& canvas, const core::FrameView& frame,
                                          const core::ReturnedView& view, ReturnedDraft& draft,
                                          bool& choosing_staff);

// Residents' own.
// The art that fills a panel that is not tall in the first frame; empty: none does.
std::string first_art(bool in_residents_hands, core::Contrast contrast);
std::optional<core::Intent> draw_attract(Canvas& canvas, const core::FrameView& frame,
                                         const core::AttractView& view);
// `choosing_staff`: set where 工作人员 was tapped; then draw_enter_staff goes over it until it is
// cleared.
std::optional<core::Intent> draw_residents(Canvas& canvas, const core::FrameView& frame,
                                           const core::ResidentsView& view, bool& choosing_staff);
std::optional<core::Intent> draw_guide(Canvas& canvas, const core::GuideView& view,
                                       GuideDraft& draft);
std::optional<core::Intent> draw_look_up(Canvas& canvas, const core::LookUpView& view,
                                         LookUpDraft& draft);
// The pad for the number is shown, whether or not it takes any now.
bool asks_for_receipt(const core::LookUpView& view);
std::optional<core::Intent> draw_rate(Canvas& canvas, const core::RateView& view, RateDraft& draft);
std::optional<core::Intent> draw_ask(Canvas& canvas, const core::AskView& view, AskDraft& draft);
std::optional<core::Intent> draw_enter_staff(Canvas& canvas, const core::FrameView& frame,
                                             bool& open, int& page);
std::optional<core::Intent> draw_leaflets(Canvas& canvas, const core::FrameView& frame,
                                          const core::LeafletsView& view);
std::optional<core::Intent> draw_reader(Canvas& canvas, const core::FrameView& frame,
                                        const core::ReaderView& view, ReaderDraft& draft);

}  // namespace outreach::ui
