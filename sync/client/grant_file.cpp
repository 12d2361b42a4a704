#include "sync/client/grant_file.h"

#include <algorithm>
#include <utility>

#include "platform/json/json.h"
#include "sync/protocol/rotation.h"

namespace outreach::client {
namespace {

constexpr std::size_t kGrantFileMax =
    512 << 10;  // with as many issuers and announcements as there can be

struct WayMember {
  const char* name;
  std::string CountyWay::*text;
};
constexpr WayMember kWayMembers[] = {{"ca_certificates", &CountyWay::ca_certificates},
                                     {"pinned_key", &CountyWay::pinned_key},
                                     {"proxy", &CountyWay::proxy}};

Error unusable(const Path& folder, const char* what) {
  return {ErrorCode::Corrupt,
          (folder / kGrantFile).string() + " " + what + "; enrol this kiosk again"};
}

}  // namespace

Result<void> store_grant(const Path& folder, const GrantFile& file, Files& files) {
  Json json = Json::object();
  json["county_url"] = file.url;
  json["grant"] = file.document;
  if (!file.rotations.empty()) {
    json["rotations"] = file.rotations;
  }
  for (const crypto::PublicKey& key : file.earlier_sign_keys) {
    json["earlier_sign_keys"].push_back(to_hex(key));
  }
  for (const WayMember& member : kWayMembers) {
    if (const std::string& value = file.way.*member.text; !value.empty()) {
      json[member.name] = value;
    }
  }
  return files.write_atomically(folder / kGrantFile, bytes_of(write_json_indented(json) + "\n"),
                                kOwnerOnly);
}

bool is_of_pinned_county(const protocol::GrantDocument& grant, const std::optional<Grant>& pinned) {
  if (!pinned) {
    return false;
  }
  const auto keys = pinned->sign_keys();
  return std::find(keys.begin(), keys.end(), grant.sign_key) != keys.end();
}

Result<Grant> store_new_grant(const Path& folder, GrantFile file,
                              const std::optional<Grant>& before, Files& files) {
  const auto document = protocol::open_grant(file.document);
  if (!document) {
    return unusable(folder, "does not verify");
  }
  if (is_of_pinned_county(*document, before)) {
    if (file.url.empty()) {
      file.url = before->county_url;
      file.way = before->way;
    }
    for (const crypto::PublicKey& key : before->sign_keys()) {
      if (key != document->sign_key) {
        file.earlier_sign_keys.push_back(key);
      }
    }
  }
  auto stored = store_grant(folder, file, files);
  if (stored) {
    stored = files.remove(folder / kAskedFile);
  }
  return stored ? grant_in(folder, file) : stored.error();
}

Result<GrantFile> read_grant_file(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kGrantFile, kGrantFileMax);
  if (!bytes) {
    return bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  const auto url = json ? text_member(*json, "county_url") : std::nullopt;
  const auto document = json ? text_member(*json, "grant") : std::nullopt;
  if (!url || !document) {
    return unusable(folder, "cannot be read");
  }
  GrantFile file{*url, *document, {}, {}, {}};
  for (const WayMember& member : kWayMembers) {
    file.way.*member.text = text_member(*json, member.name).value_or("");
  }
  if (json->contains("rotations")) {
    auto rotations = protocol::read_rotations(text_of(*bytes));
    if (!rotations) {
      return unusable(folder, "cannot be read");
    }
    file.rotations = std::move(*rotations);
  }
  for (const Json& text : json->value("earlier_sign_keys", Json::array())) {
    const auto key = text.is_string() ? array_from_hex<32>(text.get<std::string>()) : std::nullopt;
    if (!key) {
      return unusable(folder, "cannot be read");
    }
    file.earlier_sign_keys.push_back(*key);
  }
  return file;
}

Result<Grant> grant_in(const Path& folder, const GrantFile& file) {
  auto document = protocol::open_grant(file.document);
  if (!document) {
    return unusable(folder, "does not verify");
  }
  auto followed = protocol::follow({document->sign_key, document->transport_key}, file.rotations);
  document->sign_key = followed.keys.sign;
  document->transport_key = followed.keys.transport;
  std::vector<crypto::PublicKey> earlier = file.earlier_sign_keys;
  earlier.insert(earlier.end(), followed.earlier_sign.begin(), followed.earlier_sign.end());
  return Grant{std::move(*document), file.url, std::move(earlier), file.way};
}

bool is_for(const protocol::GrantDocument& grant, const crypto::PublicKey& sign_key,
            const journal::Identity& identity) {
  return grant.sign_key == sign_key && grant.kiosk == identity.kiosk &&
         grant.kiosk_key == identity.key.public_key();
}

http::CurlOptions curl_options(const CountyWay& way) {
  http::CurlOptions options;
  options.proxy = way.proxy;
  options.ca_certificates = way.ca_certificates;
  options.pinned_key = way.pinned_key;
  return options;
}

std::vector<crypto::PublicKey> Grant::sign_keys() const {
  std::vector<crypto::PublicKey> keys = earlier_sign_keys;
  keys.push_back(document.sign_key);
  return keys;
}

Result<std::optional<Grant>> load_grant(const Path& folder, Files& files) {
  const auto file = read_grant_file(folder, files);
  if (!file) {
    return file.error().code == ErrorCode::NotFound ? Result<std::optional<Grant>>(std::nullopt)
                                                    : file.error();
  }
  auto grant = grant_in(folder, *file);
  return grant ? Result<std::optional<Grant>>(std::move(*grant)) : grant.error();
}

Result<Grant> take_up_rotations(const Path& folder, const std::vector<std::string>& documents,
                                Files& files) {
  auto file = read_grant_file(folder, files);
  if (!file) {
    return file.error();
  }
  const auto granted = protocol::open_grant(file->document);
  if (!granted) {
    return unusable(folder, "does not verify");
  }
  auto followed = protocol::follow({granted->sign_key, granted->transport_key}, documents);
  // Of those that are stored a disk may have changed one: then they lead less far than they did.
  const auto known = protocol::follow({granted->sign_key, granted->transport_key}, file->rotations);
  if (followed.documents.size() > known.documents.size()) {
    file->rotations = std::move(followed.documents);
    if (auto stored = store_grant(folder, *file, files); !stored) {
      return stored.error();
    }
  }
  return grant_in(folder, *file);
}

}  // namespace outreach::client
