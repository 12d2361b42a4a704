// Enrolment where no server is reached: a request and its answer go by stick.
#include <utility>

#include "platform/json/json.h"
#include "sync/client/grant_file.h"
#include "sync/protocol/rotation.h"
#include "sync/protocol/stick.h"

namespace outreach::client {

Result<void> request_by_stick(Medium& stick, const std::string& code,
                              const journal::Identity& identity, const Path& folder, Files& files,
                              Random& random) {
  const auto read = protocol::read_code(code);
  if (!read) {
    return read.error();
  }
  const auto bytes = stick.read(protocol::stick_card_name(read->key_fingerprint), kDocumentMax);
  if (!bytes) {
    return bytes.error();
  }
  const std::string text(text_of(*bytes));
  const auto card = protocol::open_county_card(text);
  if (!card || protocol::key_fingerprint(card->sign_key) != read->key_fingerprint) {
    return refused("the card on the stick is not of the county that gave this code");
  }
  // An answer to an earlier request is not the answer to this one.
  if (auto removed = stick.remove(protocol::stick_grant_name(identity.kiosk)); !removed) {
    return removed;
  }
  const Bytes request = protocol::encode_enrolment_request(
      {read->secret, identity.key.public_key()}, identity.key, card->transport_key, random);
  Json json = Json::object();
  json["card"] = text;
  if (auto kept = files.write_atomically(folder / kAskedFile,
                                         bytes_of(write_json_indented(json) + "\n"), kOwnerOnly);
      !kept) {
    return kept;
  }
  return stick.write(protocol::stick_request_name(identity.kiosk), request);
}

std::optional<protocol::CountyCard> asked_county(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kAskedFile, 2 * kDocumentMax);
  const auto json = bytes ? parse_json(text_of(*bytes)) : Result<Json>(bytes.error());
  const auto text = json ? text_member(*json, "card") : std::nullopt;
  if (!text) {
    return std::nullopt;
  }
  auto card = protocol::open_county_card(*text);
  return card ? std::optional(*std::move(card)) : std::nullopt;
}

Result<bool> follow_by_stick(Medium& stick, const Path& folder, Files& files) {
  const auto before = load_grant(folder, files);
  if (!before) {
    return before.error();
  }
  if (!*before) {
    return Error{ErrorCode::NotFound, "this kiosk is not enrolled yet"};
  }
  const protocol::GrantDocument& pinned = (*before)->document;
  const auto bytes =
      stick.read(protocol::stick_rotations_name(pinned.sign_key), protocol::kStickDocumentMax);
  const auto documents = bytes ? protocol::read_rotations(text_of(*bytes)) : bytes.error();
  if (!documents) {
    return false;  // none there, or none that can be read: nothing is believed
  }
  const auto now = take_up_rotations(folder, *documents, files);
  if (!now) {
    return now.error();
  }
  return now->document.sign_key != pinned.sign_key ||
         now->document.transport_key != pinned.transport_key;
}

Result<Grant> grant_by_stick(Medium& stick, const journal::Identity& identity, const Path& folder,
                             Files& files) {
  const auto card = asked_county(folder, files);
  if (!card) {
    return Error{ErrorCode::NotFound, "no request of this kiosk waits for an answer"};
  }
  const std::string name = protocol::stick_grant_name(identity.kiosk);
  const auto bytes = stick.read(name, kDocumentMax);
  if (!bytes) {
    return bytes.error();
  }
  const std::string document(text_of(*bytes));
  auto grant = protocol::open_grant(document);
  if (!grant || !is_for(*grant, card->sign_key, identity)) {
    return refused("what is on the stick is not a grant for this kiosk");
  }
  const auto read = load_grant(folder, files);
  const std::optional<Grant> before = read ? *read : std::nullopt;
  if (is_of_pinned_county(*grant, before) && grant->issued_at <= before->document.issued_at) {
    return refused("the grant on the stick is an older one");
  }
  auto stored = store_new_grant(folder, {{}, document, {}, {}, {}}, before, files);
  if (!stored) {
    return stored.error();
  }
  // They have done their work; a stick that cannot be written to keeps them.
  (void)stick.remove(name).has_value();
  (void)stick.remove(protocol::stick_request_name(identity.kiosk)).has_value();
  return stored;
}

}  // namespace outreach::client
