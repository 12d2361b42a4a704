// 评一评, by touch.
#include <array>
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
