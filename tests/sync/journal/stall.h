// A data folder with a journal in it, a clock, and drafts as the screens make them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/crypto/crypto.h"
#include "sync/journal/journal.h"
#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {

inline constexpr Date kMarketDay{std::chrono::year{2127} / 1 / 10};

class Stall {
 public:
  explicit Stall(std::string vfs = {}, std::uint64_t seed = 1) : random(seed) {
    REQUIRE(crypto::initialise());
    options.vfs = std::move(vfs);
  }

  Result<journal::Journal> open() {
    return journal::Journal::open(folder.path(), clock, random, files, options);
  }
  journal::Journal opened() {
    auto journal = open();
    if (!journal) {
      FAIL(journal.error().context);
    }
    return *std::move(journal);
  }
  // With the journal closed: what somebody with the file in his hands can do to it.
  void tamper(const std::string& sql) {
    auto database = sqlite::Database::open((folder / journal::kJournalFile).string(), {});
    REQUIRE(database);
    const auto done = database->execute("PRAGMA foreign_keys=OFF; " + sql);
    if (!done) {
      FAIL(done.error().context);
    }
  }

  TemporaryFolder folder;
  FakeClock clock;
  SeededRandom random;
  SystemFiles files;
  journal::JournalOptions options;
};

inline journal::Draft outing_draft(std::string place = "县城集", Date date = kMarketDay,
                                   domain::OutingKind kind = domain::OutingKind::Market,
                                   std::string township = "乐昌镇") {
  return {{domain::OutingOpened{kind, std::move(place), std::move(township), date}, "张三", {}}, 0};
}
inline journal::Draft handout_draft(journal::Sequence outing, int copies,
                                    std::string leaflet = "regulations") {
  return {{domain::Handout{std::move(leaflet), copies}, "张三", {}}, outing};
}
inline journal::Draft consultation_draft(journal::Sequence outing, int people,
                                         std::string topic = "land") {
  return {{domain::Consultation{people, std::move(topic), domain::Pathway::Arbitration, "labour",
                                domain::Outcome::AnsweredOnTheSpot},
           "李四",
           {}},
          outing};
}
inline journal::Draft stock_draft(journal::Sequence outing, int copies,
                                  domain::StockMovement movement = domain::StockMovement::TakenOut,
                                  std::string leaflet = "regulations") {
  return {{domain::Stock{std::move(leaflet), movement, copies}, "张三", {}}, outing};
}
// What residents leave at the screen.
inline journal::Draft rating_draft(journal::Sequence outing,
                                   domain::Face face = domain::Face::Great,
                                   domain::Rated rated = domain::Rated::Stall) {
  return {{domain::Rating{rated, face}, domain::kStaffSelfService, {}}, outing};
}
inline journal::Draft reading_draft(journal::Sequence outing, int seconds, int take_aways = 0,
                                    std::string leaflet = "regulations") {
  return {
      {domain::SelfService{std::move(leaflet), seconds, take_aways}, domain::kStaffSelfService, {}},
      outing};
}
// That staff have dealt with an entry that the county set aside.
inline journal::Draft settled_draft(journal::Sequence outing, journal::Sequence target) {
  return {
      {domain::Remark{domain::kRemarkSetAsideSettled, {}, 0, "typed_again", target}, "张三", {}},
      outing};
}
inline journal::Draft planned_draft(std::string place = "县城集", Date date = kMarketDay) {
  journal::Draft draft = outing_draft(std::move(place), date);
  std::get<domain::OutingOpened>(draft.record.content).is_planned = true;
  return draft;
}
inline journal::Draft closing_draft(journal::Sequence outing) {
  return {{domain::OutingClosed{}, "张三", {}}, outing};
}
inline journal::Draft correction_draft(journal::Sequence outing, journal::Sequence target, int from,
                                       int to) {
  return {{domain::Correction{target, from, to, domain::CorrectionReason::Miscount}, "张三", {}},
          outing};
}

inline std::vector<journal::Appended> append(journal::Journal& journal,
                                             const std::vector<journal::Draft>& drafts) {
  auto appended = journal.append(drafts);
  if (!appended) {
    FAIL(appended.error().context);
  }
  return *std::move(appended);
}

// One outing (entry 1) and `handouts` entries in it, appended one at a time.
inline void record_day(journal::Journal& journal, int handouts) {
  append(journal, {outing_draft()});
  for (int i = 0; i < handouts; ++i) {
    append(journal, {handout_draft(1, i + 1)});
  }
}

inline journal::Hash hash_at(journal::Journal& journal, journal::Sequence sequence) {
  const auto entries =
      journal::read_entries(journal.database(), journal.chain_number(), sequence, 1, 1 << 20);
  REQUIRE(entries);
  REQUIRE(entries->size() == 1);
  return entries->front().hash;
}

inline domain::Totals totals_of(sqlite::Database& database) {
  const auto table = journal::tally(database, {}, {});
  REQUIRE(table);
  return table->totals;
}

}  // namespace outreach::testing
