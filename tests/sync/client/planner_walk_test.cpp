// The planner against a county and a network that do what a seed says.
#include <optional>
#include <string>
#include <vector>

#include "sync/client/planner.h"
#include "sync/protocol/batch.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::client {
namespace {

using testing::SeededRandom;

constexpr Sequence kEverything = Sequence{1} << 40;

class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed), jitter_(seed + 1'000), planner_(0, jitter_) {}

  void walk(int steps) {
    for (int step = 0; step < steps; ++step) {
      const std::uint64_t choice = random_.below(20);
      if (choice < 3) {
        grow(1 + random_.below(choice == 0 ? 500 : 5));
      } else if (choice == 3) {
        tell(PersonAsked{});
      } else if (choice == 4 && common_ == kEverything && random_.below(10) == 0) {
        held_ = random_.below(held_ + 1);  // the county comes back from a backup
      } else {
        go_on(true);
      }
    }
  }
  // Another journal that claims to be this chain was there first, with entries after the common
  // one.
  void fork() {
    grow(20);
    common_ = random_.below(newest_);
    held_ = common_ + 1 + random_.below(20);
  }
  bool has_diverged(int steps) {
    grow(1);
    for (int step = 0; step < steps && diverged_ == 0; ++step) {
      go_on(false);
    }
    return diverged_ > 0;
  }
  // From here on nothing fails. True once the county has all.
  bool finish(int steps) {
    grow(1);
    for (int step = 0; step < steps; ++step) {
      if (planner_.waiting() == 0 && !under_way_) {
        return held_ == newest_;
      }
      go_on(false);
    }
    return false;
  }

 private:
  void grow(Sequence entries) {
    newest_ += entries;
    tell(JournalGrew{newest_});
  }

  void tell(const Event& event) {
    for (const Action& action : planner_.on(event, now_)) {
      if (const auto* left = std::get_if<Diverge>(&action)) {
        // What is common and nothing else: the county has no entry that this kiosk has not.
        CHECK(left->reason == domain::EpochReason::CountyDiffers);
        CHECK(left->common == common_);
        ++diverged_;
      } else if (!std::holds_alternative<ArmTimer>(action)) {
        REQUIRE_FALSE(under_way_);  // one thing at a time
        under_way_ = action;
      }
    }
    if (planner_.waiting() > 0) {
      CHECK((under_way_ || planner_.timer()));
    }
    CHECK(planner_.acknowledged() <= newest_);
    if (planner_.timer()) {
      CHECK(*planner_.timer() - now_ <= kRetryAfterMost + kRetryAfterMost / 4);
    }
  }

  void go_on(bool may_fail) {
    if (!under_way_) {
      if (planner_.timer()) {
        now_ = std::max(now_, *planner_.timer());
        tell(TimerFired{});
      }
      return;
    }
    const Action action = *under_way_;
    under_way_.reset();
    now_ += static_cast<std::int64_t>(random_.below(5'000));
    const bool fails = may_fail && random_.below(3) == 0;
    if (const auto* build = std::get_if<BuildBatch>(&action)) {
      CHECK(build->first == planner_.acknowledged() + 1);
      CHECK(build->entries >= 1);
      CHECK(build->entries <= protocol::kBatchEntriesMax);
      first_ = build->first;
      last_ = std::min(newest_, build->first + build->entries - 1);
      tell(fails ? Event{ReadFailed{}}
                 : Event{BatchBuilt{first_, last_,
                                    static_cast<std::size_t>(last_ - first_ + 1) * 70}});
    } else if (std::holds_alternative<PostBatch>(action)) {
      post(fails);
    } else if (const auto* ask = std::get_if<AskHead>(&action)) {
      answer_head(ask->newest, fails);
    } else if (const auto* probe = std::get_if<Probe>(&action)) {
      CHECK(probe->above < probe->at);
      CHECK(probe->at < probe->below);
      answer_head(probe->at, fails);
    } else {
      tell(fails ? Event{AckNotStored{}} : Event{AckStored{}});
    }
  }

  void answer_head(Sequence asked, bool fails) {
    const Sequence through = std::min(asked, held_);
    tell(fails ? Event{RequestFailed{any_failure()}}
               : Event{HeadAnswered{through, held_, match_at(through)}});
  }
  Match match_at(Sequence place) const {
    return place <= common_ ? Match::Same : Match::Differs;
  }

  void post(bool fails) {
    if (fails && random_.below(2) == 0) {
      tell(RequestFailed{any_failure()});  // it never arrived
      return;
    }
    if (first_ > held_ + 1 || last_ > common_) {
      tell(RequestFailed{{Verdict::Kind::Conflict, Trouble::None, {}, ""}});
      return;
    }
    held_ = std::max(held_, last_);
    if (!fails) {
      tell(BatchAnswered{held_, match_at(held_)});
    } else if (random_.below(4) == 0) {
      const Sequence older = random_.below(held_ + 1);  // an older ack, played again
      tell(BatchAnswered{older, match_at(older)});
    } else {
      tell(RequestFailed{any_failure()});  // the county has it, and the answer was lost
    }
  }

  Verdict any_failure() {
    Verdict verdict;
    constexpr std::array kKinds{Verdict::Kind::Conflict, Verdict::Kind::NotTheCounty,
                                Verdict::Kind::Hold, Verdict::Kind::Retry, Verdict::Kind::Shrink};
    verdict.kind = kKinds[static_cast<std::size_t>(random_.below(kKinds.size()))];
    verdict.trouble = Trouble::Unreachable;
    if (verdict.kind == Verdict::Kind::Retry && random_.below(2) == 0) {
      verdict.retry_after_milliseconds =
          kRetryAfterLeast +
          static_cast<std::int64_t>(random_.below(kRetryAfterMost - kRetryAfterLeast + 1));
    }
    return verdict;
  }

  SeededRandom random_;
  SeededRandom jitter_;
  Planner planner_;
  std::int64_t now_ = 1'000;
  Sequence newest_ = 0;
  Sequence held_ = 0;              // by the county
  Sequence common_ = kEverything;  // of these, what both have
  int diverged_ = 0;
  Sequence first_ = 0;
  Sequence last_ = 0;
  std::optional<Action> under_way_;
};

TEST_CASE(
    "Planner: whatever happens, something is under way while entries wait, and all is delivered in "
    "the end",
    "[client]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("random seed " << seed);
    World world(seed);
    world.walk(400);
    // Batches double from one entry at worst: far fewer steps than entries.
    CHECK(world.finish(150));
  }
}

TEST_CASE("Planner: whatever happens, a fork is found and where it begins", "[client]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("random seed " << seed);
    World world(seed);
    world.walk(200);
    world.fork();
    world.walk(100);
    CHECK(world.has_diverged(100));
  }
}

}  // namespace
}  // namespace outreach::client
