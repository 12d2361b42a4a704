// 查答复. The digits are the draft's: a view has none.
#include "app/core/look_up.h"
#include "app/core/view_parts.h"

namespace outreach::core {

LookUpView make_look_up(const AppState& state, Now now) {
  using State = LookUpView::State;
  const LookUp& look_up = state.visit.look_up;
  LookUpView view;
  view.state = look_up.state;
  view.wait_seconds = seconds_until(next_look_up_at(state), now);
  if (look_up.answers_made_at) {
    view.answers_of = china_date(*look_up.answers_made_at);
  }
  view.answer = look_up.answer;
  const bool asks = view.state == State::Asking;
  if (asks && state.sealing != Sealing::Possible) {
    view.state = State::CannotLookUp;  // said before anybody types twelve digits
  } else if (asks && view.wait_seconds > 0) {
    view.state = State::MustWait;
  }
  return view;
}

}  // namespace outreach::core
