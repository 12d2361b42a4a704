// What lies on a stick that carries batches to the county and acks home: one folder, and the name
// of each file in it. PROTOCOL.md, "The stick". Pure.
#pragma once

#include <compare>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/crypto.h"
#include "sync/domain/chain.h"

namespace outreach::protocol {

// At the top of the stick.
inline constexpr const char* kStickFolder = "outreach";
// Of the stick that is mounted at `medium`; that itself where it is called so already.
std::filesystem::path stick_folder(const std::filesystem::path& medium);

// What a stick is looked at for, at most. A backlog of ten years is a thousand batches.
inline constexpr std::size_t kStickFilesMax = 20'000;
inline constexpr std::size_t kStickLookedAtMax = 1'200'000;
// Of a card, request, grant or ack.
inline constexpr std::size_t kStickDocumentMax = 64 << 10;

// A run of entries, named <kiosk>-<epoch>-<first>-<last>, sequences in at least 10 digits so that
// names sort as entries do.
struct RunName {
  domain::KioskId kiosk{};  // whose key signed it
  domain::EpochId epoch{};
  domain::Sequence first = 0;
  domain::Sequence last = 0;
  auto operator<=>(const RunName&) const = default;  // NOLINT(modernize-use-nullptr)
};
std::string run_text(const RunName& run);
// Nothing for any other text.
std::optional<RunName> run_from(std::string_view text);

// <run>-<sealed to>.batch; `sealed_to`: key_digits of the transport key that it is sealed to, which
// nothing inside the file tells.
struct StickBatchName {
  RunName run;
  std::string sealed_to;
  auto operator<=>(const StickBatchName&) const = default;  // NOLINT(modernize-use-nullptr)
};
// The first 8 hexadecimal digits of SHA-256(key).
std::string key_digits(const crypto::PublicKey& key);
std::string stick_name(const StickBatchName& batch);
std::optional<StickBatchName> stick_batch_from(std::string_view file_name);

// <kiosk>-<epoch>.head, the kiosk's head query, and <kiosk>-<epoch>.ack, what the county answers
std::string stick_head_name(const domain::ChainId& chain);
std::optional<domain::ChainId> stick_head_from(std::string_view file_name);
std::string stick_ack_name(const domain::ChainId& chain);
// <fingerprint>.card, the 11 characters of an enrolment code.
std::string stick_card_name(std::string_view fingerprint);
inline constexpr const char* kStickRotationsEnding = ".rotations";
// <digits>.rotations: for kiosks that have pinned the sign key of these key_digits
std::string stick_rotations_name(const crypto::PublicKey& pinned_sign_key);
// <kiosk>.request and <kiosk>.grant
std::string stick_request_name(const domain::KioskId& kiosk);
std::optional<domain::KioskId> stick_request_from(std::string_view file_name);
std::string stick_grant_name(const domain::KioskId& kiosk);
// <digits>-<pack>.pack, a manifest: for kiosks that have pinned the publishing key of these
// key_digits. <hash>.file, a file that manifests on the stick name by its SHA-256.
std::string stick_pack_name(const crypto::PublicKey& publishing_key, std::string_view pack);
bool is_stick_pack(std::string_view file_name);
std::string stick_file_name(const crypto::Hash& hash);
std::optional<crypto::Hash> stick_file_from(std::string_view file_name);

}  // namespace outreach::protocol
