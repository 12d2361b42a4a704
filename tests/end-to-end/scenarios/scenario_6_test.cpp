// Scenario 6, hotel Wi-Fi, then a cut line: 3,000 queued records, one malformed, one 撤销 on the
// server already; a gateway page answers 200; then the line goes after the server committed and
// before its answer is there. Demanded: nothing is marked sent by the fake 200; after reconnect
// everything arrives exactly once, with no restart and no button; the bad one stands in 被退回 with
// a reason in Chinese, the tombstoned one is closed; the counts on the screen never disagree;
// memory and file handles are bounded; two parallel uploads make no duplicate.
//
// What stands for what. Malformed: an entry as a faulty program of this kiosk would have left it,
// in its place in the chain and signed, that says a word where a number of copies belongs.
// 撤销 on the server: a county takes back nothing by itself; it forgets by law (抹除). Yesterday's
// handout was delivered, then erased at the kiosk, and the county heard of it. Then the journal was
// put back from a backup made before all that, so that it waits again, body and all. Two uploads:
// each batch goes up on two connections at once, and afterwards a copy of the folder uploads it all
// again, and every request that ever passed is played again.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "platform/clock/clock.h"
#include "sync/journal/entry_store.h"
#include "sync/journal/journal.h"
#include "sync/ledger/ledger.h"
#include "tests/end-to-end/scenarios/hotel_line.h"
#include "tests/end-to-end/scenarios/scenario.h"
#include "tests/support/invariants.h"
#include "tests/support/process.h"
#include "tests/support/program_json.h"

namespace outreach::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Yesterday's outing with its two handouts, of which the first was erased; then what the county has
// of it: these and the erasure.
constexpr std::int64_t kYesterday = 3;
constexpr domain::Sequence kErased = 2;
constexpr std::int64_t kYesterdayAtCounty = kYesterday + 1;
// Then a new epoch: that it began, the outing, five copies one by one, a consultation.
constexpr std::int64_t kMorning = 1 + 1 + 5 + 1;
constexpr domain::Sequence kMarket = 2;
// Sheets of an earlier market: its outing and these rows, the malformed one between them.
constexpr int kRowsBefore = 1'000;
constexpr int kRowsAfter = 1'987;
constexpr std::int64_t kQueued = 3'000;
static_assert(kYesterday + kMorning + 1 + kRowsBefore + 1 + kRowsAfter == kQueued);
constexpr std::int64_t kToday = kQueued - kYesterday;

// KiB. The whole queue is a megabyte, and what is held of it at once is a batch; the program itself
// weighs four times this.
constexpr std::int64_t kMemoryGrowthMost = 16 << 10;
// A connection to the county, what wakes its thread, readers of the journal that come and go.
constexpr std::int64_t kHandlesMore = 8;

int copies_of_row(int row) {
  return 1 + row % 7;
}

int copies_of_rows() {
  int copies = 0;
  for (int row = 0; row < kRowsBefore + kRowsAfter; ++row) {
    copies += copies_of_row(row);
  }
  return copies;
}

void import_rows(const StallPrograms& stall, int first, int count) {
  std::string sheet = kSheet.substr(0, kSheet.find('\n') + 1);
  for (int row = first; row < first + count; ++row) {
    sheet += "2021-03-06,09:30,market,高显集市,高显镇,handout,,,,,,土地承包纠纷解决指南," +
             std::to_string(copies_of_row(row)) + "\n";
  }
  went_well(stall.kiosk({"import-sheet", stall.file("rows.csv", sheet)}));
}

void copy_journal(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  for (const char* end : {"", "-wal", "-shm"}) {
    const std::string name = std::string(journal::kJournalFile) + end;
    fs::remove(to / name);
    if (fs::exists(from / name)) {
      fs::copy_file(from / name, to / name);
    }
  }
}

// Delivered, erased by law, and waiting again by a backup of before.
void queue_erased(const StallPrograms& stall, const WireProxy& proxy) {
  const fs::path backup = stall.folder() / "backup";
  went_well(stall.kiosk({"import-sheet", stall.file("sheet.csv", kSheet)}));
  copy_journal(stall.data(), backup);
  went_well(stall.sync({"--county", proxy.url()}));
  went_well(stall.kiosk({"erase", std::to_string(kErased), "--staff", "李"}));
  went_well(stall.sync({"--county", proxy.url()}));
  copy_journal(backup, stall.data());
}

// What the product's own journal refuses to append.
void write_malformed(const StallPrograms& stall) {
  SystemClock clock;
  SystemRandom random;
  SystemFiles files;
  auto journal = invariants::given(journal::Journal::open(stall.data(), clock, random, files, {}));
  const std::string body = R"({"leaflet":"legal-aid-card","copies":"五","staff":"张"})";
  const Now now = clock.now();
  journal::Entry entry;
  domain::Envelope& envelope = entry.envelope;
  envelope.sequence = journal.head().sequence + 1;
  envelope.kind = "handout";
  envelope.device_time = now.wall;
  envelope.device_time_trusted = true;
  envelope.boot = clock.boot_id();
  envelope.monotonic = now.monotonic;
  envelope.outing = kMarket;
  envelope.salt = random.array<16>();
  envelope.previous = journal.head().hash;
  entry.body = Bytes(body.begin(), body.end());
  envelope.body_hash = domain::hash_body(envelope.salt, *entry.body);
  entry.hash = domain::hash_envelope(journal.chain(), envelope);
  auto transaction = invariants::given(sqlite::Transaction::begin(journal.database()));
  auto store = invariants::given(journal::EntryStore::prepare(journal.database()));
  const auto chain = invariants::given(store.find_chain(journal.chain()));
  REQUIRE(chain);
  REQUIRE(store.add_entry(chain->number, entry));
  REQUIRE(store.set_signed_head(*chain, {envelope.sequence, entry.hash}, journal.identity().key));
  REQUIRE(transaction.commit());
}

// What the journal says while the program has it open.
void check_sum(const StallPrograms& stall, std::int64_t local, std::int64_t acknowledged,
               std::int64_t quarantined) {
  const Json status = stall.kiosk_json({"status"});
  CHECK(status.at("recorded") == kQueued);
  CHECK(status.at("local") == local);
  CHECK(status.at("on_stick") == 0);
  CHECK(status.at("acknowledged") == acknowledged);
  CHECK(status.at("quarantined") == quarantined);
}

std::int64_t county_number(const StallPrograms& stall, const char* sql) {
  auto county = invariants::given(ledger::open_reader(stall.folder() / "county"));
  return invariants::given(county.integer(sql));
}

struct Weight {
  std::int64_t memory = 0;  // KiB, at most so far
  std::int64_t handles = 0;
};

// Nothing of a program that has ended.
Weight weight_of(const Process& process) {
  const fs::path about = fs::path("/proc") / std::to_string(process.id());
  Weight weight;
  std::ifstream status(about / "status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) {
      weight.memory = number_told(line, "VmHWM:");
    }
  }
  std::error_code gone;
  for (fs::directory_iterator at(about / "fd", gone), end; !gone && at != end; at.increment(gone)) {
    ++weight.handles;
  }
  return weight;
}

// The heaviest it became until it ended. Whenever it is looked, each record is in one place of the
// sum, and none comes back from the county.
Weight watch_to_the_end(const StallPrograms& stall, Process& process) {
  auto journal = invariants::given(journal::open_reader(stall.data()));
  std::int64_t local = kToday;
  Weight most = weight_of(process);
  while (!process.ended()) {
    const auto counts = invariants::given(journal::count_delivery(journal));
    REQUIRE(counts.recorded == kQueued);
    REQUIRE(counts.recorded ==
            counts.local + counts.on_stick + counts.acknowledged + counts.quarantined);
    REQUIRE(counts.quarantined <= 1);
    REQUIRE(counts.local <= local);
    local = counts.local;
    process.listen(20ms);
    const Weight now = weight_of(process);
    most = {std::max(most.memory, now.memory), std::max(most.handles, now.handles)};
  }
  return most;
}

// The county has what the kiosk has, to the unit, and nothing of it twice.
void check_arrived_once(const StallPrograms& stall) {
  auto kiosk = invariants::given(journal::open_reader(stall.data()));
  auto county = invariants::given(ledger::open_reader(stall.folder() / "county"));
  const auto recorded = invariants::given(journal::chains(kiosk));
  const auto held = invariants::given(journal::chains(county));
  REQUIRE(recorded.size() == 2);
  REQUIRE(held.size() == 2);
  CHECK(held.back().id == recorded.back().id);
  CHECK(held.back().head == recorded.back().head);
  CHECK(recorded.back().head.sequence == static_cast<domain::Sequence>(kToday));
  CHECK(county_number(stall, "SELECT COUNT(*) FROM entry") == kYesterdayAtCounty + kToday);
  CHECK(county_number(stall, "SELECT SUM(last-first+1) FROM arrival") ==
        kYesterdayAtCounty + kToday);
  CHECK(county_number(stall, "SELECT COUNT(*) FROM fork") == 0);
  CHECK(county_number(stall, "SELECT COUNT(*) FROM quarantine WHERE reason='bad_value'") == 1);
  CHECK(county_number(stall, "SELECT COUNT(*) FROM quarantine") == 1);
  // The tombstone stands, and only there is nothing to read.
  CHECK(county_number(stall, "SELECT COUNT(*) FROM erased") == 1);
  CHECK(county_number(stall, "SELECT sequence FROM entry WHERE body IS NULL") ==
        static_cast<std::int64_t>(kErased));
  CHECK(county_number(stall, "SELECT COUNT(*) FROM entry WHERE body IS NULL") == 1);
  const Counts all{3, 1, 1, 12 + 5 + copies_of_rows()};
  CHECK(stall.kiosk_counts() == all);
  CHECK(stall.county_counts() == all);
}

void check_closed(const StallPrograms& stall) {
  check_sum(stall, 0, kQueued - 1, 1);
  check_whole(stall);
  CHECK(stall.kiosk_json({"status"}).at("set_aside").at(0).at("reason") == "bad_value");
  CHECK(stall.kiosk_json({"status"}).at("only_here").empty());
}

// Everything that ever passed, once more; that with the erased body is among it.
void play_again(const StallPrograms& stall, const WireProxy& proxy) {
  RawPeer replayer = RawPeer::connect(stall.county_port());
  int batches = 0;
  for (const std::string& stream : proxy.heard()) {
    for (const std::string& request : messages_in(stream)) {
      batches += request.starts_with("POST /v1/batches") ? 1 : 0;
      REQUIRE(replayer.send(request));
      REQUIRE(replayer.read_message().starts_with("HTTP/1.1 "));
    }
  }
  CHECK(batches >= 4);  // yesterday's, its erasure, what was cut, and the rest
}

TEST_CASE("Scenario 6: a sign-in page, then a line cut after the commit, and all arrives once",
          "[end-to-end][scenario]") {
  StallPrograms stall;
  stall.enrol();
  WireProxy proxy(stall.county_port());
  queue_erased(stall, proxy);
  went_well(stall.play("scenario-6-morning", {"--county", "http://127.0.0.1:1"}));
  import_rows(stall, 0, kRowsBefore);
  write_malformed(stall);
  import_rows(stall, kRowsBefore, kRowsAfter);
  check_sum(stall, kQueued, 0, 0);
  fs::copy(stall.data(), stall.folder() / "copy", fs::copy_options::recursive);

  HotelLine line(stall.county_port());
  proxy.use(line.gateway());
  Process kiosk({built_program("outreach-kiosk"), "--data", stall.data(), "--headless",
                 "--step-patience", "60", "--power-supplies", "/no/power/supplies", "--county",
                 proxy.url(), "--script", source_file("tests/scripts/scenario-6-hotel.txt")});
  REQUIRE(kiosk.line_that_begins("sign-in-page: "));
  CHECK(line.told().pages > 0);
  check_sum(stall, kQueued, 0, 0);
  CHECK(county_number(stall, "SELECT COUNT(*) FROM entry") == kYesterdayAtCounty);
  const Weight before = weight_of(kiosk);

  line.go_on(HotelLine::Stage::CutAfterCommit);
  REQUIRE(kiosk.line_that_begins("cut: ") == "cut: 0 taps");
  REQUIRE(line.wait_until_committed());
  // The county has some of today by now, and the kiosk knows of yesterday alone.
  CHECK(county_number(stall, "SELECT COUNT(*) FROM entry") > kYesterdayAtCounty);
  CHECK(county_number(stall, "SELECT COUNT(*) FROM entry") < kYesterdayAtCounty + kToday);
  check_sum(stall, kToday, kYesterday, 0);

  line.go_on(HotelLine::Stage::Holds);
  const Weight most = watch_to_the_end(stall, kiosk);
  REQUIRE(kiosk.wait() == 0);
  REQUIRE(kiosk.line_that_begins("delivered: ") == "delivered: 0 taps");
  WARN("scenario 6: " << before.memory << " KiB and " << before.handles << " handles before, "
                      << most.memory << " and " << most.handles << " at most");
  CHECK(most.memory <= before.memory + kMemoryGrowthMost);
  CHECK(most.handles <= before.handles + kHandlesMore);
  const HotelLine::Told told = line.told();
  CHECK(told.batches >= 2);  // the one whose answer was lost, and the rest
  CHECK(told.twins == told.batches);
  check_arrived_once(stall);
  check_closed(stall);

  play_again(stall, proxy);
  check_arrived_once(stall);
  stall.use_kiosk("copy");
  went_well(stall.sync());
  check_arrived_once(stall);
  check_closed(stall);
}

}  // namespace
}  // namespace outreach::testing
