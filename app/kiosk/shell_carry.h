// One round with a stick. Inside this folder only.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/kiosk/shell_state.h"
#include "platform/files/medium.h"
#include "sync/client/courier.h"
#include "sync/client/pack_carried.h"

namespace outreach::kiosk {

// Passed from thread to thread, never shared.
struct Shell::State::Carry {
  Path folder;
  bool writes = false;
  client::StickTrouble trouble = client::StickTrouble::None;
  std::unique_ptr<Medium> medium;
  std::shared_ptr<client::Courier> courier;  // none: not enrolled
  std::optional<client::Grant> before;
  std::optional<client::Grant> grant;          // that it brought
  std::optional<client::Grant> with_new_keys;  // to which what it brought led
  client::StickAcks home;
  std::vector<client::CarriedPack> packs;  // that it has for this kiosk
  std::size_t next_pack = 0;               // of these
  client::StickWritten written;
  core::StickDone done;

  client::CarriedPack& pack() {
    return packs.at(next_pack);
  }
  void fail(client::StickTrouble what, const Error& error);
  // Both on the carrying worker.
  void follow_keys(const Path& data, Files& files);
  void open(const Options& options, const journal::JournalOptions& how,
            const journal::Identity& identity, Files& files, Random& random);
  // On the carrying worker. The medium is let go: it may be pulled out when this is done.
  void write(WallTime now);
};

}  // namespace outreach::kiosk
