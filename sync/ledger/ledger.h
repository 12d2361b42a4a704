// The county's store of every kiosk's journal, and its answers to kiosks. Stores first, judges
// later: whatever continues a chain is kept whole, and what cannot be counted is quarantined with a
// reason.
//
// One Ledger per data folder, owned by one thread. An answer that confirms entries is given only
// after they are durable.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/chain.h"
#include "sync/ledger/keys.h"
#include "sync/ledger/quota.h"

namespace outreach::ledger {

// The HTTP road without HTTP: what came, what goes back.
struct Request {
  std::string method;
  std::string target;
  std::string content_type;
  Bytes body;
  std::string range{};  // the headers of these names; empty when they are absent
  std::string if_range{};
};
struct Response {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;
};

struct LedgerOptions {
  std::string vfs;  // SQLite VFS by name; empty: the system's
  QuotaLimits quota;
};

inline constexpr const char* kLedgerFile = "ledger.sqlite";
inline constexpr const char* kCodesFolder = "codes";
// Of one step of judge_again: some ten milliseconds in which no kiosk is answered.
inline constexpr int kJudgedAgainAtOnce = 200;

// How long a one-time code may be used: a working day and the night around it.
inline constexpr std::chrono::hours kCodeLifetime{24};
// One that goes out to a stall on a stick: until the courier has come and gone twice.
inline constexpr std::chrono::hours kStickCodeLifetime{14 * 24};
struct CodeTerms {
  std::chrono::hours lifetime = kCodeLifetime;
  // The kiosk whose place the new device takes; it is closed when the code is used.
  std::optional<domain::KioskId> replaces{};
};

class Ledger {
 public:
  // Opens a county made by create_keys. Refused: another process serves it. Corrupt: the ledger is
  // another county's.
  static Result<Ledger> open(const Path& folder, Clock& clock, Random& random, Files& files,
                             const LedgerOptions& options = {});
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // Answers any request; never fails: trouble is a status. See sync/protocol/PROTOCOL.md.
  Response handle(const Request& request);
  // Several at once, answered in their order. The batches among them, of however many kiosks, are
  // stored in one transaction, and none is confirmed before it is durable; one that is refused or
  // cannot be stored leaves the others as they are.
  std::vector<Response> handle(const std::vector<Request>& requests);

  // Judges a part of what is set aside anew, and answers whether more is left. To be called until
  // nothing is, once after opening and between requests: this program may understand what an
  // earlier one could not (a kind, a field). What it still does not stays where it is.
  Result<bool> judge_again();

  // Where batches go that a stick brought: as kBatchPath, but whatever transport key of this county
  // they were sealed to, and on no kiosk's quota, because a person carried them in. A secret of
  // this opening: only who may read the county's folder is told it.
  const std::string& stick_path() const;

  const CountyKeys& keys() const;
  sqlite::Database& database();
  // The database had a terminal failure: answers are 503 until the program is started anew.
  bool has_failed() const;

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Writes a one-time code for a kiosk to be called `kiosk_name`; a running county takes it up at
// once, because it is a file and not a row. Returns the code to show. InvalidInput for an
// impossible name.
Result<std::string> create_code(const Path& folder, const std::string& kiosk_name,
                                const CountyKeys& keys, Clock& clock, Files& files, Random& random,
                                const CodeTerms& terms = {});

// A query_only connection for tallies and checks in another process. NotFound when there is none.
Result<sqlite::Database> open_reader(const Path& folder);

}  // namespace outreach::ledger
