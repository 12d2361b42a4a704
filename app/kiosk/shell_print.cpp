// Paper: a receipt is printed as soon as it is asked for, the day's slip is made on the reading
// worker, and the printer has a worker of its own, because one that is stuck holds up who waits for
// it for as long as PrintPatience says.
#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "app/kiosk/commands.h"
#include "app/kiosk/outing_day.h"
#include "app/kiosk/print_job.h"
#include "app/kiosk/printer_at.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/slip_of.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {
namespace {

// While a screen shows how the printer is: so soon after it was plugged in the screen says so. A
// look opens the device, which some printers answer with a click; elsewhere nobody looks.
constexpr std::int64_t kPrinterLookEvery = 5'000;

core::PrinterState printer_state_of(PrinterState state) {
  switch (state) {
    case PrinterState::NoPaper:
      return core::PrinterState::NoPaper;
    case PrinterState::CoverOpen:
      return core::PrinterState::CoverOpen;
    case PrinterState::Failing:
      return core::PrinterState::Failing;
    case PrinterState::Ready:
      break;
  }
  return core::PrinterState::Ready;
}

// As Printer says what each of them means.
core::PrinterState printer_state_of(const Error& error) {
  if (error.code == ErrorCode::NotFound) {
    return core::PrinterState::None;
  }
  return error.code == ErrorCode::Unavailable ? core::PrinterState::Unreachable
                                              : core::PrinterState::Unusable;
}

core::PrinterState printer_state_after(const std::optional<PrintTrouble>& trouble) {
  if (!trouble) {
    return core::PrinterState::Ready;
  }
  return std::visit([](const auto& what) { return printer_state_of(what); }, *trouble);
}

bool shows_printer(const core::AppState& face) {
  const bool shows_receipt =
      face.screen == core::ScreenName::Question && face.question && face.question->is_kept;
  const bool shows_guide =
      face.screen == core::ScreenName::Guide && face.visit.guide.part == core::GuidePart::TakeAway;
  const auto& ask = face.visit.ask;
  const bool shows_residents = ask && ask->step == core::AskStep::Receipt;
  return shows_receipt || shows_guide || shows_residents || face.screen == core::ScreenName::Slip ||
         face.screen == core::ScreenName::Delivery;
}

}  // namespace

void Shell::State::find_printer() {
  printing = std::make_unique<ThreadWorker>();
  if (options.printer.empty()) {
    return;
  }
  auto named = printer_at(options.printer);
  if (!named) {
    complain(named.error());
    return;
  }
  printer = *std::move(named);
  look_at_printer();
}

void Shell::State::look_at_printer() {
  is_at_printer = true;
  printer_seen_at = clock.now().monotonic.milliseconds;
  run_on(
      *printing, inbox, [at = printer] { return at->look(); },
      [this](const Result<PrinterState>& seen) {
        is_at_printer = false;
        tell_printer(seen ? printer_state_of(*seen) : printer_state_of(seen.error()));
      });
}

void Shell::State::tell_printer(core::PrinterState state) {
  if (state != face.printer) {
    input(core::Event{core::PrinterChanged{state}});
  }
}

std::optional<std::int64_t> Shell::State::printer_wait(Now now) const {
  if (!printer || is_at_printer || !shows_printer(face)) {
    return std::nullopt;
  }
  return std::max<std::int64_t>(0,
                                printer_seen_at + kPrinterLookEvery - now.monotonic.milliseconds);
}

void Shell::State::watch_printer(Now now) {
  if (printer_wait(now) == 0) {
    look_at_printer();
  }
}

void Shell::State::make_slip(const core::MakeSlip& command) {
  run_on(
      *reading, inbox,
      [folder = options.data, how = journal_options,
       catalogue = face.catalogue]() -> Result<OutingDay> {
        auto reader = journal::open_reader(folder, how);
        return reader ? read_outing_day(*reader, catalogue) : reader.error();
      },
      [this, command](const Result<OutingDay>& day) {
        if (!day) {
          slip_made(command, day.error());
          return;
        }
        const Now now = clock.now();
        run_on(
            *reading, inbox,
            [slip = slip_of(*day, {now.wall, now.wall_trusted}),
             dots = dots_of_paper(options.paper)] { return set_slip(slip, dots, assets_folder()); },
            [this, command](Result<Bitmap> made) { slip_made(command, std::move(made)); });
      });
}

void Shell::State::slip_made(const core::MakeSlip& command, Result<Bitmap> made) {
  core::SlipMade event{command.ticket, nullptr};
  if (made) {
    event.picture = std::make_shared<const Bitmap>(*std::move(made));
  } else {
    complain(made.error());
  }
  input(core::Event{std::move(event)});
}

void Shell::State::print_slip(const core::Print& command) {
  if (!printer) {
    input(core::Event{core::SlipPrinted{false, core::PrinterState::None}});
    return;
  }
  is_at_printer = true;
  run_on(
      *printing, inbox,
      [at = printer, picture = command.picture] { return print_on(*at, *picture); },
      [this](const std::optional<PrintTrouble>& trouble) {
        is_at_printer = false;
        printer_seen_at = clock.now().monotonic.milliseconds;
        if (trouble && std::holds_alternative<Error>(*trouble)) {
          complain(std::get<Error>(*trouble));
        }
        input(core::Event{core::SlipPrinted{!trouble, printer_state_after(trouble)}});
      });
}

// No other worker ever has the picture.
void Shell::State::print_unkept_slip(core::Ticket ticket, Slip slip) {
  using Came = core::ReceiptPrinted::Result;
  const auto answer = [this, ticket](Came came, core::PrinterState state) {
    input(core::Event{core::ReceiptPrinted{ticket, came, state}});
  };
  if (!printer) {
    answer(Came::NotPrinted, core::PrinterState::None);
    return;
  }
  is_at_printer = true;
  run_on(
      *printing, inbox,
      [at = printer, slip = std::move(slip), dots = dots_of_paper(options.paper)] {
        return print_unkept(*at, slip, dots);
      },
      [this, answer](const Result<std::optional<PrintTrouble>>& printed) {
        is_at_printer = false;
        printer_seen_at = clock.now().monotonic.milliseconds;
        if (!printed) {
          complain(printed.error());
          answer(Came::NotMade, face.printer);
          return;
        }
        const std::optional<PrintTrouble>& trouble = *printed;
        if (trouble && std::holds_alternative<Error>(*trouble)) {
          complain(std::get<Error>(*trouble));
        }
        answer(trouble ? Came::NotPrinted : Came::Printed, printer_state_after(trouble));
      });
}

}  // namespace outreach::kiosk
