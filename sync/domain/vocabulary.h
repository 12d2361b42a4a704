// The closed lists of the record, with the codes that travel. Words for people are in
// assets/locale.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace outreach::domain {

// 场次: what kind of day it was.
enum class OutingKind {
  Market,           // 集市
  Fair,             // 集会
  Square,           // 广场
  TownshipVisit,    // 乡镇接访
  VillageVisit,     // 进村入户
  JointVisit,       // 信访举报直通车: several offices in one car
  LeaderReception,  // 领导接访
  Other,            // one of the county's own list; the record names it
};

// 途径, after 《信访工作条例》 (2022) Art. 31(1)-(6); GeneralInquiry is advice that led into none
// of them.
enum class Pathway {
  Litigation,               // 诉讼
  Arbitration,              // 仲裁
  AdministrativeReview,     // 行政复议
  AdministrativeProcedure,  // 行政程序
  LitigationRelated,        // 涉法涉诉程序
  Discipline,               // 纪检监察
  Petition,                 // 信访程序
  GeneralInquiry,           // 一般咨询
};

// 办理结果: what the stall did.
enum class Outcome { AnsweredOnTheSpot, GuidedToPathway, ReferredToDepartment, RegisteredForReply };

// 更正原因.
enum class CorrectionReason { Undo, Mistap, Miscount, Duplicate };

// 库存: what happened to copies that were not given out.
enum class StockMovement {
  TakenOut,     // 带出
  BroughtBack,  // 带回
  Spoiled,      // 损耗
};

// 评价: what a resident rates.
enum class Rated {
  Stall,   // 摊位
  Answer,  // 答复
};

// 评价: the four faces. There is none in the middle: who taps one has said something.
enum class Face {
  Great,  // 很好
  Good,   // 还行
  Poor,   // 不太好
  Bad,    // 不好
};

// Why a body was erased.
enum class ErasureReason { PersonAsked, CourtOrder, RecordedByMistake };

// Why a new epoch began.
enum class EpochReason {
  Restored,       // the database is older than the marks beside it: a copy was put back
  OtherMachine,   // the data woke up on another machine: a card was moved or cloned
  Damaged,        // the end of the chain is gone or does not verify
  Recovered,      // rebuilt from the mirror
  MirrorAhead,    // the mirror holds entries this disk has lost
  CountyAhead,    // the county holds entries this disk has lost
  CountyDiffers,  // the county holds other entries in the place of ours
};

// Codes as in entry bodies and machine-readable output: snake_case, never changed once used.
std::string_view code_of(OutingKind value);
std::string_view code_of(Pathway value);
std::string_view code_of(Outcome value);
std::string_view code_of(CorrectionReason value);
std::string_view code_of(StockMovement value);
std::string_view code_of(Rated value);
std::string_view code_of(Face value);
std::string_view code_of(ErasureReason value);
std::string_view code_of(EpochReason value);

std::optional<OutingKind> outing_kind_from(std::string_view code);
std::optional<Pathway> pathway_from(std::string_view code);
std::optional<Outcome> outcome_from(std::string_view code);
std::optional<CorrectionReason> correction_reason_from(std::string_view code);
std::optional<StockMovement> stock_movement_from(std::string_view code);
std::optional<Rated> rated_from(std::string_view code);
std::optional<Face> face_from(std::string_view code);
std::optional<ErasureReason> erasure_reason_from(std::string_view code);
std::optional<EpochReason> epoch_reason_from(std::string_view code);

// The words of the paper sheet (and of its CSV), in Chinese: 仲裁, 当场答复 ….
std::string_view sheet_word(Pathway value);
std::string_view sheet_word(Outcome value);
std::string_view sheet_word(Rated value);
std::string_view sheet_word(Face value);
std::optional<Pathway> pathway_from_sheet(std::string_view word);
std::optional<Outcome> outcome_from_sheet(std::string_view word);

// Those that say by themselves what kind it was: Other is not among them.
inline constexpr std::array kOutingKinds{OutingKind::Market,         OutingKind::Fair,
                                         OutingKind::Square,         OutingKind::TownshipVisit,
                                         OutingKind::VillageVisit,   OutingKind::JointVisit,
                                         OutingKind::LeaderReception};
inline constexpr std::array kPathways{Pathway::Litigation,
                                      Pathway::Arbitration,
                                      Pathway::AdministrativeReview,
                                      Pathway::AdministrativeProcedure,
                                      Pathway::LitigationRelated,
                                      Pathway::Discipline,
                                      Pathway::Petition,
                                      Pathway::GeneralInquiry};
inline constexpr std::array kOutcomes{Outcome::AnsweredOnTheSpot, Outcome::GuidedToPathway,
                                      Outcome::ReferredToDepartment, Outcome::RegisteredForReply};
inline constexpr std::array kCorrectionReasons{CorrectionReason::Undo, CorrectionReason::Mistap,
                                               CorrectionReason::Miscount,
                                               CorrectionReason::Duplicate};
inline constexpr std::array kStockMovements{StockMovement::TakenOut, StockMovement::BroughtBack,
                                            StockMovement::Spoiled};
inline constexpr std::array kAllRated{Rated::Stall, Rated::Answer};
inline constexpr std::array kFaces{Face::Great, Face::Good, Face::Poor, Face::Bad};
inline constexpr std::array kErasureReasons{ErasureReason::PersonAsked, ErasureReason::CourtOrder,
                                            ErasureReason::RecordedByMistake};
inline constexpr std::array kEpochReasons{EpochReason::Restored,     EpochReason::OtherMachine,
                                          EpochReason::Damaged,      EpochReason::Recovered,
                                          EpochReason::MirrorAhead,  EpochReason::CountyAhead,
                                          EpochReason::CountyDiffers};

}  // namespace outreach::domain
