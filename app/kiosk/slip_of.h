// 日小票, 回执 and 我该找谁: what the paper strip of one outing says, and those which a resident
// takes home. Pure; the words are in the messages' language. Control thread, as tr() is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/leaflet_stock.h"
#include "app/core/view_guide.h"
#include "platform/base/time.h"
#include "platform/printer/slip.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/receipt.h"
#include "sync/domain/record.h"
#include "sync/domain/tally.h"
#include "sync/journal/queries.h"

namespace outreach::kiosk {

struct LeafletCopies {
  domain::CatalogueItem leaflet;  // a leaflet that left the list is named by its id
  std::int64_t copies = 0;
};

// 库存 that does not come out.
struct LeafletDifference {
  domain::CatalogueItem leaflet;  // likewise
  core::ToldDifference difference;
};

// One outing as the journal counts it now.
struct OutingDay {
  std::string county;  // empty: not known, and not said
  domain::OutingOpened outing;
  // The county's own kind, with OutingKind::Other; one that left the list is named by its id.
  std::optional<domain::CatalogueItem> own_kind;
  bool open = false;  // more may come
  domain::Totals totals;
  std::vector<LeafletCopies> leaflets;         // in the list's order; those handed out
  std::vector<LeafletDifference> differences;  // in the list's order; those that are off
  std::vector<std::string> staff;              // who recorded any of it
  // Of everything this machine ever recorded, as status says it: an ack goes by entries, not by
  // outings.
  journal::DeliveryCounts delivery;
};

struct PrintedAt {
  WallTime time{};
  bool trusted = false;  // else the paper says that the date is in doubt
};

Slip slip_of(const OutingDay& day, PrintedAt at);

// The number that opens the answer, in figures and as squares to be scanned, and what to do with
// it. Neither what was asked nor when: whoever finds the slip learns nothing. `county` may be
// empty.
Slip receipt_slip(const std::string& county, const domain::Receipt& receipt);

// A result of 我该找谁, whole: where to go, what runs out and from when, by which way, what to
// bring and what happens next, each with its law. Nothing of who asked, nor when. `county` may be
// empty.
Slip guide_slip(const std::string& county, const core::GuideResultView& result);

}  // namespace outreach::kiosk
