// The lists the stall chooses from, and the county's plan: the installed content pack's; else the
// data folder's own; else those that came with the program.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/event.h"
#include "app/kiosk/recorded_clips.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "sync/client/enrolment.h"
#include "sync/client/pack_store.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/guide.h"
#include "sync/domain/planned_outings.h"

namespace outreach::kiosk {

struct Content {
  domain::Catalogue catalogue;
  core::ContentFacts facts;  // of the pack; version 0: not from one
  std::string
      complaint;  // why the installed pack, the one before, the plan or the guide is not used
  std::vector<domain::PlannedOuting> planned{};  // empty where there is no plan
  std::shared_ptr<const domain::Guide> guide{};  // null where there is none
  core::ReadableLeaflets leaflets{};
  RecordedClips clips{};
};

// The installed pack where it can be read, else the one before it, else
// <data>/content/catalogue.json, else <assets>/content/catalogue.json, each with the outings.json
// and the guide.json beside it. What of those two cannot be read is complained about and left out.
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
