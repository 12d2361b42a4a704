// 评一评, by touch.
#include <array>
#include <memory>
#include <utility>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using core::GiveRating;
using core::ScreenName;
using domain::Face;

TEST_CASE("Rating: each face is one tap, with its own word", "[screens][rate]") {
  const std::array<std::pair<const char*, Face>, 4> faces{
      {{"很好", Face::Great}, {"还行", Face::Good}, {"不太好", Face::Poor}, {"不好", Face::Bad}}};
  for (const auto& [word, face] : faces) {
    INFO(word);
    CHECK(Visitor("rate").tap(word) == core::Intent{GiveRating{face}});
    CHECK(Visitor("rate-answer").tap(word) == core::Intent{GiveRating{face}});
    CHECK(Visitor("rate-not-saved").tap(word) == core::Intent{GiveRating{face}});
  }
}

TEST_CASE("Rating: it is thanked for when it is durable, and no face is left to tap",
          "[screens][rate]") {
  {
    const Visitor saving("rate-saving");
    CHECK_FALSE(saving.scene().sees("谢谢，记下了"));
    CHECK(saving.scene().find_targets("不太好").empty());
  }
  {
    Visitor kept("rate-kept");
    CHECK(kept.scene().sees("谢谢，记下了"));
    CHECK(kept.scene().find_targets("很好").empty());
    CHECK(kept.tap("首页") == core::Intent{core::GoTo{ScreenName::Residents}});
  }
  CHECK(Visitor("rate-not-saved").scene().sees("没有记上，请再点一次"));
}

TEST_CASE("Rating: a word is said before the face, and goes along with the one that is tapped",
          "[screens][rate]") {
  CHECK(Visitor("rate").scene().find_targets("先说一句").empty());
  CHECK(Visitor("rate-can-write").tap("先说一句（不说也行）") == core::Intent{core::WriteRating{}});
  Visitor person("rate-writing");
  CHECK(person.scene().sees("点脸的时候才封存"));
  InputEvent typed;
  typed.kind = InputEvent::Kind::Text;
  typed.text = "讲得明白";
  person.frame({typed});
  const core::QuestionHandle words = person.sample().drafts.rate.words;
  REQUIRE(words);
  CHECK(words->words.view() == "讲得明白");
  CHECK(person.tap("下一步") == core::Intent{core::OfferRatingWords{words}});
  std::get<core::RateView>(person.sample().view.screen).is_writing = false;
  std::get<core::RateView>(person.sample().view.screen).can_write = true;
  person.frame();
  CHECK(person.scene().sees("您写的话会跟着封存"));
  CHECK(person.tap("改一改那句话") == core::Intent{core::WriteRating{}});
  CHECK(person.tap("很好") == core::Intent{GiveRating{Face::Great, words}});
}

TEST_CASE("Rating: words gone back from, and words that were kept, are wiped", "[screens][rate]") {
  {
    Visitor person("rate-written");
    const std::weak_ptr<core::QuestionWords> words = person.sample().drafts.rate.words;
    CHECK(person.tap("返回") == core::Intent{core::LeaveRatingWords{}});
    CHECK(words.expired());
  }
  Visitor person("rate-with-words");
  const std::weak_ptr<core::QuestionWords> words = person.sample().drafts.rate.words;
  core::RateView& view = std::get<core::RateView>(person.sample().view.screen);
  view = {core::RateView::State::Saving, domain::Rated::Stall, Face::Good};
  person.frame();
  CHECK_FALSE(words.expired());  // it may have to be tapped again
  view.state = core::RateView::State::Kept;
  person.frame();
  CHECK(words.expired());
}

TEST_CASE("Rating: why a word does not go on is said in words", "[screens][rate]") {
  CHECK(Visitor("rate-written-like-phone").scene().sees("这里不用留电话"));
  CHECK(Visitor("rate-written-like-id").scene().sees("像身份证号"));
}

TEST_CASE("Rating: back leads home, and from an answer's faces to the answer", "[screens][rate]") {
  CHECK(Visitor("rate").tap("返回") == core::Intent{core::GoTo{ScreenName::Residents}});
  CHECK(Visitor("rate-answer").tap("返回") == core::Intent{core::GoTo{ScreenName::LookUp}});
}

TEST_CASE("Rating: its tile is on residents' home, its button under an answer that was read whole",
          "[screens][rate]") {
  CHECK(Visitor("residents").tap("评一评") == core::Intent{core::GoTo{ScreenName::Rate}});
  CHECK(Visitor("look-up-answered").tap("评一评这个答复") == core::Intent{core::RateAnswer{}});
  CHECK(Visitor("look-up-passed-on").scene().find_targets("评一评这个答复").empty());
  Visitor longest("look-up-longest");
  CHECK(longest.scene().find_targets("评一评这个答复").empty());
  while (!longest.scene().find_targets("下一页").empty()) {
    longest.tap("下一页");
  }
  CHECK(longest.tap("评一评这个答复") == core::Intent{core::RateAnswer{}});
}

}  // namespace
}  // namespace outreach::ui
