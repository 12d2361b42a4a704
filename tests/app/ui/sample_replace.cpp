// Samples of 改内容: on the correction sheet of a consultation, and on the screen that puts another
// together.
#include <string>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {

void add_replacing(std::vector<Sample>& all) {
  Sample& sheet = copy_of(all, "today-notes", "today-replaceable");
  core::TodayRow& row = std::get<core::TodayView>(sheet.view.screen).rows[1];
  row.correctable = row.replaceable = true;
  sheet.drafts.today.correcting = row.sequence;
  Sample& ready = copy_of(all, "today-replaceable", "today-replaceable-why");
  ready.drafts.today.reason = domain::CorrectionReason::Miscount;

  Sample& replacing = copy_of(all, "consultation-empty", "consultation-replacing");
  auto& view = std::get<core::ConsultationView>(replacing.view.screen);
  core::ReplacedConsultation replaced;
  replaced.sequence = 14;
  replaced.time = "10:42";
  replaced.staff = "李秀英";
  replaced.name = "道路修缮";
  replaced.consultation = {2, "road", domain::Pathway::Petition, "xf",
                           domain::Outcome::GuidedToPathway};
  replaced.consultation.note = "问的是村口的桥";
  view.replaced = replaced;
  Sample& refused = copy_of(all, "consultation-replacing", "consultation-replacing-refused");
  refused.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NoteLikePhone};
  Sample& gone = copy_of(all, "consultation-replacing", "consultation-replacing-unlisted");
  std::get<core::ConsultationView>(gone.view.screen).replaced->consultation.topic = "left-the-list";

  // What 撤销 would take back, and what it took back.
  for (const std::string screen : {"handout", "consultation"}) {
    core::LastAction& changed = copy_of(all, screen, screen + "-changed").view.frame.last;
    changed.what = core::LastAction::What::ConsultationChanged;
    changed.name = "低保救助";
    changed.amount = 3;
    core::LastAction& back = copy_of(all, screen, screen + "-counts-again").view.frame.last;
    back.what = core::LastAction::What::CountsAgain;
    back.name = "低保救助";
    back.amount = 2;
  }
}

}  // namespace outreach::ui
