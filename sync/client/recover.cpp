// Long because it is one order of steps, each of which a power cut may be the last.
#include "sync/client/recover.h"

#include <algorithm>
#include <utility>

#include "sync/client/mirror.h"
#include "sync/client/mirror_files.h"
#include "sync/client/recover_build.h"
#include "sync/journal/schema.h"

namespace outreach::client {
namespace {

Path beside(const Path& file, const char* ending) {
  Path out = file;
  out += ending;
  return out;
}

Result<domain::KioskId> choose_kiosk(const Path& mirror, Files& files,
                                     const std::optional<domain::KioskId>& wanted) {
  const auto kiosks = kiosks_on(mirror, files);
  if (!kiosks) {
    return kiosks.error();
  }
  if (wanted) {
    if (std::ranges::count(*kiosks, *wanted) == 0) {
      return Error{ErrorCode::NotFound, "the mirror holds no kiosk " + to_hex(*wanted)};
    }
    return *wanted;
  }
  if (kiosks->empty()) {
    return Error{ErrorCode::NotFound, "the mirror " + mirror.string() + " holds no kiosk's key"};
  }
  if (kiosks->size() > 1) {
    std::string names;
    for (const domain::KioskId& kiosk : *kiosks) {
      names += " " + to_hex(kiosk);
    }
    return Error{ErrorCode::InvalidInput, "the mirror holds several kiosks, name one:" + names};
  }
  return kiosks->front();
}

Result<crypto::SigningKey> read_key(const Path& file, Files& files) {
  crypto::Seed seed{};
  auto stored = files.read(file, seed.size());
  if (!stored) {
    return stored.error();
  }
  if (stored->size() != seed.size()) {
    return Error{ErrorCode::Corrupt, file.string() + " is not a key"};
  }
  std::ranges::copy(*stored, seed.begin());
  crypto::wipe(*stored);
  const crypto::SigningKey key = crypto::SigningKey::from_seed(seed);
  crypto::wipe(seed);
  return key;
}

// Whether Journal::open would go on with the journal that is there. Damaged entries are no reason
// against it: it names them and delivers the rest, while the mirror may hold less. Damaged is only
// what is no database, has other tables than its format, or chains that cannot be read; whatever
// else fails may pass.
Result<bool> is_usable(const Path& file, const journal::JournalOptions& options) {
  const auto damaged_or = [](const Error& error) {
    const bool is_damaged = error.code == ErrorCode::Corrupt || error.code == ErrorCode::NotFound;
    return is_damaged ? Result<bool>(false) : Result<bool>(error);
  };
  auto opened = sqlite::Database::open(file.string(), {sqlite::Access::Reader, options.vfs});
  if (!opened) {
    return damaged_or(opened.error());
  }
  const auto version = opened->integer("PRAGMA user_version");
  if (!version) {
    return damaged_or(version.error());
  }
  if (*version > journal::kSchemaVersion) {
    return Error{ErrorCode::Unsupported,
                 file.string() +
                     " was written by a newer version of the program; it is left as "
                     "it is"};
  }
  if (*version <= 0) {
    return false;
  }
  // Of every format, also an older one that opening brings up to date.
  if (const auto checked = journal::check_schema(*opened, *version); !checked) {
    return damaged_or(checked.error());
  }
  auto heads = opened->prepare("SELECT kiosk,epoch,head_sequence,head_hash FROM chain");
  if (!heads) {
    return damaged_or(heads.error());
  }
  const auto read = sqlite::each_row(*heads, [] {});
  return read ? Result<bool>(true) : damaged_or(read.error());
}

class Recovery {
 public:
  Recovery(const Path& mirror, const Path& folder, Files& files,
           const journal::JournalOptions& options)
      : mirror_(mirror), folder_(folder), files_(files), options_(options) {}

  Result<Recovered> run(const domain::KioskId& kiosk) {
    recovered_.kiosk = kiosk;
    auto key = read_key(mirror_ / key_file_name(kiosk), files_);
    if (!key) {
      return key.error();
    }
    if (domain::kiosk_id_of(key->public_key()) != kiosk) {
      return Error{ErrorCode::Corrupt,
                   key_file_name(kiosk) + " on the mirror is damaged: it is not that kiosk's key"};
    }
    const journal::Identity identity{*std::move(key), kiosk};
    const auto key_is_there = look_at_key(kiosk);
    if (!key_is_there) {
      return key_is_there.error();
    }
    if (auto free = look_at_journal(); !free) {
      return free.error();
    }
    if (auto built = build(identity); !built) {
      return built.error();
    }
    if (auto placed = place(identity, *key_is_there); !placed) {
      return placed.error();
    }
    return std::move(recovered_);
  }

 private:
  // Refused when the folder has another kiosk's key. False: it has none, or a damaged one.
  Result<bool> look_at_key(const domain::KioskId& kiosk) {
    const auto key = read_key(folder_ / journal::kIdentityFile, files_);
    if (key && domain::kiosk_id_of(key->public_key()) != kiosk) {
      return Error{ErrorCode::Refused, folder_.string() +
                                           " belongs to another kiosk; name an empty folder, or "
                                           "that kiosk"};
    }
    if (!key && key.error().code != ErrorCode::NotFound && key.error().code != ErrorCode::Corrupt &&
        key.error().code != ErrorCode::TooLarge) {
      return key.error();
    }
    return key.has_value();
  }

  Result<void> look_at_journal() {
    if (!files_.exists(folder_ / journal::kJournalFile)) {
      return {};
    }
    const auto usable = is_usable(folder_ / journal::kJournalFile, options_);
    if (!usable) {
      return usable.error();
    }
    if (*usable) {
      return Error{ErrorCode::Refused, folder_.string() +
                                           " holds a journal. It can still be opened: start the "
                                           "kiosk; it names what is damaged and delivers the "
                                           "rest. If you must, move the folder away by hand"};
    }
    return {};
  }

  Result<void> build(const journal::Identity& identity) {
    auto source = read_source(mirror_, identity, files_);
    if (!source) {
      return source.error();
    }
    recovered_.unused = std::move(source->unused);
    if (std::ranges::all_of(source->chains, [](const SourceChain& c) { return c.runs.empty(); })) {
      std::string context = "the mirror holds no sound file of kiosk " + to_hex(identity.kiosk);
      if (!recovered_.unused.empty()) {
        context += "; " + recovered_.unused.front().name + ": " + recovered_.unused.front().why;
      }
      return Error{ErrorCode::NotFound, std::move(context)};
    }
    const Path file = folder_ / kRecoveringFile;
    if (auto removed = remove_recovering(true); !removed) {
      return removed;
    }
    {
      auto database = sqlite::Database::open(file.string(), {sqlite::Access::Writer, options_.vfs});
      if (!database) {
        return database.error();
      }
      if (auto ready = journal::prepare_schema(*database); !ready) {
        return ready;
      }
      if (auto built =
              build_journal(*database, mirror_, identity, *std::move(source), files_, recovered_);
          !built) {
        return built;
      }
    }
    // The log was taken into the file; what is left of it belongs to no name from here on.
    return remove_recovering(false);
  }

  Result<void> remove_recovering(bool with_database) {
    const Path file = folder_ / kRecoveringFile;
    for (const Path& part : {beside(file, "-wal"), beside(file, "-shm")}) {
      if (auto removed = files_.remove(part); !removed) {
        return removed;
      }
    }
    return with_database ? files_.remove(file) : Result<void>();
  }

  // The journal's new name is the last thing that happens.
  Result<void> place(const journal::Identity& identity, bool key_is_there) {
    if (auto aside = move_journal_aside(); !aside) {
      return aside;
    }
    const Path key = folder_ / journal::kIdentityFile;
    if (!key_is_there && files_.exists(key)) {
      if (auto aside = move_aside(key, free_name("kiosk.damaged-", ".key", "")); !aside) {
        return aside;
      }
    }
    if (!key_is_there) {
      if (auto written = files_.write_atomically(key, identity.key.seed(), kOwnerOnly); !written) {
        return written;
      }
    }
    // It speaks of the journal that was there.
    if (auto removed = files_.remove(folder_ / journal::kInstallationFile); !removed) {
      return removed;
    }
    return files_.rename(folder_ / kRecoveringFile, folder_ / journal::kJournalFile);
  }

  // A log without its database is what a cut left between the two moves.
  Result<void> move_journal_aside() {
    const Path file = folder_ / journal::kJournalFile;
    if (auto removed = files_.remove(beside(file, "-shm")); !removed) {
      return removed;
    }
    const Path aside = free_name("journal.damaged-", ".sqlite", "-wal");
    for (const char* ending : {"", "-wal"}) {
      if (files_.exists(beside(file, ending))) {
        if (auto moved = move_aside(beside(file, ending), beside(aside, ending)); !moved) {
          return moved;
        }
      }
    }
    return {};
  }

  Result<void> move_aside(const Path& from, const Path& to) {
    auto moved = files_.rename(from, to);
    if (moved) {
      recovered_.moved_aside.push_back(to);
    }
    return moved;
  }

  // The first number under which nothing stands; where a database was moved and its log was not,
  // the number of that one.
  Path free_name(const std::string& start, const char* ending, const char* companion) const {
    const bool is_main_left = files_.exists(folder_ / journal::kJournalFile);
    for (int number = 1;; ++number) {
      Path path = folder_ / (start + std::to_string(number) + ending);
      const bool is_there = files_.exists(path);
      const bool has_companion = files_.exists(beside(path, companion));
      if ((!is_there && !has_companion) ||
          (is_there && !has_companion && !is_main_left && *companion != '\0')) {
        return path;
      }
    }
  }

  const Path& mirror_;
  const Path& folder_;
  Files& files_;
  const journal::JournalOptions& options_;
  Recovered recovered_;
};

}  // namespace

Result<std::vector<domain::KioskId>> kiosks_on(const Path& mirror, Files& files) {
  if (auto marker = files.read(mirror / kMirrorMarker, kMirrorMarkerBytesMax); !marker) {
    return Error{ErrorCode::NotFound,
                 mirror.string() + " is not a mirror: it has no " + std::string(kMirrorMarker)};
  }
  const auto names = files.list(mirror);
  if (!names) {
    return names.error();
  }
  std::vector<domain::KioskId> kiosks;
  for (const std::string& name : *names) {
    if (const auto kiosk = kiosk_of_key_file(name)) {
      kiosks.push_back(*kiosk);
    }
  }
  return kiosks;
}

Result<Recovered> recover(const Path& mirror, const Path& folder, Files& files,
                          const journal::JournalOptions& options,
                          const std::optional<domain::KioskId>& kiosk) {
  const auto chosen = choose_kiosk(mirror, files, kiosk);
  if (!chosen) {
    return chosen.error();
  }
  if (auto made = files.make_folders(folder); !made) {
    return made.error();
  }
  const auto lock = FileLock::acquire(folder / journal::kLockFile);
  if (!lock) {
    return lock.error();
  }
  return Recovery(mirror, folder, files, options).run(*chosen);
}

}  // namespace outreach::client
