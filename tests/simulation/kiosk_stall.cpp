// Long because every kind of entry is made here, and remembered as it was made.
// What people do at the stall of a simulated kiosk, and what they are told.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "tests/simulation/kiosk.h"
#include "tests/simulation/kiosk_program.h"

namespace outreach::simulation {
namespace {

// Of a sheet that is imported at once, at least.
constexpr std::int64_t kSheetLines = 100;
constexpr std::array kPlaces{"县城集", "北董集", "高显集", "里村集"};
constexpr std::array kTopics{"land", "wages", "pension", "other"};
constexpr std::array kLeaflets{"regulations", "legal-aid", "labour"};

// Chains of which more was pruned than the county says that it has archived: none but those of a
// county that was put back to its backup since.
constexpr const char* kPrunedFurther =
    "SELECT COUNT(*) FROM chain c LEFT JOIN acknowledgement a ON a.chain=c.number WHERE "
    "c.pruned_through>IFNULL(a.archived_through,0)";

template <std::size_t Size>
const char* one_of(const std::array<const char*, Size>& choices, Dice& dice) {
  return choices.at(dice.below(Size));
}

}  // namespace

// Another name in every life of the program: no two people say the same in one place of a chain.
std::string Kiosk::staff() const {
  return std::string(kStaffName) + " " + name_ + "/" + std::to_string(life_);
}

Fact Kiosk::fact_of(const journal::Draft& draft) const {
  Fact fact;
  const domain::Content& content = draft.record.content;
  if (const auto* outing = std::get_if<domain::OutingOpened>(&content)) {
    fact.what = Fact::What::Outing;
    fact.amount = 1;
    fact.outing_name = to_iso(outing->date) + outing->place + "|" + outing->township;
    fact.is_planned = outing->is_planned;
  } else if (const auto* handout = std::get_if<domain::Handout>(&content)) {
    fact.what = Fact::What::Handout;
    fact.amount = handout->copies;
  } else if (const auto* party = std::get_if<domain::Consultation>(&content)) {
    fact.what = Fact::What::Consultation;
    fact.amount = party->people;
  } else if (const auto* correction = std::get_if<domain::Correction>(&content)) {
    fact.what = Fact::What::Correction;
    fact.amount = correction->new_amount;
  } else if (std::holds_alternative<domain::Question>(content)) {
    fact.what = Fact::What::Question;
  } else if (const auto* stock = std::get_if<domain::Stock>(&content)) {
    fact.what = Fact::What::Stock;
    fact.amount = stock->copies;
  } else if (std::holds_alternative<domain::Remark>(content)) {
    fact.what = Fact::What::Remark;
  } else if (std::holds_alternative<domain::Rating>(content)) {
    fact.what = Fact::What::Rating;
    fact.amount = 1;
  } else if (const auto* reading = std::get_if<domain::SelfService>(&content)) {
    fact.what = Fact::What::Reading;
    fact.amount = 1;
    fact.seconds = reading->seconds;
    fact.take_aways = reading->take_aways;
  } else {
    fact.what = Fact::What::Closing;
  }
  fact.body = domain::encode_body(draft.record);
  fact.content = domain::content_hash(draft.record);
  return fact;
}

void Kiosk::open_outing() {
  Dice& dice = around_.dice;
  domain::OutingOpened outing{domain::kOutingKinds.at(dice.below(domain::kOutingKinds.size())),
                              one_of(kPlaces, dice), dice.once_in(2) ? "乐昌镇" : "",
                              china_date(around_.wall())};
  outing.is_planned = dice.once_in(3);
  if (dice.once_in(8)) {
    outing.kind = domain::OutingKind::Other;
    outing.other_kind = "temple-fair";
  }
  journal::Draft draft{{std::move(outing), staff(), {}}, 0};
  std::vector<Fact> facts{fact_of(draft)};
  record({std::move(draft)}, std::move(facts));
}

bool Kiosk::takes_taps() const {
  return is_running() && program_->recorder && !program_->begins_epoch && !program_->has_failed;
}

// A tap, or an outing first where none is open.
void Kiosk::tap() {
  if (!takes_taps()) {
    return;  // the screen says so, and people wait
  }
  if (program_->outing == 0) {
    if (under_way_.empty()) {
      open_outing();
    }
    return;
  }
  std::vector<Fact> facts;
  std::vector<journal::Draft> drafts;
  if (auto corrected =
          around_.dice.once_in(8) && under_way_.empty() ? correction() : std::nullopt) {
    facts.push_back(fact_of(*corrected));
    const auto& target = std::get<domain::Correction>(corrected->record.content);
    const auto found = std::find_if(mine_.begin(), mine_.end(), [&](FactNumber number) {
      return truth_[number].chain == program_->chain && truth_[number].sequence == target.target;
    });
    facts.back().target = *found;
    truth_[*found].is_corrected = true;
    drafts.push_back(*std::move(corrected));
  } else {
    for (std::uint64_t i = 1 + around_.dice.below(3); i > 0; --i) {
      drafts.push_back(some_draft(facts));
    }
  }
  record(std::move(drafts), std::move(facts));
}

void Kiosk::tap_too_much() {
  if (!takes_taps() || program_->outing == 0) {
    return;
  }
  Dice& dice = around_.dice;
  domain::Content content = domain::Handout{one_of(kLeaflets, dice), domain::kCopiesMax + 1};
  if (dice.once_in(2)) {
    content = domain::Question{one_of(kTopics, dice), Bytes(std::size_t{1} << 20)};
  }
  program_->recorder->append({{{std::move(content), staff(), {}}, program_->outing}},
                             [this](const Result<std::vector<journal::Appended>>& appended) {
                               require(!appended, "X6: what is far too large was saved");
                               if (appended.error().code == ErrorCode::InvalidInput) {
                                 around_.coverage.hit(Row::X6);
                               }
                             });
  arrange();
}

void Kiosk::tap_a_sheet() {
  if (!takes_taps() || program_->outing == 0) {
    return;
  }
  std::vector<Fact> facts;
  std::vector<journal::Draft> drafts;
  for (std::int64_t lines = around_.dice.between(kSheetLines, 4 * kSheetLines); lines > 0;
       --lines) {
    drafts.push_back(some_draft(facts));
  }
  record(std::move(drafts), std::move(facts));
}

journal::Draft Kiosk::some_draft(std::vector<Fact>& facts) {
  Dice& dice = around_.dice;
  domain::Content content =
      domain::Handout{one_of(kLeaflets, dice), static_cast<int>(dice.between(1, 200))};
  domain::Sequence in = program_->outing;
  const std::uint64_t what = dice.below(12);
  if (what < 4) {
    content = domain::Consultation{static_cast<int>(dice.between(1, 30)),
                                   one_of(kTopics, dice),
                                   domain::kPathways.at(dice.below(domain::kPathways.size())),
                                   "labour",
                                   domain::kOutcomes.at(dice.below(domain::kOutcomes.size())),
                                   dice.once_in(4) ? "材料不全" : ""};
  } else if (what == 4) {
    Bytes sealed(49 + dice.below(200));
    std::generate(sealed.begin(), sealed.end(),
                  [&] { return static_cast<std::uint8_t>(dice.next()); });
    content = domain::Question{one_of(kTopics, dice), std::move(sealed)};
  } else if (what == 5) {
    content = stock_or_remark();
  } else if (what > 9) {
    content = of_resident();
    in = dice.once_in(2) ? 0 : in;
  }
  journal::Draft draft{{std::move(content), staff(), {}}, in};
  facts.push_back(fact_of(draft));
  return draft;
}

// What was taken along, brought back or spoiled; now and then why it does not come out, or that
// what the county set aside is dealt with.
domain::Content Kiosk::stock_or_remark() {
  Dice& dice = around_.dice;
  if (!dice.once_in(3)) {
    return domain::Stock{one_of(kLeaflets, dice),
                         domain::kStockMovements.at(dice.below(domain::kStockMovements.size())),
                         static_cast<int>(dice.between(1, 400))};
  }
  if (dice.once_in(2)) {
    return domain::Remark{domain::kRemarkStockDifference, one_of(kLeaflets, dice),
                          static_cast<int>(dice.between(1, 9)) - 5, "given_uncounted"};
  }
  const domain::Sequence target = 1 + dice.below(program_->head);
  return domain::Remark{domain::kRemarkSetAsideSettled, {}, 0, "typed_again", target};
}

// A face, now and then with words that are sealed; or a leaflet that was read.
domain::Content Kiosk::of_resident() {
  Dice& dice = around_.dice;
  if (dice.once_in(2)) {
    return domain::SelfService{
        one_of(kLeaflets, dice),
        domain::rounded_reading(dice.between(1, 2 * domain::kReadingSecondsMax)),
        static_cast<int>(dice.between(0, domain::kTakeAwaysMax))};
  }
  domain::Rating rating{domain::kAllRated.at(dice.below(domain::kAllRated.size())),
                        domain::kFaces.at(dice.below(domain::kFaces.size()))};
  if (dice.once_in(3)) {
    rating.sealed.resize(domain::kSealedBytesMin + dice.below(200));
    std::generate(rating.sealed.begin(), rating.sealed.end(),
                  [&] { return static_cast<std::uint8_t>(dice.next()); });
  }
  return rating;
}

// Of something recorded in this chain that nobody corrected yet.
std::optional<journal::Draft> Kiosk::correction() {
  for (int attempt = 0; attempt < 4 && !mine_.empty(); ++attempt) {
    const FactNumber number = mine_[around_.dice.below(mine_.size())];
    const Fact& fact = truth_[number];
    const bool is_amount = fact.what == Fact::What::Handout ||
                           fact.what == Fact::What::Consultation || fact.what == Fact::What::Stock;
    if (!is_amount || fact.is_corrected || fact.chain != program_->chain ||
        rotted_.contains(number)) {
      continue;
    }
    domain::Correction correction;
    correction.target = fact.sequence;
    correction.old_amount = fact.amount;
    correction.new_amount = around_.dice.once_in(2) ? 0 : fact.amount + 1;
    return journal::Draft{{correction, staff(), {}}, program_->outing};
  }
  return std::nullopt;
}

void Kiosk::close_outing() {
  if (!takes_taps() || program_->outing == 0) {
    return;
  }
  journal::Draft draft{{domain::OutingClosed{}, staff(), {}}, program_->outing};
  std::vector<Fact> facts{fact_of(draft)};
  record({std::move(draft)}, std::move(facts));
  program_->outing = 0;
}

void Kiosk::record(std::vector<journal::Draft> drafts, std::vector<Fact> facts) {
  if (!takes_taps()) {
    return;
  }
  under_way_.push_back({drafts, std::move(facts), around_.now()});
  program_->recorder->append(
      std::move(drafts),
      [this](const Result<std::vector<journal::Appended>>& appended) { recorded(appended); });
  arrange();
}

void Kiosk::recorded(const Result<std::vector<journal::Appended>>& appended) {
  Tap tap = std::move(under_way_.front());
  under_way_.pop_front();
  Program& program = *program_;
  if (!appended) {
    const ErrorCode code = appended.error().code;
    around_.trace.note(around_.now(), name_, "not saved", static_cast<std::int64_t>(code));
    if (code == ErrorCode::NoSpace) {
      around_.coverage.hit(Row::D3);
      return;
    }
    under_way_.push_front(std::move(tap));  // whether it is there the next opening shows
    require(code == ErrorCode::InputOutput || code == ErrorCode::Corrupt,
            "what a person tapped was refused", [&] { return appended.error().context; });
    if (!program.has_failed) {
      journal_failed(appended.error());
    }
    forget_taps();
    return;
  }
  for (std::size_t i = 0; i < tap.facts.size(); ++i) {
    Fact& fact = tap.facts[i];
    fact.chain = program.chain;
    fact.sequence = appended->at(i).sequence;
    require(fact.sequence == program.head + 1, "D1: a sequence that does not follow");
    program.head = fact.sequence;
    if (fact.what == Fact::What::Outing) {
      program.outing = fact.sequence;
    }
    mine_.push_back(truth_.add(std::move(fact)));
  }
  if (std::ssize(tap.facts) >= kSheetLines) {
    around_.coverage.hit(Row::X6);
  }
  around_.trace.note(around_.now(), name_, "saved", static_cast<std::int64_t>(program.head));
  if (program.delivery) {
    program.delivery->entries_recorded(program.head);
  }
}

// Nobody was told of these: the first may be there whole, those after it only if it is.
void Kiosk::forget_taps() {
  if (under_way_.empty() || !program_) {
    return;
  }
  domain::Sequence next = program_->head;
  for (Tap& tap : under_way_) {
    for (Fact& fact : tap.facts) {
      fact.chain = program_->chain;
      fact.sequence = ++next;
      fact.may_be_missing = true;
      unsure_.push_back(truth_.add(std::move(fact)));
    }
  }
  under_way_.clear();
}

void Kiosk::find_outing() {
  const auto open = given(journal::open_outing(program_->journal->database()), "open outing");
  program_->outing = open && open->chain == program_->journal->chain_number() ? open->sequence : 0;
}

void Kiosk::prune() {
  if (!is_running() || !program_->journal || program_->has_failed) {
    return;
  }
  // In the order of the worker's jobs: before it, and right after.
  auto before = std::make_shared<std::optional<std::int64_t>>();
  const auto pruned_further = [this]() -> std::optional<std::int64_t> {
    const auto count = program_->journal->database().integer(kPrunedFurther);
    return count ? std::optional(*count) : std::nullopt;
  };
  program_->recording.post([before, pruned_further] { *before = pruned_further(); });
  program_->recorder->prune([this](const Result<std::int64_t>& pruned) {
    if (pruned && *pruned > 0) {
      around_.coverage.hit(Row::P8);
      around_.trace.note(around_.now(), name_, "pruned", *pruned);
    }
  });
  program_->recording.post([before, pruned_further] {
    const auto after = pruned_further();
    require(!*before || !after || *after <= **before, "I5: pruned before it was archived");
  });
  arrange();
}

}  // namespace outreach::simulation
