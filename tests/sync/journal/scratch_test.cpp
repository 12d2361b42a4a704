// Counting again where the system's folder for unnamed files is full or read-only.
#include <vector>

#include <sqlite3.h>

#include "sync/journal/recount.h"
#include "tests/support/catch.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// The usual disk, on which SQLite gets no unnamed file, for whoever opens a database by default.
class NoUnnamedFiles {
 public:
  NoUnnamedFiles() : usual_(sqlite3_vfs_find(nullptr)), without_(*usual_) {
    without_.zName = "no-unnamed-files";
    without_.pAppData = this;
    without_.xOpen = [](sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
                        int* out_flags) {
      auto* self = static_cast<NoUnnamedFiles*>(vfs->pAppData);
      if (path == nullptr) {
        ++self->refused;
        file->pMethods = nullptr;
        return SQLITE_CANTOPEN;
      }
      return self->usual_->xOpen(self->usual_, path, file, flags, out_flags);
    };
    sqlite3_vfs_register(&without_, 1);
  }
  ~NoUnnamedFiles() {
    sqlite3_vfs_register(usual_, 1);
    sqlite3_vfs_unregister(&without_);
  }
  NoUnnamedFiles(const NoUnnamedFiles&) = delete;
  NoUnnamedFiles& operator=(const NoUnnamedFiles&) = delete;

  int refused = 0;

 private:
  sqlite3_vfs* usual_;
  sqlite3_vfs without_;
};

TEST_CASE("Recount: a journal larger than the scratch's memory is counted where no file can be had",
          "[journal][recount]") {
  Stall stall;
  Journal journal = stall.opened();
  constexpr std::size_t kBytes = domain::kSealedBytesMax;
  constexpr std::size_t kQuestions = std::size_t{sqlite::kScratchBytes} / kBytes + 100;
  std::vector<Draft> drafts;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    drafts.push_back(question_draft(0, "land", kBytes));
  }
  append(journal, drafts);
  NoUnnamedFiles disk;
  const auto damages = recount(journal.database());
  REQUIRE(damages);
  CHECK(damages->empty());
  CHECK(disk.refused > 0);
  REQUIRE(journal.database().execute("DELETE FROM question WHERE sequence=7"));
  const auto repaired = repair_counts(journal.database());
  REQUIRE(repaired);
  CHECK(*repaired == 1);
}

}  // namespace
}  // namespace outreach::journal
