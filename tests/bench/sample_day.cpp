#include "tests/bench/sample_day.h"

#include <array>

namespace outreach::bench {
namespace {

// Spreads consecutive numbers over all values (splitmix64's finaliser), so that choices do not
// follow a pattern that compression would find and a real day does not have.
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15ULL;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9ULL;
  number = (number ^ (number >> 27)) * 0x94d049bb133111ebULL;
  return number ^ (number >> 31);
}

constexpr std::array kLeaflets{"who-to-ask-guide",  "legal-aid-card",       "land-contract-guide",
                               "review-flow-chart", "wage-rights-handbook", "petition-pocket-book",
                               "civil-code-comic"};
constexpr std::array kTopics{"land-contract",    "homestead",         "unpaid-wages",
                             "village-affairs",  "minimum-living",    "judgment-execution",
                             "official-conduct", "medical-insurance", "land-requisition",
                             "road-repair",      "pollution",         "general-policy"};
constexpr std::array kDepartments{"court",    "agriculture",   "labour",
                                  "township", "civil-affairs", "discipline"};
constexpr std::array kAmounts{1, 1, 1, 2, 5, 10, 20, 50};

}  // namespace

domain::Record sample_record(std::uint64_t number) {
  std::uint64_t dice = mixed(number);
  const auto pick = [&](std::size_t size) {
    const auto chosen = static_cast<std::size_t>(dice % size);
    dice /= size;
    return chosen;
  };
  domain::Record record;
  record.staff = pick(2) == 0 ? "张" : "李";
  if (pick(3) == 0) {
    domain::Consultation consultation;
    consultation.people = pick(5) == 0 ? 2 : 1;
    consultation.topic = kTopics[pick(kTopics.size())];
    consultation.department = kDepartments[pick(kDepartments.size())];
    consultation.pathway = domain::kPathways[pick(domain::kPathways.size())];
    consultation.outcome = domain::kOutcomes[pick(domain::kOutcomes.size())];
    record.content = consultation;
  } else {
    record.content =
        domain::Handout{kLeaflets[pick(kLeaflets.size())], kAmounts[pick(kAmounts.size())]};
  }
  return record;
}

journal::Sequence open_sample_outing(journal::Journal& journal) {
  using namespace std::chrono_literals;
  const domain::OutingOpened opened{domain::OutingKind::Fair, "东关集会", "乐昌镇",
                                    2026y / 11 / 22};
  const std::array draft{journal::Draft{{opened, "张", {}}, 0}};
  return must(journal.append(draft)).front().sequence;
}

}  // namespace outreach::bench
