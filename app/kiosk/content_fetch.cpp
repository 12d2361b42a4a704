#include "app/kiosk/content_fetch.h"

#include <cstdint>
#include <memory>
#include <string>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "sync/client/pack_delivery.h"

namespace outreach::kiosk {
namespace {

void fetch(const char* name, const Options& options, const ContentRoad& by,
           const client::Grant& grant, const client::DeliveryStatus& heard) {
  auto store = std::make_shared<client::PackStore>(pack_store(options.data, name, grant, by.files));
  const auto standing = store->standing();
  if (!standing) {
    complain(standing.error());
    return;
  }
  bool is_installed = false;
  client::PackDelivery packs({by.transport, by.background, by.inbox, by.random, store,
                              [&is_installed] { is_installed = true; }},
                             grant.county_url, name, standing->taken);
  const std::int64_t patience = std::int64_t{options.patience_seconds} * 1'000;
  std::int64_t moved_at = by.clock.now().monotonic.milliseconds;
  std::uint64_t left = 0;
  while (true) {
    by.inbox.drain();
    by.transport.poll();
    const Now now = by.clock.now();
    packs.tick(now, true, pack_time(now, heard.county_time));
    for (const protocol::PackVersion& pack : heard.packs) {
      if (pack.name == name) {
        packs.offered(pack.version);
      }
    }
    const client::PackStatus status = packs.status();
    if (status.bytes_left != left) {
      left = status.bytes_left;
      moved_at = now.monotonic.milliseconds;
    }
    const bool is_late = now.monotonic.milliseconds - moved_at >= patience;
    if (!status.is_under_way && (!status.wanted || status.refusal || is_late)) {
      if (status.refusal) {
        complain({ErrorCode::Refused, std::string("the county's newest ") + name +
                                          " is not taken: " + client::name_of(*status.refusal) +
                                          ", " + status.detail});
      }
      break;
    }
    if (is_late) {
      break;
    }
    by.inbox.wait(kTurnMilliseconds);
  }
  if (const auto now_installed = store->standing();
      is_installed && now_installed && !options.json) {
    print(std::string(name) + " " + std::to_string(now_installed->installed) + " is installed");
  }
}

}  // namespace

void fetch_packs(const Options& options, const ContentRoad& by, const client::Grant& grant,
                 const client::DeliveryStatus& heard) {
  if (!grant.document.publishing_key) {
    return;
  }
  for (const char* name : protocol::kPackNames) {
    fetch(name, options, by, grant, heard);
  }
}

}  // namespace outreach::kiosk
