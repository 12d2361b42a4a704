// tally and export: the counts, on the terminal and as files.
#include <cstdio>
#include <optional>
#include <vector>

#include "app/export/csv.h"
#include "app/export/entries.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "platform/json/json.h"
#include "sync/journal/journal.h"
#include "sync/journal/recount.h"

namespace outreach::kiosk {
namespace {

Json totals_json(const domain::Totals& totals) {
  Json json = Json::object();
  json["outings"] = totals.outings;
  json["parties"] = totals.parties;
  json["people"] = totals.people;
  json["copies"] = totals.copies;
  json["ratings"] = totals.ratings;
  json["readings"] = totals.readings;
  json["reading_seconds"] = totals.reading_seconds;
  json["take_aways"] = totals.take_aways;
  return json;
}

Json measure(const std::optional<std::int64_t>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json tally_json(const domain::TallyTable& table) {
  Json json = Json::object();
  json["totals"] = totals_json(table.totals);
  if (table.dimensions.empty()) {
    return json;
  }
  json["by"] = Json::array();
  for (const domain::Dimension dimension : table.dimensions) {
    json["by"].push_back(domain::code_of(dimension));
  }
  json["rows"] = Json::array();
  for (const domain::TallyRow& row : table.rows) {
    Json line = Json::object();
    for (std::size_t i = 0; i < row.keys.size(); ++i) {
      line[std::string(domain::code_of(table.dimensions[i]))] = row.keys[i];
    }
    line["outings"] = measure(row.outings);
    line["parties"] = measure(row.parties);
    line["people"] = measure(row.people);
    line["copies"] = measure(row.copies);
    line["ratings"] = measure(row.ratings);
    line["readings"] = measure(row.readings);
    line["reading_seconds"] = measure(row.reading_seconds);
    line["take_aways"] = measure(row.take_aways);
    json["rows"].push_back(std::move(line));
  }
  return json;
}

struct TallyFile {
  const char* name;
  std::vector<domain::Dimension> dimensions;
};

const std::vector<TallyFile>& tally_files() {
  using domain::Dimension;
  static const std::vector<TallyFile> files{
      {"tally-outings.csv", {Dimension::Day, Dimension::Place, Dimension::OutingKind}},
      {"tally-months.csv", {Dimension::Month}},
      {"tally-townships.csv", {Dimension::Township}},
      {"tally-topics.csv", {Dimension::Topic, Dimension::Pathway, Dimension::Department}},
      {"tally-leaflets.csv", {Dimension::Leaflet}},
      {"tally-ratings.csv", {Dimension::Month, Dimension::Rated, Dimension::Face}}};
  return files;
}

Result<void> write_file(const Path& path, const std::string& text, Files& files) {
  return files.write_atomically(path, bytes_of(text), kEveryoneReads);
}

Result<int> export_to(const Path& folder, sqlite::Database& database,
                      const domain::Catalogue& catalogue, const std::string& entries,
                      Files& files) {
  if (auto made = files.make_folders(folder); !made) {
    return made.error();
  }
  if (auto written = write_file(folder / "entries.csv", entries, files); !written) {
    return written.error();
  }
  int count = 1;
  for (const TallyFile& file : tally_files()) {
    const auto table = journal::tally(database, file.dimensions, {});
    if (!table) {
      return table.error();
    }
    const std::string csv = exports::tally_csv(*table, catalogue, exports::CsvFor::People);
    if (auto written = write_file(folder / file.name, csv, files); !written) {
      return written.error();
    }
    count += 1;
  }
  return count;
}

}  // namespace

int check_counts(sqlite::Database& database) {
  const auto damages = journal::recount(database);
  if (!damages) {
    return complain(damages.error());
  }
  if (damages->empty()) {
    return kExitDone;
  }
  complain({ErrorCode::Corrupt,
            "the disk changed " + std::to_string(damages->size()) +
                " counts, so that the totals would be wrong; the entries themselves are kept "
                "apart from them. Start the kiosk once: it counts the entries again and puts the "
                "totals right. Then ask again"});
  return kExitDamaged;
}

int tally(const Options& options) {
  auto database = open_records(options.data);
  if (!database) {
    return complain(database.error());
  }
  if (const int checked = check_counts(*database); checked != kExitDone) {
    return checked;
  }
  const auto table = journal::tally(*database, options.by, options.filter);
  if (!table) {
    return complain(table.error());
  }
  if (options.json) {
    print(write_json_indented(tally_json(*table)));
    return kExitDone;
  }
  const domain::Totals& totals = table->totals;
  print("outings " + std::to_string(totals.outings) + ", parties " +
        std::to_string(totals.parties) + ", people " + std::to_string(totals.people) + ", copies " +
        std::to_string(totals.copies));
  print("by residents at the screen: ratings " + std::to_string(totals.ratings) + ", readings " +
        std::to_string(totals.readings) + ", reading seconds " +
        std::to_string(totals.reading_seconds) + ", take-aways " +
        std::to_string(totals.take_aways));
  if (!table->dimensions.empty()) {
    SystemFiles files;
    const auto catalogue = load_catalogue(options.data, files);
    if (!catalogue) {
      return complain(catalogue.error());
    }
    print(exports::tally_csv(*table, *catalogue, exports::CsvFor::Machines));
  }
  return kExitDone;
}

int export_files(const Options& options) {
  SystemFiles files;
  auto database = open_records(options.data);
  if (!database) {
    return complain(database.error());
  }
  const auto catalogue = load_catalogue(options.data, files);
  if (!catalogue) {
    return complain(catalogue.error());
  }
  if (const int checked = check_counts(*database); checked != kExitDone) {
    return checked;
  }
  const auto entries = exports::entries_csv(*database, *catalogue, exports::CsvFor::People);
  if (!entries) {
    return complain(entries.error());
  }
  if (!options.out) {
    std::fwrite(entries->data(), 1, entries->size(), stdout);
    return kExitDone;
  }
  const auto count = export_to(*options.out, *database, *catalogue, *entries, files);
  if (!count) {
    return complain(count.error());
  }
  print(std::to_string(*count) + " files in " + options.out->string());
  return kExitDone;
}

}  // namespace outreach::kiosk
