// "Saved" shown to staff, against the disk's own fdatasync of as many bytes.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "platform/clock/clock.h"
#include "platform/random/random.h"
#include "sync/journal/journal.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

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

}  // namespace

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
