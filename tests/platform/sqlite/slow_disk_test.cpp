#include "platform/worker/worker.h"
#include "tests/platform/sqlite/opened.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

using sqlite::Access;
using sqlite::Database;

TEST_CASE("Database: while a commit waits for the disk, a reader reads on", "[sqlite]") {
  const TemporaryFolder folder;
  FaultyVfs disk;
  Database writer = opened(folder / "a.db", disk.name());
  must_execute(writer, kHandouts);
  Database reader = opened(folder / "a.db", disk.name(), Access::Reader);
  ThreadWorker worker;
  bool is_inserted = false;
  disk.hold_syncs();
  worker.post(
      [&] { is_inserted = writer.execute("INSERT INTO handouts VALUES (1, 50)").has_value(); });
  REQUIRE(disk.wait_until_held());
  CHECK(rows(reader) == 0);
  disk.release_syncs();
  worker.flush();
  CHECK(is_inserted);
  CHECK(rows(reader) == 1);
}

}  // namespace
}  // namespace outreach::testing
