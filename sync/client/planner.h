// What to do next about delivering one chain: a pure state machine. Events in, actions out; no
// clock, no disk, no network, no thread. The kiosk and the tests run this same code.
//
// Invariant, checked after every event: while entries wait, something is under way or a timer is
// armed.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "platform/random/random.h"
#include "sync/client/status_table.h"
#include "sync/domain/record.h"

namespace outreach::client {

using domain::Sequence;

// Batches are sized by what they weigh compressed: a fixed size never gets through a line that dies
// sooner.
inline constexpr std::size_t kBatchBytesStart = 16 << 10;
inline constexpr std::size_t kBatchBytesLeast =
    1 << 10;  // from here down by count, to a single entry
inline constexpr std::size_t kBatchBytesGoal = 256 << 10;
// Full jitter between tries: base doubled each time up to the cap, then a random part of it.
inline constexpr std::int64_t kRetryBase = 2'000;
inline constexpr std::int64_t kRetryCap = 15 * 60'000;
inline constexpr std::int64_t kRetryLeast = 250;  // never a spin
// A sign-in page may be gone in a minute; it says nothing about the county, so the delay does not
// grow.
inline constexpr std::int64_t kNotTheCountyWait = 45'000;
// Held: a person is needed, but an office may have mended it without telling us.
inline constexpr std::int64_t kHoldWait = 15 * 60'000;

// --- events ---
struct JournalGrew {  // also the first event: what there is
  Sequence newest = 0;
};
struct HeadAnswered {  // a verified ack to a head query
  Sequence through = 0;
};
struct BatchBuilt {
  Sequence first = 0;
  Sequence last = 0;
  std::size_t bytes = 0;
};
struct BuildFailed {};  // our own data could not be read
struct BatchAnswered {  // a verified ack to a batch
  Sequence through = 0;
};
struct AckStored {};
struct AckContradicted {};  // the county's head is not on our chain
struct AckNotStored {};     // our disk
struct RequestFailed {
  Verdict verdict;  // any kind but Document
};
struct TimerFired {};
struct PersonAsked {};
using Event =
    std::variant<JournalGrew, HeadAnswered, BatchBuilt, BuildFailed, BatchAnswered, AckStored,
                 AckContradicted, AckNotStored, RequestFailed, TimerFired, PersonAsked>;

// --- actions ---
struct AskHead {};
struct BuildBatch {
  Sequence first = 0;
  std::size_t entries = 1;  // at most
};
struct PostBatch {};  // the one built last
struct StoreAck {     // the ack that came last
};
struct ArmTimer {       // replaces the one before
  std::int64_t at = 0;  // monotonic milliseconds
};
using Action = std::variant<AskHead, BuildBatch, PostBatch, StoreAck, ArmTimer>;

class Planner {
 public:
  enum class State { Idle, Asking, Building, Posting, Storing, WaitingRetry, Held };

  // `acknowledged`: through which entry an ack is stored already. `random` is used for jitter only.
  Planner(Sequence acknowledged, Random& random) : acknowledged_(acknowledged), random_(random) {}

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
  // For requests: a deadline that a slow line can meet, in milliseconds.
  static std::int64_t deadline_for(std::size_t bytes);

 private:
  std::vector<Action> ack_stored(std::int64_t now);
  std::vector<Action> next();
  std::vector<Action> build();
  std::vector<Action> wait(State state, std::int64_t delay, std::int64_t now);
  std::vector<Action> failed(const Verdict& verdict, std::int64_t now);
  std::int64_t growing_delay();
  void shrink();
  void check_invariant() const;

  Sequence newest_ = 0;
  Sequence acknowledged_ = 0;
  Sequence pending_through_ = 0;  // of the ack being stored
  bool from_head_query_ = false;
  State state_ = State::Idle;
  Trouble trouble_ = Trouble::None;
  std::optional<std::int64_t> timer_;
  int attempts_ = 0;   // since the last ack to a batch
  int conflicts_ = 0;  // since then or the last wait
  std::size_t goal_bytes_ = kBatchBytesStart;
  std::size_t entries_most_ = 0;  // 0: by weight alone
  std::size_t built_entries_ = 0;
  double bytes_per_entry_ = 0;  // of the newest batch; 0: not known yet
  Random& random_;
};

}  // namespace outreach::client
