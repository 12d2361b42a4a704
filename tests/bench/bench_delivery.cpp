// A backlog recorded offline, delivered to a real county process over loopback.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "platform/base/text.h"
#include "platform/compression/compression.h"
#include "platform/http/transport.h"
#include "sync/client/courier.h"
#include "sync/client/delivery.h"
#include "tests/bench/bench_kiosk.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

namespace outreach::bench {
namespace {

using client::Delivery;

// Counts what goes through, headers left aside.
class CountingTransport final : public http::Transport {
 public:
  explicit CountingTransport(http::Transport& inner) : inner_(inner) {}

  void start(http::Request request, Done done) override {
    bytes_up += request.body.size();
    ++requests;
    inner_.start(std::move(request), std::move(done));
  }
  std::size_t poll() override {
    return inner_.poll();
  }
  void cancel_all() override {
    inner_.cancel_all();
  }

  std::size_t bytes_up = 0;
  std::size_t requests = 0;

 private:
  http::Transport& inner_;
};

struct Delivered {
  double seconds = 0;
  double cpu = 0;
  std::size_t bytes = 0;
  std::size_t requests = 0;
};

Delivered deliver(Kiosk& kiosk, const client::Grant& grant) {
  CountingTransport transport(*kiosk.network);
  ThreadWorker writing;
  ThreadWorker reading;
  client::Recorder recorder(kiosk.journal, writing, kiosk.inbox);
  const double cpu = cpu_seconds();
  const double begin = seconds_now();
  Delivery delivery({transport, reading, kiosk.inbox, recorder, kiosk.random, kiosk.files},
                    {kiosk.folder,
                     {},
                     kiosk.journal.identity(),
                     kiosk.journal.chain(),
                     kiosk.journal.chain_number()},
                    grant);
  const journal::Sequence newest = kiosk.journal.head().sequence;
  delivery.entries_recorded(newest);
  constexpr int kWaitMilliseconds = 50;
  while (delivery.status().acknowledged_through < newest) {
    kiosk.inbox.wait(kWaitMilliseconds);
    kiosk.inbox.drain();
    transport.poll();
    delivery.tick(kiosk.clock.now());
  }
  const Delivered result{seconds_now() - begin, cpu_seconds() - cpu, transport.bytes_up,
                         transport.requests};
  writing.flush();
  reading.flush();
  kiosk.inbox.drain();
  return result;
}

// What the same facts weigh when zstd has all of them at once, with their salts, which nothing can
// shrink.
double bytes_at_best(sqlite::Database& database, std::size_t records) {
  const auto entries = must(journal::read_entries(database, 1, 1, records, SIZE_MAX));
  Bytes bodies;
  for (const journal::Entry& entry : entries) {
    bodies.insert(bodies.end(), entry.body->begin(), entry.body->end());
  }
  const auto salts = static_cast<double>(entries.size() * sizeof(domain::Salt));
  return (static_cast<double>(compression::compress(bodies).size()) + salts) /
         static_cast<double>(entries.size());
}

// The same rows through bare SQLite, as the county must store them, durable per batch: no network,
// no checks.
double rows_per_second_at_best(const Path& folder, const std::vector<journal::Entry>& entries) {
  auto database = must(sqlite::Database::open((folder / "bare.sqlite").string(), {}));
  must(database.execute(
      "CREATE TABLE entry(chain INTEGER,sequence INTEGER,body BLOB,hash BLOB,salt BLOB,"
      "PRIMARY KEY(chain,sequence)) WITHOUT ROWID"));
  auto insert = must(database.prepare("INSERT INTO entry VALUES(1,?,?,?,?)"));
  const double seconds = seconds_of([&] {
    for (std::size_t i = 0; i < entries.size();) {
      auto transaction = must(sqlite::Transaction::begin(database));
      for (std::size_t n = 0; n < kAppendAtOnce && i < entries.size(); ++n, ++i) {
        const journal::Entry& entry = entries[i];
        insert.bind(1, entry.envelope.sequence)
            .bind(2, ByteView(*entry.body))
            .bind(3, ByteView(entry.hash));
        must(insert.bind(4, ByteView(entry.envelope.salt)).run());
      }
      must(transaction.commit());
    }
  });
  return static_cast<double>(entries.size()) / seconds;
}

// The same number of entries by stick, on the same disk: onto it, and into the county that serves.
void bench_stick(const Path& folder, std::size_t records, double seconds_by_network) {
  const County county(folder / "stick-county");
  Kiosk kiosk(folder / "stick-kiosk");
  fill(kiosk, records);
  const client::Grant grant = county.enrol(kiosk);
  const Path mount = folder / "stick";
  std::filesystem::create_directories(mount);
  const auto medium = must(open_medium(protocol::stick_folder(mount), WhenMissing::Make));
  client::Courier courier(kiosk.folder, {}, kiosk.journal.identity(),
                          {grant.document.sign_key, grant.document.transport_key}, kiosk.random);
  const double written = seconds_of([&] {
    const auto trip = must(client::make_trip(courier, *medium, kiosk.journal,
                                             client::StickExtent::Waiting, kiosk.clock.now().wall));
    if (trip.written.missing != 0) {
      must(Result<void>(Error{ErrorCode::InputOutput, trip.written.detail}));
    }
  });
  const ChildUse imported = run_child({program("outreach-county"), "import", "--data",
                                       county.folder().string(), "--from", mount.string()});
  if (imported.exit_code != 0) {
    must(Result<void>(Error{ErrorCode::InputOutput, "the import was not complete"}));
  }
  const std::string label = with_thousands(static_cast<std::int64_t>(records)) + " entries: ";
  print_row(label + "onto a stick and read back (limit: by network)", in_milliseconds(written),
            in_milliseconds(seconds_by_network), written / seconds_by_network);
  print_row(label + "stick imported while the county serves (limit: by network)",
            in_milliseconds(imported.wall_seconds), in_milliseconds(seconds_by_network),
            imported.wall_seconds / seconds_by_network);
}

void bench_backlog(std::size_t records) {
  const Path folder = bench_folder() / ("delivery-" + std::to_string(records));
  const County county(folder / "county");
  Kiosk kiosk(folder / "kiosk");
  fill(kiosk, records);
  const client::Grant grant = county.enrol(kiosk);
  const Delivered delivered = deliver(kiosk, grant);
  const auto count = static_cast<double>(records);
  auto reader = must(journal::open_reader(kiosk.folder));
  const auto entries = must(journal::read_entries(reader, 1, 1, records, SIZE_MAX));
  const double bare = rows_per_second_at_best(folder, entries);
  const double rate = count / delivered.seconds;
  const double bytes = static_cast<double>(delivered.bytes) / count;
  const double best = bytes_at_best(reader, records);
  const std::string label = with_thousands(static_cast<std::int64_t>(records)) + " entries: ";
  print_row(label + "delivered and acknowledged", rounded(rate, 0, "/s"), rounded(bare, 0, "/s"),
            rate / bare);
  print_row(label + "bytes up per entry", rounded(bytes, 1, "B"), rounded(best, 1, "B"),
            bytes / best);
  print_row(label + "start to last signed ack, requests " + std::to_string(delivered.requests),
            in_milliseconds(delivered.seconds), in_milliseconds(count / bare),
            delivered.seconds * bare / count);
  print_row(label + "kiosk CPU per entry", rounded(delivered.cpu / count * 1e6, 1, "us"),
            rounded(1e6 / bare, 1, "us"), delivered.cpu * bare / count);
  bench_stick(folder, records, delivered.seconds);
}

}  // namespace

void bench_delivery() {
  print_heading(
      "Backlog to a county process over loopback (limits: bare SQLite inserts of the same rows, "
      "2,000 a durable commit;\n"
      "zstd -3 over all bodies at once plus 16 bytes of salt each)");
  for (const std::size_t records : {std::size_t{100}, std::size_t{10'000}, std::size_t{100'000}}) {
    bench_backlog(records);
  }
}

}  // namespace outreach::bench
