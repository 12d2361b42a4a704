// 登记详情（封存）, 留言提问 and 评一评's 说一句: sealed on the reading worker, since a receipt's
// key takes a tenth of a second and more. The words go there and no further.
#include <utility>

#include "app/kiosk/seal_question.h"
#include "app/kiosk/shell_state.h"
#include "sync/protocol/question.h"

namespace outreach::kiosk {

core::Sealing Shell::State::sealing() const {
  if (!grant) {
    return core::Sealing::NotEnrolled;
  }
  return grant->document.casework_key ? core::Sealing::Possible : core::Sealing::NoCaseworkKey;
}

void Shell::State::seal_question(const core::SealQuestion& command) {
  if (sealing() != core::Sealing::Possible) {
    input(core::Event{core::QuestionSealed{command.ticket}});
    return;
  }
  run_on(
      *reading, inbox,
      [topic = command.topic, words = command.words,
       casework = *grant->document.casework_key]() mutable {
        SystemRandom own_random;
        auto sealed = seal_for_county(topic, bytes_of(words->words.view()),
                                      bytes_of(words->contact.view()), casework, own_random);
        words.reset();
        return sealed;
      },
      [this, ticket = command.ticket](Result<SealedQuestion> sealed) {
        core::QuestionSealed answer{ticket};
        if (sealed) {
          answer.question = std::move(sealed->question);
          answer.receipt = std::move(sealed->receipt);
        }
        input(core::Event{std::move(answer)});
      });
}

void Shell::State::seal_rating(const core::SealRating& command) {
  if (sealing() != core::Sealing::Possible) {
    input(core::Event{core::RatingSealed{command.ticket}});
    return;
  }
  run_on(
      *reading, inbox,
      [words = command.words, casework = *grant->document.casework_key]() mutable {
        SystemRandom own_random;
        auto sealed =
            protocol::seal_question(bytes_of(words->words.view()), {}, casework, own_random);
        words.reset();
        return sealed;
      },
      [this, ticket = command.ticket](Result<Bytes> sealed) {
        core::RatingSealed answer{ticket};
        if (sealed) {
          answer.sealed = std::move(*sealed);
        }
        input(core::Event{std::move(answer)});
      });
}

}  // namespace outreach::kiosk
