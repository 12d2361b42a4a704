#include "sync/journal/journal.h"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

std::vector<Entry> all_entries(Journal& journal) {
  const auto entries = read_entries(journal.database(), journal.chain_number(), 1, 10'000, 1 << 24);
  REQUIRE(entries);
  return *entries;
}

TEST_CASE("Journal: keeps what it confirmed across closing and opening", "[journal]") {
  Stall stall;
  ChainId chain;
  Head head;
  {
    Journal journal = stall.opened();
    CHECK(journal.head() == Head{});
    const auto appended = append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                                           consultation_draft(kOutingOfThisAppend, 2)});
    REQUIRE(appended.size() == 3);
    CHECK(appended[0].sequence == 1);
    CHECK(appended[2].sequence == 3);
    CHECK(appended[2].outing == 1);
    CHECK(appended[2].device_time == kMarketMorning);
    chain = journal.chain();
    head = journal.head();
  }
  Journal journal = stall.opened();
  CHECK(journal.chain() == chain);
  CHECK(journal.head() == head);
  CHECK(head.sequence == 3);
  CHECK(totals_of(journal.database()) == domain::Totals{1, 1, 2, 50});
  append(journal, {handout_draft(1, 5)});
  const auto entries = all_entries(journal);
  REQUIRE(entries.size() == 4);
  CHECK(entries[3].envelope.previous == head.hash);
  CHECK(entries[0].envelope.previous == Hash{});
}

TEST_CASE("Journal: an entry carries the clock's three times and the mark of an untrusted one",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft()});
  stall.clock.advance(std::chrono::milliseconds(1'500));
  stall.clock.set_wall(WallTime{});
  stall.clock.reboot();
  append(journal, {handout_draft(1, 1)});
  const auto entries = all_entries(journal);
  CHECK(entries[0].envelope.device_time == kMarketMorning);
  CHECK(entries[0].envelope.device_time_trusted);
  CHECK(entries[1].envelope.device_time == WallTime{});
  CHECK_FALSE(entries[1].envelope.device_time_trusted);
  CHECK(entries[1].envelope.monotonic.milliseconds - entries[0].envelope.monotonic.milliseconds ==
        1'500);
  CHECK(entries[0].envelope.boot != entries[1].envelope.boot);
  CHECK(entries[0].envelope.salt != entries[1].envelope.salt);
}

TEST_CASE("Journal: several drafts are recorded all or not at all", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft()});
  const Head before = journal.head();
  const auto refused = [&](std::vector<Draft> drafts, const std::string& which) {
    const auto appended = journal.append(drafts);
    REQUIRE_FALSE(appended);
    CHECK(appended.error().code == ErrorCode::InvalidInput);
    CHECK_THAT(appended.error().context, Catch::Matchers::ContainsSubstring(which));
    CHECK(journal.head() == before);
    CHECK(all_entries(journal).size() == 1);
    CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 0});
  };
  refused({handout_draft(1, 5), handout_draft(1, 0)}, "draft 2");
  refused({handout_draft(1, 5), handout_draft(2, 5)}, "draft 2 cannot be recorded: unknown_outing");
  refused({handout_draft(1, 5), correction_draft(1, 99, 5, 0)},
          "draft 2 cannot be recorded: bad_target");
  refused({handout_draft(kOutingOfThisAppend + 1, 5), outing_draft()}, "draft 1");
  refused({outing_draft(), handout_draft(kOutingOfThisAppend, 5), closing_draft(77)}, "draft 3");
  // The outing of the attempt that was undone is not remembered.
  refused({handout_draft(2, 5)}, "unknown_outing");
  append(journal, {handout_draft(1, 5)});
  CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 5});
}

TEST_CASE("Journal: drafts of one call find the outing that this call opens", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal,
         {outing_draft("东集"), handout_draft(kOutingOfThisAppend, 1), outing_draft("西集"),
          handout_draft(kOutingOfThisAppend + 2, 2), closing_draft(kOutingOfThisAppend + 2)});
  const auto entries = all_entries(journal);
  CHECK(entries[1].envelope.outing == 1);
  CHECK(entries[3].envelope.outing == 3);
  const auto open = open_outing(journal.database());
  REQUIRE(open);
  REQUIRE(*open);
  CHECK((*open)->outing.place == "东集");
}

TEST_CASE("Journal: a second handle on the same folder is refused", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    const auto second = stall.open();
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::Refused);
    append(journal, {outing_draft()});
  }
  CHECK(stall.open());
}

TEST_CASE("Journal: damage inside the chain is named when it opens, and recording goes on",
          "[journal]") {
  for (const auto& [edit, kind] : std::vector<std::pair<std::string, std::string>>{
           {"UPDATE entry SET body=CAST('{}' AS BLOB) WHERE sequence=5", "body_changed"},
           {"UPDATE entry SET body=NULL WHERE sequence=5", "body_missing"},
           {"DELETE FROM entry WHERE sequence=5", "missing"},
           {"UPDATE entry SET device_time=device_time+1 WHERE sequence=5", "envelope_changed"},
           {"UPDATE entry SET hash=zeroblob(32) WHERE sequence=5", "envelope_changed"}}) {
    INFO(edit);
    Stall stall;
    ChainId chain;
    {
      Journal journal = stall.opened();
      CHECK(journal.opening().damages.empty());
      chain = journal.chain();
      record_day(journal, 5);
    }
    stall.tamper(edit);
    Journal journal = stall.opened();
    REQUIRE(journal.opening().damages.size() == 1);
    CHECK(journal.opening().damages.front().sequence == 5);
    CHECK(journal.opening().damages.front().kind == kind);
    CHECK_FALSE(journal.opening().epoch);
    CHECK(journal.chain() == chain);
    CHECK(append(journal, {handout_draft(1, 1)}).front().sequence == 7);
  }
}

TEST_CASE("Journal: a chain that lost its end, or was rewritten up to it, is continued by another",
          "[journal]") {
  for (const std::string edit :
       {"DELETE FROM entry WHERE sequence=6", "UPDATE chain SET head_hash=zeroblob(32)",
        "UPDATE chain SET head_sequence=5", "UPDATE chain SET head_sequence=9",
        "UPDATE entry SET signature=NULL WHERE sequence=6",
        "UPDATE entry SET sequence=7 WHERE sequence=6"}) {
    INFO(edit);
    Stall stall;
    ChainId chain;
    {
      Journal journal = stall.opened();
      chain = journal.chain();
      record_day(journal, 5);
    }
    stall.tamper(edit);
    Journal journal = stall.opened();
    CHECK_FALSE(journal.opening().damages.empty());
    REQUIRE(journal.opening().epoch);
    CHECK(journal.opening().epoch->reason == domain::EpochReason::Damaged);
    CHECK(journal.opening().epoch->previous == chain);
    CHECK(journal.chain().epoch != chain.epoch);
    append(journal, {outing_draft("西集")});
  }
}

TEST_CASE("Journal: a file that is no database is named as damaged", "[journal]") {
  Stall stall;
  std::ofstream(stall.folder / kJournalFile) << std::string(8'192, 'x');
  const auto journal = stall.open();
  REQUIRE_FALSE(journal);
  CHECK(journal.error().code == ErrorCode::Corrupt);
}

TEST_CASE("Journal: without its key a kiosk begins a new chain and keeps the old one",
          "[journal]") {
  Stall stall;
  ChainId first;
  {
    Journal journal = stall.opened();
    first = journal.chain();
    record_day(journal, 2);
  }
  REQUIRE(stall.files.remove(stall.folder / kIdentityFile));
  {
    Journal journal = stall.opened();
    CHECK(journal.chain().kiosk == journal.identity().kiosk);
    CHECK(journal.chain().kiosk != first.kiosk);
    CHECK(journal.chain().epoch != first.epoch);
    append(journal, {outing_draft()});
    CHECK(totals_of(journal.database()).outings == 2);
    const auto counts = count_delivery(journal.database());
    REQUIRE(counts);
    CHECK(counts->recorded == 4);
  }
  Journal journal = stall.opened();
  CHECK(journal.chain().kiosk == journal.identity().kiosk);
  CHECK(journal.head().sequence == 1);
}

TEST_CASE("Journal: a key file of another length is refused", "[journal]") {
  for (const std::size_t size : {0U, 31U, 33U}) {
    Stall stall;
    std::ofstream(stall.folder / kIdentityFile) << std::string(size, 'k');
    const auto journal = stall.open();
    REQUIRE_FALSE(journal);
    CHECK(journal.error().code != ErrorCode::NotFound);
  }
}

TEST_CASE("Journal: entries are read in pieces that go on where the last ended", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  const auto whole = all_entries(journal);
  REQUIRE(whole.size() == 10);
  Sequence next = 1;
  for (const std::size_t body_bytes : {std::size_t{0}, std::size_t{1} << 20, std::size_t{120}}) {
    const auto piece =
        read_entries(journal.database(), journal.chain_number(), next, 3, body_bytes);
    REQUIRE(piece);
    REQUIRE_FALSE(piece->empty());
    for (const Entry& entry : *piece) {
      CHECK(entry.envelope.sequence == next);
      CHECK(entry.hash == whole[next - 1].hash);
      CHECK(entry.envelope.previous == whole[next - 1].envelope.previous);
      ++next;
    }
  }
  const auto none = read_entries(journal.database(), journal.chain_number(), 11, 3, 1 << 20);
  REQUIRE(none);
  CHECK(none->empty());
}

TEST_CASE("Journal: the open outing is the newest one of the stall, not of a typed-in sheet",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  const auto open_sequence = [&] {
    const auto open = open_outing(journal.database());
    REQUIRE(open);
    return *open ? (*open)->sequence : 0;
  };
  CHECK(open_sequence() == 0);
  append(journal, {outing_draft("一"), outing_draft("二")});
  Draft sheet = outing_draft("三");
  sheet.record.sheet_time = "";
  append(journal, {sheet});
  CHECK(open_sequence() == 2);
  append(journal, {correction_draft(2, 2, 1, 0)});
  CHECK(open_sequence() == 1);
  append(journal, {closing_draft(1)});
  CHECK(open_sequence() == 0);
  append(journal, {handout_draft(1, 3)});
  CHECK(totals_of(journal.database()) == domain::Totals{2, 0, 0, 3});
}

}  // namespace
}  // namespace outreach::journal
