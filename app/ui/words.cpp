#include "app/ui/words.h"

#include <array>

#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {

std::string word_of(domain::OutingKind kind) {
  switch (kind) {
    case domain::OutingKind::Market:
      return tr("Market");
    case domain::OutingKind::Fair:
      return tr("Fair");
    case domain::OutingKind::Square:
      return tr("Square");
    case domain::OutingKind::TownshipVisit:
      return tr("Township visit");
    case domain::OutingKind::VillageVisit:
      break;
  }
  return tr("Village visit");
}

std::string word_of(domain::Pathway pathway) {
  switch (pathway) {
    case domain::Pathway::Litigation:
      return tr("Lawsuit");
    case domain::Pathway::Arbitration:
      return tr("Arbitration");
    case domain::Pathway::AdministrativeReview:
      return tr("Administrative review");
    case domain::Pathway::AdministrativeProcedure:
      return tr("Administrative procedure");
    case domain::Pathway::LitigationRelated:
      return tr("Court-related procedure");
    case domain::Pathway::Discipline:
      return tr("Discipline inspection");
    case domain::Pathway::Petition:
      return tr("Petition procedure");
    case domain::Pathway::GeneralInquiry:
      break;
  }
  return tr("General advice");
}

std::string article_of(domain::Pathway pathway) {
  // Reports against officials go by the discipline bodies' own rules, and a question by none.
  const bool none =
      pathway == domain::Pathway::GeneralInquiry || pathway == domain::Pathway::Discipline;
  return none ? std::string() : tr("Petition Work Regulations, Art. 31");
}

std::string word_of(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::AnsweredOnTheSpot:
      return tr("Answered here");
    case domain::Outcome::GuidedToPathway:
      return tr("Told which way");
    case domain::Outcome::ReferredToDepartment:
      return tr("Sent to an office");
    case domain::Outcome::RegisteredForReply:
      break;
  }
  return tr("Noted for a reply");
}

std::string word_of(domain::CorrectionReason reason) {
  switch (reason) {
    case domain::CorrectionReason::Undo:
      return tr("Undone");
    case domain::CorrectionReason::Mistap:
      return tr("Tapped wrongly");
    case domain::CorrectionReason::Miscount:
      return tr("Counted wrongly");
    case domain::CorrectionReason::Duplicate:
      break;
  }
  return tr("Recorded twice");
}

std::string word_of(domain::Rejection reason) {
  switch (reason) {
    case domain::Rejection::UnknownKind:
      return tr("The county must update first");
    case domain::Rejection::UnknownOuting:
      return tr("Its outing is missing");
    case domain::Rejection::BadTarget:
      return tr("It corrects something that is not there");
    case domain::Rejection::Damaged:
      return tr("Damaged on this machine's disk");
    case domain::Rejection::NotText:
    case domain::Rejection::NotAnObject:
    case domain::Rejection::MissingField:
    case domain::Rejection::BadValue:
    case domain::Rejection::TooLarge:
    case domain::Rejection::BodyMissing:
      break;
  }
  return tr("The county could not read it");
}

namespace {

const char* words_of_reason(domain::EpochReason reason) {
  switch (reason) {
    case domain::EpochReason::Restored:
      return tr("The data came from an older backup.");
    case domain::EpochReason::OtherMachine:
      return tr("The data was moved to another machine.");
    case domain::EpochReason::Damaged:
      return tr("The last few records were damaged.");
    case domain::EpochReason::Recovered:
      return tr("The data came from the spare card.");
    case domain::EpochReason::MirrorAhead:
      return tr("The spare card held more records than this machine.");
    case domain::EpochReason::CountyAhead:
      return tr("The county held more records than this machine.");
    case domain::EpochReason::CountyDiffers:
      break;
  }
  return tr("The county's records and this machine's did not fit.");
}

// "All are there" is said only where that is known.
std::string epoch_words(const core::Notice& notice) {
  std::string kept = tr("All earlier records are there.");
  if (!notice.lost) {
    kept = tr("What this machine holds is kept.");
  } else if (*notice.lost > 0) {
    kept = fill(tr("{n} records could not be got back, please tell the county; all others are "
                   "there."),
                {{"n", with_thousands(*notice.lost)}});
  }
  if (notice.taken_over > 0) {
    kept += fill(tr(" {n} of them were carried over."), {{"n", with_thousands(notice.taken_over)}});
  }
  return fill(tr("{why} {kept} A new series has begun: just go on"),
              {{"why", words_of_reason(notice.epoch)}, {"kept", kept}});
}

}  // namespace

std::string words_of(const core::Notice& notice) {
  using What = core::Notice::What;
  switch (notice.what) {
    case What::None:
      return {};
    case What::NotSavedDiskFull:
      return tr("Not saved: storage is full. Please use another machine");
    case What::NotSavedDiskFailed:
      return tr("Not saved: the disk cannot be written. Please use another machine");
    case What::NotSavedInvalid:
      return tr("Not saved: something in it is not right");
    case What::OutingEnding:
      return tr("Not recorded: this outing is being ended. To go on, start an outing again");
    case What::EpochBegan:
      return epoch_words(notice);
    case What::EntriesDamaged:
      return fill(tr("{n} old records are damaged. All others are sound and go to the county as "
                     "always; please tell the county"),
                  {{"n", with_thousands(notice.count)}});
    case What::DiskNearlyFull:
      return tr(
          "Storage is nearly full. Go on recording, but have it cleared after packing up "
          "today");
    case What::DiskReserveInUse:
      return tr(
          "Storage is full: there is room for the rest of today only. Please call the county "
          "today");
    case What::MirrorMissing:
      return tr("The spare card is not in its slot. Please push it in; recording goes on");
    case What::MirrorFull:
      return tr("The spare card is full. Please put in an empty one; recording goes on");
    case What::MirrorWriteProtected:
      return tr(
          "The spare card is locked. Please push the small switch on its side; recording "
          "goes on");
    case What::MirrorFailed:
      return tr("The spare card does not work. Please change it; recording goes on");
    case What::PinCleared:
      return fill(tr("{name} has no PIN any more. Tap the name above to set a new one"),
                  {{"name", notice.detail}});
    case What::PinSet:
      return fill(tr("{name}: PIN set. It is asked for when you change over"),
                  {{"name", notice.detail}});
    case What::JournalUnusable:
      return tr("The records cannot be opened. Please call support");
    case What::SyncRefused:
      return tr("The county does not know this machine. Please call the office");
    case What::SyncNotTheCounty:
      return tr("Not the county that answered. The network may want a login");
    case What::SyncMalformed:
      return tr(
          "The county could not read what was sent. Records are kept here; please call "
          "support");
    case What::SyncOwnDisk:
      return tr("Some records cannot be read from this machine's disk. Please call support");
    case What::SyncDiverged:
      return tr("The county's receipt and the records here do not fit. Please call support");
    case What::SyncVersion:
      break;
  }
  return tr("Wrong address of the county, or another version. Please call support");
}

std::string day_words(Date date) {
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto month = static_cast<unsigned>(date.month());
  const std::string day = std::to_string(static_cast<unsigned>(date.day()));
  const std::string number = std::to_string(month);
  const char* name = month >= 1 && month <= kMonths.size() ? kMonths[month - 1] : "";
  return fill(tr("{day} {month_name}"), {{"day", day}, {"month", number}, {"month_name", name}});
}

std::string duration_words(std::int64_t minutes) {
  constexpr std::int64_t kHour = 60;
  constexpr std::int64_t kDay = 24 * kHour;
  if (minutes < 1) {
    return tr("under a minute");
  }
  if (minutes < kHour) {
    return fill(tr("{n} min"), {{"n", std::to_string(minutes)}});
  }
  if (minutes < 2 * kDay) {
    return fill(tr("{n} h"), {{"n", std::to_string(minutes / kHour)}});
  }
  return fill(tr("{n} days"), {{"n", std::to_string(minutes / kDay)}});
}

std::string size_words(std::int64_t bytes) {
  constexpr std::int64_t kGigabyte = 1'000'000'000;
  constexpr std::int64_t kMegabyte = 1'000'000;
  if (bytes >= kGigabyte) {
    return with_thousands(bytes / kGigabyte) + " GB";
  }
  return with_thousands(bytes / kMegabyte) + " MB";
}

std::string signed_words(std::int64_t value) {
  return (value > 0 ? "+" : "") + with_thousands(value);
}

}  // namespace outreach::ui
