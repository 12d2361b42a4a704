// slip: the day's slip of the last outing, on a receipt printer and as a picture.
#include <string>
#include <variant>

#include "app/kiosk/clock_memory.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/outing_day.h"
#include "app/kiosk/print_job.h"
#include "app/kiosk/printer_at.h"
#include "app/kiosk/records.h"
#include "app/kiosk/settings_file.h"
#include "app/kiosk/slip_of.h"
#include "platform/text/locale.h"

namespace outreach::kiosk {
namespace {

// Netpbm's P4, whose rows are those of a Bitmap: no library writes it, and everything reads it.
Bytes pbm_of(const Bitmap& picture) {
  const std::string head =
      "P4\n" + std::to_string(picture.dots()) + " " + std::to_string(picture.rows()) + "\n";
  const ByteView start = bytes_of(head);
  const ByteView rows = picture.rows_from(0, picture.rows());
  Bytes out(start.begin(), start.end());
  out.insert(out.end(), rows.begin(), rows.end());
  return out;
}

Error error_of(PrinterState state) {
  switch (state) {
    case PrinterState::NoPaper:
      return {ErrorCode::Unavailable,
              "the printer is out of paper: put a new roll in, then try again"};
    case PrinterState::CoverOpen:
      return {ErrorCode::Unavailable, "the printer's cover is open: close it, then try again"};
    case PrinterState::Failing:
    case PrinterState::Ready:
      break;
  }
  return {ErrorCode::Unavailable,
          "the printer says that it fails: look at its cutter, let its head cool, switch it off "
          "and on, then try again"};
}

Error error_of(const PrintTrouble& trouble) {
  const auto* state = std::get_if<PrinterState>(&trouble);
  return state != nullptr ? error_of(*state) : std::get<Error>(trouble);
}

Result<Bitmap> picture_of(const OutingDay& day, const Options& options,
                          std::optional<WallTime> county_time, Files& files) {
  const SystemClock machine;
  DoubtingClock clock(machine, county_time);
  recall_clock(clock, options.data, files);
  const Now now = clock.now();
  return set_slip(slip_of(day, {now.wall, now.wall_trusted}), dots_of_paper(options.paper),
                  assets_folder());
}

}  // namespace

void speak_on_paper(const Options& options, Files& files) {
  open_messages(assets_folder() / "locale");
  const core::Language language =
      options.language.value_or(load_settings(options.data, files).language);
  set_message_language(language == core::Language::English ? MessageLanguage::English
                                                           : MessageLanguage::Chinese);
}

Result<void> put_on_paper(const Options& options, const Bitmap& picture) {
  const auto printer = printer_at(options.printer);
  if (!printer) {
    return printer.error();
  }
  if (const auto trouble = print_on(**printer, picture)) {
    return error_of(*trouble);
  }
  return {};
}

int slip(const Options& options) {
  SystemFiles files;
  speak_on_paper(options, files);
  const auto county_time = newest_county_time(options);
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
  const auto day = read_outing_day(*database, *catalogue);
  if (!day) {
    return complain(day.error());
  }
  const auto picture = picture_of(*day, options, county_time, files);
  if (!picture) {
    return complain(picture.error());
  }
  const std::string what = "the slip of " + to_iso(day->outing.date) + ", " + day->outing.place;
  if (!options.picture.empty()) {
    if (auto kept = files.write_atomically(options.picture, pbm_of(*picture), kEveryoneReads);
        !kept) {
      return complain(kept.error());
    }
    print(what + " is in " + options.picture.string());
  }
  if (!options.printer.empty()) {
    if (const auto printed = put_on_paper(options, *picture); !printed) {
      return complain(printed.error());
    }
    print(what + " went to the printer; look at the paper");
  }
  return kExitDone;
}

}  // namespace outreach::kiosk
