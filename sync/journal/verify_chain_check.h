// Walks one chain and names what is wrong with it. Private to sync/journal.
//
// The walk keeps apart the number a row has in the file and the place in the chain its hash commits
// to, so that rows that were numbered anew, because one was put in or taken out before them, are
// not named one by one.
#pragma once

#include <optional>
#include <vector>

#include "sync/journal/chain_rows.h"
#include "sync/journal/displaced_rows.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

class ChainCheck {
 public:
  // `key`: the kiosk's; null where it is not known.
  ChainCheck(sqlite::Database& database, const ChainRow& chain, ChainRows rows,
             const crypto::PublicKey* key);

  // Walks from `first`; the row before it gives the hash to go on from.
  Result<VerifyReport> run(Sequence first);

 private:
  // The newest row that found its place.
  struct Accepted {
    Sequence place = 0;
    Sequence number = 0;
    Hash hash{};  // as it adds up
    std::optional<crypto::Signature> signature;
    bool adds_up = false;  // false: the hash is only what the row states
  };

  void start(Sequence first);
  void walk();
  bool fits(StoredRow& row, Sequence place, const Hash& previous) const;
  void accept(StoredRow& row, const Hash& hash, bool adds_up);
  void accept_as_stated(StoredRow& row);
  // The current row does not continue the chain.
  void explain();
  void explain_gap(StoredRow& row);
  bool explain_by_next_row(StoredRow& row);
  bool explain_by_renumbering(StoredRow& row);
  bool explain_by_later_rows();
  void accept_restated(std::size_t count);
  bool explain_at_end(StoredRow& row);
  // From the current row on: `changed` rows whose content does not fit, then `inserted` ones.
  void name_run(std::size_t changed, std::size_t inserted);
  void name_inserted();
  void name_missing(Sequence end);
  // True: the accepted row's own hash is not what the kiosk signed there, so it is the changed one.
  bool is_accepted_row_rewritten() const;
  bool is_confirmed(std::size_t ahead, Sequence place);
  void check_body(const StoredRow& row);
  void check_end();
  void check_rows_beyond_head();
  Result<void> check_signatures();
  Result<void> find_signed_part(Sequence end, bool must_end_signed);
  bool is_signed(Sequence place, const Hash& hash,
                 const std::optional<crypto::Signature>& signature) const;
  std::size_t name(Sequence sequence, const char* kind);
  bool is_full() const {
    return report_.damages.size() >= kDamagesMax;
  }

  sqlite::Database& database_;
  const ChainRow& chain_;
  ChainRows rows_;
  const crypto::PublicKey* key_;
  bool at_county_;
  AbsentBodies absent_bodies_;
  VerifyReport report_;
  DisplacedRows displaced_;
  std::optional<Error> error_;
  Sequence next_ = 1;             // the place that the next row fills
  Sequence shift_ = 0;            // number in the file less place in the chain, wrapping
  std::optional<Hash> previous_;  // none: the row before is gone
  Accepted accepted_;
  std::vector<Sequence> beyond_head_;  // numbers of rows that continue the chain past its head
};

}  // namespace outreach::journal
