// 我该找谁 by touch, over the content that comes with the program: every choice, every result and
// every answer; and from home to the right office. Long because a walk is many steps.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "app/core/make_view.h"
#include "app/core/update.h"
#include "app/ui/guide_words.h"
#include "app/ui/receipt_code.h"
#include "app/ui/spoken_screen.h"
#include "platform/base/text.h"
#include "platform/json/json.h"
#include "platform/text/locale.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

std::string content_text(const char* name) {
  std::ifstream file(std::string(OUTREACH_SOURCE_FOLDER "/assets/content/") + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A resident before residents' home, with the real content behind it.
class GuideVisitor {
 public:
  explicit GuideVisitor(int width = 1280, int height = 800, float inches = 0)
      : person_("residents", width, height, inches) {
    const auto catalogue = domain::parse_catalogue(content_text("catalogue.json"));
    REQUIRE(catalogue);
    const auto json = parse_json(content_text("guide.json"));
    REQUIRE(json);
    const Date day{std::chrono::year{2127} / 1 / 10};
    std::vector<domain::ContentProblem> problems;
    guide_ = domain::read_guide(*json, *catalogue, {day, day}, problems);
    REQUIRE(problems.empty());
    core::Started started;
    started.catalogue = *catalogue;
    started.guide = std::make_shared<const domain::Guide>(guide_);
    started.settings.self_service = true;
    give(core::Event{started});
    give(core::Intent{core::BeginVisit{}});
  }

  void give(const core::Input& input) {
    state_ = core::update(std::move(state_), input, now_).state;
    person_.sample().view = core::make_view(state_, now_);
    if (const auto wanted = person_.frame();
        wanted && std::holds_alternative<core::FitRoom>(*wanted)) {
      give(*wanted);
    }
  }
  // Nothing of the words a person is to read may be cut.
  void tap(const std::string& label, const std::string& group = {}) {
    if (const auto intent = person_.tap(label, group)) {
      give(*intent);
    }
    for (const SceneText& text : person_.scene().texts()) {
      INFO(text.text);
      CHECK_FALSE(text.truncated);
    }
  }
  // What it asks for, and nothing of that is done.
  std::optional<core::Intent> touch(const std::string& label) {
    return person_.tap(label);
  }
  const Scene& scene() const {
    return person_.scene();
  }
  core::FrameView frame_view() const {
    return core::make_view(state_, now_).frame;
  }
  core::Ticket spoken_ticket() const {
    return state_.visit.listening.ticket.value_or(0);
  }
  bool sees(const std::string& words) const {
    return person_.scene().sees(words);
  }
  bool offers(const std::string& label) const {
    return !person_.scene().find_targets(label).empty();
  }
  core::GuideView view() const {
    return std::get<core::GuideView>(core::make_view(state_, now_).screen);
  }
  const core::AppState& state() const {
    return state_;
  }
  const domain::Guide& guide() const {
    return guide_;
  }
  // What stands on all pages of what is shown, from the first; afterwards it is back there.
  std::set<std::string> read_all() {
    std::set<std::string> read;
    const auto add = [&] {
      for (const std::string& words : person_.scene().visible_texts()) {
        read.insert(words);
      }
    };
    add();
    int turned = 0;
    while (offers("下一页")) {
      tap("下一页");
      add();
      ++turned;
    }
    for (; turned > 0; --turned) {
      tap("返回");
    }
    return read;
  }

 private:
  Visitor person_;
  domain::Guide guide_;
  core::AppState state_;
  Now now_{};
};

// Every word of the result is on one of its pages, and its office on the first.
void check_result(GuideVisitor& person) {
  const core::GuideResultView result = *person.view().result;
  INFO(result.id);
  CHECK(person.sees(result.title));
  CHECK(person.sees(result.offices.front().name));
  const std::set<std::string> read = person.read_all();
  const auto is_read = [&](const std::string& words) {
    INFO(words);
    CHECK(read.contains(words));
  };
  is_read(way_words(result.pathway));
  is_read(review_words(result));
  for (const core::GuideOfficeView& office : result.offices) {
    is_read(office.name);
  }
  is_read("地址、电话：以当地公布的为准");
  for (const core::GuideClockView& clock : result.clocks) {
    is_read(clock.length);
    is_read(clock.what);
    is_read(clock.from);
    is_read(citations_words(clock.citations));
  }
  for (const std::string& thing : result.bring) {
    is_read(thing);
  }
  for (const core::GuideStatementView& statement : result.statements) {
    is_read(statement.words);
    is_read(citations_words(statement.citations));
  }
}

void check_answers(GuideVisitor& person, std::set<std::string>& read) {
  const core::GuideView view = person.view();
  CHECK(person.offers("常见问题") == !view.answers.empty());
  if (view.answers.empty()) {
    return;
  }
  person.tap("常见问题");
  for (const core::GuideAnswerView& answer : view.answers) {
    person.tap(answer.question, "answers");
    REQUIRE(person.view().part == core::GuidePart::Answer);
    const std::set<std::string> words = person.read_all();
    std::size_t shown = 0;
    for (const std::string& one : words) {
      shown += answer.answer.find(one) != std::string::npos ? one.size() : 0;
    }
    INFO(answer.answer);
    CHECK(shown >= answer.answer.size());
    for (const domain::Citation& citation : answer.citations) {
      CHECK(words.contains(citation_words(citation)));
    }
    read.insert(answer.question);
    person.tap("返回");
  }
  person.tap("返回");
}

struct Walked {
  std::set<std::string> questions;
  std::set<std::string> results;
  std::set<std::string> answers;
};

// From the question that is shown through each of its choices and back.
void walk_guide(GuideVisitor& person, Walked& walked) {
  const core::GuideQuestionView question = *person.view().question;
  walked.questions.insert(question.words);
  for (const core::GuideChoiceView& choice : question.choices) {
    INFO(question.words << " / " << choice.words);
    person.tap(choice.words, "choices");
    if (person.view().question) {
      walk_guide(person, walked);
    } else {
      REQUIRE(person.view().result);
      if (walked.results.insert(person.view().result->id).second) {
        check_result(person);
        check_answers(person, walked.answers);
      }
    }
    person.tap("返回");
    REQUIRE(person.view().question);
    REQUIRE(person.view().question->words == question.words);
  }
}

TEST_CASE("Guide: by touch every choice leads to a result that is shown whole, and back",
          "[screens][guide]") {
  GuideVisitor person;
  person.tap("我该找谁");
  Walked walked;
  walk_guide(person, walked);
  CHECK(walked.questions.size() == person.guide().questions.size());
  CHECK(walked.results.size() == person.guide().results.size());
  std::set<std::string> named;
  for (const domain::GuideResult& result : person.guide().results) {
    named.insert(result.answers.begin(), result.answers.end());
  }
  CHECK(walked.answers.size() == named.size());
  person.tap("返回");
  CHECK(person.state().screen == core::ScreenName::Residents);
}

// The taps after 我该找谁, and the office they lead to.
struct WayToOffice {
  const char* topic;
  std::vector<const char*> taps;
  const char* office;
};

const std::vector<WayToOffice>& ways_to_offices() {
  static const std::vector<WayToOffice> ways{
      {"land-contract", {"地和房的事", "承包地有争执"}, "县农业农村局"},
      {"homestead", {"地和房的事", "宅基地、邻居"}, "县人民法院"},
      {"unpaid-wages", {"打工的事", "老板拖欠工资", "已经不干了"}, "县人力资源和社会保障局"},
      {"village-affairs", {"村里的事", "村里的账不公开"}, "乡镇人民政府"},
      {"basic-allowance", {"生活和看病", "低保、救助", "还没办，没答复"}, "县民政局"},
      {"judgment-enforcement", {"别的，或已有结果", "法院已经判了"}, "县人民法院"},
      {"official-conduct", {"村里的事", "要举报干部"}, "县纪委监委"},
      {"medical-insurance", {"生活和看病", "看病报销", "还没办，没答复"}, "县医疗保障局"},
      {"land-compensation", {"地和房的事", "地被征了", "没有，不清楚"}, "县自然资源局"},
      {"road-repair", {"村里的事", "路坏了没人修"}, "县交通运输局"},
      {"pollution", {"村里的事", "有污染"}, "市生态环境局曲沃分局"},
      {"policy-question", {"别的，或已有结果", "问政策"}, "县信访局"}};
  return ways;
}

TEST_CASE("Guide: from home each of the twelve topics leads to its office in five taps",
          "[screens][guide]") {
  constexpr std::size_t kTapsMax = 5;
  GuideVisitor person;
  std::set<std::string> topics;
  for (const WayToOffice& way : ways_to_offices()) {
    INFO(way.topic);
    CHECK(way.taps.size() + 1 <= kTapsMax);
    person.give(core::Intent{core::GoTo{core::ScreenName::Residents}});
    person.tap("我该找谁");
    for (const char* label : way.taps) {
      person.tap(label, "choices");
    }
    REQUIRE(person.view().result);
    const auto* result = person.guide().result(person.view().result->id);
    CHECK(result->topic == way.topic);
    CHECK(person.sees("先找"));
    CHECK(person.sees(way.office));
    topics.insert(way.topic);
  }
  CHECK(topics.size() == person.state().catalogue.topics.size());
}

// One who cannot read: hears the screen, and taps what is framed while it is said.
class Listener {
 public:
  explicit Listener(GuideVisitor& person) : person_(person) {}

  // Until a sentence that begins with these words is said; taps the place that is framed then.
  void tap_when_said(const std::string& words) {
    INFO(words);
    const core::Listen heard = listen();
    std::size_t choices = 0;
    while (choices < heard.words.size() && heard.words[choices] != tr("You can tap:")) {
      ++choices;
    }
    const auto said =
        std::find_if(heard.words.begin() + static_cast<std::ptrdiff_t>(choices), heard.words.end(),
                     [&](const std::string& text) { return text.starts_with(words); });
    REQUIRE(said != heard.words.end());
    const auto sentence = static_cast<std::size_t>(said - heard.words.begin());
    person_.give(core::Event{core::SpeechChanged{person_.spoken_ticket(),
                                                 core::SpeechChanged::State::Saying, sentence}});
    CHECK(person_.frame_view().speech.sentence == sentence);
    const Rect framed = spoken_places(person_.scene()).at(sentence).rect;
    const SceneTarget* target = person_.scene().target_at(framed.centre_x(), framed.centre_y());
    REQUIRE(target != nullptr);
    CHECK(target->rect == framed);
    person_.tap(target->label, target->group);
  }
  std::vector<std::string> hears() {
    return listen().words;
  }

 private:
  core::Listen listen() {
    const auto intent = person_.touch("听一听");
    REQUIRE(intent);
    REQUIRE(std::holds_alternative<core::Listen>(*intent));
    person_.give(*intent);
    return std::get<core::Listen>(*intent);
  }

  GuideVisitor& person_;
};

TEST_CASE("Guide: by sound alone the same taps lead to the same offices", "[screens][guide]") {
  GuideVisitor person;
  Listener listener(person);
  for (const WayToOffice& way : ways_to_offices()) {
    INFO(way.topic);
    person.give(core::Intent{core::GoTo{core::ScreenName::Residents}});
    listener.tap_when_said("我该找谁");
    for (const char* label : way.taps) {
      listener.tap_when_said(label);
    }
    REQUIRE(person.view().result);
    const std::vector<std::string> heard = listener.hears();
    CHECK(std::any_of(heard.begin(), heard.end(), [&](const std::string& words) {
      return words.find(way.office) != std::string::npos;
    }));
    person.give(core::Intent{core::StopListening{}});
  }
}

TEST_CASE("Guide: what runs out stands before the way of a petition", "[screens][guide]") {
  GuideVisitor person(1024, 600, 7);
  person.tap("我该找谁");
  for (const char* label : {"别的，或已有结果", "不服信访答复", "处理意见"}) {
    person.tap(label, "choices");
  }
  const std::string clock = "从收到书面答复那天算起";
  const std::string way = "用什么办法";
  CHECK(person.sees("先找"));
  CHECK_FALSE(person.sees(way));
  while (!person.sees(clock)) {
    person.tap("下一页");
    CHECK_FALSE(person.sees(way));
  }
  while (!person.sees(way)) {
    person.tap("下一页");
  }
  CHECK_FALSE(person.sees(clock));
}

TEST_CASE("Guide: a report on an official is warned of and has nowhere to be written",
          "[screens][guide]") {
  GuideVisitor person;
  person.tap("我该找谁");
  person.tap("村里的事", "choices");
  person.tap("要举报干部", "choices");
  CHECK(person.sees("不要在这台机器上写"));
  CHECK(person.sees("县纪委监委"));
  CHECK_FALSE(person.offers("留言"));
}

TEST_CASE("Guide: whom no choice fits is led to the staff, without a PIN", "[screens][guide]") {
  GuideVisitor person;
  person.tap("我该找谁");
  person.tap("打工的事", "choices");
  person.tap("都不像");
  CHECK(person.offers("从头再选一遍"));
  person.tap("请工作人员帮忙");
  CHECK(person.sees("打工的事"));
  CHECK_FALSE(person.state().pin);
  person.tap("返回");
  CHECK(person.view().question->words == "打工出了什么事？");
}

TEST_CASE("Guide: without a printer the code is there, and no word of a printer",
          "[screens][guide]") {
  GuideVisitor person;
  person.tap("我该找谁");
  person.tap("打工的事", "choices");
  person.tap("干活受了伤", "choices");
  person.tap("带走");
  CHECK_FALSE(person.offers("打印"));
  CHECK_FALSE(person.sees("打印机"));
  CHECK(person.sees("扫一扫"));
  person.give(core::Event{core::PrinterChanged{core::PrinterState::Ready}});
  CHECK(person.offers("打印"));
  person.tap("打印");
  CHECK(person.view().job == core::PrintJob::Printing);
}

TEST_CASE("Guide: the code says where to go and what runs out from when, in few bytes",
          "[screens][guide]") {
  GuideVisitor person;
  person.tap("我该找谁");
  for (const char* label : {"打工的事", "老板拖欠工资", "说不清楚"}) {
    person.tap(label, "choices");
  }
  const core::GuideResultView result = *person.view().result;
  const std::string text = guide_code_text(result);
  INFO(text);
  CHECK(text.size() <= kTextCodeBytesMax);
  CHECK(is_utf8(text));
  CHECK(text.find("先找：县人力资源和社会保障局") != std::string::npos);
  for (const core::GuideClockView& clock : result.clocks) {
    CHECK(text.find(clock.length) != std::string::npos);
    CHECK(text.find(clock.from) != std::string::npos);
  }
}

}  // namespace
}  // namespace outreach::ui
