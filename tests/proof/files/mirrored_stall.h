// A mirror with all there can be: a run, an entry on it without a body, its counts.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/support/invariants.h"
#include "tests/sync/client/mirror_bench.h"

namespace outreach::testing {

// A stall whose mirror holds its first entries; since then there came more, and the body of one on
// the mirror was erased, so that a run is to grow, another to be written anew and a file to go.
struct MirroredStall : MirrorBench {
  MirroredStall() {
    auto journal = opened();
    save(journal, {outing_draft(), handout_draft(journal::kOutingOfThisAppend, 3)});
    save(journal, {consultation_draft(1, 2), correction_draft(1, 2, 3, 4)});
    mirror();
    std::filesystem::copy(medium.path(), early / "medium");
    save(journal, {outing_draft("东关"), handout_draft(journal::kOutingOfThisAppend, 8)});
    save(journal, {{{domain::Erasure{2, domain::ErasureReason::PersonAsked, {}}, "王五", {}}, 0}});
    facts = facts_of(journal.database());
    chain = journal.chain();
    mirror();
  }
  void save(journal::Journal& journal, const std::vector<journal::Draft>& drafts) {
    witness.was_told(journal.chain(), drafts, append(journal, drafts));
  }

  Witness witness;
  int erased_copies = 4;  // of entry 2, as corrected
  JournalFacts facts;
  journal::ChainId chain;
  TemporaryFolder early;
};
inline constexpr journal::Sequence kMirroredEarly = 4;

}  // namespace outreach::testing
