// Backups of a county that is serving, what its acks say of them, and a county put back from one.
#include "sync/ledger/archive.h"

#include <csignal>
#include <sys/resource.h>

#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct BackedUp {
  BackedUp() : kiosk(bench.random) {
    kiosk.add_outing();
    for (int i = 1; i <= 5; ++i) {
      kiosk.add_handout(i);
    }
    bench.welcome(kiosk);
    bench.ack_in(bench.deliver(kiosk, 1, 4));
  }
  Result<Backup> back_up() {
    bench.clock.advance(std::chrono::seconds(1));
    return ledger::back_up(bench.folder.path(), disk.path(), bench.clock, bench.files);
  }
  std::vector<std::string> claims() {
    const Path folder = bench.folder / kArchivedFolder;
    return bench.files.exists(folder) ? required(bench.files.list(folder))
                                      : std::vector<std::string>();
  }
  std::vector<std::string> on_disk() {
    return required(bench.files.list(disk.path()));
  }
  domain::Sequence archived() {
    return bench.ask_head(kiosk, kiosk.newest()).archived_through;
  }
  void put_back(const Path& backup) {
    bench.close();
    for (const char* end : {"", "-wal", "-shm"}) {
      std::filesystem::remove(bench.folder / (std::string(kLedgerFile) + end));
    }
    std::filesystem::copy_file(backup, bench.folder / kLedgerFile);
    bench.open();
  }

  CountyBench bench;
  TemporaryFolder disk;
  ChainWriter kiosk;
};

TEST_CASE_METHOD(BackedUp,
                 "Backup: made while the county serves, and said in its acks from then on",
                 "[ledger][backup]") {
  CHECK(archived() == 0);
  const auto backup = required(back_up());
  CHECK(backup.entries == 4);
  CHECK(backup.chains == 1);
  CHECK(on_disk() == std::vector{backup.file.filename().string()});  // one file, no log beside it
  CHECK(claims().size() == 1);
  CHECK(archived() == 4);
  CHECK(claims().empty());
  const auto ack = bench.ack_in(bench.deliver(kiosk, 5, 6));
  CHECK(ack.acknowledged_through == 6);
  CHECK(ack.archived_through == 4);
  CHECK(bench.ask_head(kiosk, 2).archived_through == 2);
  bench.close();
  bench.open();
  CHECK(archived() == 4);
  required(back_up());
  CHECK(archived() == 6);
  CHECK(on_disk().size() == 2);
  CHECK(bench.whole_entries() == 6);
}

TEST_CASE_METHOD(BackedUp, "Backup: put back over the ledger it serves, and kiosks send the rest",
                 "[ledger][backup]") {
  const auto backup = required(back_up());
  bench.ack_in(bench.deliver(kiosk, 5, 6));
  CHECK(archived() == 4);
  const auto totals = bench.totals();
  put_back(backup.file);
  const auto ack = bench.ask_head(kiosk, kiosk.newest());
  CHECK(ack.acknowledged_through == 4);
  CHECK(ack.newest == 4);
  CHECK(ack.head == kiosk.hash_at(4));
  CHECK(bench.ack_in(bench.deliver(kiosk, 5, 6)).acknowledged_through == 6);
  CHECK(bench.totals() == totals);
  CHECK(bench.whole_entries() == 6);
}

TEST_CASE_METHOD(BackedUp, "Backup: a ledger put back does not take up what a later backup covers",
                 "[ledger][backup]") {
  const auto backup = required(back_up());
  bench.ack_in(bench.deliver(kiosk, 5, 6));
  required(back_up());
  CHECK(claims().size() == 1);
  put_back(backup.file);
  CHECK(archived() == 0);  // no claim before a backup of this ledger
  CHECK(claims().empty());
}

TEST_CASE_METHOD(BackedUp, "Backup: without the target's folder nothing is written or claimed",
                 "[ledger][backup]") {
  const auto failed =
      ledger::back_up(bench.folder.path(), disk / "unplugged", bench.clock, bench.files);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::NotFound);
  CHECK(failed.error().context.find("plugged in") != std::string::npos);
  CHECK(claims().empty());
  CHECK(archived() == 0);
}

// Files of this process cannot grow over so many bytes while it lives, as on a full disk.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit small = before_;
    small.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_CASE_METHOD(BackedUp, "Backup: a target that ends in the middle leaves no file and no claim",
                 "[ledger][backup]") {
  const auto failed = [&] {
    const SmallFiles full(40'000);
    return back_up();
  }();
  REQUIRE_FALSE(failed);
  CHECK(on_disk().empty());
  CHECK(claims().empty());
  CHECK(archived() == 0);
  CHECK(bench.ack_in(bench.deliver(kiosk, 5, 6)).acknowledged_through == 6);
  required(back_up());
  CHECK(archived() == 6);
}

TEST_CASE_METHOD(BackedUp, "Backup: a copy of a damaged ledger is not called one",
                 "[ledger][backup]") {
  REQUIRE(bench.county->database().execute(
      "UPDATE entry SET body=CAST('{}' AS BLOB) WHERE sequence=3"));
  const auto failed = back_up();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::Corrupt);
  CHECK(on_disk().empty());
  CHECK(claims().empty());
}

TEST_CASE_METHOD(BackedUp, "Backup: files that are no statements claim nothing and are removed",
                 "[ledger][backup]") {
  required(back_up());
  const std::string name = claims().front();
  const auto statement = std::string(
      text_of(required(bench.files.read(bench.folder / kArchivedFolder / name, 4'096))));
  const auto taken = [&](std::string text) {
    REQUIRE(
        bench.files.write_atomically(bench.folder / kArchivedFolder / name, bytes_of(text), 0600));
    const auto through = archived();
    CHECK(claims().empty());
    return through;
  };
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = statement;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  };
  CHECK(taken("") == 0);
  CHECK(taken("{}") == 0);
  CHECK(taken(R"({"made_at":1,"chains":[1]})") == 0);
  CHECK(taken(with("\"through\":4", "\"through\":3")) == 0);  // another entry's hash
  CHECK(taken(with("\"through\":4", "\"through\":9")) == 0);
  CHECK(taken(with(to_hex(kiosk.id().epoch), std::string(32, '0'))) == 0);
  CHECK(taken(statement) == 4);
}

}  // namespace
}  // namespace outreach::ledger
