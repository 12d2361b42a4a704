#include "app/export/entries.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/time.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/record.h"

namespace outreach::exports {
namespace {

// The rows that the tally counts, by the same conditions: they know which of an entry's places in
// several epochs counts, and every correction. The entry beside them has what no count needs; its
// body may be gone, its row damaged. One statement, so that all is of one moment.
constexpr const char* kCountedRows =
    "SELECT n.entry,hex(c.kiosk),n.date,n.kind,n.place,n.township,n.staff,n.amount,n.subject,"
    "n.pathway,n.department,n.outcome,n.sequence,n.sheet,e.kind,e.body,e.device_time,n.joins,"
    "n.rated,n.face,n.seconds,n.take_aways FROM ("
    "SELECT 'outing' entry,o.chain,o.sequence,o.date,o.kind,o.place,o.township,o.staff,1 amount,"
    "'' subject,'' pathway,'' department,'' outcome,o.sheet,MAX(o.planned) OVER (PARTITION BY "
    "k.kiosk,o.date,o.place,o.township) joins,'' rated,'' face,0 seconds,0 take_aways FROM outing "
    "o JOIN chain k ON k.number=o.chain WHERE o.amount>0 "
    "UNION ALL SELECT 'consultation',r.chain,r.sequence,o.date,o.kind,o.place,o.township,r.staff,"
    "r.people,r.topic,r.pathway,r.department,r.outcome,NULL,0,'','',0,0 FROM consultation r JOIN "
    "outing o ON o.chain=r.chain AND o.sequence=r.outing WHERE o.amount>0 AND r.people>0 "
    "UNION ALL SELECT 'handout',r.chain,r.sequence,o.date,o.kind,o.place,o.township,r.staff,"
    "r.copies,r.leaflet,'','','',NULL,0,'','',0,0 FROM handout r JOIN outing o ON "
    "o.chain=r.chain AND o.sequence=r.outing WHERE o.amount>0 AND r.copies>0 "
    "UNION ALL SELECT 'rating',r.chain,r.sequence,o.date,o.kind,o.place,o.township,r.staff,1,'','',"
    "'','',NULL,0,r.rated,r.face,0,0 FROM rating r LEFT JOIN outing o ON o.chain=r.chain AND "
    "o.sequence=r.outing WHERE r.outing=0 OR o.amount>0 "
    "UNION ALL SELECT 'self_service',r.chain,r.sequence,o.date,o.kind,o.place,o.township,r.staff,1,"
    "r.leaflet,'','','',NULL,0,'','',r.seconds,r.take_aways FROM self_service r LEFT JOIN outing o "
    "ON o.chain=r.chain AND o.sequence=r.outing WHERE r.outing=0 OR o.amount>0"
    ") n JOIN chain c ON c.number=n.chain "
    "LEFT JOIN entry e ON e.chain=n.chain AND e.sequence=n.sequence ORDER BY n.chain,n.sequence";

// Its columns, in that order.
constexpr int kEntry = 0;
constexpr int kKiosk = 1;
constexpr int kDate = 2;
constexpr int kKind = 3;
constexpr int kPlace = 4;
constexpr int kTownship = 5;
constexpr int kStaff = 6;
constexpr int kAmount = 7;
constexpr int kSubject = 8;
constexpr int kPathway = 9;
constexpr int kDepartment = 10;
constexpr int kOutcome = 11;
constexpr int kSequence = 12;
constexpr int kSheet = 13;
constexpr int kEntryKind = 14;
constexpr int kBody = 15;
constexpr int kDeviceTime = 16;
constexpr int kJoins = 17;
constexpr int kRated = 18;
constexpr int kFace = 19;
constexpr int kSeconds = 20;
constexpr int kTakeAways = 21;

// What the body says, where it is there and can be read.
std::optional<domain::Record> record_of(const sqlite::Statement& row) {
  if (row.is_null(kBody)) {
    return std::nullopt;
  }
  auto decoded = domain::decode_body(row.text(kEntryKind), row.blob(kBody));
  auto* record = std::get_if<domain::Record>(&decoded);
  return record != nullptr ? std::optional(std::move(*record)) : std::nullopt;
}

int original_amount(const domain::Record& record) {
  if (const auto* consultation = std::get_if<domain::Consultation>(&record.content)) {
    return consultation->people;
  }
  const auto* handout = std::get_if<domain::Handout>(&record.content);
  return handout != nullptr ? handout->copies : 1;
}

class Sheet {
 public:
  Sheet(const domain::Catalogue& catalogue, CsvFor reader) : catalogue_(catalogue), csv_(reader) {
    csv_.row({"date",   "time",    "outing_kind", "place",      "township", "entry",
              "people", "topic",   "pathway",     "department", "outcome",  "leaflet",
              "copies", "staff",   "from_sheet",  "original",   "sequence", "rated",
              "face",   "seconds", "take_aways"});
  }

  void add(const sqlite::Statement& row) {
    if (row.text(kEntry) == "outing" && !is_new_outing(row)) {
      return;
    }
    const auto record = record_of(row);
    const std::string kind(row.text(kKind));
    std::vector<std::string> fields{std::string(row.text(kDate)),
                                    time(row, record),
                                    kind,
                                    std::string(row.text(kPlace)),
                                    std::string(row.text(kTownship)),
                                    std::string(row.text(kEntry))};
    for (std::string& field : content(row)) {
      fields.push_back(std::move(field));
    }
    const bool from_sheet = record ? record->sheet_time.has_value() : !row.is_null(kSheet);
    const bool corrected = record && original_amount(*record) != row.integer(kAmount);
    fields.emplace_back(row.text(kStaff));
    fields.emplace_back(from_sheet ? "yes" : "");
    fields.push_back(corrected ? std::to_string(original_amount(*record)) : std::string());
    fields.push_back(std::to_string(row.unsigned_integer(kSequence)));
    for (std::string& field : of_resident(row)) {
      fields.push_back(std::move(field));
    }
    csv_.row(fields);
  }

  std::string take() {
    return csv_.take();
  }

 private:
  // One day at one place by one kiosk is one outing, as the tally has it, however often it was
  // opened: again after it was closed, or in a new epoch. One that the county planned is one for
  // all kiosks.
  bool is_new_outing(const sqlite::Statement& row) {
    const std::string_view kiosk = row.integer(kJoins) != 0 ? "" : row.text(kKiosk);
    return outings_.emplace(kiosk, row.text(kDate), row.text(kPlace), row.text(kTownship)).second;
  }

  // When it was recorded, not when a newer epoch took it over.
  static std::string time(const sqlite::Statement& row,
                          const std::optional<domain::Record>& record) {
    if (record && record->sheet_time) {
      return *record->sheet_time;
    }
    if (!row.is_null(kSheet)) {
      return std::string(row.text(kSheet));
    }
    if (record && record->origin) {
      return china_clock_text(record->origin->device_time);
    }
    return row.is_null(kDeviceTime)
               ? std::string()
               : china_clock_text(WallTime(std::chrono::milliseconds(row.integer(kDeviceTime))));
  }

  // People to copies.
  std::vector<std::string> content(const sqlite::Statement& row) const {
    std::vector<std::string> fields(7);
    const std::string amount = std::to_string(row.integer(kAmount));
    if (row.text(kEntry) == "consultation") {
      const auto pathway = domain::pathway_from(row.text(kPathway));
      const auto outcome = domain::outcome_from(row.text(kOutcome));
      fields[0] = amount;
      fields[1] = catalogue_.name_of_topic(row.text(kSubject));
      fields[2] = pathway ? domain::sheet_word(*pathway) : row.text(kPathway);
      fields[3] = catalogue_.name_of_department(row.text(kDepartment));
      fields[4] = outcome ? domain::sheet_word(*outcome) : row.text(kOutcome);
    } else if (row.text(kEntry) == "handout") {
      fields[5] = catalogue_.name_of_leaflet(row.text(kSubject));
      fields[6] = amount;
    } else if (row.text(kEntry) == "self_service") {
      fields[5] = catalogue_.name_of_leaflet(row.text(kSubject));
    }
    return fields;
  }

  // What was rated to take-aways: in columns behind those of the paper sheet, which has none.
  static std::vector<std::string> of_resident(const sqlite::Statement& row) {
    std::vector<std::string> fields(4);
    if (row.text(kEntry) == "rating") {
      const auto rated = domain::rated_from(row.text(kRated));
      const auto face = domain::face_from(row.text(kFace));
      fields[0] = rated ? domain::sheet_word(*rated) : row.text(kRated);
      fields[1] = face ? domain::sheet_word(*face) : row.text(kFace);
    } else if (row.text(kEntry) == "self_service") {
      fields[2] = std::to_string(row.integer(kSeconds));
      fields[3] = std::to_string(row.integer(kTakeAways));
    }
    return fields;
  }

  const domain::Catalogue& catalogue_;
  CsvText csv_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> outings_;
};

}  // namespace

Result<std::string> entries_csv(sqlite::Database& database, const domain::Catalogue& catalogue,
                                CsvFor reader) {
  auto select = database.prepare(kCountedRows);
  if (!select) {
    return select.error();
  }
  Sheet sheet(catalogue, reader);
  if (const auto read = sqlite::each_row(*select, [&] { sheet.add(*select); }); !read) {
    return read.error();
  }
  return sheet.take();
}

}  // namespace outreach::exports
