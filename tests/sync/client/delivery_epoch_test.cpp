// Long because each way two histories can part is told whole, from the disk to both tallies.
// Copies put back, clones, damaged disks and lost keys: everything that was recorded arrives, and
// counts once.
#include <string>
#include <vector>

#include "sync/client/delivery.h"
#include "tests/support/catch.h"
#include "tests/sync/client/road.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;

std::int64_t copies_at(County& county) {
  return totals_of(county.database()).copies;
}
std::vector<journal::ChainRow> chains_at(County& county) {
  auto chains = journal::chains(county.database());
  REQUIRE(chains);
  return *std::move(chains);
}
void check_quiet(Road& road) {
  road.check_saving_and_arriving();
  CHECK(road.delivery->status().link == Link::Idle);
  CHECK(road.delivery->status().trouble == Trouble::None);
  CHECK(road.delivery->status().waiting == 0);
  CHECK(counts_of(road).local == 0);
  const auto report = journal::verify(road.county.database());
  REQUIRE(report);
  CHECK(report->damages.empty());
}

TEST_CASE("Delivery: a kiosk whose folder was put back to an earlier copy goes on in a new epoch",
          "[client]") {
  TemporaryFolder kept;
  const Path copy = kept / "copy";
  Road road;
  road.open();
  road.record_outing("县城集", 4);
  CHECK(road.settle());
  road.stop_kiosk();
  copy_folder(road.stall.folder.path(), copy);
  road.start_kiosk();
  road.begin_delivery();
  road.record_outing("北董集", 30);
  CHECK(road.settle());
  const auto before = road.journal->chain();

  road.stop_kiosk();
  copy_folder(copy, road.stall.folder.path());
  road.start_kiosk();
  CHECK(road.journal->chain() == before);  // nothing on this disk tells that it is a copy
  road.begin_delivery();
  road.record_outing("高显集", 2);
  CHECK(road.settle());

  CHECK(road.epochs == std::vector{EpochReason::CountyDiffers});
  CHECK(road.journal->chain() != before);
  CHECK(copies_at(road.county) == 4 + 30 + 2);
  CHECK(totals_of(road.county.database()).outings == 3);
  CHECK(chains_at(road.county).size() == 2);
  CHECK(totals_of(road.journal->database()).copies == 4 + 2);
  check_quiet(road);
  // And on, as before.
  road.record_outing("里村集", 1);
  CHECK(road.settle());
  CHECK(copies_at(road.county) == 4 + 30 + 2 + 1);
  CHECK(road.epochs.size() == 1);
}

TEST_CASE("Delivery: a kiosk put back before anything new was recorded begins its epoch empty",
          "[client]") {
  TemporaryFolder kept;
  Road road;
  road.open();
  road.record_outing("县城集", 4);
  CHECK(road.settle());
  road.stop_kiosk();
  copy_folder(road.stall.folder.path(), kept / "copy");
  road.start_kiosk();
  road.begin_delivery();
  road.record_outing("北董集", 3);
  CHECK(road.settle());
  road.stop_kiosk();
  copy_folder(kept / "copy", road.stall.folder.path());
  road.start_kiosk();
  road.begin_delivery();
  CHECK(road.settle());
  CHECK(road.epochs == std::vector{EpochReason::CountyAhead});
  road.record_outing("高显集", 2);
  CHECK(road.settle());
  CHECK(copies_at(road.county) == 4 + 3 + 2);
  check_quiet(road);
}

TEST_CASE("Delivery: a clone and its original both deliver, and the sum is right", "[client]") {
  TemporaryFolder kept;
  Road original;
  original.open();
  original.record_outing("县城集", 3);
  CHECK(original.settle());
  original.record_outing("不等", 1);  // not delivered when the copy is made
  original.stop_kiosk();
  copy_folder(original.stall.folder.path(), kept / "copy");
  original.start_kiosk();
  original.begin_delivery();

  Road clone(original.county, kept / "copy");
  // The same places of the same chain, filled by both.
  clone.record_outing("北董集", 10);
  original.record_outing("高显集", 100);
  CHECK(clone.settle());
  CHECK(original.settle());
  CHECK(clone.settle());
  CHECK(clone.epochs.size() + original.epochs.size() == 1);
  CHECK(copies_at(original.county) == 3 + 1 + 10 + 100);
  CHECK(totals_of(original.county.database()).outings == 4);
  check_quiet(original);
  check_quiet(clone);

  clone.record_outing("里村集", 5);
  original.record_outing("史村集", 7);
  CHECK(original.settle());
  CHECK(clone.settle());
  CHECK(copies_at(original.county) == 3 + 1 + 10 + 100 + 5 + 7);
  CHECK(clone.epochs.size() + original.epochs.size() == 1);
}

TEST_CASE("Delivery: whatever order clones and copies come in, nothing is lost or counted twice",
          "[client]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SeededRandom random(seed);
    INFO(random.description());
    TemporaryFolder kept;
    Road original;
    original.open();
    original.record_outing("县城集", 2);
    CHECK(original.settle());
    original.stop_kiosk();
    copy_folder(original.stall.folder.path(), kept / "copy");
    original.start_kiosk();
    original.begin_delivery();
    Road clone(original.county, kept / "copy");
    // The same words at the same place in the same millisecond would be the same entry.
    clone.stall.clock.advance(std::chrono::milliseconds(500));
    std::int64_t copies = 2;
    for (int step = 0; step < 20; ++step) {
      Road& road = random.below(2) == 0 ? original : clone;
      const int handouts = static_cast<int>(random.below(4));
      road.record_outing("集" + std::to_string(step), handouts);
      copies += handouts;
      switch (random.below(5)) {
        case 0:
          road.restart_kiosk();
          break;
        case 1:
          road.mishaps = {Road::Mishap::LoseAnswer, Road::Mishap::Duplicate};
          break;
        case 2:
          CHECK(road.settle());
          break;
        default:
          road.turns(static_cast<int>(random.below(8)));
      }
    }
    for (Road* road : {&original, &clone, &original}) {
      road->mishaps.clear();
      road->delivery->sync_now();
      CHECK(road->settle());
    }
    CHECK(copies_at(original.county) == copies);
    CHECK(totals_of(original.county.database()).outings == 21);
    check_quiet(original);
    check_quiet(clone);
  }
}

TEST_CASE("Delivery: a county put back to yesterday's copy gets today again", "[client]") {
  TemporaryFolder kept;
  Road road;
  road.open();
  road.record_outing("县城集", 4);
  CHECK(road.settle());
  road.county.stop();
  copy_folder(road.county.folder.path(), kept / "copy");
  road.county.start();
  road.record_outing("北董集", 3);
  CHECK(road.settle());
  CHECK(road.county.entries() == 9);
  road.county.stop();
  copy_folder(kept / "copy", road.county.folder.path());
  road.county.start();
  CHECK(road.county.entries() == 5);
  SECTION("noticed when the kiosk starts") {
    road.restart_kiosk();
  }
  SECTION("noticed when a person asks") {
    road.delivery->sync_now();
  }
  CHECK(road.settle());
  check_delivered(road);
  CHECK(copies_at(road.county) == 7);
}

TEST_CASE(
    "Delivery: an ended chain whose question nobody answered is asked about once the county "
    "answers",
    "[client]") {
  TemporaryFolder kept;
  Road road;
  road.open();
  road.county.stop();
  copy_folder(road.county.folder.path(), kept / "county");
  road.county.start();
  road.record_outing("县城集", 4);
  CHECK(road.settle());
  road.stop_kiosk();
  copy_folder(road.stall.folder.path(), kept / "kiosk");
  road.start_kiosk();
  road.begin_delivery();
  road.record_outing("北董集", 30);
  CHECK(road.settle());
  road.stop_kiosk();
  copy_folder(kept / "kiosk", road.stall.folder.path());
  road.start_kiosk();
  road.begin_delivery();
  road.record_outing("高显集", 2);
  CHECK(road.settle());
  REQUIRE(chains_at(road.county).size() == 2);

  // The county loses all of it, and does not run when the kiosk starts.
  road.county.stop();
  copy_folder(kept / "county", road.county.folder.path());
  road.restart_kiosk();
  CHECK(road.settle());
  CHECK(road.delivery->status().trouble == Trouble::Unreachable);
  road.county.start();
  road.record_outing("里村集", 1);
  CHECK(road.settle());
  CHECK(road.delivery->status().trouble == Trouble::None);
  CHECK(copies_at(road.county) == 4 + 2 + 1);
  check_quiet(road);
}

TEST_CASE("Delivery: at another county everything is delivered from the start", "[client]") {
  Road road;
  road.open();
  road.record_outing("县城集", 4);
  CHECK(road.settle());
  Road elsewhere({}, 2);
  road.stop_kiosk();
  elsewhere.stop_kiosk();
  copy_folder(road.stall.folder.path(), elsewhere.stall.folder.path());
  elsewhere.start_kiosk();
  elsewhere.open();
  elsewhere.turns(2);
  CHECK(elsewhere.delivery->status().acknowledged_through == 0);  // the old county's ack
  CHECK(elsewhere.settle());
  CHECK(elsewhere.epochs.empty());
  check_delivered(elsewhere);
}

TEST_CASE("Delivery: what the disk damaged in the middle keeps nothing else back", "[client]") {
  Road road;
  road.open();
  road.county.stop();
  road.record_outing("县城集", 11);
  road.stop_kiosk();
  road.stall.tamper(
      "UPDATE entry SET body=x'7b7d' WHERE sequence=4;"
      "DELETE FROM entry WHERE sequence IN (6,7);"
      "UPDATE entry SET boot=x'0102030405060708' WHERE sequence=9");
  road.county.start();
  road.start_kiosk();
  const auto chain = road.journal->chain();
  road.begin_delivery();
  CHECK(road.settle());
  CHECK(road.journal->chain() == chain);
  CHECK(road.epochs.empty());
  CHECK(road.county.entries() == 12);
  CHECK(copies_at(road.county) == 11 - 4);
  CHECK(counts_of(road).local == 0);
  CHECK(counts_of(road).quarantined == 4);
  CHECK(road.delivery->status().set_aside.size() == 4);
  CHECK(road.delivery->status().waiting == 0);
  road.record_outing("北董集", 2);
  CHECK(road.settle());
  CHECK(copies_at(road.county) == 11 - 4 + 2);
  CHECK(counts_of(road).local == 0);
}

TEST_CASE("Delivery: earlier epochs are delivered first, and then the current one", "[client]") {
  Road road;
  road.open();
  road.county.stop();
  road.record_outing("县城集", 4);
  road.turns(4);
  const auto first_chain = road.journal->chain();
  road.stop_kiosk();
  road.start_kiosk();
  REQUIRE(road.journal->begin_epoch(EpochReason::OtherMachine, road.journal->head().sequence));
  road.begin_delivery();
  road.record_outing("北董集", 3);
  road.turns(6);
  const auto recorded = static_cast<std::int64_t>(5 + road.journal->head().sequence);
  CHECK(road.delivery->status().waiting == recorded);
  // An unreachable county is not asked once for each of them.
  const std::size_t requests = road.transport.requests().size();
  constexpr int kWaits = 12;
  for (int waits = 0; waits < kWaits; ++waits) {
    road.pass_time();
    road.turns(4);
  }
  CHECK(road.transport.requests().size() == requests + kWaits);
  CHECK(road.delivery->status().trouble == Trouble::Unreachable);
  road.county.start();
  CHECK(road.settle());
  CHECK(road.county.entries() == recorded);
  CHECK(chains_at(road.county).front().id == first_chain);
  CHECK(copies_at(road.county) == 7);
  CHECK(road.epochs.empty());
  check_quiet(road);
  // Once more from the start: each chain is asked about once, and then there is silence.
  const std::size_t before = road.transport.requests().size();
  road.restart_kiosk();
  CHECK(road.settle());
  CHECK(road.transport.requests().size() == before + 2);
  road.turns(5);
  CHECK(road.transport.requests().size() == before + 2);
}

TEST_CASE("Delivery: an earlier epoch that is kept back does not keep the current one",
          "[client]") {
  Road road;
  road.open();
  road.record_outing("县城集", 4);
  CHECK(road.settle());
  road.record_outing("北董集", 3);
  road.stop_kiosk();
  road.start_kiosk();
  REQUIRE(road.journal->begin_epoch(EpochReason::OtherMachine, road.journal->head().sequence));
  // Somebody else has been there with the old chain.
  REQUIRE(
      road.county.database().execute("UPDATE entry SET hash=zeroblob(32) WHERE sequence=5;"
                                     "UPDATE chain SET head_hash=zeroblob(32)"));
  road.begin_delivery();
  road.record_outing("高显集", 2);
  for (int i = 0; i < 40; ++i) {
    road.turn();
  }
  CHECK(road.delivery->status().acknowledged_through == road.journal->head().sequence);
  CHECK(road.delivery->status().link == Link::Held);
  CHECK(road.delivery->status().trouble == Trouble::Diverged);
  CHECK(road.delivery->status().waiting == 4);
  CHECK(copies_at(road.county) == 4 + 2);
  CHECK(road.epochs.empty());
}

TEST_CASE("Delivery: entries of a lost key are counted and not sent", "[client]") {
  Road road;
  road.open();
  road.county.stop();
  road.record_outing("县城集", 4);
  road.stop_kiosk();
  REQUIRE(road.stall.files.remove(road.stall.folder / journal::kIdentityFile));
  road.county.start();
  road.start_kiosk();
  road.open();
  road.record_outing("北董集", 2);
  CHECK(road.settle());
  CHECK(road.delivery->status().waiting == 0);
  CHECK(road.delivery->status().waiting_elsewhere == 5);
  CHECK(counts_of(road).local == 5);
  CHECK(copies_at(road.county) == 2);
}

}  // namespace
}  // namespace outreach::client
