// Long because every document between kiosk and county has its feed here.
// The documents between kiosk and county: as they come, and as a party that has the keys could make
// them, so that what lies behind signature and seal is reached too.
#include <algorithm>

#include "platform/compression/compression.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/batch_payload.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/pack.h"
#include "sync/protocol/question.h"
#include "sync/protocol/rotation.h"
#include "tests/fuzz/feeds.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"

namespace outreach::fuzz {
namespace {

constexpr std::size_t kBatchHeaderBytes = 136;
constexpr std::size_t kSignatureBytes = 64;

Bytes without_signature(Bytes document) {
  const std::size_t signature = std::min(document.size(), kSignatureBytes);
  document.erase(document.end() - static_cast<std::ptrdiff_t>(signature), document.end());
  return document;
}

void check_opened_batch(const protocol::OpenedBatch& opened) {
  testing::SeededRandom random;
  const Parties& all = parties();
  promise(opened.hashes.size() == opened.batch.entries.size(), "each entry of a batch has a hash");
  const auto again =
      protocol::encode_batch(opened.batch, all.kiosk, all.transport.public_key(), random);
  if (!again) {
    return;  // too large in our own compression
  }
  const auto reopened = protocol::open_batch(*again, all.kiosk.public_key(), all.transport);
  promise(reopened.has_value(), "a batch that was opened can be written and opened again");
  promise(reopened->batch.entries == opened.batch.entries && reopened->hashes == opened.hashes,
          "and is the same");
}

void open_as_batch(ByteView file) {
  const Parties& all = parties();
  const auto peeked = protocol::peek_batch(file);
  const auto opened = protocol::open_batch(file, all.kiosk.public_key(), all.transport);
  if (opened) {
    promise(peeked && peeked->first == opened->batch.header.first &&
                peeked->last == opened->batch.header.last,
            "what a look says of a batch is what it is");
    check_opened_batch(*opened);
  }
}

}  // namespace

void feed_batch(ByteView input) {
  open_as_batch(input);
}

std::vector<Bytes> batch_seeds() {
  return {vector_bytes("batch", "file"), vector_bytes("batch_with_gap", "file")};
}

void feed_signed_batch(ByteView input) {
  if (input.size() < 1 + kBatchHeaderBytes) {
    return;
  }
  testing::SeededRandom random;
  const ByteView header = input.subspan(1, kBatchHeaderBytes);
  const ByteView inside = input.subspan(1 + kBatchHeaderBytes);
  const bool packed = (input.front() & 1U) != 0;
  const Bytes sealed = crypto::seal(
      parties().transport.public_key(),
      packed ? Bytes(inside.begin(), inside.end()) : compression::compress(inside), random);
  ByteWriter file;
  file.raw(header).u32(static_cast<std::uint32_t>(sealed.size())).raw(sealed);
  open_as_batch(with_signature(file.bytes(), parties().kiosk));
}

std::vector<Bytes> signed_batch_seeds() {
  std::vector<Bytes> seeds;
  for (const char* name : {"batch", "batch_with_gap"}) {
    const Bytes file = vector_bytes(name, "file");
    for (const char* form : {"payload", "compressed"}) {
      const bool packed = form[0] == 'c';
      Bytes seed{static_cast<std::uint8_t>(packed)};
      seed.insert(seed.end(), file.begin(),
                  file.begin() + static_cast<std::ptrdiff_t>(kBatchHeaderBytes));
      const Bytes inside = vector_bytes(name, form);
      seed.insert(seed.end(), inside.begin(), inside.end());
      seeds.push_back(std::move(seed));
    }
  }
  return seeds;
}

void feed_payload(ByteView input) {
  const auto count = static_cast<std::size_t>(ByteReader(input).varint());
  constexpr domain::Sequence kFirst = 1;
  const auto entries = protocol::decode_payload(input, kFirst, count);
  if (!entries) {
    return;
  }
  promise(entries->size() == count, "a payload gives as many entries as it says");
  const auto encoded = protocol::encode_payload(*entries);
  promise(encoded.has_value(), "a payload that was read can be written");
  const auto again = protocol::decode_payload(*encoded, kFirst, count);
  promise(again && *again == *entries, "and read again, the same");
}

std::vector<Bytes> payload_seeds() {
  return {vector_bytes("batch", "payload"), vector_bytes("batch_with_gap", "payload")};
}

void feed_ack(ByteView input) {
  const crypto::PublicKey& key = parties().county.public_key();
  static_cast<void>(protocol::open_ack(input, key));
  const Bytes document = with_signature(input, parties().county);
  if (const auto ack = protocol::open_ack(document, key)) {
    promise(ack->acknowledged_through <= ack->newest, "an ack goes no further than what is held");
    promise(ack->archived_through <= ack->acknowledged_through, "and its archive no further");
    promise(protocol::encode_ack(*ack, parties().county) == document,
            "an ack has one form, to the byte");
  }
}

std::vector<Bytes> ack_seeds() {
  std::vector<Bytes> seeds;
  for (const char* name : {"ack_to_batch", "ack_to_head_query", "ack_of_nothing"}) {
    seeds.push_back(without_signature(vector_bytes(name, "bytes")));
  }
  return seeds;
}

void feed_head_query(ByteView input) {
  const crypto::PublicKey& key = parties().kiosk.public_key();
  static_cast<void>(protocol::peek_head_query(input));
  static_cast<void>(protocol::open_head_query(input, key));
  const Bytes document = with_signature(input, parties().kiosk);
  if (const auto query = protocol::open_head_query(document, key)) {
    promise(protocol::encode_head_query(*query, parties().kiosk) == document,
            "a head query has one form, to the byte");
  }
}

std::vector<Bytes> head_query_seeds() {
  return {without_signature(vector_bytes("head_query", "bytes"))};
}

void feed_enrolment(ByteView input) {
  const Parties& all = parties();
  const std::string_view text = text_of(input);
  static_cast<void>(protocol::open_county_card(text));
  static_cast<void>(protocol::open_grant(text));
  static_cast<void>(protocol::open_enrolment_request(input, all.transport));
  // As its signer could have it.
  const std::string by_county = protocol::sign_document(text, all.county);
  if (const auto card = protocol::open_county_card(by_county)) {
    promise(crypto::can_seal_to(card->transport_key), "a card's transport key can be sealed to");
  }
  if (const auto grant = protocol::open_grant(by_county)) {
    const auto again = protocol::open_grant(protocol::encode_grant(*grant, all.county));
    promise(again && again->kiosk_name == grant->kiosk_name && again->kiosk == grant->kiosk &&
                again->issued_at == grant->issued_at,
            "a grant that was opened can be written and opened again");
  }
  testing::SeededRandom random;
  const std::string by_kiosk = protocol::sign_document(text, all.kiosk);
  static_cast<void>(protocol::open_enrolment_request(
      crypto::seal(all.transport.public_key(), bytes_of(by_kiosk), random), all.transport));
}

std::vector<Bytes> enrolment_seeds() {
  std::vector<Bytes> seeds{vector_bytes("enrolment", "request")};
  for (const char* member : {"card", "grant", "request_document"}) {
    const Bytes whole = vector_text("enrolment", member);
    seeds.push_back(whole);
    const auto json = parse_json(text_of(whole));
    seeds.push_back(bytes_from(text_member(*json, "document").value_or("")));
  }
  return seeds;
}

void feed_rotation(ByteView input) {
  const Parties& all = parties();
  const protocol::PinnedKeys pinned{all.county.public_key(), all.transport.public_key()};
  const std::string text(text_of(input));
  static_cast<void>(protocol::open_rotation(text));
  std::vector<std::string> documents{text, protocol::sign_document(text, all.county)};
  if (const auto list = protocol::read_rotations(text)) {
    promise(list->size() <= protocol::kRotationsMax, "a list of announcements has its limit");
    const auto again = protocol::read_rotations(protocol::encode_rotations(*list));
    promise(again && *again == *list, "a list that was read can be written and read again");
    documents.insert(documents.end(), list->begin(), list->end());
  }
  const protocol::Followed followed = protocol::follow(pinned, documents);
  promise(!followed.documents.empty() || followed.keys == pinned, "without a step the keys stay");
  for (const std::string& document : followed.documents) {
    promise(protocol::open_rotation(document).has_value(),
            "each step was signed by the one before");
  }
  promise(crypto::can_seal_to(followed.keys.transport), "what is pinned can be sealed to");
}

std::vector<Bytes> rotation_seeds() {
  std::vector<Bytes> seeds{vector_text("rotation", "answer")};
  for (const char* member : {"rotation", "refused"}) {
    const Bytes whole = vector_text("rotation", member);
    seeds.push_back(whole);
    const auto json = parse_json(text_of(whole));
    seeds.push_back(bytes_from(text_member(*json, "document").value_or("")));
  }
  return seeds;
}

void feed_code(ByteView input) {
  if (const auto code = protocol::read_code(text_of(input))) {
    const auto again = protocol::read_code(protocol::write_code(*code));
    promise(
        again && again->secret == code->secret && again->key_fingerprint == code->key_fingerprint,
        "a code that was read can be shown and read again");
  }
}

std::vector<Bytes> code_seeds() {
  std::vector<Bytes> seeds{vector_text("enrolment_code", "code")};
  for (const char* list : {"also_read", "refused"}) {
    for (const Json& text : vectors().at("enrolment_code").at(list)) {
      seeds.push_back(bytes_from(text.get<std::string>()));
    }
  }
  return seeds;
}

void feed_question(ByteView input) {
  const crypto::SealingKey& key = parties().casework;
  static_cast<void>(protocol::open_question(input, key));
  testing::SeededRandom random;
  const auto words = protocol::open_question(crypto::seal(key.public_key(), input, random), key);
  if (words) {
    const auto sealed = protocol::seal_question(
        bytes_of(words->question), bytes_of(words->contact.value_or("")), key.public_key(), random);
    promise(sealed.has_value(), "a question that was opened is one that can be asked");
    const auto again = protocol::open_question(*sealed, key);
    promise(again && again->question == words->question, "and says the same");
  }
}

std::vector<Bytes> question_seeds() {
  return {vector_text("question", "plain"), vector_bytes("question", "sealed")};
}

void feed_pack(ByteView input) {
  const crypto::PublicKey& key = parties().county.public_key();
  static_cast<void>(protocol::read_pack_manifest(input));
  static_cast<void>(protocol::open_pack_manifest(input, key));
  const Bytes document = with_signature(input, parties().county);
  if (const auto manifest = protocol::open_pack_manifest(document, key)) {
    const auto again = protocol::encode_pack_manifest(*manifest, parties().county);
    promise(again && *again == document, "a manifest has one form, to the byte");
  }
}

std::vector<Bytes> pack_seeds() {
  const crypto::Hash before = crypto::sha256(bytes_from("before"));
  const crypto::Hash content = crypto::sha256(bytes_from("content"));
  const crypto::Hash delta = crypto::sha256(bytes_from("delta"));
  const protocol::PackManifest manifest{protocol::kContentPack,
                                        7,
                                        WallTime(std::chrono::milliseconds(1)),
                                        WallTime(std::chrono::milliseconds(2)),
                                        {{"catalogue.json", 40, content, {{before, delta, 9}}},
                                         {"leaflets/guide/001.png", 12, before, {}}}};
  auto document = protocol::encode_pack_manifest(manifest, parties().county);
  promise(document.has_value(), "the seed is a manifest");
  return {without_signature(*std::move(document))};
}

void feed_answers(ByteView input) {
  const auto rows = protocol::decode_answers(input);
  static_cast<void>(protocol::find_answer(input, crypto::PublicKey{}));
  if (!rows) {
    return;
  }
  const auto again = protocol::encode_answers(*rows);
  promise(again && std::equal(again->begin(), again->end(), input.begin(), input.end()),
          "a file of answers has one form, to the byte");
  for (const protocol::SealedAnswer& row : *rows) {
    const auto found = protocol::find_answer(input, row.answer_key);
    promise(found && *found == row.sealed, "each of its rows is found");
  }
}

std::vector<Bytes> answers_seeds() {
  crypto::PublicKey first{};
  crypto::PublicKey second{};
  second.front() = 1;
  auto none = protocol::encode_answers({});
  auto two = protocol::encode_answers({{first, Bytes(3, 1)}, {second, Bytes(5, 2)}});
  promise(none && two, "the seeds are answers");
  return {*std::move(none), *std::move(two)};
}

}  // namespace outreach::fuzz
