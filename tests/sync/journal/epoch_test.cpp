// Long because an epoch must keep every sum, in whatever order its entries reach the county.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;

EpochBegan begun(Journal& journal, EpochReason reason, Sequence common) {
  const auto began = journal.begin_epoch(reason, common);
  if (!began) {
    FAIL(began.error().context);
  }
  return *began;
}

std::vector<domain::Record> records_of(Journal& journal) {
  std::vector<domain::Record> out;
  for (const Entry& entry : entries_of(journal, chains_of(journal).back(), 100'000)) {
    REQUIRE(entry.body);
    const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
    REQUIRE(std::holds_alternative<domain::Record>(decoded));
    out.push_back(std::get<domain::Record>(decoded));
  }
  return out;
}

void check_sound(Journal& journal) {
  const auto report = verify(journal.database(), &journal.identity().key.public_key());
  REQUIRE(report);
  CHECK(report->damages.empty());
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->recorded ==
        counts->local + counts->on_stick + counts->acknowledged + counts->quarantined);
  CHECK(std::min({counts->local, counts->acknowledged, counts->quarantined}) >= 0);
}

TEST_CASE("Epoch: what the county lacks is taken over, with its outing and its targets",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                   consultation_draft(kOutingOfThisAppend, 3)});
  // What follows the county holds others for.
  append(journal, {handout_draft(1, 7, "guide"), correction_draft(1, 2, 50, 40),
                   correction_draft(1, 4, 7, 8), question_draft(1), question_draft(0)});
  const auto before = everything_counted(journal.database());
  const ChainId old = journal.chain();
  stall.clock.advance(std::chrono::minutes(5));

  const EpochBegan began = begun(journal, EpochReason::CountyDiffers, 3);
  CHECK(began.reason == EpochReason::CountyDiffers);
  CHECK(began.previous == old);
  CHECK(began.previous_head == 8);
  CHECK(began.common == 3);
  CHECK(began.taken_over == 5);
  CHECK(journal.chain().kiosk == old.kiosk);
  CHECK(journal.chain().epoch != old.epoch);
  CHECK(everything_counted(journal.database()) == before);
  check_sound(journal);

  const auto records = records_of(journal);
  REQUIRE(records.size() == 7);
  CHECK(journal.head().sequence == 7);
  CHECK(records[0] ==
        domain::Record{domain::EpochOpened{EpochReason::CountyDiffers, old.epoch, 8, 3},
                       domain::kStaffMachine, std::nullopt});
  const auto from = [&](Sequence sequence) {
    return domain::Origin{old.epoch, sequence, kMarketMorning};
  };
  CHECK(records[1] == domain::Record{outing_draft().record.content, "张三", std::nullopt, from(1)});
  CHECK(records[2] ==
        domain::Record{handout_draft(2, 7, "guide").record.content, "张三", std::nullopt, from(4)});
  const auto& of_old = std::get<domain::Correction>(records[3].content);
  CHECK(of_old.epoch == old.epoch);
  CHECK(of_old.target == 2);
  const auto& of_new = std::get<domain::Correction>(records[4].content);
  CHECK_FALSE(of_new.epoch);
  CHECK(of_new.target == 3);
  const auto entries = entries_of(journal, chains_of(journal).back(), 100);
  std::vector<Sequence> outings;
  for (const Entry& entry : entries) {
    outings.push_back(entry.envelope.outing);
  }
  CHECK(outings == std::vector<Sequence>{0, 0, 2, 2, 2, 2, 0});

  const auto all = chains_of(journal);
  REQUIRE(all.size() == 2);
  CHECK(all[0].ended == "county_differs");
  CHECK(all[0].counted_through == 3U);
  CHECK(all[0].deliverable_through() == 3);
  CHECK(all[0].head.sequence == 8);
  CHECK(all[1].ended.empty());
  CHECK(all[1].deliverable_through() == 7);
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->recorded == 10);
}

TEST_CASE("Epoch: staff simply go on in the outing that is under way, and it stays one",
          "[journal]") {
  for (const Sequence common : {Sequence{0}, Sequence{2}, Sequence{3}}) {
    INFO("common " << common);
    Stall stall;
    std::optional<Journal> journal = stall.opened();
    append(*journal, {outing_draft("东集"), closing_draft(kOutingOfThisAppend), outing_draft()});
    begun(*journal, EpochReason::CountyDiffers, common);
    for (int round = 0; round < 2; ++round) {
      const auto open = open_outing(journal->database());
      REQUIRE(open);
      REQUIRE(*open);
      CHECK((*open)->chain == journal->chain_number());
      CHECK((*open)->outing.place == "县城集");
      append(*journal, {handout_draft((*open)->sequence, 5)});
      CHECK(totals_of(journal->database()) == domain::Totals{2, 0, 0, 5 * (round + 1)});
      journal.reset();
      journal = stall.opened();
      CHECK_FALSE(journal->opening().epoch);
    }
    const auto open = open_outing(journal->database());
    REQUIRE(open);
    append(*journal, {closing_draft((*open)->sequence)});
    CHECK_FALSE(*open_outing(journal->database()));
    check_sound(*journal);
  }
}

TEST_CASE("Epoch: of two open outings staff go on in the newer, though an entry needs the older",
          "[journal]") {
  for (const Sequence common : {Sequence{0}, Sequence{1}, Sequence{2}, Sequence{3}}) {
    INFO("common " << common);
    Stall stall;
    Journal journal = stall.opened();
    append(journal, {outing_draft("东集"), outing_draft("西集"), handout_draft(1, 5)});
    begun(journal, EpochReason::CountyDiffers, common);
    const auto open = open_outing(journal.database());
    REQUIRE(open);
    REQUIRE(*open);
    CHECK((*open)->outing.place == "西集");
    CHECK(totals_of(journal.database()) == domain::Totals{2, 0, 0, 5});
    check_sound(journal);
  }
}

TEST_CASE("Epoch: an outing of the old chain is none of the new one", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), outing_draft("东集"), outing_draft("西集")});
  append(journal, {closing_draft(1), closing_draft(2), closing_draft(3)});
  begun(journal, EpochReason::CountyAhead, 6);
  const auto refused = journal.append(std::vector{handout_draft(3, 1)});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().context.find("unknown_outing") != std::string::npos);
  CHECK(journal.head().sequence == 1);
  CHECK(totals_of(journal.database()) == domain::Totals{3, 0, 0, 0});
}

TEST_CASE("Epoch: what is common must be in the chain", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 2);
  const auto refused = journal.begin_epoch(EpochReason::CountyDiffers, 4);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
  CHECK(chains_of(journal).size() == 1);
  CHECK(begun(journal, EpochReason::CountyDiffers, 3).taken_over == 0);
}

TEST_CASE("Epoch: fields and kinds of a later version are carried as they are", "[journal]") {
  Stall stall;
  {
    Journal journal = stall.opened();
    record_day(journal, 3);
  }
  // A later version wrote two of these.
  const std::string later = R"({"leaflet":"guide","copies":3,"staff":"张三","later":[1,2]})";
  const std::string drawing = R"({"drawing":true})";
  {
    Journal journal = stall.opened();
    auto entries = entries_of(journal, chains_of(journal).front(), 10);
    auto store = EntryStore::prepare(journal.database());
    REQUIRE(store);
    Head head = journal.head();
    for (const auto& [kind, body] : {std::pair{"handout", later}, std::pair{"drawing", drawing}}) {
      Entry entry;
      entry.envelope = entries.back().envelope;
      entry.envelope.sequence = head.sequence + 1;
      entry.envelope.kind = kind;
      entry.envelope.previous = head.hash;
      entry.envelope.outing = 1;
      const ByteView bytes = bytes_of(body);
      entry.body.emplace(bytes.begin(), bytes.end());
      entry.envelope.body_hash = domain::hash_body(entry.envelope.salt, *entry.body);
      entry.hash = domain::hash_envelope(journal.chain(), entry.envelope);
      REQUIRE(store->add_entry(journal.chain_number(), entry));
      head = {entry.envelope.sequence, entry.hash};
    }
    REQUIRE(store->set_signed_head(chains_of(journal).front(), head, journal.identity().key));
  }
  Journal journal = stall.opened();
  CHECK_FALSE(journal.opening().epoch);
  CHECK(begun(journal, EpochReason::CountyDiffers, 4).taken_over == 2);
  const auto entries = entries_of(journal, chains_of(journal).back(), 10);
  REQUIRE(entries.size() == 4);
  CHECK(text_of(*entries[2].body).find(R"("later":[1,2])") != std::string_view::npos);
  CHECK(entries[3].envelope.kind == "drawing");
  CHECK(text_of(*entries[3].body) == drawing);
  CHECK(entries[3].envelope.outing == 2);
}

TEST_CASE("Epoch: a confirmation of entries that are taken over is none of theirs", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  REQUIRE(journal.record_ack({journal.chain_number(),
                              8,
                              hash_at(journal, 8),
                              8,
                              {{2, "bad_value"}, {7, "bad_value"}},
                              kMarketMorning,
                              Bytes{1},
                              false}));
  const ChainNumber old = journal.chain_number();
  begun(journal, EpochReason::CountyDiffers, 5);
  const auto state = ack_state(journal.database(), old);
  REQUIRE(state);
  CHECK(state->acknowledged_through == 5);
  CHECK(state->archived_through == 5);
  CHECK(state->set_aside == std::vector<SetAside>{{2, "bad_value"}});
  const auto counts = count_delivery(journal.database());
  REQUIRE(counts);
  CHECK(counts->recorded == 5 + 7);
  CHECK(counts->local == 7);
  CHECK(counts->acknowledged == 4);
  CHECK(counts->quarantined == 1);
  check_sound(journal);
  // The county holds more of the old chain than is delivered from here: that is all of it.
  REQUIRE(journal.record_ack({old, 20, Hash{7}, 0, {{19, "bad_value"}}, kMarketMorning, Bytes{2}}));
  CHECK(ack_state(journal.database(), old)->acknowledged_through == 5);
  CHECK(ack_state(journal.database(), old)->set_aside.empty());
  check_sound(journal);
}

TEST_CASE("Epoch: what cannot be taken over is counted where it stands", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal,
         {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
          consultation_draft(kOutingOfThisAppend, 3), question_draft(kOutingOfThisAppend)});
  append(journal, {erasure_draft(3), erasure_draft(4), correction_draft(1, 3, 3, 2)});
  const auto before = everything_counted(journal.database());
  CHECK(begun(journal, EpochReason::CountyDiffers, 0).taken_over == 2);
  CHECK(everything_counted(journal.database()) == before);
  check_sound(journal);
}

// The kiosk's chains as the county gets them: each in order, mixed with the others as `random` has
// it.
void deliver(Journal& journal, CountyCopy& county, Random& random) {
  struct Road {
    ChainRow chain;
    std::vector<Entry> entries;
    std::size_t next = 0;
  };
  std::vector<Road> roads;
  for (const ChainRow& chain : chains_of(journal)) {
    roads.push_back({chain, entries_of(journal, chain, chain.deliverable_through())});
  }
  std::reverse(roads.begin(), random.below(2) == 0 ? roads.begin() : roads.end());
  while (!roads.empty()) {
    const std::size_t at =
        random.below(3) == 0 ? static_cast<std::size_t>(random.below(roads.size())) : 0;
    Road& road = roads[at];
    for (std::uint64_t run = 1 + random.below(30); run > 0 && road.next < road.entries.size();
         --run) {
      county.take(road.chain.id, road.entries[road.next++]);
    }
    if (road.next == road.entries.size()) {
      roads.erase(roads.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
  county.reinterpret(chains_of(journal));
}

TEST_CASE("Epochs: stock and remarks are taken over, a remark's target with them", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  journal::Draft temple = planned_draft();
  auto& opened = std::get<domain::OutingOpened>(temple.record.content);
  opened.kind = domain::OutingKind::Other;
  opened.other_kind = "temple-fair";
  append(journal,
         {temple, handout_draft(kOutingOfThisAppend, 50), stock_draft(kOutingOfThisAppend, 200)});
  append(journal, {stock_draft(1, 30, domain::StockMovement::Spoiled),
                   correction_draft(1, 3, 200, 210), settled_draft(1, 2), settled_draft(0, 4),
                   settled_draft(0, 0), correction_draft(1, 4, 30, 40), settled_draft(0, 77)});
  const auto before = everything_counted(journal.database());
  const ChainId old = journal.chain();
  CHECK(begun(journal, EpochReason::CountyDiffers, 3).taken_over == 7);
  CHECK(everything_counted(journal.database()) == before);
  check_sound(journal);

  const auto records = records_of(journal);
  REQUIRE(records.size() == 9);
  CHECK(records[1].content == domain::Content(opened));
  CHECK(std::get<domain::Stock>(records[2].content).copies == 30);
  const auto remark = [&](std::size_t at) { return std::get<domain::Remark>(records[at].content); };
  CHECK(remark(4).target == 2);
  CHECK(remark(4).epoch == old.epoch);
  CHECK(remark(5).target == 3);
  CHECK_FALSE(remark(5).epoch);
  CHECK(remark(6).target == 0);
  CHECK_FALSE(remark(6).epoch);
  // What is not there is named where it would stay.
  CHECK(remark(8).target == 77);
  CHECK(remark(8).epoch == old.epoch);
  append(journal, {correction_draft(2, 3, 40, 41)});
  CountyCopy county;
  for (const ChainRow& chain : chains_of(journal)) {
    for (const Entry& entry : entries_of(journal, chain, chain.deliverable_through())) {
      county.take(chain.id, entry);
    }
  }
  CHECK(county.set_aside() == 0);
  CHECK(everything_counted(county.database()) == everything_counted(journal.database()));
}

TEST_CASE("Epoch: no sum changes, here or at the county, whatever is taken over and in any order",
          "[journal]") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    Stall stall({}, seed);
    INFO(stall.random.description());
    Journal journal = stall.opened();
    RandomDays days(stall.random);
    for (int epoch = 0; epoch < 3; ++epoch) {
      days.record(journal, 10 + static_cast<int>(stall.random.below(60)));
      const auto before = everything_counted(journal.database());
      const Sequence head = journal.head().sequence;
      // A second epoch takes over what was taken over; entries of the first that the county was
      // given stay.
      const Sequence common = stall.random.below(head + 1);
      begun(journal, EpochReason::CountyDiffers, common);
      CHECK(everything_counted(journal.database()) == before);
      check_sound(journal);
      days.record(journal, static_cast<int>(stall.random.below(30)));
      stall.clock.advance(std::chrono::minutes(1));
    }
    const auto counted = everything_counted(journal.database());
    for (int order = 0; order < 8; ++order) {
      CountyCopy county;
      deliver(journal, county, stall.random);
      CHECK(county.set_aside() == 0);
      CHECK(everything_counted(county.database()) == counted);
    }
  }
}

}  // namespace
}  // namespace outreach::journal
