// 日小票.
#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {

SlipView make_slip(const AppState& state) {
  SlipView view;
  if (state.outing) {
    view.place = state.outing->opened.place;
    view.date = state.outing->opened.date;
    view.is_open = is_open(state);
  }
  view.picture = state.slip.picture;
  view.failed = state.slip.failed;
  view.printer = state.printer;
  view.job = state.slip.job;
  view.trouble = state.slip.trouble;
  return view;
}

}  // namespace outreach::core
