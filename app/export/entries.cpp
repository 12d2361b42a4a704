#include "app/export/entries.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/time.h"
#include "sync/domain/record.h"

namespace outreach::exports {
namespace {

using domain::Sequence;

// Entries in memory at once; bodies are a few hundred bytes.
constexpr std::size_t kEntriesPerRead = 1'000;
constexpr std::size_t kBytesPerRead = 1 << 20;

template <typename Visit>
Result<void> each_record(sqlite::Database& database, const journal::ChainRow& chain, Visit visit) {
  for (Sequence first = 1; first <= chain.head.sequence;) {
    const auto entries =
        journal::read_entries(database, chain.number, first, kEntriesPerRead, kBytesPerRead);
    if (!entries) {
      return entries.error();
    }
    if (entries->empty()) {
      break;
    }
    for (const journal::Entry& entry : *entries) {
      if (!entry.body) {
        continue;
      }
      const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
      if (const auto* record = std::get_if<domain::Record>(&decoded)) {
        visit(entry.envelope, *record);
      }
    }
    first = entries->back().envelope.sequence + 1;
  }
  return {};
}

class Sheet {
 public:
  Sheet(const domain::Catalogue& catalogue, CsvFor reader) : catalogue_(catalogue), csv_(reader) {
    csv_.row({"date", "time", "outing_kind", "place", "township", "entry", "people", "topic",
              "pathway", "department", "outcome", "leaflet", "copies", "staff", "from_sheet",
              "original", "sequence"});
  }

  void begin_chain() {
    corrected_.clear();
    outings_.clear();
  }

  void note_correction(const domain::Record& record) {
    if (const auto* correction = std::get_if<domain::Correction>(&record.content)) {
      corrected_[correction->target] = correction->new_amount;
    }
  }

  void add(const domain::Envelope& envelope, const domain::Record& record) {
    std::vector<std::string> content(7);  // people to copies
    std::string_view entry;
    int original = 1;
    Sequence outing = envelope.outing;
    if (const auto* opened = std::get_if<domain::OutingOpened>(&record.content)) {
      outings_[envelope.sequence] = *opened;
      outing = envelope.sequence;
      entry = "outing";
    } else if (const auto* consultation = std::get_if<domain::Consultation>(&record.content)) {
      original = consultation->people;
      entry = "consultation";
      content = {amount(envelope.sequence, original),
                 catalogue_.name_of_topic(consultation->topic),
                 std::string(domain::sheet_word(consultation->pathway)),
                 catalogue_.name_of_department(consultation->department),
                 std::string(domain::sheet_word(consultation->outcome)),
                 {},
                 {}};
    } else if (const auto* handout = std::get_if<domain::Handout>(&record.content)) {
      original = handout->copies;
      entry = "handout";
      content[5] = catalogue_.name_of_leaflet(handout->leaflet);
      content[6] = amount(envelope.sequence, original);
    }
    const auto day = outings_.find(outing);
    // An outing that was taken back takes its entries out of every count, and so out of this list.
    if (entry.empty() || day == outings_.end() || amount_now(outing, 1) == 0 ||
        amount_now(envelope.sequence, original) == 0) {
      return;
    }
    write(envelope, record, day->second, entry, content, original);
  }

  std::string take() {
    return csv_.take();
  }

 private:
  int amount_now(Sequence sequence, int original) const {
    const auto found = corrected_.find(sequence);
    return found == corrected_.end() ? original : found->second;
  }

  std::string amount(Sequence sequence, int original) const {
    return std::to_string(amount_now(sequence, original));
  }

  void write(const domain::Envelope& envelope, const domain::Record& record,
             const domain::OutingOpened& outing, std::string_view entry,
             const std::vector<std::string>& content, int original) {
    const bool corrected = amount_now(envelope.sequence, original) != original;
    std::vector<std::string> fields{
        to_iso(outing.date),
        record.sheet_time.value_or(china_clock_text(envelope.device_time)),
        std::string(domain::code_of(outing.kind)),
        outing.place,
        outing.township,
        std::string(entry)};
    fields.insert(fields.end(), content.begin(), content.end());
    fields.push_back(record.staff);
    fields.emplace_back(record.sheet_time ? "yes" : "");
    fields.push_back(corrected ? std::to_string(original) : std::string());
    fields.push_back(std::to_string(envelope.sequence));
    csv_.row(fields);
  }

  const domain::Catalogue& catalogue_;
  CsvText csv_;
  std::map<Sequence, int> corrected_;
  std::map<Sequence, domain::OutingOpened> outings_;
};

}  // namespace

Result<std::string> entries_csv(sqlite::Database& database, const domain::Catalogue& catalogue,
                                CsvFor reader) {
  const auto chains = journal::chains(database);
  if (!chains) {
    return chains.error();
  }
  Sheet sheet(catalogue, reader);
  for (const journal::ChainRow& chain : *chains) {
    sheet.begin_chain();
    const auto noted =
        each_record(database, chain, [&](const domain::Envelope&, const domain::Record& record) {
          sheet.note_correction(record);
        });
    if (!noted) {
      return noted.error();
    }
    const auto added = each_record(
        database, chain, [&](const domain::Envelope& envelope, const domain::Record& record) {
          sheet.add(envelope, record);
        });
    if (!added) {
      return added.error();
    }
  }
  return sheet.take();
}

}  // namespace outreach::exports
