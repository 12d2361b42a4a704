// The mirror: every entry of every chain once more, on a second medium (SD card, USB stick), as
// batch files that recover() rebuilds the journal from. MIRROR.md describes the files.
//
// Nothing waits for it: the control thread asks, the background worker writes, one file at a time,
// so that batches for the county are built in between. Trouble with the medium is a status and a
// timer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/journal/journal.h"

namespace outreach::client {

inline constexpr const char* kMirrorMarker = "outreach-mirror.json";

// Entries wait at most so long for their file: what a power cut together with a lost disk can cost.
inline constexpr std::int64_t kMirrorRunMilliseconds = 60'000;
// The medium is not there: looking costs nothing, and who plugs it in waits for the screen to say
// so.
inline constexpr std::int64_t kMirrorMissingRetry = 10'000;
// The medium is full, write-protected or failing: somebody has to do something about it first.
inline constexpr std::int64_t kMirrorTroubleRetry = 60'000;
// With nothing to write, how often it is looked whether the medium is still there.
inline constexpr std::int64_t kMirrorLookMilliseconds = 60'000;
// At the program's end: at most this many files, so that a backlog on a slow stick does not keep
// the machine from being switched off. The next start goes on.
inline constexpr int kMirrorFinishSteps = 8;

// Makes `folder` (which must exist) a mirror by the marker file in it, without which nothing is
// ever written: the empty folder that an unmounted medium leaves behind is not the medium. Does
// nothing to a folder that is one already. NotFound when there is no such folder.
Result<void> prepare_mirror(const Path& folder, Files& files, Random& random);

// Whether the mirror is lost together with the records: both lie on one disk. `data` need not be
// there yet. False when it cannot be found out, as while the medium is away.
bool is_on_same_disk(const Path& data, const Path& mirror, Files& files);

// What the mirror holds of one chain, next to the journal.
struct Mirrored {
  journal::Head head;            // the newest entry in the mirror whose file is sound
  journal::Sequence common = 0;  // the newest entry that both hold alike
  // The mirror holds entries that the journal has lost, or has others in the place of: the program
  // begins an epoch (domain::EpochReason::MirrorAhead, `common`) before it records anything.
  bool is_ahead() const {
    return common < head.sequence;
  }
};
// None: nothing of that chain. NotFound: no medium.
Result<std::optional<Mirrored>> mirrored_head(const Path& mirror, const journal::Identity& identity,
                                              const journal::ChainId& chain,
                                              sqlite::Database& journal, Files& files);

enum class MirrorState {
  Off,             // none is configured
  UpToDate,        // every entry is on the medium
  Writing,         // being written
  Behind,          // entries wait for their run to close
  MediumMissing,   // not plugged in, not mounted, or not prepared
  MediumFull,      //
  WriteProtected,  //
  Failed,          // see `detail`
};
const char* name_of(MirrorState state);

struct MirrorStatus {
  MirrorState state = MirrorState::Off;
  std::int64_t behind = 0;                 // entries that are not on the medium
  journal::Sequence mirrored_through = 0;  // of the newest chain
  bool on_same_disk = false;               // the medium that was written last; see is_on_same_disk
  std::string detail;                      // for the log and support
};

// Whose journal is mirrored, and where to. No folder: the mirror is off.
struct MirrorTarget {
  Path data;
  journal::JournalOptions options;
  journal::Identity identity;
  std::optional<Path> folder;
};

class Mirror {
 public:
  // All of these outlive the mirror and, but for the inbox's jobs, the worker's jobs. `random` is
  // used on the worker.
  Mirror(MirrorTarget target, Files& files, Random& random, Worker& reading, Inbox& inbox);
  ~Mirror();

  // Entries up to `newest` of the current chain are durable.
  void entries_recorded(journal::Sequence newest);
  void outing_closed();  // the day is over: what there is of it is written now
  // Another epoch has begun, or a body was erased: looks at every chain again.
  void journal_changed();
  void tick(Now now);  // once per turn; the first one starts the catching up
  // How long the loop may sleep before the next tick; none: until something happens.
  std::optional<std::int64_t> wait_milliseconds(Now now) const;
  // At the program's end: writes what is missing, and waits for it, at most kMirrorFinishSteps
  // files.
  void finish(Now now);
  const MirrorStatus& status() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with answers under way, which may outlive this
};

}  // namespace outreach::client
