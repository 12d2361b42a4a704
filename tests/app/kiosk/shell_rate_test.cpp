// 评一评 with a word on the kiosk without its window: sealed, recorded with the face, wiped.
#include <memory>
#include <string>
#include <variant>

#include "sync/protocol/question.h"
#include "tests/app/kiosk/kiosk_with_questions.h"

namespace outreach::kiosk {
namespace {

constexpr const char* kSaidBesides = "枣树林的条凳再多两个就好了";

class RatedKiosk : public KioskWithQuestions {
 public:
  void rate(const core::QuestionHandle& words) {
    say(core::GoTo{core::ScreenName::Home});
    say(core::OpenToResidents{});
    say(core::BeginVisit{});
    say(core::GoTo{core::ScreenName::Rate});
    say(core::GiveRating{domain::Face::Poor, words});
  }
  void until_state(core::RateView::State state) {
    until([state](const core::View& view) {
      const auto* rate = std::get_if<core::RateView>(&view.screen);
      return rate != nullptr && rate->state == state;
    });
  }
  // The one entry of the closed kiosk's journal.
  domain::Rating rating() {
    auto reader = journal::open_reader(options_.data);
    REQUIRE(reader);
    const auto chains = journal::chains(*reader);
    REQUIRE(chains);
    REQUIRE(chains->size() == 1);
    auto read = journal::read_entries(*reader, chains->front().number, 1, 10, 10'000);
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    auto decoded = domain::decode_body(read->front().envelope.kind, *read->front().body);
    REQUIRE(std::holds_alternative<domain::Record>(decoded));
    return std::get<domain::Rating>(std::get<domain::Record>(std::move(decoded)).content);
  }
};

TEST_CASE("Shell: a word besides a face is sealed to the county with it, and leaves no trace",
          "[shell][privacy][resident]") {
  RatedKiosk kiosk;
  kiosk.enrol_with_key();
  auto words = std::make_shared<core::QuestionWords>();
  words->words.add(kSaidBesides);
  kiosk.rate(words);
  kiosk.until_state(core::RateView::State::Kept);
  CHECK(words.use_count() == 1);  // nobody else holds them any more
  CHECK(kiosk.in_files({kSaidBesides, "枣树林"}) == std::vector<std::string>());
  kiosk.close();
  const domain::Rating rating = kiosk.rating();
  CHECK(rating.rated == domain::Rated::Stall);
  CHECK(rating.face == domain::Face::Poor);
  const auto opened = protocol::open_question(rating.sealed, kiosk.casework());
  REQUIRE(opened);
  CHECK(*opened == protocol::QuestionWords{kSaidBesides, std::nullopt});
}

TEST_CASE("Shell: without a county a word cannot be sealed, and nothing is recorded",
          "[shell][resident]") {
  RatedKiosk kiosk;
  auto words = std::make_shared<core::QuestionWords>();
  words->words.add(kSaidBesides);
  kiosk.rate(words);
  kiosk.until_state(core::RateView::State::NotSaved);
  kiosk.say(core::GiveRating{domain::Face::Poor});  // without it, it is
  kiosk.until_state(core::RateView::State::Kept);
  kiosk.close();
  CHECK(kiosk.rating().sealed.empty());
}

}  // namespace
}  // namespace outreach::kiosk
