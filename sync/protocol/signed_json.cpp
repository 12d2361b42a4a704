#include "sync/protocol/signed_json.h"

#include <string>
#include <utility>

#include "sync/protocol/enrolment.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kSignedTag = "outreach-signed-1";

Bytes signed_bytes(std::string_view json) {
  return ByteWriter().text(kSignedTag).text(json).take();
}

// The two strings of a signed document; the signature is not checked.
struct SignedParts {
  std::string json;
  crypto::Signature signature{};
};
Result<SignedParts> take_apart(std::string_view document) {
  const auto outer = parse_json(document);
  if (!outer) {
    return corrupt_document("signed document: " + outer.error().context);
  }
  auto json = text_member(*outer, "document");
  const auto signature = hex_member<64>(*outer, "signature");
  if (!json || !signature) {
    return corrupt_document("signed document: `document` or `signature` is missing");
  }
  return SignedParts{std::move(*json), *signature};
}

}  // namespace

Error corrupt_document(const std::string& what) {
  return {ErrorCode::Corrupt, what};
}

Result<Json> open_self_signed(std::string_view document, const char* type, const char* key_member) {
  const auto parts = take_apart(document);
  if (!parts) {
    return parts.error();
  }
  auto json = parse_json(parts->json);
  if (!json) {
    return corrupt_document("signed document: " + json.error().context);
  }
  const auto key = hex_member<32>(*json, key_member);
  if (!key || text_member(*json, "type") != type) {
    return corrupt_document(std::string("signed document: not of type ") + type);
  }
  if (!crypto::verify(*key, signed_bytes(parts->json), parts->signature)) {
    return Error{ErrorCode::Refused, "signed document: the signature does not fit"};
  }
  return json;
}

std::string sign_document(std::string_view json, const crypto::SigningKey& key) {
  Json outer = Json::object();
  outer["document"] = json;
  outer["signature"] = to_hex(key.sign(signed_bytes(json)));
  return write_json(outer);
}

Result<std::string> open_document(std::string_view document, const crypto::PublicKey& key) {
  auto parts = take_apart(document);
  if (!parts) {
    return parts.error();
  }
  if (!crypto::verify(key, signed_bytes(parts->json), parts->signature)) {
    return Error{ErrorCode::Refused, "signed document: the signature is not of the expected key"};
  }
  return std::move(parts->json);
}

}  // namespace outreach::protocol
