// What an earlier program could not count, judged anew by one that can.
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kLaterKind = "later_handout";

// A county whose program of that time knew no such kind, and now does: the entries are there as it
// stored them, with its verdicts.
struct Upgraded : CountyBench {
  explicit Upgraded(int entries) {
    kiosk.add_outing();
    for (int i = 0; i < entries; ++i) {
      const Bytes body = domain::encode_body({domain::Handout{"regulations", 1}, "张三", {}});
      kiosk.add(kLaterKind, body, 1);
    }
    welcome(kiosk);
    for (domain::Sequence first = 1; first <= kiosk.newest(); first += 500) {
      ack_in(deliver(kiosk, first, std::min(kiosk.newest(), first + 499)));
    }
    REQUIRE(set_aside() == entries);
  }
  void learn() {
    REQUIRE(county->database().execute(std::string("UPDATE entry SET kind='handout' WHERE kind='") +
                                       kLaterKind + "'"));
  }
  int set_aside() {
    return static_cast<int>(
        required(county->database().integer("SELECT COUNT(*) FROM quarantine")));
  }
  int judge_all() {
    int steps = 1;
    while (required(county->judge_again())) {
      ++steps;
    }
    return steps;
  }

  ChainWriter kiosk{random};
};

TEST_CASE("Judged again: what this program understands is counted, and the kiosk hears of it",
          "[ledger]") {
  Upgraded county(3);
  CHECK(county.totals() == domain::Totals{1, 0, 0, 0});
  county.learn();
  county.open();
  county.judge_all();
  CHECK(county.totals() == domain::Totals{1, 0, 0, 3});
  CHECK(county.set_aside() == 0);
  CHECK(county.ask_head(county.kiosk, county.kiosk.newest()).quarantined.empty());
}

TEST_CASE("Judged again: what it still does not understand stays as it is", "[ledger]") {
  Upgraded county(3);
  county.kiosk.add_text("drone_flight", "{}");
  county.ack_in(county.deliver(county.kiosk, 5, 5));
  county.learn();
  county.open();
  county.judge_all();
  CHECK(county.set_aside() == 1);
  const auto aside = county.ask_head(county.kiosk, 5).quarantined;
  REQUIRE(aside.size() == 1);
  CHECK(aside.front() == protocol::QuarantinedEntry{5, "unknown_kind"});
}

TEST_CASE("Judged again: goes in bounded steps, and kiosks are served between them", "[ledger]") {
  Upgraded county(2 * kJudgedAgainAtOnce + 1);
  county.learn();
  county.open();
  CHECK(required(county.county->judge_again()));
  CHECK(county.set_aside() == kJudgedAgainAtOnce + 1);
  county.kiosk.add_handout(100);
  county.ack_in(county.deliver(county.kiosk, county.kiosk.newest(), county.kiosk.newest()));
  county.judge_all();
  CHECK(county.set_aside() == 0);
  CHECK(county.totals() == domain::Totals{1, 0, 0, 2 * kJudgedAgainAtOnce + 1 + 100});
}

TEST_CASE("Judged again: is done once, and after a cut in the middle goes on at the next start",
          "[ledger]") {
  Upgraded county(kJudgedAgainAtOnce + 5);
  county.learn();
  county.open();
  CHECK(required(county.county->judge_again()));
  county.open();  // as after a power cut
  CHECK(county.judge_all() == 1);
  CHECK_FALSE(required(county.county->judge_again()));
  CHECK(county.totals() == domain::Totals{1, 0, 0, kJudgedAgainAtOnce + 5});
}

TEST_CASE("Judged again: what referred to an entry that is counted now is counted too",
          "[ledger]") {
  CountyBench county;
  ChainWriter kiosk(county.random);
  const Date day{std::chrono::year{2127} / 1 / 10};
  kiosk.add(
      "later_outing",
      domain::encode_body(
          {domain::OutingOpened{domain::OutingKind::Market, "县城集", "乐昌镇", day}, "张三", {}}),
      0);
  kiosk.add_handout(7);
  county.welcome(kiosk);
  CHECK(county.ack_in(county.deliver(kiosk, 1, 2)).quarantined.size() == 2);
  REQUIRE(county.county->database().execute(
      "UPDATE entry SET kind='outing_opened' WHERE kind='later_outing'"));
  county.open();
  while (required(county.county->judge_again())) {
  }
  CHECK(county.totals() == domain::Totals{1, 0, 0, 7});
}

// A county that knew no stock, no remark, no joint visits and nothing of what residents do is sent
// all of them.
TEST_CASE("Quarantine: an older county's unknown kinds count after its upgrade", "[ledger]") {
  CountyBench county;
  ChainWriter kiosk(county.random);
  const Date day{std::chrono::year{2127} / 1 / 10};
  kiosk.add_outing();
  const auto add = [&](const char* kind, const domain::Content& content, domain::Sequence outing) {
    return kiosk.add(kind, domain::encode_body({content, "张三", {}}), outing);
  };
  const auto stock =
      add("later_stock", domain::Stock{"regulations", domain::StockMovement::TakenOut, 200}, 1);
  const auto corrected =
      kiosk.add_record(domain::Correction{stock, 200, 210, domain::CorrectionReason::Miscount});
  const auto remark =
      add("later_remark", domain::Remark{domain::kRemarkStockDifference, "regulations", -3}, 1);
  const auto visit =
      add("later_outing",
          domain::OutingOpened{domain::OutingKind::JointVisit, "里村", "乐昌镇", day, {}, true}, 0);
  const auto given = kiosk.add_record(domain::Handout{"regulations", 7}, visit);
  const auto rating =
      add("later_rating", domain::Rating{domain::Rated::Answer, domain::Face::Bad}, visit);
  const auto reading = add("later_self_service", domain::SelfService{"regulations", 90, 1}, 0);
  kiosk.add_handout(50);
  county.welcome(kiosk);
  CHECK(county.ack_in(county.deliver(kiosk, 1, kiosk.newest())).quarantined ==
        std::vector<protocol::QuarantinedEntry>{{stock, "unknown_kind"},
                                                {corrected, "bad_target"},
                                                {remark, "unknown_kind"},
                                                {visit, "unknown_kind"},
                                                {given, "unknown_outing"},
                                                {rating, "unknown_kind"},
                                                {reading, "unknown_kind"}});
  CHECK(county.totals() == domain::Totals{1, 0, 0, 50});
  for (const char* kind : {"stock", "remark", "rating", "self_service"}) {
    REQUIRE(county.county->database().execute("UPDATE entry SET kind='" + std::string(kind) +
                                              "' WHERE kind='later_" + kind + "'"));
  }
  REQUIRE(county.county->database().execute(
      "UPDATE entry SET kind='outing_opened' WHERE kind='later_outing'"));
  county.open();
  while (required(county.county->judge_again())) {
  }
  CHECK(county.totals() == domain::Totals{2, 0, 0, 57, 1, 1, 90, 1});
  CHECK(required(county.county->database().integer("SELECT copies FROM stock")) == 210);
  CHECK(required(county.county->database().integer("SELECT COUNT(*) FROM quarantine")) == 0);
}

}  // namespace
}  // namespace outreach::ledger
