// import-sheet: a paper sheet typed in later.
#include <algorithm>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/records.h"
#include "app/kiosk/sheet.h"
#include "app/kiosk/sheet_joined.h"
#include "app/kiosk/sheet_memory.h"
#include "platform/json/json.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

struct Imported {
  std::size_t outings = 0;
  std::size_t entries = 0;
};

struct Sheet {
  crypto::Hash hash{};
  std::vector<journal::Draft> drafts;
};

// Everything that can be wrong with the file is found here, before the records are opened.
Result<Sheet> read_file(const Options& options, Files& files) {
  const auto bytes = files.read(options.sheet, kSheetBytesMax);
  if (!bytes) {
    return bytes.error();
  }
  const auto rows = read_sheet(*bytes);
  if (!rows) {
    return rows.error();
  }
  const auto catalogue = load_catalogue(options.data, files);
  if (!catalogue) {
    return catalogue.error();
  }
  auto drafts = drafts_of(*rows, *catalogue, options.staff);
  if (!drafts) {
    return drafts.error();
  }
  return Sheet{crypto::sha256(*bytes), std::move(*drafts)};
}

Result<Imported> record(const Options& options, const Sheet& sheet, Files& files) {
  auto records = Records::open(options, Records::WhenNone::Found);
  if (!records) {
    return records.error();
  }
  auto& journal = (*records)->journal;
  auto memory = SheetMemory::load(options.data, files);
  if (!memory && !options.again) {
    return memory.error();
  }
  SheetMemory known = memory ? std::move(*memory) : SheetMemory();
  const auto before = known.knows(sheet.hash, sheet.drafts.front().record, *journal);
  if (!before) {
    return before.error();
  }
  if (*before && !options.again) {
    return Error{ErrorCode::AlreadyExists,
                 options.sheet.string() +
                     " was imported into this folder before; nothing was changed. With --again it "
                     "counts a second time",
                 0};
  }
  if (const auto noted = known.note(sheet.hash, *journal, options.data, files); !noted) {
    return with_advice(noted.error());
  }
  const auto drafts = onto_known_outings(sheet.drafts, *journal);
  if (!drafts) {
    return drafts.error();
  }
  const auto appended = journal->append(*drafts);
  if (!appended) {
    return with_advice(appended.error());
  }
  const auto outings =
      std::count_if(drafts->begin(), drafts->end(), [](const journal::Draft& draft) {
        return std::holds_alternative<domain::OutingOpened>(draft.record.content);
      });
  return Imported{static_cast<std::size_t>(outings), drafts->size()};
}

}  // namespace

int import_sheet(const Options& options) {
  SystemFiles files;
  const auto sheet = read_file(options, files);
  if (!sheet) {
    return complain(
        {sheet.error().code,
         options.sheet.string() + ": " + sheet.error().context + "; nothing was imported",
         sheet.error().cause});
  }
  const auto imported = record(options, *sheet, files);
  if (!imported) {
    return complain(imported.error());
  }
  if (options.json) {
    Json json = Json::object();
    json["outings"] = imported->outings;
    json["entries"] = imported->entries;
    print(write_json_indented(json));
  } else {
    print("imported " + std::to_string(imported->outings) + " outings, " +
          std::to_string(imported->entries - imported->outings) + " rows, marked 补录");
  }
  return kExitDone;
}

}  // namespace outreach::kiosk
