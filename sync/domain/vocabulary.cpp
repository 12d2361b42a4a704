#include "sync/domain/vocabulary.h"

#include <cstddef>
#include <utility>

namespace outreach::domain {
namespace {

template <typename Value, std::size_t Size>
using Words = std::array<std::pair<Value, std::string_view>, Size>;

constexpr Words<OutingKind, 8> kOutingKindCodes{{{OutingKind::Market, "market"},
                                                 {OutingKind::Fair, "fair"},
                                                 {OutingKind::Square, "square"},
                                                 {OutingKind::TownshipVisit, "township_visit"},
                                                 {OutingKind::VillageVisit, "village_visit"},
                                                 {OutingKind::JointVisit, "joint_visit"},
                                                 {OutingKind::LeaderReception, "leader_reception"},
                                                 {OutingKind::Other, "other"}}};

constexpr Words<Pathway, 8> kPathwayCodes{
    {{Pathway::Litigation, "litigation"},
     {Pathway::Arbitration, "arbitration"},
     {Pathway::AdministrativeReview, "administrative_review"},
     {Pathway::AdministrativeProcedure, "administrative_procedure"},
     {Pathway::LitigationRelated, "litigation_related"},
     {Pathway::Discipline, "discipline"},
     {Pathway::Petition, "petition"},
     {Pathway::GeneralInquiry, "general_inquiry"}}};

constexpr Words<Pathway, 8> kPathwayWords{{{Pathway::Litigation, "诉讼"},
                                           {Pathway::Arbitration, "仲裁"},
                                           {Pathway::AdministrativeReview, "行政复议"},
                                           {Pathway::AdministrativeProcedure, "行政程序"},
                                           {Pathway::LitigationRelated, "涉法涉诉程序"},
                                           {Pathway::Discipline, "纪检监察"},
                                           {Pathway::Petition, "信访程序"},
                                           {Pathway::GeneralInquiry, "一般咨询"}}};

constexpr Words<Outcome, 4> kOutcomeCodes{{{Outcome::AnsweredOnTheSpot, "answered"},
                                           {Outcome::GuidedToPathway, "guided"},
                                           {Outcome::ReferredToDepartment, "referred"},
                                           {Outcome::RegisteredForReply, "registered"}}};

constexpr Words<Outcome, 4> kOutcomeWords{{{Outcome::AnsweredOnTheSpot, "当场答复"},
                                           {Outcome::GuidedToPathway, "引导法定途径"},
                                           {Outcome::ReferredToDepartment, "转介部门"},
                                           {Outcome::RegisteredForReply, "登记待回复"}}};

constexpr Words<CorrectionReason, 4> kReasonCodes{{{CorrectionReason::Undo, "undo"},
                                                   {CorrectionReason::Mistap, "mistap"},
                                                   {CorrectionReason::Miscount, "miscount"},
                                                   {CorrectionReason::Duplicate, "duplicate"}}};

constexpr Words<StockMovement, 3> kMovementCodes{{{StockMovement::TakenOut, "taken_out"},
                                                  {StockMovement::BroughtBack, "brought_back"},
                                                  {StockMovement::Spoiled, "spoiled"}}};

constexpr Words<Rated, 2> kRatedCodes{{{Rated::Stall, "stall"}, {Rated::Answer, "answer"}}};

constexpr Words<Rated, 2> kRatedWords{{{Rated::Stall, "摊位"}, {Rated::Answer, "答复"}}};

constexpr Words<Face, 4> kFaceCodes{
    {{Face::Great, "great"}, {Face::Good, "good"}, {Face::Poor, "poor"}, {Face::Bad, "bad"}}};

constexpr Words<Face, 4> kFaceWords{
    {{Face::Great, "很好"}, {Face::Good, "还行"}, {Face::Poor, "不太好"}, {Face::Bad, "不好"}}};

constexpr Words<ErasureReason, 3> kErasureCodes{
    {{ErasureReason::PersonAsked, "person_asked"},
     {ErasureReason::CourtOrder, "court_order"},
     {ErasureReason::RecordedByMistake, "recorded_by_mistake"}}};

constexpr Words<EpochReason, 7> kEpochCodes{{{EpochReason::Restored, "restored"},
                                             {EpochReason::OtherMachine, "other_machine"},
                                             {EpochReason::Damaged, "damaged"},
                                             {EpochReason::Recovered, "recovered"},
                                             {EpochReason::MirrorAhead, "mirror_ahead"},
                                             {EpochReason::CountyAhead, "county_ahead"},
                                             {EpochReason::CountyDiffers, "county_differs"}}};

template <typename Value, std::size_t Size>
std::string_view word_of(const Words<Value, Size>& words, Value value) {
  for (const auto& [candidate, word] : words) {
    if (candidate == value) {
      return word;
    }
  }
  return {};
}

template <typename Value, std::size_t Size>
std::optional<Value> value_of(const Words<Value, Size>& words, std::string_view word) {
  for (const auto& [value, candidate] : words) {
    if (candidate == word) {
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view code_of(OutingKind value) {
  return word_of(kOutingKindCodes, value);
}

std::string_view code_of(Pathway value) {
  return word_of(kPathwayCodes, value);
}

std::string_view code_of(Outcome value) {
  return word_of(kOutcomeCodes, value);
}

std::string_view code_of(CorrectionReason value) {
  return word_of(kReasonCodes, value);
}
std::string_view code_of(StockMovement value) {
  return word_of(kMovementCodes, value);
}
std::string_view code_of(Rated value) {
  return word_of(kRatedCodes, value);
}
std::string_view code_of(Face value) {
  return word_of(kFaceCodes, value);
}
std::string_view code_of(ErasureReason value) {
  return word_of(kErasureCodes, value);
}
std::string_view code_of(EpochReason value) {
  return word_of(kEpochCodes, value);
}

std::optional<OutingKind> outing_kind_from(std::string_view code) {
  return value_of(kOutingKindCodes, code);
}

std::optional<Pathway> pathway_from(std::string_view code) {
  return value_of(kPathwayCodes, code);
}

std::optional<Outcome> outcome_from(std::string_view code) {
  return value_of(kOutcomeCodes, code);
}

std::optional<CorrectionReason> correction_reason_from(std::string_view code) {
  return value_of(kReasonCodes, code);
}
std::optional<StockMovement> stock_movement_from(std::string_view code) {
  return value_of(kMovementCodes, code);
}
std::optional<Rated> rated_from(std::string_view code) {
  return value_of(kRatedCodes, code);
}
std::optional<Face> face_from(std::string_view code) {
  return value_of(kFaceCodes, code);
}
std::optional<ErasureReason> erasure_reason_from(std::string_view code) {
  return value_of(kErasureCodes, code);
}
std::optional<EpochReason> epoch_reason_from(std::string_view code) {
  return value_of(kEpochCodes, code);
}

std::string_view sheet_word(Pathway value) {
  return word_of(kPathwayWords, value);
}

std::string_view sheet_word(Outcome value) {
  return word_of(kOutcomeWords, value);
}

std::string_view sheet_word(Rated value) {
  return word_of(kRatedWords, value);
}

std::string_view sheet_word(Face value) {
  return word_of(kFaceWords, value);
}

std::optional<Pathway> pathway_from_sheet(std::string_view word) {
  return value_of(kPathwayWords, word);
}

std::optional<Outcome> outcome_from_sheet(std::string_view word) {
  return value_of(kOutcomeWords, word);
}

}  // namespace outreach::domain
