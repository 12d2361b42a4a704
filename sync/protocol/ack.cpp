#include "sync/protocol/ack.h"

#include <algorithm>

namespace outreach::protocol {
namespace {

constexpr std::string_view kAckMagic = "OUTRACK1";
constexpr std::string_view kHeadMagic = "OUTRHED1";
// Magic, kiosk, epoch and nonce.
constexpr std::size_t kKnownToTheAskerBytes = 8 + 16 + 16 + 8;

Error corrupt_ack(const char* what) {
  return {ErrorCode::Corrupt, std::string("ack: ") + what};
}

// The document without its signature, when the signature fits.
Result<ByteView> verified(ByteView document, const crypto::PublicKey& key, const char* what) {
  if (document.size() <= crypto::kSignatureBytes) {
    return Error{ErrorCode::Corrupt, std::string(what) + ": too short"};
  }
  const ByteView content = document.first(document.size() - crypto::kSignatureBytes);
  crypto::Signature signature{};
  std::copy_n(document.end() - crypto::kSignatureBytes, crypto::kSignatureBytes, signature.begin());
  if (!crypto::verify(key, content, signature)) {
    return Error{ErrorCode::Refused,
                 std::string(what) + ": the signature is not of the expected key"};
  }
  return content;
}

ByteWriter begin(std::string_view magic, const domain::ChainId& chain) {
  ByteWriter out;
  out.text(magic).raw(chain.kiosk).raw(chain.epoch);
  return out;
}

bool read_magic(ByteReader& in, std::string_view magic) {
  return text_of(in.raw(magic.size())) == magic;
}

domain::ChainId read_chain(ByteReader& in) {
  domain::ChainId chain;
  chain.kiosk = in.array<16>();
  chain.epoch = in.array<16>();
  return chain;
}

Result<void> read_packs(ByteReader& in, std::vector<PackVersion>& packs) {
  const std::size_t count = in.u8();
  if (count > kAckPacksMax) {
    return corrupt_ack("too many packs");
  }
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    PackVersion pack;
    pack.name = text_of(in.raw(in.u8()));
    pack.version = in.u64();
    const bool ascends = packs.empty() || packs.back().name < pack.name;
    if (!domain::is_kind_name(pack.name) || pack.version == 0 || !ascends) {
      return corrupt_ack("a pack's version is impossible");
    }
    packs.push_back(std::move(pack));
  }
  return {};
}

}  // namespace

Bytes encode_ack(const Ack& ack, const crypto::SigningKey& county_key) {
  ByteWriter out = begin(kAckMagic, ack.chain);
  out.raw(ack.nonce)
      .u64(ack.acknowledged_through)
      .raw(ack.head)
      .u64(ack.newest)
      .u64(ack.archived_through)
      .i64(ack.county_time.time_since_epoch().count());
  const std::size_t listed = std::min(ack.quarantined.size(), kAckQuarantineMax);
  out.u32(static_cast<std::uint32_t>(listed));
  for (std::size_t i = 0; i < listed; ++i) {
    const QuarantinedEntry& entry = ack.quarantined[i];
    out.u64(entry.sequence).u8(static_cast<std::uint8_t>(entry.reason.size())).text(entry.reason);
  }
  const std::size_t packs = std::min(ack.packs.size(), kAckPacksMax);
  out.u8(static_cast<std::uint8_t>(packs));
  for (std::size_t i = 0; i < packs; ++i) {
    const PackVersion& pack = ack.packs[i];
    out.u8(static_cast<std::uint8_t>(pack.name.size())).text(pack.name).u64(pack.version);
  }
  out.raw(county_key.sign(out.bytes()));
  return out.take();
}

Bytes ack_answer(ByteView document) {
  const ByteView rest = document.subspan(std::min(document.size(), kKnownToTheAskerBytes));
  return {rest.begin(), rest.end()};
}

Bytes ack_document(ByteView answer, const domain::ChainId& chain, const Nonce& nonce) {
  ByteWriter out = begin(kAckMagic, chain);
  out.raw(nonce).raw(answer);
  return out.take();
}

Result<Ack> open_ack(ByteView document, const crypto::PublicKey& county_key) {
  const auto content = verified(document, county_key, "ack");
  if (!content) {
    return content.error();
  }
  ByteReader in(*content);
  if (!read_magic(in, kAckMagic)) {
    return Error{ErrorCode::Unsupported, "not an ack of this version"};
  }
  Ack ack;
  ack.chain = read_chain(in);
  ack.nonce = in.array<8>();
  ack.acknowledged_through = in.u64();
  ack.head = in.array<32>();
  ack.newest = in.u64();
  ack.archived_through = in.u64();
  ack.county_time = WallTime(std::chrono::milliseconds(in.i64()));
  if (ack.newest < ack.acknowledged_through || ack.archived_through > ack.acknowledged_through) {
    return corrupt_ack("its numbers contradict each other");
  }
  const std::uint32_t listed = in.u32();
  if (listed > kAckQuarantineMax) {
    return corrupt_ack("too many quarantined entries");
  }
  for (std::uint32_t i = 0; i < listed && !in.failed(); ++i) {
    QuarantinedEntry entry;
    entry.sequence = in.u64();
    entry.reason = text_of(in.raw(in.u8()));
    if (!domain::is_kind_name(entry.reason) || entry.sequence == 0 ||
        entry.sequence > ack.acknowledged_through) {
      return corrupt_ack("a quarantined entry is impossible");
    }
    ack.quarantined.push_back(std::move(entry));
  }
  if (auto read = read_packs(in, ack.packs); !read) {
    return read.error();
  }
  if (in.failed() || in.remaining() != 0) {
    return corrupt_ack("its length is wrong");
  }
  return ack;
}

Bytes encode_head_query(const HeadQuery& query, const crypto::SigningKey& kiosk_key) {
  ByteWriter out = begin(kHeadMagic, query.chain);
  out.raw(query.nonce).u64(query.newest);
  out.raw(kiosk_key.sign(out.bytes()));
  return out.take();
}

Result<HeadQuery> peek_head_query(ByteView document) {
  ByteReader in(document);
  if (document.size() >= kHeadMagic.size() && !read_magic(in, kHeadMagic)) {
    return Error{ErrorCode::Unsupported, "not a head query of this version"};
  }
  HeadQuery query;
  query.chain = read_chain(in);
  query.nonce = in.array<8>();
  query.newest = in.u64();
  if (in.failed() || in.remaining() != crypto::kSignatureBytes) {
    return Error{ErrorCode::Corrupt, "head query: its length is wrong"};
  }
  return query;
}

Result<HeadQuery> open_head_query(ByteView document, const crypto::PublicKey& kiosk_key) {
  if (const auto content = verified(document, kiosk_key, "head query"); !content) {
    return content.error();
  }
  return peek_head_query(document);
}

}  // namespace outreach::protocol
