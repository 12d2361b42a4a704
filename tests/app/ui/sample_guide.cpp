// 我该找谁, as the content that comes with the program has it, and with the longest words there may
// be.
#include <array>
#include <string>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::GuidePart;
using core::GuideView;

std::string repeated_hanzi(const char* hanzi, std::size_t count) {
  std::string words;
  for (std::size_t i = 0; i < count; ++i) {
    words += hanzi;
  }
  return words;
}

// English of this many characters, in words of everyday length.
std::string english_words(std::size_t characters) {
  std::string words;
  while (words.size() < characters) {
    words += "petition ";
  }
  words.resize(characters);
  return words.back() == ' ' ? words.substr(0, characters - 1) + "s" : words;
}

domain::Citation cited(const char* law, const char* article) {
  return {law, article, Date{std::chrono::year{2008} / 5 / 1}};
}

core::GuideQuestionView money_question() {
  return {"出了什么事？点最像的一个",
          {{"老板拖欠工资", "打工、零工、工程款", "guide-wage", ""},
           {"干活受了伤", "工伤、赔偿", "guide-hurt", ""},
           {"低保、救助", "申请、停发、金额", "guide-home", ""},
           {"看病报销", "医保、合疗", "guide-health", ""},
           {"买东西受骗", "种子、农药、家电", "guide-buy", ""},
           {"都不是", "", "", "question"}},
          2,
          4};
}

core::GuideResultView wages_result() {
  core::GuideResultView result;
  result.id = "wages";
  result.title = "拖欠工资，这样办";
  result.offices = {{"县人力资源和社会保障局", {}}};
  result.pathway = domain::Pathway::Arbitration;
  result.clocks = {{"申请劳动仲裁",
                    "1年",
                    "从知道或应当知道权利被侵害那天算起",
                    {cited("劳动争议调解仲裁法", "第二十七条第一款")}},
                   {"找部门要求帮助后",
                    "重新算1年",
                    "从向有关部门请求帮助那时起",
                    {cited("劳动争议调解仲裁法", "第二十七条第二款")}}};
  result.bring = {"身份证", "工资条、欠条", "干活的记录"};
  result.statements = {
      {"应当通过仲裁解决的事，信访里提出来，也转到仲裁程序去办。",
       {cited("信访工作条例", "第三十一条第二项")}},
      {"可以申请法律援助：从收到申请那天起7日内审查决定；决定给的，从作出决定那天起3"
       "日内派人帮忙。",
       {cited("法律援助法", "第四十三条")}}};
  return result;
}

GuideView wages_view() {
  GuideView view;
  view.chosen = {"打工的事", "老板拖欠工资", "说不清楚"};
  view.result = wages_result();
  view.answers = {{"可以用哪些方式反映问题？",
                   "网上、写信、打电话、发传真、当面走访，都可以。",
                   {cited("信访工作条例", "第十七条")}},
                  {"好几个人一起去，要注意什么？",
                   "为同一件事一起走访的，要推选代表去，代表不超过5人。",
                   {cited("信访工作条例", "第二十条第三款")}}};
  return view;
}

// As long as each part may be by its format.
GuideView longest_result(bool in_english) {
  const auto words = [in_english](std::size_t most) {
    return in_english ? english_words(most * domain::kGuideEnglishTimes)
                      : repeated_hanzi("访", most);
  };
  const std::vector<domain::Citation> laws{
      cited("农村土地承包经营纠纷调解仲裁法", "第二十七条第一款第三项"),
      cited("信访工作条例", "第三十一条第二项")};
  GuideView view;
  view.chosen.assign(domain::kGuideDepthMax, words(domain::kGuideChoiceMax));
  core::GuideResultView result;
  result.id = "longest";
  result.title = words(domain::kGuideTitleMax);
  result.offices.assign(domain::kGuideDepartmentsMax,
                        {in_english ? "County human resources and social security bureau"
                                    : "县人力资源和社会保障局劳动保障监察大队",
                         {"0357-1234567，0357-7654321", "县城中心广场东侧政务大厅二楼十二号窗口",
                          "工作日上午8:00至12:00，下午2:30至6:00"}});
  result.pathway = domain::Pathway::AdministrativeReview;
  result.clocks.assign(domain::kGuideClocksMax,
                       {words(domain::kGuideClockWhatMax), words(domain::kGuideClockLengthMax),
                        words(domain::kGuideClockFromMax), laws});
  result.bring.assign(domain::kGuideBringCountMax, words(domain::kGuideBringMax));
  result.statements.assign(domain::kGuideStatementsMax, {words(domain::kGuideStatementMax), laws});
  result.reviewer = "曲沃县信访局办公室 张建国";
  view.result = std::move(result);
  std::string answer;
  for (std::size_t i = 0; i < domain::kGuideAnswerMax; ++i) {
    answer += i % 60 == 59 ? "，" : "访";
  }
  view.answers.assign(domain::kGuideAnswersMax, {words(20), answer, laws});
  for (std::size_t i = 0; i < view.answers.size(); ++i) {
    view.answers[i].question += std::to_string(i);  // no two are alike
  }
  return view;
}

GuideView longest_question(bool in_english) {
  const auto words = [in_english](std::size_t most) {
    return in_english ? english_words(most * domain::kGuideEnglishTimes)
                      : repeated_hanzi("访", most);
  };
  core::GuideQuestionView question;
  question.words = words(domain::kGuideQuestionMax);
  for (std::size_t i = 0; i < domain::kGuideChoicesMax; ++i) {
    std::string label = words(domain::kGuideChoiceMax);
    const std::size_t last = label.size() - (in_english ? 1 : std::string("访").size());
    question.choices.push_back(
        {label.substr(0, last) + std::to_string(i), words(domain::kGuideHintMax), "", "road"});
  }
  question.step = 4;
  question.steps = 4;
  GuideView view;
  view.chosen.assign(domain::kGuideDepthMax - 1, words(domain::kGuideChoiceMax));
  view.question = std::move(question);
  return view;
}

void add_guide_view(std::vector<Sample>& all, const std::string& name, GuideView view) {
  all.push_back(sample(name.c_str(), core::ScreenName::Guide, std::move(view)));
}

// Every part of it, under this name.
void add_guide_parts(std::vector<Sample>& all, const std::string& name, GuideView view) {
  add_guide_view(all, name, view);
  for (const auto& [part, suffix] :
       {std::pair(GuidePart::Answers, "-answers"), std::pair(GuidePart::Answer, "-answer"),
        std::pair(GuidePart::TakeAway, "-take-away"), std::pair(GuidePart::Help, "-help")}) {
    view.part = part;
    add_guide_view(all, name + suffix, view);
  }
}

// Every kind of card on the smallest panel, which has one a page; larger ones have fewer pages and
// show their last.
constexpr std::array kGuidePagesShown{1, 2, 3, 6, 7, 8};

void add_further_pages(std::vector<Sample>& all, const std::string& from) {
  for (const int page : kGuidePagesShown) {
    Sample& further = copy_of(all, from, from + "-page-" + std::to_string(page + 1));
    further.drafts.guide = {std::get<GuideView>(further.view.screen).result->id, page};
  }
}

}  // namespace

void add_guide(std::vector<Sample>& all) {
  GuideView question;
  question.chosen = {"钱和工作"};
  question.question = money_question();
  add_guide_view(all, "guide-question", question);
  question.part = GuidePart::NoneFits;
  add_guide_view(all, "guide-none-fits", question);
  question.chosen.clear();
  add_guide_view(all, "guide-none-fits-at-first", question);
  question.part = GuidePart::Help;
  add_guide_view(all, "guide-help-at-first", question);

  add_guide_parts(all, "guide-result", wages_view());
  GuideView expired = wages_view();
  expired.result->is_expired = true;
  add_guide_parts(all, "guide-result-expired", expired);
  GuideView discipline = wages_view();
  discipline.result->id = "discipline";
  discipline.result->title = "举报干部，找纪检监察机关";
  discipline.result->offices = {{"县纪委监委", {"12388", "", ""}}};
  discipline.result->pathway = domain::Pathway::Discipline;
  discipline.result->clocks.clear();
  discipline.result->takes_no_question = true;
  add_guide_view(all, "guide-discipline", discipline);
  GuideView paper = wages_view();
  paper.part = GuidePart::TakeAway;
  paper.printer = core::PrinterState::Ready;
  add_guide_view(all, "guide-take-away-printer", paper);
  paper.job = core::PrintJob::NotPrinted;
  paper.trouble = core::PrinterState::CoverOpen;
  paper.printer = core::PrinterState::CoverOpen;
  add_guide_view(all, "guide-take-away-not-printed", paper);
  paper.job = core::PrintJob::Printing;
  add_guide_view(all, "guide-take-away-printing", paper);

  for (const bool in_english : {false, true}) {
    const std::string name = in_english ? "guide-longest-english" : "guide-longest";
    add_guide_view(all, name + "-question", longest_question(in_english));
    add_guide_parts(all, name, longest_result(in_english));
    add_further_pages(all, name);
  }
}

}  // namespace outreach::ui
