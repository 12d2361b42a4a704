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
constexpr int kTaps = 2'000;                   // enough that the 20 slowest say something
constexpr double kSecondsBetweenTaps = 0.005;  // faster than any hand
constexpr std::size_t kRecordBytes =
    300;  // about what one entry adds to the write-ahead log's payload

std::vector<double> raw_syncs(const Path& file, int count) {
  const int descriptor = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const std::array<char, kRecordBytes> bytes{};
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
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
  const County county(memory_folder() / "county", County::Place::Elsewhere);
  Kiosk kiosk(folder / "kiosk");
  constexpr std::size_t kBacklog = 400'000;
  fill(kiosk, kBacklog);
  const client::Grant grant = county.enrol(kiosk);
  const journal::Sequence outing = open_sample_outing(kiosk.journal);
  ThreadWorker writing;
  ThreadWorker reading(Urgency::Background);
  client::Recorder recorder(kiosk.journal, writing, kiosk.inbox);
  client::Delivery delivery(
      {*kiosk.network, reading, kiosk.inbox, recorder, kiosk.random, kiosk.files},
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
  double next = seconds_now();
  for (int i = 0; i < kTaps && delivery.status().waiting > kTaps; ++i) {
    while (seconds_now() < next) {
      turn(1);
    }
    bool done = false;
    const double begin = seconds_now();
    next = begin + kSecondsBetweenTaps;
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
  const auto raw = raw_syncs(bench_folder() / "raw-before", kTaps);
  const Busy busy = saves_while_sending(bench_folder() / "busy");
  print_heading(
      "Saving one entry while a backlog goes to the county, which is as on a machine of its own: " +
      std::to_string(busy.saves.size()) + " taps, " + std::to_string(busy.sent) +
      " entries acknowledged meanwhile (limit: append of 300 bytes + fdatasync, idle)");
  constexpr double kOneMillisecond = 0.001;
  const auto row = [](const char* what, double measured, double limit) {
    print_row(what, in_milliseconds(measured), in_milliseconds(limit), measured / limit);
  };
  row("tap to durable, p50", percentile(busy.saves, 0.5), percentile(raw, 0.5));
  const double slow = percentile(busy.saves, 0.99);
  row("tap to durable, p99", slow, percentile(raw, 0.99));
  row("tap to durable, p99, against 2 x the limit + 1 ms", slow,
      2 * percentile(raw, 0.99) + kOneMillisecond);
}

void bench_saving() {
  const auto raw = raw_syncs(bench_folder() / "raw", kSaves);
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
