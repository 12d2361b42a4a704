// Long because it is one walk over one medium: what is there, what is missing, what must go.
#include "sync/client/mirror_writer.h"

#include <algorithm>
#include <utility>

#include "sync/client/mirror_counts.h"

namespace outreach::client {
namespace {

// Files read in one step: a few milliseconds on a card, so that batches for the county can be built
// in between.
constexpr std::size_t kCheckedInStep = 16;
using journal::Sequence;

}  // namespace

void MirrorWriter::Held::add(Run run) {
  const auto comes_before = [](const Run& a, const Run& b) {
    return a.name.first != b.name.first ? a.name.first < b.name.first : a.name.last > b.name.last;
  };
  std::erase_if(runs, [&](const Run& held) { return held.name == run.name; });
  runs.insert(std::upper_bound(runs.begin(), runs.end(), run, comes_before), std::move(run));
}

Sequence MirrorWriter::Held::through() const {
  Sequence through = 0;
  for (const Run& run : runs) {
    if (run.name.first > through + 1) {
      break;
    }
    through = std::max(through, run.name.last);
  }
  return through;
}

const MirrorWriter::Run* MirrorWriter::Held::tail() const {
  const Sequence last = through();
  const auto found =
      std::find_if(runs.begin(), runs.end(), [&](const Run& run) { return run.name.last == last; });
  return found == runs.end() ? nullptr : &*found;
}

std::set<Sequence> MirrorWriter::Held::without_body() const {
  std::set<Sequence> out;
  for (const Run& run : runs) {
    out.insert(run.without_body.begin(), run.without_body.end());
  }
  return out;
}

MirrorWriter::MirrorWriter(MirrorTarget target, Files& files, Random& random)
    : target_(std::move(target)),
      mirror_(target_.folder.value_or(Path())),
      files_(files),
      random_(random) {}

MirrorStep MirrorWriter::step(WallTime now) {
  is_own_disk_ = false;
  return answer(work(now));
}

MirrorStep MirrorWriter::answer(const Result<bool>& worked) {
  MirrorStep step;
  step.on_same_disk = on_same_disk_;
  bool is_other = false;
  for (const journal::ChainRow& chain : chains_) {
    const auto held = held_.find(chain.id.epoch);
    is_other = held != held_.end() && held->second.is_other;
    step.mirrored_through = held == held_.end() || is_other ? 0 : held->second.through();
    if (!is_other) {
      step.behind += static_cast<std::int64_t>(
          chain.head.sequence - std::min(chain.head.sequence, step.mirrored_through));
    }
  }
  if (worked) {
    step.state = *worked ? MirrorState::Behind : MirrorState::UpToDate;
    if (is_other) {
      step.state = MirrorState::Failed;
      step.detail = "the mirror holds entries of this epoch that the journal does not";
    }
    return step;
  }
  const Error& error = worked.error();
  step.detail = error.context;
  step.state = MirrorState::Failed;
  if (is_own_disk_) {
    return step;
  }
  marker_.clear();  // whatever is there next time is looked at anew
  if (!files_.read(mirror_ / kMirrorMarker, kMirrorMarkerBytesMax)) {
    step.state = MirrorState::MediumMissing;
  } else if (error.code == ErrorCode::NoSpace) {
    step.state = MirrorState::MediumFull;
  } else if (error.code == ErrorCode::Refused) {
    step.state = MirrorState::WriteProtected;
  }
  return step;
}

Result<bool> MirrorWriter::work(WallTime now) {
  Erased erased;
  if (auto read = read_journal(erased); !read) {
    is_own_disk_ = true;
    return read.error();
  }
  if (auto there = look_at_medium(); !there) {
    return there.error();
  }
  if (!unchecked_.empty()) {
    if (auto checked = check_some(); !checked) {
      return checked.error();
    }
    return true;
  }
  for (const journal::ChainRow& chain : chains_) {
    const auto more = work_on(chain, erased, now);
    if (!more || *more) {
      return more;
    }
  }
  return false;
}

Result<bool> MirrorWriter::work_on(const journal::ChainRow& chain, const Erased& erased,
                                   WallTime now) {
  Held& held = held_[chain.id.epoch];
  if (!held.is_compared) {
    if (auto compared = compare(chain, held); !compared) {
      return compared.error();
    }
  }
  if (held.is_other) {
    return false;
  }
  if (held.through() < chain.head.sequence) {
    if (auto written = write_run(chain, held, now); !written) {
      return written.error();
    }
    return true;
  }
  const auto dropped = drop_unsound(chain, held);
  if (!dropped || *dropped) {
    return dropped;
  }
  const auto removed = remove_bodies(chain, held, erased);
  if (!removed || *removed) {
    return removed;
  }
  return write_counts(chain, held, held.without_body());
}

Result<sqlite::Database*> MirrorWriter::database() {
  if (!database_ || database_->has_failed()) {
    auto opened = journal::open_reader(target_.data, target_.options);
    if (!opened) {
      return opened.error();
    }
    database_.emplace(std::move(*opened));
  }
  return &*database_;
}

Result<void> MirrorWriter::read_journal(Erased& erased) {
  auto opened = database();
  if (!opened) {
    return opened.error();
  }
  auto all = journal::chains(**opened);
  if (!all) {
    return all.error();
  }
  chains_ = std::move(*all);
  auto select = (*opened)->prepare("SELECT chain,sequence FROM erased");
  if (!select) {
    return select.error();
  }
  return sqlite::each_row(*select,
                          [&] { erased.emplace(select->integer(0), select->unsigned_integer(1)); });
}

Result<void> MirrorWriter::look_at_medium() {
  auto marker = files_.read(mirror_ / kMirrorMarker, kMirrorMarkerBytesMax);
  if (!marker) {
    return marker.error();
  }
  if (*marker == marker_ && !marker->empty()) {
    return {};
  }
  held_.clear();
  unchecked_.clear();
  unsound_.clear();
  gone_.clear();
  if (auto listed = list_medium(); !listed) {
    return listed;
  }
  on_same_disk_ = is_on_same_disk(target_.data, mirror_, files_);
  marker_ = std::move(*marker);
  return {};
}

Result<void> MirrorWriter::list_medium() {
  const domain::KioskId kiosk = target_.identity.kiosk;
  const auto names = files_.list(mirror_);
  if (!names) {
    return names.error();
  }
  for (const std::string& name : *names) {
    const auto run = run_name_from(name);
    if (run && run->kiosk == kiosk) {
      unchecked_.push_back(*run);
    } else if (name.starts_with(to_hex(kiosk)) && name.ends_with(".part")) {
      if (auto removed = files_.remove(mirror_ / name); !removed) {
        return removed;
      }
    }
  }
  const crypto::Seed& seed = target_.identity.key.seed();
  auto stored = files_.read(mirror_ / key_file_name(kiosk), seed.size());
  const bool is_there = stored && crypto::equal_in_constant_time(*stored, seed);
  if (stored) {
    crypto::wipe(*stored);
  }
  return is_there ? Result<void>() : write(key_file_name(kiosk), seed);
}

Result<void> MirrorWriter::check_some() {
  for (std::size_t i = 0; i < kCheckedInStep && !unchecked_.empty(); ++i) {
    const RunName name = unchecked_.back();
    const auto content = files_.read(mirror_ / file_name(name), protocol::kBatchBytesMax);
    if (!content && content.error().code != ErrorCode::NotFound &&
        content.error().code != ErrorCode::TooLarge) {
      return content.error();
    }
    unchecked_.pop_back();
    if (!content) {
      continue;
    }
    const auto opened = open_run(*content, name, target_.identity.key);
    if (opened) {
      held_[name.epoch].add(
          {name, opened->batch.header.head, sequences_without_body(opened->batch)});
    } else if (opened.error().code != ErrorCode::Unsupported) {
      unsound_.push_back(name);
    }  // what is not sound does not count as held, and is written anew
  }
  return {};
}

// A file that is damaged goes once its entries are held by sound ones. Answers whether there was
// one.
Result<bool> MirrorWriter::drop_unsound(const journal::ChainRow& chain, const Held& held) {
  const auto found = std::ranges::find_if(unsound_, [&](const RunName& name) {
    return name.epoch == chain.id.epoch && name.last <= held.through();
  });
  if (found == unsound_.end()) {
    return false;
  }
  const bool is_rewritten =
      std::ranges::any_of(held.runs, [&](const Run& run) { return run.name == *found; });
  if (!is_rewritten) {
    if (auto removed = files_.remove(mirror_ / file_name(*found)); !removed) {
      return removed.error();
    }
  }
  unsound_.erase(found);
  return true;
}

// Once for each chain and medium: what is there must be of this very journal.
Result<void> MirrorWriter::compare(const journal::ChainRow& chain, Held& held) {
  auto select = (*database_).prepare("SELECT hash FROM entry WHERE chain=? AND sequence=?");
  if (!select) {
    is_own_disk_ = true;
    return select.error();
  }
  const auto newest =
      std::max_element(held.runs.begin(), held.runs.end(),
                       [](const Run& a, const Run& b) { return a.name.last < b.name.last; });
  if (newest != held.runs.end()) {
    const auto found = select->bind(1, chain.number).bind(2, newest->name.last).step();
    if (!found) {
      is_own_disk_ = true;
      return found.error();
    }
    const bool is_same = !*found || std::ranges::equal(select->blob(0), newest->head);
    held.is_other = newest->name.last > chain.head.sequence || !is_same;
  }
  const auto file = files_.read(mirror_ / counts_file_name(target_.identity.kiosk, chain.id.epoch),
                                kCountsBytesMax);
  if (file) {
    const auto counts = open_counts(*file, target_.identity.key);
    if (counts && counts->chain == chain.id) {
      held.counts_without_body = counts->without_body;
    }
  } else if (file.error().code != ErrorCode::NotFound && file.error().code != ErrorCode::TooLarge) {
    return file.error();
  }
  if (!held.is_other) {
    if (auto dropped = drop_superseded(held); !dropped) {
      return dropped;
    }
  }
  held.is_compared = true;
  return {};
}

// A run that grew is a new file; the power can fail before the old one is gone.
Result<void> MirrorWriter::drop_superseded(Held& held) {
  Sequence through = 0;
  for (auto run = held.runs.begin(); run != held.runs.end();) {
    if (run->name.last > through) {
      through = run->name.last;
      ++run;
      continue;
    }
    if (auto removed = files_.remove(mirror_ / file_name(run->name)); !removed) {
      return removed;
    }
    run = held.runs.erase(run);
  }
  return {};
}

}  // namespace outreach::client
