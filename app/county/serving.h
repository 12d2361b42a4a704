// How another command reaches the ledger, which one process alone writes: through the county that
// serves, where one does, else by opening it.
#pragma once

#include <memory>
#include <string>

#include "app/county/commands.h"
#include "sync/ledger/stick_import.h"

namespace outreach::county {

// Where a county serves, and over HTTPS the key of its certificate (http::pinned_key_of).
struct Listening {
  std::string url;
  std::string pinned_key;
  std::string stick_path;  // Ledger::stick_path()
};
// Beside the ledger while it is served, for the owner alone: a member for each of these.
inline constexpr const char* kListeningFile = "listening.json";
Result<void> say_listening(const Path& folder, const Listening& where, Files& files);

// Asks the ledger in `folder` anything that a kiosk could ask.
class LedgerRoad {
 public:
  virtual ~LedgerRoad() = default;
  virtual ledger::Response ask(const ledger::Request& request) = 0;
  virtual std::string stick_path() const = 0;  // Ledger::stick_path()
};
// Refused: another process has the ledger and does not say where it listens. A county that is busy
// is asked again until it has been so for minutes.
Result<std::unique_ptr<LedgerRoad>> open_road(const Path& folder, const Machine& machine);

}  // namespace outreach::county
