// The Nth call fails, for every N until the operation is over without meeting it: system calls as
// SQLite makes them, syncs, and the files beside the database. What fails says so, what was said to
// be saved is there, and the next try works.
#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "tests/proof/format_1.h"
#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/faulty_files.h"
#include "tests/support/faulty_system_calls.h"

namespace outreach::testing {
namespace {

// An operation that still meets the fault by then never ends.
constexpr std::size_t kCallsMax = 5'000;

struct Attempt {
  std::string name;
  // True: it answered success.
  std::function<bool(ProofKiosk&)> act;
  bool opens_itself = false;
  // Makes the folder as it is before, and leaves it closed.
  std::function<void(ProofKiosk&)> prepare{};
};

void closed_day(ProofKiosk& kiosk) {
  kiosk.open();
  kiosk.must_save({outing_draft()});
  kiosk.must_save({handout_draft(1, 3), consultation_draft(1, 2)});
  kiosk.must_save({correction_draft(1, 2, 3, 4)});
  kiosk.close();
}

// A day that the county archived long ago.
void archived_day(ProofKiosk& kiosk) {
  closed_day(kiosk);
  kiosk.open();
  REQUIRE(kiosk.take_ack(3, 2));
  kiosk.clock.set_wall(kMarketMorning + std::chrono::hours(24 * 40));
  REQUIRE(kiosk.take_ack(4, 3));
  kiosk.close();
}

std::vector<Attempt> common_attempts() {
  return {
      {"save", [](ProofKiosk& kiosk) { return kiosk.save({handout_draft(1, 9)}).has_value(); }},
      {"save of several",
       [](ProofKiosk& kiosk) {
         return kiosk
             .save({outing_draft("东关村"), handout_draft(journal::kOutingOfThisAppend, 5),
                    correction_draft(0, 2, 4, 6)})
             .has_value();
       }},
      {"save and checkpoint",
       [](ProofKiosk& kiosk) {
         return kiosk.journal->database().execute("PRAGMA wal_autocheckpoint=1") &&
                kiosk.save({handout_draft(1, 1)}) && kiosk.save({handout_draft(1, 2)});
       }},
      {"ack",
       [](ProofKiosk& kiosk) {
         return kiosk.take_ack(2, 1, {{2, "bad_value"}}).has_value();
       }},
      {"open", [](ProofKiosk& kiosk) { return kiosk.try_open().has_value(); }, true},
      {"verify and tally",
       [](ProofKiosk& kiosk) {
         const auto report = journal::verify(kiosk.journal->database());
         const auto table = journal::tally(kiosk.journal->database(), {}, {});
         if (report) {
           CHECK(report->damages.empty());  // an unread row is an error, not a damage
         }
         if (table) {
           CHECK(table->totals == domain::Totals{1, 1, 2, 4});
         }
         return report && table;
       }},
  };
}

std::vector<Attempt> attempts() {
  std::vector<Attempt> all = common_attempts();
  all.push_back(
      {"erase", [](ProofKiosk& kiosk) {
         return kiosk
             .save({{{domain::Erasure{3, domain::ErasureReason::PersonAsked, {}}, "张三", {}}, 0}})
             .has_value();
       }});
  all.push_back(
      {"begin epoch", [](ProofKiosk& kiosk) {
         return kiosk.journal->begin_epoch(domain::EpochReason::CountyDiffers, 2).has_value();
       }});
  all.push_back({"prune",
                 [](ProofKiosk& kiosk) {
                   const auto pruned = kiosk.journal->prune();
                   CHECK((!pruned || *pruned == 2));
                   return pruned.has_value();
                 },
                 false, archived_day});
  all.push_back({"migrate", [](ProofKiosk& kiosk) { return kiosk.try_open().has_value(); }, true,
                 write_format_1});
  return all;
}

// A failure that is not of the disk leaves the handle in use: the same journal goes on.
void check_goes_on(ProofKiosk& kiosk) {
  if (kiosk.journal && !kiosk.journal->database().has_failed()) {
    static_cast<void>(kiosk.save({handout_draft(1, 1)}).has_value());
  }
  kiosk.close();
  kiosk.open();
  kiosk.check();
  kiosk.go_on();
}

class Prepared {
 public:
  explicit Prepared(const Attempt& attempt) {
    ProofKiosk kiosk(folder_.path());
    attempt.prepare ? attempt.prepare(kiosk) : closed_day(kiosk);
    promises_ = kiosk.promises;
  }
  void copy_to(ProofKiosk& kiosk) const {
    std::filesystem::copy(folder_.path(), kiosk.folder, std::filesystem::copy_options::recursive);
    kiosk.promises = promises_;
  }

 private:
  TemporaryFolder folder_;
  Promises promises_;
};

TEST_CASE("Error ladder: every system call of saving, confirming, opening and reading", "[proof]") {
  using Fault = FaultySystemCalls::Fault;
  for (const Attempt& attempt : attempts()) {
    const Prepared prepared(attempt);
    for (const auto& [fault, fault_name] :
         {std::pair{Fault::InputOutput, "EIO"}, std::pair{Fault::NoSpace, "ENOSPC"},
          std::pair{Fault::Interrupted, "EINTR"}, std::pair{Fault::Short, "short count"}}) {
      std::size_t struck = 0;
      for (bool has_struck = true; has_struck;) {
        REQUIRE(struck < kCallsMax);
        INFO(attempt.name << ": system call " << struck + 1 << " fails with " << fault_name);
        const TemporaryFolder folder;
        ProofKiosk kiosk(folder.path(), struck + 1);
        kiosk.options.vfs = "";
        prepared.copy_to(kiosk);
        FaultySystemCalls calls(is_long_run());
        if (!attempt.opens_itself) {
          kiosk.open();
        }
        calls.fail_in(struck + 1, fault);
        const bool succeeded = attempt.act(kiosk);
        has_struck = calls.disarm();
        struck += has_struck ? 1 : 0;
        CHECK((succeeded || has_struck));
        if (fault == Fault::Short) {
          CHECK(succeeded);  // the rest is read or written by the next call
        }
        check_goes_on(kiosk);
      }
      std::cout << "error ladder " << attempt.name << ": " << struck << " times " << fault_name
                << "\n";
    }
  }
}

TEST_CASE("Error ladder: every write, sync, truncation and deletion, then the power fails",
          "[proof]") {
  using Operation = FaultyVfs::Operation;
  using Fault = FaultyVfs::Fault;
  for (const Attempt& attempt : attempts()) {
    const Prepared prepared(attempt);
    std::size_t struck = 0;
    for (const Operation operation :
         {Operation::Write, Operation::Sync, Operation::Truncate, Operation::Delete}) {
      for (const Fault fault : {Fault::InputOutput, Fault::Full}) {
        bool has_struck = true;
        for (std::size_t nth = 1; has_struck; ++nth) {
          REQUIRE(nth < kCallsMax);
          INFO(attempt.name << ": call " << nth << " of kind " << static_cast<int>(operation));
          const TemporaryFolder folder;
          ProofKiosk kiosk(folder.path(), nth);
          prepared.copy_to(kiosk);
          if (!attempt.opens_itself) {
            kiosk.open();
          }
          const std::size_t before = kiosk.disk.count(operation);
          kiosk.disk.fail_in(operation, nth, fault);
          attempt.act(kiosk);
          has_struck = kiosk.disk.count(operation) >= before + nth;
          struck += has_struck ? 1 : 0;
          kiosk.disk.fail_in(operation, kCallsMax * kCallsMax, fault);
          kiosk.disk.power_cut();
          kiosk.close();
          kiosk.open();
          kiosk.check();
          kiosk.go_on();
        }
      }
    }
    std::cout << "error ladder " << attempt.name << ": " << struck
              << " failed disk operations with a power cut\n";
  }
}

TEST_CASE("Error ladder: every file beside the database", "[proof]") {
  std::size_t struck = 0;
  for (const ErrorCode code :
       {ErrorCode::InputOutput, ErrorCode::NoSpace, ErrorCode::Refused, ErrorCode::Unavailable}) {
    for (const bool is_first_start : {true, false}) {
      bool has_struck = true;
      for (std::size_t nth = 1; has_struck; ++nth) {
        REQUIRE(nth < kCallsMax);
        INFO("call " << nth << " to the files fails with " << name_of(code));
        const TemporaryFolder folder;
        ProofKiosk kiosk(folder.path(), nth);
        kiosk.options.reserve_bytes = 1 << 16;
        if (!is_first_start) {
          closed_day(kiosk);
        }
        SystemFiles system;
        FaultyFiles files(system);
        files.fail_in(nth, code);
        {
          auto opened = journal::Journal::open(folder.path(), kiosk.clock, kiosk.random, files,
                                               kiosk.options);
          has_struck = files.calls() >= nth;
          CHECK((opened.has_value() || has_struck));
        }
        struck += has_struck ? 1 : 0;
        kiosk.open();
        kiosk.check();
        kiosk.go_on();
      }
    }
  }
  std::cout << "error ladder files at start: " << struck << " failed calls\n";
}

}  // namespace
}  // namespace outreach::testing
