// What tells this board and its disk from others, so that data that wakes up on another machine (a
// cloned card, a disk moved to a new board, a restored image) is noticed and begins a new epoch.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/files.h"

namespace outreach {

// One thing known about the machine. The digest is the first 16 bytes of a tagged SHA-256, in
// hexadecimal: what is stored is comparable and no serial number. (Whoever has a list of serial
// numbers can still try them; it hides a number, not a machine.)
struct MachineMark {
  std::string name;
  std::string digest;
  bool operator==(const MachineMark&) const = default;
};
using MachineIdentity = std::vector<MachineMark>;

// Marks, each left out where it is absent, may not be read, or is a maker's filler ("To be filled
// by O.E.M.", zeros):
//   machine-id    /etc/machine-id: made when the system was installed (machine-id(5))
//   board-serial  the device tree's serial number, on ARM boards
//   product-uuid, product-board   DMI, on PCs; root alone reads them
//   card          the CID of mmcblk0, the SD or eMMC that an ARM board starts from. No other card:
//                 one that is plugged in for a day would make another machine of it.
// No network address is among them: USB adapters come and go. `root` is where the system's folders
// are, for tests and for looking at a disk from another system.
MachineIdentity read_machine_identity(Files& files, const Path& root = "/");

// False only when a mark that both have differs: one that cannot be read today, as without root, or
// that a newer version knows, says nothing.
bool is_same_machine(const MachineIdentity& stored, const MachineIdentity& now);

// "card=0123...ef machine-id=89ab...": one line of ASCII without its end; empty for no marks.
std::string write_machine_identity(const MachineIdentity& identity);
// Nothing for any text that write_machine_identity() did not make. Names that are not known here
// are kept.
std::optional<MachineIdentity> read_from_text(std::string_view text);

}  // namespace outreach
