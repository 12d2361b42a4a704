#include "sync/domain/chain.h"

#include <algorithm>

namespace outreach::domain {
namespace {

// Each hash begins with its own sixteen bytes, so that no input of one can be read as another's.
constexpr std::string_view kKioskTag = "outreach-kiosk-1";
constexpr std::string_view kBodyTag = "outreach-body--1";
constexpr std::string_view kEntryTag = "outreach-entry-1";
constexpr std::string_view kHeadTag = "outreach-head--1";

}  // namespace

KioskId kiosk_id_of(const crypto::PublicKey& signing_key) {
  const Hash hash = crypto::Sha256().update(bytes_of(kKioskTag)).update(signing_key).finish();
  KioskId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

bool is_kind_name(std::string_view kind) {
  return !kind.empty() && kind.size() <= kKindMax &&
         std::all_of(kind.begin(), kind.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

Hash hash_body(const Salt& salt, ByteView body) {
  return crypto::Sha256().update(bytes_of(kBodyTag)).update(salt).update(body).finish();
}

Hash hash_envelope(const ChainId& chain, const Envelope& envelope) {
  ByteWriter out;
  out.text(kEntryTag).raw(chain.kiosk).raw(chain.epoch).u64(envelope.sequence);
  out.u8(static_cast<std::uint8_t>(envelope.kind.size())).text(envelope.kind);
  out.i64(envelope.device_time.time_since_epoch().count());
  out.u8(envelope.device_time_trusted ? 1 : 0)
      .raw(envelope.boot)
      .i64(envelope.monotonic.milliseconds);
  out.u64(envelope.outing).raw(envelope.body_hash).raw(envelope.previous);
  return crypto::sha256(out.bytes());
}

Bytes head_statement(const ChainId& chain, Sequence sequence, const Hash& hash) {
  ByteWriter out;
  out.text(kHeadTag).raw(chain.kiosk).raw(chain.epoch).u64(sequence).raw(hash);
  return out.bytes();
}

}  // namespace outreach::domain
