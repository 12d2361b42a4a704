// Batches of several kiosks in one commit.
#include <algorithm>

#include "tests/support/county_bench.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct Crowd {
  explicit Crowd(CountyBench& county, int kiosks) : bench(county) {
    for (int i = 0; i < kiosks; ++i) {
      ChainWriter kiosk(bench.random);
      kiosk.add_outing();
      kiosk.add_handout(10);
      bench.welcome(kiosk);
      writers.push_back(kiosk);
    }
  }
  Request batch_of(std::size_t kiosk, domain::Sequence first = 1, domain::Sequence last = 2) {
    return {"POST", protocol::kBatchPath, protocol::kContentType,
            bench.encoded(writers[kiosk], first, last)};
  }
  std::vector<Request> all() {
    std::vector<Request> requests;
    for (std::size_t i = 0; i < writers.size(); ++i) {
      requests.push_back(batch_of(i));
    }
    return requests;
  }

  CountyBench& bench;
  std::vector<ChainWriter> writers;
};

TEST_CASE("Ledger: a group of batches is stored whole and each is acknowledged", "[ledger]") {
  CountyBench bench;
  Crowd crowd(bench, 5);
  const auto responses = bench.handle(crowd.all());
  REQUIRE(responses.size() == 5);
  for (std::size_t i = 0; i < responses.size(); ++i) {
    const protocol::Ack ack = bench.ack_in(responses[i]);
    CHECK(ack.chain == crowd.writers[i].id());
    CHECK(ack.acknowledged_through == 2);
  }
  CHECK(bench.totals() == domain::Totals{5, 0, 0, 50});
  CHECK(bench.whole_entries() == 10);
}

TEST_CASE("Ledger: a group costs one commit, however many kiosks it holds", "[ledger]") {
  FaultyVfs disk;
  CountyBench bench(disk.name());
  Crowd crowd(bench, 9);
  const auto requests = crowd.all();
  const auto syncs_of = [&](const std::vector<Request>& group) {
    const std::uint64_t before = disk.count(FaultyVfs::Operation::Sync);
    bench.handle(group);
    return disk.count(FaultyVfs::Operation::Sync) - before;
  };
  const auto alone = syncs_of({requests[0]});
  CHECK(syncs_of({requests.begin() + 1, requests.end()}) <= alone);
  CHECK(bench.whole_entries() == 18);
}

TEST_CASE("Ledger: bad batches of a group leave their neighbours as they are", "[ledger]") {
  CountyBench bench;
  Crowd crowd(bench, 6);
  auto requests = crowd.all();
  requests[1].body.back() ^= 1U;          // its signature
  requests[2] = crowd.batch_of(2, 2, 2);  // a gap
  requests[3].body = Bytes(20, 'x');      // of no version there is
  ChainWriter stranger(bench.random);
  stranger.add_outing();
  requests[4].body = bench.encoded(stranger, 1, 1);  // never enrolled
  const auto responses = bench.handle(requests);
  const auto statuses = [&] {
    std::vector<int> all;
    for (const Response& response : responses) {
      all.push_back(response.status);
    }
    return all;
  }();
  CHECK(statuses == std::vector<int>{200, 400, 409, 426, 403, 200});
  CHECK(bench.totals() == domain::Totals{2, 0, 0, 20});
  CHECK(bench.whole_entries() == 4);
}

TEST_CASE("Ledger: a batch that cannot be stored is taken back alone, and may come again",
          "[ledger]") {
  CountyBench bench;
  Crowd crowd(bench, 3);
  crowd.writers[1].add_text("strange", "{}");
  REQUIRE(bench.county->database().execute(
      "CREATE TEMP TRIGGER fails BEFORE INSERT ON entry WHEN NEW.kind='strange' "
      "BEGIN SELECT RAISE(ABORT,'a fault of this test'); END"));
  auto requests = crowd.all();
  requests[1] = crowd.batch_of(1, 1, 3);
  const auto responses = bench.handle(requests);
  CHECK(bench.ack_in(responses[0]).acknowledged_through == 2);
  CHECK(responses[1].status == 503);
  CHECK(bench.ack_in(responses[2]).acknowledged_through == 2);
  CHECK(bench.whole_entries() == 4);
  CHECK(bench.totals() == domain::Totals{2, 0, 0, 20});

  REQUIRE(bench.county->database().execute("DROP TRIGGER fails"));
  CHECK(bench.ack_in(bench.handle(requests[1])).acknowledged_through == 3);
  CHECK(bench.totals() == domain::Totals{3, 0, 0, 30});
}

TEST_CASE("Ledger: nobody of a group is confirmed when its commit fails", "[ledger]") {
  FaultyVfs disk;
  CountyBench bench(disk.name());
  Crowd crowd(bench, 3);
  auto requests = crowd.all();
  requests.push_back(requests[0]);  // a repetition of what only this group holds
  requests.push_back({"GET", protocol::kCountyPath, "", {}});
  disk.fail_in(FaultyVfs::Operation::Sync, 1, FaultyVfs::Fault::InputOutput);
  const auto responses = bench.handle(requests);
  CHECK(std::all_of(responses.begin(), responses.begin() + 4,
                    [](const Response& response) { return response.status == 503; }));
  bench.open();
  for (const Response& response : bench.handle(requests)) {
    CHECK(response.status == 200);
  }
  CHECK(bench.whole_entries() == 6);
}

TEST_CASE("Ledger: a group is there whole or not at all after a power cut at any moment of it",
          "[ledger][power]") {
  bool finished = false;
  for (std::size_t moment = 1; !finished; ++moment) {
    INFO("moment " << moment);
    FaultyVfs disk;
    CountyBench bench(disk.name(), moment);
    Crowd crowd(bench, 3);
    const auto requests = crowd.all();
    disk.cut_in(moment);
    const auto responses = bench.handle(requests);
    finished = !disk.is_off();
    const auto confirmed =
        std::count_if(responses.begin(), responses.end(),
                      [](const Response& response) { return response.status == 200; });
    CHECK((confirmed == 0 || confirmed == 3));
    disk.power_cut([&] { return bench.random.below(2) == 0; });
    bench.open();
    const std::int64_t entries = bench.whole_entries();
    CHECK((entries == 6 || (entries == 0 && confirmed == 0)));
    for (const Response& response : bench.handle(requests)) {
      CHECK(response.status == 200);
    }
    CHECK(bench.totals() == domain::Totals{3, 0, 0, 30});
  }
}

TEST_CASE("Ledger: two batches of one kiosk in a group follow one another", "[ledger]") {
  CountyBench bench;
  Crowd crowd(bench, 1);
  const auto responses =
      bench.handle(std::vector<Request>{crowd.batch_of(0, 1, 1), crowd.batch_of(0, 2, 2)});
  CHECK(bench.ack_in(responses[0]).acknowledged_through == 2);
  CHECK(bench.ack_in(responses[1]).acknowledged_through == 2);
  CHECK(bench.whole_entries() == 2);
}

}  // namespace
}  // namespace outreach::ledger
