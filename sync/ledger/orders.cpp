#include "sync/ledger/orders.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "platform/json/json.h"
#include "sync/ledger/keys.h"

namespace outreach::ledger {
namespace {

constexpr std::size_t kOrderBytesMax = 4'096;
constexpr const char* kOrderEnding = ".json";
constexpr std::size_t kTimeDigits = 15;  // of milliseconds: names sort by time until the year 33658

std::optional<FleetOrder> read_order(ByteView bytes) {
  const auto json = parse_json(text_of(bytes));
  const auto code = json ? text_member(*json, "order") : std::nullopt;
  const auto kiosk = json ? text_member(*json, "kiosk") : std::nullopt;
  const auto number = kiosk ? array_from_hex<16>(*kiosk) : std::nullopt;
  if (!code || !number) {
    return std::nullopt;
  }
  using Kind = FleetOrder::Kind;
  for (const Kind kind : {Kind::Rename, Kind::Revoke, Kind::Reinstate}) {
    if (*code == code_of(kind)) {
      return FleetOrder{kind, *number, text_member(*json, "text").value_or("")};
    }
  }
  return std::nullopt;
}

// Files that are no orders come with nothing in the order's place.
Result<std::vector<std::pair<std::string, std::optional<FleetOrder>>>> read_folder(
    const Path& waiting, Files& files) {
  std::vector<std::pair<std::string, std::optional<FleetOrder>>> found;
  if (!files.exists(waiting)) {
    return found;
  }
  const auto names = files.list(waiting);
  if (!names) {
    return names.error();
  }
  for (const std::string& name : *names) {
    if (!name.ends_with(kOrderEnding)) {
      continue;  // being written
    }
    const auto bytes = files.read(waiting / name, kOrderBytesMax);
    if (!bytes && bytes.error().code != ErrorCode::TooLarge) {
      return bytes.error();
    }
    found.emplace_back(name, bytes ? read_order(*bytes) : std::nullopt);
  }
  return found;
}

Result<void> change(sqlite::Database& database, const FleetOrder& order, WallTime now) {
  const bool revokes = order.kind == FleetOrder::Kind::Revoke;
  const bool renames = order.kind == FleetOrder::Kind::Rename;
  auto update = database.prepare(
      revokes   ? "UPDATE kiosk SET revoked=1,revoked_for=?2,revoked_at=?3 WHERE kiosk=?1"
      : renames ? "UPDATE kiosk SET name=?2 WHERE kiosk=?1"
                : "UPDATE kiosk SET revoked=0,revoked_for=NULL,revoked_at=NULL,replaced_by=NULL "
                  "WHERE kiosk=?1");
  if (!update) {
    return update.error();
  }
  update->bind(1, ByteView(order.kiosk));
  if (revokes || renames) {
    update->bind(2, order.text);
  }
  if (revokes) {
    update->bind(3, unix_milliseconds(now));
  }
  return update->run();
}

// True when it was carried out now; false when that was done before and only its file stayed.
Result<bool> carry_out(sqlite::Database& database, const std::string& name, const FleetOrder& order,
                       WallTime now) {
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  auto note = database.prepare("INSERT OR IGNORE INTO fleet_order VALUES(?,?,?,?,?)");
  if (!note) {
    return note.error();
  }
  note->bind(1, name).bind(2, std::string_view(code_of(order.kind)));
  note->bind(3, ByteView(order.kiosk)).bind(4, order.text);
  if (auto noted = note->bind(5, unix_milliseconds(now)).run(); !noted) {
    return noted.error();
  }
  const bool is_new = database.changes() > 0;
  if (is_new) {
    if (auto changed = change(database, order, now); !changed) {
      return changed.error();
    }
  }
  const auto done = transaction->commit();
  return done ? Result<bool>(is_new) : done.error();
}

}  // namespace

const char* code_of(FleetOrder::Kind kind) {
  switch (kind) {
    case FleetOrder::Kind::Rename:
      return "rename";
    case FleetOrder::Kind::Revoke:
      return "revoke";
    case FleetOrder::Kind::Reinstate:
      return "reinstate";
  }
  return "";
}

Result<void> give_order(const Path& folder, const FleetOrder& order, Clock& clock, Files& files,
                        Random& random) {
  const bool has_text =
      order.kind == FleetOrder::Kind::Rename || order.kind == FleetOrder::Kind::Revoke;
  if (has_text && !is_line(order.text)) {
    return Error{ErrorCode::InvalidInput, "a name or a reason must be 1 to 60 characters"};
  }
  Json json = Json::object();
  json["order"] = code_of(order.kind);
  json["kiosk"] = to_hex(order.kiosk);
  json["text"] = order.text;
  if (auto made = files.make_folders(folder / kOrdersFolder); !made) {
    return made;
  }
  std::string name = std::to_string(unix_milliseconds(clock.now().wall));
  name.insert(0, kTimeDigits - std::min(kTimeDigits, name.size()), '0');
  name += "-" + to_hex(random.array<8>()) + kOrderEnding;
  return files.write_atomically(folder / kOrdersFolder / name, bytes_of(write_json(json)),
                                kOwnerOnly);
}

Result<std::vector<FleetOrder>> waiting_orders(const Path& folder, Files& files) {
  auto found = read_folder(folder / kOrdersFolder, files);
  if (!found) {
    return found.error();
  }
  std::vector<FleetOrder> orders;
  for (auto& [name, order] : *found) {
    if (order) {
      orders.push_back(std::move(*order));
    }
  }
  return orders;
}

Result<std::vector<FleetOrder>> take_up_orders(sqlite::Database& database, const Path& folder,
                                               Clock& clock, Files& files) {
  const Path waiting = folder / kOrdersFolder;
  auto found = read_folder(waiting, files);
  if (!found) {
    return found.error();
  }
  std::vector<FleetOrder> done;
  for (auto& [name, order] : *found) {
    if (order) {
      const auto is_new = carry_out(database, name, *order, clock.now().wall);
      if (!is_new) {
        return is_new.error();
      }
      if (*is_new) {
        done.push_back(std::move(*order));
      }
    }
    // What is no order asks for nothing, and would be read again before every answer.
    if (auto removed = files.remove(waiting / name); !removed) {
      return removed.error();
    }
  }
  return done;
}

}  // namespace outreach::ledger
