// The county's keys, and new ones in their place.
#include "sync/ledger/keys.h"

#include "tests/support/county_bench.h"
#include "tests/support/faulty_files.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct Renewed : CountyBench {
  Renewed() {
    kiosk.add_outing();
    kiosk.add_handout(10);
    welcome(kiosk);
    old_batch = encoded(kiosk, 1, 2);
    founding = county->keys().sign.public_key();
  }
  CountyKeys rotate(RotatedKeys which = RotatedKeys::Both) {
    return required(rotate_keys(folder.path(), which, clock.now().wall, files, random));
  }
  std::vector<std::string> announced() {
    const Response response = get(protocol::kRotationsPath);
    CHECK(response.status == 200);
    return required(protocol::read_rotations(text_of(response.body)));
  }

  ChainWriter kiosk{random};
  Bytes old_batch;
  crypto::PublicKey founding{};
};

TEST_CASE("Keys: a county that serves answers with its new keys from the next request on",
          "[ledger]") {
  Renewed county;
  CHECK(county.announced().empty());
  const CountyKeys keys = county.rotate();
  const Response answered = county.post(protocol::kBatchPath, county.old_batch);
  CHECK(answered.status == 200);
  CHECK_FALSE(open_ack_answer(answered.body, county.old_batch, county.founding));
  CHECK(open_ack_answer(answered.body, county.old_batch, keys.sign.public_key()));
  CHECK(county.county->keys().sign.public_key() == keys.sign.public_key());
  const auto card =
      required(protocol::open_county_card(text_of(county.get(protocol::kCountyPath).body)));
  CHECK(card.sign_key == keys.sign.public_key());
  CHECK(card.transport_key == keys.transport.public_key());
}

TEST_CASE("Keys: the ledger stays the county's own through any number of rotations", "[ledger]") {
  Renewed county;
  CHECK(county.post(protocol::kBatchPath, county.old_batch).status == 200);
  for (int i = 0; i < 3; ++i) {
    county.rotate();
    county.open();
  }
  CHECK(county.county->keys().founding_key() == county.founding);
  CHECK(county.announced().size() == 3);
  county.ack_in(county.deliver(county.kiosk, 1, 2));
  CHECK(county.whole_entries() == 2);
}

TEST_CASE("Keys: what is announced leads from the founding keys to the present ones", "[ledger]") {
  Renewed county;
  const protocol::PinnedKeys pinned{county.founding, county.county->keys().transport.public_key()};
  county.rotate(RotatedKeys::Transport);
  county.rotate(RotatedKeys::Sign);
  const CountyKeys keys = county.rotate();
  const auto followed = protocol::follow(pinned, county.announced());
  CHECK(followed.keys == protocol::PinnedKeys{keys.sign.public_key(), keys.transport.public_key()});
  CHECK(followed.earlier_sign.size() == 2);
}

TEST_CASE(
    "Keys: a batch sealed to an earlier transport key is opened for its time, then refused "
    "by a word that says why",
    "[ledger]") {
  Renewed county;
  county.rotate();
  county.rotate();
  county.clock.advance(kEarlierTransportTime);
  CHECK(county.post(protocol::kBatchPath, county.old_batch).status == 200);
  county.clock.advance(std::chrono::milliseconds(1));
  const Response late = county.post(protocol::kBatchPath, county.old_batch);
  CHECK(late.status == 410);
  CHECK(error_word(late) == "key_retired");
  county.ack_in(county.deliver(county.kiosk, 1, 2));
}

TEST_CASE("Keys: what was sealed to nobody's key here is malformed as before", "[ledger]") {
  Renewed county;
  county.rotate();
  const auto stranger = crypto::SealingKey::generate(county.random);
  const Bytes batch = required(protocol::encode_batch(county.kiosk.batch(1, 2), county.kiosk.key(),
                                                      stranger.public_key(), county.random));
  CHECK(error_word(county.post(protocol::kBatchPath, batch)) == "malformed");
}

TEST_CASE("Keys: a rotation cut at any step leaves the old keys or the new, never neither",
          "[ledger]") {
  bool finished = false;
  for (std::size_t failing = 1; !finished; ++failing) {
    INFO("call " << failing);
    Renewed county;
    const auto before = county.county->keys().sign.public_key();
    FaultyFiles faulty(county.files);
    faulty.fail_in(failing, ErrorCode::NoSpace);
    const auto rotated = rotate_keys(county.folder.path(), RotatedKeys::Both,
                                     county.clock.now().wall, faulty, county.random);
    finished = rotated.has_value();
    county.open();
    CHECK((county.county->keys().sign.public_key() == before) == county.announced().empty());
    const CountyKeys again = county.rotate();
    county.ack_in(county.post(protocol::kBatchPath, county.old_batch));
    CHECK(county.county->keys().sign.public_key() == again.sign.public_key());
  }
}

TEST_CASE("Keys: keys that the earlier ones did not announce are found out", "[ledger]") {
  Renewed county;
  county.rotate();
  const auto stranger = crypto::SigningKey::generate(county.random);
  REQUIRE(county.files.write_atomically(county.folder.path() / sign_key_file(1), stranger.seed(),
                                        0600));
  const auto loaded = load_keys(county.folder.path(), county.files);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == ErrorCode::Corrupt);
}

TEST_CASE("Keys: are replaced at most as often as a kiosk can follow", "[ledger]") {
  Renewed county;
  for (std::size_t i = 0; i < protocol::kRotationsMax; ++i) {
    county.rotate();
  }
  const auto once_more = rotate_keys(county.folder.path(), RotatedKeys::Both,
                                     county.clock.now().wall, county.files, county.random);
  REQUIRE_FALSE(once_more);
  CHECK(once_more.error().code == ErrorCode::Refused);
  CHECK(county.announced().size() == protocol::kRotationsMax);
}

}  // namespace
}  // namespace outreach::ledger
