// The kiosk's own `sync` and a county process with a bad line between them. The limits are what the
// design promises (bytes, round trips, share of the link), so a ratio above 1 is a broken promise.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "platform/base/text.h"
#include "tests/bench/bench_kiosk.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"
#include "tests/support/long_run.h"
#include "tests/support/raw_socket.h"
#include "tests/support/wire_proxy.h"

namespace outreach::bench {
namespace {

using testing::Line;
using testing::Traffic;
using testing::WireProxy;

constexpr std::chrono::milliseconds kHalfOfSlowTrip{300};
constexpr std::size_t kThinLink = 64'000;

std::uint16_t port_of(const std::string& url) {
  return static_cast<std::uint16_t>(std::strtoul(url.c_str() + url.rfind(':') + 1, nullptr, 10));
}

// A county, and a kiosk that has recorded so much offline.
class Backlog {
 public:
  Backlog(const std::string& name, std::size_t records)
      : folder_(bench_folder() / ("wire-" + name)),
        county_(folder_ / "county"),
        proxy_(port_of(county_.url())) {
    Kiosk kiosk(folder_ / "kiosk");
    fill(kiosk, records);
    static_cast<void>(county_.enrol(kiosk));
  }

  ChildUse sync(const Line& line) {
    proxy_.use(line);
    const ChildUse use =
        run_child({program("outreach-kiosk"), "sync", "--insist", "--patience", "120", "--data",
                   (folder_ / "kiosk").string(), "--county", proxy_.url()});
    if (use.exit_code != 0) {
      std::fprintf(stderr, "bench: sync ended with %d\n", use.exit_code);
      std::exit(1);
    }
    return use;
  }
  std::size_t batches() const {
    std::size_t count = 0;
    for (const std::string& stream : proxy_.heard()) {
      constexpr const char* kPost = "POST /v1/batches";
      for (std::size_t at = stream.find(kPost); at != std::string::npos;
           at = stream.find(kPost, at + 1)) {
        ++count;
      }
    }
    return count;
  }
  Traffic traffic() const {
    return proxy_.traffic();
  }
  // Every batch that went up, sent to the county again; CPU seconds that it took there.
  double resend() const {
    const double before = county_cpu();
    testing::RawPeer peer = testing::RawPeer::connect(port_of(county_.url()));
    for (const std::string& stream : proxy_.heard()) {
      for (const std::string& request : testing::messages_in(stream)) {
        if (request.starts_with("POST /v1/batches")) {
          peer.send(request);
          static_cast<void>(peer.read_message());
        }
      }
    }
    return county_cpu() - before;
  }
  double county_cpu() const {
    return cpu_of_process(county_.process());
  }

 private:
  Path folder_;
  County county_;
  WireProxy proxy_;
};

void row(const std::string& what, double measured, double limit, int digits, const char* unit) {
  print_row(what, rounded(measured, digits, unit), rounded(limit, digits, unit), measured / limit);
}

void bench_round_trips() {
  Backlog backlog("trips", 1'000);
  Line line;
  line.up.delay = line.down.delay = kHalfOfSlowTrip;
  const double trip = 2 * std::chrono::duration<double>(kHalfOfSlowTrip).count();
  // The proxy takes connections at once: the handshake's trip is added.
  const double seconds = backlog.sync(line).wall_seconds + trip;
  const auto allowed = static_cast<double>(backlog.batches() + 3);
  row("1,000 entries at RTT 600 ms, with a handshake: round trips", seconds / trip, allowed, 1, "");
}

void bench_thin_link() {
  Backlog backlog("thin", 4'000);
  Line line;
  line.up.delay = line.down.delay = kHalfOfSlowTrip / 2;
  line.up.bits_per_second = line.down.bits_per_second = kThinLink;
  const double seconds = backlog.sync(line).wall_seconds;
  constexpr double kBitsPerByte = 8;
  constexpr double kShareWanted = 0.85;
  const double at_best =
      static_cast<double>(backlog.traffic().bytes_up) * kBitsPerByte / double{kThinLink};
  row("4,000 entries at 64 kbit/s, RTT 300 ms: seconds", seconds, at_best / kShareWanted, 2, "s");
}

void bench_cuts() {
  constexpr std::size_t kRecords = 5'000;
  Backlog uncut("uncut", kRecords);
  uncut.sync({});
  const auto whole = static_cast<double>(uncut.traffic().bytes_up);
  for (const std::size_t kibibytes : {8, 16, 32, 64}) {
    Backlog backlog("cut-" + std::to_string(kibibytes), kRecords);
    Line line;
    line.up.cut_at = kibibytes << 10;
    backlog.sync(line);
    const Traffic traffic = backlog.traffic();
    constexpr double kMore = 1.5;
    constexpr double kEachCut = 2'048;
    row("5,000 entries, each connection dies after " + std::to_string(kibibytes) + " KiB, " +
            std::to_string(traffic.cuts) + " cuts: bytes up",
        static_cast<double>(traffic.bytes_up),
        kMore * whole + kEachCut * static_cast<double>(traffic.cuts), 0, "B");
  }
}

void bench_day_and_nothing() {
  Backlog day("day", 30);
  day.sync({});
  const Traffic after_day = day.traffic();
  row("a day's 30 entries, both ways with heads", double(after_day.bytes_up + after_day.bytes_down),
      2'500, 0, "B");
  day.sync({});
  const Traffic after = day.traffic();
  row("nothing to send, both ways with heads",
      double(after.bytes_up + after.bytes_down - after_day.bytes_up - after_day.bytes_down), 400, 0,
      "B");
}

void bench_use() {
  constexpr std::size_t kFew = 10'000;
  const std::size_t many = testing::is_long_run() ? 1'000'000 : 100'000;
  Backlog small("few", kFew);
  const ChildUse few = small.sync({});
  Backlog large("many", many);
  const double county_before = large.county_cpu();
  const ChildUse use = large.sync({});
  constexpr double kMicroseconds = 1e6;
  const double cpu = (use.cpu_seconds + large.county_cpu() - county_before) * kMicroseconds;
  const std::string entries = with_thousands(static_cast<std::int64_t>(many)) + " entries: ";
  row(entries + "CPU of both programs per entry", cpu / static_cast<double>(many), 12, 1, "us");
  const double first = large.county_cpu() - county_before;
  constexpr double kShareWanted = 0.3;
  row(entries + "all sent again, county's CPU", large.resend(), first * kShareWanted, 2, "s");
  row(entries + "kiosk's peak memory (limit: that for 10,000 and a tenth)",
      use.peak_bytes / (1 << 20), few.peak_bytes * 1.1 / (1 << 20), 1, "MiB");
}

}  // namespace

void bench_wire() {
  print_heading("The programs over a bad line (limits: what is promised; above 1 is a breach)");
  bench_round_trips();
  bench_thin_link();
  bench_cuts();
  bench_day_and_nothing();
  bench_use();
}

}  // namespace outreach::bench
