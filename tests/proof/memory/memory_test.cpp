// Memory runs out at the Nth allocation of saving and of storing an ack, for every N: the journal
// answers an error, keeps what it promised, and goes on once it is opened anew.
#include <exception>
#include <functional>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "tests/proof/memory/failing_memory.h"
#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

constexpr std::size_t kAllocationsMax = 20'000;
// Of the allocations after the first hundred, every so many-th in a bounded run.
constexpr std::size_t kAllAtFirst = 100;
constexpr std::size_t kStepBounded = 7;

// One call to the journal while memory runs out, in a process of its own: inside a destructor of
// the JSON library that ends the program, as pulling the plug would.
using Act = std::function<bool(journal::Journal&, const std::function<void()>& run_out)>;

const std::vector<journal::Draft>& taps() {
  static const std::vector<journal::Draft> drafts{handout_draft(1, 9), consultation_draft(1, 4)};
  return drafts;
}

bool save(journal::Journal& journal, const std::function<void()>& run_out) {
  const std::vector<journal::Draft>& drafts = taps();  // made before memory runs out
  run_out();
  return journal.append(drafts).has_value();
}

bool store_ack(journal::Journal& journal, const std::function<void()>& run_out) {
  const journal::VerifiedAck ack{
      journal.chain_number(), 2,    hash_at(journal, 2), 1, {{2, "bad_value"}}, kMarketMorning,
      Bytes{1, 2, 3},         false};
  run_out();
  return journal.record_ack(ack).has_value();
}

// Exit codes of the child; anything else is a crash.
constexpr int kSucceeded = 0;
constexpr int kSucceededUntouched = 10;
constexpr int kRefused = 11;
constexpr int kEnded = 12;

[[noreturn]] void live(const Path& folder, Memory memory, std::size_t nth, const Act& act) {
  std::set_terminate([] { _exit(kEnded); });
  ProofKiosk kiosk(folder, nth);
  kiosk.open();
  const bool succeeded = act(*kiosk.journal, [memory, nth] { run_out_in(memory, nth); });
  const bool has_failed = stop_running_out();
  _exit(!succeeded ? kRefused : has_failed ? kSucceeded : kSucceededUntouched);
}

int exit_code_of_life(const Path& folder, Memory memory, std::size_t nth, const Act& act) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    live(folder, memory, nth, act);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

void climb(const char* name, Memory memory, const Act& act, bool is_saving) {
  std::size_t tried = 0;
  std::size_t ended = 0;
  for (std::size_t nth = 1;; nth += is_long_run() || nth < kAllAtFirst ? 1 : kStepBounded) {
    REQUIRE(nth < kAllocationsMax);
    INFO(name << ": allocation " << nth);
    const TemporaryFolder folder;
    ProofKiosk kiosk(folder.path(), nth);
    kiosk.open();
    kiosk.must_save({outing_draft()});
    kiosk.must_save({handout_draft(1, 3), consultation_draft(1, 2)});
    kiosk.close();
    const int code = exit_code_of_life(folder.path(), memory, nth, act);
    REQUIRE(
        (code == kSucceeded || code == kSucceededUntouched || code == kRefused || code == kEnded));
    kiosk.open();
    const bool succeeded = code == kSucceeded || code == kSucceededUntouched;
    if (succeeded && is_saving) {
      kiosk.promises.witness.was_told(kiosk.journal->chain(), taps(),
                                      {{4, 1, kMarketMorning}, {5, 1, kMarketMorning}});
    } else if (succeeded) {
      kiosk.promises.acknowledged[kiosk.journal->chain_number()] = 2;
    }
    kiosk.check();
    kiosk.go_on();
    if (code == kSucceededUntouched) {
      break;
    }
    ++tried;
    ended += code == kEnded ? 1 : 0;
  }
  std::cout << "memory ladder " << name << ": " << tried << " allocations failed, " << ended
            << " of them ended the program\n";
  CHECK(tried > 10);
  CHECK(ended == 0);
}

TEST_CASE("Memory ladder: every allocation of SQLite in saving and in storing an ack", "[proof]") {
  stand_under_sqlite();
  climb("save, in SQLite", Memory::OfSqlite, save, true);
  climb("ack, in SQLite", Memory::OfSqlite, store_ack, false);
}

TEST_CASE("Memory ladder: every allocation of C++ in saving and in storing an ack", "[proof]") {
  stand_under_sqlite();
  climb("save, in C++", Memory::OfNew, save, true);
  climb("ack, in C++", Memory::OfNew, store_ack, false);
}

}  // namespace
}  // namespace outreach::testing
