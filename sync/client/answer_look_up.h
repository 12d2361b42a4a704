// The county's answer to a question, found by its receipt among all the answers that this kiosk
// has. Nobody is asked, so nobody learns what is looked up.
#pragma once

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/crypto.h"
#include "sync/client/pack_store.h"
#include "sync/domain/receipt.h"
#include "sync/protocol/answer.h"

namespace outreach::client {

// `answers`: the store of the pack protocol::kAnswersPack. `casework`: as of receipt_key(), whose
// time and memory this takes: on a worker, the one that has the store.
//
// NotFound: nothing came yet for this receipt, or no question ever had it; which of them cannot be
// known here. Refused: no publishing key is pinned. Corrupt: an answer is there and cannot be read.
Result<protocol::AnswerWords> look_up_answer(const PackStore& answers,
                                             const domain::Receipt& receipt,
                                             const crypto::PublicKey& casework);

// When the county made the answers that are looked up here. NotFound: none came yet. Else as above.
Result<WallTime> answers_made_at(const PackStore& answers);

}  // namespace outreach::client
