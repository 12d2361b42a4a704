#include "sync/protocol/rotation.h"

#include "platform/json/json.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/signed_json.h"

namespace outreach::protocol {

std::string encode_rotation(const Rotation& rotation, const crypto::SigningKey& previous_key) {
  Json json = Json::object();
  json["type"] = "rotation";
  json["previous_sign_key"] = to_hex(rotation.previous.sign);
  json["previous_transport_key"] = to_hex(rotation.previous.transport);
  json["sign_key"] = to_hex(rotation.next.sign);
  json["transport_key"] = to_hex(rotation.next.transport);
  json["made_at"] = rotation.made_at.time_since_epoch().count();
  return sign_document(write_json(json), previous_key);
}

Result<Rotation> open_rotation(std::string_view document) {
  const auto json = open_self_signed(document, "rotation", "previous_sign_key");
  if (!json) {
    return json.error();
  }
  const auto previous_sign = hex_member<32>(*json, "previous_sign_key");
  const auto previous_transport = hex_member<32>(*json, "previous_transport_key");
  const auto sign = hex_member<32>(*json, "sign_key");
  const auto transport = hex_member<32>(*json, "transport_key");
  const auto made_at = integer_member(*json, "made_at");
  if (!previous_sign || !previous_transport || !sign || !transport || !made_at) {
    return corrupt_document("rotation: a member is missing");
  }
  if (!crypto::can_seal_to(*transport)) {
    return corrupt_document("rotation: nothing can be sealed to its transport key");
  }
  return Rotation{{*previous_sign, *previous_transport},
                  {*sign, *transport},
                  WallTime(std::chrono::milliseconds(*made_at))};
}

std::string encode_rotations(const std::vector<std::string>& documents) {
  Json json = Json::object();
  json["rotations"] = documents;
  return write_json(json);
}

Result<std::vector<std::string>> read_rotations(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object() || !json->contains("rotations") ||
      !(*json)["rotations"].is_array()) {
    return corrupt_document("rotations: not a list");
  }
  const Json& list = (*json)["rotations"];
  if (list.size() > kRotationsMax) {
    return corrupt_document("rotations: too many");
  }
  std::vector<std::string> documents;
  for (const Json& item : list) {
    if (!item.is_string()) {
      return corrupt_document("rotations: not a list of texts");
    }
    documents.push_back(item.get<std::string>());
  }
  return documents;
}

// One pass in the order given: a list that is not oldest first leads nowhere, and none leads round
// in a circle.
Followed follow(const PinnedKeys& pinned, const std::vector<std::string>& documents) {
  Followed followed{pinned, {}, {}};
  for (const std::string& document : documents) {
    const auto rotation = open_rotation(document);
    if (!rotation || !(rotation->previous == followed.keys)) {
      continue;
    }
    if (rotation->next.sign != followed.keys.sign) {
      followed.earlier_sign.push_back(followed.keys.sign);
    }
    followed.keys = rotation->next;
    followed.documents.push_back(document);
  }
  return followed;
}

}  // namespace outreach::protocol
