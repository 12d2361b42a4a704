// The newest packs over the network, for a command that waits for them.
#pragma once

#include "app/kiosk/options.h"
#include "platform/clock/clock.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/enrolment.h"

namespace outreach::kiosk {

// How long one turn sleeps when nothing comes: only bounds how late the patience is seen to be
// over.
inline constexpr int kTurnMilliseconds = 200;

// What it goes by. `background`: the packs on this disk are touched on it alone.
struct ContentRoad {
  Clock& clock;
  Inbox& inbox;
  http::Transport& transport;
  Worker& background;
  Random& random;
  Files& files;
};

// Once nothing waits to be sent: fetches and installs the versions that the county's acks spoke of
// (`heard`), one pack after the other. Turns until each is here, is refused, or has not moved for
// as long as the patience lasts; says on standard error what is wrong.
void fetch_packs(const Options& options, const ContentRoad& by, const client::Grant& grant,
                 const client::DeliveryStatus& heard);

}  // namespace outreach::kiosk
