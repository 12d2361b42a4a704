// What lies on the mirror's medium, by name and by content. MIRROR.md has every byte. Private to
// sync/client; no state, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/files.h"
#include "sync/journal/entry.h"
#include "sync/journal/identity.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/stick.h"

namespace outreach::client {

// A run is written anew as it grows, until it is this long: few enough files for a card's file
// system (160 a year), and short enough to write a day's last minutes in one small file.
inline constexpr std::size_t kMirrorRunEntries = 64;
// The marker is one line.
inline constexpr std::size_t kMirrorMarkerBytesMax = 4'096;

// <kiosk>-<epoch>-<first>-<last>.batch
using protocol::RunName;
std::string file_name(const RunName& run);
// Nothing for any other file.
std::optional<RunName> run_name_from(std::string_view file_name);

// <kiosk>.key, and the kiosk of such a name.
std::string key_file_name(const domain::KioskId& kiosk);
std::optional<domain::KioskId> kiosk_of_key_file(std::string_view file_name);
// <kiosk>-<epoch>.counts
std::string counts_file_name(const domain::KioskId& kiosk, const domain::EpochId& epoch);

// What the kiosk's files on the mirror are sealed to; only its signing key gives it.
crypto::SealingKey mirror_sealing_key(const crypto::SigningKey& key);

// Checks the signature and the chain. Corrupt too when it holds another run than its name says.
Result<protocol::OpenedBatch> open_run(ByteView file, const RunName& run,
                                       const crypto::SigningKey& key);
Result<protocol::OpenedBatch> read_run(const Path& mirror, const RunName& run,
                                       const crypto::SigningKey& key, Files& files);

std::vector<domain::Sequence> sequences_without_body(const protocol::Batch& batch);

}  // namespace outreach::client
