// What the kiosk signed of a chain: its newest entry proves all before it, so that one signature is
// checked; more only where that one is missing or wrong.
#include <algorithm>
#include <tuple>

#include "sync/journal/row.h"
#include "sync/journal/verify_chain_check.h"

namespace outreach::journal {
namespace {

struct SignedRow {
  Sequence number = 0;  // 0: there is none
  Hash hash{};
  crypto::Signature signature{};
};

// The newest row numbered at most `number` that has a signature.
Result<SignedRow> signed_row_up_to(sqlite::Statement& select, ChainNumber chain, Sequence number) {
  const auto row = select.bind(1, chain).bind(2, number).step();
  if (!row) {
    return row.error();
  }
  SignedRow found;
  if (*row) {
    found = {select.unsigned_integer(0), array_column<32>(select, 1),
             array_column<std::tuple_size_v<crypto::Signature>>(select, 2)};
  }
  select.reset();
  return found;
}

}  // namespace

bool ChainCheck::is_signed(Sequence place, const Hash& hash,
                           const std::optional<crypto::Signature>& signature) const {
  return key_ != nullptr && signature &&
         crypto::verify(*key_, domain::head_statement(chain_.id, place, hash), *signature);
}

Result<void> ChainCheck::check_signatures() {
  if (key_ == nullptr || accepted_.place == 0) {
    return {};
  }
  const Sequence end = std::min(accepted_.place, chain_.head.sequence);
  const StoredRow* moved = displaced_.row_of(end);
  if ((end == accepted_.place && is_signed(end, accepted_.hash, accepted_.signature)) ||
      (moved != nullptr && is_signed(end, moved->hash, moved->signature))) {
    return {};
  }
  // Where the newest entries are lost, so is their signature: those before it may have none.
  return find_signed_part(end, end == chain_.head.sequence);
}

Result<void> ChainCheck::find_signed_part(Sequence end, bool must_end_signed) {
  auto select = database_.prepare(
      "SELECT sequence,hash,signature FROM entry WHERE chain=? AND sequence<=? AND signature IS "
      "NOT "
      "NULL ORDER BY sequence DESC LIMIT 1");
  if (!select) {
    return select.error();
  }
  // The newest is asked first, as it mostly decides; then halves, as there may be a hundred
  // thousand: what was rewritten reaches to the end, so that the good ones are all before it.
  Sequence good = 0;         // place of the newest good signature
  Sequence looked_from = 0;  // up to here there is no newer good one
  Sequence bad = end + 1;    // from here on there is none
  bool found_bad = false;
  for (Sequence place = end; looked_from < place; place = looked_from + (bad - looked_from) / 2) {
    const auto row = signed_row_up_to(*select, chain_.number, place + shift_);
    if (!row) {
      return row.error();
    }
    const Sequence at = row->number == 0 ? 0 : row->number - shift_;
    if (at <= looked_from) {
      looked_from = place;
    } else if (is_signed(at, row->hash, row->signature)) {
      good = at;
      looked_from = place;
    } else {
      bad = at;
      found_bad = true;
    }
  }
  const Sequence first = good + 1 + shift_;
  const bool is_named = std::any_of(report_.damages.begin(), report_.damages.end(),
                                    [&](const Damage& each) { return each.sequence == first; });
  if (good < end && (found_bad || must_end_signed) && !is_named) {
    name(first, "not_signed");
  }
  return {};
}

}  // namespace outreach::journal
