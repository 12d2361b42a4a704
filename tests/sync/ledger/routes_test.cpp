// Every path, method and kind of nonsense has its answer.
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

Bytes head_query(const ChainWriter& kiosk, const protocol::Nonce& nonce = {1}) {
  return protocol::encode_head_query({kiosk.id(), nonce, kiosk.newest()}, kiosk.key());
}

TEST_CASE("Ledger: each path takes its one method", "[ledger]") {
  CountyBench bench;
  const auto path = GENERATE(protocol::kHeadPath, protocol::kBatchPath, protocol::kEnrolmentPath,
                             protocol::kCountyPath, protocol::kRotationsPath);
  const bool is_read = std::string_view(path) == protocol::kCountyPath ||
                       std::string_view(path) == protocol::kRotationsPath;
  for (const char* method : {"GET", "POST", "PUT", "DELETE", "HEAD", "", "post"}) {
    INFO(method << " " << path);
    const auto response = bench.county->handle({method, path, protocol::kContentType, {}});
    if (std::string_view(method) == (is_read ? "GET" : "POST")) {
      // No document at all is malformed, or of no version this county speaks.
      CHECK((is_read ? response.status == 200 : response.status == 400 || response.status == 426));
    } else {
      CHECK(response.status == 405);
      CHECK(error_word(response) == "method");
    }
  }
}

TEST_CASE("Ledger: other paths are not there", "[ledger]") {
  CountyBench bench;
  for (const char* path : {"/", "", "/v1", "/v1/", "/v1/batches/", "/v1/head?x=1", "/v2/head",
                           "/V1/HEAD", "//v1/head"}) {
    INFO(path);
    const auto response = bench.post(path, {});
    CHECK(response.status == 404);
    CHECK(error_word(response) == "path");
  }
}

TEST_CASE("Ledger: the county's card is signed by the key it names", "[ledger]") {
  CountyBench bench;
  const auto response = bench.get(protocol::kCountyPath);
  CHECK(response.status == 200);
  CHECK(response.content_type == protocol::kJsonContentType);
  const auto card = required(protocol::open_county_card(text_of(response.body)));
  CHECK(card.county == "曲沃县信访局");
  CHECK(card.sign_key == bench.county->keys().sign.public_key());
  CHECK(card.transport_key == bench.county->keys().transport.public_key());
}

TEST_CASE("Ledger: a kiosk that is not enrolled is unknown, for batches and for heads",
          "[ledger]") {
  CountyBench bench;
  ChainWriter stranger(bench.random);
  stranger.add_outing();
  for (const auto& response :
       {bench.deliver(stranger, 1, 1), bench.post(protocol::kHeadPath, head_query(stranger))}) {
    CHECK(response.status == 403);
    CHECK(error_word(response) == "unknown_kiosk");
  }
  CHECK(bench.whole_entries() == 0);
}

TEST_CASE("Ledger: a revoked kiosk is told so, and nothing more of it is taken", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  kiosk.add_handout(3);
  bench.welcome(kiosk);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 1)).acknowledged_through == 1);
  REQUIRE(bench.county->database().execute("UPDATE kiosk SET revoked=1"));
  for (const auto& response :
       {bench.deliver(kiosk, 2, 2), bench.post(protocol::kHeadPath, head_query(kiosk))}) {
    CHECK(response.status == 403);
    CHECK(error_word(response) == "revoked");
  }
  const auto again = bench.enrol(kiosk.key(), bench.new_code());
  CHECK(again.status == 403);
  CHECK(error_word(again) == "code_refused");
  CHECK(bench.whole_entries() == 1);
}

TEST_CASE("Ledger: a head query is answered with its nonce and with what is held", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  bench.welcome(kiosk);
  const auto before = bench.ack_in(bench.post(protocol::kHeadPath, head_query(kiosk, {7, 7})));
  CHECK(before.acknowledged_through == 0);
  CHECK(before.head == domain::Hash{});
  CHECK(before.nonce == protocol::Nonce{7, 7});
  CHECK(before.county_time == bench.clock.now().wall);
  bench.ack_in(bench.deliver(kiosk, 1, 1));
  const auto after = bench.ack_in(bench.post(protocol::kHeadPath, head_query(kiosk)));
  CHECK(after.acknowledged_through == 1);
  CHECK(after.head == kiosk.hash_at(1));
  CHECK(after.chain == kiosk.id());
}

TEST_CASE("Ledger: a batch changed in any one byte is refused and leaves nothing", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  bench.welcome(kiosk);
  const Bytes sound = bench.encoded(kiosk, 1, 1);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    Bytes changed = sound;
    changed[at] ^= 1U;
    const auto response = bench.post(protocol::kBatchPath, changed);
    INFO("byte " << at);
    CHECK(response.status >= 400);
    CHECK(response.status < 500);
    CHECK(response.content_type == protocol::kErrorContentType);
  }
  for (std::size_t size = 0; size < sound.size(); ++size) {
    const auto response = bench.post(protocol::kBatchPath,
                                     Bytes(sound.begin(), sound.begin() + static_cast<long>(size)));
    CHECK(response.status == 400);
    CHECK(error_word(response) == "malformed");
  }
  CHECK(bench.whole_entries() == 0);
  CHECK(bench.ack_in(bench.post(protocol::kBatchPath, sound)).acknowledged_through == 1);
}

TEST_CASE("Ledger: a head query changed in any one byte is refused", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  bench.welcome(kiosk);
  const Bytes sound = head_query(kiosk);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    Bytes changed = sound;
    changed[at] ^= 1U;
    const auto response = bench.post(protocol::kHeadPath, changed);
    INFO("byte " << at);
    CHECK(response.status >= 400);
    CHECK(response.status < 500);
  }
}

TEST_CASE("Ledger: documents of another version are told so", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  bench.welcome(kiosk);
  Bytes batch = bench.encoded(kiosk, 1, 1);
  batch[7] = '2';
  Bytes query = head_query(kiosk);
  query[7] = '2';
  CHECK(bench.post(protocol::kBatchPath, batch).status == 426);
  CHECK(error_word(bench.post(protocol::kBatchPath, batch)) == "version");
  CHECK(bench.post(protocol::kHeadPath, query).status == 426);
}

TEST_CASE("Ledger: another kiosk's name on a batch is refused", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  ChainWriter thief(bench.random);
  bench.welcome(kiosk);
  bench.welcome(thief);
  const auto forged = required(protocol::encode_batch(
      kiosk.batch(1, 1), thief.key(), bench.county->keys().transport.public_key(), bench.random));
  const auto response = bench.post(protocol::kBatchPath, forged);
  CHECK(response.status == 400);
  CHECK(bench.whole_entries() == 0);
}

TEST_CASE("Ledger: a batch sealed to another county is refused", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  bench.welcome(kiosk);
  const auto other = crypto::SealingKey::generate(bench.random);
  const auto batch = required(
      protocol::encode_batch(kiosk.batch(1, 1), kiosk.key(), other.public_key(), bench.random));
  CHECK(bench.post(protocol::kBatchPath, batch).status == 400);
  CHECK(bench.whole_entries() == 0);
}

TEST_CASE("Ledger: any bytes get an answer and change nothing", "[ledger]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  bench.welcome(kiosk);
  INFO(bench.random.description());
  for (int round = 0; round < 300; ++round) {
    Bytes noise(static_cast<std::size_t>(bench.random.below(2'000)));
    bench.random.fill(noise);
    for (const char* path : {protocol::kBatchPath, protocol::kHeadPath, protocol::kEnrolmentPath}) {
      const auto response = bench.post(path, noise);
      CHECK((response.status == 400 || response.status == 426));
    }
  }
  CHECK(bench.whole_entries() == 0);
}

TEST_CASE("Ledger: two processes cannot serve one folder", "[ledger]") {
  CountyBench bench;
  const auto second = Ledger::open(bench.folder.path(), bench.clock, bench.random, bench.files);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::Refused);
}

TEST_CASE("Ledger: keys of another county beside a ledger are found out", "[ledger]") {
  CountyBench bench;
  bench.close();
  CountyBench other({}, 2);
  other.close();
  for (const char* file : {kCountyFile, kSignKeyFile, kTransportKeyFile}) {
    std::filesystem::copy_file(other.folder / file, bench.folder / file,
                               std::filesystem::copy_options::overwrite_existing);
  }
  const auto opened = Ledger::open(bench.folder.path(), bench.clock, bench.random, bench.files);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::Corrupt);
}

TEST_CASE("Ledger: a county is founded once, with a name that fits a line", "[ledger]") {
  CountyBench bench;
  const auto again = create_keys(bench.folder.path(), "别的县", bench.files, bench.random);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::AlreadyExists);
  CHECK(required(load_keys(bench.folder.path(), bench.files)).county == "曲沃县信访局");
  for (const std::string& name : {std::string(), std::string("　 "), std::string("a\nb"),
                                  std::string(61, 'a'), std::string("\xff")}) {
    const auto refused = create_keys(bench.folder / "other", name, bench.files, bench.random);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
  }
}

}  // namespace
}  // namespace outreach::ledger
