#include "sync/protocol/enrolment.h"

#include <utility>

#include "platform/json/json.h"
#include "sync/protocol/signed_json.h"

namespace outreach::protocol {

std::string encode_county_card(const CountyCard& card, const crypto::SigningKey& county_key) {
  Json json = Json::object();
  json["type"] = "county";
  json["county"] = card.county;
  json["sign_key"] = to_hex(card.sign_key);
  json["transport_key"] = to_hex(card.transport_key);
  return sign_document(write_json(json), county_key);
}

Result<CountyCard> open_county_card(std::string_view document) {
  const auto json = open_self_signed(document, "county", "sign_key");
  if (!json) {
    return json.error();
  }
  const auto sign_key = hex_member<32>(*json, "sign_key");
  const auto transport_key = hex_member<32>(*json, "transport_key");
  auto county = text_member(*json, "county");
  if (!sign_key || !transport_key || !county) {
    return corrupt_document("county card: a member is missing");
  }
  if (!crypto::can_seal_to(*transport_key)) {
    return corrupt_document("county card: nothing can be sealed to its transport key");
  }
  return CountyCard{std::move(*county), *sign_key, *transport_key};
}

Bytes encode_enrolment_request(const EnrolmentRequest& request, const crypto::SigningKey& kiosk_key,
                               const crypto::PublicKey& transport_key, Random& random) {
  Json json = Json::object();
  json["type"] = "enrolment";
  json["secret"] = to_hex(request.secret);
  json["kiosk_key"] = to_hex(request.kiosk_key);
  return crypto::seal(transport_key, bytes_of(sign_document(write_json(json), kiosk_key)), random);
}

Result<EnrolmentRequest> open_enrolment_request(ByteView sealed,
                                                const crypto::SealingKey& transport_key) {
  const auto document = transport_key.open(sealed);
  if (!document) {
    return Error{ErrorCode::Refused, "enrolment request: sealed to another key"};
  }
  const auto json = open_self_signed(text_of(*document), "enrolment", "kiosk_key");
  if (!json) {
    return json.error();
  }
  const auto secret = hex_member<5>(*json, "secret");
  const auto kiosk_key = hex_member<32>(*json, "kiosk_key");
  if (!secret || !kiosk_key) {
    return corrupt_document("enrolment request: a member is missing");
  }
  return EnrolmentRequest{*secret, *kiosk_key};
}

std::string encode_grant(const GrantDocument& grant, const crypto::SigningKey& county_key) {
  Json json = Json::object();
  json["type"] = "grant";
  json["county"] = grant.county;
  json["kiosk_name"] = grant.kiosk_name;
  json["kiosk"] = to_hex(grant.kiosk);
  json["kiosk_key"] = to_hex(grant.kiosk_key);
  json["sign_key"] = to_hex(grant.sign_key);
  json["transport_key"] = to_hex(grant.transport_key);
  if (grant.casework_key) {
    json["casework_key"] = to_hex(*grant.casework_key);
  }
  if (grant.publishing_key) {
    json["publishing_key"] = to_hex(*grant.publishing_key);
  }
  json["issued_at"] = grant.issued_at.time_since_epoch().count();
  return sign_document(write_json(json), county_key);
}

Result<GrantDocument> open_grant(std::string_view document) {
  const auto json = open_self_signed(document, "grant", "sign_key");
  if (!json) {
    return json.error();
  }
  GrantDocument grant;
  const auto county = text_member(*json, "county");
  const auto kiosk_name = text_member(*json, "kiosk_name");
  const auto kiosk = hex_member<16>(*json, "kiosk");
  const auto kiosk_key = hex_member<32>(*json, "kiosk_key");
  const auto sign_key = hex_member<32>(*json, "sign_key");
  const auto transport_key = hex_member<32>(*json, "transport_key");
  const auto issued_at = integer_member(*json, "issued_at");
  if (!county || !kiosk_name || !kiosk || !kiosk_key || !sign_key || !transport_key || !issued_at) {
    return corrupt_document("grant: a member is missing");
  }
  if (*kiosk != domain::kiosk_id_of(*kiosk_key)) {
    return corrupt_document("grant: the kiosk's number is not its key's");
  }
  if (!crypto::can_seal_to(*transport_key)) {
    return corrupt_document("grant: nothing can be sealed to its transport key");
  }
  const auto casework_key = hex_member<32>(*json, "casework_key");
  if (json->contains("casework_key") && (!casework_key || !crypto::can_seal_to(*casework_key))) {
    return corrupt_document("grant: nothing can be sealed to its casework key");
  }
  const auto publishing_key = hex_member<32>(*json, "publishing_key");
  if (json->contains("publishing_key") && !publishing_key) {
    return corrupt_document("grant: its publishing key is none");
  }
  return GrantDocument{*county,
                       *kiosk_name,
                       *kiosk,
                       *kiosk_key,
                       *sign_key,
                       *transport_key,
                       WallTime(std::chrono::milliseconds(*issued_at)),
                       casework_key,
                       publishing_key};
}

}  // namespace outreach::protocol
