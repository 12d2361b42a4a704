// Finds the last entry that the county's history of a chain and ours have in common, by halving:
// each hash commits to everything before it, so where two agree, all before agrees too. Pure.
//
// At most log2(n) + 1 questions for n entries, each a head query for an earlier place.
#pragma once

#include <optional>

#include "sync/domain/record.h"

namespace outreach::client {

using domain::Sequence;

// What our journal says of the hash that the county holds at a place.
enum class Match {
  Same,
  Differs,
  Unknown,  // our own row is lost: it can neither confirm nor contradict
};

class Comparison {
 public:
  // The county holds another entry than ours at `differs`, at least 1.
  explicit Comparison(Sequence differs) : below_(differs) {}

  // The last common entry is at or after `above` and before `below`.
  Sequence above() const {
    return above_;
  }
  Sequence below() const {
    return below_;
  }
  bool is_settled() const {
    return above_ + 1 == below_;
  }
  // Once settled: the last common entry, 0 for none.
  Sequence common() const {
    return above_;
  }
  // What to ask for next, unless settled; any other place between serves as well.
  Sequence probe() const {
    return above_ + (below_ - above_) / 2;
  }

  // A fresh answer for `place`. False when it does not fit what was answered before: the county
  // changed meanwhile, and the comparison has to begin anew.
  bool answered(Sequence place, Match match);
  // Every row of ours between is lost: none of them can be shown to be common.
  void nothing_known_between() {
    below_ = above_ + 1;
  }

 private:
  Sequence above_ = 0;
  Sequence below_;
};

}  // namespace outreach::client
