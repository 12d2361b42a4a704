#include "sync/protocol/stick.h"

#include <algorithm>
#include <charconv>

#include "platform/base/text.h"

namespace outreach::protocol {
namespace {

constexpr std::string_view kBatchEnding = ".batch";
constexpr std::string_view kHeadEnding = ".head";
constexpr std::string_view kAckEnding = ".ack";
constexpr std::string_view kCardEnding = ".card";
constexpr std::string_view kRequestEnding = ".request";
constexpr std::string_view kGrantEnding = ".grant";
constexpr std::string_view kPackEnding = ".pack";
constexpr std::string_view kFileEnding = ".file";
constexpr std::size_t kSequenceDigits = 10;
constexpr std::size_t kKeyDigits = 8;

std::string padded_digits(domain::Sequence sequence) {
  std::string digits = std::to_string(sequence);
  return std::string(kSequenceDigits - std::min(kSequenceDigits, digits.size()), '0') + digits;
}

std::optional<domain::Sequence> sequence_from(std::string_view text) {
  domain::Sequence value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || text.size() < kSequenceDigits) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::filesystem::path stick_folder(const std::filesystem::path& medium) {
  const std::filesystem::path name =
      medium.has_filename() ? medium.filename() : medium.parent_path().filename();
  return name == kStickFolder ? medium : medium / kStickFolder;
}

std::string run_text(const RunName& run) {
  return to_hex(run.kiosk) + "-" + to_hex(run.epoch) + "-" + padded_digits(run.first) + "-" +
         padded_digits(run.last);
}

std::optional<RunName> run_from(std::string_view text) {
  const auto parts = split(text, '-');
  if (parts.size() != 4) {
    return std::nullopt;
  }
  const auto kiosk = array_from_hex<16>(parts[0]);
  const auto epoch = array_from_hex<16>(parts[1]);
  const auto first = sequence_from(parts[2]);
  const auto last = sequence_from(parts[3]);
  if (!kiosk || !epoch || !first || !last || *first == 0 || *last < *first) {
    return std::nullopt;
  }
  return RunName{*kiosk, *epoch, *first, *last};
}

std::string key_digits(const crypto::PublicKey& key) {
  return to_hex(crypto::Sha256().update(key).finish()).substr(0, kKeyDigits);
}

std::string stick_name(const StickBatchName& batch) {
  return run_text(batch.run) + "-" + batch.sealed_to + std::string(kBatchEnding);
}

std::optional<StickBatchName> stick_batch_from(std::string_view file_name) {
  if (!file_name.ends_with(kBatchEnding)) {
    return std::nullopt;
  }
  file_name.remove_suffix(kBatchEnding.size());
  const std::size_t dash = file_name.rfind('-');
  if (dash == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view key = file_name.substr(dash + 1);
  const auto run = run_from(file_name.substr(0, dash));
  if (!run || !array_from_hex<kKeyDigits / 2>(key)) {
    return std::nullopt;
  }
  return StickBatchName{*run, std::string(key)};
}

std::string stick_head_name(const domain::ChainId& chain) {
  return to_hex(chain.kiosk) + "-" + to_hex(chain.epoch) + std::string(kHeadEnding);
}

std::optional<domain::ChainId> stick_head_from(std::string_view file_name) {
  if (!file_name.ends_with(kHeadEnding)) {
    return std::nullopt;
  }
  file_name.remove_suffix(kHeadEnding.size());
  const auto parts = split(file_name, '-');
  if (parts.size() != 2) {
    return std::nullopt;
  }
  const auto kiosk = array_from_hex<16>(parts[0]);
  const auto epoch = array_from_hex<16>(parts[1]);
  return kiosk && epoch ? std::optional(domain::ChainId{*kiosk, *epoch}) : std::nullopt;
}

std::string stick_ack_name(const domain::ChainId& chain) {
  return to_hex(chain.kiosk) + "-" + to_hex(chain.epoch) + std::string(kAckEnding);
}

std::string stick_rotations_name(const crypto::PublicKey& pinned_sign_key) {
  return key_digits(pinned_sign_key) + kStickRotationsEnding;
}

std::string stick_card_name(std::string_view fingerprint) {
  return std::string(fingerprint) + std::string(kCardEnding);
}

std::string stick_request_name(const domain::KioskId& kiosk) {
  return to_hex(kiosk) + std::string(kRequestEnding);
}

std::optional<domain::KioskId> stick_request_from(std::string_view file_name) {
  if (!file_name.ends_with(kRequestEnding)) {
    return std::nullopt;
  }
  file_name.remove_suffix(kRequestEnding.size());
  return array_from_hex<16>(file_name);
}

std::string stick_grant_name(const domain::KioskId& kiosk) {
  return to_hex(kiosk) + std::string(kGrantEnding);
}

std::string stick_pack_name(const crypto::PublicKey& publishing_key, std::string_view pack) {
  return key_digits(publishing_key) + "-" + std::string(pack) + std::string(kPackEnding);
}

bool is_stick_pack(std::string_view file_name) {
  return file_name.size() > kKeyDigits + 1 + kPackEnding.size() &&
         file_name.ends_with(kPackEnding) && file_name[kKeyDigits] == '-' &&
         array_from_hex<kKeyDigits / 2>(file_name.substr(0, kKeyDigits)).has_value();
}

std::string stick_file_name(const crypto::Hash& hash) {
  return to_hex(hash) + std::string(kFileEnding);
}

std::optional<crypto::Hash> stick_file_from(std::string_view file_name) {
  if (!file_name.ends_with(kFileEnding)) {
    return std::nullopt;
  }
  file_name.remove_suffix(kFileEnding.size());
  return array_from_hex<32>(file_name);
}

}  // namespace outreach::protocol
