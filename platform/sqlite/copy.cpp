#include "platform/sqlite/copy.h"

#include "platform/sqlite/connection.h"

namespace outreach::sqlite {
namespace {

// While the header is copied from a database with a log, the copy counts as one too, until this.
constexpr const char* kWithoutLog = "PRAGMA journal_mode=DELETE;";
constexpr int kEveryPage = -1;

}  // namespace

Result<void> copy_database(const std::string& from, const std::string& to) {
  const auto source = Connection::open(from, {Access::Reader, ""});
  if (!source) {
    return source.error();
  }
  const auto target = Connection::open(to, {Access::Writer, ""});
  if (!target) {
    return target.error();
  }
  // Without a log the target needs its own size and no more.
  if (auto set = (*target)->execute(kWithoutLog, "preparing a copy in"); !set) {
    return set;
  }
  sqlite3_backup* copying =
      sqlite3_backup_init((*target)->handle(), "main", (*source)->handle(), "main");
  if (copying == nullptr) {
    return (*target)->failure(sqlite3_errcode((*target)->handle()), "copying into");
  }
  // In one step, so that it is one moment; a log's readers keep nobody waiting.
  const int stepped = sqlite3_backup_step(copying, kEveryPage);
  const int finished = sqlite3_backup_finish(copying);
  if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
    return (*target)->failure(finished != SQLITE_OK ? finished : stepped, "copying into");
  }
  return (*target)->execute(kWithoutLog, "finishing the copy in");
}

}  // namespace outreach::sqlite
