// The county replaces its keys while kiosks are at their stalls.
#include "sync/ledger/keys.h"
#include "sync/protocol/ack.h"
#include "tests/sync/client/stick_road.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

void rotate(Road& road, ledger::RotatedKeys which = ledger::RotatedKeys::Both) {
  const auto keys =
      ledger::rotate_keys(road.county.folder.path(), which, road.stall.clock.now().wall,
                          road.stall.files, road.stall.random);
  REQUIRE(keys);
}

Grant grant_of(Road& road) {
  const auto grant = load_grant(road.stall.folder.path(), road.stall.files);
  REQUIRE(grant);
  REQUIRE(*grant);
  return **grant;
}

TEST_CASE("Rotation: a kiosk takes up the county's new keys by itself, and durably", "[client]") {
  Road road;
  road.open();
  road.record_handouts(3);
  CHECK(road.settle());
  const Grant before = grant_of(road);
  rotate(road);
  road.record_handouts(2);
  CHECK(road.settle());
  check_delivered(road);
  const Grant after = grant_of(road);
  CHECK(after.document.sign_key != before.document.sign_key);
  CHECK(after.document.transport_key != before.document.transport_key);
  CHECK(after.earlier_sign_keys == std::vector{before.document.sign_key});
  const std::size_t requests = road.transport.requests().size();
  road.restart_kiosk();
  road.record_handouts(1);
  CHECK(road.settle());
  CHECK(road.transport.requests().size() <= requests + 2);  // it does not ask again
  check_delivered(road);
}

TEST_CASE("Rotation: what was acknowledged under the old key is not sent again", "[client]") {
  Road road;
  road.open();
  road.record_handouts(5);
  CHECK(road.settle());
  rotate(road);
  road.record_handouts(1);
  CHECK(road.settle());
  road.stop_kiosk();
  road.county.stop();
  road.start_kiosk();
  road.begin_delivery();
  for (int i = 0; i < 5; ++i) {
    road.turn();
  }
  CHECK(road.delivery->status().acknowledged_through == 6);
  CHECK(road.delivery->status().waiting == 0);
}

TEST_CASE("Rotation: an ack of the old key alone still counts after the new one was taken up",
          "[client]") {
  Road road;
  road.open();
  road.record_handouts(5);
  CHECK(road.settle());
  rotate(road);
  road.county.stop();
  road.county.start();
  // Taken up before any ack came that the new key signed.
  const auto keys = ledger::load_keys(road.county.folder.path(), road.stall.files);
  REQUIRE(keys);
  REQUIRE(take_up_rotations(road.stall.folder.path(), {keys->earlier.front().announcement},
                            road.stall.files));
  road.county.stop();
  road.restart_kiosk();
  road.turns(5);
  CHECK(road.delivery->status().acknowledged_through == 5);
}

TEST_CASE("Rotation: several, missed while the kiosk was away, are followed at once", "[client]") {
  Road road;
  road.open();
  road.record_handouts(2);
  rotate(road, ledger::RotatedKeys::Sign);
  rotate(road, ledger::RotatedKeys::Transport);
  rotate(road);
  CHECK(road.settle());
  check_delivered(road);
  CHECK(grant_of(road).earlier_sign_keys.size() == 2);
}

TEST_CASE("Rotation: a new transport key is found when the old one's time is over", "[client]") {
  Road road;
  road.open();
  rotate(road, ledger::RotatedKeys::Transport);
  road.record_handouts(2);
  CHECK(road.settle());
  check_delivered(road);  // the old one still serves
  const Grant before = grant_of(road);
  road.stall.clock.advance(ledger::kEarlierTransportTime + std::chrono::hours(1));
  road.record_handouts(2);
  CHECK(road.settle());
  check_delivered(road);
  CHECK(grant_of(road).document.transport_key != before.document.transport_key);
  CHECK(grant_of(road).document.sign_key == before.document.sign_key);
}

TEST_CASE(
    "Rotation: keys that the pinned one never announced are not believed; it holds and says so",
    "[client]") {
  Road road;
  road.open();
  // Another county at the same address, which knows this kiosk, and has announced keys of its own.
  SeededRandom random(9);
  const auto first = crypto::SigningKey::generate(random);
  const auto second = crypto::SigningKey::generate(random);
  const auto transport = crypto::SealingKey::generate(random).public_key();
  const std::string list = protocol::encode_rotations({protocol::encode_rotation(
      {{first.public_key(), transport}, {second.public_key(), transport}, WallTime{}}, first)});
  protocol::Ack ack;
  ack.chain = road.journal->chain();
  road.transport.answer_next(http::Answer{200, protocol::kContentType, std::nullopt,
                                          protocol::ack_answer(protocol::encode_ack(ack, second))});
  road.transport.answer_next(
      http::Answer{200, protocol::kJsonContentType, std::nullopt, Bytes(list.begin(), list.end())});
  const Grant before = grant_of(road);
  road.record_handouts(1);
  road.turns(8);
  CHECK(road.delivery->status().link == Link::Held);
  CHECK(road.delivery->status().trouble == Trouble::CountyKeys);
  CHECK(counts_of(road).local == 1);
  CHECK(grant_of(road).document.sign_key == before.document.sign_key);
  CHECK(road.settle());  // the right county is back
  check_delivered(road);
}

TEST_CASE("Rotation: a forged ack is no news of keys for a kiosk that has the newest", "[client]") {
  Road road;
  road.open();
  rotate(road);
  road.record_handouts(1);
  CHECK(road.settle());
  SeededRandom random(9);
  protocol::Ack ack;
  ack.chain = road.journal->chain();
  road.transport.answer_next(http::Answer{
      200, protocol::kContentType, std::nullopt,
      protocol::ack_answer(protocol::encode_ack(ack, crypto::SigningKey::generate(random)))});
  road.record_handouts(1);
  road.turns(8);
  CHECK(road.delivery->status().trouble == Trouble::NotTheCounty);
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Rotation: a grant file with announcements that were changed leads no further",
          "[client]") {
  Road road;
  road.open();
  rotate(road);
  road.record_handouts(1);
  CHECK(road.settle());
  const Path file = road.stall.folder.path() / kGrantFile;
  const auto bytes = road.stall.files.read(file, 1 << 20);
  REQUIRE(bytes);
  std::string text(text_of(*bytes));
  const std::size_t at = text.find("previous_transport_key");
  REQUIRE(at != std::string::npos);
  constexpr std::size_t kIntoTheKey = 40;  // behind the name and its quotes
  char& digit = text[at + kIntoTheKey];
  digit = digit == 'a' ? 'b' : 'a';
  REQUIRE(road.stall.files.write_atomically(file, bytes_of(text), 0600));
  road.restart_kiosk();
  CHECK(road.settle());  // taken up anew from the county
  road.record_handouts(1);
  CHECK(road.settle());
  check_delivered(road);
}

TEST_CASE("Rotation: a kiosk without a line learns of new keys by stick, from the pinned key alone",
          "[client]") {
  Road road;
  REQUIRE(road.enrol(road.county.code()));
  record_offline(road, "县城集", 5);
  MemoryMedium stick;
  at_the_stall(road, stick);
  rotate(road);
  rotate(road);
  at_the_county(road.county, stick);
  // A list that leads on from other keys is not believed.
  const Grant before = grant_of(road);
  County stranger(road.stall.clock, road.stall.random);
  REQUIRE(ledger::rotate_keys(stranger.folder.path(), ledger::RotatedKeys::Both,
                              road.stall.clock.now().wall, road.stall.files, road.stall.random));
  MemoryMedium forged;
  forged.files[protocol::stick_rotations_name(before.document.sign_key)] =
      stranger.ledger().handle({"GET", protocol::kRotationsPath, "", {}}).body;
  const auto ignored = follow_by_stick(forged, road.stall.folder.path(), road.stall.files);
  REQUIRE(ignored);
  CHECK_FALSE(*ignored);
  Courier not_following(road.stall.folder.path(), road.stall.options, road.journal->identity(),
                        {before.document.sign_key, before.document.transport_key, {}},
                        road.stall.random);
  CHECK(not_following.read_acks(stick).acks.empty());
  const auto followed = follow_by_stick(stick, road.stall.folder.path(), road.stall.files);
  REQUIRE(followed);
  CHECK(*followed);
  CHECK(grant_of(road).document.sign_key == road.county.ledger().keys().sign.public_key());
  at_the_stall(road, stick);
  check_acknowledged(road);
}

}  // namespace
}  // namespace outreach::client
