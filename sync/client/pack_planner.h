// What to do next about taking a newer pack: a pure state machine, as planner.h is for entries.
// Events in, actions out; no clock, no disk, no network, no thread.
//
// One request for one piece at a time, and only while the line is free: entries go first. Pieces
// grow while they come whole and halve when the line cuts them; what a cut left is kept, and the
// next piece begins behind it. A file that is not what its hash says is fetched again, whole.
//
// Invariant, checked after every event: while a version is wanted, something is under way, a timer
// is armed, or the line is not free.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "platform/random/random.h"
#include "sync/client/pack_store.h"
#include "sync/client/retry.h"
#include "sync/client/status_table.h"

namespace outreach::client {

inline constexpr std::uint64_t kPieceBytesStart = 64 << 10;
inline constexpr std::uint64_t kPieceBytesLeast = 4 << 10;
// An entry recorded meanwhile waits for one piece: at 64 kbit/s half a minute.
inline constexpr std::uint64_t kPieceBytesMost = 256 << 10;

namespace pack {

// --- events ---
struct Offered {  // a signed ack names a version that is not here
  std::uint64_t version = 0;
};
struct LineChanged {
  bool is_free = false;
};
struct ManifestCame {};  // to be considered by the store
struct Considered {      // it may be taken; what it needs, in order
  std::vector<std::uint64_t> lengths;
};
struct Turned {  // it may not; `may_change`: time, clock or space may cure it
  PackRefusal reason{};
  bool may_change = false;
};
struct PartsFound {  // of the file in hand: what an earlier try left
  std::uint64_t bytes = 0;
};
struct PieceCame {  // behind what is there
  std::uint64_t bytes = 0;
  bool was_cut = false;  // the line broke: less than was asked for
};
struct PieceKept {};
struct FileKept {};
struct FileWrong {               // by its hash; its parts are gone
  std::uint64_t new_length = 0;  // of what is fetched now in its place: the file, and no delta
};
struct DiskFailed {};
struct RequestFailed {
  Verdict verdict;  // any kind but Document
};
struct Installed {};
struct InstalledElsewhere {  // by another road than this: a stick
  std::uint64_t version = 0;
};
struct TimerFired {};
struct PersonAsked {};
using Event = std::variant<Offered, LineChanged, ManifestCame, Considered, Turned, PartsFound,
                           PieceCame, PieceKept, FileKept, FileWrong, DiskFailed, RequestFailed,
                           Installed, InstalledElsewhere, TimerFired, PersonAsked>;

// --- actions ---
struct AskManifest {
  std::uint64_t version = 0;
};
struct Consider {};  // what came
struct FindParts {
  std::size_t file = 0;  // by its place in Considered
};
struct AskPiece {
  std::size_t file = 0;
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};
struct KeepPiece {};  // what came
struct FinishFile {
  std::size_t file = 0;
};
struct Install {};
using Action =
    std::variant<AskManifest, Consider, FindParts, AskPiece, KeepPiece, FinishFile, Install>;

}  // namespace pack

class PackPlanner {
 public:
  enum class State {
    Idle,     // nothing is wanted
    Ready,    // the line is not free
    Asking,   // a request is on its way
    Working,  // the disk
    Waiting,  // for the timer
    Held,     // likewise, but a person could do something
  };

  // `taken`: the highest version ever installed. `random` is used for jitter only.
  PackPlanner(std::uint64_t taken, Random& random) : taken_(taken), random_(random) {}

  std::vector<pack::Action> on(const pack::Event& event, std::int64_t now);

  State state() const {
    return state_;
  }
  std::optional<std::uint64_t> wanted() const {
    return wanted_;
  }
  // Why the newest offered version is not here; none: it is, or it is coming.
  std::optional<PackRefusal> refusal() const {
    return refusal_;
  }
  Trouble trouble() const {
    return trouble_;
  }
  std::optional<std::int64_t> timer() const {
    return timer_;
  }
  bool is_under_way() const {
    return state_ == State::Asking || state_ == State::Working;
  }
  // Of what has to come for the wanted version.
  std::uint64_t bytes_left() const;

 private:
  struct File {
    std::uint64_t length = 0;
    std::optional<std::uint64_t> have;  // none: not looked for yet
    bool is_kept = false;
  };

  std::vector<pack::Action> next();
  std::vector<pack::Action> offered(std::uint64_t version);
  std::vector<pack::Action> installed_elsewhere(std::uint64_t version);
  std::vector<pack::Action> person_asked();
  void drop_taken();
  void choose();
  std::vector<pack::Action> turned(const pack::Turned& turned, std::int64_t now);
  std::vector<pack::Action> piece_kept(std::int64_t now);
  std::vector<pack::Action> file_wrong(std::uint64_t new_length, std::int64_t now);
  std::vector<pack::Action> failed(const Verdict& verdict, std::int64_t now);
  std::vector<pack::Action> wait(State state, std::int64_t delay, std::int64_t now);
  std::vector<pack::Action> work(pack::Action action);
  void forget();
  File* in_hand();
  void check_invariant() const;

  std::uint64_t taken_;
  std::uint64_t offered_ = 0;  // the highest
  std::uint64_t refused_ = 0;  // up to here no version is asked for again by itself
  int bad_manifests_ = 0;      // in answer to the wanted version
  std::optional<std::uint64_t> wanted_;
  std::optional<PackRefusal> refusal_;
  bool is_considered_ = false;
  std::vector<File> files_;
  bool line_is_free_ = false;
  State state_ = State::Idle;
  Trouble trouble_ = Trouble::None;
  std::optional<std::int64_t> timer_;
  int attempts_ = 0;  // since something came
  int wrong_ = 0;     // files in a row that were not what they should be, and tries since
  std::uint64_t piece_ = kPieceBytesStart;
  std::uint64_t came_ = 0;  // of the piece being kept
  bool was_cut_ = false;
  Random& random_;
};

}  // namespace outreach::client
