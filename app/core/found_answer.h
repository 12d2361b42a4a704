// 查答复: the receipt on its way to where it is looked up, and what it opens on its way back. Both
// are somebody's own, and overwritten when their last holder lets go of them. Pure.
#pragma once

#include <memory>
#include <vector>

#include "app/core/secret_digits.h"
#include "app/core/secret_text.h"
#include "platform/base/time.h"
#include "sync/domain/receipt.h"

namespace outreach::core {

// A receipt as it is typed: whoever has all of its digits reads somebody's answer.
using ReceiptDigits = SecretDigits<domain::kReceiptDigits>;

// How far the office is with a question.
enum class AnswerStage {
  Received,  // 已收到
  PassedOn,  // 已转办: `office` has it
  Answered,  // 已答复
};

struct FoundAnswer {
  AnswerStage stage = AnswerStage::Received;
  Date date{};                      // the office's day
  SecretText office{0};             // who has it, or who answered; may be empty
  std::vector<SecretText> lines{};  // of Answered: the words, line by line; some may be empty
};
// Events, state and views are copied and compared; what they carry is one and the same answer,
// equal when it is that one, whatever it says. Nobody changes it once it is there.
using AnswerHandle = std::shared_ptr<const FoundAnswer>;

}  // namespace outreach::core
