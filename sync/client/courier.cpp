#include "sync/client/courier.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sync/protocol/ack.h"

namespace outreach::client {

using journal::Sequence;

const char* name_of(StickTrouble trouble) {
  switch (trouble) {
    case StickTrouble::None:
      return "none";
    case StickTrouble::Gone:
      return "gone";
    case StickTrouble::Full:
      return "full";
    case StickTrouble::WriteProtected:
      return "write_protected";
    case StickTrouble::GivesBackOther:
      return "gives_back_other";
    case StickTrouble::OwnDisk:
      return "own_disk";
  }
  return "own_disk";
}

StickTrouble trouble_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::NoSpace:
      return StickTrouble::Full;
    case ErrorCode::Refused:
      return StickTrouble::WriteProtected;
    case ErrorCode::Corrupt:
    case ErrorCode::TooLarge:
      return StickTrouble::GivesBackOther;
    default:
      return StickTrouble::Gone;
  }
}

std::vector<crypto::PublicKey> StickCounty::sign_keys() const {
  std::vector<crypto::PublicKey> keys = earlier_sign_keys;
  keys.push_back(sign_key);
  return keys;
}

Courier::Courier(Path data, journal::JournalOptions options, journal::Identity identity,
                 StickCounty county, Random& random)
    : identity_(std::move(identity)),
      county_(std::move(county)),
      reader_(data, options),
      builder_(std::move(data), std::move(options), identity_, county_.transport_key, random) {}

StickAcks Courier::read_acks(Medium& stick) {
  StickAcks home;
  const auto progress = reader_.progress(county_.sign_keys());
  if (!progress) {
    home.trouble = StickTrouble::OwnDisk;
    home.detail = progress.error().context;
    return home;
  }
  for (const ChainProgress& known : *progress) {
    if (known.chain.id.kiosk == identity_.kiosk && home.trouble == StickTrouble::None) {
      read_ack(stick, known.chain, home);
    }
  }
  return home;
}

void Courier::read_ack(Medium& stick, const journal::ChainRow& chain, StickAcks& home) {
  auto document = stick.read(protocol::stick_ack_name(chain.id), protocol::kStickDocumentMax);
  if (!document) {
    if (document.error().code == ErrorCode::InputOutput) {
      home.trouble = StickTrouble::Gone;
      home.detail = document.error().context;
    }
    return;  // else none is there, or no ack
  }
  const auto ack = protocol::open_ack(*document, county_.sign_key);
  if (!ack || ack->chain != chain.id) {
    home.detail = ack ? "an ack for another journal" : ack.error().context;
    return;
  }
  const auto match = reader_.match(chain.number, ack->acknowledged_through, ack->head);
  if (!match) {
    home.trouble = StickTrouble::OwnDisk;
    home.detail = match.error().context;
    return;
  }
  const bool is_ahead = chain.ended.empty() && ack->newest > chain.head.sequence;
  if (*match == Match::Differs || is_ahead) {
    home.contradicts = true;
    home.detail = "the county has another entry " + std::to_string(ack->newest) +
                  " of this journal than this machine";
  }
  if (*match == Match::Differs) {
    return;
  }
  journal::VerifiedAck verified;
  verified.chain = chain.number;
  verified.acknowledged_through = ack->acknowledged_through;
  verified.head_hash = ack->head;
  verified.archived_through = ack->archived_through;
  for (const protocol::QuarantinedEntry& entry : ack->quarantined) {
    verified.set_aside.push_back({entry.sequence, entry.reason});
  }
  verified.county_time = ack->county_time;
  verified.signed_document = *std::move(document);
  verified.may_be_old = true;
  home.acks.push_back(std::move(verified));
}

StickTrouble Courier::clear(Medium& stick) {
  const auto progress = reader_.progress(county_.sign_keys());
  if (!progress) {
    return StickTrouble::OwnDisk;
  }
  std::map<domain::EpochId, Sequence> acknowledged;
  for (const ChainProgress& known : *progress) {
    if (known.chain.id.kiosk == identity_.kiosk) {
      acknowledged[known.chain.id.epoch] = known.ack.acknowledged_through;
    }
  }
  const std::string own = to_hex(identity_.kiosk);
  const auto found = stick.find(
      [&](std::string_view name) {
        if (!name.starts_with(own)) {
          return false;
        }
        const auto batch = protocol::stick_batch_from(name);
        const auto covered = batch ? acknowledged.find(batch->run.epoch) : acknowledged.end();
        return name.ends_with(kHalfWritten) ||
               (covered != acknowledged.end() && batch->run.last <= covered->second);
      },
      protocol::kStickFilesMax, protocol::kStickLookedAtMax);
  if (!found) {
    return trouble_of(found.error());
  }
  for (const std::string& name : found->names) {
    if (const auto removed = stick.remove(name); !removed) {
      return trouble_of(removed.error());
    }
  }
  return StickTrouble::None;
}

Result<std::int64_t> record_acks(const StickAcks& home, journal::Journal& journal) {
  const auto before = journal::count_delivery(journal.database());
  if (!before) {
    return before.error();
  }
  for (const journal::VerifiedAck& ack : home.acks) {
    if (auto recorded = journal.record_ack(ack); !recorded) {
      return recorded.error();
    }
  }
  const auto after = journal::count_delivery(journal.database());
  if (!after) {
    return after.error();
  }
  return after->acknowledged + after->quarantined - before->acknowledged - before->quarantined;
}

Result<StickTrip> make_trip(Courier& courier, Medium& stick, journal::Journal& journal,
                            StickExtent extent, WallTime now) {
  StickTrip trip;
  trip.home = courier.read_acks(stick);
  const auto taken = record_acks(trip.home, journal);
  if (!taken) {
    return taken.error();
  }
  trip.newly_acknowledged = *taken;
  // What cannot be cleared only takes room; writing says what is wrong.
  (void)courier.clear(stick);
  trip.written = courier.write(stick, extent, now);
  for (const StickChain& chain : trip.written.chains) {
    if (auto noted = journal.note_stick(chain.chain, chain.through); !noted) {
      return noted.error();
    }
  }
  return trip;
}

}  // namespace outreach::client
