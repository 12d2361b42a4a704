#include "app/kiosk/sheet_memory.h"

#include "tests/support/catch.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::kiosk {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;
using journal::Journal;

constexpr crypto::Hash kSheet{7};

std::vector<journal::Draft> sheet_drafts() {
  std::vector<journal::Draft> drafts{outing_draft("西集"),
                                     handout_draft(journal::kOutingOfThisAppend, 30)};
  for (journal::Draft& draft : drafts) {
    draft.record.sheet_time = "08:14";
  }
  return drafts;
}

// A folder whose memory, as its file has it, is asked about the sheet.
class Folder {
 public:
  void note_sheet() {
    auto memory = SheetMemory::load(stall.folder.path(), stall.files);
    REQUIRE(memory);
    REQUIRE(memory->note(kSheet, journal, stall.folder.path(), stall.files));
  }
  bool knows_sheet() {
    const auto memory = SheetMemory::load(stall.folder.path(), stall.files);
    REQUIRE(memory);
    const auto known = memory->knows(kSheet, sheet_drafts().front().record, journal);
    REQUIRE(known);
    return *known;
  }
  void begin_epoch(journal::Sequence common) {
    REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers, common));
  }

  Stall stall;
  Journal journal = stall.opened();
};

TEST_CASE("An imported sheet is known in every later epoch, taken over or not", "[kiosk]") {
  for (const journal::Sequence common : {journal::Sequence{1}, journal::Sequence{4}}) {
    INFO("common " << common);
    Folder folder;
    record_day(folder.journal, 1);
    CHECK_FALSE(folder.knows_sheet());
    folder.note_sheet();
    append(folder.journal, sheet_drafts());
    CHECK(folder.knows_sheet());
    folder.begin_epoch(common);
    CHECK(folder.knows_sheet());
    folder.begin_epoch(folder.journal.head().sequence);
    CHECK(folder.knows_sheet());
  }
}

TEST_CASE("A sheet whose entries a power cut took is not known, in no later epoch", "[kiosk]") {
  Folder folder;
  record_day(folder.journal, 1);
  folder.note_sheet();
  CHECK_FALSE(folder.knows_sheet());
  folder.begin_epoch(2);
  append(folder.journal, {outing_draft("东集"), handout_draft(journal::kOutingOfThisAppend, 30)});
  CHECK_FALSE(folder.knows_sheet());
}

TEST_CASE("A sheet whose entries were pruned is known", "[kiosk]") {
  Folder folder;
  folder.note_sheet();
  append(folder.journal, sheet_drafts());
  for (const WallTime day : {kMarketMorning, kMarketMorning + journal::kArchivedFor}) {
    REQUIRE(folder.journal.record_ack({folder.journal.chain_number(),
                                       2,
                                       hash_at(folder.journal, 2),
                                       2,
                                       {},
                                       day,
                                       Bytes{1},
                                       false}));
  }
  const auto pruned = folder.journal.prune();
  REQUIRE(pruned);
  CHECK(*pruned == 2);
  CHECK(folder.knows_sheet());
}

}  // namespace
}  // namespace outreach::kiosk
