// What the office orders about its kiosks while the county serves. Only the serving process writes
// the ledger, so an order is a file (folder `orders`) that it takes up before it answers anybody
// again: no request that comes after the file is there is treated as before.
#pragma once

#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/chain.h"

namespace outreach::ledger {

inline constexpr const char* kOrdersFolder = "orders";

struct FleetOrder {
  enum class Kind {
    Rename,     // text: the new name
    Revoke,     // text: the reason. Nothing more is taken from it; what it brought stays and counts
    Reinstate,  // a revocation is taken back
  };
  Kind kind = Kind::Rename;
  domain::KioskId kiosk{};
  std::string text;
};
const char* code_of(FleetOrder::Kind kind);

// InvalidInput: the name or the reason is none (is_line).
Result<void> give_order(const Path& folder, const FleetOrder& order, Clock& clock, Files& files,
                        Random& random);
// Those not taken up yet, oldest first. What is no order is left out.
Result<std::vector<FleetOrder>> waiting_orders(const Path& folder, Files& files);

// Inside the county's one writing process: carries out what waits, oldest first, each once however
// often it is found, and keeps what was ordered in the ledger. Answers what was carried out.
Result<std::vector<FleetOrder>> take_up_orders(sqlite::Database& database, const Path& folder,
                                               Clock& clock, Files& files);

}  // namespace outreach::ledger
