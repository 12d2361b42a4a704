// What happens to the disk of a simulated kiosk.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "sync/journal/only_here.h"
#include "sync/journal/schema.h"
#include "tests/simulation/kiosk.h"
#include "tests/simulation/kiosk_program.h"

namespace outreach::simulation {

Kiosk::Snapshot Kiosk::snapshot() {
  return {disk_.image(), mine_, rotted_, unsure_, is_suspect_, is_upgrading_};
}

// `whole`: the marks beside the journal come from the copy too, so that only the county can tell.
void Kiosk::put_back(const Snapshot& snapshot, bool whole) {
  around_.trace.note(around_.now(), name_, "is put back", whole ? 1 : 0);
  end_program(false);
  Disk::Image image = snapshot.image;
  const Disk::Image now = disk_.image();
  if (const auto marks = now.find("installation"); !whole && marks != now.end()) {
    image["installation"] = marks->second;
  }
  disk_.put_back(image);
  was_put_back_ = true;
  note_loss(snapshot.mine);
  unsure_ = snapshot.unsure;
  rotted_ = snapshot.rotted;
  is_lying_ = false;
  disk_.lie_about_syncs(false);
  is_suspect_ = snapshot.is_suspect;
  is_upgrading_ = snapshot.is_upgrading;
}

void Kiosk::lie_about_syncs() {
  is_lying_ = true;
  disk_.lie_about_syncs(true);
}

// Deleted, or moved aside by staff because no program opens it.
void Kiosk::lose_journal() {
  around_.trace.note(around_.now(), name_, "has lost its journal");
  around_.coverage.hit(Row::D7);
  end_program(false);
  Disk::Image image = disk_.image();
  image.erase("journal.sqlite");
  image.erase("journal.sqlite-wal");
  if (!empty_journal_.empty() && around_.dice.once_in(2)) {
    image["journal.sqlite"] = empty_journal_;
  }
  disk_.put_back(image);
  note_loss({});
  unsure_.clear();
  rotted_.clear();
  is_suspect_ = false;
  is_upgrading_ = false;
  is_lying_ = false;
  disk_.lie_about_syncs(false);
  restart_later(kMinute, kHour);
}

// Nobody is left to vouch for an entry between this one and another that rotted.
void Kiosk::give_up_between(const Fact& rotten) {
  const auto has_rotted = [&](domain::Sequence sequence) {
    return std::any_of(rotted_.begin(), rotted_.end(), [&](FactNumber number) {
      const Fact& fact = truth_[number];
      return fact.chain == rotten.chain && fact.sequence == sequence;
    });
  };
  for (const FactNumber number : mine_) {
    Fact& fact = truth_[number];
    const bool is_beside = fact.chain == rotten.chain && (fact.sequence + 1 == rotten.sequence ||
                                                          fact.sequence == rotten.sequence + 1);
    if (is_beside && has_rotted(fact.sequence - 1) && has_rotted(fact.sequence + 1)) {
      fact.may_be_missing = true;
      fact.is_corrected = true;
    }
  }
}

// One handout's row on the disk of a program that does not run.
bool Kiosk::rot() {
  std::vector<FactNumber> candidates;
  for (const FactNumber number : mine_) {
    const Fact& fact = truth_[number];
    if (fact.what == Fact::What::Handout && !fact.is_corrected && !rotted_.contains(number)) {
      candidates.push_back(number);
    }
  }
  if (candidates.empty() || program_) {
    return false;
  }
  disk_.forget_faults();
  const FactNumber number = candidates[around_.dice.below(candidates.size())];
  Fact& fact = truth_[number];
  auto database =
      given(sqlite::Database::open(disk_.folder() + "/journal.sqlite", {}), "opening to spoil");
  given(database.prepare("SELECT 1"), "opening to spoil");
  constexpr std::array kSpoils{"UPDATE entry SET body=zeroblob(10)", "DELETE FROM entry",
                               "UPDATE entry SET device_time=device_time+1"};
  require(database.execute("PRAGMA foreign_keys=OFF").has_value(), "opening to spoil");
  auto spoil = given(
      database.prepare(std::string(kSpoils.at(around_.dice.below(kSpoils.size()))) +
                       " WHERE sequence=?1 AND chain=(SELECT number FROM chain WHERE epoch=?2)"),
      "spoiling");
  require(spoil.bind(1, fact.sequence).bind(2, ByteView(fact.chain.epoch)).run().has_value(),
          "spoiling");
  fact.may_be_missing = true;
  fact.is_corrected = true;
  rotted_.insert(number);
  give_up_between(fact);
  around_.coverage.hit(Row::D6);
  around_.trace.note(around_.now(), name_, "a row rots", static_cast<std::int64_t>(fact.sequence));
  return true;
}

// What is written here undoes the newest step of the journal's format. A journal of which bodies
// were pruned that say what the version before did not count stays as it is: nobody could count it
// again.
bool Kiosk::go_back_a_format() {
  static_assert(journal::kSchemaVersion == 5, "undo the newest step here");
  if (program_ || is_suspect_ || disk_.find(journal::kJournalFile) == nullptr) {
    return false;
  }
  disk_.forget_faults();
  auto database = given(sqlite::Database::open(disk_.folder() + "/" + journal::kJournalFile, {}),
                        "opening to go back");
  const auto version = given(database.integer("PRAGMA user_version"), "reading the format");
  if (version != journal::kSchemaVersion ||
      given(
          database.integer("SELECT COUNT(*) FROM chain WHERE pruned_through>0 AND "
                           "(EXISTS(SELECT 1 FROM rating) OR EXISTS(SELECT 1 FROM self_service))"),
          "reading what was pruned") > 0) {
    return false;
  }
  require(database
              .execute("BEGIN; DROP TABLE rating; DROP TABLE self_service; PRAGMA user_version=4; "
                       "COMMIT")
              .has_value(),
          "going back");
  is_upgrading_ = true;
  around_.trace.note(around_.now(), name_, "has the version before");
  return true;
}

// It opened, so it is of this version now.
void Kiosk::upgraded() {
  if (!std::exchange(is_upgrading_, false)) {
    return;
  }
  sqlite::Database& database = program_->journal->database();
  require(given(database.integer("PRAGMA user_version"), "reading the format") ==
              journal::kSchemaVersion,
          "P5: opened, and not of this version");
  const auto counts = given(journal::count_delivery(database), "counting deliveries");
  if (counts.local > 0) {
    around_.coverage.hit(Row::P5);
  }
}

// On a disk whose syncs lie a power cut would bring that version back, which nobody ever had.
void Kiosk::meet_newer_format() {
  if (program_ || is_suspect_ || is_lying_ || disk_.find(journal::kJournalFile) == nullptr) {
    return;
  }
  disk_.forget_faults();
  const std::string path = disk_.folder() + "/" + journal::kJournalFile;
  const auto set_version = [&](std::int64_t version) {
    auto database = given(sqlite::Database::open(path, {}), "opening to go on");
    require(database.execute("PRAGMA user_version=" + std::to_string(version)).has_value(),
            "going on");
    return given(database.integer("SELECT COUNT(*) FROM entry"), "counting");
  };
  auto database = std::optional(given(sqlite::Database::open(path, {}), "opening to go on"));
  const auto version = given(database->integer("PRAGMA user_version"), "reading the format");
  database.reset();
  if (version == 0) {
    return;
  }
  const std::int64_t entries = set_version(journal::kSchemaVersion + 1);
  {
    const auto opened = journal::Journal::open(disk_.folder(), clock_, random_, files_, options_);
    require(!opened && opened.error().code == ErrorCode::Unsupported,
            "P5: a journal of a newer version was not left alone");
  }
  require(set_version(version) == entries, "P5: a journal of a newer version was changed");
  around_.coverage.hit(Row::P5);
  around_.trace.note(around_.now(), name_, "met a newer version's journal");
}

// An amount that its kiosk says stays where it is (only_here.h), behind what the county denied, has
// there what was said of it too: a correction of it goes nowhere either.
void Kiosk::forgive_what_stays() {
  if (!program_ || !program_->journal || program_->has_failed) {
    return;
  }
  for (const journal::OnlyHere& run :
       given(journal::only_here(program_->journal->database()), "asking what is only here")) {
    for (const FactNumber number : mine_) {
      Fact& fact = truth_[number];
      if (fact.what != Fact::What::Correction || run.why != journal::OnlyHere::Why::NotTakenOver) {
        continue;
      }
      const Fact& target = truth_[fact.target];
      fact.may_be_missing =
          fact.may_be_missing || (target.chain == run.chain && target.sequence >= run.first &&
                                  target.sequence <= run.last);
    }
  }
}

}  // namespace outreach::simulation
