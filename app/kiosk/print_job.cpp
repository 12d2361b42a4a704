#include "app/kiosk/print_job.h"

#include "app/kiosk/commands.h"
#include "platform/crypto/crypto.h"
#include "platform/printer/escpos.h"

namespace outreach::kiosk {
namespace {

std::optional<PrintTrouble> not_ready(Printer& printer) {
  const auto state = printer.look();
  if (!state) {
    return state.error();
  }
  return *state == PrinterState::Ready ? std::nullopt : std::optional<PrintTrouble>(*state);
}

}  // namespace

// Asked before, because the kernel takes a whole slip for a printer without paper and reports it as
// printed; asked again after a failure, because the roll may have ended on the way.
std::optional<PrintTrouble> print_on(Printer& printer, const Bitmap& picture) {
  if (auto trouble = not_ready(printer)) {
    return trouble;
  }
  Bytes job = escpos_raster(picture);
  const auto printed = printer.print(job);
  crypto::wipe(job);
  if (printed) {
    return std::nullopt;
  }
  if (printed.error().code == ErrorCode::Unavailable) {
    if (auto trouble = not_ready(printer)) {
      return trouble;
    }
  }
  return printed.error();
}

Result<std::optional<PrintTrouble>> print_unkept(Printer& printer, const Slip& slip, int dots) {
  auto picture = set_slip(slip, dots, assets_folder());
  if (!picture) {
    return picture.error();
  }
  auto trouble = print_on(printer, *picture);
  wipe(*picture);
  return trouble;
}

void wipe(Bitmap& picture) {
  Bytes rows = picture.take_rows();
  crypto::wipe(rows);
}

}  // namespace outreach::kiosk
