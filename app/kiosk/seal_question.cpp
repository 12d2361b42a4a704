#include "app/kiosk/seal_question.h"

#include <utility>

#include "app/core/secret_text.h"
#include "sync/protocol/answer.h"
#include "sync/protocol/question.h"

namespace outreach::kiosk {

// Whatever is typed at the stall can be sealed.
static_assert(core::kQuestionWordsMax * core::kCodePointBytesMax <= protocol::kQuestionBytesMax);
static_assert(core::kQuestionContactMax * core::kCodePointBytesMax <= protocol::kContactBytesMax);

Result<SealedQuestion> seal_for_county(const std::string& topic, ByteView words, ByteView contact,
                                       const crypto::PublicKey& casework, Random& random) {
  auto sealed = protocol::seal_question(words, contact, casework, random);
  if (!sealed) {
    return sealed.error();
  }
  const auto receipt = protocol::mint_receipt(random);
  const auto answer_key = protocol::receipt_key(receipt, casework);
  if (!answer_key) {
    return answer_key.error();
  }
  return SealedQuestion{{topic, std::move(*sealed), answer_key->public_key()}, receipt};
}

}  // namespace outreach::kiosk
