#include "sync/ledger/keys.h"

#include <algorithm>
#include <utility>

#include "platform/base/text.h"
#include "platform/json/json.h"
#include "sync/domain/record.h"
#include "sync/ledger/casework.h"
#include "sync/ledger/publishing.h"

namespace outreach::ledger {
namespace {

constexpr std::size_t kCountyFileMax = 4'096;
constexpr std::size_t kRotationFileMax = 4'096;

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

// county.json, whose presence says that the county is complete.
struct CountyFile {
  std::string county;
  int generation = 0;  // how often its keys were replaced
};

Result<CountyFile> read_county_file(const Path& folder, Files& files) {
  const auto bytes = files.read(folder / kCountyFile, kCountyFileMax);
  if (!bytes) {
    return bytes.error().code == ErrorCode::NotFound
               ? Error{ErrorCode::NotFound,
                       folder.string() + " is no county yet: run `outreach-county init` first"}
               : bytes.error();
  }
  const auto json = parse_json(text_of(*bytes));
  const auto county = json ? text_member(*json, "county") : std::nullopt;
  const auto generation = json ? integer_member(*json, "rotations").value_or(0) : -1;
  if (!county || generation < 0 ||
      generation > static_cast<std::int64_t>(protocol::kRotationsMax)) {
    return Error{ErrorCode::Corrupt, (folder / kCountyFile).string() + " cannot be read"};
  }
  return CountyFile{*county, static_cast<int>(generation)};
}

Result<void> write_county_file(const Path& folder, const CountyFile& file, Files& files) {
  Json json = Json::object();
  json["county"] = file.county;
  if (file.generation > 0) {
    json["rotations"] = file.generation;
  }
  const std::string text = write_json_indented(json) + "\n";
  return files.write_atomically(folder / kCountyFile, bytes_of(text), kEveryoneReads);
}

std::string numbered(const char* name, int generation, const char* ending) {
  return generation == 0 ? std::string(name) + ending
                         : std::string(name) + "-" + std::to_string(generation) + ending;
}

std::string rotation_file(int generation) {
  return numbered("rotation", generation, ".json");
}

Result<EarlierKeys> load_earlier(const Path& folder, int generation, Files& files) {
  const Path path = folder / rotation_file(generation + 1);
  const auto document = files.read(path, kRotationFileMax);
  if (!document) {
    return document.error();
  }
  const auto rotation = protocol::open_rotation(text_of(*document));
  if (!rotation) {
    return Error{ErrorCode::Corrupt, path.string() + ": " + rotation.error().context};
  }
  const auto transport = read_seed(folder / transport_key_file(generation), files);
  if (!transport) {
    return transport.error();
  }
  return EarlierKeys{rotation->previous.sign, crypto::SealingKey::from_seed(*transport),
                     std::string(text_of(*document)), rotation->made_at};
}

// Kiosks that hold the county's first keys come to its present ones.
bool leads_here(const CountyKeys& keys) {
  if (keys.earlier.empty()) {
    return true;
  }
  std::vector<std::string> announcements;
  for (const EarlierKeys& earlier : keys.earlier) {
    announcements.push_back(earlier.announcement);
  }
  const EarlierKeys& first = keys.earlier.front();
  const auto followed = protocol::follow({first.sign, first.transport.public_key()}, announcements);
  return followed.keys == protocol::PinnedKeys{keys.sign.public_key(), keys.transport.public_key()};
}

}  // namespace

std::string sign_key_file(int generation) {
  return numbered("sign", generation, ".key");
}

std::string transport_key_file(int generation) {
  return numbered("transport", generation, ".key");
}

bool is_line(const std::string& name) {
  return is_utf8(name) && !has_control_characters(name) &&
         name.find_first_of("\t\n") == std::string::npos && !trimmed(name).empty() &&
         code_point_count(name) <= domain::kTextMax;
}

protocol::CountyCard CountyKeys::card() const {
  return {county, sign.public_key(), transport.public_key()};
}

crypto::PublicKey CountyKeys::founding_key() const {
  return earlier.empty() ? sign.public_key() : earlier.front().sign;
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
  // One from a founding that was cut short is known to nobody.
  if (auto removed = files.remove(folder / kPublishingPublicFile); !removed) {
    return removed.error();
  }
  const auto publishing = create_publishing_key(folder, files, random);
  if (!publishing) {
    return publishing.error();
  }
  // Last: the file whose presence says that the county is complete.
  if (auto written = write_county_file(folder, {county, 0}, files); !written) {
    return written.error();
  }
  return CountyKeys{county, sign, transport, std::nullopt, *publishing};
}

Result<CountyKeys> load_keys(const Path& folder, Files& files) {
  const auto county = read_county_file(folder, files);
  if (!county) {
    return county.error();
  }
  const auto sign = read_seed(folder / sign_key_file(county->generation), files);
  if (!sign) {
    return sign.error();
  }
  const auto transport = read_seed(folder / transport_key_file(county->generation), files);
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
  CountyKeys keys{county->county, crypto::SigningKey::from_seed(*sign),
                  crypto::SealingKey::from_seed(*transport), *casework, *publishing};
  for (int generation = 0; generation < county->generation; ++generation) {
    auto earlier = load_earlier(folder, generation, files);
    if (!earlier) {
      return earlier.error();
    }
    keys.earlier.push_back(std::move(*earlier));
  }
  if (!leads_here(keys)) {
    return Error{ErrorCode::Corrupt,
                 folder.string() + ": the county's keys are not those its earlier ones announced"};
  }
  return keys;
}

Result<void> refresh_keys(CountyKeys& keys, const Path& folder, Files& files) {
  const int next = static_cast<int>(keys.earlier.size()) + 1;
  if (!files.exists(folder / rotation_file(next))) {
    return {};
  }
  auto loaded = load_keys(folder, files);
  if (!loaded) {
    return loaded.error();
  }
  keys = std::move(*loaded);
  return {};
}

Result<CountyKeys> rotate_keys(const Path& folder, RotatedKeys which, WallTime now, Files& files,
                               Random& random) {
  const auto county = read_county_file(folder, files);
  if (!county) {
    return county.error();
  }
  const auto present = load_keys(folder, files);
  if (!present) {
    return present.error();
  }
  if (present->earlier.size() >= protocol::kRotationsMax) {
    return Error{ErrorCode::Refused, "this county's keys have been replaced too often"};
  }
  const auto sign =
      which == RotatedKeys::Transport ? present->sign : crypto::SigningKey::generate(random);
  const auto transport =
      which == RotatedKeys::Sign ? present->transport : crypto::SealingKey::generate(random);
  const std::string announcement =
      protocol::encode_rotation({{present->sign.public_key(), present->transport.public_key()},
                                 {sign.public_key(), transport.public_key()},
                                 now},
                                present->sign);
  const int next = county->generation + 1;
  auto written = files.write_atomically(folder / sign_key_file(next), sign.seed(), kOwnerOnly);
  if (written) {
    written =
        files.write_atomically(folder / transport_key_file(next), transport.seed(), kOwnerOnly);
  }
  if (written) {
    written = files.write_atomically(folder / rotation_file(next), bytes_of(announcement),
                                     kEveryoneReads);
  }
  if (written) {
    // From this moment they are the county's; until then the files beside it mean nothing.
    written = write_county_file(folder, {county->county, next}, files);
  }
  return written ? load_keys(folder, files) : written.error();
}

}  // namespace outreach::ledger
