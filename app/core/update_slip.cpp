// 日小票 and the printer. Nothing here is ever a notice: paper is a help, and a stall counts
// without.
#include "app/core/steps.h"

namespace outreach::core {
namespace {

SlipBasis basis_of(const AppState& state) {
  SlipBasis basis;
  basis.outing = state.outing->sequence;
  basis.head = state.head;
  basis.acknowledged_through = state.delivery.acknowledged_through;
  basis.stick_through = state.stick_through;
  basis.waiting_elsewhere = state.waiting_elsewhere;
  basis.on_stick_elsewhere = state.on_stick_elsewhere;
  basis.set_aside = state.delivery.set_aside.size();
  return basis;
}

}  // namespace

void apply(Step& step, const PrintSlip& /*intent*/) {
  SlipFacts& slip = step.state.slip;
  if (!slip.picture || slip.job == SlipView::Job::Printing ||
      step.state.printer == PrinterState::None) {
    return;
  }
  slip.job = SlipView::Job::Printing;
  step.commands.emplace_back(Print{slip.picture});
}

void on(Step& step, const PrinterChanged& event) {
  step.state.printer = event.state;
}

void on(Step& step, const SlipMade& event) {
  SlipFacts& slip = step.state.slip;
  if (slip.asked_for && event.ticket == slip.ticket) {
    slip.picture = event.picture;
    slip.failed = !event.picture;
  }
}

void on(Step& step, const SlipPrinted& event) {
  SlipFacts& slip = step.state.slip;
  slip.job = event.is_printed ? SlipView::Job::Printed : SlipView::Job::NotPrinted;
  slip.trouble = event.printer;
  step.state.printer = event.printer;
}

void settle_slip(Step& step) {
  AppState& state = step.state;
  SlipFacts& slip = state.slip;
  if (state.screen != ScreenName::Slip || !state.outing) {
    slip.asked_for.reset();
    slip.picture.reset();
    slip.failed = false;
    return;
  }
  const SlipBasis basis = basis_of(state);
  if (slip.asked_for != basis) {
    slip.asked_for = basis;
    slip.ticket = state.next_ticket++;
    step.commands.emplace_back(MakeSlip{slip.ticket});
  }
}

void leave_slip(AppState& state) {
  if (state.screen == ScreenName::Slip && state.slip.job != SlipView::Job::Printing) {
    state.slip.job = SlipView::Job::None;
  }
}

}  // namespace outreach::core
