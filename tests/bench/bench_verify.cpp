// verify of a whole journal from cold, against reading and hashing the same bytes.
#include <fcntl.h>
#include <unistd.h>

#include "sync/journal/queries.h"
#include "tests/bench/bench_kiosk.h"

namespace outreach::bench {
namespace {

constexpr std::size_t kEntriesVerified = 100'000;

// What the pages of a file hold is dropped from memory, so that it is read from the disk again.
void make_cold(const Path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || fdatasync(descriptor) != 0 ||
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) != 0) {
    std::perror("posix_fadvise");
    std::exit(1);
  }
  close(descriptor);
}

// Every row is read, its body and its envelope's bytes are hashed once; nothing is compared.
void read_and_hash(const Path& folder) {
  auto database = must(journal::open_reader(folder));
  const auto chains = must(journal::chains(database));
  auto select = must(database.prepare(
      "SELECT sequence,kind,device_time,device_time_trusted,boot,monotonic,outing,salt,body,"
      "body_hash,hash,signature FROM entry ORDER BY chain,sequence"));
  journal::Hash folded{};
  constexpr std::size_t kEnvelopeBytes = 160;
  std::array<std::uint8_t, kEnvelopeBytes> envelope{};
  must(sqlite::each_row(select, [&] {
    const ByteView body = select.blob(8);
    const journal::Hash hashed =
        crypto::Sha256().update(envelope).update(select.blob(7)).update(body).finish();
    std::copy(hashed.begin(), hashed.end(), envelope.begin());
    folded[0] ^= hashed[0];
  }));
  if (chains.empty() || folded == journal::Hash{}) {
    std::fprintf(stderr, "bench: nothing was hashed\n");
    std::exit(1);
  }
}

}  // namespace

void bench_verify() {
  const Path folder = bench_folder() / "verify";
  crypto::PublicKey key{};
  {
    Kiosk kiosk(folder);
    fill(kiosk, kEntriesVerified);
    key = kiosk.journal.identity().key.public_key();
    must(kiosk.journal.database().make_durable());
  }
  const Path file = folder / journal::kJournalFile;
  std::vector<double> limits;
  std::vector<double> ours;
  constexpr int kRuns = 5;
  for (int i = 0; i < kRuns; ++i) {
    make_cold(file);
    limits.push_back(seconds_of([&] { read_and_hash(folder); }));
    make_cold(file);
    ours.push_back(seconds_of([&] {
      auto database = must(journal::open_reader(folder));
      const auto report = must(journal::verify(database, &key));
      if (!report.damages.empty() ||
          report.entries != static_cast<std::int64_t>(kEntriesVerified)) {
        std::fprintf(stderr, "bench: the journal does not verify\n");
        std::exit(1);
      }
    }));
  }
  print_heading(
      "Verifying 100,000 entries from cold, signature included (limit: reading and hashing the "
      "same bytes; medians of 5)");
  const double measured = percentile(ours, 0.5);
  const double limit = percentile(limits, 0.5);
  print_row("verify", in_milliseconds(measured), in_milliseconds(limit), measured / limit);
}

}  // namespace outreach::bench
