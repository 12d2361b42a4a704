// Enrolment: the one-time code, the county's card, the kiosk's request and the grant. Documents are
// signed JSON. Layouts: PROTOCOL.md. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"
#include "platform/random/random.h"
#include "sync/domain/chain.h"

namespace outreach::protocol {

// Five groups of four from 0-9 A-Z without I L O U: 40 bits that only the county's page shows, 55
// bits of the county's key, so that the kiosk knows whom it talks to before it says anything, and a
// check character.
struct EnrolmentCode {
  std::array<std::uint8_t, 5> secret{};
  std::string key_fingerprint;  // 11 characters
};
std::string write_code(const EnrolmentCode& code);
// Accepts spaces, dashes, either case, O for 0 and I or L for 1. InvalidInput when it is mistyped.
Result<EnrolmentCode> read_code(std::string_view text);
// What the county's page and the QR code on it say: where the county is, and the code. Nothing in
// it is worth anything once the code was used.
struct EnrolmentSlip {
  std::string county_url;  // http or https, without a trailing slash
  std::string code;
};
std::string write_slip(const EnrolmentSlip& slip);
// InvalidInput when it is no slip; the code in it may still be mistyped.
Result<EnrolmentSlip> read_slip(std::string_view text);
// Whether a slip can name it: http:// or https://, a host, and neither spaces nor a "#".
bool is_county_url(std::string_view text);
std::string key_fingerprint(const crypto::PublicKey& county_key);

// {"document": "<JSON text>", "signature": "<128 hex digits>"}; the signature covers
// "outreach-signed-1" and the text.
std::string sign_document(std::string_view json, const crypto::SigningKey& key);
// The JSON text inside. Refused when the signature is not of `key`; Corrupt when it is no such
// document.
Result<std::string> open_document(std::string_view document, const crypto::PublicKey& key);

// What a county says of itself; signed by sign_key.
struct CountyCard {
  std::string county;
  crypto::PublicKey sign_key{};
  crypto::PublicKey transport_key{};
};
std::string encode_county_card(const CountyCard& card, const crypto::SigningKey& county_key);
// Verifies the signature by the key the card itself names: compare its fingerprint with the code's.
Result<CountyCard> open_county_card(std::string_view document);

// Signed by the kiosk's key, then sealed to the county's transport key: the code is not seen on the
// way.
struct EnrolmentRequest {
  std::array<std::uint8_t, 5> secret{};
  crypto::PublicKey kiosk_key{};
};
Bytes encode_enrolment_request(const EnrolmentRequest& request, const crypto::SigningKey& kiosk_key,
                               const crypto::PublicKey& transport_key, Random& random);
Result<EnrolmentRequest> open_enrolment_request(ByteView sealed,
                                                const crypto::SealingKey& transport_key);

// The county knows this kiosk by this name, and these are the keys to pin. Signed by sign_key.
struct GrantDocument {
  std::string county;
  std::string kiosk_name;
  domain::KioskId kiosk{};
  crypto::PublicKey kiosk_key{};
  crypto::PublicKey sign_key{};
  crypto::PublicKey transport_key{};
  WallTime issued_at{};
  // Residents' personal words are sealed to it; none: this county takes no questions.
  std::optional<crypto::PublicKey> casework_key{};
  // Whose signature packs carry; none: this kiosk takes no packs.
  std::optional<crypto::PublicKey> publishing_key{};
};
std::string encode_grant(const GrantDocument& grant, const crypto::SigningKey& county_key);
// Verifies by the key it names; the caller compares that with the card's or the stored one.
Result<GrantDocument> open_grant(std::string_view document);

}  // namespace outreach::protocol
