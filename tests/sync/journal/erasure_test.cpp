// What is erased by law is gone: from the tables, from the files and from every copy of it.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/faulty_vfs.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// As the file would show it: the sealed words of question_draft in hexadecimal, a run of it.
const std::string kWords(64, '5');

journal::Draft telling_draft(Sequence outing, std::size_t bytes) {
  Draft draft = question_draft(outing);
  std::get<domain::Question>(draft.record.content).sealed = Bytes(bytes, 0x55);
  return draft;
}

bool is_anywhere(Stall& stall, const std::string& words) {
  for (const auto& file : std::filesystem::directory_iterator(stall.folder.path())) {
    const auto content = stall.files.read(file.path(), 1 << 26);
    REQUIRE(content);
    if (std::search(content->begin(), content->end(), words.begin(), words.end()) !=
        content->end()) {
      return true;
    }
  }
  return false;
}

std::optional<domain::Rejection> erases(Journal& journal, const Draft& draft) {
  const Sequence head = journal.head().sequence;
  const auto appended = journal.append(std::vector{draft});
  CHECK(journal.head().sequence == head + (appended ? 1 : 0));
  if (appended) {
    return std::nullopt;
  }
  return appended.error().context.find("bad_target") != std::string::npos
             ? std::optional(domain::Rejection::BadTarget)
             : std::optional(domain::Rejection::BadValue);
}

TEST_CASE("Erasure: the body is in no file any more, its place and its count stay", "[journal]") {
  for (const std::size_t bytes : {std::size_t{100}, domain::kSealedBytesMax}) {
    INFO(bytes << " bytes");
    Stall stall;
    Journal journal = stall.opened();
    append(journal, {outing_draft(), handout_draft(1, 5), telling_draft(1, bytes)});
    for (int i = 0; i < 30; ++i) {
      append(journal, {handout_draft(1, 1)});
    }
    REQUIRE(is_anywhere(stall, kWords));
    const auto before = everything_counted(journal.database());
    CHECK_FALSE(erases(journal, erasure_draft(3)));
    CHECK_FALSE(is_anywhere(stall, kWords));
    CHECK(everything_counted(journal.database()) == before);
    const auto report = verify(journal.database(), &journal.identity().key.public_key());
    REQUIRE(report);
    CHECK(report->damages.empty());
    const auto entries = entries_of(journal, chains_of(journal).front(), 100);
    CHECK_FALSE(entries[2].body);
    CHECK(entries[1].body);
    CHECK_FALSE(erases(journal, erasure_draft(3)));  // twice is once
  }
}

TEST_CASE("Erasure: what the counting or the chain needs cannot be erased", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(1, 5), consultation_draft(1, 2),
                   correction_draft(1, 2, 5, 4), closing_draft(1), question_draft(1)});
  for (const Sequence target : {Sequence{1}, Sequence{4}, Sequence{5}, Sequence{7}, Sequence{99}}) {
    INFO(target);
    CHECK(erases(journal, erasure_draft(target)) == domain::Rejection::BadTarget);
  }
  CHECK(erases(journal, erasure_draft(2, domain::EpochId{9})) == domain::Rejection::BadTarget);
  for (const Sequence target : {Sequence{2}, Sequence{3}, Sequence{6}}) {
    CHECK_FALSE(erases(journal, erasure_draft(target)));
  }
  CHECK(erases(journal, erasure_draft(7)) == domain::Rejection::BadTarget);
}

TEST_CASE("Erasure: reaches what was taken over and what it was taken over from", "[journal]") {
  for (const bool in_new_chain : {false, true}) {
    Stall stall;
    Journal journal = stall.opened();
    append(journal, {outing_draft(), telling_draft(1, 90), telling_draft(1, 90)});
    const domain::EpochId old = journal.chain().epoch;
    REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 2));
    // 1 epoch, 2 outing, 3 the second question.
    CHECK(erases(journal, erasure_draft(3, old)) == domain::Rejection::BadTarget);
    CHECK_FALSE(erases(journal, erasure_draft(2, old)));
    CHECK(is_anywhere(stall, kWords));
    CHECK_FALSE(erases(journal, erasure_draft(3)));
    CHECK_FALSE(is_anywhere(stall, kWords));
    // At a county, in any order.
    CountyCopy county;
    auto all = chains_of(journal);
    if (in_new_chain) {
      std::reverse(all.begin(), all.end());
    }
    for (const ChainRow& chain : all) {
      for (Entry& entry : entries_of(journal, chain, chain.head.sequence)) {
        county.take(chain.id, entry);
      }
    }
    county.reinterpret(chains_of(journal));
    // The two that are named; the third came without a body, which says nothing of where it stood.
    CHECK(*county.database().integer("SELECT COUNT(*) FROM erased") == 2);
  }
}

TEST_CASE("Erasure: a body that comes after its erasure by another road is not kept", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), telling_draft(1, 90)});
  const auto originals = entries_of(journal, chains_of(journal).front(), 2);
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 0));
  const auto copies = entries_of(journal, chains_of(journal).back(), 3);
  append(journal, {erasure_draft(3)});
  const auto erasure = entries_of(journal, chains_of(journal).back(), 4).back();
  CountyCopy county;
  for (const Entry& entry : copies) {
    county.take(journal.chain(), entry);
  }
  county.take(journal.chain(), erasure);
  for (const Entry& entry : originals) {
    county.take(chains_of(journal).front().id, entry);
  }
  CHECK(county.set_aside() == 0);
  CHECK(*county.database().integer("SELECT COUNT(*) FROM entry WHERE kind='question' AND body IS "
                                   "NOT NULL") == 0);
  CHECK(*county.database().integer("SELECT COUNT(*) FROM question WHERE amount>0") == 1);
}

TEST_CASE("Erasure: with a reader in the way it is recorded, and the next append empties the log",
          "[journal]") {
  for (const bool opens_anew : {false, true}) {
    Stall stall;
    std::optional<Journal> journal(stall.opened());
    append(*journal, {outing_draft(), telling_draft(1, 90)});
    {
      auto reader = open_reader(stall.folder.path(), stall.options);
      REQUIRE(reader);
      REQUIRE(reader->execute("BEGIN"));
      REQUIRE(reader->integer("SELECT COUNT(*) FROM entry"));
      // An error would be answered by the same tap again, which would count twice.
      CHECK(journal->append(std::vector{erasure_draft(2)}));
      CHECK(is_anywhere(stall, kWords));
    }
    if (opens_anew) {
      journal.reset();
      journal.emplace(stall.opened());
    } else {
      append(*journal, {handout_draft(1, 1)});
    }
    CHECK(journal->head().sequence == (opens_anew ? 3 : 4));
    CHECK_FALSE(is_anywhere(stall, kWords));
  }
}

TEST_CASE("Erasure: one that a new epoch takes over leaves nothing in the log", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), telling_draft(1, 90)});
  {
    auto reader = open_reader(stall.folder.path(), stall.options);
    REQUIRE(reader);
    REQUIRE(reader->execute("BEGIN"));
    REQUIRE(reader->integer("SELECT COUNT(*) FROM entry"));
    CHECK(journal.append(std::vector{erasure_draft(2)}));
    REQUIRE(is_anywhere(stall, kWords));
  }
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 2));
  CHECK_FALSE(is_anywhere(stall, kWords));
}

TEST_CASE("Erasure: a disk that fails while the log is emptied breaks the journal, not the answer",
          "[journal]") {
  FaultyVfs disk;
  Stall stall(disk.name());
  Journal journal = stall.opened();
  append(journal, {outing_draft(), telling_draft(1, 90)});
  // The first sync is the commit's.
  disk.fail_in(FaultyVfs::Operation::Sync, 2, FaultyVfs::Fault::InputOutput);
  CHECK(journal.append(std::vector{erasure_draft(2)}));
  CHECK(journal.head().sequence == 3);
  const auto next = journal.append(std::vector{handout_draft(1, 1)});
  REQUIRE_FALSE(next);
  CHECK(next.error().code == ErrorCode::InputOutput);
  CHECK(journal.head().sequence == 3);
}

TEST_CASE("Question: counts with a known outing or none, and is taken back by 0", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), question_draft(1), question_draft(0)});
  CHECK_FALSE(journal.append(std::vector{question_draft(2)}));
  CHECK_FALSE(journal.append(std::vector{question_draft(9)}));
  const auto questions = [&] {
    return *journal.database().integer("SELECT COUNT(*) FROM question WHERE amount>0");
  };
  CHECK(questions() == 2);
  append(journal, {correction_draft(0, 2, 1, 0)});
  CHECK(questions() == 1);
  append(journal, {correction_draft(0, 2, 0, 1)});
  CHECK(questions() == 2);
  CHECK_FALSE(journal.append(std::vector{correction_draft(0, 2, 1, 2)}));
  CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 0});
}

}  // namespace
}  // namespace outreach::journal
