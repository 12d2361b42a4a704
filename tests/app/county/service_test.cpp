// The county on a real socket, with real kiosks.
#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "sync/ledger/archive.h"
#include "tests/app/county/served_county.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/separate_disks.h"

namespace outreach::county {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

TEST_CASE("Service: a market day recorded offline arrives whole, and both sides count the same",
          "[county]") {
  Served county;
  Stall stall;
  stall.record_day(20);  // before any server was reached
  stall.enrol(county, county.code);
  stall.deliver_all();
  stall.record(domain::Handout{"regulations", 1'000}, 1);  // and while it is connected
  stall.deliver_all();
  CHECK(stall.kiosk->status().acknowledged_through == 42);
  CHECK(stall.kiosk->status().set_aside.empty());

  county.stop();
  county.bench.open();
  const domain::Totals expected{1, 20, 40, 1'210};
  CHECK(stall.totals() == expected);
  CHECK(county.bench.totals() == expected);
  CHECK(county.bench.whole_entries() == 42);
  const auto chains = required(journal::chains(county.bench.county->database()));
  REQUIRE(chains.size() == 1);
  CHECK(chains.front().id == stall.kiosk->journal().chain());
  CHECK(chains.front().head == stall.kiosk->journal().head());
}

TEST_CASE("Service: two kiosks deliver at the same time and are kept apart", "[county]") {
  Served county;
  Stall first(5);
  Stall second(6);
  first.enrol(county, county.code);
  second.enrol(county, county.other_code);
  first.record_day(10);
  second.record_day(5);
  first.deliver_all();
  second.deliver_all();
  county.stop();
  county.bench.open();
  CHECK(county.bench.whole_entries() == 21 + 11);
  const auto table =
      required(journal::tally(county.bench.county->database(), {domain::Dimension::Kiosk}, {}));
  CHECK(table.rows.size() == 2);
  CHECK(table.totals == domain::Totals{2, 15, 30, 70});
}

TEST_CASE("Service: delivery goes on where it was after the county was away", "[county]") {
  Served county;
  Stall stall;
  stall.enrol(county, county.code);
  stall.record_day(3);
  stall.deliver_all();
  county.stop();
  stall.record(domain::Handout{"regulations", 50}, 1);
  while (stall.kiosk->status().link != client::Link::WaitingRetry) {
    stall.kiosk->turn();
  }
  CHECK(stall.kiosk->status().trouble == client::Trouble::Unreachable);
  county.start();
  stall.clock.advance(std::chrono::hours(1));
  stall.deliver_all();
  county.stop();
  county.bench.open();
  CHECK(county.bench.whole_entries() == 8);
  CHECK(county.bench.totals() == stall.totals());
}

TEST_CASE("Service: a kiosk that was stopped in the middle goes on without losing or doubling",
          "[county]") {
  Served county;
  Stall stall;
  stall.enrol(county, county.code);
  stall.record_day(3);
  stall.kiosk->turn();  // perhaps a batch has left; nobody waits for the answer
  stall.open();
  REQUIRE(stall.kiosk->start_delivery());
  stall.record(domain::Handout{"regulations", 50}, 1);
  stall.deliver_all();
  county.stop();
  county.bench.open();
  CHECK(county.bench.whole_entries() == 8);
  CHECK(county.bench.totals() == stall.totals());
}

TEST_CASE("Service: a backup is made while kiosks deliver, and the county says so to them",
          "[county]") {
  Served county;
  Stall stall;
  TemporaryFolder disk;
  SeparateDisks files;
  files.put_on_own_disk(disk.path());
  stall.enrol(county, county.code);
  stall.record_day(3);
  stall.deliver_all();
  stall.record_day(3);
  stall.kiosk->turn();  // a batch is on its way while the ledger is copied
  const auto backup =
      required(ledger::back_up(county.bench.folder.path(), disk.path(), county.bench.clock, files));
  CHECK(backup.entries >= 7);
  stall.deliver_all();
  stall.record(domain::Handout{"regulations", 50}, 1);
  stall.deliver_all();
  county.stop();
  county.bench.open();
  CHECK(county.bench.totals() == stall.totals());
  const auto archived = required(ledger::archived_through(county.bench.county->database(), 1));
  CHECK(archived == static_cast<domain::Sequence>(backup.entries));
}

TEST_CASE("Service: when more wait than the disk can serve, kiosks are told when to come again",
          "[county]") {
  Served county({}, 0);
  Signal woken;
  const auto transport = required(http::make_curl_transport({}, woken.raiser()));
  std::set<int> told;
  for (int i = 0; i < 8; ++i) {
    const auto answer = ask(*transport, woken, "GET", county.url(protocol::kCountyPath));
    CHECK(answer.status == 503);
    CHECK(answer.content_type == protocol::kErrorContentType);
    REQUIRE(answer.retry_after);
    const int seconds = std::stoi(*answer.retry_after);
    CHECK(seconds >= kRetryAfterLeastSeconds);
    CHECK(seconds <= kRetryAfterMostSeconds);
    told.insert(seconds);
  }
  CHECK(told.size() > 2);                 // also of kiosks that stand behind one address
  CHECK(county.log.lines().size() == 1);  // said once, not for each
}

TEST_CASE("Service: what an earlier program set aside is judged anew once the county serves",
          "[county]") {
  Served county;
  county.stop();
  county.bench.open();
  ChainWriter kiosk(county.bench.random);
  kiosk.add_outing();
  kiosk.add("later_handout", domain::encode_body({domain::Handout{"regulations", 7}, "张三", {}}),
            1);
  county.bench.welcome(kiosk);
  CHECK(county.bench.ack_in(county.bench.deliver(kiosk, 1, 2)).quarantined.size() == 1);
  REQUIRE(county.bench.county->database().execute(
      "UPDATE entry SET kind='handout' WHERE kind='later_handout'"));
  county.start();
  county.stop();  // finishes what it had in hand
  county.bench.open();
  CHECK(county.bench.totals() == domain::Totals{1, 0, 0, 7});
}

TEST_CASE("Service: a failed database ends the service instead of answering on", "[county]") {
  FaultyVfs disk;
  Served county(disk.name());
  Stall stall;
  stall.enrol(county, county.code);
  disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  stall.record_day(1);
  while (stall.kiosk->status().link != client::Link::WaitingRetry) {
    stall.kiosk->turn();
  }
  CHECK(county.failed.wait());
  CHECK(stall.kiosk->status().acknowledged_through == 0);
  const auto lines = county.log.lines();
  CHECK(std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
          return line.find("the database failed") != std::string::npos;
        }) == 1);
  county.stop();
  county.start();  // as a supervisor does
  stall.clock.advance(std::chrono::hours(1));
  stall.deliver_all();
  county.stop();
  county.bench.open();
  CHECK(county.bench.totals() == stall.totals());
}

TEST_CASE(
    "Service: the log has a line for each enrolment and each trouble, none for what goes well",
    "[county]") {
  Served county;
  Stall stall;
  stall.enrol(county, county.code);
  stall.record_day(2);
  stall.deliver_all();
  Signal woken;
  const auto transport = required(http::make_curl_transport({}, woken.raiser()));
  CHECK(ask(*transport, woken, "GET", county.url("/favicon.ico")).status == 404);
  CHECK(ask(*transport, woken, "POST", county.url(protocol::kBatchPath)).status == 400);
  const auto lines = county.log.lines();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "2127-01-10T00:14:00.000Z enrolled kiosk " +
                        to_hex(stall.kiosk->journal().chain().kiosk).substr(0, 8));
  CHECK(lines[1].find("trouble: 400 to /v1/batches") != std::string::npos);
}

TEST_CASE("Service: a request in hand is finished when the service stops", "[county]") {
  FaultyVfs disk;
  Served county(disk.name());
  Stall stall;
  stall.enrol(county, county.code);
  disk.hold_syncs();
  std::atomic<bool> is_held = false;
  std::thread watcher([&] { is_held = disk.wait_until_held(); });
  stall.record_day(1);
  while (!is_held) {
    stall.kiosk->turn();
  }
  watcher.join();
  std::thread releaser([&] { disk.release_syncs(); });
  county.stop();
  releaser.join();
  county.bench.open();
  CHECK(county.bench.whole_entries() >= 1);

  while (stall.kiosk->status().link != client::Link::WaitingRetry) {
    stall.kiosk->turn();  // it hears that nobody is there any more
  }
  county.start();
  stall.clock.advance(std::chrono::hours(1));
  stall.deliver_all();
  county.stop();
  county.bench.open();
  CHECK(county.bench.whole_entries() == 3);
  CHECK(county.bench.totals() == stall.totals());
}

}  // namespace
}  // namespace outreach::county
