// What people were told was saved in one world, whoever has it now, and what the county must count
// of it: counted a second time and in another way than the product does.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/domain/tally.h"
#include "sync/journal/journal.h"

namespace outreach::simulation {

using FactNumber = std::size_t;

// One recorded entry.
struct Fact {
  enum class What {
    Outing,
    Consultation,
    Handout,
    Correction,
    Question,
    Stock,
    Remark,
    Closing,
    Rating,
    Reading
  };
  What what = What::Handout;
  domain::ChainId chain;
  domain::Sequence sequence = 0;
  int amount = 0;           // copies, people, or what a correction makes of its target
  int seconds = 0;          // of a reading
  int take_aways = 0;       // of a reading
  bool is_planned = false;  // an outing of which that makes one of all kiosks
  FactNumber target = 0;    // of a correction
  std::string outing_name;  // of an outing: what makes two of them one
  Bytes body;
  crypto::Hash content{};
  // The kiosk's disk lost it, or nobody was told that it was saved: it counts where it is.
  bool may_be_missing = false;
  bool is_corrected = false;
};

class Truth {
 public:
  FactNumber add(Fact fact) {
    facts_.push_back(std::move(fact));
    return facts_.size() - 1;
  }
  Fact& operator[](FactNumber number) {
    return facts_[number];
  }
  const Fact& operator[](FactNumber number) const {
    return facts_[number];
  }
  std::size_t size() const {
    return facts_.size();
  }

  // What these facts add up to.
  domain::Totals totals(const std::vector<FactNumber>& of) const;
  // The copies of them that moved without being given out.
  std::int64_t stock(const std::vector<FactNumber>& of) const;
  // Throws a Violation unless the county holds every fact that may not be missing, holds nothing
  // else that counts, and counts it once.
  void check_county(sqlite::Database& county) const;

 private:
  // As corrections among these facts left them.
  std::map<FactNumber, int> amounts(const std::vector<FactNumber>& of) const;

  std::vector<Fact> facts_;
};

// Who recorded everything in a simulated life: in the body of every entry.
inline constexpr std::string_view kStaffName = "张三";
// I9: throws a Violation where that name can be read in what leaves a machine.
void check_sealed(ByteView bytes, const char* where);

// Every entry's hash from its content on, every signature that is looked at, and every page.
void check_whole(sqlite::Database& database, const char* whose,
                 const crypto::PublicKey* key = nullptr);
// Throws a Violation unless the journal holds each of these facts as it was saved, counts them, and
// says truly where its entries are. `rotted`: of these, it is not asked what they say. `backed_up`:
// how much of a chain the county's backups hold.
void check_kiosk(sqlite::Database& journal, const Truth& truth, const std::vector<FactNumber>& mine,
                 const std::set<FactNumber>& rotted, const crypto::PublicKey& key,
                 const std::function<domain::Sequence(const domain::ChainId&)>& backed_up);

}  // namespace outreach::simulation
