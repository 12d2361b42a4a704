#include "sync/ledger/archive.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "platform/json/json.h"
#include "platform/sqlite/copy.h"
#include "sync/ledger/ledger.h"

namespace outreach::ledger {
namespace {

// 160 bytes for each chain: more than ten thousand epochs.
constexpr std::size_t kStatementBytesMax = 2 << 20;
constexpr const char* kUnfinished = ".part";

struct Covered {
  domain::ChainId chain;
  journal::Head head;
};
struct Statement {
  WallTime made_at{};
  std::vector<Covered> chains;
};

// "ledger-2127-01-10T00-14-00-000Z": sorts by time, and any file system takes it.
std::string name_at(WallTime time) {
  std::string name = "ledger-" + to_iso(time);
  std::replace(name.begin(), name.end(), ':', '-');
  std::replace(name.begin(), name.end(), '.', '-');
  return name;
}

std::string write_statement(const Statement& statement, const Path& file) {
  Json json = Json::object();
  json["file"] = file.string();
  json["made_at"] = statement.made_at.time_since_epoch().count();
  json["chains"] = Json::array();
  for (const Covered& covered : statement.chains) {
    Json item = Json::object();
    item["kiosk"] = to_hex(covered.chain.kiosk);
    item["epoch"] = to_hex(covered.chain.epoch);
    item["through"] = covered.head.sequence;
    item["head"] = to_hex(covered.head.hash);
    json["chains"].push_back(std::move(item));
  }
  return write_json(json);
}

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> hex_member(const Json& json, const char* key) {
  const auto text = text_member(json, key);
  return text ? array_from_hex<Size>(*text) : std::nullopt;
}

// Nothing for what is no statement.
std::optional<Statement> read_statement(ByteView bytes) {
  const auto json = parse_json(text_of(bytes));
  const auto made_at = json ? integer_member(*json, "made_at") : std::nullopt;
  if (!made_at || !json->contains("chains") || !(*json)["chains"].is_array()) {
    return std::nullopt;
  }
  Statement statement{WallTime(std::chrono::milliseconds(*made_at)), {}};
  for (const Json& item : (*json)["chains"]) {
    const auto kiosk = hex_member<16>(item, "kiosk");
    const auto epoch = hex_member<16>(item, "epoch");
    const auto through = integer_member(item, "through");
    const auto head = hex_member<32>(item, "head");
    if (!kiosk || !epoch || !through || *through < 0 || !head) {
      return std::nullopt;
    }
    statement.chains.push_back(
        {{*kiosk, *epoch}, {static_cast<domain::Sequence>(*through), *head}});
  }
  return statement;
}

// What the finished copy holds, after checking every page and every hash of it.
Result<std::pair<Statement, std::int64_t>> check_copy(const Path& file) {
  auto copy = sqlite::Database::open(file.string(), {sqlite::Access::Reader, ""});
  if (!copy) {
    return copy.error();
  }
  if (auto whole = copy->check_integrity(); !whole) {
    return whole.error();
  }
  const auto report = journal::verify(*copy);
  if (!report) {
    return report.error();
  }
  if (!report->damages.empty()) {
    return Error{ErrorCode::Corrupt,
                 "the ledger is damaged, so this copy is no backup: run `outreach-county verify`"};
  }
  const auto chains = journal::chains(*copy);
  if (!chains) {
    return chains.error();
  }
  Statement statement;
  for (const journal::ChainRow& chain : *chains) {
    statement.chains.push_back({chain.id, chain.head});
  }
  return std::pair(std::move(statement), report->entries);
}

Result<void> insert_covered(sqlite::Database& database, const Covered& covered, WallTime made_at) {
  // The ledger may be an older one, put back since: it must hold what the backup says it holds.
  auto insert = database.prepare(
      "INSERT OR IGNORE INTO archived SELECT c.number,e.sequence,?5 FROM chain c "
      "JOIN entry e ON e.chain=c.number WHERE c.kiosk=?1 AND c.epoch=?2 AND e.sequence=?3 AND "
      "e.hash=?4");
  if (!insert) {
    return insert.error();
  }
  insert->bind(1, ByteView(covered.chain.kiosk))
      .bind(2, ByteView(covered.chain.epoch))
      .bind(3, covered.head.sequence);
  return insert->bind(4, ByteView(covered.head.hash))
      .bind(5, static_cast<std::int64_t>(made_at.time_since_epoch().count()))
      .run();
}

Result<void> take_up(sqlite::Database& database, const Statement& statement) {
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  for (const Covered& covered : statement.chains) {
    if (auto inserted = insert_covered(database, covered, statement.made_at); !inserted) {
      return inserted;
    }
  }
  // Only the furthest says anything.
  if (auto pruned =
          database.execute("DELETE FROM archived WHERE through<"
                           "(SELECT MAX(a.through) FROM archived a WHERE a.chain=archived.chain)");
      !pruned) {
    return pruned;
  }
  return transaction->commit();
}

// SQLite names the database; a person has to know which disk.
Error explained(Error error, const Path& to) {
  if (error.code == ErrorCode::NoSpace) {
    error.context = to.string() + " has not enough room for the ledger";
  } else if (error.code == ErrorCode::InputOutput) {
    error.context = "writing to " + to.string() + " or reading the ledger failed (" +
                    error.context + "): is that disk still plugged in?";
  }
  return error;
}

// Whether the target is lost together with the ledger.
Result<bool> is_on_ledger_disk(const Path& folder, const Path& to, Files& files,
                               OnSameDisk on_same_disk) {
  const auto target = files.disk_of(to);
  if (!target) {
    return Error{ErrorCode::NotFound,
                 "there is no folder " + to.string() + " to write to: is the disk plugged in?",
                 target.error().cause};
  }
  if (is_inside(to, folder)) {
    return Error{ErrorCode::InvalidInput,
                 to.string() +
                     " lies in the county's own folder and is lost with it: name a "
                     "folder on another disk"};
  }
  const auto own = files.disk_of(folder / kLedgerFile);
  if (!own) {
    return own.error();
  }
  if (*own == *target && on_same_disk == OnSameDisk::Refuse) {
    return Error{ErrorCode::InvalidInput,
                 to.string() +
                     " is on the same disk as the ledger, and both are lost with it. Is "
                     "the other disk plugged in? For a copy all the same, which kiosks "
                     "do not rely on, add --same-disk"};
  }
  return *own == *target;
}

// In a file for the county that serves, which takes it up.
Result<void> make_statement(const Path& folder, const std::string& name, const Statement& statement,
                            const Path& backup, Files& files) {
  if (auto made = files.make_folders(folder / kArchivedFolder); !made) {
    return made;
  }
  return files.write_atomically(folder / kArchivedFolder / (name + ".json"),
                                bytes_of(write_statement(statement, backup)), kOwnerOnly);
}

}  // namespace

Result<Backup> back_up(const Path& folder, const Path& to, Clock& clock, Files& files,
                       OnSameDisk on_same_disk) {
  const WallTime made_at = clock.now().wall;
  const auto on_own_disk = is_on_ledger_disk(folder, to, files, on_same_disk);
  if (!on_own_disk) {
    return on_own_disk.error();
  }
  const std::string name = name_at(made_at);
  const Path file = to / (name + ".sqlite");
  const Path unfinished = to / (name + ".sqlite" + kUnfinished);
  if (files.exists(file) || files.exists(unfinished)) {
    return Error{ErrorCode::AlreadyExists,
                 file.string() + " is there already: try again in a moment"};
  }
  auto checked = [&]() -> Result<std::pair<Statement, std::int64_t>> {
    if (auto copied = sqlite::copy_database((folder / kLedgerFile).string(), unfinished.string());
        !copied) {
      return copied.error();
    }
    auto content = check_copy(unfinished);
    if (content) {
      if (auto named = files.rename(unfinished, file); !named) {
        return named.error();
      }
    }
    return content;
  }();
  if (!checked) {
    (void)files.remove(unfinished).has_value();  // the disk may be gone with it
    return explained(checked.error(), to);
  }
  auto& [statement, entries] = *checked;
  statement.made_at = made_at;
  if (!*on_own_disk) {
    if (auto stated = make_statement(folder, name, statement, file, files); !stated) {
      return stated.error();
    }
  }
  return Backup{file, entries, statement.chains.size(), !*on_own_disk};
}

Result<void> take_up_backups(sqlite::Database& database, const Path& folder, Files& files) {
  const Path waiting = folder / kArchivedFolder;
  if (!files.exists(waiting)) {
    return {};
  }
  const auto names = files.list(waiting);
  if (!names) {
    return names.error();
  }
  for (const std::string& name : *names) {
    if (name.ends_with(kUnfinished)) {
      continue;  // being written
    }
    const auto bytes = files.read(waiting / name, kStatementBytesMax);
    if (!bytes && bytes.error().code != ErrorCode::TooLarge) {
      return bytes.error();
    }
    const auto statement = bytes ? read_statement(*bytes) : std::nullopt;
    if (statement) {
      if (auto taken = take_up(database, *statement); !taken) {
        return taken;
      }
    }
    // What is no statement claims nothing, and would be read again with every answer.
    if (auto removed = files.remove(waiting / name); !removed) {
      return removed;
    }
  }
  return {};
}

Result<domain::Sequence> archived_through(sqlite::Database& database, journal::ChainNumber chain) {
  auto select = database.prepare("SELECT MAX(through) FROM archived WHERE chain=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, chain).step();
  if (!row) {
    return row.error();
  }
  return select->unsigned_integer(0);
}

}  // namespace outreach::ledger
