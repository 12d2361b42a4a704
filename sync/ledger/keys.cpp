#include "sync/ledger/keys.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/domain/record.h"
#include "sync/ledger/casework.h"
#include "sync/ledger/publishing.h"

namespace outreach::ledger {
namespace {

constexpr unsigned kOwnerOnly = 0600;
constexpr std::size_t kCountyFileMax = 4'096;

Result<crypto::Seed> read_seed(const Path& path, Files& files) {
  crypto::Seed seed{};
  auto bytes = files.read(path, seed.size() + 1);
  if (!bytes) {
    return bytes.error();
  }
  if (bytes->size() != seed.size()) {
    return Error{ErrorCode::Corrupt, path.string() + " is not a key"};
  }
  std::copy(bytes->begin(), bytes->end(), seed.begin());
  crypto::wipe(*bytes);
  return seed;
}

}  // namespace

bool is_line(const std::string& name) {
  return is_utf8(name) && !has_control_characters(name) &&
         name.find_first_of("\t\n") == std::string::npos && !trimmed(name).empty() &&
         code_point_count(name) <= domain::kTextMax;
}

protocol::CountyCard CountyKeys::card() const {
  return {county, sign.public_key(), transport.public_key()};
}

Result<CountyKeys> create_keys(const Path& folder, const std::string& county, Files& files,
                               Random& random) {
  if (!is_line(county)) {
    return Error{ErrorCode::InvalidInput, "the county's name must be 1 to 60 characters"};
  }
  if (files.exists(folder / kCountyFile)) {
    return Error{ErrorCode::AlreadyExists, folder.string() + " is a county already"};
  }
  if (auto made = files.make_folders(folder); !made) {
    return made.error();
  }
  const auto sign = crypto::SigningKey::generate(random);
  const auto transport = crypto::SealingKey::generate(random);
  if (auto written = files.write_atomically(folder / kSignKeyFile, sign.seed(), kOwnerOnly);
      !written) {
    return written.error();
  }
  if (auto written =
          files.write_atomically(folder / kTransportKeyFile, transport.seed(), kOwnerOnly);
      !written) {
    return written.error();
  }
  const auto publishing = create_publishing_key(folder, files, random);
  if (!publishing) {
    return publishing.error();
  }
  // Last: the file whose presence says that the county is complete.
  Json json = Json::object();
  json["county"] = county;
  const std::string text = write_json_indented(json) + "\n";
  if (auto written = files.write_atomically(folder / kCountyFile, bytes_of(text), 0644); !written) {
    return written.error();
  }
  return CountyKeys{county, sign, transport, std::nullopt, *publishing};
}

Result<CountyKeys> load_keys(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kCountyFile, kCountyFileMax);
  if (!bytes) {
    return bytes.error().code == ErrorCode::NotFound
               ? Error{ErrorCode::NotFound,
                       folder.string() + " is no county yet: run `outreach-county init` first"}
               : bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  const auto county = json ? text_member(*json, "county") : std::nullopt;
  if (!county) {
    return Error{ErrorCode::Corrupt, (folder / kCountyFile).string() + " cannot be read"};
  }
  const auto sign = read_seed(folder / kSignKeyFile, files);
  if (!sign) {
    return sign.error();
  }
  const auto transport = read_seed(folder / kTransportKeyFile, files);
  if (!transport) {
    return transport.error();
  }
  const auto casework = load_casework_key(folder, files);
  if (!casework) {
    return casework.error();
  }
  const auto publishing = load_publishing_public(folder, files);
  if (!publishing) {
    return publishing.error();
  }
  return CountyKeys{*county, crypto::SigningKey::from_seed(*sign),
                    crypto::SealingKey::from_seed(*transport), *casework, *publishing};
}

}  // namespace outreach::ledger
