// What a stick brings to the county, and what rides home on it. PROTOCOL.md, "The stick".
//
// Every document goes the road of an HTTP request (`ask`, which is Ledger::handle or the network),
// so a stick can do nothing that a network could not, and nothing is taken twice.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/medium.h"
#include "platform/sqlite/sqlite.h"
#include "sync/ledger/ledger.h"
#include "sync/ledger/pack_shelf.h"
#include "sync/protocol/stick.h"

namespace outreach::ledger {

using Ask = std::function<Response(const Request&)>;

// The ledger that takes what the stick brought.
struct ImportRoad {
  Ask ask;
  std::string batch_path;  // its Ledger::stick_path()
  // What its county published; none: no pack rides home.
  const PackShelf* packs = nullptr;
};

// Of one chain that the stick has something of.
struct ImportedChain {
  domain::ChainId chain;
  domain::Sequence held_before = 0;
  domain::Sequence held = 0;  // by the county now
  std::size_t batches = 0;    // on the stick, of this chain
  std::size_t repeated = 0;   // of these: nothing in them was new
  struct Missing {
    domain::Sequence first = 0;
    domain::Sequence last = 0;
    bool operator==(const Missing&) const = default;
  };
  // In front of batches that could not be taken for lack of these entries.
  std::vector<Missing> missing;
  std::size_t forks = 0;  // batches that contradict what is held; kept as evidence

  std::int64_t taken() const {
    return static_cast<std::int64_t>(held - held_before);
  }
};

// A file that was not taken. The file stays as it is.
struct RefusedFile {
  std::string name;
  enum class Why {
    AnotherCounty,  // sealed to another county's key
    UnknownKiosk,   // not enrolled here
    Revoked,
    BadCode,    // an enrolment code that is unknown, too old or used
    Damaged,    // cut, changed, or no such document
    NewVersion  // of a newer program
  } why = Why::Damaged;
  std::string detail;  // English, for the log
};

struct EnrolledByStick {
  domain::KioskId kiosk{};
  std::string name;
};

struct StickImport {
  std::vector<ImportedChain> chains;  // by kiosk and epoch
  std::vector<EnrolledByStick> enrolled;
  std::vector<RefusedFile> refused;
  std::size_t half_written = 0;  // what pulling out left; means nothing
  std::size_t others = 0;        // files that are none of ours, not looked into
  bool is_whole = true;          // false: there are more files than are looked at
  // The county could not go on (its disk, say): what is not listed was not tried.
  std::optional<Error> stopped;
  std::size_t carried_home = 0;   // acks and grants on the stick
  std::optional<Error> not_home;  // the medium took no more of them
  // The newest packs, on the stick whole. They come after those and ride only with them.
  std::vector<protocol::PackVersion> packs;
  std::optional<Error> packs_not_home;  // as write_packs says
};

// Takes what is there, in any order and any repetition. `reader`: a query_only connection to the
// ledger that the road leads to. NotFound, InputOutput: the medium cannot be listed.
Result<StickImport> import_stick(Medium& stick, const CountyKeys& keys, sqlite::Database& reader,
                                 const ImportRoad& road);

// Writes the county's card, by which a kiosk that reaches no server knows whom to answer.
Result<void> write_card(Medium& stick, const CountyKeys& keys);

}  // namespace outreach::ledger
