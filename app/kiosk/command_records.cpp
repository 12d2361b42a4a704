// Commands about the records as a whole: their mirror, their rebuilding, and erasing what the law
// wants erased.
#include <array>
#include <filesystem>
#include <string>
#include <unistd.h>

#include "app/core/pin_digits.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/mirror_file.h"
#include "app/kiosk/records.h"
#include "app/kiosk/staff_pins.h"
#include "platform/crypto/secret.h"
#include "platform/json/json.h"
#include "platform/worker/worker.h"
#include "sync/client/mirror.h"
#include "sync/client/recover.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kOnSameDisk =
    "\nIt is on the records' own disk: it saves nothing when that disk fails.";

}  // namespace

int mirror(const Options& options) {
  SystemFiles files;
  SystemRandom random;
  if (options.mirror_off) {
    if (auto forgotten = save_mirror_folder(options.data, files, std::nullopt); !forgotten) {
      return complain(with_advice(forgotten.error()));
    }
    print("no mirror is written any more; what it holds stays there");
    return kExitDone;
  }
  // The kiosk may be started from anywhere else.
  std::error_code failed;
  const Path folder = std::filesystem::weakly_canonical(options.mirror, failed);
  if (failed || is_inside(folder, options.data)) {
    return complain({ErrorCode::InvalidInput,
                     "a mirror inside the kiosk's own folder is lost with it; name a folder on "
                     "another medium"});
  }
  const bool on_same_disk = client::is_on_same_disk(options.data, folder, files);
  if (on_same_disk && !options.same_disk) {
    return complain({ErrorCode::InvalidInput,
                     folder.string() +
                         " is on the same disk as the records, and a mirror there is lost with "
                         "them. Is the card or stick plugged in? For a mirror there all the same, "
                         "add --same-disk; nothing was changed"});
  }
  if (auto ready = client::prepare_mirror(folder, files, random); !ready) {
    return complain(ready.error());
  }
  if (auto kept = save_mirror_folder(options.data, files, folder); !kept) {
    return complain(with_advice(kept.error()));
  }
  print("the kiosk mirrors its records to " + folder.string() +
        " from its next start on.\nIt holds this kiosk's key: guard it like the kiosk itself." +
        (on_same_disk ? kOnSameDisk : ""));
  return kExitDone;
}

namespace {

// The mirror still holds what was erased until it is written anew.
int bring_mirror_up(const Options& options, Records& records) {
  const auto folder = load_mirror_folder(options.data, records.files);
  if (!folder) {
    return kExitDone;
  }
  Inbox inbox;
  ThreadWorker reading;
  client::Mirror mirror(client::MirrorTarget{options.data, journal_options(options, records.files),
                                             records.journal->identity(), folder},
                        records.files, records.random, reading, inbox);
  mirror.entries_recorded(records.journal->head().sequence);
  mirror.finish(records.clock.now());
  if (mirror.status().state == client::MirrorState::UpToDate) {
    return kExitDone;
  }
  print("The mirror on " + folder->string() + " still says it (" +
        client::name_of(mirror.status().state) +
        "): put the medium in and start the kiosk, which writes it anew.");
  return kExitFailed;
}

}  // namespace

int erase(const Options& options) {
  auto records = Records::open(options);
  if (!records) {
    return complain(records.error());
  }
  journal::Journal& journal = *(*records)->journal;
  domain::Erasure erasure{options.sequence, options.erasure_reason};
  if (!options.epoch.empty()) {
    erasure.epoch = array_from_hex<16>(options.epoch);
    if (!erasure.epoch) {
      return complain({ErrorCode::InvalidInput,
                       "--epoch wants the 32 hexadecimal digits that status and verify show"});
    }
  }
  const std::array draft{journal::Draft{{erasure, options.staff, std::nullopt}, 0}};
  const auto appended = journal.append(draft);
  if (!appended) {
    return complain(appended.error().code == ErrorCode::InvalidInput
                        ? Error{ErrorCode::InvalidInput,
                                "entry " + std::to_string(options.sequence) +
                                    " cannot be erased: there is none, or it is no consultation, "
                                    "handout or question; nothing was changed"}
                        : with_advice(appended.error()));
  }
  print("entry " + std::to_string(options.sequence) + " says nothing any more; entry " +
        std::to_string(appended->front().sequence) + " says so. Its count stays.");
  return bring_mirror_up(options, **records);
}

namespace {

// "entries 12 to 20 of epoch 3f…: …", one a line, so that whoever has another copy knows what to
// look for.
void print_recovered(const client::Recovered& recovered) {
  print(std::to_string(recovered.entries) + " entries are back, of " +
        std::to_string(recovered.chains.size()) + " epochs of kiosk " + to_hex(recovered.kiosk));
  for (const client::RecoveredChain& chain : recovered.chains) {
    print("  epoch " + to_hex(chain.id.epoch) + ": entry 1 to " +
          std::to_string(chain.head.sequence) + ", head " + to_hex(chain.head.hash));
  }
  for (const client::MirrorGap& gap : recovered.gaps) {
    print("  missing on the mirror: entries " + std::to_string(gap.first) + " to " +
          std::to_string(gap.last) + " of epoch " + to_hex(gap.chain.epoch) +
          "; what stands behind them is left out");
  }
  for (const client::UnusedFile& file : recovered.unused) {
    print("  not used: " + file.name + " (" + file.why + ")");
  }
  for (const Path& aside : recovered.moved_aside) {
    print("  the damaged records that were here are kept as " + aside.string());
  }
  print(
      "At its next start the kiosk begins a new epoch and goes on; the county is asked what it "
      "has.");
}

void print_recovered_json(const client::Recovered& recovered) {
  Json json = Json::object();
  json["kiosk"] = to_hex(recovered.kiosk);
  json["entries"] = recovered.entries;
  json["epochs"] = Json::array();
  for (const client::RecoveredChain& chain : recovered.chains) {
    json["epochs"].push_back({{"epoch", to_hex(chain.id.epoch)},
                              {"head", chain.head.sequence},
                              {"head_hash", to_hex(chain.head.hash)}});
  }
  json["gaps"] = Json::array();
  for (const client::MirrorGap& gap : recovered.gaps) {
    json["gaps"].push_back(
        {{"epoch", to_hex(gap.chain.epoch)}, {"first", gap.first}, {"last", gap.last}});
  }
  json["unused"] = Json::array();
  for (const client::UnusedFile& file : recovered.unused) {
    json["unused"].push_back({{"name", file.name}, {"why", file.why}});
  }
  print(write_json_indented(json));
}

}  // namespace

int recover(const Options& options) {
  SystemFiles files;
  std::optional<domain::KioskId> kiosk;
  if (!options.kiosk.empty()) {
    kiosk = array_from_hex<16>(options.kiosk);
    if (!kiosk) {
      return complain(
          {ErrorCode::InvalidInput, "--kiosk wants the 32 hexadecimal digits of one kiosk"});
    }
  }
  const auto recovered = client::recover(options.mirror, options.data, files, {options.vfs}, kiosk);
  if (!recovered) {
    return complain(recovered.error());
  }
  if (options.json) {
    print_recovered_json(*recovered);
  } else {
    print_recovered(*recovered);
  }
  return recovered->gaps.empty() ? kExitDone : kExitDamaged;
}

int supervisor_pin(const Options& options) {
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  if (!files.exists(options.data / journal::kJournalFile)) {
    return complain(no_records(options.data));
  }
  // A running kiosk would write its own memory of the PINs over this one.
  const auto lock = FileLock::acquire(options.data / journal::kLockFile);
  if (!lock) {
    return complain(with_advice(lock.error()));
  }
  auto pins = StaffPins::load(options.data, files, random, clock);
  if (!pins) {
    return complain(pins.error());
  }
  auto digits = crypto::SecretBytes::make(core::kPinDigitsMax + 1);
  if (!digits) {
    return complain(digits.error());
  }
  const auto read = crypto::read_secret_line(STDIN_FILENO, *digits);
  if (!read && read.error().code != ErrorCode::TooLarge) {
    return complain(read.error());
  }
  if (auto forgotten = pins->forget_supervisor(); !forgotten) {
    return complain(with_advice(forgotten.error()));
  }
  const auto set = pins->set_supervisor({}, digits->text());
  if (!set) {
    return complain(set.error());
  }
  print("the supervisor's PIN is set");
  return kExitDone;
}

}  // namespace outreach::kiosk
