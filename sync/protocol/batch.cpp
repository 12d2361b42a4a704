#include "sync/protocol/batch.h"

#include <algorithm>
#include <string>
#include <utility>

#include "platform/compression/compression.h"
#include "sync/protocol/batch_payload.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kBatchMagic = "OUTRBAT1";
constexpr std::size_t kHeaderBytes = 8 + 16 + 16 + 8 + 8 + 32 + 32 + 8 + 8;

Error corrupt_batch(const char* what) {
  return {ErrorCode::Corrupt, std::string("batch: ") + what};
}

struct Parts {
  BatchHeader header;
  ByteView sealed;
  ByteView signed_part;
  crypto::Signature signature{};
};

Result<Parts> parts_of(ByteView file) {
  // First of all: another version may have other sizes.
  if (file.size() >= kBatchMagic.size() && text_of(file.first(kBatchMagic.size())) != kBatchMagic) {
    return Error{ErrorCode::Unsupported, "not a batch of this version"};
  }
  if (file.size() < kHeaderBytes + 4 + crypto::kSealOverhead + crypto::kSignatureBytes ||
      file.size() > kBatchBytesMax) {
    return corrupt_batch("its size is impossible");
  }
  ByteReader in(file);
  in.raw(kBatchMagic.size());
  Parts parts;
  BatchHeader& header = parts.header;
  header.chain.kiosk = in.array<16>();
  header.chain.epoch = in.array<16>();
  header.first = in.u64();
  header.last = in.u64();
  header.previous = in.array<32>();
  header.head = in.array<32>();
  header.newest = in.u64();
  header.made_at = WallTime(std::chrono::milliseconds(in.i64()));
  const std::uint32_t sealed_size = in.u32();
  if (sealed_size != file.size() - kHeaderBytes - 4 - crypto::kSignatureBytes) {
    return corrupt_batch("its length is not what it says: the file is cut or has been added to");
  }
  parts.sealed = in.raw(sealed_size);
  parts.signed_part = file.first(in.position());
  parts.signature = in.array<64>();
  if (header.first == 0 || header.last < header.first ||
      header.last - header.first >= kBatchEntriesMax || header.newest < header.last) {
    return corrupt_batch("its range is impossible");
  }
  return parts;
}

void write_header(ByteWriter& out, const BatchHeader& header) {
  out.text(kBatchMagic)
      .raw(header.chain.kiosk)
      .raw(header.chain.epoch)
      .u64(header.first)
      .u64(header.last);
  out.raw(header.previous).raw(header.head).u64(header.newest);
  out.i64(header.made_at.time_since_epoch().count());
}

}  // namespace

bool CarriedEntry::operator==(const CarriedEntry& other) const {
  const domain::Envelope& a = envelope;
  const domain::Envelope& b = other.envelope;
  return a.sequence == b.sequence && a.kind == b.kind && a.device_time == b.device_time &&
         a.device_time_trusted == b.device_time_trusted && a.boot == b.boot &&
         a.monotonic == b.monotonic && a.outing == b.outing && a.salt == b.salt &&
         a.body_hash == b.body_hash && a.previous == b.previous && body == other.body &&
         given_hash == other.given_hash;
}

Result<Bytes> encode_batch(const Batch& batch, const crypto::SigningKey& kiosk_key,
                           const crypto::PublicKey& transport_key, Random& random) {
  auto payload = encode_payload(batch.entries);
  if (!payload) {
    return payload;
  }
  const Bytes sealed = crypto::seal(transport_key, compression::compress(*payload), random);
  if (sealed.size() + kHeaderBytes + 4 + crypto::kSignatureBytes > kBatchBytesMax) {
    return Error{ErrorCode::TooLarge, "batch: over the limit when compressed"};
  }
  ByteWriter out;
  write_header(out, batch.header);
  out.u32(static_cast<std::uint32_t>(sealed.size())).raw(sealed);
  out.raw(kiosk_key.sign(out.bytes()));
  return out.take();
}

Result<BatchHeader> peek_batch(ByteView file) {
  const auto parts = parts_of(file);
  if (!parts) {
    return parts.error();
  }
  return parts->header;
}

namespace {

Result<Parts> signed_parts(ByteView file, const crypto::PublicKey& kiosk_key) {
  auto parts = parts_of(file);
  if (parts && !crypto::verify(kiosk_key, parts->signed_part, parts->signature)) {
    return Error{ErrorCode::Refused, "batch: not signed by this kiosk, or changed on the way"};
  }
  return parts;
}

}  // namespace

Result<BatchHeader> check_batch(ByteView file, const crypto::PublicKey& kiosk_key) {
  const auto parts = signed_parts(file, kiosk_key);
  return parts ? Result<BatchHeader>(parts->header) : parts.error();
}

Result<OpenedBatch> open_batch(ByteView file, const crypto::PublicKey& kiosk_key,
                               const crypto::SealingKey& transport_key) {
  const auto parts = signed_parts(file, kiosk_key);
  if (!parts) {
    return parts.error();
  }
  const auto compressed = transport_key.open(parts->sealed);
  if (!compressed) {
    return Error{ErrorCode::Refused, "batch: sealed to another county's key"};
  }
  const auto payload = compression::decompress(*compressed, kBatchPayloadMax);
  if (!payload) {
    return payload.error();
  }
  OpenedBatch opened;
  opened.batch.header = parts->header;
  const auto count = static_cast<std::size_t>(parts->header.last - parts->header.first + 1);
  auto entries = decode_payload(*payload, parts->header.first, count);
  if (!entries) {
    return entries.error();
  }
  opened.batch.entries = std::move(*entries);
  opened.hashes.reserve(count);
  Hash previous = parts->header.previous;
  for (CarriedEntry& entry : opened.batch.entries) {
    entry.envelope.previous = previous;
    if (entry.body) {
      entry.envelope.body_hash = domain::hash_body(entry.envelope.salt, *entry.body);
    }
    previous = entry.given_hash ? *entry.given_hash
                                : domain::hash_envelope(parts->header.chain, entry.envelope);
    opened.hashes.push_back(previous);
  }
  if (previous != parts->header.head) {
    return corrupt_batch("its entries do not lead to the head it states");
  }
  return opened;
}

}  // namespace outreach::protocol
