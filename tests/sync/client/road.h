// Long because both ends and the way between them are one thing here.
// A kiosk's journal, its delivery and a county, joined without a network and without threads:
// everything happens when the test says so.
#pragma once

#include <algorithm>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "sync/client/delivery.h"
#include "sync/client/enrolment.h"
#include "sync/client/recorder.h"
#include "sync/ledger/ledger.h"
#include "sync/protocol/wire.h"
#include "tests/support/catch.h"
#include "tests/support/fake_transport.h"
#include "tests/support/invariants_delivery.h"
#include "tests/support/manual_worker.h"
#include "tests/sync/journal/stall.h"

namespace outreach::testing {

inline const std::string kCountyUrl = "http://county.example";

// A county in a folder of its own, which can be stopped and started.
class County {
 public:
  County(FakeClock& clock, Random& random) : clock_(clock), random_(random) {
    REQUIRE(crypto::initialise());
    const auto keys = ledger::create_keys(folder.path(), "曲沃县信访局", files_, random);
    REQUIRE(keys);
    start();
  }
  void start() {
    auto opened = ledger::Ledger::open(folder.path(), clock_, random_, files_);
    if (!opened) {
      FAIL(opened.error().context);
    }
    ledger_.emplace(*std::move(opened));
  }
  void stop() {
    ledger_.reset();
  }
  std::string code(const std::string& kiosk_name = "一号机") {
    const auto made =
        ledger::create_code(folder.path(), kiosk_name, ledger_->keys(), clock_, files_, random_);
    REQUIRE(made);
    return *made;
  }
  http::Outcome receive(const http::Request& request) {
    if (!ledger_) {
      return http::Failure{http::Fault::CannotConnect, "the county is not running"};
    }
    ledger::Request asked{request.method, request.url.substr(kCountyUrl.size()), "", request.body};
    for (const auto& [name, value] : request.headers) {
      asked.range = name == "Range" ? value : asked.range;
      asked.if_range = name == "If-Range" ? value : asked.if_range;
    }
    const ledger::Response given = ledger_->handle(asked);
    http::Answer answer{given.status, given.content_type, std::nullopt, given.body};
    for (const auto& [name, value] : given.headers) {
      if (name == "Retry-After") {
        answer.retry_after = value;
      } else if (name == "Content-Range") {
        answer.content_range = value;
      }
    }
    return answer;
  }
  ledger::Ledger& ledger() {
    return *ledger_;
  }
  sqlite::Database& database() {
    return ledger_->database();
  }
  std::int64_t entries() {
    const auto count = database().integer("SELECT COUNT(*) FROM entry");
    REQUIRE(count);
    return *count;
  }

  TemporaryFolder folder;

 private:
  FakeClock& clock_;
  Random& random_;
  SystemFiles files_;
  std::optional<ledger::Ledger> ledger_;
};

// As a person with a second card does it: every file, nothing running.
inline void copy_folder(const Path& from, const Path& to) {
  std::error_code failed;
  std::filesystem::remove_all(to, failed);
  std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

class Road {
 public:
  // What happens to the next exchanges, before or after the county has dealt with them.
  enum class Mishap { None, LoseAnswer, Duplicate };

  // `vfs` is under the kiosk's journal.
  explicit Road(std::string vfs = {}, std::uint64_t seed = 1)
      : stall(std::move(vfs), seed),
        own_county(std::in_place, stall.clock, stall.random),
        county(*own_county),
        transport([this](const http::Request& request) { return carry(request); }) {
    start_kiosk();
  }
  // Another machine, that wakes up with a copy of a kiosk's folder; enrolled if that was.
  Road(County& shared, const Path& copied)
      : stall({}, 2),
        county(shared),
        transport([this](const http::Request& request) { return carry(request); }) {
    copy_folder(copied, stall.folder.path());
    start_kiosk();
    begin_delivery();
  }

  Result<client::Grant> enrol(const std::string& code) {
    return client::enrol(kCountyUrl, code, journal->identity(), stall.folder.path(), stall.files,
                         stall.random, transport, inbox);
  }
  // Enrols and begins to deliver; what is recorded from now on goes through `record`.
  void open() {
    const auto grant = enrol(county.code());
    if (!grant) {
      FAIL(grant.error().context);
    }
    begin_delivery();
  }
  void begin_delivery() {
    const auto grant = client::load_grant(stall.folder.path(), stall.files);
    REQUIRE(grant);
    // As in the product, but for the face: what the county has otherwise goes on in a new epoch.
    const client::Diverged diverged = [this](domain::EpochReason reason, journal::Sequence common) {
      epochs.push_back(reason);
      recorder->begin_epoch(reason, common, [this](const Result<journal::EpochBegan>& begun) {
        if (begun) {
          begin_delivery();
        }
      });
    };
    delivery.emplace(client::DeliveryDependencies{transport, reading, inbox, *recorder,
                                                  stall.random, stall.files, diverged},
                     client::DeliveryTarget{stall.folder.path(), stall.options, journal->identity(),
                                            journal->chain(), journal->chain_number()},
                     *grant);
  }
  // As after a power cut: everything in memory is gone, answers under way too.
  void restart_kiosk() {
    stop_kiosk();
    start_kiosk();
    begin_delivery();
  }
  void stop_kiosk() {
    ++lives;
    delivery.reset();
    transport.cancel_all();
    recorder.reset();
    journal.reset();
  }
  void start_kiosk() {
    journal.emplace(stall.opened());
    recorder.emplace(*journal, recording, inbox,
                     [this](const Error& /*error*/) { ++journal_failures; });
  }
  void record(std::vector<journal::Draft> drafts) {
    recorder->append(std::move(drafts),
                     [this, life = lives](const Result<std::vector<journal::Appended>>& appended) {
                       REQUIRE(appended);
                       if (life == lives) {
                         delivery->entries_recorded(appended->back().sequence);
                       }
                     });
    turn();
  }
  void record_handouts(int count) {
    for (int i = 0; i < count; ++i) {
      record({journal->head().sequence == 0 ? outing_draft() : handout_draft(1, 1)});
    }
  }
  // An outing of its own and so many handouts of one copy each.
  void record_outing(const std::string& place, int handouts) {
    stall.clock.advance(std::chrono::seconds(1));
    std::vector<journal::Draft> drafts{outing_draft(place)};
    for (int i = 0; i < handouts; ++i) {
      drafts.push_back(handout_draft(journal::kOutingOfThisAppend, 1));
    }
    record(std::move(drafts));
  }
  // One turn of the kiosk's loop; its workers run what they were given.
  void turn() {
    inbox.drain();
    transport.poll();
    delivery->tick(stall.clock.now());
    invariants::check_no_wake_up_is_lost(
        *delivery, transport.under_way() + recording.waiting() + reading.waiting(),
        stall.clock.now());
    recording.flush();
    reading.flush();
  }
  // Turns until nothing is left to do, time going on to the next timer; at most `turns`. What it
  // takes is bounded.
  bool settle(int turns = 300) {
    const std::size_t requests = transport.requests().size();
    const std::size_t mishaps_before = mishaps.size();
    std::int64_t waiting = 0;
    for (int i = 0; i < turns; ++i) {
      turn();
      waiting = std::max(waiting, delivery->status().waiting);
      const auto& status = delivery->status();
      if (status.has_begun && status.link == client::Link::Idle && transport.under_way() == 0 &&
          recording.waiting() == 0 && i > 3) {
        invariants::check_effort_is_bounded(waiting, mishaps_before, effort_since(requests));
        return true;
      }
      pass_time();
    }
    return false;
  }
  // Only as much as turns need that wait for nothing.
  void turns(int count) {
    for (int i = 0; i < count; ++i) {
      turn();
    }
  }
  invariants::Effort effort_since(std::size_t requests) const {
    invariants::Effort effort{transport.requests().size() - requests, 0};
    for (std::size_t i = requests; i < transport.requests().size(); ++i) {
      effort.bytes += transport.requests()[i].body.size();
    }
    return effort;
  }
  // With the network silent: a resident's question, which changes no sum, is saved. Everything
  // arrives once the network answers again.
  void check_saving_and_arriving() {
    transport.hold();
    delivery->sync_now();
    turn();
    turn();
    invariants::check_saving_waits_for_no_network(
        [this] {
          bool is_told = false;
          recorder->append(
              {{{domain::Question{"land", Bytes(60, 0x5A)}, domain::kStaffSelfService, {}}, 0}},
              [&is_told](const Result<std::vector<journal::Appended>>& appended) {
                is_told = appended.has_value();
              });
          recording.flush();
          inbox.drain();
          return is_told;
        },
        [this] { return answered; });
    transport.release();
    delivery->entries_recorded(journal->head().sequence);
    CHECK(settle());
    CHECK(delivery->status().waiting == 0);
  }
  void pass_time() {
    const auto wait = delivery->wait_milliseconds(stall.clock.now());
    if (wait && transport.under_way() == 0) {
      stall.clock.advance(std::chrono::milliseconds(*wait));
    }
  }

  Stall stall;
  std::optional<County> own_county;
  County& county;
  FakeTransport transport;
  ManualWorker recording;
  ManualWorker reading;
  Inbox inbox;
  std::optional<journal::Journal> journal;
  std::optional<client::Recorder> recorder;
  std::optional<client::Delivery> delivery;
  std::deque<Mishap> mishaps;
  std::vector<domain::EpochReason> epochs;  // what the delivery found
  int journal_failures = 0;
  int lives = 0;             // of the program
  std::size_t answered = 0;  // requests that the county dealt with, or did not
  // Hears every answer that comes through.
  std::function<void(const http::Request&, const http::Outcome&)> overhear;

 private:
  http::Outcome carry(const http::Request& request) {
    ++answered;
    Mishap mishap = Mishap::None;
    if (!mishaps.empty()) {
      mishap = mishaps.front();
      mishaps.pop_front();
    }
    http::Outcome outcome = county.receive(request);
    if (mishap == Mishap::Duplicate) {
      return county.receive(request);
    }
    if (mishap == Mishap::LoseAnswer) {
      return http::Failure{http::Fault::Cut, "the answer was lost"};
    }
    if (overhear) {
      overhear(request, outcome);
    }
    return outcome;
  }
};

inline journal::DeliveryCounts counts_of(Road& road) {
  const auto counts = journal::count_delivery(road.journal->database());
  REQUIRE(counts);
  CHECK(counts->recorded ==
        counts->local + counts->on_stick + counts->acknowledged + counts->quarantined);
  return *counts;
}

// Everything that was recorded is at the county once, counted the same, and acknowledged here.
inline void check_delivered(Road& road) {
  road.check_saving_and_arriving();
  const auto recorded = static_cast<std::int64_t>(road.journal->head().sequence);
  CHECK(road.county.entries() == recorded);
  CHECK(totals_of(road.county.database()) == totals_of(road.journal->database()));
  CHECK(counts_of(road).local == 0);
  CHECK(road.delivery->status().link == client::Link::Idle);
  CHECK(road.delivery->status().trouble == client::Trouble::None);
  CHECK(road.delivery->status().waiting == 0);
  CHECK(road.delivery->status().acknowledged_through == road.journal->head().sequence);
  const auto report = journal::verify(road.county.database());
  REQUIRE(report);
  CHECK(report->damages.empty());
}

inline http::Answer sign_in_page() {
  const std::string page = "<html>请登录</html>";
  return {200, "text/html", std::nullopt, Bytes(page.begin(), page.end())};
}

}  // namespace outreach::testing
