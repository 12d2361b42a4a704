// Long because it is one fact after the other about one thing.
// A second medium that is there, is missing, is full, is pulled out, or holds something else.
#include "sync/client/mirror.h"

#include <algorithm>

#include "tests/support/faulty_files.h"
#include "tests/support/faulty_machine.h"
#include "tests/support/memory_files.h"
#include "tests/support/separate_disks.h"
#include "tests/sync/client/mirror_bench.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// The mirror as the control thread has it.
class ControlThread {
 public:
  ControlThread(MirrorBench& bench, Files& disk)
      : bench_(bench), mirror(bench.target(), disk, bench.random, worker, inbox) {}

  // Turns of the loop until nothing more happens.
  void turn() {
    mirror.tick(bench_.clock.now());
    while (worker.step()) {
      inbox.drain();
    }
  }
  void pass(std::int64_t milliseconds) {
    bench_.clock.advance(std::chrono::milliseconds(milliseconds));
    turn();
  }

 private:
  MirrorBench& bench_;

 public:
  ManualWorker worker;
  Inbox inbox;
  Mirror mirror;
};

std::vector<std::pair<domain::Sequence, domain::Sequence>> ranges(MirrorBench& bench) {
  std::vector<std::pair<domain::Sequence, domain::Sequence>> out;
  for (const std::string& name : bench.files_ending(".batch")) {
    const auto run = run_name_from(name);
    REQUIRE(run);
    out.emplace_back(run->first, run->last);
  }
  return out;
}
using Ranges = std::vector<std::pair<domain::Sequence, domain::Sequence>>;

TEST_CASE("Mirror: a medium on the records' own disk is written and told apart", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 3);
  SeparateDisks disks;
  CHECK(bench.mirror_on(disks).on_same_disk);
  CHECK(is_on_same_disk(bench.folder.path(), bench.medium.path(), disks));
  CHECK(is_on_same_disk(bench.folder / "not" / "yet", bench.medium.path(), disks));
  disks.put_on_own_disk(bench.medium.path());
  const auto step = bench.mirror_on(disks);
  CHECK_FALSE(step.on_same_disk);
  CHECK(step.state == MirrorState::UpToDate);
  CHECK_FALSE(is_on_same_disk(bench.folder.path(), bench.medium.path(), disks));
  CHECK_FALSE(is_on_same_disk(bench.folder / "not" / "yet", bench.medium.path(), disks));
  CHECK_FALSE(is_on_same_disk(bench.folder.path(), bench.medium / "away", disks));

  ControlThread thread(bench, bench.files);
  thread.turn();
  CHECK(thread.mirror.status().on_same_disk);
}

TEST_CASE("Mirror: what was recorded before it was there is written at the start", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 150);
  ControlThread thread(bench, bench.files);
  CHECK(thread.mirror.status().state == MirrorState::Off);
  thread.turn();
  CHECK(thread.mirror.status().state == MirrorState::UpToDate);
  CHECK(thread.mirror.status().behind == 0);
  CHECK(thread.mirror.status().mirrored_through == 151);
  CHECK(ranges(bench) == Ranges{{1, 64}, {65, 128}, {129, 151}});
}

TEST_CASE("Mirror: entries wait for their run, at most a minute", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  ControlThread thread(bench, bench.files);
  thread.turn();
  record_day(journal, 2);
  thread.mirror.entries_recorded(3);
  thread.turn();
  CHECK(thread.mirror.status().state == MirrorState::Behind);
  CHECK(thread.mirror.status().behind == 3);
  CHECK(ranges(bench).empty());
  CHECK(thread.mirror.wait_milliseconds(bench.clock.now()) == kMirrorRunMilliseconds);
  thread.pass(kMirrorRunMilliseconds - 1);
  CHECK(ranges(bench).empty());
  thread.pass(1);
  CHECK(ranges(bench) == Ranges{{1, 3}});
  CHECK(thread.mirror.status().state == MirrorState::UpToDate);
}

TEST_CASE("Mirror: a run grows in its file until it is full", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  ControlThread thread(bench, bench.files);
  record_day(journal, 40);
  thread.turn();
  CHECK(ranges(bench) == Ranges{{1, 41}});
  for (int i = 0; i < 40; ++i) {
    append(journal, {handout_draft(1, 1)});
    thread.mirror.entries_recorded(journal.head().sequence);
  }
  thread.pass(kMirrorRunMilliseconds);
  CHECK(ranges(bench) == Ranges{{1, 64}, {65, 81}});
}

TEST_CASE("Mirror: a full run, the outing's closing and the program's end do not wait",
          "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  ControlThread thread(bench, bench.files);
  thread.turn();
  record_day(journal, 63);
  thread.mirror.entries_recorded(64);
  thread.turn();
  CHECK(thread.mirror.status().mirrored_through == 64);
  append(journal, {closing_draft(1)});
  thread.mirror.entries_recorded(65);
  thread.turn();
  CHECK(thread.mirror.status().mirrored_through == 64);
  thread.mirror.outing_closed();
  thread.turn();
  CHECK(thread.mirror.status().mirrored_through == 65);
  append(journal, {handout_draft(1, 1)});
  thread.mirror.entries_recorded(66);
  thread.mirror.finish(bench.clock.now());
  CHECK(ranges(bench) == Ranges{{1, 64}, {65, 66}});
}

TEST_CASE("Mirror: without a folder it is off and asks for nothing", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  ManualWorker worker;
  Inbox inbox;
  MirrorTarget target = bench.target();
  target.folder.reset();
  Mirror mirror(target, bench.files, bench.random, worker, inbox);
  mirror.tick(bench.clock.now());
  mirror.entries_recorded(1);
  mirror.outing_closed();
  mirror.finish(bench.clock.now());
  CHECK(worker.waiting() == 0);
  CHECK_FALSE(mirror.wait_milliseconds(bench.clock.now()));
  CHECK(mirror.status().state == MirrorState::Off);
}

TEST_CASE("Mirror: nothing is written where the marker is missing, an empty mount point",
          "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 3);
  const Bytes marker = bench.content_of(kMirrorMarker);
  REQUIRE(bench.files.remove(bench.medium / kMirrorMarker));
  ControlThread thread(bench, bench.files);
  thread.turn();
  CHECK(thread.mirror.status().state == MirrorState::MediumMissing);
  CHECK(thread.mirror.status().behind == 4);
  CHECK(bench.files.list(bench.medium.path())->empty());
  bench.put(kMirrorMarker, marker);
  thread.pass(kMirrorMissingRetry);
  CHECK(thread.mirror.status().state == MirrorState::UpToDate);
  CHECK(ranges(bench) == Ranges{{1, 4}});
}

TEST_CASE("Mirror: a medium pulled out with nothing to write is noticed", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 3);
  ControlThread thread(bench, bench.files);
  thread.turn();
  REQUIRE(bench.files.remove(bench.medium / kMirrorMarker));
  thread.pass(kMirrorLookMilliseconds);
  CHECK(thread.mirror.status().state == MirrorState::MediumMissing);
}

TEST_CASE("Mirror: another medium in its place is filled from the first entry", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 70);
  ControlThread thread(bench, bench.files);
  thread.turn();
  for (const std::string& name : bench.files_ending("")) {
    REQUIRE(bench.files.remove(bench.medium / name));
  }
  REQUIRE(prepare_mirror(bench.medium.path(), bench.files, bench.random));
  thread.pass(kMirrorLookMilliseconds);
  CHECK(ranges(bench) == Ranges{{1, 64}, {65, 71}});
  CHECK(bench.content_of(key_file_name(bench.identity().kiosk)).size() == 32);
}

TEST_CASE("Mirror: preparing twice leaves a mirror as it is, and needs the folder", "[mirror]") {
  MirrorBench bench;
  const Bytes marker = bench.content_of(kMirrorMarker);
  REQUIRE(prepare_mirror(bench.medium.path(), bench.files, bench.random));
  CHECK(bench.content_of(kMirrorMarker) == marker);
  const auto nowhere = prepare_mirror(bench.medium / "absent", bench.files, bench.random);
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == ErrorCode::NotFound);
}

TEST_CASE("Mirror: a full medium is told, and filled on once there is room", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 200);
  MemoryFiles medium;
  REQUIRE(medium.make_folders(bench.medium.path()));
  REQUIRE(prepare_mirror(bench.medium.path(), medium, bench.random));
  medium.set_capacity(5'000);
  ControlThread thread(bench, medium);
  thread.turn();
  CHECK(thread.mirror.status().state == MirrorState::MediumFull);
  CHECK(thread.mirror.status().behind > 0);
  medium.set_capacity(1 << 20);
  thread.pass(kMirrorTroubleRetry);
  CHECK(thread.mirror.status().state == MirrorState::UpToDate);
  CHECK(thread.mirror.status().mirrored_through == 201);
}

TEST_CASE("Mirror: a write-protected medium is told as such", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 2);
  FaultyFiles medium(bench.files);
  ControlThread thread(bench, medium);
  medium.fail_in(4, ErrorCode::Refused);  // marker, list, key, writing the key
  thread.turn();
  CHECK(thread.mirror.status().state == MirrorState::WriteProtected);
  thread.pass(kMirrorTroubleRetry);
  CHECK(thread.mirror.status().state == MirrorState::UpToDate);
}

TEST_CASE("Mirror: any call that fails leaves a mirror that is caught up later", "[mirror]") {
  for (const ErrorCode code : {ErrorCode::InputOutput, ErrorCode::NoSpace, ErrorCode::Refused,
                               ErrorCode::NotFound, ErrorCode::Unavailable}) {
    bool failed = true;
    for (std::size_t nth = 1; failed; ++nth) {
      REQUIRE(nth < 100);
      INFO("call " << nth << ": " << name_of(code));
      MirrorBench bench;
      auto journal = bench.opened();
      record_day(journal, 60);
      bench.mirror();
      for (int i = 0; i < 20; ++i) {
        append(journal, {handout_draft(1, 1)});
      }
      FaultyFiles medium(bench.files);
      medium.fail_in(nth, code);
      ControlThread thread(bench, medium);
      thread.turn();
      failed = medium.calls() >= nth;
      medium.fail_in(1'000'000, code);
      thread.pass(kMirrorTroubleRetry);
      CHECK(thread.mirror.status().state == MirrorState::UpToDate);
      bench.mirror();  // what the failure left of an older run goes at the next start
      CHECK(ranges(bench) == Ranges{{1, 64}, {65, 81}});
    }
  }
}

TEST_CASE("Mirror: the medium pulled out at any moment holds only whole runs", "[mirror]") {
  for (const bool finishes : {false, true}) {
    std::size_t moments = 0;
    for (std::size_t nth = 1; nth == 1 || nth <= moments; ++nth) {
      INFO("moment " << nth);
      FaultyVfs power;
      MirrorBench bench(power.name());
      auto journal = bench.opened();
      record_day(journal, 30);
      bench.mirror();
      record_day(journal, 60);
      PoweredFiles medium(power, finishes);
      const std::size_t before = power.moments();
      if (nth > 1) {
        power.cut_in(nth - 1);
      }
      const auto step = bench.mirror_on(medium);
      if (nth == 1) {
        moments = power.moments() - before + 1;
        REQUIRE(moments > 3);
        continue;
      }
      CHECK(step.state != MirrorState::UpToDate);
      CHECK(bench.bodies() >= 31);  // each of them opens: bodies() requires it
    }
  }
}

TEST_CASE("Mirror: a damaged and a removed file are written anew", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 200);
  bench.mirror();
  const auto names = bench.files_ending(".batch");
  REQUIRE(names.size() == 4);
  Bytes damaged = bench.content_of(names[1]);
  damaged[200] ^= 1;
  bench.put(names[1], damaged);
  REQUIRE(bench.files.remove(bench.medium / names[2]));
  bench.mirror();
  CHECK(bench.files_ending(".batch") == names);
  CHECK(bench.bodies() == 201);
}

TEST_CASE("Mirror: a body that is erased leaves the mirror too, what it counted stays",
          "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  record_day(journal, 5);
  append(journal, {consultation_draft(1, 3)});
  bench.mirror();
  CHECK(bench.bodies() == 7);
  CHECK(bench.files_ending(".counts").empty());
  append(journal, {{{domain::Erasure{7, domain::ErasureReason::PersonAsked, {}}, "张三", {}}, 0}});
  bench.mirror();
  CHECK(bench.bodies() == 7);  // the erasure's own came, the consultation's went
  CHECK(bench.files_ending(".counts").size() == 1);
  bench.mirror();
  CHECK(bench.bodies() == 7);
}

TEST_CASE("Mirror: entries of another history are not written over", "[mirror]") {
  MirrorBench bench;
  Bytes copy;
  {
    auto journal = bench.opened();
    record_day(journal, 5);
  }
  std::filesystem::copy(bench.folder.path(), bench.folder / "copy");
  {
    auto journal = bench.opened();
    append(journal, {handout_draft(1, 7), handout_draft(1, 8)});
    bench.mirror();
  }
  const auto names = bench.files_ending(".batch");
  const Bytes mirrored = bench.content_of(names.at(0));
  // The disk is put back, and goes on in another way.
  MirrorBench restored;
  std::filesystem::copy(
      bench.folder / "copy", restored.folder.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  auto database = sqlite::Database::open((restored.folder / journal::kJournalFile).string(), {});
  REQUIRE(database);
  const auto chain = journal::chains(*database)->front();
  const auto head =
      mirrored_head(bench.medium.path(), bench.identity(), chain.id, *database, bench.files);
  REQUIRE(head);
  REQUIRE(*head);
  CHECK((*head)->head.sequence == 8);
  CHECK((*head)->common == 6);
  CHECK((*head)->is_ahead());
  MirrorTarget target = bench.target();
  target.data = restored.folder.path();
  MirrorWriter writer(target, bench.files, bench.random);
  const auto step = MirrorBench::write_all(writer);
  CHECK(step.state == MirrorState::Failed);
  CHECK(bench.files_ending(".batch") == names);
  CHECK(bench.content_of(names[0]) == mirrored);
}

TEST_CASE("Mirror: its head is the journal's once everything is written", "[mirror]") {
  MirrorBench bench;
  auto journal = bench.opened();
  const auto mirrored = [&] {
    return mirrored_head(bench.medium.path(), bench.identity(), journal.chain(), journal.database(),
                         bench.files);
  };
  CHECK_FALSE(*mirrored());
  record_day(journal, 70);
  bench.mirror();
  append(journal, {handout_draft(1, 1)});
  const auto behind = mirrored();
  REQUIRE(behind);
  CHECK((*behind)->head == journal::Head{71, hash_at(journal, 71)});
  CHECK((*behind)->common == 71);
  CHECK_FALSE((*behind)->is_ahead());
  // A damaged newest file says nothing: the one before it does.
  const auto names = bench.files_ending(".batch");
  Bytes damaged = bench.content_of(names.back());
  damaged[9] ^= 4;
  bench.put(names.back(), damaged);
  CHECK((*mirrored())->head.sequence == 64);
  REQUIRE(bench.files.remove(bench.medium / kMirrorMarker));
  CHECK(mirrored().error().code == ErrorCode::NotFound);
}

TEST_CASE("Mirror: a journal pruned before the mirror was there is mirrored with its counts",
          "[mirror]") {
  MirrorBench bench;
  {
    auto journal = bench.opened();
    record_day(journal, 5);
  }
  bench.tamper("UPDATE entry SET body=NULL WHERE sequence<=4; UPDATE chain SET pruned_through=4");
  bench.mirror();
  CHECK(bench.bodies() == 2);
  CHECK(bench.files_ending(".counts").size() == 1);
}

}  // namespace
}  // namespace outreach::client
