// What went wrong or changed, in words that say what to do.
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
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
  return tr("The county's records and these did not fit.");
}

// "All are there" is said only where that is known.
std::string epoch_words(const core::Notice& notice) {
  std::string kept = tr("All earlier records are there.");
  if (!notice.lost) {
    kept = tr("What this machine holds is kept.");
  } else if (*notice.lost > 0) {
    kept = fill(tr("{n} records are lost, please tell the county. The rest is there."),
                {{"n", with_thousands(*notice.lost)}});
  }
  if (notice.taken_over > 0) {
    kept += fill(tr(" {n} were carried over."), {{"n", with_thousands(notice.taken_over)}});
  }
  return fill(tr("{why} {kept} A new series has begun: just go on"),
              {{"why", words_of_reason(notice.epoch)}, {"kept", kept}});
}

std::string words_of_mirror(core::Notice::What what) {
  using What = core::Notice::What;
  switch (what) {
    case What::MirrorMissing:
      return tr("The spare card is not in its slot. Please push it in; recording goes on");
    case What::MirrorFull:
      return tr("The spare card is full. Please put in an empty one; recording goes on");
    case What::MirrorWriteProtected:
      return tr(
          "The spare card is locked. Please push the small switch on its side; recording "
          "goes on");
    default:
      return tr("The spare card does not work. Please change it; recording goes on");
  }
}

std::string words_of_stick(const core::Notice& notice) {
  using What = core::Notice::What;
  switch (notice.what) {
    case What::StickWritten:
      return fill(tr("{n} records are on the stick. They also stay here until the county's receipt "
                     "comes back"),
                  {{"n", with_thousands(notice.count)}});
    case What::StickNothing:
      return tr("Nothing waits: everything is with the county");
    case What::StickFull:
      return fill(tr("The stick is full: {n} records did not fit. Please remove other files from "
                     "it, or take another stick"),
                  {{"n", with_thousands(notice.count)}});
    case What::StickWriteProtected:
      return tr("The stick is locked. Please push its small switch, or take another stick");
    case What::StickGone:
      return tr(
          "The stick came out too early or is broken. Please plug it in and tap again; "
          "nothing is lost");
    case What::StickGivesBackOther:
      return tr(
          "This stick does not keep what is written to it. Please take another one; nothing "
          "is lost");
    case What::StickReceipts:
      return fill(tr("The stick brought the county's receipt: it has {n} more records"),
                  {{"n", with_thousands(notice.count)}});
    default:
      return fill(tr("Enrolled with {name}"), {{"name", notice.detail}});
  }
}

std::string words_of_pin(const core::Notice& notice) {
  using What = core::Notice::What;
  switch (notice.what) {
    case What::PinCleared:
      return fill(tr("{name} has no PIN any more. Tap the name above to set a new one"),
                  {{"name", notice.detail}});
    case What::PinSet:
      return fill(tr("{name}: PIN set. It is asked for when you change over"),
                  {{"name", notice.detail}});
    default:
      return tr("The supervisor's PIN is set. It clears a forgotten PIN");
  }
}

// What went wrong between this machine and the county.
std::string words_of_sync(core::Notice::What what) {
  using What = core::Notice::What;
  switch (what) {
    case What::SyncRefused:
      return tr("The county does not know this machine. Please call the office");
    case What::SyncRevoked:
      return tr("The county has stopped this machine. Records are kept; please call the office");
    case What::SyncCountyKeys:
      return tr("The county has other keys. Records are kept; ask the office for a new code");
    case What::SyncCertificateDates:
      return tr("The certificate is out of date: please check this machine's clock first");
    case What::SyncCertificate:
      return tr("The certificate is not the county's. Nothing was sent; please call support");
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
    default:
      return tr("Wrong address of the county, or another version. Please call support");
  }
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
    case What::NoteLikePhone:
      return refusal_words(domain::PersonalNumber::Mobile);
    case What::NoteLikeIdCard:
      return refusal_words(domain::PersonalNumber::IdCard);
    case What::NoteLikeNumber:
      return refusal_words(domain::PersonalNumber::LongNumber);
    case What::NotSealed:
      return tr("Not sealed, and nothing was recorded. Please try again");
    case What::OutingEnding:
      return tr("Not recorded: this outing is being ended. To go on, start an outing again");
    case What::UnknownBarcode:
      return tr("This barcode is not known: nothing was counted");
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
    case What::BatteryLow:
      return fill(
          tr("The battery has only {n}% left. Please plug the machine in; recording goes on"),
          {{"n", std::to_string(notice.count)}});
    case What::BatteryNearlyEmpty:
      return tr(
          "The battery is nearly empty. Please plug the machine in now; what is saved stays saved");
    case What::MirrorMissing:
    case What::MirrorFull:
    case What::MirrorWriteProtected:
    case What::MirrorFailed:
      return words_of_mirror(notice.what);
    case What::StickWritten:
    case What::StickNothing:
    case What::StickFull:
    case What::StickWriteProtected:
    case What::StickGone:
    case What::StickGivesBackOther:
    case What::StickReceipts:
    case What::StickEnrolled:
      return words_of_stick(notice);
    case What::PinCleared:
    case What::PinSet:
    case What::SupervisorPinSet:
      return words_of_pin(notice);
    case What::JournalUnusable:
      return tr("The records cannot be opened. Please call support");
    default:
      return words_of_sync(notice.what);
  }
}

std::string words_of(core::ClockDoubt doubt) {
  switch (doubt) {
    case core::ClockDoubt::BeforeBuild:
      return tr("The clock had stopped");
    case core::ClockDoubt::Jumped:
      return tr("The clock was just changed");
    case core::ClockDoubt::DisagreesWithCounty:
      return tr("The clock is not the county's");
    case core::ClockDoubt::BeforeCountyTime:
      return tr("The clock is behind the county");
    case core::ClockDoubt::StaffSayWrong:
      return tr("The date here was called wrong");
    case core::ClockDoubt::None:
      break;
  }
  return tr("The clock is wrong");
}

}  // namespace outreach::ui
