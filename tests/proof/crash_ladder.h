// The crash ladder: the power fails at every single change that an operation makes to the disk, and
// of what was not synced then every kind of part survives. Enumerated, not sampled.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "tests/proof/proof_kiosk.h"

namespace outreach::testing {

struct Ladder {
  std::string name;
  // Makes the data folder as it is before; runs once, and closes nothing.
  std::function<void(ProofKiosk&)> prepare;
  // In every case, before the power can fail.
  std::function<void(ProofKiosk&)> begin;
  // What the power fails in; answers of the kiosk are not checked here, only remembered by it.
  std::function<void(ProofKiosk&)> act;
  // The opening after the cut may begin an epoch. None other does: who saved an entry finds the
  // same chain.
  bool may_begin_epoch = false;
};

// What to begin with where the act wants an open kiosk, and where it opens one itself.
inline void opened(ProofKiosk& kiosk) {
  kiosk.open();
}
inline void nothing(ProofKiosk& /*kiosk*/) {}

struct Climbed {
  std::size_t points = 0;  // changes of the disk at which the power failed
  std::size_t cuts = 0;    // points times the ways in which unsynced changes survived
};

// Climbs it, checks every invariant after every cut, and prints how far it went.
Climbed climb(const Ladder& ladder);

}  // namespace outreach::testing
