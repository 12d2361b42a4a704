// 我该找谁: one question after the other, back again, and what is left of it. Long because each
// part of it leads back in a way of its own.
#include "app/core/guide_walk.h"

#include <algorithm>

#include "app/core/resident.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

domain::Citation law(const char* article) {
  return {"信访工作条例", article, Date{std::chrono::year{2022} / 5 / 1}};
}

// First "work or village", then where it is work whether it goes on.
domain::Guide small_guide() {
  domain::Guide guide;
  guide.first = "start";
  guide.answers = {{"ways", "怎么反映？", "How?", "", "都可以。", {law("第十七条")}}};
  guide.questions = {{"start",
                      {"什么事？", "What is it?"},
                      {{{"打工", "Work"}, {"欠工资", "Wages"}, "guide-wage", "", "work", ""},
                       {{"举报干部", "Report"}, {}, "", "shield", "", "discipline"}}},
                     {"work",
                      {"还在干吗？", "Still there?"},
                      {{{"在", "Yes"}, {}, "", "check", "", "wages"},
                       {{"不在", "No"}, {}, "", "close", "", "wages"}}}};
  domain::GuideResult wages;
  wages.id = "wages";
  wages.title = {"拖欠工资", "Unpaid wages"};
  wages.topic = "wages";
  wages.departments = {"labour", "agriculture"};
  wages.pathway = domain::Pathway::Arbitration;
  wages.bring = {{"身份证", "Identity card"}};
  wages.clocks = {{{"申请仲裁", "Arbitration"},
                   {"1年", "1 year"},
                   {"从不干那天算起", "From leaving"},
                   {law("第二十七条")}}};
  wages.statements = {{{"转到仲裁", "Led into arbitration"}, {law("第三十一条第二项")}}};
  wages.answers = {"ways"};
  domain::GuideResult discipline = wages;
  discipline.id = "discipline";
  discipline.departments = {"discipline"};
  discipline.pathway = domain::Pathway::Discipline;
  discipline.answers.clear();
  discipline.takes_no_question = true;
  guide.results = {wages, discipline};
  return guide;
}

constexpr std::chrono::hours kUntilExpired{24};

void bring_guide(Stall& stall, domain::Guide guide) {
  ContentChanged changed;
  changed.catalogue = sample_catalogue();
  changed.catalogue.contacts = {{}, {"0357-1234567", "", "8:00-12:00"}};
  changed.was_asked_for = true;
  changed.facts.version = 1;
  changed.facts.expires_at = stall.now().wall + kUntilExpired;
  changed.guide = std::make_shared<const domain::Guide>(std::move(guide));
  stall.input(Event{changed});
}

Stall at_first_question() {
  Stall stall;
  bring_guide(stall, small_guide());
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  stall.input(Intent{GoTo{ScreenName::Guide}});
  return stall;
}

Stall at_wages() {
  Stall stall = at_first_question();
  stall.input(Intent{ChooseGuide{0}});
  stall.input(Intent{ChooseGuide{1}});
  return stall;
}

GuideView guide_of(const Stall& stall) {
  return stall.screen<GuideView>();
}

TEST_CASE("Guide walk: home offers it where the content has questions, and else it is not entered",
          "[core][guide]") {
  Stall stall;
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  CHECK_FALSE(stall.screen<ResidentsView>().has_guide);
  stall.input(Intent{GoTo{ScreenName::Guide}});
  CHECK(stall.state().screen == ScreenName::Residents);
  bring_guide(stall, small_guide());
  CHECK(stall.screen<ResidentsView>().has_guide);
  domain::Guide without_tree = small_guide();
  without_tree.first.clear();
  bring_guide(stall, without_tree);
  CHECK_FALSE(stall.screen<ResidentsView>().has_guide);
}

TEST_CASE("Guide walk: each choice leads on, and the steps are those of the longest way",
          "[core][guide]") {
  Stall stall = at_first_question();
  const GuideView first = guide_of(stall);
  REQUIRE(first.question);
  CHECK(first.question->words == "什么事？");
  CHECK(first.question->step == 1);
  CHECK(first.question->steps == 2);
  CHECK(first.question->choices.front() == GuideChoiceView{"打工", "欠工资", "guide-wage", ""});
  stall.input(Intent{ChooseGuide{0}});
  const GuideView second = guide_of(stall);
  REQUIRE(second.question);
  CHECK(second.question->words == "还在干吗？");
  CHECK(second.question->step == 2);
  CHECK(second.question->steps == 2);
  CHECK(second.chosen == std::vector<std::string>{"打工"});
  stall.input(Intent{ChooseGuide{1}});
  const GuideView result = guide_of(stall);
  REQUIRE(result.result);
  CHECK_FALSE(result.question);
  CHECK(result.result->id == "wages");
  CHECK(result.chosen == std::vector<std::string>{"打工", "不在"});
}

TEST_CASE("Guide walk: a result names its offices, what of them is known, and its clocks",
          "[core][guide]") {
  const Stall stall = at_wages();
  const GuideResultView result = *guide_of(stall).result;
  REQUIRE(result.offices.size() == 2);
  CHECK(result.offices[0].name == "县人力资源和社会保障局");
  CHECK(result.offices[0].contact == domain::Contact{"0357-1234567", "", "8:00-12:00"});
  CHECK(result.offices[1].contact == domain::Contact{});
  REQUIRE(result.clocks.size() == 1);
  CHECK(result.clocks[0].length == "1年");
  CHECK(result.clocks[0].from == "从不干那天算起");
  CHECK(result.reviewer.empty());
}

TEST_CASE("Guide walk: a result of content that has expired says so, by a clock that is believed",
          "[core][guide]") {
  Stall stall = at_wages();
  CHECK_FALSE(guide_of(stall).result->is_expired);
  Now later = stall.now();
  later.wall += kUntilExpired;
  stall.set_time(later);
  CHECK(guide_of(stall).result->is_expired);
  later.wall_trusted = false;
  stall.set_time(later);
  CHECK_FALSE(guide_of(stall).result->is_expired);
}

TEST_CASE("Guide walk: it is in the language of the screen", "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Intent{SetLanguage{Language::English}});
  CHECK(guide_of(stall).result->clocks[0].length == "1 year");
  CHECK(guide_of(stall).answers[0].question == "How?");
  CHECK(guide_of(stall).answers[0].answer == "都可以。");
}

TEST_CASE("Guide walk: back is one step, and from the first question home", "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Intent{BackInGuide{}});
  CHECK(guide_of(stall).question->words == "还在干吗？");
  stall.input(Intent{BackInGuide{}});
  CHECK(guide_of(stall).question->words == "什么事？");
  stall.input(Intent{BackInGuide{}});
  CHECK(stall.state().screen == ScreenName::Residents);
}

TEST_CASE("Guide walk: from home it begins anew", "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Intent{GoTo{ScreenName::Residents}});
  stall.input(Intent{GoTo{ScreenName::Guide}});
  CHECK(guide_of(stall).question->words == "什么事？");
  CHECK(guide_of(stall).chosen.empty());
}

TEST_CASE("Guide walk: what is not offered is not heard", "[core][guide]") {
  Stall stall = at_first_question();
  const View first = stall.view();
  for (const Intent& intent :
       {Intent{ChooseGuide{2}}, Intent{OpenAnswer{0}}, Intent{PrintGuideSlip{}},
        Intent{OpenGuidePart{GuidePart::Answers}}, Intent{OpenGuidePart{GuidePart::Answer}},
        Intent{OpenGuidePart{GuidePart::TakeAway}}}) {
    stall.input(intent);
    CHECK(stall.view() == first);
  }
  stall.input(Intent{ChooseGuide{0}});
  stall.input(Intent{ChooseGuide{0}});
  const View result = stall.view();
  for (const Intent& intent :
       {Intent{ChooseGuide{0}}, Intent{OpenAnswer{0}}, Intent{PrintGuideSlip{}},
        Intent{OpenGuidePart{GuidePart::NoneFits}}}) {
    stall.input(intent);
    CHECK(stall.view() == result);
  }
}

TEST_CASE("Guide walk: while something else fills the screen nothing is chosen", "[core][guide]") {
  Stall stall = at_first_question();
  stall.input(Intent{OpenGuidePart{GuidePart::Help}});
  stall.input(Intent{ChooseGuide{0}});
  CHECK(guide_of(stall).part == GuidePart::Help);
  stall.input(Intent{BackInGuide{}});
  CHECK(guide_of(stall).question->words == "什么事？");
  stall.input(Intent{OpenGuidePart{GuidePart::NoneFits}});
  stall.input(Intent{OpenGuidePart{GuidePart::Help}});
  CHECK(guide_of(stall).part == GuidePart::Help);
}

TEST_CASE("Guide walk: an answer leads back to the list, and that to the result", "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Intent{OpenGuidePart{GuidePart::Answers}});
  CHECK(guide_of(stall).part == GuidePart::Answers);
  stall.input(Intent{OpenAnswer{1}});
  CHECK(guide_of(stall).part == GuidePart::Answers);
  stall.input(Intent{OpenAnswer{0}});
  CHECK(guide_of(stall).part == GuidePart::Answer);
  CHECK(guide_of(stall).answers[guide_of(stall).answer].answer == "都可以。");
  stall.input(Intent{BackInGuide{}});
  CHECK(guide_of(stall).part == GuidePart::Answers);
  stall.input(Intent{BackInGuide{}});
  CHECK(guide_of(stall).part == GuidePart::Walk);
  CHECK(guide_of(stall).result->id == "wages");
}

TEST_CASE("Guide walk: content that changes meanwhile leads to its first question",
          "[core][guide]") {
  Stall stall = at_wages();
  domain::Guide other = small_guide();
  other.questions.front().choices.resize(1);
  other.questions.front().words.words = "新的问题？";
  bring_guide(stall, other);
  REQUIRE(guide_of(stall).question);
  CHECK(guide_of(stall).question->words == "新的问题？");
  CHECK(guide_of(stall).chosen.empty());
  bring_guide(stall, {});
  CHECK(stall.state().screen == ScreenName::Residents);
}

TEST_CASE("Guide walk: a choice that leads nowhere is not taken", "[core][guide]") {
  Stall stall = at_first_question();
  domain::Guide broken = small_guide();
  broken.questions.front().choices.front().question = "gone";
  bring_guide(stall, broken);
  stall.input(Intent{ChooseGuide{0}});
  CHECK(guide_of(stall).question->words == "什么事？");
}

TEST_CASE("Guide walk: nothing of it is left when the visit ends", "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Intent{OpenGuidePart{GuidePart::Answers}});
  stall.input(Intent{EndVisit{}});
  CHECK(stall.state().visit.guide.choices.empty());
  CHECK(stall.state().visit.guide.part == GuidePart::Walk);
  stall.input(Intent{BeginVisit{}});
  CHECK(stall.state().screen == ScreenName::Residents);
}

TEST_CASE("Guide walk: reports on officials take no question here", "[core][guide]") {
  Stall stall = at_first_question();
  stall.input(Intent{ChooseGuide{1}});
  const GuideView view = guide_of(stall);
  REQUIRE(view.result);
  CHECK(view.result->takes_no_question);
  CHECK(view.answers.empty());
  CHECK_FALSE(guide_of(at_wages()).result->takes_no_question);
}

// The first of its commands, if any.
const PutGuideOnPaper* asked_for_paper(const Stall& stall) {
  for (const Command& command : stall.commands()) {
    if (const auto* paper = std::get_if<PutGuideOnPaper>(&command)) {
      return paper;
    }
  }
  return nullptr;
}

TEST_CASE("Guide walk: the result goes on paper where a printer is there, once at a time",
          "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Intent{OpenGuidePart{GuidePart::TakeAway}});
  stall.input(Intent{PrintGuideSlip{}});
  CHECK(asked_for_paper(stall) == nullptr);
  stall.input(Event{PrinterChanged{PrinterState::Ready}});
  stall.input(Intent{PrintGuideSlip{}});
  stall.input(Intent{PrintGuideSlip{}});
  const PutGuideOnPaper* paper = asked_for_paper(stall);
  REQUIRE(paper != nullptr);
  CHECK(paper->result == *guide_of(stall).result);
  const auto asked = std::count_if(
      stall.commands().begin(), stall.commands().end(),
      [](const Command& command) { return std::holds_alternative<PutGuideOnPaper>(command); });
  CHECK(asked == 1);
  CHECK(guide_of(stall).job == PrintJob::Printing);
  const Ticket ticket = paper->ticket;
  stall.input(
      Event{ReceiptPrinted{ticket, ReceiptPrinted::Result::NotPrinted, PrinterState::NoPaper}});
  CHECK(guide_of(stall).job == PrintJob::NotPrinted);
  CHECK(guide_of(stall).trouble == PrinterState::NoPaper);
}

TEST_CASE("Guide walk: of paper that was left nothing is said", "[core][guide]") {
  Stall stall = at_wages();
  stall.input(Event{PrinterChanged{PrinterState::Ready}});
  stall.input(Intent{OpenGuidePart{GuidePart::TakeAway}});
  stall.input(Intent{PrintGuideSlip{}});
  REQUIRE(asked_for_paper(stall) != nullptr);
  const Ticket ticket = asked_for_paper(stall)->ticket;
  stall.input(Intent{BackInGuide{}});
  stall.input(Event{ReceiptPrinted{ticket, ReceiptPrinted::Result::Printed, PrinterState::Ready}});
  stall.input(Intent{OpenGuidePart{GuidePart::TakeAway}});
  CHECK(guide_of(stall).job == PrintJob::None);
}

TEST_CASE("Guide walk: it is asked whether somebody is still there", "[core][guide]") {
  const Stall stall = at_first_question();
  CHECK(visit_due(stall.state()) ==
        MonotonicTime{stall.now().monotonic.milliseconds + kVisitIdleMilliseconds});
}

}  // namespace
}  // namespace outreach::core
