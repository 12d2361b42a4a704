// "Saved" shown to staff, against the disk's own fdatasync of as many bytes.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "sync/client/delivery.h"
#include "sync/client/recorder.h"
#include "tests/bench/bench_kiosk.h"

namespace outreach::bench {
namespace {

constexpr int kSaves = 500;
constexpr std::size_t kRecordBytes =
    300;  // about what one entry adds to the write-ahead log's payload

std::vector<double> raw_syncs(const Path& file) {
  const int descriptor = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const std::array<char, kRecordBytes> bytes{};
  std::vector<double> times;
  for (int i = 0; i < kSaves; ++i) {
    times.push_back(seconds_of([&] {
      if (write(descriptor, bytes.data(), bytes.size()) < 0 || fdatasync(descriptor) != 0) {
        std::perror("fdatasync");
        std::exit(1);
      }
    }));
  }
  close(descriptor);
  return times;
}

std::vector<double> saves(const Path& folder) {
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  auto journal = journal::Journal::open(folder, clock, random, files);
  if (!journal) {
    std::fprintf(stderr, "%s\n", journal.error().context.c_str());
    std::exit(1);
  }
  const journal::Sequence outing = open_sample_outing(*journal);
  std::vector<double> times;
  for (int i = 0; i < kSaves; ++i) {
    const std::array draft{journal::Draft{sample_record(static_cast<std::uint64_t>(i)), outing}};
    times.push_back(seconds_of([&] { must(journal->append(draft)); }));
  }
  return times;
}

// As the kiosk does it: a tap asks the recorder, the answer comes back by the inbox; meanwhile a
// backlog goes to a county process.
struct Busy {
  std::vector<double> saves;
  journal::Sequence sent = 0;  // entries acknowledged while the saves were made
};

Busy saves_while_sending(const Path& folder) {
  const County county(folder / "county");
  Kiosk kiosk(folder / "kiosk");
  constexpr std::size_t kBacklog = 200'000;
  fill(kiosk, kBacklog);
  const client::Grant grant = county.enrol(kiosk);
  const journal::Sequence outing = open_sample_outing(kiosk.journal);
  ThreadWorker writing;
  ThreadWorker reading;
  client::Recorder recorder(kiosk.journal, writing, kiosk.inbox);
  client::Delivery delivery({*kiosk.network, reading, kiosk.inbox, recorder, kiosk.random},
                            {kiosk.folder,
                             {},
                             kiosk.journal.identity(),
                             kiosk.journal.chain(),
                             kiosk.journal.chain_number()},
                            grant);
  delivery.entries_recorded(kiosk.journal.head().sequence);
  constexpr int kWaitMilliseconds = 5;
  const auto turn = [&](int wait) {
    kiosk.inbox.wait(wait);
    kiosk.inbox.drain();
    kiosk.network->poll();
    delivery.tick(kiosk.clock.now());
  };
  while (delivery.status().acknowledged_through == 0) {
    turn(kWaitMilliseconds);
  }
  Busy busy;
  const journal::Sequence before = delivery.status().acknowledged_through;
  for (int i = 0; i < kSaves && delivery.status().waiting > kSaves; ++i) {
    bool done = false;
    const double begin = seconds_now();
    recorder.append({journal::Draft{sample_record(static_cast<std::uint64_t>(i)), outing}},
                    [&](const Result<std::vector<journal::Appended>>& appended) {
                      must(Result<void>(appended ? Result<void>() : appended.error()));
                      done = true;
                      busy.saves.push_back(seconds_now() - begin);
                    });
    while (!done) {
      turn(kWaitMilliseconds);
    }
  }
  busy.sent = delivery.status().acknowledged_through - before;
  kiosk.network->cancel_all();
  writing.flush();
  reading.flush();
  kiosk.inbox.drain();
  return busy;
}

}  // namespace

void bench_saving_while_sending() {
  const auto raw = raw_syncs(bench_folder() / "raw-before");
  const Busy busy = saves_while_sending(bench_folder() / "busy");
  print_heading("Saving one entry while a backlog goes to the county: " +
                std::to_string(busy.saves.size()) + " saves, " + std::to_string(busy.sent) +
                " entries acknowledged meanwhile (limit: append of 300 bytes + fdatasync, idle; "
                "asked for: p99 at most 2 x + 1 ms)");
  for (const double part : {0.5, 0.99}) {
    const double measured = percentile(busy.saves, part);
    const double limit = percentile(raw, part);
    print_row(part < 0.9 ? "tap to durable, p50" : "tap to durable, p99", in_milliseconds(measured),
              in_milliseconds(limit), measured / limit);
  }
}

void bench_saving() {
  const auto raw = raw_syncs(bench_folder() / "raw");
  const auto ours = saves(bench_folder() / "saving");
  print_heading("Saving one entry, durable (500 each; limit: append of 300 bytes + fdatasync)");
  for (const double part : {0.5, 0.99}) {
    const double measured = percentile(ours, part);
    const double limit = percentile(raw, part);
    print_row(part < 0.9 ? "journal append, p50" : "journal append, p99", in_milliseconds(measured),
              in_milliseconds(limit), measured / limit);
  }
}

}  // namespace outreach::bench
