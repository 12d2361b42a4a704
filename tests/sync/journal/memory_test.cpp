// Memory that runs out while something is recorded.
#include <cstddef>
#include <cstdlib>
#include <new>
#include <optional>
#include <vector>

#include "sync/journal/recount.h"
#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace {

// How many more allocations succeed; 0: memory is as the machine has it.
thread_local std::size_t allocations_left = 0;

bool is_refused() {
  return allocations_left > 0 && --allocations_left == 0;
}

}  // namespace

// One allocation of this test program's can be refused.
void* operator new(std::size_t size) {
  void* memory = is_refused() ? nullptr : std::malloc(size > 0 ? size : 1);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return is_refused() ? nullptr : std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// While it lives, the allocation number `nth` from now (1: the next) is refused.
class RefusedAllocation {
 public:
  explicit RefusedAllocation(std::size_t nth) {
    allocations_left = nth;
  }
  ~RefusedAllocation() {
    allocations_left = 0;
  }
  RefusedAllocation(const RefusedAllocation&) = delete;
  RefusedAllocation& operator=(const RefusedAllocation&) = delete;

  bool has_come() const {
    return allocations_left == 0;
  }
};

// A journal of two entries that can be closed and opened anew.
struct ShortOfMemory {
  ShortOfMemory() {
    stall.options.reserve_bytes = 0;
    journal.emplace(stall.opened());
    record_day(*journal, 1);
  }
  void reopen() {
    journal.reset();
    journal.emplace(stall.opened());
    CHECK_FALSE(journal->opening().epoch);
    CHECK(journal->opening().damages.empty());
  }

  Stall stall;
  std::optional<Journal> journal;
};

constexpr std::size_t kMostAllocations = 5'000;

TEST_CASE("Journal: memory that runs out at any moment of an append records nothing", "[journal]") {
  const std::vector<Draft> drafts{handout_draft(1, 2), consultation_draft(1, 3),
                                  correction_draft(1, 2, 1, 4)};
  bool was_refused = true;
  std::size_t nth = 1;
  for (; was_refused; ++nth) {
    REQUIRE(nth < kMostAllocations);
    INFO("allocation " << nth);
    ShortOfMemory shortage;
    Result<std::vector<Appended>> appended = Error{};
    {
      const RefusedAllocation refused(nth);
      appended = shortage.journal->append(drafts);
      was_refused = refused.has_come();
    }
    CHECK(appended.has_value() != was_refused);
    if (!appended) {
      CHECK(appended.error().code == ErrorCode::InputOutput);
      CHECK_FALSE(shortage.journal->append(drafts));
      shortage.reopen();
      CHECK(shortage.journal->head().sequence == 2);
      CHECK(totals_of(shortage.journal->database()) == domain::Totals{1, 0, 0, 1});
      append(*shortage.journal, drafts);
    }
    CHECK(shortage.journal->head().sequence == 5);
    CHECK(totals_of(shortage.journal->database()) == domain::Totals{1, 1, 3, 6});
  }
  CHECK(nth > 10);
}

TEST_CASE("Journal: memory that runs out while an ack is stored leaves all of it or nothing",
          "[journal]") {
  bool was_refused = true;
  std::size_t nth = 1;
  for (; was_refused; ++nth) {
    REQUIRE(nth < kMostAllocations);
    INFO("allocation " << nth);
    ShortOfMemory shortage;
    VerifiedAck ack;
    ack.chain = shortage.journal->chain_number();
    ack.acknowledged_through = 2;
    ack.head_hash = shortage.journal->head().hash;
    ack.set_aside = {{2, "a reason that does not fit into the string itself"}};
    ack.signed_document = Bytes(100);
    Result<void> stored;
    {
      const RefusedAllocation refused(nth);
      stored = shortage.journal->record_ack(ack);
      was_refused = refused.has_come();
    }
    if (!stored) {
      CHECK(stored.error().code == ErrorCode::InputOutput);
      shortage.reopen();
    }
    const auto state = ack_state(shortage.journal->database(), ack.chain);
    REQUIRE(state);
    CHECK(state->acknowledged_through == (stored ? 2 : 0));
    CHECK(state->set_aside.size() == (stored ? 1 : 0));
    append(*shortage.journal, {handout_draft(1, 1)});
  }
  CHECK(nth > 10);
}

TEST_CASE("Recount: memory that runs out is an error, and the next one reads on", "[journal]") {
  ShortOfMemory shortage;
  bool was_refused = true;
  std::size_t nth = 1;
  for (; was_refused; nth += 1 + nth / 10) {
    REQUIRE(nth < 1'000'000);
    INFO("allocation " << nth);
    Result<std::vector<Damage>> damages = Error{};
    {
      const RefusedAllocation refused(nth);
      damages = recount(shortage.journal->database());
      was_refused = refused.has_come();
    }
    CHECK(damages.has_value() != was_refused);
    CHECK((damages || damages.error().code == ErrorCode::InputOutput));
  }
  CHECK(nth > 10);
  append(*shortage.journal, {handout_draft(1, 1)});
}

}  // namespace
}  // namespace outreach::journal
