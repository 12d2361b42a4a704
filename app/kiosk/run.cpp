#include "app/kiosk/run.h"

#include <cstdio>

#include "app/kiosk/commands.h"
#include "app/kiosk/options.h"
#include "app/kiosk/show.h"
#include "platform/crypto/crypto.h"
#include "platform/machine/private_memory.h"

namespace outreach::kiosk {

int run(int argc, const char* const* argv) {
  const CommandLine line = parse_command_line(argc, argv);
  if (!line.options) {
    return line.exit_code;
  }
  if (const auto ready = crypto::initialise(); !ready) {
    return complain(ready.error());
  }
  // Nothing that staff or residents say may come out in a crash's core file.
  if (const auto kept = keep_memory_private(); !kept) {
    return complain(kept.error());
  }
  if (const auto may = check_user(line.options->data); !may) {
    return complain(may.error());
  }
  switch (line.options->task) {
    case Task::Show:
      return show(*line.options);
    case Task::Enrol:
      return enrol(*line.options);
    case Task::Status:
      return status(*line.options);
    case Task::Tally:
      return tally(*line.options);
    case Task::Verify:
      return verify(*line.options);
    case Task::Sync:
      return sync(*line.options);
    case Task::ImportSheet:
      return import_sheet(*line.options);
    case Task::Export:
      return export_files(*line.options);
    case Task::Slip:
      return slip(*line.options);
    case Task::Question:
      return question(*line.options);
    case Task::LookUp:
      return look_up(*line.options);
    case Task::Erase:
      return erase(*line.options);
    case Task::Mirror:
      return mirror(*line.options);
    case Task::Recover:
      return recover(*line.options);
    case Task::SupervisorPin:
      return supervisor_pin(*line.options);
    case Task::Stick:
      return stick(*line.options);
    case Task::Packs:
      return packs(*line.options);
  }
  return kExitUsage;
}

}  // namespace outreach::kiosk
