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
    "END||o.date||o.place||char(31)||o.township),0,0";
constexpr const char* kOutingsWithPlans =
    "(SELECT t.*,MAX(t.planned) OVER (PARTITION BY k.kiosk,t.date,t.place,t.township) AS joins "
    "FROM outing t JOIN chain k ON k.number=t.chain WHERE t.amount>0) o "
    "JOIN chain c ON c.number=o.chain WHERE o.amount>0";

// The bounds of days where a filter is open: every day lies between them.
constexpr const char* kBeforeEveryDay = "";
constexpr const char* kAfterEveryDay = "9999";

// The counted tables. An outing that was taken back takes its entries out of every count with it.
// What residents left at no outing has no day, so that only a filter without days lets it through.
enum class Source { Outings, Consultations, Handouts, Ratings, Readings };
struct SourceSql {
  Source source;
  const char* measures;  // how many; the sum; of readings, another sum
  const char* from;
};
constexpr std::array kSources{
    SourceSql{Source::Outings, kOutings, kOutingsWithPlans},
    SourceSql{Source::Consultations, "COUNT(*),SUM(e.people),0",
              "consultation e JOIN outing o ON o.chain=e.chain AND o.sequence=e.outing "
              "JOIN chain c ON c.number=e.chain WHERE o.amount>0 AND e.people>0"},
    SourceSql{Source::Handouts, "COUNT(*),SUM(e.copies),0",
              "handout e JOIN outing o ON o.chain=e.chain AND o.sequence=e.outing "
              "JOIN chain c ON c.number=e.chain WHERE o.amount>0 AND e.copies>0"},
    SourceSql{Source::Ratings, "COUNT(*),0,0",
              "rating e LEFT JOIN outing o ON o.chain=e.chain AND o.sequence=e.outing "
              "JOIN chain c ON c.number=e.chain WHERE (o.amount>0 OR (e.outing=0 AND ?3))"},
    SourceSql{Source::Readings, "COUNT(*),SUM(e.seconds),SUM(e.take_aways)",
              "self_service e LEFT JOIN outing o ON o.chain=e.chain AND o.sequence=e.outing "
              "JOIN chain c ON c.number=e.chain WHERE (o.amount>0 OR (e.outing=0 AND ?3))"},
};

bool needs_no_outing(Source source) {
  return source == Source::Ratings || source == Source::Readings;
}

// The SQL of a key, or nullptr where the dimension means nothing for the table.
const char* key_of(Dimension dimension, Source source) {
  const bool consultations = source == Source::Consultations;
  const bool ratings = source == Source::Ratings;
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
      return source == Source::Handouts || source == Source::Readings ? "e.leaflet" : nullptr;
    case Dimension::Rated:
      return ratings ? "e.rated" : nullptr;
    case Dimension::Face:
      return ratings ? "e.face" : nullptr;
    case Dimension::Staff:
      return source == Source::Outings ? "o.staff" : "e.staff";
    case Dimension::Kiosk:
      return "lower(hex(c.kiosk))";
  }
  return nullptr;
}

// Whether only some of the tables have such a key. An outing has none of these.
bool is_of_some(Dimension dimension) {
  return key_of(dimension, Source::Outings) == nullptr;
}

// A table takes part when at least one asked dimension is its own, or none is another table's.
bool takes_part(Source source, const std::vector<Dimension>& dimensions) {
  const bool has_own = std::any_of(dimensions.begin(), dimensions.end(), [&](Dimension one) {
    return is_of_some(one) && key_of(one, source) != nullptr;
  });
  return has_own || std::none_of(dimensions.begin(), dimensions.end(), is_of_some);
}

std::string sql_of(const SourceSql& source, const std::vector<Dimension>& dimensions) {
  std::string keys;
  for (const Dimension dimension : dimensions) {
    const char* key = key_of(dimension, source.source);
    keys += std::string(key != nullptr ? key : "''") + ",";
  }
  std::string sql = "SELECT " + keys + source.measures + " FROM " + source.from +
                    " AND COALESCE(o.date,'')>=?1 AND COALESCE(o.date,'')<=?2";
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    sql += (i == 0 ? " GROUP BY " : ",") + std::to_string(i + 1);
  }
  return sql;
}

using Measures = std::array<std::int64_t, 3>;  // as SourceSql has them

void add_to(std::optional<std::int64_t>& measure, std::int64_t more) {
  measure = measure.value_or(0) + more;
}

void add_measures(TallyRow& row, Source source, const Measures& measures) {
  const auto [count, sum, other_sum] = measures;
  switch (source) {
    case Source::Outings:
      add_to(row.outings, count);
      break;
    case Source::Consultations:
      add_to(row.parties, count);
      add_to(row.people, sum);
      break;
    case Source::Handouts:
      add_to(row.copies, sum);
      break;
    case Source::Ratings:
      add_to(row.ratings, count);
      break;
    case Source::Readings:
      add_to(row.readings, count);
      add_to(row.reading_seconds, sum);
      add_to(row.take_aways, other_sum);
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
  const std::string from = filter.from ? to_iso(*filter.from) : kBeforeEveryDay;
  const std::string to = filter.to ? to_iso(*filter.to) : kAfterEveryDay;
  const bool has_every_day = !filter.from && !filter.to;
  select->bind(1, from).bind(2, to);
  if (needs_no_outing(source.source)) {
    select->bind(3, has_every_day);
  }
  const int key_count = static_cast<int>(dimensions.size());
  return sqlite::each_row(*select, [&] {
    std::vector<std::string> keys;
    keys.reserve(dimensions.size());
    for (int i = 0; i < key_count; ++i) {
      keys.emplace_back(select->text(i));
    }
    TallyRow& row = rows[keys];
    row.keys = std::move(keys);
    add_measures(row, source.source,
                 {select->integer(key_count), select->integer(key_count + 1),
                  select->integer(key_count + 2)});
  });
}

// Whether an entry of that table could have had the row's keys: every one that some tables alone
// have, and none of another's; those of an outing only where the row is of one.
bool could_have(Source source, const std::vector<Dimension>& dimensions, const TallyRow& row) {
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    const bool is_blank = row.keys[i].empty();
    if (is_of_some(dimensions[i])) {
      if (is_blank != (key_of(dimensions[i], source) == nullptr)) {
        return false;
      }
    } else if (is_blank && dimensions[i] != Dimension::Township && !needs_no_outing(source)) {
      return false;  // of all keys of an outing, only its township may be empty
    }
  }
  return true;
}

// Where a table of the answer could have had the row, its absence is a zero; where it could not, a
// blank.
void fill_zeros(TallyRow& row, const std::vector<Dimension>& dimensions) {
  for (const SourceSql& source : kSources) {
    if (takes_part(source.source, dimensions) && could_have(source.source, dimensions, row)) {
      add_measures(row, source.source, {});
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
  table.totals = {sum.outings.value_or(0),         sum.parties.value_or(0),
                  sum.people.value_or(0),          sum.copies.value_or(0),
                  sum.ratings.value_or(0),         sum.readings.value_or(0),
                  sum.reading_seconds.value_or(0), sum.take_aways.value_or(0)};
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
