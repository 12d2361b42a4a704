// 查答复: looked up on the background worker, which has the answers. Nobody is asked, so nobody
// learns what is looked up.
#include <utility>

#include "app/kiosk/found_answer.h"
#include "app/kiosk/shell_state.h"

namespace outreach::kiosk {

void Shell::State::find_answer(const core::FindAnswer& command) {
  if (sealing() != core::Sealing::Possible) {
    input(core::Event{
        core::AnswerFound{command.ticket, core::AnswerFound::Result::CannotLookUp, {}, {}}});
    return;
  }
  run_on(
      *background, inbox,
      [store = answers, receipt = command.receipt,
       casework = *grant->document.casework_key]() mutable {
        auto found = find_answer_in(*store, receipt, casework);
        receipt.wipe();
        return found;
      },
      [this, ticket = command.ticket](core::AnswerFound found) {
        found.ticket = ticket;
        input(core::Event{std::move(found)});
      });
}

}  // namespace outreach::kiosk
