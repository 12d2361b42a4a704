#include "app/ui/delivery_verdict.h"

#include <cstdint>

#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

using core::DeliveryView;

std::string lost_key_words(const DeliveryView& view) {
  return fill(tr("{n} records cannot be sent: this machine has lost the key that signed them. "
                 "Please tell the county, and keep the spare card"),
              {{"n", with_thousands(view.of_lost_key)}});
}

// What waits is counted on the whole machine, earlier outings included; the boxes below count this
// outing alone.
std::int64_t only_here_of(const core::FrameView& frame, const DeliveryView& view) {
  return frame.waiting - view.waiting_on_stick - view.of_lost_key;
}

}  // namespace

Verdict delivery_verdict(const Theme& theme, const core::FrameView& frame,
                         const DeliveryView& view) {
  const std::int64_t only_here = only_here_of(frame, view);
  if (frame.practice) {
    return {&theme.listen, "repeat", tr("Practice: nothing of it is kept or sent")};
  }
  if (frame.nothing_recorded) {
    return {&theme.listen, "outing", tr("Nothing recorded yet")};
  }
  if (view.can_pack_up) {
    return {&theme.confirm, "check", tr("You can pack up: everything is with the county")};
  }
  if (!view.enrolled) {
    return {&theme.listen, "warning",
            tr("Not enrolled yet: records are kept here, nothing is sent")};
  }
  if (only_here == 0 && view.waiting_on_stick == 0 && view.of_lost_key > 0) {
    return {&theme.failed, "warning", lost_key_words(view)};
  }
  const bool cut_off =
      view.link == DeliveryView::Link::WaitingRetry || view.link == DeliveryView::Link::Held;
  if (cut_off && only_here > 0) {
    return {&theme.listen, "waiting",
            fill(tr("{n} not delivered yet: you may pack up, they go when there is a line"),
                 {{"n", with_thousands(only_here)}})};
  }
  if (only_here > 0 && view.link == DeliveryView::Link::ByStick &&
      view.stick == core::StickState::None) {
    return {&theme.listen, "usb",
            fill(tr("{n} records are only here: plug in a USB stick to carry them"),
                 {{"n", with_thousands(only_here)}})};
  }
  if (only_here > 0) {
    return {&theme.listen, "warning",
            fill(tr("One step left: {n} records are only on this machine"),
                 {{"n", with_thousands(only_here)}})};
  }
  const bool by_stick = view.link == DeliveryView::Link::ByStick;
  return {&theme.listen, by_stick ? "usb" : "waiting",
          fill(by_stick ? tr("{n} records are on the stick: you may pack up, take it to the county")
                        : tr("{n} records wait for the county's receipt"),
               {{"n", with_thousands(view.waiting_on_stick)}})};
}

NextStep next_step(const core::FrameView& frame, const DeliveryView& view) {
  const NextStep at_the_end = frame.outing_open ? NextStep::Close : NextStep::None;
  if (view.can_pack_up || frame.practice) {
    return at_the_end;
  }
  if (frame.waiting == view.of_lost_key) {
    return NextStep::None;  // nothing can be done with them
  }
  if (view.link == DeliveryView::Link::ByStick) {
    if (only_here_of(frame, view) == 0 && view.stick != core::StickState::Busy) {
      return at_the_end;  // a person carries the rest
    }
    return view.stick == core::StickState::None ? NextStep::None : NextStep::WriteToStick;
  }
  return view.enrolled ? NextStep::Send : NextStep::None;
}

}  // namespace outreach::ui
