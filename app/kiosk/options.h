// The command line: words in, options out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/intent.h"
#include "platform/files/files.h"
#include "platform/machine/battery.h"
#include "sync/domain/tally.h"

namespace outreach::kiosk {

// What the program ends with; --help lists them.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;   // the message says why and what to do
inline constexpr int kExitUsage = 2;    // the command line is wrong
inline constexpr int kExitDamaged = 3;  // verify: the records do not verify
inline constexpr int kExitWaiting = 4;  // sync: entries still wait for the county's ack
inline constexpr int kExitScript = 5;   // --script: a line failed

// Millimetres of a receipt printer's roll: the two there are.
inline constexpr int kPaper58 = 58;
inline constexpr int kPaper80 = 80;

enum class Task {
  Show,
  Enrol,
  Status,
  Tally,
  Verify,
  Sync,
  ImportSheet,
  Export,
  Slip,
  Question,
  LookUp,
  Erase,
  Mirror,
  Recover,
  SupervisorPin,
  Stick,
  Packs
};

struct Options {
  Task task = Task::Show;
  Path data;
  std::string county_url;
  bool json = false;
  std::string vfs;  // SQLite VFS the journal is kept through; empty: the system's

  bool headless = false;
  std::string renderer = "auto";  // "auto", "software", "gpu"
  bool fullscreen = false;
  int width = 1280;
  int height = 800;
  float panel_inches = 0;  // the panel's diagonal; 0: not told
  int rotation = 0;        // degrees clockwise that the picture is turned by
  bool lock_down = false;
  std::optional<Path> shots;
  std::optional<core::Language> language;
  std::optional<Path> script;
  int step_patience_seconds = 5;  // script: how long a step waits for what it needs

  std::string proxy;              // empty: the one stored at enrolment, else the environment's
  std::string code;               // enrol
  std::optional<Path> county_ca;  // enrol: the only issuers its server's certificate may have
  std::string county_key;         // enrol: the only key it may have, "sha256//..."
  Path request_to;  // enrol: the stick that the request goes onto; empty: over the network
  Path grant_from;  // enrol: the stick that brought the answer
  // stick: where it is mounted. Of the screens: a folder that stands for a stick, where the system
  // does not say that it is one.
  Path stick;
  bool everything = false;                     // stick: not only what waits
  Path power_supplies = kPowerSuppliesFolder;  // of the screens: what feeds the machine
  Path sheet;                                  // import-sheet
  bool again = false;
  std::string staff = "补录";
  std::optional<Path> out;            // export; none: standard output
  std::vector<domain::Dimension> by;  // tally
  domain::TallyFilter filter;
  int patience_seconds = 20;  // sync: without progress
  bool insist = false;        // sync: no growing waits between tries
  int tries = 0;              // sync: failed ones until it gives up; 0: as many as patience allows

  // Of the screens, slip and question.
  std::string printer;  // a device file or an address; empty: none
  int paper = kPaper58;
  Path picture;  // slip: empty: none

  std::string topic;           // question
  std::uint64_t sequence = 0;  // erase
  std::string epoch;           // erase: of an earlier epoch; empty: of the present one
  domain::ErasureReason erasure_reason = domain::ErasureReason::PersonAsked;
  Path mirror;  // mirror, recover
  bool mirror_off = false;
  bool same_disk = false;  // mirror: a folder on the records' own disk is wanted
  bool roll_back = false;  // packs
  Path pack_folder;        // packs: to install from; empty: none
  std::string pack_name;   // packs: which of protocol::kPackNames
  std::string kiosk;       // recover: which of several, in hexadecimal
};

struct CommandLine {
  std::optional<Options>
      options;  // none: `exit_code` ends the program; what there was to say has been said
  int exit_code = kExitDone;
};

CommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace outreach::kiosk
