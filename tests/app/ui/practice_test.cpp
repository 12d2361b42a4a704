// 练习 as a person sees it, and leaves it.
#include <utility>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

TEST_CASE("Practice: every screen says so", "[screens][practice]") {
  using core::Contrast;
  using core::TypeSize;
  const auto window = open_window(1280, 800);
  Canvas canvas(window->fonts(), window->pictures());
  for (const auto& [type_size, contrast] : {std::pair{TypeSize::Standard, Contrast::Normal},
                                            std::pair{TypeSize::Largest, Contrast::High}}) {
    for (Sample& sample : sample_screens()) {
      INFO(sample.name);
      sample.view.frame.practice = true;
      sample.drafts.practice = true;
      sample.view.frame.notice.reset();  // of the machine's there is none in practice
      sample.view.frame.type_size = type_size;
      sample.view.frame.contrast = contrast;
      show(*window, canvas, sample, {1000});
      CHECK(canvas.theme().practice);
      CHECK(canvas.scene().sees("练习 · 不是真数"));
      CHECK(canvas.scene().sees("不计数"));
      CHECK_FALSE(canvas.scene().sees("已保存"));
      CHECK(canvas.scene().find_targets("练完了，退出", "practice").size() == 1);
    }
  }
}

TEST_CASE("Practice: on a small panel a line says so, and 更多 leads out", "[screens][practice]") {
  {
    const auto window = open_window(1024, 600, 7);
    Canvas canvas(window->fonts(), window->pictures());
    for (Sample& sample : sample_screens()) {
      INFO(sample.name);
      sample.view.frame.practice = true;
      sample.drafts.practice = true;
      sample.view.frame.notice.reset();
      show(*window, canvas, sample, {1000});
      CHECK(canvas.theme().practice);
      CHECK(canvas.scene().sees("练习 · 不是真数"));
      CHECK_FALSE(canvas.scene().sees("已保存"));
    }
  }
  Visitor person("practice-home", 1024, 600, 7);
  CHECK_FALSE(person.tap("更多"));
  CHECK(person.tap("练完了，退出", "more") == core::Intent(core::EndPractice{}));
  CHECK_FALSE(person.sample().drafts.home.showing_more);
}

TEST_CASE("Practice: outside it nothing is said of it", "[screens][practice]") {
  Visitor person("handout");
  CHECK_FALSE(person.scene().sees("练习"));
  CHECK(person.scene().sees("已保存"));
}

TEST_CASE("Practice: is entered from the home screen and left from any", "[screens][practice]") {
  {
    Visitor person("home");
    CHECK_FALSE(person.tap("更多"));
    CHECK(person.tap("练习", "more") == core::Intent(core::BeginPractice{}));
    CHECK(person.scene().find_targets("练习", "more").empty());
  }
  for (const char* screen : {"practice-handout", "practice-lock-pin", "practice-resume"}) {
    CHECK(Visitor(screen).tap("练完了，退出") == core::Intent(core::EndPractice{}));
  }
}

TEST_CASE("Practice: what was begun outside is not there inside", "[screens][practice]") {
  Visitor person("home-staff");
  person.sample().view.frame.practice = true;
  person.frame();
  CHECK_FALSE(person.sample().drafts.choosing_staff);
}

TEST_CASE("Practice: no PIN is set there", "[screens][practice]") {
  CHECK(Visitor("practice-home-staff").scene().find_targets("我的密码", "staff").empty());
  CHECK_FALSE(Visitor("home-staff").scene().find_targets("我的密码", "staff").empty());
}

}  // namespace
}  // namespace outreach::ui
