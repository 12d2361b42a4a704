// What the screens count from an index, against the same day worked out anew from all its entries.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

constexpr int kDays = 3;
// An order of magnitude above the busiest day a stall ever had.
constexpr std::size_t kEntries = 5'000;
// Working a day out anew takes as long as the day is; a few dozen times a day are enough.
constexpr std::size_t kEntriesBetweenChecks = 193;

const std::vector<std::string> kLeaflets{"guide", "aid", "land"};

struct PlainLine {
  std::optional<Sequence> sequence;
  std::optional<Ticket> ticket;
  domain::Content content;
  int amount = 0;
  bool being_corrected = false;
};

// Every entry of the open outing and every tap in flight, corrected one after the other.
std::vector<PlainLine> worked_out_anew(const Stall& stall) {
  const Sequence outing = stall.state().outing->sequence;
  std::vector<PlainLine> lines;
  std::map<Sequence, std::size_t> by_sequence;
  std::map<Ticket, std::size_t> by_ticket;
  const auto correct = [&](std::size_t target, int amount, bool in_flight) {
    lines[target].amount = amount;
    lines[target].being_corrected = lines[target].being_corrected || in_flight;
  };
  const auto add = [&](PlainLine line, std::optional<Ticket> target) {
    line.amount = amount_of(line.content);
    if (const auto* correction = std::get_if<domain::Correction>(&line.content)) {
      line.amount = correction->new_amount - correction->old_amount;
      const bool in_flight = line.ticket.has_value();
      if (target) {
        correct(by_ticket.at(*target), correction->new_amount, in_flight);
      } else {
        correct(by_sequence.at(correction->target), correction->new_amount, in_flight);
      }
    }
    lines.push_back(std::move(line));
  };
  for (const Stall::Durable& entry : stall.journal()) {
    if (entry.outing == outing) {
      by_sequence[entry.sequence] = lines.size();
      add({entry.sequence, std::nullopt, entry.record.content}, std::nullopt);
    }
  }
  for (const InFlight& tap : stall.state().in_flight) {
    by_ticket[tap.ticket] = lines.size();
    add({std::nullopt, tap.ticket, tap.record.content}, tap.target);
  }
  return lines;
}

template <typename Wanted>
const PlainLine* newest(const std::vector<PlainLine>& lines, Wanted wanted) {
  const auto found = std::find_if(lines.rbegin(), lines.rend(), [&](const PlainLine& line) {
    return wanted(line.content) && line.amount > 0;
  });
  return found == lines.rend() ? nullptr : &*found;
}

domain::Totals totals_of(const std::vector<PlainLine>& lines) {
  domain::Totals totals;
  for (const PlainLine& line : lines) {
    const bool counts = line.amount > 0;
    if (std::holds_alternative<domain::Handout>(line.content)) {
      totals.copies += line.amount;
    } else if (std::holds_alternative<domain::Consultation>(line.content)) {
      totals.parties += counts ? 1 : 0;
      totals.people += line.amount;
    } else if (std::holds_alternative<domain::OutingOpened>(line.content)) {
      totals.outings += counts ? 1 : 0;
    }
  }
  return totals;
}

bool is_same(const OutingLines& lines, std::size_t index, const PlainLine& plain) {
  const OutingLine line = lines.at(index);
  const bool is_durable = plain.sequence.has_value();
  if (is_durable) {
    const auto found = lines.with_sequence(*plain.sequence);
    if (!found || found->record != line.record) {
      return false;
    }
  }
  return line.sequence == plain.sequence && line.ticket == plain.ticket &&
         line.record->content == plain.content && line.amount == plain.amount &&
         line.being_corrected == (is_durable && plain.being_corrected);
}

void check_lines(const OutingLines& lines, const std::vector<PlainLine>& plain) {
  REQUIRE(lines.size() == plain.size());
  std::size_t same = 0;
  while (same < plain.size() && is_same(lines, same, plain[same])) {
    same += 1;
  }
  REQUIRE(same == plain.size());  // else the index of the first that differs
  REQUIRE_FALSE(lines.with_sequence(plain.size() + kEntries).has_value());
}

void check_leaflets(const OutingLines& lines, const std::vector<PlainLine>& plain) {
  for (const std::string& leaflet : kLeaflets) {
    std::int64_t copies = 0;
    bool saving = false;
    for (const PlainLine& line : plain) {
      const auto* handout = std::get_if<domain::Handout>(&line.content);
      if (handout != nullptr && handout->leaflet == leaflet) {
        copies += line.amount;
        saving = saving || line.ticket || line.being_corrected;
      }
    }
    LeafletStock stock;
    for (const PlainLine& line : plain) {
      if (leaflet_of(line.content) == leaflet) {
        stock.add(line.content, line.amount);
      }
    }
    CAPTURE(leaflet);
    REQUIRE(lines.stock(leaflet).balance == stock.balance);
    REQUIRE(lines.copies(leaflet) == copies);
    REQUIRE(lines.is_saving(leaflet) == saving);
  }
}

void check_newest(const OutingLines& lines, const std::vector<PlainLine>& plain) {
  const PlainLine* tap = newest(plain, is_tap);
  const auto counting = lines.newest_counting();
  REQUIRE(counting.has_value() == (tap != nullptr));
  if (tap != nullptr) {
    REQUIRE(counting->sequence == tap->sequence);
    REQUIRE(counting->ticket == tap->ticket);
  }
  const PlainLine* consultation = newest(plain, [](const domain::Content& content) {
    return std::holds_alternative<domain::Consultation>(content);
  });
  const domain::Consultation* asked = lines.newest_consultation();
  REQUIRE((asked != nullptr) == (consultation != nullptr));
  if (asked != nullptr) {
    REQUIRE(*asked == std::get<domain::Consultation>(consultation->content));
  }
}

void check_day(const Stall& stall) {
  const OutingLines lines(stall.state());
  const std::vector<PlainLine> plain = worked_out_anew(stall);
  REQUIRE(lines.totals() == totals_of(plain));
  check_lines(lines, plain);
  check_leaflets(lines, plain);
  check_newest(lines, plain);
}

void random_tap(Stall& stall, std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) { return static_cast<int>(random() % bound); };
  // Half are taps, half the journal's answers: what is in flight grows and shrinks all day.
  const int choice = below(36);
  if (choice < 5) {
    stall.hand_out(kLeaflets[static_cast<std::size_t>(below(3))], 1 + below(60));
  } else if (choice < 8) {
    stall.consult(1 + below(5));
  } else if (choice < 11) {
    stall.undo();
  } else if (choice < 13) {
    // The outing itself, entry 1, stays.
    const auto target = static_cast<Sequence>(2 + below(stall.journal().size()));
    stall.input(Intent{Correct{target, below(4), domain::CorrectionReason::Miscount}});
  } else if (choice >= 28 && choice < 31) {
    const auto movement = domain::kStockMovements[static_cast<std::size_t>(below(3))];
    stall.input(Intent{
        RecordStock{kLeaflets[static_cast<std::size_t>(below(3))], movement, 1 + below(200)}});
  } else if (stall.asked().empty()) {
    return;
  } else if (choice == 13) {
    stall.fail_next(ErrorCode::InputOutput);
  } else {
    stall.save_next();
  }
}

TEST_CASE("DayCounts: after 5,000 random entries every count is what counting anew gives",
          "[core]") {
  const char* given = std::getenv("OUTREACH_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20210110;
  CAPTURE(seed);
  for (int day = 0; day < kDays; ++day) {
    CAPTURE(day);
    std::mt19937_64 random(seed + static_cast<std::uint64_t>(day));
    Stall stall;
    stall.open();
    std::size_t next_check = 0;
    while (stall.journal().size() < kEntries) {
      random_tap(stall, random);
      if (stall.journal().size() >= next_check) {
        next_check = stall.journal().size() + kEntriesBetweenChecks;
        check_day(stall);
      }
    }
    stall.save_all();
    check_day(stall);
    stall.restart();
    check_day(stall);
  }
}

TEST_CASE("DayCounts: small days, checked after every tap", "[core]") {
  constexpr std::uint64_t kSmallDays = 60;
  constexpr int kTaps = 120;
  for (std::uint64_t day = 0; day < kSmallDays; ++day) {
    CAPTURE(day);
    std::mt19937_64 random(day);
    Stall stall;
    stall.open();
    for (int i = 0; i < kTaps; ++i) {
      random_tap(stall, random);
      check_day(stall);
    }
  }
}

TEST_CASE("DayCounts: an entry that is counted already is not counted twice", "[core]") {
  DayCounts counts;
  REQUIRE(counts.add(2, domain::Handout{"guide", 5}).has_value());
  REQUIRE(counts.add(4, domain::Handout{"guide", 3}).has_value());
  CHECK_FALSE(counts.add(4, domain::Handout{"guide", 3}).has_value());
  CHECK_FALSE(counts.add(2, domain::Handout{"guide", 5}).has_value());
  CHECK(counts.size() == 2);
  CHECK(counts.copies("guide") == 8);
}

TEST_CASE("DayCounts: a correction of what has no amount here changes no count", "[core]") {
  DayCounts counts;
  counts.add(1, domain::OutingOpened{});
  counts.add(2, domain::Handout{"guide", 5});
  counts.add(3, domain::Correction{2, 5, 4, domain::CorrectionReason::Miscount});
  const domain::Totals before = counts.totals();
  CHECK(before == domain::Totals{1, 0, 0, 4});
  domain::Sequence next = 4;
  const auto changes_nothing = [&](domain::Correction correction) {
    counts.add(next, correction);
    next += 1;
    return counts.totals() == before && counts.amount(1) == 4;
  };
  CHECK(changes_nothing({3, 1, 9, domain::CorrectionReason::Miscount}));   // a correction
  CHECK(changes_nothing({77, 1, 9, domain::CorrectionReason::Miscount}));  // not of this outing
  // Entry 2 of an earlier epoch is not entry 2 of this one.
  CHECK(changes_nothing({2, 4, 9, domain::CorrectionReason::Miscount, domain::EpochId{1}}));
}

TEST_CASE("DayCounts: says which entry's amount an added one changed", "[core]") {
  DayCounts counts;
  counts.add(1, domain::OutingOpened{});
  const auto handed = counts.add(2, domain::Handout{"guide", 5});
  REQUIRE(handed.has_value());
  CHECK(handed->index == 1);
  CHECK(handed->before == 0);
  CHECK(handed->after == 5);
  const auto undone = counts.add(7, domain::Correction{2, 5, 0, domain::CorrectionReason::Undo});
  REQUIRE(undone.has_value());
  CHECK(undone->index == 1);
  CHECK(undone->before == 5);
  CHECK(undone->after == 0);
  CHECK(counts.handouts().empty());
  CHECK(counts.amount(2) == -5);
}

}  // namespace
}  // namespace outreach::core
