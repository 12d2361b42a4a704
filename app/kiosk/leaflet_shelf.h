// Leaflets that can be read on this kiosk: pages of the content pack, and the comics that came with
// the program.
#pragma once

#include <string>

#include "app/core/leaflets.h"
#include "platform/files/files.h"
#include "sync/client/pack_store.h"
#include "sync/domain/catalogue.h"

namespace outreach::kiosk {

struct LeafletShelf {
  core::ReadableLeaflets leaflets;  // those of the catalogue, in its order
  std::string complaint;            // of a comic that cannot be read: it is left out
};

// Where the pack has pages of a leaflet, they win over a comic of the same id. `store` and
// `manifest` are null where no pack is in use. Reads the disk; pages are only named here.
LeafletShelf leaflet_shelf(const domain::Catalogue& catalogue, const Path& assets,
                           const client::PackStore* store, const protocol::PackManifest* manifest,
                           Files& files);

}  // namespace outreach::kiosk
