// What to do next about delivering one chain: a pure state machine. Events in, actions out; no
// clock, no disk, no network, no thread. The kiosk and the tests run this same code.
//
// It asks the county where it stands before it sends anything, because a kiosk or a county may have
// been put back to an earlier state; from then on it trusts the acks. Only a fresh answer to such a
// question lowers what was acknowledged, or says that the county's history is not ours.
//
// Invariant, checked after every event: while entries wait or histories are compared, something is
// under way or a timer is armed.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "platform/random/random.h"
#include "sync/client/comparison.h"
#include "sync/client/retry.h"
#include "sync/client/status_table.h"
#include "sync/domain/record.h"

namespace outreach::client {

// Batches are sized by what they weigh compressed: a fixed size never gets through a line that dies
// sooner.
inline constexpr std::size_t kBatchBytesStart = 16 << 10;
inline constexpr std::size_t kBatchBytesLeast =
    1 << 10;  // from here down by count, to a single entry
inline constexpr std::size_t kBatchBytesGoal = 256 << 10;
// On a line that cut, batches that find out whether it carries more than the last time weigh so
// small a part of that; once it carried so many times as much, it is trusted again.
inline constexpr std::size_t kTrialPart = 8;
inline constexpr std::size_t kTrustedAfter = 8;

// --- events ---
struct JournalGrew {  // also the first event: what there is
  Sequence newest = 0;
};
struct HeadAnswered {         // a verified ack to a head query
  Sequence through = 0;       // the lesser of what was asked for and what the county has
  Sequence newest = 0;        // what the county has
  Match match = Match::Same;  // at `through`
};
struct NothingKnown {};  // to a probe: every row of ours in its range is lost
struct BatchBuilt {
  Sequence first = 0;
  Sequence last = 0;
  std::size_t bytes = 0;
};
struct ReadFailed {};   // our own data could not be read
struct BatchAnswered {  // a verified ack to a batch
  Sequence through = 0;
  Match match = Match::Same;  // at `through`
};
struct AckStored {};
struct AckNotStored {};  // our disk
struct RequestFailed {
  Verdict verdict;  // any kind but Document
};
struct TimerFired {};
struct PersonAsked {};
using Event =
    std::variant<JournalGrew, HeadAnswered, NothingKnown, BatchBuilt, ReadFailed, BatchAnswered,
                 AckStored, AckNotStored, RequestFailed, TimerFired, PersonAsked>;

// --- actions ---
struct AskHead {
  Sequence newest = 0;  // what to state as ours: the answer goes no further
};
struct Probe {  // a head query for the place in the range that has a sound row and is nearest
  Sequence above = 0;
  Sequence at = 0;
  Sequence below = 0;
};
struct BuildBatch {
  Sequence first = 0;
  std::size_t entries = 1;  // at most
};
struct PostBatch {};  // the one built last
struct StoreAck {     // the ack that came last
};
struct Diverge {  // the county's history is not ours: our chain has to end and a new one to begin
  domain::EpochReason reason{};
  Sequence common = 0;  // the last entry both have
};
struct ArmTimer {       // replaces the one before
  std::int64_t at = 0;  // monotonic milliseconds
};
using Action = std::variant<AskHead, Probe, BuildBatch, PostBatch, StoreAck, Diverge, ArmTimer>;

// Whether entries are still added to a chain.
enum class ChainLife { Current, Ended };

class Planner {
 public:
  enum class State { Idle, Asking, Building, Posting, Storing, WaitingRetry, Held };

  // `acknowledged`: through which entry a verified ack is stored already. `random` is used for
  // jitter only.
  Planner(Sequence acknowledged, Random& random, ChainLife life = ChainLife::Current)
      : acknowledged_(acknowledged), life_(life), random_(random) {}

  std::vector<Action> on(const Event& event, std::int64_t now);

  State state() const {
    return state_;
  }
  Trouble trouble() const {
    return trouble_;
  }
  Sequence acknowledged() const {
    return acknowledged_;
  }
  Sequence waiting() const {
    return newest_ > acknowledged_ ? newest_ - acknowledged_ : 0;
  }
  std::optional<std::int64_t> timer() const {
    return timer_;
  }
  bool is_under_way() const {
    return state_ == State::Asking || state_ == State::Building || state_ == State::Posting ||
           state_ == State::Storing;
  }
  // For requests: a deadline that a slow line can meet, in milliseconds.
  static std::int64_t deadline_for(std::size_t bytes);

 private:
  std::vector<Action> grew(Sequence newest);
  std::vector<Action> head_answered(const HeadAnswered& head, std::int64_t now);
  std::vector<Action> compare(std::int64_t now);
  std::vector<Action> diverge(domain::EpochReason reason, Sequence common, std::int64_t now);
  std::vector<Action> batch_answered(const BatchAnswered& answered, std::int64_t now);
  std::vector<Action> ack_stored();
  std::vector<Action> person_asked();
  std::vector<Action> next();
  std::vector<Action> ask();
  std::vector<Action> build();
  std::vector<Action> store(Sequence through, bool from_head_query);
  std::vector<Action> wait(State state, std::int64_t delay, std::int64_t now);
  std::vector<Action> wait_for(const Verdict& verdict, std::int64_t now);
  std::vector<Action> failed(const Verdict& verdict, std::int64_t now);
  std::vector<Action> failed_here(State state, std::int64_t delay, std::int64_t now);
  std::vector<Action> held(std::int64_t now);
  void grow();
  void shrink();
  std::size_t weight_most() const;
  // Something that a timer has to see to when it is not under way.
  bool is_pending() const {
    return waiting() > 0 || comparison_;
  }
  void check_invariant() const;

  Sequence newest_ = 0;
  Sequence acknowledged_ = 0;
  ChainLife life_;
  Sequence asked_ = 0;            // what the newest head query stated
  bool must_ask_ = true;          // before anything more is sent
  bool has_asked_ = false;        // since the start or since a person asked
  bool asks_empty_ = false;       // a person wants to hear the county though nothing is recorded
  Sequence pending_through_ = 0;  // of the ack being stored
  bool from_head_query_ = false;
  std::optional<Comparison> comparison_;
  State state_ = State::Idle;
  Trouble trouble_ = Trouble::None;
  std::optional<std::int64_t> timer_;
  int attempts_ = 0;      // since the last ack to a batch
  int conflicts_ = 0;     // since then or the last wait
  bool doubted_ = false;  // a refusal that may have been a damaged request: it was asked once more
  std::size_t goal_bytes_ = kBatchBytesStart;
  std::size_t entries_most_ = 0;  // 0: by weight alone
  std::size_t built_entries_ = 0;
  std::size_t built_bytes_ = 0;
  std::size_t carried_bytes_ = 0;  // by acknowledged batches since the line failed
  std::size_t dies_after_ = 0;     // what it had carried then; 0: not known, or long ago
  double bytes_per_entry_ = 0;     // of the newest batch; 0: not known yet
  Random& random_;
};

}  // namespace outreach::client
