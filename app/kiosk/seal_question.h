// What somebody wants asked, made into what is recorded of it: sealed to the county, with the
// public half of a new receipt. Any thread, but never the control thread: working out the receipt's
// key takes the memory and time named in platform/crypto/password.h.
#pragma once

#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/random/random.h"
#include "sync/domain/receipt.h"
#include "sync/domain/record.h"

namespace outreach::kiosk {

struct SealedQuestion {
  domain::Question question;
  domain::Receipt receipt;  // to be told once, and kept nowhere
};
// `topic`: a catalogue id, or empty. `contact`: empty where the question is anonymous. Fails as
// protocol::seal_question does, and as Unavailable where there is no memory at the moment; then
// nothing can be recorded.
Result<SealedQuestion> seal_for_county(const std::string& topic, ByteView words, ByteView contact,
                                       const crypto::PublicKey& casework, Random& random);

}  // namespace outreach::kiosk
