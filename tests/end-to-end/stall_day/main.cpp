// A kiosk without a face that lives a scripted day, to be killed at any instant. Says "confirmed N"
// for each entry once it is durable, and nothing before; "delivered N" when the county has
// confirmed entries up to N.
//
//   outreach-stall-day FOLDER URL SEED enrol CODE   makes it known to the county
//   outreach-stall-day FOLDER URL SEED run          goes on with the day where it was, and
//   delivers, until killed outreach-stall-day FOLDER URL SEED finish       records nothing more;
//   ends when everything is delivered
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "platform/crypto/crypto.h"
#include "tests/end-to-end/scripted_day.h"
#include "tests/support/kiosk_bench.h"

namespace outreach::testing {
namespace {

constexpr int kTurnMilliseconds = 3;
// Entries trickle in, so that nearly each has a batch of its own on the way when something is
// killed.
constexpr std::int64_t kBetweenEntriesMilliseconds = 6;
// Somebody who presses "send now" again and again: otherwise the run would mostly wait for the next
// try.
constexpr int kTurnsUntilImpatient = 6;

[[noreturn]] void give_up(const Error& error) {
  std::fprintf(stderr, "outreach-stall-day: %s\n", error.context.c_str());
  std::exit(1);
}

template <typename Value>
Value or_give_up(Result<Value> result) {
  if (!result) {
    give_up(result.error());
  }
  return *std::move(result);
}

class Day {
 public:
  Day(TestKiosk& kiosk, const Clock& clock, std::uint64_t seed)
      : kiosk_(kiosk), clock_(clock), day_(seed), newest_(kiosk.journal().head().sequence) {}

  [[noreturn]] void run() {
    while (true) {
      const std::int64_t now = clock_.now().monotonic.milliseconds;
      if (!appending_ && now >= next_entry_at_) {
        next_entry_at_ = now + kBetweenEntriesMilliseconds;
        record_next();
      }
      turn();
    }
  }

  void finish() {
    while (kiosk_.status().link != client::Link::Idle ||
           kiosk_.status().acknowledged_through != newest_) {
      turn();
    }
  }

 private:
  static void say(const char* what, domain::Sequence through) {
    std::printf("%s %llu\n", what, static_cast<unsigned long long>(through));
    std::fflush(stdout);
  }

  void record_next() {
    appending_ = true;
    kiosk_.append(day_.entry(newest_ + 1),
                  [this](const Result<std::vector<journal::Appended>>& appended) {
                    if (!appended) {
                      give_up(appended.error());
                    }
                    appending_ = false;
                    newest_ = appended->back().sequence;
                    say("confirmed", newest_);
                  });
  }

  void turn() {
    kiosk_.turn(kTurnMilliseconds);
    tell_delivered();
    const bool waits = kiosk_.status().link == client::Link::WaitingRetry;
    turns_waited_ = waits ? turns_waited_ + 1 : 0;
    if (turns_waited_ >= kTurnsUntilImpatient) {
      turns_waited_ = 0;
      kiosk_.sync_now();
    }
  }

  // What was confirmed to an earlier life is no news.
  void tell_delivered() {
    const client::DeliveryStatus& status = kiosk_.status();
    if (!status.has_begun) {
      return;
    }
    if (told_delivered_ && status.acknowledged_through > *told_delivered_) {
      say("delivered", status.acknowledged_through);
    }
    told_delivered_ = status.acknowledged_through;
  }

  TestKiosk& kiosk_;
  const Clock& clock_;
  ScriptedDay day_;
  domain::Sequence newest_;
  bool appending_ = false;
  std::int64_t next_entry_at_ = 0;
  int turns_waited_ = 0;
  std::optional<domain::Sequence> told_delivered_;
};

int main_of(const std::vector<std::string>& words) {
  if (words.size() < 5) {
    give_up({ErrorCode::InvalidInput, "FOLDER URL SEED enrol CODE | run | finish"});
  }
  if (const auto ready = crypto::initialise(); !ready) {
    give_up(ready.error());
  }
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  const auto kiosk = or_give_up(TestKiosk::open(words[1], clock, random, files));
  if (words[4] == "enrol") {
    if (const auto enrolled = kiosk->enrol(words[2], words.back()); !enrolled) {
      give_up(enrolled.error());
    }
    return 0;
  }
  if (const auto started = kiosk->start_delivery(); !started) {
    give_up(started.error());
  }
  Day day(*kiosk, clock, std::strtoull(words[3].c_str(), nullptr, 10));
  if (words[4] == "run") {
    day.run();
  }
  day.finish();
  return 0;
}

}  // namespace
}  // namespace outreach::testing

int main(int argument_count, char** arguments) {
  return outreach::testing::main_of({arguments, arguments + argument_count});
}
