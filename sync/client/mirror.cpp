#include "sync/client/mirror.h"

#include <algorithm>
#include <utility>

#include "platform/json/json.h"
#include "sync/client/mirror_files.h"
#include "sync/client/mirror_writer.h"

namespace outreach::client {

Result<void> prepare_mirror(const Path& folder, Files& files, Random& random) {
  if (files.exists(folder / kMirrorMarker)) {
    return {};
  }
  // A number of its own, so that a medium changed for another is noticed.
  const Json marker{{"outreach_mirror", to_hex(random.array<16>())}};
  return files.write_atomically(folder / kMirrorMarker, bytes_of(write_json(marker) + "\n"),
                                kEveryoneReads);
}

bool is_on_same_disk(const Path& data, const Path& mirror, Files& files) {
  Path there = data;
  while (!files.exists(there) && there.has_relative_path()) {
    there = there.parent_path();
  }
  const auto own = files.disk_of(there.empty() ? Path(".") : there);
  const auto medium = files.disk_of(mirror);
  return own && medium && *own == *medium;
}

namespace {

// The newest entry of a run that the journal holds with the same hash; the one before the run when
// that is the newest; none when the two part before.
Result<std::optional<journal::Sequence>> common_in(const protocol::OpenedBatch& run,
                                                   sqlite::Database& journal) {
  const protocol::BatchHeader& header = run.batch.header;
  auto select = journal.prepare(
      "SELECT hash FROM entry WHERE sequence=?1 AND chain=(SELECT number FROM chain WHERE kiosk=?2 "
      "AND epoch=?3)");
  if (!select) {
    return select.error();
  }
  for (journal::Sequence sequence = header.last; sequence + 1 >= header.first && sequence > 0;
       --sequence) {
    const journal::Hash& hash = sequence < header.first
                                    ? header.previous
                                    : run.hashes[static_cast<std::size_t>(sequence - header.first)];
    select->bind(1, sequence).bind(2, ByteView(header.chain.kiosk));
    const auto found = select->bind(3, ByteView(header.chain.epoch)).step();
    if (!found) {
      return found.error();
    }
    const bool is_same = *found && std::ranges::equal(select->blob(0), hash);
    select->reset();
    if (is_same) {
      return std::optional(sequence);
    }
  }
  return std::optional<journal::Sequence>();
}

}  // namespace

Result<std::optional<Mirrored>> mirrored_head(const Path& mirror, const journal::Identity& identity,
                                              const journal::ChainId& chain,
                                              sqlite::Database& journal, Files& files) {
  if (auto marker = files.read(mirror / kMirrorMarker, kMirrorMarkerBytesMax); !marker) {
    return marker.error();
  }
  const auto names = files.list(mirror);
  if (!names) {
    return names.error();
  }
  std::vector<RunName> runs;
  for (const std::string& name : *names) {
    const auto run = run_name_from(name);
    if (run && run->kiosk == identity.kiosk && run->epoch == chain.epoch) {
      runs.push_back(*run);
    }
  }
  std::ranges::sort(runs, [](const RunName& a, const RunName& b) { return a.last > b.last; });
  std::optional<Mirrored> mirrored;
  for (const RunName& name : runs) {
    const auto run = read_run(mirror, name, identity.key, files);
    if (!run) {
      continue;  // not sound: it says nothing
    }
    const protocol::BatchHeader& header = run->batch.header;
    if (!mirrored) {
      mirrored = Mirrored{{header.last, header.head}, 0};
    }
    const auto common = common_in(*run, journal);
    if (!common) {
      return common.error();
    }
    if (*common) {
      mirrored->common = **common;
      break;
    }
  }
  return mirrored;
}

const char* name_of(MirrorState state) {
  switch (state) {
    case MirrorState::Off:
      return "off";
    case MirrorState::UpToDate:
      return "up_to_date";
    case MirrorState::Writing:
      return "writing";
    case MirrorState::Behind:
      return "behind";
    case MirrorState::MediumMissing:
      return "medium_missing";
    case MirrorState::MediumFull:
      return "medium_full";
    case MirrorState::WriteProtected:
      return "write_protected";
    case MirrorState::Failed:
      return "failed";
  }
  return "failed";
}

struct Mirror::State : std::enable_shared_from_this<Mirror::State> {
  State(MirrorTarget target, Files& files, Random& random, Worker& worker, Inbox& answers)
      : is_on(target.folder.has_value()),
        writer(std::make_shared<MirrorWriter>(std::move(target), files, random)),
        reading(worker),
        inbox(answers) {}

  bool is_on;
  std::shared_ptr<MirrorWriter> writer;  // used on the background worker only
  Worker& reading;
  Inbox& inbox;
  MirrorStatus status;
  journal::Sequence newest = 0;
  std::optional<Now> now;
  std::optional<std::int64_t> due;  // monotonic milliseconds; none: something is under way
  bool is_under_way = false;
  bool is_asked_again = false;  // while a step was under way

  void step() {
    due.reset();
    is_under_way = true;
    is_asked_again = false;
    run_on(
        reading, inbox, [writer = writer, wall = now->wall] { return writer->step(wall); },
        [weak = weak_from_this()](MirrorStep done) {
          if (const auto state = weak.lock()) {
            state->stepped(std::move(done));
          }
        });
  }

  void stepped(MirrorStep done) {
    is_under_way = false;
    status.behind = done.behind;
    status.mirrored_through = done.mirrored_through;
    status.on_same_disk = done.on_same_disk;
    status.detail = std::move(done.detail);
    status.state = done.state;
    if (done.state == MirrorState::Behind) {
      status.state = MirrorState::Writing;
      step();
      return;
    }
    std::int64_t wait = kMirrorTroubleRetry;
    if (done.state == MirrorState::MediumMissing) {
      wait = kMirrorMissingRetry;
    } else if (done.state == MirrorState::UpToDate) {
      wait = is_asked_again ? 0 : kMirrorLookMilliseconds;
    }
    due = now->monotonic.milliseconds + wait;
    count_waiting();
  }

  // Entries that came since the step that says what is held.
  void count_waiting() {
    if (newest <= status.mirrored_through || status.state == MirrorState::Failed) {
      return;
    }
    const auto waiting = static_cast<std::int64_t>(newest - status.mirrored_through);
    status.behind = std::max(status.behind, waiting);
    if (status.state == MirrorState::UpToDate) {
      status.state = MirrorState::Behind;
    }
  }

  // Soon, unless trouble with the medium has to be waited out or a step is under way.
  void close_run_in(std::int64_t milliseconds) {
    const bool is_calm =
        status.state == MirrorState::UpToDate || status.state == MirrorState::Behind;
    if (due && now && is_calm) {
      due = std::min(*due, now->monotonic.milliseconds + milliseconds);
    } else if (is_under_way && milliseconds == 0) {
      is_asked_again = true;
    }
  }
};

Mirror::Mirror(MirrorTarget target, Files& files, Random& random, Worker& reading, Inbox& inbox)
    : state_(std::make_shared<State>(std::move(target), files, random, reading, inbox)) {}

Mirror::~Mirror() = default;

void Mirror::entries_recorded(journal::Sequence newest) {
  State& state = *state_;
  if (!state.is_on) {
    return;
  }
  state.newest = newest;
  state.count_waiting();
  const bool is_full =
      newest - std::min(newest, state.status.mirrored_through) >= kMirrorRunEntries;
  state.close_run_in(is_full ? 0 : kMirrorRunMilliseconds);
}

void Mirror::outing_closed() {
  state_->close_run_in(0);
}

void Mirror::journal_changed() {
  state_->newest = 0;
  state_->close_run_in(0);
}

void Mirror::tick(Now now) {
  State& state = *state_;
  if (!state.is_on) {
    return;
  }
  const bool is_first = !state.now;
  state.now = now;
  const bool is_due = state.due && now.monotonic.milliseconds >= *state.due;
  if (is_first || (is_due && !state.is_under_way)) {
    state.status.state = is_first ? MirrorState::Writing : state.status.state;
    state.step();
  }
}

std::optional<std::int64_t> Mirror::wait_milliseconds(Now now) const {
  if (!state_->due) {
    return std::nullopt;
  }
  return std::max<std::int64_t>(0, *state_->due - now.monotonic.milliseconds);
}

void Mirror::finish(Now now) {
  State& state = *state_;
  if (!state.is_on) {
    return;
  }
  state.now = now;
  state.reading.post([writer = state.writer, wall = now.wall] {
    for (int i = 0; i < kMirrorFinishSteps; ++i) {
      if (writer->step(wall).state != MirrorState::Behind) {
        return;
      }
    }
  });
  state.reading.flush();
}

const MirrorStatus& Mirror::status() const {
  return state_->status;
}

}  // namespace outreach::client
