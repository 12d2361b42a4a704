// Samples of 登记详情（封存）: its button, what is typed, and the receipt.
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ScreenName;

core::QuestionHandle typed_question(int times, const char* contact) {
  auto words = std::make_shared<core::QuestionWords>();
  for (int i = 0; i < times; ++i) {
    words->words.add("鸦雀沟的柿子树下，我家的地界让人挪了三尺九寸。");
  }
  words->contact.add(contact);
  return words;
}

core::QuestionView question_view() {
  return {"土地承包", false, {}};
}

void add_receipts_on_paper(std::vector<Sample>& all) {
  using core::PrinterState;
  using core::PrintJob;
  struct OnPaper {
    const char* name;
    PrintJob job;
    PrinterState printer;
  };
  for (const auto& [name, job, printer] :
       {OnPaper{"question-receipt-printer", PrintJob::None, PrinterState::Ready},
        OnPaper{"question-receipt-no-paper", PrintJob::None, PrinterState::NoPaper},
        OnPaper{"question-receipt-printing", PrintJob::Printing, PrinterState::Ready},
        OnPaper{"question-receipt-printed", PrintJob::Printed, PrinterState::Ready},
        OnPaper{"question-receipt-half-printed", PrintJob::NotPrinted, PrinterState::Ready},
        OnPaper{"question-receipt-not-printed", PrintJob::NotPrinted, PrinterState::Unusable},
        OnPaper{"question-receipt-not-made", PrintJob::NotMade, PrinterState::Ready}}) {
    auto& view = std::get<core::QuestionView>(copy_of(all, "question-receipt", name).view.screen);
    view.job = job;
    view.printer = view.trouble = printer;
  }
}

}  // namespace

void add_questions_left(std::vector<Sample>& all) {
  Sample& follow_up = copy_of(all, "consultation-noted", "consultation-follow-up");
  follow_up.drafts.consultation.outcome = domain::Outcome::RegisteredForReply;
  std::get<core::ConsultationView>(follow_up.view.screen).sealing = core::Sealing::Possible;
  Sample& keyless = copy_of(all, "consultation-follow-up", "consultation-keyless");
  std::get<core::ConsultationView>(keyless.view.screen).sealing = core::Sealing::NoCaseworkKey;
  Sample& alone = copy_of(all, "consultation-follow-up", "consultation-not-enrolled");
  std::get<core::ConsultationView>(alone.view.screen).sealing = core::Sealing::NotEnrolled;
  alone.view.frame.last.what = core::LastAction::What::Question;
  alone.view.frame.last.can_undo = false;

  all.push_back(sample("question", ScreenName::Question, question_view()));
  Sample& half = copy_of(all, "question", "question-typed");
  half.drafts.question = {typed_question(2, "王老栓 13900123456"), true};
  Sample& full = copy_of(all, "question", "question-full");
  full.drafts.question = {
      typed_question(20,
                     "王老栓，史村镇西吉必村小卖部后头第三家，白天都在，13900123456"
                     "，不在就找他二闺女王春花"),
      false};
  full.view.frame.notice = core::Notice{core::Notice::Tone::Failed, core::Notice::What::NotSealed};
  Sample& sealing = copy_of(all, "question-typed", "question-sealing");
  std::get<core::QuestionView>(sealing.view.screen).sealing = true;
  Sample& receipt = copy_of(all, "question", "question-receipt");
  std::get<core::QuestionView>(receipt.view.screen).receipt = "3814 0926 5578";
  Sample& below = copy_of(all, "question-receipt", "question-receipt-notice");
  below.view.frame.notice =
      core::Notice{core::Notice::Tone::Waiting, core::Notice::What::DiskNearlyFull};
  add_receipts_on_paper(all);
}

}  // namespace outreach::ui
