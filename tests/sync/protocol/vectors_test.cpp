// The published vectors, read by the code and made anew by it.
// Long because every document has its vector.
#include "tests/sync/protocol/vectors.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "platform/compression/compression.h"
#include "sync/domain/record.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/batch_payload.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/pack.h"
#include "sync/protocol/question.h"
#include "sync/protocol/rotation.h"
#include "tests/support/catch.h"
#include "tests/sync/protocol/given_random.h"

namespace outreach::protocol {
namespace {

constexpr const char* kVectorsFile = OUTREACH_SOURCE_FOLDER "/sync/protocol/vectors/vectors.json";

Json published() {
  std::ifstream file(kVectorsFile);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto json = parse_json(text);
  if (!json) {
    FAIL(json.error().context);
  }
  return *std::move(json);
}

Bytes hex(const Json& json, const char* key) {
  const auto bytes = from_hex(text_member(json, key).value());
  REQUIRE(bytes);
  return *bytes;
}

template <std::size_t Size>
std::array<std::uint8_t, Size> hex_array(const Json& json, const char* key) {
  const auto bytes = array_from_hex<Size>(text_member(json, key).value());
  REQUIRE(bytes);
  return *bytes;
}

struct Vectors {
  Vectors() {
    REQUIRE(crypto::initialise());
  }
  Json json = published();
  crypto::SigningKey kiosk =
      crypto::SigningKey::from_seed(hex_array<32>(json["keys"], "kiosk_seed"));
  crypto::SigningKey county =
      crypto::SigningKey::from_seed(hex_array<32>(json["keys"], "county_seed"));
  crypto::SealingKey transport =
      crypto::SealingKey::from_seed(hex_array<32>(json["keys"], "transport_seed"));
  ChainId chain{hex_array<16>(json["keys"], "kiosk"), hex_array<16>(json["keys"], "epoch")};

  CarriedEntry entry(const Json& from) const {
    CarriedEntry entry;
    entry.envelope.sequence = static_cast<Sequence>(integer_member(from, "sequence").value());
    entry.envelope.kind = text_member(from, "kind").value();
    entry.envelope.device_time =
        WallTime(std::chrono::milliseconds(integer_member(from, "device_time").value()));
    entry.envelope.device_time_trusted = bool_member(from, "device_time_trusted").value();
    entry.envelope.boot = hex_array<8>(from, "boot");
    entry.envelope.monotonic = MonotonicTime{integer_member(from, "monotonic").value()};
    entry.envelope.outing = static_cast<Sequence>(integer_member(from, "outing").value());
    entry.envelope.salt = hex_array<16>(from, "salt");
    entry.envelope.body_hash = hex_array<32>(from, "body_hash");
    entry.envelope.previous = hex_array<32>(from, "previous");
    if (const auto body = text_member(from, "body")) {
      entry.body.emplace(body->begin(), body->end());
    }
    return entry;
  }
  std::vector<CarriedEntry> entries() const {
    std::vector<CarriedEntry> out;
    for (const Json& from : json["entries"]) {
      out.push_back(entry(from));
    }
    return out;
  }
};

TEST_CASE("Vectors: this code makes the published ones, byte for byte", "[protocol]") {
  Json made = testing::make_vectors();
  Json expected = published();
  for (const char* batch : {"batch", "batch_with_gap"}) {
    if (made[batch]["compressed"] != expected[batch]["compressed"]) {
      // Another release of zstd packs the same payload differently; that the published file opens
      // is checked below.
      for (const char* packed : {"compressed", "file"}) {
        made[batch].erase(packed);
        expected[batch].erase(packed);
      }
    }
  }
  if (made["pack"]["delta"] != expected["pack"]["delta"]) {
    for (const char* packed : {"delta", "manifest"}) {
      made["pack"].erase(packed);
      expected["pack"].erase(packed);
    }
  }
  CHECK(write_json_indented(made) == write_json_indented(expected));
}

TEST_CASE_METHOD(Vectors, "Vectors: keys, chain and entry hashes", "[protocol]") {
  CHECK(kiosk.public_key() == hex_array<32>(json["keys"], "kiosk_key"));
  CHECK(county.public_key() == hex_array<32>(json["keys"], "sign_key"));
  CHECK(transport.public_key() == hex_array<32>(json["keys"], "transport_key"));
  CHECK(domain::kiosk_id_of(kiosk.public_key()) == chain.kiosk);
  for (const Json& from : json["entries"]) {
    const CarriedEntry each = entry(from);
    CHECK(domain::hash_envelope(chain, each.envelope) == hex_array<32>(from, "hash"));
    CHECK(crypto::sha256(hex(from, "preimage")) == hex_array<32>(from, "hash"));
    if (each.body) {
      CHECK(domain::hash_body(each.envelope.salt, *each.body) == each.envelope.body_hash);
    }
  }
}

TEST_CASE_METHOD(Vectors, "Vectors: stock, a remark, a note and a planned outing", "[protocol]") {
  const Json& later = json["later"];
  std::vector<CarriedEntry> carried;
  std::vector<domain::Content> contents;
  for (const Json& from : later["entries"]) {
    const CarriedEntry each = entry(from);
    CHECK(domain::hash_envelope(chain, each.envelope) == hex_array<32>(from, "hash"));
    CHECK(crypto::sha256(hex(from, "preimage")) == hex_array<32>(from, "hash"));
    CHECK(domain::hash_body(each.envelope.salt, *each.body) == each.envelope.body_hash);
    const auto decoded = domain::decode_body(each.envelope.kind, *each.body);
    REQUIRE(std::holds_alternative<domain::Record>(decoded));
    const auto& record = std::get<domain::Record>(decoded);
    CHECK(domain::encode_body(record) == *each.body);
    contents.push_back(record.content);
    carried.push_back(each);
  }
  const auto payload = encode_payload(carried);
  REQUIRE(payload);
  CHECK(*payload == hex(later, "payload"));
  REQUIRE(contents.size() == 6);
  CHECK(std::get<domain::OutingOpened>(contents[0]).is_planned);
  CHECK(domain::key_of(std::get<domain::OutingOpened>(contents[0])) == "temple_fair");
  CHECK(contents[1] ==
        domain::Content(domain::Stock{"regulations", domain::StockMovement::TakenOut, 200}));
  CHECK(std::get<domain::Consultation>(contents[2]).note == "材料不全");
  CHECK(contents[3] == domain::Content(domain::Remark{domain::kRemarkStockDifference, "regulations",
                                                      -3, "given_uncounted"}));
  const auto& rating = std::get<domain::Rating>(contents[4]);
  CHECK(rating.rated == domain::Rated::Stall);
  CHECK(rating.face == domain::Face::Poor);
  CHECK(rating.sealed.size() == domain::kSealedBytesMin);
  CHECK(contents[5] == domain::Content(domain::SelfService{"regulations", 90, 1}));
}

TEST_CASE_METHOD(Vectors, "Vectors: the batch file opens to the published entries", "[protocol]") {
  const Json& batch = json["batch"];
  const auto payload = encode_payload(entries());
  REQUIRE(payload);
  CHECK(*payload == hex(batch, "payload"));
  const auto unpacked = compression::decompress(hex(batch, "compressed"), kBatchPayloadMax);
  REQUIRE(unpacked);
  CHECK(*unpacked == *payload);
  const auto opened = open_batch(hex(batch, "file"), kiosk.public_key(), transport);
  REQUIRE(opened);
  CHECK(opened->batch.entries == entries());
  CHECK(opened->batch.header.chain == chain);
  CHECK(opened->batch.header.newest ==
        static_cast<Sequence>(integer_member(batch, "newest").value()));
  CHECK(opened->hashes.back() == hex_array<32>(batch, "head"));
}

TEST_CASE_METHOD(Vectors, "Vectors: a batch of a disk that lost an entry explains the gap",
                 "[protocol]") {
  const Json& batch = json["batch_with_gap"];
  const auto opened = open_batch(hex(batch, "file"), kiosk.public_key(), transport);
  REQUIRE(opened);
  const std::vector<CarriedEntry> whole = entries();
  REQUIRE(opened->batch.entries.size() == whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const CarriedEntry& entry = opened->batch.entries[i];
    CHECK(entry.is_damaged() == (i == 1));
    CHECK(entry.given_hash.has_value() == (i == 1 || i == 2));
    if (i != 1) {
      CHECK(entry.body == whole[i].body);
      CHECK(opened->hashes[i] == hex_array<32>(json["entries"][i], "hash"));
    }
  }
  CHECK(opened->hashes[1] == hex_array<32>(batch["given_hashes"], "2"));
  CHECK(opened->hashes[2] == hex_array<32>(batch["given_hashes"], "3"));
  const auto payload = encode_payload(opened->batch.entries);
  REQUIRE(payload);
  CHECK(*payload == hex(batch, "payload"));
}

TEST_CASE_METHOD(Vectors, "Vectors: acks and the head query", "[protocol]") {
  for (const char* name : {"ack_to_batch", "ack_to_head_query", "ack_of_nothing"}) {
    INFO(name);
    const Json& from = json[name];
    const auto ack = open_ack(hex(from, "bytes"), county.public_key());
    REQUIRE(ack);
    CHECK(ack->chain == chain);
    CHECK(ack->acknowledged_through ==
          static_cast<Sequence>(integer_member(from, "acknowledged_through").value()));
    CHECK(ack->head == hex_array<32>(from, "head"));
    CHECK(ack->newest == static_cast<Sequence>(integer_member(from, "newest").value()));
    CHECK(ack->archived_through ==
          static_cast<Sequence>(integer_member(from, "archived_through").value()));
    CHECK(ack->county_time ==
          WallTime(std::chrono::milliseconds(integer_member(from, "county_time").value())));
    CHECK(ack->nonce == hex_array<8>(from, "nonce"));
    CHECK(ack->packs.size() == from["packs"].size());
    CHECK(ack->quarantined.size() == from["quarantined"].size());
    CHECK(encode_ack(*ack, county) == hex(from, "bytes"));
    CHECK(ack_answer(hex(from, "bytes")) == hex(from, "answer"));
    CHECK(ack_document(hex(from, "answer"), chain, ack->nonce) == hex(from, "bytes"));
  }
  const auto query = open_head_query(hex(json["head_query"], "bytes"), kiosk.public_key());
  REQUIRE(query);
  CHECK(query->nonce == hex_array<8>(json["head_query"], "nonce"));
  CHECK(query->newest == 7);
}

TEST_CASE_METHOD(Vectors, "Vectors: enrolment codes", "[protocol]") {
  const Json& codes = json["enrolment_code"];
  std::vector<std::string> readable{text_member(codes, "code").value()};
  for (const Json& text : codes["also_read"]) {
    readable.push_back(text.get<std::string>());
  }
  for (const std::string& text : readable) {
    const auto code = read_code(text);
    REQUIRE(code);
    CHECK(code->secret == hex_array<5>(codes, "secret"));
    CHECK(code->key_fingerprint == key_fingerprint(county.public_key()));
    CHECK(write_code(*code) == readable.front());
  }
  for (const Json& text : codes["refused"]) {
    CHECK_FALSE(read_code(text.get<std::string>()));
  }
}

TEST_CASE_METHOD(Vectors, "Vectors: county card, sealed request and grant", "[protocol]") {
  const Json& enrolment = json["enrolment"];
  const auto card = open_county_card(text_member(enrolment, "card").value());
  REQUIRE(card);
  CHECK(card->transport_key == transport.public_key());
  const auto request = open_enrolment_request(hex(enrolment, "request"), transport);
  REQUIRE(request);
  CHECK(request->kiosk_key == kiosk.public_key());
  CHECK(request->secret == hex_array<5>(json["enrolment_code"], "secret"));
  testing::GivenRandom random(hex(enrolment, "one_time_secret"));
  const auto document = text_member(enrolment, "request_document").value();
  CHECK(crypto::seal(transport.public_key(), bytes_of(document), random) ==
        hex(enrolment, "request"));
  const auto grant = open_grant(text_member(enrolment, "grant").value());
  REQUIRE(grant);
  CHECK(grant->kiosk == chain.kiosk);
  CHECK(grant->casework_key == hex_array<32>(json["keys"], "casework_key"));
  CHECK(grant->publishing_key == hex_array<32>(json["keys"], "publishing_key"));
}

TEST_CASE_METHOD(Vectors, "Vectors: new keys of the county", "[protocol]") {
  const Json& rotation = json["rotation"];
  const PinnedKeys pinned{county.public_key(), transport.public_key()};
  const PinnedKeys next{hex_array<32>(rotation, "sign_key"),
                        hex_array<32>(rotation, "transport_key")};
  const auto answer = read_rotations(text_member(rotation, "answer").value());
  REQUIRE(answer);
  CHECK(*answer == std::vector{text_member(rotation, "rotation").value()});
  CHECK(follow(pinned, *answer).keys == next);
  CHECK(follow(pinned, {text_member(rotation, "refused").value()}).keys == pinned);
}

TEST_CASE_METHOD(Vectors, "Vectors: a sealed question", "[protocol]") {
  const Json& question = json["question"];
  const auto casework = crypto::SealingKey::from_seed(hex_array<32>(json["keys"], "casework_seed"));
  const auto words = open_question(hex(question, "sealed"), casework);
  REQUIRE(words);
  CHECK(words->question == text_member(question, "question"));
  CHECK(words->contact == text_member(question, "contact"));
  CHECK(text_member(question, "plain").value().size() == kQuestionPadding);
}

TEST_CASE_METHOD(Vectors, "Vectors: an answer, and the receipt that opens it", "[protocol]") {
  const Json& answer = json["answer"];
  const auto receipt = domain::Receipt::read(text_member(answer, "receipt").value());
  REQUIRE(receipt);
  const auto key = receipt_key(*receipt, hex_array<32>(json["keys"], "casework_key"));
  REQUIRE(key);
  CHECK(key->public_key() == hex_array<32>(answer, "answer_key"));
  const auto sealed = find_answer(hex(answer, "file"), key->public_key());
  REQUIRE(sealed);
  CHECK(*sealed == hex(answer, "sealed"));
  const auto words = open_answer(hex(answer, "sealed"), *key);
  REQUIRE(words);
  CHECK(words->state == answer_state_from(text_member(answer, "state").value()));
  CHECK(words->date == date_from_iso(text_member(answer, "date").value()));
  CHECK(words->office == text_member(answer, "office"));
  CHECK(words->answer == text_member(answer, "answer"));
}

TEST_CASE_METHOD(Vectors, "Vectors: a pack's manifest, and a delta of one of its files",
                 "[protocol][pack]") {
  const Json& pack = json["pack"];
  const auto manifest =
      open_pack_manifest(hex(pack, "manifest"), hex_array<32>(json["keys"], "publishing_key"));
  REQUIRE(manifest);
  CHECK(manifest->name == text_member(pack, "name"));
  CHECK(manifest->version == static_cast<std::uint64_t>(integer_member(pack, "version").value()));
  REQUIRE(manifest->files.size() == pack["contents"].size());
  for (const PackFile& file : manifest->files) {
    const auto content = text_member(pack["contents"], file.path.c_str());
    REQUIRE(content);
    CHECK(content->size() == file.length);
    CHECK(crypto::sha256(bytes_of(*content)) == file.hash);
  }
  const PackFile& made = manifest->files.back();
  const auto content =
      apply_pack_delta(bytes_of(text_member(pack, "base").value()), hex(pack, "delta"), made);
  REQUIRE(content);
  CHECK(text_of(*content) == text_member(pack["contents"], "text.txt"));
}

// Run by name only: test_sync_protocol "[.write-vectors]" with OUTREACH_WRITE_VECTORS naming the
// file to write.
TEST_CASE("Vectors: written to the file that is asked for", "[.write-vectors]") {
  const char* path = std::getenv("OUTREACH_WRITE_VECTORS");
  REQUIRE(path != nullptr);
  REQUIRE(crypto::initialise());
  std::ofstream file(path);
  file << write_json_indented(testing::make_vectors()) << '\n';
  CHECK(file.good());
}

}  // namespace
}  // namespace outreach::protocol
