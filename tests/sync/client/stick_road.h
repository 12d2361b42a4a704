// A kiosk and a county that only a stick in somebody's pocket joins.
#pragma once

#include "sync/client/courier.h"
#include "sync/ledger/stick_import.h"
#include "tests/support/memory_medium.h"
#include "tests/sync/client/road.h"

namespace outreach::testing {

inline client::StickCounty county_of(County& county) {
  const ledger::CountyKeys& keys = county.ledger().keys();
  return {keys.sign.public_key(), keys.transport.public_key(), {}};
}

// outreach-kiosk stick --to
inline client::StickTrip at_the_stall(Road& road, Medium& stick,
                                      client::StickExtent extent = client::StickExtent::Waiting) {
  client::Courier courier(road.stall.folder.path(), road.stall.options, road.journal->identity(),
                          county_of(road.county), road.stall.random);
  auto trip = client::make_trip(courier, stick, *road.journal, extent, road.stall.clock.now().wall);
  if (!trip) {
    FAIL(trip.error().context);
  }
  counts_of(road);
  return *std::move(trip);
}

// outreach-county import --from
inline ledger::StickImport at_the_county(County& county, Medium& stick) {
  auto reader = ledger::open_reader(county.folder.path());
  REQUIRE(reader);
  SystemFiles files;
  const ledger::PackShelf packs(county.folder.path(), files);
  auto import = ledger::import_stick(
      stick, county.ledger().keys(), *reader,
      {[&](const ledger::Request& request) { return county.ledger().handle(request); },
       county.ledger().stick_path(), &packs});
  if (!import) {
    FAIL(import.error().context);
  }
  return *std::move(import);
}

// What is recorded without a delivery that would hear of it.
inline void record_offline(Road& road, const std::string& place, int handouts) {
  const auto opened = append(*road.journal, {outing_draft(place)});
  for (int i = 0; i < handouts; ++i) {
    append(*road.journal, {handout_draft(opened.front().sequence, i % 9 + 1)});
  }
}

// The county holds everything once, and the kiosk knows it.
inline void check_at_county(Road& road) {
  CHECK(road.county.entries() == static_cast<std::int64_t>(road.journal->head().sequence));
  CHECK(totals_of(road.county.database()) == totals_of(road.journal->database()));
  const auto report = journal::verify(road.county.database());
  REQUIRE(report);
  CHECK(report->damages.empty());
}
inline void check_acknowledged(Road& road) {
  check_at_county(road);
  const auto counts = counts_of(road);
  CHECK(counts.local == 0);
  CHECK(counts.on_stick == 0);
  CHECK(counts.acknowledged == counts.recorded);
}

}  // namespace outreach::testing
