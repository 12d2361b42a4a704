#include "tests/fuzz/samples.h"

#include <fstream>
#include <iterator>

#include "tests/fuzz/target.h"

namespace outreach::fuzz {
namespace {

crypto::Seed seed_of(const char* member) {
  const auto seed = array_from_hex<32>(vectors().at("keys").at(member).get<std::string>());
  promise(seed.has_value(), "the vectors have their keys");
  return *seed;
}

}  // namespace

Bytes bytes_from(std::string_view text) {
  return {text.begin(), text.end()};
}

Bytes sample_file(const std::string& path) {
  std::ifstream file(std::string(OUTREACH_SOURCE_FOLDER) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const Json& vectors() {
  static const Json json = [] {
    promise(crypto::initialise().has_value(), "libsodium starts");
    const Bytes file = sample_file("sync/protocol/vectors/vectors.json");
    auto parsed = parse_json(text_of(file));
    promise(parsed.has_value(), "the vectors are JSON");
    return *std::move(parsed);
  }();
  return json;
}

const Parties& parties() {
  static const Parties all = [] {
    const auto kiosk = crypto::SigningKey::from_seed(seed_of("kiosk_seed"));
    const auto epoch = array_from_hex<16>(vectors().at("keys").at("epoch").get<std::string>());
    return Parties{kiosk,
                   crypto::SigningKey::from_seed(seed_of("county_seed")),
                   crypto::SealingKey::from_seed(seed_of("transport_seed")),
                   crypto::SealingKey::from_seed(seed_of("casework_seed")),
                   {domain::kiosk_id_of(kiosk.public_key()), *epoch}};
  }();
  return all;
}

Bytes vector_bytes(const char* document, const char* member) {
  const auto bytes = from_hex(vectors().at(document).at(member).get<std::string>());
  promise(bytes.has_value(), "the vectors' bytes are hexadecimal");
  return *bytes;
}

Bytes vector_text(const char* document, const char* member) {
  return bytes_from(vectors().at(document).at(member).get<std::string>());
}

Bytes with_signature(ByteView message, const crypto::SigningKey& key) {
  Bytes out(message.begin(), message.end());
  const auto signature = key.sign(message);
  out.insert(out.end(), signature.begin(), signature.end());
  return out;
}

}  // namespace outreach::fuzz
