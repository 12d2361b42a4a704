// A kiosk's journal in memory that may say anything: also what no kiosk of ours would write. Copy
// it to fork it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/crypto/crypto.h"
#include "platform/random/random.h"
#include "sync/domain/chain.h"
#include "sync/domain/record.h"
#include "sync/protocol/batch.h"

namespace outreach::testing {

class ChainWriter {
 public:
  // A kiosk of its own, or the next epoch of the kiosk with `key`.
  explicit ChainWriter(Random& random)
      : ChainWriter(random, crypto::SigningKey::generate(random)) {}
  ChainWriter(Random& random, const crypto::SigningKey& key) : random_(&random), key_(key) {
    id_.kiosk = domain::kiosk_id_of(key_.public_key());
    id_.epoch = random.array<16>();
  }

  domain::Sequence add(const std::string& kind, std::optional<Bytes> body,
                       domain::Sequence outing) {
    domain::Envelope envelope;
    envelope.sequence = entries_.size() + 1;
    envelope.kind = kind;
    envelope.outing = outing;
    envelope.salt = random_->array<16>();
    envelope.body_hash = body ? domain::hash_body(envelope.salt, *body) : random_->array<32>();
    envelope.previous = hash_at(newest());
    hashes_.push_back(domain::hash_envelope(id_, envelope));
    entries_.push_back({envelope, std::move(body)});
    return envelope.sequence;
  }
  domain::Sequence add_text(const std::string& kind, const std::string& body,
                            domain::Sequence outing = 1) {
    return add(kind, Bytes(body.begin(), body.end()), outing);
  }
  domain::Sequence add_record(const domain::Content& content, domain::Sequence outing = 1) {
    return add(std::string(domain::kind_of(content)), domain::encode_body({content, "张三", {}}),
               outing);
  }
  // As the first entry: opens outing 1.
  domain::Sequence add_outing() {
    const Date day{std::chrono::year{2127} / 1 / 10};
    return add_record(domain::OutingOpened{domain::OutingKind::Market, "县城集", "乐昌镇", day}, 0);
  }
  domain::Sequence add_handout(int copies) {
    return add_record(domain::Handout{"regulations", copies});
  }

  // What a kiosk can still say of an entry after its disk lost it: its place, and the hash when the
  // row states it.
  void lose(domain::Sequence sequence, const domain::Hash& stated = {}) {
    lost_[sequence] = stated;
  }
  // The disk lost the body alone; its hash stays. Answers what was lost.
  Bytes lose_body(domain::Sequence sequence) {
    auto& body = entries_.at(static_cast<std::size_t>(sequence - 1)).body;
    Bytes lost = body.value();
    body.reset();
    return lost;
  }
  void find_body(domain::Sequence sequence, Bytes body) {
    entries_.at(static_cast<std::size_t>(sequence - 1)).body = std::move(body);
  }
  // The mirror had it.
  void find_all_again() {
    lost_.clear();
  }

  domain::Sequence newest() const {
    return entries_.size();
  }
  domain::Hash hash_at(domain::Sequence sequence) const {
    return sequence == 0 ? domain::Hash{} : hashes_.at(static_cast<std::size_t>(sequence - 1));
  }
  const domain::ChainId& id() const {
    return id_;
  }
  const crypto::SigningKey& key() const {
    return key_;
  }
  const protocol::CarriedEntry& entry(domain::Sequence sequence) const {
    return entries_.at(static_cast<std::size_t>(sequence - 1));
  }

  // What the kiosk can send of an entry, around what it lost.
  protocol::CarriedEntry carried(domain::Sequence sequence) const {
    if (const auto lost = lost_.find(sequence); lost != lost_.end()) {
      protocol::CarriedEntry damaged;
      damaged.envelope.sequence = sequence;
      damaged.envelope.kind = protocol::kDamagedKind;
      damaged.given_hash = lost->second;
      return damaged;
    }
    protocol::CarriedEntry whole = entry(sequence);
    if (known_hash(sequence - 1) != hash_at(sequence - 1)) {
      whole.given_hash = hash_at(sequence);
    }
    return whole;
  }

  protocol::Batch batch(domain::Sequence first, domain::Sequence last) const {
    protocol::Batch batch;
    batch.header = {id_,      first,     last, known_hash(first - 1), known_hash(last),
                    newest(), WallTime{}};
    for (domain::Sequence sequence = first; sequence <= last; ++sequence) {
      batch.entries.push_back(carried(sequence));
    }
    return batch;
  }

 private:
  domain::Hash known_hash(domain::Sequence sequence) const {
    const auto lost = lost_.find(sequence);
    return lost == lost_.end() ? hash_at(sequence) : lost->second;
  }

  Random* random_;
  crypto::SigningKey key_;
  domain::ChainId id_;
  std::vector<protocol::CarriedEntry> entries_;
  std::vector<domain::Hash> hashes_;
  std::map<domain::Sequence, domain::Hash> lost_;  // with what is still known of their hashes
};

}  // namespace outreach::testing
