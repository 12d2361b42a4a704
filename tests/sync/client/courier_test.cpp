// The stick between a stall and the county, with everything that can be wrong with one.
#include "sync/client/courier.h"

#include <algorithm>

#include "tests/sync/client/stick_road.h"

namespace outreach::testing {
namespace {

using client::StickTrouble;

// Enrolled, and then without a network.
class OfflineStall {
 public:
  explicit OfflineStall(std::uint64_t seed = 1) : road({}, seed) {
    REQUIRE(road.enrol(road.county.code()));
  }
  Road road;
  MemoryMedium stick;
};

TEST_CASE("Courier: what waits rides to the county and its acks ride home", "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 20);
  const auto out = at_the_stall(at.road, at.stick);
  CHECK(out.written.entries == 21);
  CHECK(out.written.missing == 0);
  CHECK(counts_of(at.road).on_stick == 21);
  CHECK(counts_of(at.road).local == 0);

  record_offline(at.road, "史村集市", 2);  // after the courier has left
  CHECK(counts_of(at.road).local == 3);

  const auto import = at_the_county(at.road.county, at.stick);
  REQUIRE(import.chains.size() == 1);
  CHECK(import.chains.front().taken() == 21);
  CHECK(import.refused.empty());
  CHECK(import.carried_home == 1);

  const auto home = at_the_stall(at.road, at.stick);
  CHECK(home.newly_acknowledged == 21);
  CHECK(counts_of(at.road).acknowledged == 21);
  CHECK(counts_of(at.road).on_stick == 3);

  at_the_county(at.road.county, at.stick);
  at_the_stall(at.road, at.stick);
  check_acknowledged(at.road);
}

TEST_CASE("Courier: files an ack covers leave the stick, those of others stay", "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 5);
  at.stick.files["会议照片.jpg"] = Bytes(100, 'x');
  at_the_stall(at.road, at.stick);
  at_the_county(at.road.county, at.stick);
  const auto batches = [&] {
    return std::count_if(at.stick.files.begin(), at.stick.files.end(),
                         [](const auto& file) { return file.first.ends_with(".batch"); });
  };
  CHECK(batches() == 1);
  at_the_stall(at.road, at.stick);
  CHECK(batches() == 0);
  CHECK(at.stick.files.contains("会议照片.jpg"));
}

TEST_CASE("Courier: a batch that is on the stick and whole is not written again", "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 5);
  at_the_stall(at.road, at.stick);
  const auto before = at.stick.files;
  const auto again = at_the_stall(at.road, at.stick);
  CHECK(again.written.batches_written == 0);
  CHECK(again.written.batches_kept == 1);
  CHECK(again.written.entries == 6);
  CHECK(at.stick.files == before);

  // A file that rotted on the stick is written anew.
  for (auto& [name, content] : at.stick.files) {
    if (name.ends_with(".batch")) {
      content[content.size() / 2] ^= 1;
    }
  }
  CHECK(at_the_stall(at.road, at.stick).written.batches_written == 1);
  at_the_county(at.road.county, at.stick);
  check_at_county(at.road);
}

TEST_CASE("Courier: a stick pulled at any step of a write loses nothing and confirms nothing",
          "[courier]") {
  for (std::size_t step = 1;; ++step) {
    INFO("step " << step);
    OfflineStall at;
    record_offline(at.road, "东关集会", 3);
    at_the_stall(at.road, at.stick);
    record_offline(at.road, "史村集市", 3);
    at.stick.pull_at(step);
    const auto pulled = at_the_stall(at.road, at.stick);
    const bool was_pulled = at.stick.is_gone();
    CHECK((pulled.written.trouble == StickTrouble::Gone) == was_pulled);
    // What was on it before is not forgotten, what was being written is not believed.
    CHECK(counts_of(at.road).on_stick == (was_pulled ? 4 : 8));
    CHECK(counts_of(at.road).acknowledged == 0);

    at.stick.plug_in();
    const auto import = at_the_county(at.road.county, at.stick);
    CHECK(import.refused.empty());
    CHECK_FALSE(import.stopped);
    REQUIRE(import.chains.size() == 1);
    CHECK(import.chains.front().missing.empty());

    at_the_stall(at.road, at.stick);
    at_the_county(at.road.county, at.stick);
    at_the_stall(at.road, at.stick);
    check_acknowledged(at.road);
    if (!was_pulled) {
      CHECK(step > 6);  // two files, three steps each
      break;
    }
  }
}

TEST_CASE("Courier: a full stick takes what fits, and another one the rest", "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 10);
  at_the_stall(at.road, at.stick);
  record_offline(at.road, "史村集市", 10);
  std::uint64_t used = 0;
  for (const auto& [name, content] : at.stick.files) {
    used += content.size();
  }
  at.stick.capacity = used + 100;
  const auto full = at_the_stall(at.road, at.stick);
  CHECK(full.written.trouble == StickTrouble::Full);
  CHECK(full.written.entries == 11);
  CHECK(full.written.missing == 11);
  CHECK(counts_of(at.road).local == 11);

  MemoryMedium second;
  CHECK(at_the_stall(at.road, second).written.missing == 0);
  // In either order.
  at_the_county(at.road.county, second);
  at_the_county(at.road.county, at.stick);
  at_the_stall(at.road, second);
  check_acknowledged(at.road);
}

TEST_CASE("Courier: a write-protected stick still brings acks home", "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 4);
  at_the_stall(at.road, at.stick);
  at_the_county(at.road.county, at.stick);
  record_offline(at.road, "史村集市", 4);
  at.stick.is_read_only = true;
  const auto trip = at_the_stall(at.road, at.stick);
  CHECK(trip.newly_acknowledged == 5);
  CHECK(trip.written.trouble == StickTrouble::WriteProtected);
  CHECK(counts_of(at.road).local == 5);
}

TEST_CASE("Courier: a stick that gives back something else carries nothing in our books",
          "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 30);
  at.stick.real_capacity = 1'000;
  const auto fake = at_the_stall(at.road, at.stick);
  CHECK(fake.written.trouble == StickTrouble::GivesBackOther);
  CHECK(fake.written.entries == 0);
  CHECK(counts_of(at.road).local == 31);

  // One that loses what it took first while it takes more.
  MemoryMedium second;
  at_the_stall(at.road, second);
  std::uint64_t used = 0;
  for (const auto& [name, content] : second.files) {
    used += content.size();
  }
  record_offline(at.road, "史村集市", 30);
  second.real_capacity = used + 10;
  CHECK(at_the_stall(at.road, second).written.trouble == StickTrouble::GivesBackOther);

  MemoryMedium sound;
  at_the_stall(at.road, sound);
  at_the_county(at.road.county, sound);
  at_the_stall(at.road, sound);
  check_acknowledged(at.road);
}

TEST_CASE("Courier: an old stick's acks take nothing back", "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 4);
  at_the_stall(at.road, at.stick);
  at_the_county(at.road.county, at.stick);
  MemoryMedium old;
  old.files = at.stick.files;
  at_the_stall(at.road, at.stick);
  record_offline(at.road, "史村集市", 4);
  at_the_stall(at.road, at.stick);
  at.road.stall.clock.advance(std::chrono::minutes(5));
  at_the_county(at.road.county, at.stick);
  at_the_stall(at.road, at.stick);
  check_acknowledged(at.road);

  CHECK(at_the_stall(at.road, old).newly_acknowledged == 0);
  check_acknowledged(at.road);
}

TEST_CASE("Courier: acks that are not this county's, or of another journal, are not taken",
          "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 4);
  at_the_stall(at.road, at.stick);
  at_the_county(at.road.county, at.stick);
  const std::string name = protocol::stick_ack_name(at.road.journal->chain());
  REQUIRE(at.stick.files.contains(name));
  Bytes& ack = at.stick.files[name];
  ack[60] ^= 1;
  CHECK(at_the_stall(at.road, at.stick).newly_acknowledged == 0);
  ack[60] ^= 1;

  OfflineStall other(2);
  record_offline(other.road, "东关集会", 4);
  at_the_stall(other.road, other.stick);
  other.stick.files[protocol::stick_ack_name(other.road.journal->chain())] = ack;
  CHECK(at_the_stall(other.road, other.stick).newly_acknowledged == 0);
  CHECK(counts_of(other.road).on_stick == 5);
}

TEST_CASE("Courier: everything can be written again for a county that lost what it had",
          "[courier]") {
  OfflineStall at;
  record_offline(at.road, "东关集会", 4);
  at_the_stall(at.road, at.stick);
  at_the_county(at.road.county, at.stick);
  at_the_stall(at.road, at.stick);
  REQUIRE(at.road.county.database().execute(
      "DELETE FROM handout; DELETE FROM outing; DELETE FROM arrival; DELETE FROM entry; DELETE "
      "FROM chain"));
  at.road.county.stop();
  at.road.county.start();
  record_offline(at.road, "史村集市", 4);
  at_the_stall(at.road, at.stick);
  const auto gap = at_the_county(at.road.county, at.stick);
  REQUIRE(gap.chains.size() == 1);
  CHECK(gap.chains.front().missing == std::vector<ledger::ImportedChain::Missing>{{1, 5}});

  at_the_stall(at.road, at.stick, client::StickExtent::Everything);
  at_the_county(at.road.county, at.stick);
  at_the_stall(at.road, at.stick);
  check_acknowledged(at.road);
}

}  // namespace
}  // namespace outreach::testing
