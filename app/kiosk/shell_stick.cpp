// The shell's courier: a stick that is plugged in is looked at for what it brings home, and written
// to when somebody asks.
#include <algorithm>
#include <utility>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/mirror_file.h"
#include "app/kiosk/shell_carry.h"
#include "app/kiosk/snapshot.h"
#include "app/kiosk/stick.h"
#include "sync/protocol/stick.h"

namespace outreach::kiosk {
namespace {

bool lies_in(const Path& inner, const Path& outer) {
  std::error_code failed;
  const Path whole = std::filesystem::weakly_canonical(inner, failed);
  const auto parted = std::mismatch(outer.begin(), outer.end(), whole.begin(), whole.end());
  return parted.first == outer.end();
}

// The medium with this machine's own records, or with their mirror, is no stick to carry away.
std::optional<Path> find_stick(const Options& options, RemovableMedia& media, Files& files) {
  if (!options.stick.empty() && files.exists(options.stick)) {
    return options.stick;
  }
  const auto mounted = media.mounted();
  const auto mirror = load_mirror_folder(options.data, files);
  for (const RemovableMedium& medium : mounted ? *mounted : std::vector<RemovableMedium>()) {
    if (!lies_in(options.data, medium.folder) && !(mirror && lies_in(*mirror, medium.folder))) {
      return medium.folder;
    }
  }
  return std::nullopt;
}

core::StickDone::Result result_of(client::StickTrouble trouble) {
  using Result = core::StickDone::Result;
  switch (trouble) {
    case client::StickTrouble::None:
      return Result::Written;
    case client::StickTrouble::Gone:
      return Result::Gone;
    case client::StickTrouble::Full:
      return Result::Full;
    case client::StickTrouble::WriteProtected:
      return Result::WriteProtected;
    case client::StickTrouble::GivesBackOther:
      return Result::GivesBackOther;
    case client::StickTrouble::OwnDisk:
      break;
  }
  return Result::OwnDisk;
}

}  // namespace

void Shell::State::Carry::fail(client::StickTrouble what, const Error& error) {
  trouble = what;
  complain(error);
}

void Shell::State::Carry::follow_keys(const Path& data, Files& files) {
  const auto followed = client::follow_by_stick(*medium, data, files);
  const auto known = followed && *followed ? client::load_grant(data, files)
                                           : Result<std::optional<client::Grant>>(std::nullopt);
  if (known && *known) {
    with_new_keys = *known;
  }
}

void Shell::State::Carry::open(const Options& options, const journal::JournalOptions& how,
                               const journal::Identity& identity, Files& files, Random& random) {
  auto opened =
      open_medium(protocol::stick_folder(folder), writes ? WhenMissing::Make : WhenMissing::Refuse);
  if (!opened) {
    if (writes) {
      fail(client::trouble_of(opened.error()), opened.error());
    }
    return;  // a stick without anything of ours on it
  }
  medium = *std::move(opened);
  if (const auto known = client::load_grant(options.data, files)) {
    before = *known;
  }
  follow_keys(options.data, files);
  if (auto brought = client::grant_by_stick(*medium, identity, options.data, files)) {
    grant = *std::move(brought);
  }
  follow_keys(options.data, files);
  const auto pinned = client::load_grant(options.data, files);
  for (const char* name : protocol::kPackNames) {
    client::CarriedPack pack(std::make_shared<client::PackStore>(
        pack_store(options.data, name, pinned ? *pinned : before, files)));
    if (pack.find(*medium)) {
      packs.push_back(std::move(pack));
    }
  }
  const auto county = stick_county(options.data, files);
  if (!county || !*county) {
    return;
  }
  courier = std::make_shared<client::Courier>(options.data, how, identity, **county, random);
  home = courier->read_acks(*medium);
}

void Shell::State::Carry::write(WallTime now) {
  if (medium && courier && (writes || !home.acks.empty())) {
    // What cannot be cleared only takes room; writing says what is wrong.
    (void)courier->clear(*medium);
  }
  if (medium && courier && writes) {
    written = courier->write(*medium, client::StickExtent::Waiting, now);
    trouble = written.trouble;
  }
  medium.reset();
}

void Shell::State::watch_media() {
  run_on(
      *watching, inbox, [from = media.get()] { return from->wait_for_change(); },
      [this](bool changed) {
        if (changed) {
          look_for_stick();
          watch_media();
        }
      });
}

void Shell::State::look_for_stick() {
  run_on(
      *carrying, inbox, [this] { return find_stick(options, *media, files); },
      [this](std::optional<Path> found) { stick_found(std::move(found)); });
}

void Shell::State::stick_found(std::optional<Path> found) {
  if (found == stick) {
    return;
  }
  stick = std::move(found);
  if (is_carrying) {
    return;  // `carried` says where it stands
  }
  input(core::Event{core::StickChanged{stick ? core::StickState::There : core::StickState::None}});
  if (stick) {
    carry(false);
  }
}

void Shell::State::carry(bool writes) {
  if (!stick || is_carrying || !identity || journal_state != JournalState::Open) {
    return;
  }
  is_carrying = true;
  input(core::Event{core::StickChanged{core::StickState::Busy}});
  auto trip = std::make_shared<Carry>();
  trip->folder = *stick;
  trip->writes = writes;
  run_on(
      *carrying, inbox,
      [this, trip, who = *identity] {
        trip->open(options, journal_options, who, files, random);
        return true;
      },
      [this, trip](bool /*opened*/) { record_carried(trip); });
}

void Shell::State::record_carried(const std::shared_ptr<Carry>& trip) {
  run_on(
      *recording, inbox,
      [this, trip]() -> Result<std::int64_t> {
        if (!journal) {
          return Error{ErrorCode::Unavailable, "the records are not open"};
        }
        if (trip->grant) {
          if (auto forgotten = forget_sticks_of_another(trip->before, *trip->grant, *journal);
              !forgotten) {
            return forgotten.error();
          }
        }
        return client::record_acks(trip->home, *journal);
      },
      [this, trip](const Result<std::int64_t>& receipts) {
        if (receipts) {
          trip->done.receipts = *receipts;
        } else {
          trip->fail(client::StickTrouble::OwnDisk, receipts.error());
          trip->writes = false;
        }
        take_carried_pack(trip);
      });
}

void Shell::State::write_carried(const std::shared_ptr<Carry>& trip) {
  run_on(
      *carrying, inbox,
      [trip, wall = clock.now().wall] {
        trip->write(wall);
        return true;
      },
      [this, trip](bool /*written*/) { note_carried(trip); });
}

void Shell::State::note_carried(const std::shared_ptr<Carry>& trip) {
  run_on(
      *recording, inbox,
      [this, trip]() -> Result<core::JournalFacts> {
        if (!journal) {
          return Error{ErrorCode::Unavailable, "the records are not open"};
        }
        for (const client::StickChain& chain : trip->written.chains) {
          if (auto noted = journal->note_stick(chain.chain, chain.through); !noted) {
            return noted.error();
          }
        }
        core::JournalFacts facts;
        const auto read = read_snapshot(journal->database(), journal->chain_number(), facts);
        return read ? Result<core::JournalFacts>(std::move(facts)) : read.error();
      },
      [this, trip](const Result<core::JournalFacts>& facts) {
        trip->done.stick_through = facts ? facts->stick_through : face.stick_through;
        trip->done.on_stick_elsewhere = facts ? facts->on_stick_elsewhere : face.on_stick_elsewhere;
        if (!facts) {
          trip->fail(client::StickTrouble::OwnDisk, facts.error());
        }
        carried(*trip);
      });
}

// What is pinned now: the stick brought a grant, new keys, or both.
void Shell::State::take_carried_grant(const Carry& trip) {
  const auto newest = client::load_grant(options.data, files);
  grant = newest && *newest ? *newest : trip.grant ? trip.grant : trip.with_new_keys;
  if (!options.county_url.empty()) {
    grant->county_url = options.county_url;
  }
  input(core::Event{core::SealingChanged{sealing()}});
  renew_packs();
}

void Shell::State::carried(Carry& trip) {
  is_carrying = false;
  core::StickDone& done = trip.done;
  const bool is_told = trip.writes || trip.trouble == client::StickTrouble::OwnDisk;
  done.result = is_told ? result_of(trip.trouble) : core::StickDone::Result::Looked;
  done.entries = trip.written.entries;
  done.missing = trip.written.missing;
  done.contradicts = trip.home.contradicts;
  if (!trip.home.detail.empty() || !trip.written.detail.empty()) {
    complain({ErrorCode::InputOutput,
              trip.written.detail.empty() ? trip.home.detail : trip.written.detail});
  }
  if (trip.grant) {
    done.enrolled_with = trip.grant->document.county;
  }
  const bool is_new = trip.grant || trip.with_new_keys;
  if (is_new) {
    take_carried_grant(trip);
  }
  for (const client::CarriedPack& pack : trip.packs) {
    say_carried_pack(pack);
  }
  if ((is_new || !trip.home.acks.empty()) && delivery) {
    begin_delivery();
    delivery->entries_recorded(face.head);
  }
  input(core::Event{std::move(done)});
  input(core::Event{core::StickChanged{stick ? core::StickState::There : core::StickState::None}});
  if (stick && *stick != trip.folder) {
    carry(false);  // another one came meanwhile
  }
}

}  // namespace outreach::kiosk
