// A clock that doubts the wall time of the one below: nobody at a stall checks a kiosk's date, and
// a wrong one in the journal looks as right as a right one. Doubt stops nothing; it sets
// Now::wall_trusted and says why, for the mark that travels with each entry and the words on a
// screen.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

#include "platform/clock/clock.h"

namespace outreach {

// A correction by a person or a time server up to this is no jump: it moves no entry to another
// day, and hand-set clocks are good to about this much.
inline constexpr std::chrono::milliseconds kClockJumpMax = std::chrono::minutes{2};

// How far the wall clock may be from the county's time: what the county itself lets pass unmarked.
inline constexpr std::chrono::milliseconds kCountyTimeTolerance = std::chrono::minutes{10};

class DoubtingClock final : public Clock {
 public:
  enum class Doubt {
    None,
    BeforeBuild,          // earlier than this program: a dead battery
    DisagreesWithCounty,  // more than kCountyTimeTolerance from what learn() was told
    BeforeCountyTime,     // earlier than the county's time known from before this start
    StaffSayWrong,        // see call_wrong()
    Jumped,               // set by more than kClockJumpMax while we ran, and nobody confirmed it
  };

  // `underlying` must outlive it. `newest_county_time` is the newest time in any ack kept from
  // before: the county's clock showed it once, so the present is later.
  explicit DoubtingClock(const Clock& underlying,
                         std::optional<WallTime> newest_county_time = std::nullopt);

  // The reading below; trusted only without any doubt. Any thread, as everything here.
  Now now() const override;
  BootId boot_id() const override;

  // Why the wall clock is doubted at this moment; the first that applies in the order above. Every
  // doubt ends by itself when its cause does: a jump that is taken back, a date that is put right.
  Doubt doubt() const;

  // The county says that it is `county_time` now. Only from a verified ack that has just come over
  // the network: one on a stick is days old and would make a right clock look wrong. Agreement ends
  // every doubt, a jump included. A time before this program was built is not believed, whoever
  // signed it.
  void learn(WallTime county_time);

  // People who look at the date say that it is wrong. Doubted until the clock is set by more than
  // kClockJumpMax, until the county agrees with it, or until people call it right.
  void call_wrong();
  void call_right();
  // What the clock showed when people called it wrong, or at the start that recalled their word;
  // none: nobody did, or it holds no more. To be kept for the next start.
  std::optional<WallTime> called_wrong() const;
  // At the start: what called_wrong() was before it. Their word holds on, unless the clock shows an
  // earlier time now (by more than kClockJumpMax): it was set since, and they spoke of another
  // setting. One that was set forward meanwhile looks as if time had passed, and stays doubted.
  void recall_wrong(WallTime said);

 private:
  // The wall clock less the monotonic one when both were believed, and when that was.
  struct Reference {
    std::chrono::milliseconds offset{0};
    MonotonicTime taken;
  };
  struct CountyWord {
    WallTime time{};
    MonotonicTime heard;
  };

  struct CalledWrong {
    std::chrono::milliseconds offset{0};  // the wall clock less the monotonic one
    WallTime said{};
  };

  bool disagrees_with_county(const Now& reading) const;
  bool is_called_wrong(const Now& reading) const;
  Doubt doubt_about(const Now& reading) const;
  bool has_jumped(const Now& reading) const;

  const Clock& underlying_;
  mutable std::mutex mutex_;
  std::optional<WallTime> newest_county_time_;  // until the county was heard in this run
  std::optional<CountyWord> county_word_;
  mutable std::optional<Reference> reference_;
  mutable std::optional<CalledWrong> called_wrong_;
};

}  // namespace outreach
