// What the office orders about its kiosks while the county serves.
#include "sync/ledger/orders.h"

#include "sync/ledger/fleet.h"
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct Office : CountyBench {
  Office() {
    first.add_outing();
    first.add_handout(10);
    first.add_handout(20);
    REQUIRE(enrol(first.key(), new_code("一号")).status == 200);
  }
  void order(FleetOrder::Kind kind, const std::string& text = "") {
    required_of(give_order(folder.path(), {kind, first.id().kiosk, text}, clock, files, random));
  }
  static void required_of(const Result<void>& done) {
    if (!done) {
      FAIL(done.error().context);
    }
  }
  KioskReport report(std::size_t at = 0) {
    return required(kiosk_reports(county->database())).at(at);
  }

  ChainWriter first{random};
};

TEST_CASE("Orders: a revoked kiosk is told so from the next request on; what it brought stays",
          "[ledger]") {
  Office office;
  office.ack_in(office.deliver(office.first, 1, 2));
  office.order(FleetOrder::Kind::Revoke, "被盗");
  const Response batch = office.deliver(office.first, 3, 3);
  CHECK(batch.status == 403);
  CHECK(error_word(batch) == "revoked");
  const Response head =
      office.post(protocol::kHeadPath,
                  protocol::encode_head_query({office.first.id(), {}, 3}, office.first.key()));
  CHECK(error_word(head) == "revoked");
  CHECK(error_word(office.enrol(office.first.key(), office.new_code("又来"))) == "code_refused");
  CHECK(office.totals() == domain::Totals{1, 0, 0, 10});
  CHECK(office.whole_entries() == 2);
  const KioskReport report = office.report();
  CHECK(report.revoked);
  CHECK(report.revoked_for == "被盗");
  CHECK(report.revoked_at == office.clock.now().wall);

  office.order(FleetOrder::Kind::Reinstate);
  office.ack_in(office.deliver(office.first, 3, 3));
  CHECK(office.totals() == domain::Totals{1, 0, 0, 30});
  CHECK_FALSE(office.report().revoked);
  CHECK(office.report().revoked_for.empty());
}

TEST_CASE("Orders: a kiosk is called by its new name at once", "[ledger]") {
  Office office;
  office.order(FleetOrder::Kind::Rename, "城关镇");
  office.get(protocol::kCountyPath);  // any request
  CHECK(office.report().name == "城关镇");
  CHECK(required(waiting_orders(office.folder.path(), office.files)).empty());
}

TEST_CASE("Orders: what waits is carried out when the county starts, the newest last", "[ledger]") {
  Office office;
  office.close();
  for (const char* name : {"甲", "乙", "丙"}) {
    office.order(FleetOrder::Kind::Rename, name);
    office.clock.advance(std::chrono::milliseconds(1));
  }
  CHECK(required(waiting_orders(office.folder.path(), office.files)).size() == 3);
  office.open();
  CHECK(office.report().name == "丙");
}

TEST_CASE("Orders: an order whose file came back is not carried out again", "[ledger]") {
  Office office;
  office.order(FleetOrder::Kind::Rename, "甲");
  const Path folder = office.folder.path() / kOrdersFolder;
  const std::string name = required(office.files.list(folder)).front();
  const Bytes kept = required(office.files.read(folder / name, 10'000));
  office.get(protocol::kCountyPath);
  office.clock.advance(std::chrono::seconds(1));
  office.order(FleetOrder::Kind::Rename, "乙");
  office.get(protocol::kCountyPath);
  Office::required_of(office.files.write_atomically(folder / name, kept, 0600));
  office.get(protocol::kCountyPath);
  CHECK(office.report().name == "乙");
}

TEST_CASE("Orders: what is no order asks for nothing and is gone", "[ledger]") {
  Office office;
  const Path folder = office.folder.path() / kOrdersFolder;
  Office::required_of(office.files.make_folders(folder));
  for (const char* text : {"", "{}", R"({"order":"erase","kiosk":"00"})", "\xff"}) {
    Office::required_of(office.files.write_atomically(folder / "1.json", bytes_of(text), 0600));
    office.ack_in(office.deliver(office.first, 1, 1));
    CHECK(required(office.files.list(folder)).empty());
  }
}

TEST_CASE("Orders: a name or a reason that is none is refused before anything is written",
          "[ledger]") {
  Office office;
  for (const auto kind : {FleetOrder::Kind::Rename, FleetOrder::Kind::Revoke}) {
    for (const char* text : {"", " ", "a\nb"}) {
      const auto given = give_order(office.folder.path(), {kind, office.first.id().kiosk, text},
                                    office.clock, office.files, office.random);
      REQUIRE_FALSE(given);
      CHECK(given.error().code == ErrorCode::InvalidInput);
    }
  }
  CHECK_FALSE(office.files.exists(office.folder.path() / kOrdersFolder));
}

TEST_CASE("Fleet: a successor takes the name, the old device is closed, and both stay counted",
          "[ledger]") {
  Office office;
  office.ack_in(office.deliver(office.first, 1, 2));
  const std::string code =
      required(create_code(office.folder.path(), "一号", office.county->keys(), office.clock,
                           office.files, office.random, {kCodeLifetime, office.first.id().kiosk}));
  office.ack_in(office.deliver(office.first, 1, 3));  // until the code is used, the old one goes on
  ChainWriter successor(office.random);
  successor.add_outing();
  successor.add_handout(5);
  REQUIRE(office.enrol(successor.key(), code).status == 200);
  REQUIRE(office.enrol(successor.key(), code).status == 200);  // its first answer was lost
  office.ack_in(office.deliver(successor, 1, 2));
  CHECK(error_word(office.deliver(office.first, 1, 3)) == "revoked");
  CHECK(office.totals() == domain::Totals{2, 0, 0, 35});
  const auto reports = required(kiosk_reports(office.county->database()));
  REQUIRE(reports.size() == 2);
  const auto by_name = required(find_by_words(reports, "一号"));
  CHECK(by_name.kiosk == successor.id().kiosk);  // the one at work is meant
  const auto old = required(find_by_words(reports, to_hex(office.first.id().kiosk).substr(0, 8)));
  CHECK(old.replaced_by == successor.id().kiosk);
  CHECK(old.name == "一号");
}

TEST_CASE("Fleet: the device itself, repaired, may use the code and goes on", "[ledger]") {
  Office office;
  const std::string code =
      required(create_code(office.folder.path(), "一号", office.county->keys(), office.clock,
                           office.files, office.random, {kCodeLifetime, office.first.id().kiosk}));
  REQUIRE(office.enrol(office.first.key(), code).status == 200);
  office.ack_in(office.deliver(office.first, 1, 3));
}

TEST_CASE("Fleet: a kiosk is found by name and number, and never guessed among several",
          "[ledger]") {
  Office office;
  const ChainWriter namesake(office.random);
  REQUIRE(office.enrol(namesake.key(), office.new_code("一号")).status == 200);
  const auto reports = required(kiosk_reports(office.county->database()));
  const auto several = find_by_words(reports, "一号");
  REQUIRE_FALSE(several);
  CHECK(several.error().code == ErrorCode::InvalidInput);
  CHECK(several.error().context.find(to_hex(namesake.id().kiosk)) != std::string::npos);
  CHECK(required(find_by_words(reports, to_hex(namesake.id().kiosk))).kiosk == namesake.id().kiosk);
  for (const char* words : {"", "二号", "0"}) {
    const auto none = find_by_words(reports, words);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::NotFound);
  }
}

}  // namespace
}  // namespace outreach::ledger
