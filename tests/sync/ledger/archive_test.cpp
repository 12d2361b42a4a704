// Backups of a county that is serving, what its acks say of them, and a county put back from one.
#include "sync/ledger/archive.h"

#include <csignal>
#include <sys/resource.h>

#include "tests/support/county_bench.h"
#include "tests/support/separate_disks.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct BackedUp {
  BackedUp() : kiosk(bench.random) {
    files.put_on_own_disk(disk.path());
    kiosk.add_outing();
    for (int i = 1; i <= 5; ++i) {
      kiosk.add_handout(i);
    }
    bench.welcome(kiosk);
    bench.ack_in(bench.deliver(kiosk, 1, 4));
  }
  Result<Backup> back_up_to(const Path& to, OnSameDisk on_same_disk = OnSameDisk::Refuse) {
    bench.clock.advance(std::chrono::seconds(1));
    return ledger::back_up(bench.folder.path(), to, bench.clock, files, on_same_disk);
  }
  Result<Backup> back_up() {
    return back_up_to(disk.path());
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
  TemporaryFolder same_disk;  // as the ledger
  SeparateDisks files;
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

TEST_CASE_METHOD(BackedUp, "Backup: a folder inside the county's own is refused",
                 "[ledger][backup]") {
  const Path inside = bench.folder / "backups";
  REQUIRE(files.make_folders(inside));
  std::filesystem::create_directory_symlink(inside, same_disk / "link");
  for (const Path& to : {inside, inside / "", bench.folder.path(), same_disk / "link"}) {
    for (const OnSameDisk on_same_disk : {OnSameDisk::Refuse, OnSameDisk::Copy}) {
      const auto refused = back_up_to(to, on_same_disk);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::InvalidInput);
      CHECK(refused.error().context.find("own folder") != std::string::npos);
    }
  }
  CHECK(required(files.list(inside)).empty());
  CHECK(claims().empty());
  CHECK(archived() == 0);
}

TEST_CASE_METHOD(BackedUp, "Backup: a folder on the ledger's own disk is refused",
                 "[ledger][backup]") {
  const auto refused = back_up_to(same_disk.path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
  CHECK(refused.error().context.find("same disk") != std::string::npos);
  CHECK(refused.error().context.find("--same-disk") != std::string::npos);
  CHECK(required(files.list(same_disk.path())).empty());
  CHECK(claims().empty());
  CHECK(archived() == 0);
}

TEST_CASE_METHOD(BackedUp,
                 "Backup: a copy wanted on the ledger's own disk is made and never counts",
                 "[ledger][backup]") {
  const auto copy = required(back_up_to(same_disk.path(), OnSameDisk::Copy));
  CHECK_FALSE(copy.is_archived);
  CHECK(copy.entries == 4);
  CHECK(files.exists(copy.file));
  CHECK(claims().empty());
  CHECK(archived() == 0);
  // The same word does no harm where there is another disk.
  CHECK(required(back_up_to(disk.path(), OnSameDisk::Copy)).is_archived);
  CHECK(archived() == 4);
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
