// From the rows of a sheet to entries of the journal.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/kiosk/sheet.h"
#include "platform/base/time.h"
#include "sync/domain/record.h"

namespace outreach::kiosk {
namespace {

// Positions in kSheetColumns.
using Column = std::size_t;
constexpr Column kDate = 0;
constexpr Column kTime = 1;
constexpr Column kKind = 2;
constexpr Column kPlace = 3;
constexpr Column kTownship = 4;
constexpr Column kEntry = 5;
constexpr Column kPeople = 6;
constexpr Column kTopic = 7;
constexpr Column kPathway = 8;
constexpr Column kDepartment = 9;
constexpr Column kOutcome = 10;
constexpr Column kLeaflet = 11;
constexpr Column kCopies = 12;

const domain::CatalogueItem& item_of(const domain::CatalogueItem& item) {
  return item;
}

template <typename Entry>
const domain::CatalogueItem& item_of(const Entry& entry) {
  return entry.item;
}

// Reads one row; remembers the first thing that is wrong with it.
class RowReader {
 public:
  explicit RowReader(const SheetRow& row) : row_(row) {}

  const std::string& field(Column column) const {
    return row_.fields[column];
  }

  int amount(Column column, int most) {
    const std::string& text = field(column);
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc() || stop != end || value < 1 || value > most) {
      fail(column, core::SheetMistake::Number, text, std::to_string(most));
      return 1;
    }
    return value;
  }

  // The id of the item with this name.
  template <typename Entry>
  std::string id(Column column, const std::vector<Entry>& list) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Entry& entry) {
      return item_of(entry).name == field(column);
    });
    if (found == list.end()) {
      fail(column, core::SheetMistake::UnknownName, field(column));
      return {};
    }
    return item_of(*found).id;
  }

  // One of the words that a sheet has for `known`.
  template <typename Value, std::size_t Size>
  Value word(Column column, std::optional<Value> value, const std::array<Value, Size>& known) {
    if (!value) {
      std::vector<std::string> choices;
      for (const Value one : known) {
        choices.emplace_back(domain::sheet_word(one));
      }
      fail_choice(column, std::move(choices));
    }
    return value.value_or(Value{});
  }

  void must_be_empty(std::initializer_list<Column> columns) {
    for (const Column column : columns) {
      if (!field(column).empty()) {
        fail(column, core::SheetMistake::MustBeEmpty, field(column));
      }
    }
  }

  void fail(Column column, core::SheetMistake what, std::string said, std::string wanted = {}) {
    if (!problem_) {
      problem_ = core::SheetProblem{row_.line, std::string(kSheetColumns[column]), what,
                                    std::move(said), std::move(wanted)};
    }
  }

  void fail_choice(Column column, std::vector<std::string> choices) {
    if (!problem_) {
      fail(column, core::SheetMistake::NotOneOf, field(column));
      problem_->choices = std::move(choices);
    }
  }

  const std::optional<core::SheetProblem>& problem() const {
    return problem_;
  }

 private:
  const SheetRow& row_;
  std::optional<core::SheetProblem> problem_;
};

// A built-in code, or the id of one of the county's own kinds.
void read_kind(RowReader& row, const domain::Catalogue& catalogue, domain::OutingOpened& outing) {
  const std::string& key = row.field(kKind);
  const bool is_known = domain::set_kind(outing, key) &&
                        (outing.kind != domain::OutingKind::Other || catalogue.outing_kind(key));
  if (!is_known) {
    std::vector<std::string> known;
    for (const domain::OutingKind kind : domain::kOutingKinds) {
      known.emplace_back(domain::code_of(kind));
    }
    for (const domain::CatalogueItem& kind : catalogue.outing_kinds) {
      known.push_back(kind.id);
    }
    row.fail_choice(kKind, std::move(known));
  }
}

domain::OutingOpened read_outing(RowReader& row, const domain::Catalogue& catalogue) {
  domain::OutingOpened outing;
  const auto date = date_from_iso(row.field(kDate));
  if (!date) {
    row.fail(kDate, core::SheetMistake::Day, row.field(kDate));
  }
  outing.date = date.value_or(Date{});
  read_kind(row, catalogue, outing);
  outing.place = row.field(kPlace);
  outing.township = row.field(kTownship);
  return outing;
}

domain::Content read_content(RowReader& row, const domain::Catalogue& catalogue,
                             const domain::OutingOpened& outing) {
  const std::string& entry = row.field(kEntry);
  if (entry == "consultation") {
    row.must_be_empty({kLeaflet, kCopies});
    domain::Consultation consultation;
    consultation.people = row.amount(kPeople, domain::kPeopleMax);
    consultation.topic = row.id(kTopic, catalogue.topics);
    consultation.pathway =
        row.word(kPathway, domain::pathway_from_sheet(row.field(kPathway)), domain::kPathways);
    consultation.department = row.id(kDepartment, catalogue.departments);
    consultation.outcome =
        row.word(kOutcome, domain::outcome_from_sheet(row.field(kOutcome)), domain::kOutcomes);
    return consultation;
  }
  row.must_be_empty({kPeople, kTopic, kPathway, kDepartment, kOutcome});
  if (entry == "handout") {
    domain::Handout handout;
    handout.copies = row.amount(kCopies, domain::kCopiesMax);
    handout.leaflet = row.id(kLeaflet, catalogue.leaflets);
    return handout;
  }
  row.must_be_empty({kLeaflet, kCopies});
  if (entry != "outing") {
    row.fail_choice(kEntry, {"consultation", "handout", "outing"});
  }
  return outing;
}

class SheetDrafts {
 public:
  SheetDrafts(const domain::Catalogue& catalogue, const std::string& staff)
      : catalogue_(catalogue), staff_(staff) {}

  std::optional<core::SheetProblem> add(const SheetRow& sheet_row) {
    RowReader row(sheet_row);
    const domain::OutingOpened outing = read_outing(row, catalogue_);
    const domain::Content content = read_content(row, catalogue_, outing);
    domain::Record record{content, staff_, row.field(kTime)};
    check_texts(row, record, outing);
    if (row.problem()) {
      return row.problem();
    }
    const std::size_t opening = open(row, outing);
    if (!std::holds_alternative<domain::OutingOpened>(content)) {
      drafts_.push_back({std::move(record), journal::kOutingOfThisAppend + opening});
    }
    return row.problem();
  }

  std::vector<journal::Draft> take() {
    return std::move(drafts_);
  }

 private:
  // What the journal would refuse is named here by its column.
  static void check_texts(RowReader& row, const domain::Record& record,
                          const domain::OutingOpened& outing) {
    if (row.problem()) {
      return;
    }
    if (domain::check({domain::OutingClosed{}, record.staff, record.sheet_time})) {
      row.fail(kTime, core::SheetMistake::TimeOfDay, row.field(kTime));
    } else if (domain::check({outing, record.staff, std::nullopt})) {
      const Column column = outing.place.empty() ? kPlace : kTownship;
      row.fail(column, core::SheetMistake::Text, row.field(column),
               std::to_string(domain::kTextMax));
    }
  }

  // Index of the draft that opens the row's outing; opens it at its first row.
  std::size_t open(RowReader& row, const domain::OutingOpened& outing) {
    const auto key = std::pair(to_iso(outing.date), outing.place);
    const auto found = openings_.find(key);
    if (found != openings_.end()) {
      const auto& known = std::get<domain::OutingOpened>(drafts_[found->second].record.content);
      if (known.township != outing.township) {
        row.fail(kTownship, core::SheetMistake::UnlikeEarlier, known.township);
      } else if (domain::key_of(known) != domain::key_of(outing)) {
        row.fail(kKind, core::SheetMistake::UnlikeEarlier, std::string(domain::key_of(known)));
      }
      return found->second;
    }
    openings_[key] = drafts_.size();
    drafts_.push_back({{outing, staff_, std::string()}, 0});
    return drafts_.size() - 1;
  }

  const domain::Catalogue& catalogue_;
  const std::string& staff_;
  std::map<std::pair<std::string, std::string>, std::size_t> openings_;
  std::vector<journal::Draft> drafts_;
};

}  // namespace

Result<std::vector<journal::Draft>> drafts_of(const std::vector<SheetRow>& rows,
                                              const domain::Catalogue& catalogue,
                                              const std::string& staff) {
  if (domain::check({domain::OutingClosed{}, staff, std::nullopt})) {
    return Error{ErrorCode::InvalidInput, "--staff wants a name of one short line", 0};
  }
  SheetDrafts drafts(catalogue, staff);
  for (const SheetRow& row : rows) {
    if (const auto problem = drafts.add(row)) {
      return error_of(*problem);
    }
  }
  return drafts.take();
}

CheckedSheet check_sheet(ByteView file, const domain::Catalogue& catalogue,
                         const std::string& staff) {
  CheckedSheet checked;
  const auto read = read_rows(file);
  if (const auto* problem = std::get_if<core::SheetProblem>(&read)) {
    checked.problems.push_back(*problem);
    return checked;
  }
  const auto& rows = std::get<std::vector<SheetRow>>(read);
  checked.rows = rows.size();
  SheetDrafts drafts(catalogue, staff);
  for (const SheetRow& row : rows) {
    if (auto problem = drafts.add(row)) {
      checked.problems.push_back(*std::move(problem));
    }
    if (checked.problems.size() >= core::kSheetProblemsShown) {
      return checked;
    }
  }
  if (checked.problems.empty()) {
    checked.drafts = drafts.take();
  }
  return checked;
}

}  // namespace outreach::kiosk
