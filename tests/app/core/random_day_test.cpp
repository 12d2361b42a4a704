// A random day of taps, undos, failures, acks and restarts against a model that only adds and
// subtracts.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

constexpr int kRandomDays = 40;
constexpr int kSteps = 400;

bool is_counting(const Stall& stall) {
  return stall.state().outing && !stall.state().outing->is_closed;
}

// What the open outing counts, from the journal's entries and the wishes in flight, each worked out
// anew.
domain::Totals model(const Stall& stall) {
  domain::Totals totals;
  if (!is_counting(stall)) {
    return totals;
  }
  const Sequence outing = stall.state().outing->sequence;
  std::map<Sequence, int> durable;
  std::map<Ticket, int> flying;
  std::map<Sequence, bool> of_handout;
  std::map<Ticket, bool> flying_handout;
  const auto amount = [](const domain::Record& record) { return amount_of(record.content); };
  const auto is_handout = [](const domain::Record& record) {
    return std::holds_alternative<domain::Handout>(record.content);
  };
  // Stock is in no total, whatever happens to it.
  const auto counts = [](const domain::Record& record) {
    return is_tap(record.content) && !std::holds_alternative<domain::Stock>(record.content);
  };
  for (const Stall::Durable& entry : stall.journal()) {
    if (entry.outing == outing && counts(entry.record)) {
      durable[entry.sequence] = amount(entry.record);
      of_handout[entry.sequence] = is_handout(entry.record);
    } else if (const auto* correction = std::get_if<domain::Correction>(&entry.record.content)) {
      if (durable.contains(correction->target)) {
        durable[correction->target] = correction->new_amount;
      }
    }
  }
  for (const InFlight& tap : stall.state().in_flight) {
    if (tap.outing == outing && counts(tap.record)) {
      flying[tap.ticket] = amount(tap.record);
      flying_handout[tap.ticket] = is_handout(tap.record);
    } else if (const auto* correction = std::get_if<domain::Correction>(&tap.record.content)) {
      if (tap.target && flying.contains(*tap.target)) {
        flying[*tap.target] = 0;
      } else if (durable.contains(correction->target)) {
        durable[correction->target] = correction->new_amount;
      }
    }
  }
  totals.outings = 1;
  const auto add = [&](int value, bool handout) {
    totals.copies += handout ? value : 0;
    totals.parties += !handout && value > 0 ? 1 : 0;
    totals.people += handout ? 0 : value;
  };
  for (const auto& [sequence, value] : durable) {
    add(value, of_handout[sequence]);
  }
  for (const auto& [ticket, value] : flying) {
    add(value, flying_handout[ticket]);
  }
  return totals;
}

void check_step(Stall& stall) {
  stall.input(Intent{GoTo{ScreenName::Home}});
  REQUIRE(stall.screen<HomeView>().today == model(stall));
  const DeliveryView view = stall.delivery();
  REQUIRE(view.recorded == view.local + view.on_stick + view.acknowledged + view.quarantined);
  REQUIRE(view.local >= 0);
  REQUIRE(view.acknowledged >= 0);
  REQUIRE((view.can_pack_up == (stall.view().frame.waiting == 0)));
  // Nothing waits for a ticket that is already settled: no undo is ever lost.
  for (const InFlight& tap : stall.state().in_flight) {
    if (tap.after) {
      const auto& flying = stall.state().in_flight;
      REQUIRE(std::any_of(flying.begin(), flying.end(),
                          [&](const InFlight& other) { return other.ticket == *tap.after; }));
    }
  }
}

void random_step(Stall& stall, std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) { return static_cast<int>(random() % bound); };
  const std::vector<std::string> leaflets{"guide", "aid", "land"};
  const std::string& leaflet = leaflets[static_cast<std::size_t>(below(3))];
  switch (below(18)) {
    case 0:
    case 1:
    case 2:
    case 3:
      stall.hand_out(leaflet, 1 + below(60));
      break;
    case 4:
    case 5:
      stall.consult(1 + below(5));
      break;
    case 6:
    case 7:
      stall.undo();
      break;
    case 8:
      stall.input(Intent{Correct{static_cast<Sequence>(below(stall.journal().size() + 2)),
                                 below(12), domain::CorrectionReason::Miscount}});
      break;
    case 9:
      if (below(8) == 0) {
        stall.input(Intent{CloseOuting{}});
      }
      break;
    case 10:
      if (!stall.asked().empty() && below(3) == 0) {
        stall.fail_next(below(2) == 0 ? ErrorCode::NoSpace : ErrorCode::InputOutput);
      }
      break;
    case 11:
      stall.acknowledge(static_cast<Sequence>(std::max<std::int64_t>(
          static_cast<std::int64_t>(stall.state().delivery.acknowledged_through),
          below(stall.journal().size() + 1))));
      break;
    case 16:
      stall.input(Intent{RecordStock{
          leaflet, domain::kStockMovements[static_cast<std::size_t>(below(3))], 1 + below(200)}});
      break;
    case 17:
      stall.input(Intent{ExplainDifference{leaflet, DifferenceReason::Lost}});
      break;
    case 12:
      if (below(10) == 0) {
        stall.restart();
      }
      break;
    default:
      if (!stall.asked().empty()) {
        stall.save_next();
      }
  }
  if (!is_counting(stall) && stall.state().in_flight.empty()) {
    stall.open();
  }
}

TEST_CASE(
    "Core: whatever happens in whatever order, the counts are those of journal and taps in flight",
    "[core]") {
  const char* given = std::getenv("OUTREACH_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20210110;
  CAPTURE(seed);
  for (int day = 0; day < kRandomDays; ++day) {
    CAPTURE(day);
    std::mt19937_64 random(seed + static_cast<std::uint64_t>(day));
    Stall stall;
    stall.open();
    for (int i = 0; i < kSteps; ++i) {
      random_step(stall, random);
      check_step(stall);
    }
    stall.save_all();
    const View before = stall.view();
    stall.input(Intent{DismissNotice{}});
    const View saved = stall.view();
    stall.restart();
    REQUIRE(stall.view().screen == saved.screen);
    REQUIRE(before.screen == saved.screen);
  }
}

}  // namespace
}  // namespace outreach::core
