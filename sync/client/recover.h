// Rebuilds a kiosk's journal from its mirror alone. MIRROR.md describes the files it reads.
//
// The new journal holds every chain with the identical hashes, up to what the mirror holds without
// a gap, and counts the same. Its newest chain is closed, so that the next Journal::open begins an
// epoch (domain::EpochReason::Recovered): the mirror may be behind what was recorded and delivered.
// What the county had confirmed is not on the mirror: delivery asks it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/files/files.h"
#include "sync/journal/journal.h"

namespace outreach::client {

struct RecoveredChain {
  journal::ChainId id;
  journal::Head head;
};

// Entries that the mirror holds no sound file of, before others that it holds: those behind cannot
// be chained and are left out.
struct MirrorGap {
  journal::ChainId chain;
  journal::Sequence first = 0;
  journal::Sequence last = 0;
};

struct UnusedFile {
  std::string name;
  std::string why;
};

struct Recovered {
  domain::KioskId kiosk{};
  std::vector<RecoveredChain> chains;  // oldest first
  std::int64_t entries = 0;
  std::vector<MirrorGap> gaps;
  std::vector<UnusedFile>
      unused;  // damaged, half, foreign, or behind a gap; nothing is done to them. Counts that
               // are missing too: the sums are lower than they were
  std::vector<Path> moved_aside;  // what was left of the journal in the folder
};

// The database under construction; a cut leaves it behind, and the next recovery begins it anew.
inline constexpr const char* kRecoveringFile = "journal.recovering";

// The kiosks whose keys lie on the mirror.
Result<std::vector<domain::KioskId>> kiosks_on(const Path& mirror, Files& files);

// Into `folder`, which is made when it is not there. `kiosk`: whose journal, where the mirror holds
// several.
//
// NotFound: no mirror there, or nothing of that kiosk. InvalidInput: several kiosks, the context
// names them. Refused: the folder holds a usable journal or another kiosk's key, or a program uses
// it. Unsupported: its journal is a newer version's. Corrupt: the kiosk's key on the mirror is not
// its key. A journal that can be opened is usable, whatever entries of it are damaged. One that is
// no database any more is moved aside, never deleted; one that cannot be read for another reason
// (permission, busy, a failing disk) stays where it is, and that error is answered. Whatever fails,
// and wherever the power is cut: the folder has its old state, no journal, or the whole new one.
Result<Recovered> recover(const Path& mirror, const Path& folder, Files& files,
                          const journal::JournalOptions& options = {},
                          const std::optional<domain::KioskId>& kiosk = {});

}  // namespace outreach::client
