// The lists the stall chooses from: the installed content pack's; else the data folder's own; else
// those that came with the program.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/core/event.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/client/enrolment.h"
#include "sync/client/pack_store.h"
#include "sync/domain/catalogue.h"

namespace outreach::kiosk {

struct Content {
  domain::Catalogue catalogue;
  core::ContentFacts facts;  // of the pack; version 0: not from one
  std::string complaint;     // why the installed pack, or the one before, could not be used
};

// The installed pack where it can be read, else the one before it, else
// <data>/content/catalogue.json, else <assets>/content/catalogue.json.
Result<Content> load_content(const Path& data, const client::PackStore& store, Files& files);
// The same for a command that shows no content pack.
Result<domain::Catalogue> load_catalogue(const Path& data, Files& files);

// The packs of this name (protocol::kPackNames) in this folder, checked by the key the grant pins.
// Nothing verifies without.
client::PackStore pack_store(const Path& data, const char* name,
                             const std::optional<client::Grant>& grant, Files& files);

// What is known of the time for judging a pack: the clock where it is believed, else what the
// county said over the network in this run, else the latest time known to be past.
client::PackTime pack_time(Now now,
                           const std::optional<std::pair<WallTime, MonotonicTime>>& county_time);

}  // namespace outreach::kiosk
