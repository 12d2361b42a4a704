// Brings the files on the mirror's medium up to the journal, a step at a time. Private to
// sync/client; on the background worker.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/client/mirror.h"
#include "sync/client/mirror_files.h"

namespace outreach::client {

struct MirrorStep {
  MirrorState state = MirrorState::Behind;  // Behind: there is more to do
  std::int64_t behind = 0;
  journal::Sequence mirrored_through = 0;
  bool on_same_disk = false;
  std::string detail;
};

class MirrorWriter {
 public:
  MirrorWriter(MirrorTarget target, Files& files, Random& random);

  // Writes at most one file, or reads a few. `now` is stated in the file.
  MirrorStep step(WallTime now);

 private:
  struct Run {
    RunName name;
    journal::Hash head{};
    std::vector<journal::Sequence> without_body;
  };
  // What the medium holds of one chain.
  struct Held {
    std::vector<Run> runs;     // by their first entry, of two the longer first
    bool is_compared = false;  // with the journal
    bool is_other = false;     // it holds entries that the journal has not: nothing is written
    std::optional<std::uint64_t> counts_without_body;  // what the counts file says of itself

    void add(Run run);
    const Run* tail() const;            // the run that ends at through()
    journal::Sequence through() const;  // entries 1 to this are held without a gap
    std::set<journal::Sequence> without_body() const;
  };

  using Erased = std::set<std::pair<journal::ChainNumber, journal::Sequence>>;

  // Answers whether there is more to do.
  Result<bool> work(WallTime now);
  Result<bool> work_on(const journal::ChainRow& chain, const Erased& erased, WallTime now);
  Result<void> look_at_medium();
  Result<void> list_medium();
  Result<void> check_some();
  Result<void> read_journal(Erased& erased);
  Result<bool> drop_unsound(const journal::ChainRow& chain, const Held& held);
  Result<void> compare(const journal::ChainRow& chain, Held& held);
  Result<void> drop_superseded(Held& held);
  Result<void> write_run(const journal::ChainRow& chain, Held& held, WallTime now);
  Result<std::optional<protocol::Batch>> build(const journal::ChainRow& chain,
                                               journal::Sequence first, std::size_t count,
                                               WallTime now);
  Result<bool> remove_bodies(const journal::ChainRow& chain, Held& held, const Erased& erased);
  Result<void> rewrite_run(Run& run, journal::Sequence erased);
  Result<bool> write_counts(const journal::ChainRow& chain, Held& held,
                            const std::set<journal::Sequence>& without_body);
  Result<void> write(const std::string& name, ByteView content);
  Result<sqlite::Database*> database();
  MirrorStep answer(const Result<bool>& worked);

  MirrorTarget target_;
  Path mirror_;
  Files& files_;
  Random& random_;
  std::optional<sqlite::Database> database_;  // opened at first use, on the worker's thread
  Bytes marker_;                              // of the medium that the rest was read from
  std::vector<RunName> unchecked_;
  std::vector<RunName> unsound_;  // names of files that hold no such run
  std::map<domain::EpochId, Held> held_;
  Erased gone_;                            // erased in the journal, and known to be gone here too
  std::vector<journal::ChainRow> chains_;  // as they were when the step began
  bool is_own_disk_ = false;               // what failed was the journal, not the medium
  bool on_same_disk_ = false;              // the medium that marker_ is of
};

}  // namespace outreach::client
