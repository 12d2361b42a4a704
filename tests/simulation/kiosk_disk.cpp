// What happens to the disk of a simulated kiosk, and what its stick carries.
#include <array>
#include <utility>

#include "sync/client/batch_builder.h"
#include "sync/protocol/ack.h"
#include "tests/simulation/kiosk.h"
#include "tests/simulation/kiosk_program.h"

namespace outreach::simulation {

Kiosk::Snapshot Kiosk::snapshot() {
  return {disk_.image(), mine_, rotted_};
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
  note_loss(snapshot.mine);
  unsure_.clear();
  rotted_ = snapshot.rotted;
  is_lying_ = false;
  disk_.lie_about_syncs(false);
  is_suspect_ = false;
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
  is_lying_ = false;
  disk_.lie_about_syncs(false);
  restart_later(kMinute, kHour);
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
  around_.coverage.hit(Row::D6);
  around_.trace.note(around_.now(), name_, "a row rots", static_cast<std::int64_t>(fact.sequence));
  return true;
}

std::vector<Kiosk::Parcel> Kiosk::fill_stick() {
  std::vector<Parcel> parcels;
  auto grant = client::load_grant(disk_.folder(), files_);
  if (!program_ || !program_->journal || !grant || !*grant) {
    return parcels;
  }
  client::BatchBuilder builder(disk_.folder(), options_, program_->journal->identity(),
                               (*grant)->document.transport_key, random_);
  auto chains = journal::chains(program_->journal->database());
  if (!chains) {
    return parcels;
  }
  for (const journal::ChainRow& chain : *chains) {
    const auto ack = journal::ack_state(program_->journal->database(), chain.number);
    if (!ack || chain.id.kiosk != id_) {
      continue;
    }
    for (journal::Sequence next = ack->acknowledged_through + 1;
         next <= chain.deliverable_through();) {
      auto built = builder.build(chain.number, next, 1 + around_.dice.below(20), clock_.now().wall);
      if (!built) {
        break;
      }
      next = built->last + 1;
      parcels.push_back({chain.id, std::move(built->file)});
    }
  }
  return parcels;
}

void Kiosk::take_ack_home(const Bytes& document) {
  auto grant = client::load_grant(disk_.folder(), files_);
  if (!program_ || !program_->recorder || program_->has_failed || !grant || !*grant) {
    return;
  }
  const auto ack = protocol::open_ack(document, (*grant)->document.sign_key);
  const auto chains = journal::chains(program_->journal->database());
  if (!ack || !chains) {
    return;
  }
  for (const journal::ChainRow& chain : *chains) {
    if (chain.id == ack->chain) {
      journal::VerifiedAck verified;
      verified.chain = chain.number;
      verified.acknowledged_through = ack->acknowledged_through;
      verified.head_hash = ack->head;
      verified.archived_through = ack->archived_through;
      verified.county_time = ack->county_time;
      verified.signed_document = document;
      program_->recorder->record_ack(std::move(verified), [](const Result<void>& /*stored*/) {});
    }
  }
  arrange();
}

}  // namespace outreach::simulation
