// Long because every document of PROTOCOL.md is made here once, from one set of keys.
#include "tests/sync/protocol/vectors.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/compression/compression.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/batch_payload.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/pack.h"
#include "sync/protocol/question.h"
#include "sync/protocol/rotation.h"
#include "sync/protocol/stick.h"
#include "tests/sync/protocol/given_random.h"

namespace outreach::testing {
namespace {

using protocol::CarriedEntry;

// n bytes that count up from `first`.
Bytes counting(std::uint8_t first, std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<std::uint8_t>(first + i);
  }
  return bytes;
}

template <std::size_t Size>
std::array<std::uint8_t, Size> counting_array(std::uint8_t first) {
  std::array<std::uint8_t, Size> out{};
  const Bytes bytes = counting(first, Size);
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

const crypto::Seed kKioskSeed = counting_array<32>(0x00);
const crypto::Seed kCountySeed = counting_array<32>(0x40);
const crypto::Seed kTransportSeed = counting_array<32>(0x80);
const crypto::Seed kPublishingSeed = counting_array<32>(0xA0);
const crypto::Seed kCaseworkSeed = counting_array<32>(0x60);
const Bytes kOneTimeSecret = counting(0xC0, 32);
constexpr std::int64_t kMorning = 1'610'237'640'000;  // 2021-01-10 08:14 in China

struct Parties {
  crypto::SigningKey kiosk = crypto::SigningKey::from_seed(kKioskSeed);
  crypto::SigningKey county = crypto::SigningKey::from_seed(kCountySeed);
  crypto::SealingKey transport = crypto::SealingKey::from_seed(kTransportSeed);
  crypto::SealingKey casework = crypto::SealingKey::from_seed(kCaseworkSeed);
  crypto::SigningKey publishing = crypto::SigningKey::from_seed(kPublishingSeed);
  domain::ChainId chain{domain::kiosk_id_of(kiosk.public_key()), counting_array<16>(0x20)};
};

CarriedEntry carried(std::string_view kind, std::int64_t time, bool trusted, std::uint8_t boot,
                     std::int64_t monotonic, domain::Sequence outing, std::uint8_t salt,
                     std::optional<std::string_view> body) {
  CarriedEntry entry;
  domain::Envelope& envelope = entry.envelope;
  envelope.kind = kind;
  envelope.device_time = WallTime(std::chrono::milliseconds(time));
  envelope.device_time_trusted = trusted;
  envelope.boot = counting_array<8>(boot);
  envelope.monotonic = MonotonicTime{monotonic};
  envelope.outing = outing;
  envelope.salt = counting_array<16>(salt);
  if (body) {
    entry.body.emplace(body->begin(), body->end());
  } else {
    envelope.body_hash = counting_array<32>(0xE0);
  }
  return entry;
}

// Gives the entries their places behind `first` - 1, whose hash is `previous`.
std::vector<domain::Hash> chain_up(const domain::ChainId& chain, std::vector<CarriedEntry>& entries,
                                   domain::Sequence first, domain::Hash previous) {
  std::vector<domain::Hash> hashes;
  for (CarriedEntry& entry : entries) {
    domain::Envelope& envelope = entry.envelope;
    envelope.sequence = first++;
    envelope.previous = previous;
    if (entry.body) {
      envelope.body_hash = domain::hash_body(envelope.salt, *entry.body);
    }
    previous = domain::hash_envelope(chain, envelope);
    hashes.push_back(previous);
  }
  return hashes;
}

// An outing, what happened in it across a restart with a dead clock battery, a correction, and an
// erased body.
std::vector<CarriedEntry> sample_entries(const domain::ChainId& chain,
                                         std::vector<domain::Hash>& hashes) {
  std::vector<CarriedEntry> entries{
      carried(
          "outing_opened", kMorning, true, 0x11, 60'000, 0, 0x30,
          R"({"kind":"market","place":"曲沃县城集","township":"乐昌镇","date":"2021-01-10","staff":"张三"})"),
      carried("handout", kMorning + 61'500, true, 0x11, 121'500, 1, 0x50,
              R"({"leaflet":"regulations","copies":50,"staff":"张三"})"),
      carried("consultation", 1'000, false, 0x91, 4'000, 1, 0x70,
              R"({"people":2,"topic":"land","pathway":"arbitration","department":"labour",)"
              R"("outcome":"referred","staff":"李四","sheet":"08:30"})"),
      carried("correction", 2'000, false, 0x91, 5'000, 1, 0x90,
              R"({"target":2,"old":50,"new":40,"reason":"miscount","staff":"张三"})"),
      carried("drawing", 3'000, false, 0x91, 6'000, 0, 0xB0, std::nullopt),
  };
  hashes = chain_up(chain, entries, 1, {});
  return entries;
}

// What came to the record later: the day after, a planned outing of a kind of the county's own,
// what was taken along, a note, why the copies do not come out, what a resident said of the stall,
// and a leaflet that one read with no outing open.
std::vector<CarriedEntry> later_entries() {
  constexpr std::int64_t kNextMorning = kMorning + std::int64_t{24} * 60 * 60 * 1'000;
  return {
      carried("outing_opened", kNextMorning, true, 0x91, 7'000, 0, 0x31,
              R"({"kind":"other","other_kind":"temple_fair","place":"东关","date":"2021-01-11",)"
              R"("planned":true,"staff":"张三"})"),
      carried("stock", kNextMorning + 1'000, true, 0x91, 8'000, 6, 0x51,
              R"({"leaflet":"regulations","movement":"taken_out","copies":200,"staff":"张三"})"),
      carried("consultation", kNextMorning + 2'000, true, 0x91, 9'000, 6, 0x71,
              R"({"people":1,"topic":"land","pathway":"arbitration","department":"labour",)"
              R"("outcome":"answered","note":"材料不全","staff":"李四"})"),
      carried("remark", kNextMorning + 3'000, true, 0x91, 10'000, 6, 0x92,
              R"({"about":"stock_difference","leaflet":"regulations","difference":-3,)"
              R"("reason":"given_uncounted","staff":"张三"})"),
      carried("rating", kNextMorning + 4'000, true, 0x91, 11'000, 6, 0xB1,
              R"({"rated":"stall","face":"poor","sealed":")" +
                  to_hex(counting(0x01, domain::kSealedBytesMin)) + R"(","staff":"自助"})"),
      carried("self_service", kNextMorning + 5'000, true, 0x91, 12'000, 0, 0xD0,
              R"({"leaflet":"regulations","seconds":90,"take_aways":1,"staff":"自助"})"),
  };
}

// Written from FORMAT.md, not by the code that hashes.
Bytes preimage_of(const domain::ChainId& chain, const domain::Envelope& envelope) {
  ByteWriter out;
  out.text("outreach-entry-1").raw(chain.kiosk).raw(chain.epoch).u64(envelope.sequence);
  out.u8(static_cast<std::uint8_t>(envelope.kind.size())).text(envelope.kind);
  out.i64(envelope.device_time.time_since_epoch().count()).u8(envelope.device_time_trusted ? 1 : 0);
  out.raw(envelope.boot).i64(envelope.monotonic.milliseconds).u64(envelope.outing);
  out.raw(envelope.body_hash).raw(envelope.previous);
  return out.take();
}

Json entry_json(const domain::ChainId& chain, const CarriedEntry& entry, const domain::Hash& hash) {
  const domain::Envelope& envelope = entry.envelope;
  Json json = Json::object();
  json["sequence"] = envelope.sequence;
  json["kind"] = envelope.kind;
  json["device_time"] = envelope.device_time.time_since_epoch().count();
  json["device_time_trusted"] = envelope.device_time_trusted;
  json["boot"] = to_hex(envelope.boot);
  json["monotonic"] = envelope.monotonic.milliseconds;
  json["outing"] = envelope.outing;
  json["salt"] = to_hex(envelope.salt);
  json["body"] = entry.body ? Json(std::string(text_of(*entry.body))) : Json(nullptr);
  json["body_hash"] = to_hex(envelope.body_hash);
  json["previous"] = to_hex(envelope.previous);
  json["preimage"] = to_hex(preimage_of(chain, envelope));
  json["hash"] = to_hex(hash);
  return json;
}

Json later_json(const domain::ChainId& chain, const domain::Hash& previous) {
  std::vector<CarriedEntry> entries = later_entries();
  constexpr domain::Sequence kFirst = 6;
  const auto hashes = chain_up(chain, entries, kFirst, previous);
  Json json = Json::object();
  json["entries"] = Json::array();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    json["entries"].push_back(entry_json(chain, entries[i], hashes[i]));
  }
  json["payload"] = to_hex(protocol::encode_payload(entries).value());
  return json;
}

Json keys_json(const Parties& parties) {
  Json json = Json::object();
  json["kiosk_seed"] = to_hex(kKioskSeed);
  json["kiosk_key"] = to_hex(parties.kiosk.public_key());
  json["kiosk"] = to_hex(parties.chain.kiosk);
  json["epoch"] = to_hex(parties.chain.epoch);
  json["county_seed"] = to_hex(kCountySeed);
  json["sign_key"] = to_hex(parties.county.public_key());
  json["transport_seed"] = to_hex(kTransportSeed);
  json["transport_key"] = to_hex(parties.transport.public_key());
  json["casework_seed"] = to_hex(kCaseworkSeed);
  json["casework_key"] = to_hex(parties.casework.public_key());
  json["publishing_seed"] = to_hex(kPublishingSeed);
  json["publishing_key"] = to_hex(parties.publishing.public_key());
  return json;
}

Json batch_json(const Parties& parties, std::vector<CarriedEntry> entries,
                const domain::Hash& head) {
  const auto payload = protocol::encode_payload(entries);
  protocol::Batch batch;
  batch.header = {parties.chain,
                  1,
                  entries.size(),
                  {},
                  head,
                  7,
                  WallTime(std::chrono::milliseconds(kMorning + 600'000))};
  batch.entries = std::move(entries);
  GivenRandom random(kOneTimeSecret);
  const auto file =
      protocol::encode_batch(batch, parties.kiosk, parties.transport.public_key(), random);
  Json json = Json::object();
  json["first"] = batch.header.first;
  json["last"] = batch.header.last;
  json["previous"] = to_hex(batch.header.previous);
  json["head"] = to_hex(head);
  json["newest"] = batch.header.newest;
  json["made_at"] = batch.header.made_at.time_since_epoch().count();
  json["payload"] = to_hex(payload.value());
  json["compressed"] = to_hex(compression::compress(payload.value()));
  json["one_time_secret"] = to_hex(kOneTimeSecret);
  json["file"] = to_hex(file.value());
  return json;
}

// The same entries from a kiosk whose disk lost the second one: its place is stated, and the hash
// of the third, which nobody can compute without it.
std::vector<CarriedEntry> with_gap(std::vector<CarriedEntry> entries,
                                   const std::vector<domain::Hash>& hashes) {
  CarriedEntry damaged;
  damaged.envelope.sequence = 2;
  damaged.envelope.kind = protocol::kDamagedKind;
  damaged.given_hash = domain::Hash{};
  entries[1] = damaged;
  entries[2].given_hash = hashes[2];
  return entries;
}

Json batch_with_gap_json(const Parties& parties, const std::vector<CarriedEntry>& entries,
                         const std::vector<domain::Hash>& hashes) {
  Json json = batch_json(parties, with_gap(entries, hashes), hashes.back());
  json["damaged"] = Json::array({2});
  json["given_hashes"] = Json::object();
  json["given_hashes"]["2"] = to_hex(domain::Hash{});
  json["given_hashes"]["3"] = to_hex(hashes[2]);
  return json;
}

Json ack_json(const protocol::Ack& ack, const crypto::SigningKey& county) {
  Json json = Json::object();
  json["acknowledged_through"] = ack.acknowledged_through;
  json["head"] = to_hex(ack.head);
  json["newest"] = ack.newest;
  json["archived_through"] = ack.archived_through;
  json["county_time"] = ack.county_time.time_since_epoch().count();
  json["nonce"] = to_hex(ack.nonce);
  json["quarantined"] = Json::array();
  for (const protocol::QuarantinedEntry& entry : ack.quarantined) {
    Json item = Json::object();
    item["sequence"] = entry.sequence;
    item["reason"] = entry.reason;
    json["quarantined"].push_back(item);
  }
  json["packs"] = Json::array();
  for (const protocol::PackVersion& pack : ack.packs) {
    Json item = Json::object();
    item["name"] = pack.name;
    item["version"] = pack.version;
    json["packs"].push_back(item);
  }
  const Bytes document = protocol::encode_ack(ack, county);
  json["bytes"] = to_hex(document);
  json["answer"] = to_hex(protocol::ack_answer(document));
  return json;
}

Json codes_json(const Parties& parties) {
  const protocol::EnrolmentCode code{counting_array<5>(0xA0),
                                     protocol::key_fingerprint(parties.county.public_key())};
  const std::string text = protocol::write_code(code);
  std::string swapped = text;
  std::swap(swapped[5], swapped[6]);
  std::string wrong = text;
  wrong[0] = wrong[0] == '7' ? '8' : '7';
  Json json = Json::object();
  json["secret"] = to_hex(code.secret);
  json["fingerprint"] = code.key_fingerprint;
  json["code"] = text;
  std::string loose;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    loose += c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'I' : lower;
  }
  json["also_read"] = Json::array({loose});
  json["refused"] =
      Json::array({"", text.substr(0, 23), text + "0", swapped, wrong, "U" + text.substr(1)});
  return json;
}

Json enrolment_json(const Parties& parties) {
  const std::string county = "曲沃县信访局";
  Json json = Json::object();
  json["card"] = protocol::encode_county_card(
      {county, parties.county.public_key(), parties.transport.public_key()}, parties.county);
  const protocol::EnrolmentRequest request{counting_array<5>(0xA0), parties.kiosk.public_key()};
  GivenRandom random(kOneTimeSecret);
  const Bytes sealed = protocol::encode_enrolment_request(request, parties.kiosk,
                                                          parties.transport.public_key(), random);
  const auto document = parties.transport.open(sealed);
  json["request_document"] = std::string(text_of(document.value()));
  json["one_time_secret"] = to_hex(kOneTimeSecret);
  json["request"] = to_hex(sealed);
  json["grant"] =
      protocol::encode_grant({county, "一号机", parties.chain.kiosk, parties.kiosk.public_key(),
                              parties.county.public_key(), parties.transport.public_key(),
                              WallTime(std::chrono::milliseconds(kMorning)),
                              parties.casework.public_key(), parties.publishing.public_key()},
                             parties.county);
  return json;
}

// The county's second keys, from seeds that nothing else uses.
Json rotation_json(const Parties& parties) {
  const auto sign = crypto::SigningKey::from_seed(counting_array<32>(0xE0));
  const auto transport = crypto::SealingKey::from_seed(counting_array<32>(0x10));
  const std::string rotation =
      protocol::encode_rotation({{parties.county.public_key(), parties.transport.public_key()},
                                 {sign.public_key(), transport.public_key()},
                                 WallTime(std::chrono::milliseconds(kMorning + 800'000))},
                                parties.county);
  Json json = Json::object();
  json["sign_key"] = to_hex(sign.public_key());
  json["transport_key"] = to_hex(transport.public_key());
  json["rotation"] = rotation;
  json["answer"] = protocol::encode_rotations({rotation});
  // Names the county's pair, and is signed by the new key instead of the old one.
  json["refused"] =
      protocol::encode_rotation({{parties.county.public_key(), parties.transport.public_key()},
                                 {sign.public_key(), transport.public_key()},
                                 WallTime(std::chrono::milliseconds(kMorning + 800'000))},
                                sign);
  return json;
}

Json question_json(const Parties& parties) {
  const std::string question = "宅基地\n\"确权\"找哪个部门？";
  const std::string contact = "村东头老李";
  GivenRandom random(kOneTimeSecret);
  const auto sealed = protocol::seal_question(bytes_of(question), bytes_of(contact),
                                              parties.casework.public_key(), random);
  const auto plain = parties.casework.open(sealed.value());
  Json json = Json::object();
  json["question"] = question;
  json["contact"] = contact;
  json["plain"] = std::string(text_of(plain.value()));
  json["one_time_secret"] = to_hex(kOneTimeSecret);
  json["sealed"] = to_hex(sealed.value());
  return json;
}

Json answer_json(const Parties& parties) {
  const auto receipt = domain::Receipt::of_number(38'140'926'557);
  const auto key = protocol::receipt_key(receipt, parties.casework.public_key()).value();
  const protocol::AnswerWords words{protocol::AnswerState::Answered,
                                    date_from_iso("2026-03-09").value(), "县自然资源局",
                                    "带身份证来窗口。"};
  GivenRandom random(kOneTimeSecret);
  const Bytes sealed = protocol::seal_answer(words, key.public_key(), random).value();
  Json json = Json::object();
  json["receipt"] = receipt.digits();
  json["answer_key"] = to_hex(key.public_key());
  json["state"] = protocol::code_of(words.state);
  json["date"] = to_iso(words.date);
  json["office"] = words.office;
  json["answer"] = words.answer;
  json["sealed"] = to_hex(sealed);
  json["file"] = to_hex(protocol::encode_answers({{key.public_key(), sealed}}).value());
  return json;
}

Json stick_json(const Parties& parties) {
  const domain::ChainId& chain = parties.chain;
  const std::string key = protocol::key_digits(parties.transport.public_key());
  Json json = Json::object();
  json["batch"] = protocol::stick_name({{chain.kiosk, chain.epoch, 1, 5}, key});
  json["head"] = protocol::stick_head_name(chain);
  json["head_bytes"] = to_hex(protocol::encode_head_query({chain, {}, 5}, parties.kiosk));
  json["ack"] = protocol::stick_ack_name(chain);
  json["card"] = protocol::stick_card_name(protocol::key_fingerprint(parties.county.public_key()));
  json["request"] = protocol::stick_request_name(chain.kiosk);
  json["grant"] = protocol::stick_grant_name(chain.kiosk);
  json["pack"] = protocol::stick_pack_name(parties.publishing.public_key(), protocol::kContentPack);
  json["file"] = protocol::stick_file_name(crypto::sha256(bytes_of("a page")));
  return json;
}

// Version 7, with one file as it is and one that a delta makes out of what version 6 had.
Json pack_json(const Parties& parties) {
  std::string base;
  for (int line = 1; line <= 40; ++line) {
    base += "第" + std::to_string(line * line) + "条\n";
  }
  const std::string content = base + "附则\n";
  const std::string page = "a page";
  const auto delta = protocol::make_pack_delta(bytes_of(base), bytes_of(content)).value();
  const protocol::PackManifest manifest{
      protocol::kContentPack,
      7,
      WallTime(std::chrono::milliseconds(kMorning)),
      WallTime(std::chrono::milliseconds(kMorning + 31'536'000'000)),
      {{"leaflets/guide/001.png", page.size(), crypto::sha256(bytes_of(page)), {}},
       {"text.txt",
        content.size(),
        crypto::sha256(bytes_of(content)),
        {{crypto::sha256(bytes_of(base)), crypto::sha256(delta), delta.size()}}}}};
  Json json = Json::object();
  json["name"] = manifest.name;
  json["version"] = manifest.version;
  json["made_at"] = manifest.made_at.time_since_epoch().count();
  json["expires_at"] = manifest.expires_at.time_since_epoch().count();
  json["contents"] = Json::object();
  json["contents"][manifest.files[0].path] = page;
  json["contents"][manifest.files[1].path] = content;
  json["base"] = base;
  json["delta"] = to_hex(delta);
  json["manifest"] = to_hex(protocol::encode_pack_manifest(manifest, parties.publishing).value());
  return json;
}

}  // namespace

Json make_vectors() {
  const Parties parties;
  std::vector<domain::Hash> hashes;
  const std::vector<CarriedEntry> entries = sample_entries(parties.chain, hashes);
  Json json = Json::object();
  json["about"] =
      "Test vectors of PROTOCOL.md. Bytes are hexadecimal, times are milliseconds. Seeds and "
      "secrets are for tests only.";
  json["keys"] = keys_json(parties);
  json["entries"] = Json::array();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    json["entries"].push_back(entry_json(parties.chain, entries[i], hashes[i]));
  }
  json["batch"] = batch_json(parties, entries, hashes.back());
  json["batch_with_gap"] = batch_with_gap_json(parties, entries, hashes);
  const auto at = WallTime(std::chrono::milliseconds(kMorning + 700'000));
  json["ack_to_batch"] = ack_json(
      {parties.chain, 5, hashes.back(), 5, 4, at, {}, {{5, "body_missing"}}, {{"content", 7}}},
      parties.county);
  json["ack_to_head_query"] = ack_json(
      {parties.chain, 2, hashes[1], 5, 2, at, counting_array<8>(0x0A), {}, {}}, parties.county);
  json["ack_of_nothing"] =
      ack_json({parties.chain, 0, {}, 0, 0, at, counting_array<8>(0x0A), {}, {}}, parties.county);
  Json query = Json::object();
  query["nonce"] = to_hex(counting_array<8>(0x0A));
  query["newest"] = 7;
  query["bytes"] = to_hex(
      protocol::encode_head_query({parties.chain, counting_array<8>(0x0A), 7}, parties.kiosk));
  json["head_query"] = query;
  json["enrolment_code"] = codes_json(parties);
  json["enrolment"] = enrolment_json(parties);
  json["rotation"] = rotation_json(parties);
  json["question"] = question_json(parties);
  json["answer"] = answer_json(parties);
  json["stick"] = stick_json(parties);
  json["pack"] = pack_json(parties);
  json["later"] = later_json(parties.chain, hashes.back());
  return json;
}

}  // namespace outreach::testing
