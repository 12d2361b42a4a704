// Signed JSON documents that name their own key. Private to sync/protocol.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/json/json.h"

namespace outreach::protocol {

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> hex_member(const Json& json, const char* key) {
  const auto text = text_member(json, key);
  return text ? array_from_hex<Size>(*text) : std::nullopt;
}

// A document that does not say what it must; `what` names document and fault.
Error corrupt_document(const std::string& what);

// The content of a document of this type that is signed by the key its own member `key_member`
// names. Refused: the signature does not fit. Corrupt: it is no such document.
Result<Json> open_self_signed(std::string_view document, const char* type, const char* key_member);

}  // namespace outreach::protocol
