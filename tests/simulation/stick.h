// A stick as it goes round: what people and worn-out chips do to what lies on it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/simulation/county.h"
#include "tests/simulation/dice.h"
#include "tests/support/memory_medium.h"

namespace outreach::simulation {

struct Stick {
  testing::MemoryMedium medium;
  // What was done to it, until somebody met it.
  bool has_damage = false;    // bytes of a batch changed, or its end cut off
  bool has_stranger = false;  // batches of a kiosk that nobody enrolled
  bool has_lie = false;       // an ack that the county signed and cannot keep
  bool has_old_acks = false;
  bool has_junk = false;

  std::vector<std::string> names_ending(const std::string& ending) const;
  bool carries_batches() const {
    return !names_ending(".batch").empty();
  }
};

// Each answers whether there was something to do it to.
bool damage_a_batch(Stick& stick, Dice& dice);
bool leave_half_written(Stick& stick, Dice& dice);
bool lose_a_batch(Stick& stick, Dice& dice);
// Under another kiosk's number, or of a kiosk that nobody enrolled.
bool add_strangers(Stick& stick, const County& county, Dice& dice);
bool lie_in_an_ack(Stick& stick, const County& county, Dice& dice);
void add_junk(Stick& stick, Dice& dice);
// Acks of an earlier ride in place of those that are there.
bool bring_old_acks(Stick& stick, const std::map<std::string, Bytes>& old);

// For its next writes: it is pulled out, full, write-protected or fake; then as new again.
void trouble(Stick& stick, Dice& dice);
void mend(Stick& stick);

}  // namespace outreach::simulation
