// A thousand kiosks that come back in the same second, as after a power cut in the office, to a
// real county process; and what it gains from one commit for all who wait.
//
// The kiosks are the product's own planners over sockets of this file: a thousand of its network
// threads would measure the scheduler.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/crypto/crypto.h"
#include "sync/client/planner.h"
#include "sync/client/status_table.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/wire.h"
#include "tests/bench/herd_county.h"
#include "tests/bench/herd_wire.h"
#include "tests/bench/measure.h"
#include "tests/support/ack_answer.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::bench {
namespace {

constexpr std::size_t kKiosks = 1'000;
constexpr int kEntriesOfKiosk = 200;
constexpr std::size_t kNeededRequests = 2;  // a head query and a batch
constexpr std::size_t kDripping = 500;
constexpr double kPatienceSeconds = 300;

std::int64_t milliseconds_now() {
  return static_cast<std::int64_t>(seconds_now() * 1e3);
}

// One kiosk of the herd: a planner, and what it asks for done at once.
class HerdKiosk {
 public:
  HerdKiosk(const testing::ChainWriter& writer, const ledger::CountyKeys& keys, std::uint16_t port,
            Random& random)
      : writer_(writer), keys_(keys), random_(random), planner_(0, random), wire_(port) {}

  void start() {
    perform(planner_.on(client::JournalGrew{writer_.newest()}, milliseconds_now()));
  }
  HerdWire& wire() {
    return wire_;
  }
  bool is_done() const {
    return planner_.acknowledged() == writer_.newest();
  }
  std::optional<std::int64_t> timer() const {
    return planner_.timer();
  }
  void timer_fired() {
    perform(planner_.on(client::TimerFired{}, milliseconds_now()));
  }
  void answered(const http::Outcome& outcome) {
    const client::Verdict verdict = client::classify(outcome);
    if (verdict.kind != client::Verdict::Kind::Document) {
      perform(planner_.on(client::RequestFailed{verdict}, milliseconds_now()));
      return;
    }
    const protocol::Ack ack = must(testing::open_ack_answer(std::get<http::Answer>(outcome).body,
                                                            asked_, keys_.sign.public_key()));
    const client::Event event =
        asks_head_
            ? client::Event{client::HeadAnswered{ack.acknowledged_through, ack.newest,
                                                 client::Match::Same}}
            : client::Event{client::BatchAnswered{ack.acknowledged_through, client::Match::Same}};
    perform(planner_.on(event, milliseconds_now()));
  }

  std::size_t requests = 0;

 private:
  void perform(const std::vector<client::Action>& actions) {
    for (const client::Action& action : actions) {
      if (std::holds_alternative<client::AskHead>(action)) {
        asks_head_ = true;
        send(protocol::kHeadPath,
             protocol::encode_head_query({writer_.id(), random_.array<8>(), writer_.newest()},
                                         writer_.key()));
      } else if (const auto* build = std::get_if<client::BuildBatch>(&action)) {
        const auto last =
            std::min<domain::Sequence>(writer_.newest(), build->first + build->entries - 1);
        batch_ = must(protocol::encode_batch(writer_.batch(build->first, last), writer_.key(),
                                             keys_.transport.public_key(), random_));
        perform(
            planner_.on(client::BatchBuilt{build->first, last, batch_.size()}, milliseconds_now()));
      } else if (std::holds_alternative<client::PostBatch>(action)) {
        asks_head_ = false;
        send(protocol::kBatchPath, batch_);
      } else if (std::holds_alternative<client::StoreAck>(action)) {
        perform(planner_.on(client::AckStored{}, milliseconds_now()));
      }
    }
  }
  void send(const char* path, const Bytes& body) {
    ++requests;
    asked_ = body;
    wire_.send_request(path, body);
  }

  const testing::ChainWriter& writer_;
  const ledger::CountyKeys& keys_;
  Random& random_;
  client::Planner planner_;
  HerdWire wire_;
  bool asks_head_ = false;
  Bytes batch_;
  Bytes asked_;
};

struct HerdResult {
  std::vector<double> seconds;  // each kiosk's, from the start to its last ack
  std::size_t requests = 0;
};

HerdResult run_herd(std::vector<std::unique_ptr<HerdKiosk>>& kiosks, Drips& drips) {
  HerdResult result;
  const double begin = seconds_now();
  for (const auto& kiosk : kiosks) {
    kiosk->start();
  }
  std::vector<HerdKiosk*> waiting;
  for (const auto& kiosk : kiosks) {
    waiting.push_back(kiosk.get());
  }
  while (!waiting.empty() && seconds_now() - begin < kPatienceSeconds) {
    std::vector<HerdWire*> wires;
    for (HerdKiosk* kiosk : waiting) {
      wires.push_back(&kiosk->wire());
    }
    drips.drip();
    HerdWire::turn(wires);
    const std::int64_t now = milliseconds_now();
    for (HerdKiosk* kiosk : waiting) {
      if (auto outcome = kiosk->wire().take_outcome()) {
        kiosk->answered(*outcome);
      } else if (kiosk->timer() && now >= *kiosk->timer()) {
        kiosk->timer_fired();
      }
      if (kiosk->is_done()) {
        result.seconds.push_back(seconds_now() - begin);
      }
    }
    std::erase_if(waiting, [](const HerdKiosk* kiosk) { return kiosk->is_done(); });
  }
  for (const auto& kiosk : kiosks) {
    result.requests += kiosk->requests;
  }
  return result;
}

std::vector<testing::ChainWriter> herd_writers(HerdCounty& county, std::size_t kiosks,
                                               int entries) {
  std::vector<testing::ChainWriter> writers;
  for (std::size_t i = 0; i < kiosks; ++i) {
    testing::ChainWriter writer(county.random);
    writer.add_outing();
    for (int entry = 1; entry < entries; ++entry) {
      writer.add_handout(entry);
    }
    county.enrol(writer);
    writers.push_back(std::move(writer));
  }
  return writers;
}

double batches_per_second(HerdCounty& county, const std::vector<testing::ChainWriter>& writers,
                          std::size_t group_size) {
  std::vector<std::vector<ledger::Request>> groups;
  for (std::size_t i = 0; i < writers.size(); ++i) {
    if (i % group_size == 0) {
      groups.emplace_back();
    }
    groups.back().push_back(county.batch_of(writers[i]));
  }
  const double seconds = seconds_of([&] {
    for (const auto& group : groups) {
      for (const ledger::Response& response : county.ledger().handle(group)) {
        if (response.status != 200) {
          must(Result<void>(Error{ErrorCode::Refused, "the county refused a batch of the bench"}));
        }
      }
    }
  });
  return static_cast<double>(writers.size()) / seconds;
}

void bench_group_commit(const std::string& disk_name, std::chrono::milliseconds sync_delay) {
  constexpr std::size_t kAtOnce = 256;
  constexpr std::size_t kGroup = 64;
  for (const int entries : {2, 20, kEntriesOfKiosk}) {
    testing::FaultyVfs disk;
    HerdCounty county(bench_folder() / ("group-" + disk_name + std::to_string(entries)),
                      disk.name());
    const auto first = herd_writers(county, kAtOnce, entries);
    const auto second = herd_writers(county, kAtOnce, entries);
    disk.delay_syncs(sync_delay);
    const double alone = batches_per_second(county, first, 1);
    const double together = batches_per_second(county, second, kGroup);
    print_row(disk_name + ", batches of " + std::to_string(entries) + " entries",
              rounded(together, 0, "/s"), rounded(alone, 0, "/s"), together / alone);
  }
}

}  // namespace

void bench_herd() {
  print_heading(
      "64 kiosks' batches in one commit (beside: a commit for each; the ratio is the gain)");
  bench_group_commit("this disk", std::chrono::milliseconds(0));
  bench_group_commit("a disk that syncs in 10 ms", std::chrono::milliseconds(10));
  HerdCounty county(bench_folder() / "herd");
  const auto writers = herd_writers(county, kKiosks, kEntriesOfKiosk);
  const auto late = herd_writers(county, 1, kEntriesOfKiosk);
  county.serve();
  Drips drips(county.port(), kDripping);
  std::vector<std::unique_ptr<HerdKiosk>> kiosks;
  for (const auto& writer : writers) {
    kiosks.push_back(
        std::make_unique<HerdKiosk>(writer, county.keys(), county.port(), county.random));
  }
  const HerdResult herd = run_herd(kiosks, drips);
  std::vector<std::unique_ptr<HerdKiosk>> honest;
  honest.push_back(
      std::make_unique<HerdKiosk>(late.front(), county.keys(), county.port(), county.random));
  const HerdResult one = run_herd(honest, drips);
  print_heading(
      "1,000 kiosks in the same second, 200 entries each, 500 connections that drip held open");
  print_row("kiosks acknowledged", rounded(static_cast<double>(herd.seconds.size()), 0, ""),
            rounded(static_cast<double>(kKiosks), 0, ""),
            static_cast<double>(herd.seconds.size()) / static_cast<double>(kKiosks));
  const auto needed = static_cast<double>(kKiosks * kNeededRequests);
  print_row("requests, beside those needed (at most 1.3)",
            rounded(static_cast<double>(herd.requests), 0, ""), rounded(needed, 0, ""),
            static_cast<double>(herd.requests) / needed);
  const double half = percentile(herd.seconds, 0.5);
  const double last = percentile(herd.seconds, 0.99);
  print_row("last ack, p99 beside p50", in_milliseconds(last), in_milliseconds(half), last / half);
  print_row("then one kiosk more, beside a second",
            in_milliseconds(one.seconds.empty() ? kPatienceSeconds : one.seconds.front()),
            in_milliseconds(1), one.seconds.empty() ? kPatienceSeconds : one.seconds.front());
  print_row("connections that drip, still open beside opened",
            rounded(static_cast<double>(drips.open()), 0, ""),
            rounded(static_cast<double>(kDripping), 0, ""),
            static_cast<double>(drips.open()) / static_cast<double>(kDripping));
}

}  // namespace outreach::bench
