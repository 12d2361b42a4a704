// Entries that a kiosk's disk lost: their places are kept, and the true ones taken when they turn
// up.
#include "sync/ledger/fleet.h"
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

using protocol::QuarantinedEntry;

ChainWriter day(CountyBench& bench, int handouts) {
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  for (int i = 1; i <= handouts; ++i) {
    kiosk.add_handout(i);
  }
  bench.welcome(kiosk);
  return kiosk;
}

std::int64_t number(CountyBench& bench, const char* sql) {
  return required(bench.county->database().integer(sql));
}

constexpr const char* kGivenHashes = "SELECT COUNT(*) FROM entry WHERE hash_given<>0";
constexpr const char* kForks = "SELECT COUNT(*) FROM fork";

TEST_CASE("Gaps: what the kiosk's disk lost keeps its place, and all the rest is counted",
          "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 5);
  kiosk.lose(3);
  const auto ack = bench.ack_in(bench.deliver(kiosk, 1, 6));
  CHECK(ack.acknowledged_through == 6);
  CHECK(ack.head == kiosk.hash_at(6));
  CHECK(ack.quarantined == std::vector<QuarantinedEntry>{{3, "damaged"}});
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 15 - 2});
  CHECK(bench.whole_entries() == 6);
  CHECK(required(explained_gaps(bench.county->database())) ==
        std::vector<ExplainedGap>{{kiosk.id(), 3, 3}});
}

TEST_CASE("Gaps: the true entry, come by another road, takes the place and is counted",
          "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 5);
  kiosk.lose(3);
  kiosk.lose(4);
  bench.ack_in(bench.deliver(kiosk, 1, 6));
  CHECK(number(bench, kGivenHashes) == 3);
  CHECK(required(explained_gaps(bench.county->database())) ==
        std::vector<ExplainedGap>{{kiosk.id(), 3, 4}});
  kiosk.find_all_again();
  const auto ack = bench.ack_in(bench.deliver(kiosk, 3, 4));
  CHECK(ack.acknowledged_through == 6);
  CHECK(ack.quarantined.empty());
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 15});
  CHECK(bench.whole_entries() == 6);
  CHECK(number(bench, kGivenHashes) == 0);
  CHECK(number(bench, kForks) == 0);
}

TEST_CASE("Gaps: entries that hung on a lost outing are counted once it is found",
          "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 3);
  kiosk.add_record(domain::Correction{2, 1, 7, domain::CorrectionReason::Miscount});
  kiosk.lose(1);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 5)).quarantined.size() == 5);
  CHECK(bench.totals() == domain::Totals{0, 0, 0, 0});
  kiosk.find_all_again();
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 1)).quarantined.empty());
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 7 + 2 + 3});
  CHECK(bench.whole_entries() == 5);
}

TEST_CASE("Gaps: a loss at the kiosk takes nothing away that the county has", "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 5);
  bench.ack_in(bench.deliver(kiosk, 1, 3));
  kiosk.lose(3);
  const auto ack = bench.ack_in(bench.deliver(kiosk, 2, 5));
  CHECK(ack.acknowledged_through == 5);
  CHECK(ack.quarantined.empty());
  CHECK(bench.whole_entries() == 5);
  CHECK(number(bench, kGivenHashes) == 0);  // what the county holds proves the entry behind it
  kiosk.lose(5);
  CHECK(bench.ack_in(bench.deliver(kiosk, 6, 6)).acknowledged_through == 6);
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 15});
  CHECK(number(bench, kForks) == 0);
}

TEST_CASE("Gaps: the newest entry may be the lost one", "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 3);
  kiosk.lose(4);
  const auto lost = bench.ack_in(bench.deliver(kiosk, 1, 4));
  CHECK(lost.acknowledged_through == 4);
  CHECK(lost.head == domain::Hash{});
  kiosk.add_handout(10);
  bench.ack_in(bench.deliver(kiosk, 5, 5));
  kiosk.lose(5);
  kiosk.add_handout(20);
  bench.ack_in(bench.deliver(kiosk, 6, 6));
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 33});
  kiosk.find_all_again();
  CHECK(bench.ack_in(bench.deliver(kiosk, 4, 4)).head == kiosk.hash_at(6));
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 36});
  CHECK(number(bench, kGivenHashes) == 0);
}

TEST_CASE("Gaps: another entry than the lost one does not take its place", "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 2);
  ChainWriter copy = kiosk;
  kiosk.add_handout(100);
  copy.add_handout(1'000);
  kiosk.add_handout(7);
  kiosk.lose(4);
  bench.ack_in(bench.deliver(kiosk, 1, 5));
  CHECK(bench.ack_in(bench.deliver(copy, 4, 4), 409).acknowledged_through == 5);
  CHECK(number(bench, kForks) == 1);
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 10});
  kiosk.find_all_again();
  bench.ack_in(bench.deliver(kiosk, 4, 4));
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 110});
}

TEST_CASE("Gaps: a copied disk is found out on both sides of a gap", "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 2);
  ChainWriter copy = kiosk;
  kiosk.add_handout(1);
  copy.add_handout(2);
  for (int i = 0; i < 3; ++i) {
    kiosk.add_handout(3);
    copy.add_handout(3);
  }
  bench.ack_in(bench.deliver(kiosk, 1, 5));
  copy.lose(5);
  for (const auto& [first, last] :
       {std::pair<domain::Sequence, domain::Sequence>{4, 6}, {5, 6}, {6, 6}, {1, 7}}) {
    INFO(first << ".." << last);
    CHECK(bench.ack_in(bench.deliver(copy, first, last), 409).acknowledged_through == 5);
  }
  CHECK(bench.whole_entries() == 5);
}

TEST_CASE("Gaps: a hash that the lost row still states proves what stands behind it",
          "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 4);
  kiosk.lose(3, kiosk.hash_at(3));
  bench.ack_in(bench.deliver(kiosk, 1, 5));
  CHECK(number(bench, kGivenHashes) == 1);
  CHECK(bench.whole_entries() == 5);
}

TEST_CASE("Gaps: a body that was missing is taken when it comes", "[ledger][gaps]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 2);
  const auto lost = kiosk.lose_body(2);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 3)).quarantined ==
        std::vector<QuarantinedEntry>{{2, "body_missing"}});
  kiosk.find_body(2, lost);
  CHECK(bench.ack_in(bench.deliver(kiosk, 2, 2)).quarantined.empty());
  CHECK(bench.totals() == domain::Totals{1, 0, 0, 3});
  CHECK(bench.whole_entries() == 3);
}

TEST_CASE("Gaps: any losses, any cutting, any order of roads lead to the same ledger",
          "[ledger][gaps]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CountyBench bench({}, seed);
    INFO(bench.random.description());
    ChainWriter kiosk = day(bench, 40);
    domain::Sequence held = 0;
    while (held < kiosk.newest()) {
      kiosk.find_all_again();
      for (domain::Sequence sequence = 1; sequence <= kiosk.newest(); ++sequence) {
        if (bench.random.below(4) == 0) {
          const bool is_stated = bench.random.below(2) == 0;
          kiosk.lose(sequence, is_stated ? kiosk.hash_at(sequence) : domain::Hash{});
        }
      }
      const domain::Sequence first = 1 + bench.random.below(held + 1);
      const domain::Sequence last = first + bench.random.below(kiosk.newest() - first + 1);
      held = std::max(held, last);
      CHECK(bench.ack_in(bench.deliver(kiosk, first, last)).acknowledged_through == held);
      CHECK(bench.whole_entries() == static_cast<std::int64_t>(held));
    }
    kiosk.find_all_again();
    for (domain::Sequence first = 1; first <= kiosk.newest(); first += 7) {
      bench.ack_in(bench.deliver(kiosk, first, std::min(first + 6, kiosk.newest())));
    }
    CHECK(bench.totals() == domain::Totals{1, 0, 0, 820});
    CHECK(number(bench, kGivenHashes) == 0);
    CHECK(number(bench, kForks) == 0);
    CHECK(number(bench, "SELECT COUNT(*) FROM quarantine") == 0);
  }
}

TEST_CASE("Head query: the county answers for what the kiosk can compare, and says what it holds",
          "[ledger][ack]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 5);
  kiosk.add_text("drone_flight", "{}");
  bench.ack_in(bench.deliver(kiosk, 1, 7));
  for (const domain::Sequence asked : {0U, 1U, 4U, 6U, 7U, 9U}) {
    INFO(asked);
    const auto ack = bench.ask_head(kiosk, asked);
    CHECK(ack.acknowledged_through == std::min<domain::Sequence>(asked, 7));
    CHECK(ack.head == kiosk.hash_at(ack.acknowledged_through));
    CHECK(ack.newest == 7);
    CHECK(ack.quarantined.size() == (asked >= 7 ? 1 : 0));
  }
  CHECK(bench.ack_in(bench.deliver(kiosk, 2, 3)).acknowledged_through == 7);
}

TEST_CASE("Head query: a kiosk that was put back finds the last entry both agree on",
          "[ledger][ack]") {
  CountyBench bench;
  ChainWriter kiosk = day(bench, 57);
  ChainWriter put_back = kiosk;
  for (int i = 0; i < 20; ++i) {
    kiosk.add_handout(1);
    put_back.add_handout(2);
  }
  bench.ack_in(bench.deliver(kiosk, 1, kiosk.newest()));
  domain::Sequence agreed = 0;
  domain::Sequence differs = put_back.newest();
  while (agreed + 1 < differs) {
    const domain::Sequence middle = agreed + (differs - agreed) / 2;
    const auto ack = bench.ask_head(put_back, middle);
    REQUIRE(ack.acknowledged_through == middle);
    (ack.head == put_back.hash_at(middle) ? agreed : differs) = middle;
  }
  CHECK(agreed == 58);
}

}  // namespace
}  // namespace outreach::ledger
