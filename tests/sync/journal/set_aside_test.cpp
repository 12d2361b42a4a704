// What the county set aside, as staff are to see it.
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

void set_aside(Journal& journal, const std::vector<SetAside>& entries) {
  const Sequence head = journal.head().sequence;
  REQUIRE(journal.record_ack({journal.chain_number(), head, hash_at(journal, head), head, entries,
                              kMarketMorning, Bytes{1}, false}));
}

std::vector<SetAsideEntry> returned(Journal& journal) {
  auto entries = set_aside_entries(journal.database());
  if (!entries) {
    FAIL(entries.error().context);
  }
  return *std::move(entries);
}

TEST_CASE("Set aside: none where the county counts everything", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 2);
  set_aside(journal, {});
  CHECK(returned(journal).empty());
}

TEST_CASE("Set aside: each with what it says, its outing and the county's reason", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft("东集"), handout_draft(kOutingOfThisAppend, 50),
                   stock_draft(kOutingOfThisAppend, 200), settled_draft(0, 0)});
  set_aside(journal, {{1, "bad_value"}, {3, "unknown_kind"}, {4, "of_a_newer_county"}});
  const auto entries = returned(journal);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].sequence == 4);
  CHECK(entries[0].reason == "of_a_newer_county");
  CHECK(entries[0].place.empty());
  CHECK_FALSE(entries[0].date);
  CHECK(entries[1].chain == journal.chain());
  CHECK(entries[1].sequence == 3);
  CHECK(entries[1].kind == "stock");
  CHECK(entries[1].reason == "unknown_kind");
  CHECK(entries[1].device_time == kMarketMorning);
  REQUIRE(entries[1].record);
  CHECK(entries[1].record->content == stock_draft(1, 200).record.content);
  CHECK(entries[1].place == "东集");
  CHECK(entries[1].date == kMarketDay);
  // An outing's own place is where it was.
  CHECK(entries[2].kind == "outing_opened");
  CHECK(entries[2].place == "东集");
  for (const SetAsideEntry& entry : entries) {
    CHECK_FALSE(entry.settled);
  }
}

TEST_CASE("Set aside: a body that is gone says nothing, and is named all the same", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), consultation_draft(kOutingOfThisAppend, 3)});
  append(journal, {{{domain::Erasure{2, domain::ErasureReason::PersonAsked}, "王五", {}}, 0}});
  set_aside(journal, {{2, "body_missing"}});
  const auto entries = returned(journal);
  REQUIRE(entries.size() == 1);
  CHECK_FALSE(entries[0].record);
  CHECK(entries[0].kind == "consultation");
  CHECK(entries[0].place == "县城集");
}

TEST_CASE("Set aside: what a remark calls settled is, also from a later epoch", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                   handout_draft(kOutingOfThisAppend, 7), handout_draft(kOutingOfThisAppend, 9)});
  set_aside(journal, {{2, "bad_value"}, {3, "bad_value"}, {4, "bad_value"}});
  const auto settled = [&] {
    std::map<Sequence, bool> out;
    for (const SetAsideEntry& entry : returned(journal)) {
      out[entry.sequence] = entry.settled;
    }
    return out;
  };
  append(journal, {settled_draft(0, 2)});
  journal::Draft about_another = settled_draft(0, 3);
  std::get<domain::Remark>(about_another.record.content).about = domain::kRemarkPinRefused;
  append(journal, {about_another});
  CHECK(settled() == std::map<Sequence, bool>{{2, true}, {3, false}, {4, false}});
  const domain::EpochId first = journal.chain().epoch;
  // Entry 5, the remark, is taken over: it names its target by epoch then.
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 4));
  CHECK(settled() == std::map<Sequence, bool>{{2, true}, {3, false}, {4, false}});
  journal::Draft later = settled_draft(0, 4);
  std::get<domain::Remark>(later.record.content).epoch = first;
  append(journal, {later});
  append(journal, {settled_draft(0, 3)});  // of the new chain
  CHECK(settled() == std::map<Sequence, bool>{{2, true}, {3, false}, {4, true}});
}

TEST_CASE("Set aside: a settled one stays so when bodies are pruned", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50), settled_draft(0, 2)});
  for (const int day : {0, 40}) {
    REQUIRE(journal.record_ack({journal.chain_number(),
                                3,
                                hash_at(journal, 3),
                                3,
                                {{2, "bad_value"}},
                                kMarketMorning + day * std::chrono::hours(24),
                                Bytes{1},
                                false}));
  }
  CHECK(journal.prune().value() == 1);  // the outing's alone
  const auto entries = returned(journal);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].settled);
  const auto report = verify(journal.database(), &journal.identity().key.public_key());
  REQUIRE(report);
  CHECK(report->damages.empty());
}

TEST_CASE("Last outing of a chain: the newest that counts, open or closed, none of paper",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  const auto place = [&] {
    const auto last = last_outing(journal.database(), journal.chain_number());
    REQUIRE(last);
    return *last ? (*last)->outing.place + ((*last)->closed ? " closed" : "") : "none";
  };
  CHECK(place() == "none");
  append(journal, {planned_draft("东集"), closing_draft(kOutingOfThisAppend)});
  CHECK(place() == "东集 closed");
  CHECK(last_outing(journal.database(), journal.chain_number())->value().outing.is_planned);
  append(journal, {outing_draft("西集")});
  CHECK(place() == "西集");
  journal::Draft sheet = outing_draft("南集");
  sheet.record.sheet_time = "";
  append(journal, {sheet});
  CHECK(place() == "西集");
  append(journal, {correction_draft(0, 3, 1, 0)});
  CHECK(place() == "东集 closed");
  REQUIRE(journal.begin_epoch(domain::EpochReason::Restored, journal.head().sequence));
  CHECK(place() == "none");  // what is left behind is corrected no more
}

}  // namespace
}  // namespace outreach::journal
