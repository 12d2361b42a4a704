#include "app/ui/print_words.h"

#include "platform/text/locale.h"

namespace outreach::ui {

using core::PrinterState;
using core::PrintJob;

std::string printer_words(PrinterState state) {
  switch (state) {
    case PrinterState::None:
      return tr("No printer connected");
    case PrinterState::NoPaper:
      return tr("The printer has no paper: put a new roll in");
    case PrinterState::CoverOpen:
      return tr("The printer's cover is open: close it");
    case PrinterState::Failing:
      return tr("The printer fails: switch it off and on");
    case PrinterState::Unreachable:
      return tr("The printer does not answer: see that it is on");
    case PrinterState::Unusable:
      return tr("This printer cannot be used here: ask who looks after the machine");
    case PrinterState::Ready:
      break;
  }
  return tr("The printer is ready");
}

std::optional<Banner> print_line(const Theme& theme, PrintJob job, PrinterState trouble,
                                 PrinterState printer) {
  switch (job) {
    case PrintJob::Printing:
      return Banner{.icon = "waiting", .words = tr("Printing"), .tone = &theme.note};
    case PrintJob::Printed:
      return Banner{.icon = "check",
                    .words = tr("Sent to the printer: look at the paper"),
                    .tone = &theme.saved};
    case PrintJob::NotPrinted:
      return Banner{
          .icon = "warning",
          .words = trouble == PrinterState::Ready
                       ? std::string(tr("Not all printed: look at the paper, then tap again"))
                       : fill(tr("Not printed. {why}"), {{"why", printer_words(trouble)}}),
          .tone = &theme.failed};
    case PrintJob::NotMade:
      return Banner{.icon = "warning",
                    .words = tr("The slip cannot be made: ask who looks after this machine"),
                    .tone = &theme.failed};
    case PrintJob::None:
      break;
  }
  if (printer == PrinterState::None) {
    return std::nullopt;
  }
  const bool is_ready = printer == PrinterState::Ready;
  return Banner{.icon = is_ready ? "printer" : "warning",
                .words = printer_words(printer),
                .tone = is_ready ? &theme.note : &theme.wheat};
}

}  // namespace outreach::ui
