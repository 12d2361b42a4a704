#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "sync/journal/queries.h"

namespace outreach::journal {
namespace {

using domain::Dimension;
using domain::TallyRow;

// One outing is one day at one place by one kiosk: opened again after it was closed, after a
// restart or in a new epoch, it is still the same. One that the county planned is the same for all
// kiosks that opened it as planned, whatever else they opened there. Texts hold no control
// characters, so that the separator keeps them apart; a kiosk's number is longer than a day.
constexpr const char* kOutings =
    "COUNT(DISTINCT CASE WHEN o.joins THEN '' ELSE hex(c.kiosk) "
    "END||o.date||o.place||char(31)||o.township),0";
constexpr const char* kOutingsWithPlans =
    "(SELECT t.*,MAX(t.planned) OVER (PARTITION BY k.kiosk,t.date,t.place,t.township) AS joins "
    "FROM outing t JOIN chain k ON k.number=t.chain WHERE t.amount>0) o "
    "JOIN chain c ON c.number=o.chain WHERE o.amount>0";

// The three counted tables. An outing that was taken back takes its entries out of every count with
// it.
enum class Source { Outings, Consultations, Handouts };
struct SourceSql {
  Source source;
  const char* measures;  // first: how many; second: the sum
  const char* from;
};
constexpr std::array kSources{
    SourceSql{Source::Outings, kOutings, kOutingsWithPlans},
    SourceSql{Source::Consultations, "COUNT(*),SUM(e.people)",
              "consultation e JOIN outing o ON o.chain=e.chain AND o.sequence=e.outing "
              "JOIN chain c ON c.number=e.chain WHERE o.amount>0 AND e.people>0"},
    SourceSql{Source::Handouts, "COUNT(*),SUM(e.copies)",
              "handout e JOIN outing o ON o.chain=e.chain AND o.sequence=e.outing "
              "JOIN chain c ON c.number=e.chain WHERE o.amount>0 AND e.copies>0"},
};

bool is_of_consultations(Dimension dimension) {
  return dimension == Dimension::Topic || dimension == Dimension::Pathway ||
         dimension == Dimension::Department || dimension == Dimension::Outcome;
}

// The SQL of a key, or nullptr where the dimension means nothing for the table.
const char* key_of(Dimension dimension, Source source) {
  const bool consultations = source == Source::Consultations;
  switch (dimension) {
    case Dimension::Day:
      return "o.date";
    case Dimension::Month:
      return "substr(o.date,1,7)";
    case Dimension::Year:
      return "substr(o.date,1,4)";
    case Dimension::Township:
      return "o.township";
    case Dimension::Place:
      return "o.place";
    case Dimension::OutingKind:
      return "o.kind";
    case Dimension::Topic:
      return consultations ? "e.topic" : nullptr;
    case Dimension::Pathway:
      return consultations ? "e.pathway" : nullptr;
    case Dimension::Department:
      return consultations ? "e.department" : nullptr;
    case Dimension::Outcome:
      return consultations ? "e.outcome" : nullptr;
    case Dimension::Leaflet:
      return source == Source::Handouts ? "e.leaflet" : nullptr;
    case Dimension::Staff:
      return source == Source::Outings ? "o.staff" : "e.staff";
    case Dimension::Kiosk:
      return "lower(hex(c.kiosk))";
  }
  return nullptr;
}

// A table takes part when at least one asked dimension is its own, or none is another table's.
bool takes_part(Source source, const std::vector<Dimension>& dimensions) {
  const bool topics = std::any_of(dimensions.begin(), dimensions.end(), is_of_consultations);
  const bool leaflets =
      std::find(dimensions.begin(), dimensions.end(), Dimension::Leaflet) != dimensions.end();
  switch (source) {
    case Source::Outings:
      return !topics && !leaflets;
    case Source::Consultations:
      return topics || !leaflets;
    case Source::Handouts:
      return leaflets || !topics;
  }
  return false;
}

std::string sql_of(const SourceSql& source, const std::vector<Dimension>& dimensions) {
  std::string keys;
  for (const Dimension dimension : dimensions) {
    const char* key = key_of(dimension, source.source);
    keys += std::string(key != nullptr ? key : "''") + ",";
  }
  std::string sql = "SELECT " + keys + source.measures + " FROM " + source.from +
                    " AND o.date>=?1 AND o.date<=?2";
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    sql += (i == 0 ? " GROUP BY " : ",") + std::to_string(i + 1);
  }
  return sql;
}

void add_measures(TallyRow& row, Source source, std::int64_t count, std::int64_t sum) {
  switch (source) {
    case Source::Outings:
      row.outings = row.outings.value_or(0) + count;
      break;
    case Source::Consultations:
      row.parties = row.parties.value_or(0) + count;
      row.people = row.people.value_or(0) + sum;
      break;
    case Source::Handouts:
      row.copies = row.copies.value_or(0) + sum;
      break;
  }
}

using RowsByKeys = std::map<std::vector<std::string>, TallyRow>;

Result<void> count_source(sqlite::Database& database, const SourceSql& source,
                          const std::vector<Dimension>& dimensions,
                          const domain::TallyFilter& filter, RowsByKeys& rows) {
  auto select = database.prepare(sql_of(source, dimensions));
  if (!select) {
    return select.error();
  }
  const std::string from = filter.from ? to_iso(*filter.from) : "";
  const std::string to = filter.to ? to_iso(*filter.to) : "9999";
  select->bind(1, from).bind(2, to);
  const int key_count = static_cast<int>(dimensions.size());
  return sqlite::each_row(*select, [&] {
    std::vector<std::string> keys;
    keys.reserve(dimensions.size());
    for (int i = 0; i < key_count; ++i) {
      keys.emplace_back(select->text(i));
    }
    TallyRow& row = rows[keys];
    row.keys = std::move(keys);
    add_measures(row, source.source, select->integer(key_count), select->integer(key_count + 1));
  });
}

// Where every table of the answer could have had a row, its absence is a zero; where it could not,
// a blank.
void fill_zeros(TallyRow& row, const std::vector<Dimension>& dimensions) {
  const bool mixed = takes_part(Source::Consultations, dimensions) &&
                     takes_part(Source::Handouts, dimensions) &&
                     !takes_part(Source::Outings, dimensions);
  if (mixed) {
    return;
  }
  for (const SourceSql& source : kSources) {
    if (takes_part(source.source, dimensions)) {
      add_measures(row, source.source, 0, 0);
    }
  }
}

Result<domain::TallyTable> tally_in_snapshot(sqlite::Database& database,
                                             const std::vector<Dimension>& dimensions,
                                             const domain::TallyFilter& filter) {
  domain::TallyTable table;
  table.dimensions = dimensions;
  RowsByKeys total;
  RowsByKeys rows;
  for (const SourceSql& source : kSources) {
    if (auto counted = count_source(database, source, {}, filter, total); !counted) {
      return counted.error();
    }
    if (!dimensions.empty() && takes_part(source.source, dimensions)) {
      if (auto counted = count_source(database, source, dimensions, filter, rows); !counted) {
        return counted.error();
      }
    }
  }
  const TallyRow& sum = total[{}];
  table.totals = {sum.outings.value_or(0), sum.parties.value_or(0), sum.people.value_or(0),
                  sum.copies.value_or(0)};
  for (auto& [keys, row] : rows) {
    fill_zeros(row, dimensions);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Result<domain::TallyTable> tally(sqlite::Database& database,
                                 const std::vector<Dimension>& dimensions,
                                 const domain::TallyFilter& filter) {
  // One read transaction, so that rows and totals see the same entries.
  if (auto begun = database.execute("BEGIN"); !begun) {
    return begun.error();
  }
  auto table = tally_in_snapshot(database, dimensions, filter);
  auto ended = database.execute("COMMIT");
  if (table && !ended) {
    return ended.error();
  }
  return table;
}

}  // namespace outreach::journal
