// The road without a network: entries that no ack covers go onto a stick as batch files, the same
// bytes as by HTTP, and the county's acks come home on it. PROTOCOL.md, "The stick".
//
// Writing confirms nothing and releases nothing; only an ack does, whichever road brought it.
// Blocks on medium and disk: a thread that nothing else waits for, or a command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/medium.h"
#include "platform/random/random.h"
#include "sync/client/batch_builder.h"
#include "sync/client/chain_reader.h"
#include "sync/journal/journal.h"
#include "sync/protocol/stick.h"

namespace outreach::client {

// What a person can do something about; app/ui and the command line have the words.
enum class StickTrouble {
  None,
  Gone,            // pulled out, or broken
  Full,            //
  WriteProtected,  //
  GivesBackOther,  // worn out, or one that claims more room than it has
  OwnDisk,         // this machine's records cannot be read
};
const char* name_of(StickTrouble trouble);
// Of what a Medium answered.
StickTrouble trouble_of(const Error& error);

// The county that is written to and whose acks count: pinned at enrolment, or by the card that the
// enrolment code vouches for.
struct StickCounty {
  crypto::PublicKey sign_key{};
  crypto::PublicKey transport_key{};
  std::vector<crypto::PublicKey> earlier_sign_keys{};  // as Grant has them

  std::vector<crypto::PublicKey> sign_keys() const;  // earlier and present
};

// What a stick brought home.
struct StickAcks {
  std::vector<journal::VerifiedAck> acks;  // sound, ours and not contradicted by our own hashes
  // An ack says of a chain what cannot be: another history, or more than there is.
  bool contradicts = false;
  StickTrouble trouble = StickTrouble::None;
  std::string detail;  // for the log
};

// What is on the stick of one chain: entries up to this that no ack covers, or all of them are
// acknowledged.
struct StickChain {
  journal::ChainNumber chain = 0;
  journal::Sequence through = 0;
};
struct StickWritten {
  std::vector<StickChain> chains;  // where something is on the stick now
  std::int64_t entries = 0;        // that wait and are on the stick
  std::int64_t missing = 0;        // that wait and did not get onto it
  std::size_t batches_written = 0;
  std::size_t batches_kept = 0;  // were there already, sound
  StickTrouble trouble = StickTrouble::None;
  std::string detail;
};

enum class StickExtent { Waiting, Everything };

class Courier {
 public:
  // `random` is used for sealing.
  Courier(Path data, journal::JournalOptions options, journal::Identity identity,
          StickCounty county, Random& random);

  // Reads the acks of this kiosk's chains. Whoever records them (Journal::record_ack) sees to it
  // that none of them takes anything back.
  StickAcks read_acks(Medium& stick);
  // Removes this kiosk's files that an ack covers, and what was left half written.
  StickTrouble clear(Medium& stick);
  // Writes what waits (Everything: whatever this kiosk has, for a county that lost what it had),
  // reads all of it back once more at the end, and says what is there. A batch that is there
  // already and whole is not written again. What of it got there counts also when there is trouble.
  StickWritten write(Medium& stick, StickExtent extent, WallTime now);

 private:
  struct Round;
  Result<std::vector<protocol::StickBatchName>> own_batches(Medium& stick);
  void write_chain(Round& round, const ChainProgress& progress);
  void read_ack(Medium& stick, const journal::ChainRow& chain, StickAcks& home);
  void write_head(Round& round, const ChainProgress& progress);
  // The last entry of a batch on the stick that carries entry `first` of the chain, sound and ours;
  // 0: none.
  journal::Sequence carried_by_stick(Round& round, const journal::ChainRow& chain,
                                     journal::Sequence first);
  void read_back(Round& round);

  journal::Identity identity_;
  StickCounty county_;
  ChainReader reader_;
  BatchBuilder builder_;
};

// Stores what a stick's acks say; answers how many entries they cover that no ack covered before.
// On the thread that owns the journal.
Result<std::int64_t> record_acks(const StickAcks& home, journal::Journal& journal);

// A whole round on one thread, for who has the journal to himself: acks home, what they cover off
// the stick, what waits onto it. An error is this machine's own; the stick's are in the answer.
struct StickTrip {
  StickAcks home;
  std::int64_t newly_acknowledged = 0;
  StickWritten written;
};
Result<StickTrip> make_trip(Courier& courier, Medium& stick, journal::Journal& journal,
                            StickExtent extent, WallTime now);

}  // namespace outreach::client
