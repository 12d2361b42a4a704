#include "sync/client/mirror_files.h"

namespace outreach::client {
namespace {

constexpr std::string_view kRunEnding = ".batch";
constexpr std::string_view kKeyEnding = ".key";
constexpr std::string_view kCountsEnding = ".counts";
constexpr std::string_view kSealingTag = "outreach-mirror1";

}  // namespace

std::string file_name(const RunName& run) {
  return protocol::run_text(run) + std::string(kRunEnding);
}

std::optional<RunName> run_name_from(std::string_view file_name) {
  if (!file_name.ends_with(kRunEnding)) {
    return std::nullopt;
  }
  file_name.remove_suffix(kRunEnding.size());
  return protocol::run_from(file_name);
}

std::string key_file_name(const domain::KioskId& kiosk) {
  return to_hex(kiosk) + std::string(kKeyEnding);
}

std::optional<domain::KioskId> kiosk_of_key_file(std::string_view file_name) {
  if (!file_name.ends_with(kKeyEnding)) {
    return std::nullopt;
  }
  file_name.remove_suffix(kKeyEnding.size());
  return array_from_hex<16>(file_name);
}

std::string counts_file_name(const domain::KioskId& kiosk, const domain::EpochId& epoch) {
  return to_hex(kiosk) + "-" + to_hex(epoch) + std::string(kCountsEnding);
}

crypto::SealingKey mirror_sealing_key(const crypto::SigningKey& key) {
  crypto::Seed seed = crypto::Sha256().update(bytes_of(kSealingTag)).update(key.seed()).finish();
  const crypto::SealingKey sealing = crypto::SealingKey::from_seed(seed);
  crypto::wipe(seed);
  return sealing;
}

Result<protocol::OpenedBatch> open_run(ByteView file, const RunName& run,
                                       const crypto::SigningKey& key) {
  auto opened = protocol::open_batch(file, key.public_key(), mirror_sealing_key(key));
  if (!opened) {
    return opened;
  }
  const protocol::BatchHeader& header = opened->batch.header;
  if (header.chain.epoch != run.epoch || header.first != run.first || header.last != run.last) {
    return Error{ErrorCode::Corrupt, file_name(run) + " holds another run than its name says"};
  }
  return opened;
}

Result<protocol::OpenedBatch> read_run(const Path& mirror, const RunName& run,
                                       const crypto::SigningKey& key, Files& files) {
  const auto content = files.read(mirror / file_name(run), protocol::kBatchBytesMax);
  return content ? open_run(*content, run, key) : content.error();
}

std::vector<domain::Sequence> sequences_without_body(const protocol::Batch& batch) {
  std::vector<domain::Sequence> out;
  for (const protocol::CarriedEntry& entry : batch.entries) {
    if (!entry.body) {
      out.push_back(entry.envelope.sequence);
    }
  }
  return out;
}

}  // namespace outreach::client
