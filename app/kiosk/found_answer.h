// What a receipt opened, on its way from the worker that has the answers to the screen.
#pragma once

#include "app/core/event.h"
#include "sync/client/answer_look_up.h"

namespace outreach::kiosk {

// On the worker that has the store. Its ticket is still to be set. Nothing of the answer is left
// anywhere but in what is returned.
core::AnswerFound find_answer_in(const client::PackStore& answers,
                                 const core::ReceiptDigits& receipt,
                                 const crypto::PublicKey& casework);

// As screens take it: line by line, a tab as a space. Wipes what it was made of.
core::AnswerHandle take_answer(protocol::AnswerWords& words);

}  // namespace outreach::kiosk
