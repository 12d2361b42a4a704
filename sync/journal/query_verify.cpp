#include <string>

#include "sync/journal/queries.h"
#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

class ChainCheck {
 public:
  ChainCheck(const ChainRow& chain, VerifyReport& report) : chain_(chain), report_(report) {}

  void start_after(Sequence sequence, const Hash& hash) {
    next_ = sequence + 1;
    previous_ = hash;
  }

  void entry(Entry entry) {
    while (next_ < entry.envelope.sequence) {
      damage(next_, "missing");
      ++next_;
      gap_ = true;
    }
    // After a gap the chain goes on from what the next row claims, so that one damage is named once.
    if (entry.body && domain::hash_body(entry.envelope.salt, *entry.body) != entry.envelope.body_hash) {
      damage(entry.envelope.sequence, "body_changed");
    }
    entry.envelope.previous = previous_;
    if (!gap_ && domain::hash_envelope(chain_.id, entry.envelope) != entry.hash) {
      damage(entry.envelope.sequence, "envelope_changed");
    }
    gap_ = false;
    previous_ = entry.hash;
    next_ = entry.envelope.sequence + 1;
    ++report_.entries;
  }

  void end() {
    while (next_ <= chain_.head.sequence) {
      damage(next_, "missing");
      ++next_;
    }
    if (next_ != chain_.head.sequence + 1 || (report_.damages.empty() && previous_ != chain_.head.hash)) {
      damage(chain_.head.sequence, "head_differs");
    }
  }

 private:
  void damage(Sequence sequence, const char* kind) {
    report_.damages.push_back({chain_.id, sequence, kind});
  }

  const ChainRow& chain_;
  VerifyReport& report_;
  Sequence next_ = 1;
  Hash previous_{};
  bool gap_ = false;
};

}  // namespace

Result<VerifyReport> verify_chain(sqlite::Database& database, const ChainRow& chain, Sequence first) {
  VerifyReport report;
  ChainCheck check(chain, report);
  auto select = database.prepare(std::string("SELECT ") + kEntryColumns +
                                 " FROM entry WHERE chain=?1 AND sequence>=?2-1 ORDER BY sequence");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain.number).bind(2, first);
  while (true) {
    const auto row = select->step();
    if (!row) {
      return row.error();
    }
    if (!*row) {
      break;
    }
    Entry entry = entry_from(*select);
    if (entry.envelope.sequence < first) {
      check.start_after(entry.envelope.sequence, entry.hash);
    } else {
      check.entry(std::move(entry));
    }
  }
  check.end();
  return report;
}

namespace {

Result<VerifyReport> verify_snapshot(sqlite::Database& database) {
  const auto all = chains(database);
  if (!all) {
    return all.error();
  }
  VerifyReport report;
  for (const ChainRow& chain : *all) {
    auto one = verify_chain(database, chain, 1);
    if (!one) {
      return one.error();
    }
    report.entries += one->entries;
    report.damages.insert(report.damages.end(), one->damages.begin(), one->damages.end());
  }
  return report;
}

}  // namespace

Result<VerifyReport> verify(sqlite::Database& database) {
  // One read transaction: entries that another process adds meanwhile are not taken for damage.
  if (auto begun = database.execute("BEGIN"); !begun) {
    return begun.error();
  }
  auto report = verify_snapshot(database);
  auto ended = database.execute("COMMIT");
  if (report && !ended) {
    return ended.error();
  }
  return report;
}

}  // namespace outreach::journal
