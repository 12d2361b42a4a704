#include "app/kiosk/outing_day.h"

#include <map>
#include <optional>
#include <utility>

#include "app/core/day_counts.h"

namespace outreach::kiosk {
namespace {

using domain::Dimension;

// A tap takes a person half a second, one reading some milliseconds.
constexpr int kReadingsMax = 5;

// The rows of that outing alone, by `dimension`.
Result<std::vector<domain::TallyRow>> rows_by(sqlite::Database& database,
                                              const domain::OutingOpened& outing,
                                              Dimension dimension) {
  auto table = journal::tally(database, {Dimension::Place, Dimension::Township, dimension},
                              {outing.date, outing.date});
  if (!table) {
    return table.error();
  }
  std::erase_if(table->rows, [&](const domain::TallyRow& row) {
    return row.keys[0] != outing.place || row.keys[1] != outing.township;
  });
  return std::move(table->rows);
}

// Those of the list first, in its order.
std::vector<LeafletCopies> in_order(std::map<std::string, std::int64_t> copies,
                                    const domain::Catalogue& catalogue) {
  std::vector<LeafletCopies> out;
  for (const domain::Leaflet& leaflet : catalogue.leaflets) {
    if (const auto found = copies.find(leaflet.item.id); found != copies.end()) {
      out.push_back({leaflet.item, found->second});
      copies.erase(found);
    }
  }
  for (const auto& [id, count] : copies) {
    out.push_back({{id, id, {}}, count});
  }
  return out;
}

Result<void> count_outing(sqlite::Database& database, const domain::Catalogue& catalogue,
                          OutingDay& day) {
  const auto by_staff = rows_by(database, day.outing, Dimension::Staff);
  if (!by_staff) {
    return by_staff.error();
  }
  day.totals.outings = 1;
  for (const domain::TallyRow& row : *by_staff) {
    if (row.keys[2] != domain::kStaffSelfService) {  // what residents did is no work of staff
      day.staff.push_back(row.keys[2]);
    }
    day.totals.parties += row.parties.value_or(0);
    day.totals.people += row.people.value_or(0);
    day.totals.copies += row.copies.value_or(0);
  }
  const auto by_leaflet = rows_by(database, day.outing, Dimension::Leaflet);
  if (!by_leaflet) {
    return by_leaflet.error();
  }
  std::map<std::string, std::int64_t> copies;
  for (const domain::TallyRow& row : *by_leaflet) {
    if (row.copies.value_or(0) > 0) {  // others were only read
      copies[row.keys[2]] += *row.copies;
    }
  }
  day.leaflets = in_order(std::move(copies), catalogue);
  return {};
}

// As the screen adds up the stock of that outing.
Result<std::vector<LeafletDifference>> differences_of(sqlite::Database& database,
                                                      const journal::OutingRow& outing,
                                                      const domain::Catalogue& catalogue) {
  const auto entries = journal::entries_of_outing(database, outing.chain, outing.sequence);
  if (!entries) {
    return entries.error();
  }
  core::DayCounts counts;
  std::map<std::string, std::int64_t> leaflets;
  for (const journal::RecordedEntry& entry : *entries) {
    counts.add(entry.sequence, entry.record.content);
    if (const auto leaflet = core::leaflet_of(entry.record.content); !leaflet.empty()) {
      leaflets.emplace(leaflet, 0);
    }
  }
  std::vector<LeafletDifference> off;
  for (LeafletCopies& row : in_order(std::move(leaflets), catalogue)) {
    if (const auto told = core::told_difference(counts.stock(row.leaflet.id))) {
      off.push_back({std::move(row.leaflet), *told});
    }
  }
  return off;
}

Result<OutingDay> read_once(sqlite::Database& database, const domain::Catalogue& catalogue) {
  const auto last = journal::last_outing(database);
  if (!last) {
    return last.error();
  }
  if (!*last) {
    return Error{ErrorCode::NotFound,
                 "no outing is recorded here yet, so there is no slip; open one on the screen"};
  }
  OutingDay day;
  day.county = catalogue.county;
  day.outing = (*last)->outing;
  if (const std::string& kind = day.outing.other_kind; !kind.empty()) {
    const domain::CatalogueItem* listed = catalogue.outing_kind(kind);
    day.own_kind = listed != nullptr ? *listed : domain::CatalogueItem{kind, kind, {}};
  }
  day.open = !(*last)->closed;
  if (auto counted = count_outing(database, catalogue, day); !counted) {
    return counted.error();
  }
  auto differences = differences_of(database, **last, catalogue);
  if (!differences) {
    return differences.error();
  }
  day.differences = std::move(*differences);
  return day;
}

}  // namespace

Result<OutingDay> read_outing_day(sqlite::Database& database, const domain::Catalogue& catalogue) {
  // Each query is a transaction of its own. What is recorded between two of them is one more in
  // `recorded`, because nothing ever takes an entry away.
  for (int reading = 0; reading < kReadingsMax; ++reading) {
    const auto before = journal::count_delivery(database);
    auto day = read_once(database, catalogue);
    const auto after = journal::count_delivery(database);
    if (!before || !day || !after) {
      return !before ? before.error() : !day ? day.error() : after.error();
    }
    if (before->recorded == after->recorded) {
      day->delivery = *after;
      return day;
    }
  }
  return Error{ErrorCode::Unavailable,
               "the kiosk is recording all the time; wait a moment, then try again"};
}

}  // namespace outreach::kiosk
