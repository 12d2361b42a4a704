// sync: what waits goes to the county's server, and newer content comes home.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "app/kiosk/commands.h"
#include "app/kiosk/content_fetch.h"
#include "app/kiosk/records.h"
#include "platform/clock/clock.h"
#include "platform/http/transport.h"
#include "platform/json/json.h"
#include "platform/worker/worker.h"
#include "sync/client/delivery.h"
#include "sync/client/enrolment.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

// Between two tries of somebody who insists: never a spin.
constexpr std::int64_t kInsistMilliseconds = 100;

// What a person can do about it.
std::string advice_for(client::Trouble trouble) {
  switch (trouble) {
    case client::Trouble::Refused:
      return "The county does not take this kiosk: ask the county for a new code and enrol again.";
    case client::Trouble::Revoked:
      return "The county takes nothing more from this kiosk: ask the county why.";
    case client::Trouble::CountyKeys:
      return "The county has other keys: ask the county for a new code and enrol again.";
    case client::Trouble::CertificateDates:
      return "The server's certificate is out of date: first check this machine's clock.";
    case client::Trouble::CertificateHost:
      return "The server's certificate is for another address: check the county's address.";
    case client::Trouble::CertificateIssuer:
      return "The server's certificate is not the county's: something may be listening in.";
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

int report_delivery(const Options& options, const client::DeliveryStatus& status,
                    std::int64_t delivered) {
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
    json["retry_in_milliseconds"] = status.retry_in_milliseconds;
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

// Somebody who insists asks again soon after each failure. Not of a county that named its time.
class Insistence {
 public:
  explicit Insistence(bool insists) : insists_(insists) {}

  void turn(client::Delivery& delivery, std::int64_t now) {
    const client::DeliveryStatus& status = delivery.status();
    const bool waits = insists_ && status.link == client::Link::WaitingRetry &&
                       status.trouble != client::Trouble::Busy;
    if (!waits) {
      since_.reset();
    } else if (!since_) {
      since_ = now;
    } else if (now - *since_ >= kInsistMilliseconds) {
      since_.reset();
      delivery.sync_now();
    }
  }
  // How long a turn may sleep.
  std::int64_t turn_milliseconds() const {
    return since_ ? kInsistMilliseconds : kTurnMilliseconds;
  }

 private:
  bool insists_;
  std::optional<std::int64_t> since_;
};

// How often the way to the county failed.
class Failures {
 public:
  int count(client::Link link) {
    const bool waits = link == client::Link::WaitingRetry;
    count_ += waits && !waited_ ? 1 : 0;
    waited_ = waits;
    return count_;
  }

 private:
  int count_ = 0;
  bool waited_ = false;
};

// What is still under way when the patience is over failed by taking too long.
client::DeliveryStatus given_up(client::DeliveryStatus status, int patience_seconds) {
  if (status.link == client::Link::Sending && status.trouble == client::Trouble::None) {
    status.trouble = client::Trouble::Timeout;
    status.detail = "no answer within " + std::to_string(patience_seconds) + " s";
  }
  return status;
}

// Turns until nothing waits, the county needs a person, or nothing has moved for as long as the
// patience lasts.
client::DeliveryStatus deliver(const Options& options, Clock& clock, Inbox& inbox,
                               http::Transport& transport, Delivering& delivering) {
  const std::int64_t patience = std::int64_t{options.patience_seconds} * 1'000;
  std::int64_t moved_at = clock.now().monotonic.milliseconds;
  std::int64_t waiting = -1;
  Insistence insistence(options.insist);
  Failures failures;
  bool has_asked = false;
  while (true) {
    inbox.drain();
    transport.poll();
    const Now now = clock.now();
    delivering.delivery->tick(now);
    const client::DeliveryStatus& status = delivering.delivery->status();
    failures.count(status.link);
    insistence.turn(*delivering.delivery, now.monotonic.milliseconds);
    // Also after somebody insisted: the answer may fail before the next look.
    const int failed = failures.count(status.link);
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
    const bool gives_up = options.tries > 0 && failed >= options.tries;
    if (finished || hopeless || gives_up || now.monotonic.milliseconds - moved_at >= patience) {
      return given_up(status, options.patience_seconds);
    }
    const std::int64_t sleep =
        delivering.delivery->wait_milliseconds(now).value_or(kTurnMilliseconds);
    inbox.wait(
        static_cast<int>(std::clamp<std::int64_t>(sleep, 0, insistence.turn_milliseconds())));
  }
}

}  // namespace

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
  if ((*grant)->county_url.empty()) {
    return complain({ErrorCode::Unavailable,
                     "no address of the county is known: carry what waits with outreach-kiosk "
                     "stick --to DIR, or say where the county is with --county URL",
                     0});
  }
  if (!options.proxy.empty()) {
    (*grant)->way.proxy = options.proxy;
  }
  Inbox inbox;
  auto transport = http::make_curl_transport(client::curl_options((*grant)->way),
                                             [&inbox] { inbox.post([] {}); });
  if (!transport) {
    return complain(transport.error());
  }
  ThreadWorker recording;
  ThreadWorker reading(Urgency::Background);
  client::Recorder recorder(*journal, recording, inbox);
  const auto before = acknowledged(*journal);
  if (!before) {
    return complain(before.error());
  }
  Delivering delivering{
      {**transport, reading, inbox, recorder, random, files}, options, *journal, **grant};
  delivering.begin();
  const client::DeliveryStatus status = deliver(options, clock, inbox, **transport, delivering);
  if (status.link == client::Link::Idle) {
    fetch_packs(options, {clock, inbox, **transport, reading, random, files}, **grant, status);
  }
  (*transport)->cancel_all();
  reading.flush();
  recording.flush();
  const auto after = acknowledged(*journal);
  if (!after) {
    return complain(after.error());
  }
  // A county restored from a backup holds less than before.
  return report_delivery(options, status, std::max<std::int64_t>(0, *after - *before));
}

}  // namespace outreach::kiosk
