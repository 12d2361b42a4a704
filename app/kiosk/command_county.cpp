// enrol and sync: what needs the county's server.
#include <algorithm>
#include <memory>
#include <string>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/records.h"
#include "platform/clock/clock.h"
#include "platform/http/transport.h"
#include "platform/json/json.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/enrolment.h"
#include "sync/client/pack_delivery.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

// How long one turn sleeps when nothing comes: only bounds how late the patience is seen to be
// over.
constexpr std::int64_t kTurnMilliseconds = 200;

Result<std::unique_ptr<http::Transport>> make_transport(Inbox& inbox) {
  http::CurlOptions options;
  options.user_agent = "outreach-kiosk";
  return http::make_curl_transport(options, [&inbox] { inbox.post([] {}); });
}

// What a person can do about it.
std::string advice_for(client::Trouble trouble) {
  switch (trouble) {
    case client::Trouble::Refused:
      return "The county does not take this kiosk: ask the county for a new code and enrol again.";
    case client::Trouble::Version:
      return "Kiosk and county are of different versions: update the older one.";
    case client::Trouble::NotTheCounty:
      return "Something else answered, such as a sign-in page: sign in, or check the address.";
    case client::Trouble::OwnDisk:
      return "This machine's disk cannot be read: make a copy of the folder and call support.";
    case client::Trouble::Malformed:
    case client::Trouble::Diverged:
      return "Call support, and keep this folder as it is.";
    default:
      return "Try again when there is a line.";
  }
}

int report(const Options& options, const client::DeliveryStatus& status, std::int64_t delivered) {
  if (options.json) {
    Json json = Json::object();
    json["delivered"] = delivered;
    json["waiting"] = status.waiting;
    json["waiting_elsewhere"] = status.waiting_elsewhere;
    json["acknowledged_through"] = status.acknowledged_through;
    json["quarantined"] = status.set_aside.size();
    json["link"] = client::name_of(status.link);
    json["trouble"] = client::name_of(status.trouble);
    json["detail"] = status.detail;
    print(write_json_indented(json));
  } else if (status.waiting == 0 && status.waiting_elsewhere == 0) {
    print("delivered " + std::to_string(delivered) + ", nothing waits");
  } else {
    print("delivered " + std::to_string(delivered) + ", " + std::to_string(status.waiting) +
          " still wait: " + client::name_of(status.trouble) + " " + status.detail +
          "\nThey stay here, safe. " + advice_for(status.trouble));
  }
  if (!options.json && status.waiting_elsewhere > 0) {
    print(
        std::to_string(status.waiting_elsewhere) +
        " were recorded under a key this machine has lost: nobody can sign for them, so they stay "
        "here. Take them to the county as a file: outreach-kiosk export");
  }
  return status.waiting + status.waiting_elsewhere == 0 ? kExitDone : kExitWaiting;
}

// A delivery, and the next one after the county's history turned out not to be ours.
struct Delivering {
  client::DeliveryDependencies with;
  const Options& options;
  const journal::Journal& journal;
  const client::Grant& grant;
  bool begins_epoch = false;
  std::optional<client::Delivery> delivery{};

  void begin() {
    with.diverged = [this](domain::EpochReason reason, journal::Sequence common) {
      if (begins_epoch) {
        return;
      }
      begins_epoch = true;
      with.recorder.begin_epoch(reason, common, [this](const Result<journal::EpochBegan>& begun) {
        begins_epoch = false;
        if (begun) {
          begin();
        }
      });
    };
    delivery.emplace(
        with,
        client::DeliveryTarget{
            options.data, {}, journal.identity(), journal.chain(), journal.chain_number()},
        grant);
  }
};

// How many entries an ack covers.
Result<std::int64_t> acknowledged(journal::Journal& journal) {
  const auto counts = journal::count_delivery(journal.database());
  if (!counts) {
    return counts.error();
  }
  return counts->acknowledged + counts->quarantined;
}

// Turns until nothing waits, the county needs a person, or nothing has moved for as long as the
// patience lasts.
client::DeliveryStatus deliver(const Options& options, Clock& clock, Inbox& inbox,
                               http::Transport& transport, Delivering& delivering) {
  const std::int64_t patience = std::int64_t{options.patience_seconds} * 1'000;
  std::int64_t moved_at = clock.now().monotonic.milliseconds;
  std::int64_t waiting = -1;
  bool has_asked = false;
  while (true) {
    inbox.drain();
    transport.poll();
    const Now now = clock.now();
    delivering.delivery->tick(now);
    const client::DeliveryStatus& status = delivering.delivery->status();
    if (status.waiting != waiting) {
      waiting = status.waiting;
      moved_at = now.monotonic.milliseconds;
    }
    if (status.has_begun && !has_asked && status.link == client::Link::Idle) {
      // Also where nothing waits, for its answer tells of new content.
      has_asked = true;
      if (!status.county_time) {
        delivering.delivery->sync_now();
        continue;
      }
    }
    const bool finished =
        status.has_begun && status.link == client::Link::Idle && status.waiting == 0;
    const bool hopeless = status.link == client::Link::Held && !delivering.begins_epoch;
    if (finished || hopeless || now.monotonic.milliseconds - moved_at >= patience) {
      return status;
    }
    const std::int64_t sleep =
        delivering.delivery->wait_milliseconds(now).value_or(kTurnMilliseconds);
    inbox.wait(static_cast<int>(std::clamp<std::int64_t>(sleep, 0, kTurnMilliseconds)));
  }
}

// Once nothing waits: the content that the county's acks spoke of.
void fetch_content(const Options& options, Clock& clock, Inbox& inbox, http::Transport& transport,
                   Worker& reading, Random& random, Files& files, const client::Grant& grant,
                   const client::DeliveryStatus& heard) {
  if (!grant.document.publishing_key) {
    return;
  }
  auto store = std::make_shared<client::PackStore>(content_store(options.data, grant, files));
  const auto standing = store->standing();
  if (!standing) {
    complain(standing.error());
    return;
  }
  bool is_installed = false;
  client::PackDelivery packs(
      {transport, reading, inbox, random, store, [&is_installed] { is_installed = true; }},
      grant.county_url, protocol::kContentPack, standing->taken);
  const std::int64_t patience = std::int64_t{options.patience_seconds} * 1'000;
  std::int64_t moved_at = clock.now().monotonic.milliseconds;
  std::uint64_t left = 0;
  while (true) {
    inbox.drain();
    transport.poll();
    const Now now = clock.now();
    packs.tick(now, true, pack_time(now, heard.county_time));
    for (const protocol::PackVersion& pack : heard.packs) {
      if (pack.name == protocol::kContentPack) {
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
        complain({ErrorCode::Refused, std::string("the county's newest content is not taken: ") +
                                          client::name_of(*status.refusal) + ", " + status.detail});
      }
      break;
    }
    if (is_late) {
      break;
    }
    inbox.wait(kTurnMilliseconds);
  }
  if (const auto now_installed = store->standing();
      is_installed && now_installed && !options.json) {
    print("content " + std::to_string(now_installed->installed) + " is installed");
  }
}

}  // namespace

int enrol(const Options& options) {
  // Also sees to it that no kiosk runs on this folder, which would not notice.
  auto records = Records::open(options, Records::WhenNone::Found);
  if (!records) {
    return complain(records.error());
  }
  auto& [machine, clock, random, files, journal] = **records;
  Inbox inbox;
  auto transport = make_transport(inbox);
  if (!transport) {
    return complain(transport.error());
  }
  const auto grant = client::enrol(options.county_url, options.code, journal->identity(),
                                   options.data, files, random, **transport, inbox);
  if (!grant) {
    return complain(grant.error());
  }
  if (options.json) {
    Json json = Json::object();
    json["county"] = grant->document.county;
    json["name"] = grant->document.kiosk_name;
    json["kiosk"] = to_hex(grant->document.kiosk);
    json["county_url"] = grant->county_url;
    print(write_json_indented(json));
  } else {
    print("enrolled with " + grant->document.county + " as " + grant->document.kiosk_name);
  }
  return kExitDone;
}

int sync(const Options& options) {
  auto records = Records::open(options);
  if (!records) {
    return complain(records.error());
  }
  auto& [machine, clock, random, files, journal] = **records;
  auto grant = client::load_grant(options.data, files);
  if (!grant) {
    return complain(grant.error());
  }
  if (!*grant) {
    return complain(
        {ErrorCode::Refused,
         "this kiosk is not enrolled yet: outreach-kiosk enrol --county URL --code CODE", 0});
  }
  if (!options.county_url.empty()) {
    (*grant)->county_url = options.county_url;
  }
  Inbox inbox;
  auto transport = make_transport(inbox);
  if (!transport) {
    return complain(transport.error());
  }
  ThreadWorker recording;
  ThreadWorker reading;
  client::Recorder recorder(*journal, recording, inbox);
  const auto before = acknowledged(*journal);
  if (!before) {
    return complain(before.error());
  }
  Delivering delivering{
      {**transport, reading, inbox, recorder, random}, options, *journal, **grant};
  delivering.begin();
  const client::DeliveryStatus status = deliver(options, clock, inbox, **transport, delivering);
  if (status.link == client::Link::Idle) {
    fetch_content(options, clock, inbox, **transport, reading, random, files, **grant, status);
  }
  (*transport)->cancel_all();
  reading.flush();
  recording.flush();
  const auto after = acknowledged(*journal);
  if (!after) {
    return complain(after.error());
  }
  // A county restored from a backup holds less than before.
  return report(options, status, std::max<std::int64_t>(0, *after - *before));
}

}  // namespace outreach::kiosk
