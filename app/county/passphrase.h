// The passphrase of the casework key, asked for or read; it lives in wiped memory alone.
#pragma once

#include <string>

#include "platform/base/result.h"
#include "platform/crypto/secret.h"
#include "platform/files/files.h"

namespace outreach::county {

enum class PassphraseUse { Open, Choose };

// From the first line of the file `source`; of standard input when it is "-". When it is empty, or
// "-" and standard input is a terminal, the person is asked there without echo, twice to choose
// one. InvalidInput: nothing to read, the two differ, or no terminal to ask at.
Result<crypto::SecretBytes> read_passphrase(const std::string& source, PassphraseUse use,
                                            Files& files);

}  // namespace outreach::county
