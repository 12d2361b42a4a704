#include <algorithm>
#include <map>

#include "app/county/commands.h"
#include "app/county/output.h"
#include "app/county/reading.h"
#include "app/county/reasons.h"
#include "app/export/csv.h"
#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/journal/queries.h"
#include "sync/ledger/fleet.h"
#include "sync/ledger/pack_shelf.h"

namespace outreach::county {
namespace {

using domain::Dimension;

constexpr std::size_t kCatalogueFileMax = 1 << 20;

// Without it ids stay ids: numbers matter more than names.
// What was published last; else what came with the program.
Result<Bytes> newest_catalogue(const Path& county, Files& files) {
  const ledger::PackShelf shelf(county, files);
  const auto packs = shelf.newest();
  if (!packs) {
    return packs.error();
  }
  for (const protocol::PackVersion& pack : *packs) {
    const auto document = shelf.manifest(pack.name, pack.version);
    const auto manifest = document ? protocol::read_pack_manifest(*document)
                                   : Result<protocol::PackManifest>(document.error());
    const auto* file = manifest ? manifest->file(protocol::kCataloguePath) : nullptr;
    if (file != nullptr) {
      return shelf.file(file->hash);
    }
  }
  return Error{ErrorCode::NotFound, "nothing was published yet"};
}

domain::Catalogue load_catalogue(const Path& county, Files& files) {
  if (const auto bytes = newest_catalogue(county, files)) {
    if (auto published = domain::parse_catalogue(text_of(*bytes))) {
      return *std::move(published);
    }
  }
  const auto bytes = files.read(assets_folder() / "content" / "catalogue.json", kCatalogueFileMax);
  if (!bytes) {
    return {};
  }
  auto catalogue = domain::parse_catalogue(text_of(*bytes));
  return catalogue ? *std::move(catalogue) : domain::Catalogue{};
}

using KioskNames = std::map<std::string, std::string>;  // by number

Result<KioskNames> kiosk_names_by_hex(sqlite::Database& database) {
  const auto kiosks = ledger::kiosk_reports(database);
  if (!kiosks) {
    return kiosks.error();
  }
  KioskNames names;
  for (const ledger::KioskReport& kiosk : *kiosks) {
    names[to_hex(kiosk.kiosk)] = kiosk.name;
  }
  return names;
}

// Empty where the key is its own name.
std::string name_of_key(Dimension dimension, const std::string& key,
                        const domain::Catalogue& catalogue, const KioskNames& kiosks) {
  if (key.empty()) {
    return {};
  }
  switch (dimension) {
    case Dimension::Topic:
      return catalogue.name_of_topic(key);
    case Dimension::Department:
      return catalogue.name_of_department(key);
    case Dimension::Leaflet:
      return catalogue.name_of_leaflet(key);
    case Dimension::Kiosk: {
      const auto found = kiosks.find(key);
      return found == kiosks.end() ? key : found->second;
    }
    default:
      return {};
  }
}

Json json_or_null(const std::optional<std::int64_t>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of_table(const domain::TallyTable& table, const domain::Catalogue& catalogue,
                   const KioskNames& kiosks) {
  Json json = Json::object();
  json["totals"] = {{"outings", table.totals.outings},
                    {"parties", table.totals.parties},
                    {"people", table.totals.people},
                    {"copies", table.totals.copies},
                    {"ratings", table.totals.ratings},
                    {"readings", table.totals.readings},
                    {"reading_seconds", table.totals.reading_seconds},
                    {"take_aways", table.totals.take_aways}};
  json["by"] = Json::array();
  for (const Dimension dimension : table.dimensions) {
    json["by"].push_back(domain::code_of(dimension));
  }
  json["rows"] = Json::array();
  for (const domain::TallyRow& row : table.rows) {
    Json line = Json::object();
    for (std::size_t i = 0; i < table.dimensions.size(); ++i) {
      const std::string code(domain::code_of(table.dimensions[i]));
      line[code] = row.keys[i].empty() ? Json(nullptr) : Json(row.keys[i]);
      if (const std::string name = name_of_key(table.dimensions[i], row.keys[i], catalogue, kiosks);
          !name.empty()) {
        line[code + "_name"] = name;
      }
    }
    line["outings"] = json_or_null(row.outings);
    line["parties"] = json_or_null(row.parties);
    line["people"] = json_or_null(row.people);
    line["copies"] = json_or_null(row.copies);
    line["ratings"] = json_or_null(row.ratings);
    line["readings"] = json_or_null(row.readings);
    line["reading_seconds"] = json_or_null(row.reading_seconds);
    line["take_aways"] = json_or_null(row.take_aways);
    json["rows"].push_back(std::move(line));
  }
  return json;
}

// A sheet for people shows the kiosk's name; two kiosks of one name stay two lines.
void name_kiosks(domain::TallyTable& table, const KioskNames& kiosks) {
  for (std::size_t i = 0; i < table.dimensions.size(); ++i) {
    if (table.dimensions[i] == Dimension::Kiosk) {
      for (domain::TallyRow& row : table.rows) {
        row.keys[i] = name_of_key(Dimension::Kiosk, row.keys[i], {}, kiosks);
      }
    }
  }
}

}  // namespace

ExitCode run(const TallyCommand& command, const Machine& machine) {
  auto reading = open_for_reading(command.data, machine.files);
  if (!reading) {
    return fail(reading.error());
  }
  auto table = journal::tally(reading->database, command.by, command.filter);
  if (!table) {
    return fail(table.error());
  }
  const auto kiosks = kiosk_names_by_hex(reading->database);
  if (!kiosks) {
    return fail(kiosks.error());
  }
  const auto not_counted = ledger::not_counted(reading->database);
  if (!not_counted) {
    return fail(not_counted.error());
  }
  const domain::Catalogue catalogue = load_catalogue(command.data, machine.files);
  if (!command.json) {
    for (const ledger::ReasonCount& count : *not_counted) {
      complain("set aside: " + words_of_reason(count));  // beside the table, not in it
    }
    name_kiosks(*table, *kiosks);
    print(exports::tally_csv(*table, catalogue, exports::CsvFor::People));
    return ExitCode::Done;
  }
  Json json = Json::object();
  json["county"] = reading->county;
  json["from"] = command.filter.from ? Json(to_iso(*command.filter.from)) : Json(nullptr);
  json["to"] = command.filter.to ? Json(to_iso(*command.filter.to)) : Json(nullptr);
  json.update(json_of_table(*table, catalogue, *kiosks));
  json["not_counted"] = json_of_reasons(*not_counted);
  print(write_json_indented(json));
  return ExitCode::Done;
}

}  // namespace outreach::county
