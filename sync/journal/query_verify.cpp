#include <string>

#include "sync/journal/queries.h"
#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

class ChainCheck {
 public:
  // Expects the row before `first` too, where there must be one: it has the hash to go on from.
  ChainCheck(const ChainRow& chain, Sequence first, VerifyReport& report)
      : chain_(chain), report_(report), next_(first > 1 ? first - 1 : 1) {}

  void start_after(Sequence sequence, const Hash& hash) {
    next_ = sequence + 1;
    previous_ = hash;
    computed_ = hash;
  }

  void entry(Entry entry) {
    const Sequence sequence = entry.envelope.sequence;
    if (next_ < sequence) {
      missing_until(sequence);
      gap_ = true;
    }
    if (entry.body &&
        domain::hash_body(entry.envelope.salt, *entry.body) != entry.envelope.body_hash) {
      damage(sequence, "body_changed");
    }
    // After a gap the chain goes on from what the next row claims, so that one damage is named
    // once.
    Hash computed = entry.hash;
    if (!gap_) {
      computed = hash_after(entry.envelope, previous_);
      // A row whose own hash column was changed is named itself, not the row that follows it.
      if (computed != entry.hash && hash_after(entry.envelope, computed_) == entry.hash) {
        computed = entry.hash;
      }
      if (computed != entry.hash) {
        damage(sequence, "envelope_changed");
      }
    }
    gap_ = false;
    previous_ = entry.hash;
    computed_ = computed;
    next_ = sequence + 1;
    ++report_.entries;
  }

  void end() {
    const bool ends_at_head = next_ <= chain_.head.sequence + 1;
    if (next_ <= chain_.head.sequence) {
      missing_until(chain_.head.sequence + 1);
    }
    if (!ends_at_head || (report_.damages.empty() && previous_ != chain_.head.hash)) {
      damage(chain_.head.sequence, "head_differs");
    }
  }

 private:
  Hash hash_after(Envelope& envelope, const Hash& previous) const {
    envelope.previous = previous;
    return domain::hash_envelope(chain_.id, envelope);
  }

  void missing_until(Sequence end) {
    for (; next_ < end && report_.damages.size() < kDamagesMax; ++next_) {
      damage(next_, "missing");
    }
  }

  void damage(Sequence sequence, const char* kind) {
    if (report_.damages.size() < kDamagesMax) {
      report_.damages.push_back({chain_.id, sequence, kind});
    }
  }

  const ChainRow& chain_;
  VerifyReport& report_;
  Sequence next_;
  Hash previous_{};  // as the row before states it
  Hash computed_{};  // as the row before adds up to
  bool gap_ = false;
};

}  // namespace

Result<VerifyReport> verify_chain(sqlite::Database& database, const ChainRow& chain, Sequence first,
                                  const crypto::PublicKey* /*key*/) {
  VerifyReport report;
  ChainCheck check(chain, first, report);
  auto select = database.prepare(std::string("SELECT ") + kEntryColumns +
                                 " FROM entry WHERE chain=?1 AND sequence>=?2-1 ORDER BY sequence");
  if (!select) {
    return select.error();
  }
  select->bind(1, chain.number).bind(2, first);
  const auto read = sqlite::each_row(*select, [&] {
    Entry entry = entry_from(*select);
    if (entry.envelope.sequence < first) {
      check.start_after(entry.envelope.sequence, entry.hash);
    } else {
      check.entry(std::move(entry));
    }
  });
  if (!read) {
    return read.error();
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

Result<VerifyReport> verify(sqlite::Database& database, const crypto::PublicKey* /*key*/) {
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
