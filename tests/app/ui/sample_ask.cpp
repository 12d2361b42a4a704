// Samples of 留言提问: each step, empty and full, and all that is said of a receipt.
#include <memory>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::AskStep;
using core::AskTrouble;
using core::AskView;

core::QuestionHandle asked_words(int times, const char* contact) {
  auto words = std::make_shared<core::QuestionWords>();
  for (int i = 0; i < times; ++i) {
    words->words.add("去年秋收打工，老板还欠我三个月的工钱没有给，问了几回都说过了年再说。");
  }
  words->contact.add(contact);
  return words;
}

AskView& ask_view_of(Sample& sample) {
  return std::get<AskView>(sample.view.screen);
}

Sample& at_ask_step(std::vector<Sample>& all, const char* name, AskStep step) {
  AskView view;
  view.step = step;
  view.topic = "拖欠工资";
  all.push_back(sample(name, core::ScreenName::Ask, view));
  all.back().drafts.ask.step = step;
  return all.back();
}

void add_topics_to_choose(std::vector<Sample>& all) {
  AskView& first = ask_view_of(at_ask_step(all, "ask-topics", AskStep::Topic));
  first.topic.clear();
  first.topics = {{"land-contract", "农村土地承包", "land"},
                  {"homestead", "邻里宅基地", "neighbor"},
                  {"wage", "拖欠工资", "wage"},
                  {"village-affairs", "村务公开", "search"},
                  {"basic-allowance", "低保救助", "people"},
                  {"judgment-enforcement", "判决执行", "court"}};
  first.pages = 2;
  AskView& long_names = ask_view_of(copy_of(all, "ask-topics", "ask-topics-long"));
  long_names.topics = {{"a", "Enforcing a judgment", "court"},
                       {"b", "Conduct of officials", "shield"},
                       {"c", "Medical insurance claims", "health"},
                       {"d", "Compensation for land taken", "house"},
                       {"e", "Neighbours and house plots", "neighbor"}};
  long_names.page = 1;
  AskView& only = ask_view_of(copy_of(all, "ask-topics", "ask-topics-few"));
  only.pages = 1;
  only.topics.resize(1);
  AskView& elsewhere = ask_view_of(at_ask_step(all, "ask-elsewhere", AskStep::Elsewhere));
  elsewhere.topic = "干部作风";
  elsewhere.office = {"县纪委监委", "0357-12388", "曲沃县城北环路县委大院东门信访接待室",
                      "周一到周五 8:00-12:00 14:30-18:00"};
  ask_view_of(copy_of(all, "ask-elsewhere", "ask-elsewhere-unknown")).office = {
      "县纪委监委", {}, {}, {}};
}

void add_writing(std::vector<Sample>& all) {
  at_ask_step(all, "ask-words", AskStep::Words);
  copy_of(all, "ask-words", "ask-words-listening").view.frame.speech.is_speaking = true;
  Sample& composing = copy_of(all, "ask-words", "ask-words-composing");
  composing.drafts.ask.words = asked_words(1, "");
  composing.composing = "gongzimeigei";
  copy_of(all, "ask-words-composing", "ask-words-hidden").drafts.ask.keyboard.hidden = true;
  Sample& digits = copy_of(all, "ask-words", "ask-words-digits");
  digits.drafts.ask.words = asked_words(20, "");
  digits.drafts.ask.keyboard.layer = KeyboardDraft::Layer::Digits;
  Sample& english = copy_of(all, "ask-words-digits", "ask-words-english");
  english.drafts.ask.keyboard.layer = KeyboardDraft::Layer::English;
  Sample& clearing = copy_of(all, "ask-words-digits", "ask-words-clearing");
  clearing.drafts.ask.keyboard.clearing = MonotonicTime{500};
  ask_view_of(clearing).is_again = true;
  for (const auto& [name, trouble] : {std::pair{"ask-words-like-id", AskTrouble::LikeIdCard},
                                      std::pair{"ask-words-like-phone", AskTrouble::LikePhone}}) {
    ask_view_of(copy_of(all, "ask-words-digits", name)).trouble = trouble;
  }
  Sample& contact = at_ask_step(all, "ask-contact", AskStep::Contact);
  contact.drafts.ask.words = asked_words(1, "");
  contact.drafts.ask.keyboard.layer = KeyboardDraft::Layer::Digits;
  Sample& reached = copy_of(all, "ask-contact", "ask-contact-like-id");
  reached.drafts.ask.words = asked_words(1, "王老栓 13900123456 13935712345");
  ask_view_of(reached).trouble = AskTrouble::LikeIdCard;
}

void add_looks(std::vector<Sample>& all) {
  Sample& look = at_ask_step(all, "ask-look", AskStep::Look);
  look.drafts.ask.words = asked_words(2, "");
  ask_view_of(copy_of(all, "ask-look", "ask-look-no-topic")).topic.clear();
  Sample& full = copy_of(all, "ask-look", "ask-look-full");
  full.drafts.ask.words = asked_words(
      20, "王老栓，史村镇西吉必村小卖部后头第三家，白天都在，13900123456，不在就找他二闺女王春花");
  ask_view_of(copy_of(all, "ask-look-full", "ask-look-sealing")).sealing = true;
  ask_view_of(copy_of(all, "ask-look-full", "ask-look-not-sealed")).trouble = AskTrouble::NotSealed;
  ask_view_of(copy_of(all, "ask-look-full", "ask-look-not-saved")).trouble = AskTrouble::NotSaved;
}

void add_ask_receipts(std::vector<Sample>& all) {
  using core::PrinterState;
  using core::PrintJob;
  Sample& alone = at_ask_step(all, "ask-receipt", AskStep::Receipt);
  ask_view_of(alone).receipt = "3814 0926 5578";
  ask_view_of(alone).left_on = kSampleDay;
  ask_view_of(alone).left_at = "10:42";
  ask_view_of(alone).minutes_left = 9;
  struct OnPaper {
    const char* name;
    PrintJob job;
    PrinterState printer;
  };
  for (const auto& [name, job, printer] :
       {OnPaper{"ask-receipt-printer", PrintJob::None, PrinterState::Ready},
        OnPaper{"ask-receipt-no-paper", PrintJob::None, PrinterState::NoPaper},
        OnPaper{"ask-receipt-printing", PrintJob::Printing, PrinterState::Ready},
        OnPaper{"ask-receipt-printed", PrintJob::Printed, PrinterState::Ready},
        OnPaper{"ask-receipt-not-printed", PrintJob::NotPrinted, PrinterState::Unusable},
        OnPaper{"ask-receipt-not-made", PrintJob::NotMade, PrinterState::Ready}}) {
    AskView& view = ask_view_of(copy_of(all, "ask-receipt", name));
    view.job = job;
    view.printer = view.print_trouble = printer;
  }
  AskView& late = ask_view_of(copy_of(all, "ask-receipt-printer", "ask-receipt-late"));
  late.minutes_left = 0;
  late.left_on.reset();
  ask_view_of(copy_of(all, "ask-receipt", "ask-receipt-late-alone")).minutes_left = 0;
  ask_view_of(copy_of(all, "ask-receipt-printer", "ask-receipt-withdrawing")).withdrawing = true;
  ask_view_of(copy_of(all, "ask-receipt-printer", "ask-receipt-not-withdrawn")).trouble =
      AskTrouble::NotWithdrawn;
  copy_of(all, "ask-receipt", "ask-sure-withdraw").drafts.ask.sure = AskDraft::Sure::Withdraw;
  copy_of(all, "ask-receipt", "ask-sure-rewrite").drafts.ask.sure = AskDraft::Sure::Rewrite;
  at_ask_step(all, "ask-withdrawn", AskStep::Withdrawn);
}

}  // namespace

void add_asking(std::vector<Sample>& all) {
  for (const auto& [name, sealing] :
       {std::pair{"residents-can-ask", core::Sealing::Possible},
        std::pair{"residents-keyless", core::Sealing::NoCaseworkKey}}) {
    std::get<core::ResidentsView>(copy_of(all, "residents", name).view.screen).sealing = sealing;
  }
  add_topics_to_choose(all);
  add_writing(all);
  add_looks(all);
  add_ask_receipts(all);
}

}  // namespace outreach::ui
