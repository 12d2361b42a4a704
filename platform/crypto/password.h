// What people remember, made slow to guess: Argon2id (RFC 9106) by libsodium. Pure and any thread;
// each call takes the memory and about the time named below, so never on the control thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"
#include "platform/random/random.h"

namespace outreach::crypto {

// For the PINs of staff. A kiosk's board may have 1 GiB for everything, and staff wait for it each
// time they take over: above the least that OWASP's Password Storage Cheat Sheet names (19 MiB, two
// passes), a tenth of a second on a PC and under one on a small ARM board. It makes a million
// six-digit PINs cost a thief of the disk a day, not for ever; what such a PIN guards must bear
// that.
inline constexpr std::uint32_t kPinPasses = 3;
inline constexpr std::size_t kPinMemory = std::size_t{32} * 1024 * 1024;

// For the county's passphrase, on an office machine and a few times a day: libsodium's "moderate",
// about a second.
inline constexpr std::uint32_t kPassphrasePasses = 3;
inline constexpr std::size_t kPassphraseMemory = std::size_t{256} * 1024 * 1024;

// For the twelve digits of a resident's receipt (sync/domain/receipt.h). A small board must bear it
// while a resident waits, so it costs what a PIN costs; THREATS.md has what that means for somebody
// who tries numbers at leisure.
inline constexpr std::uint32_t kReceiptPasses = 3;
inline constexpr std::size_t kReceiptMemory = std::size_t{32} * 1024 * 1024;

// What is read may ask for at most this, or a file made to harm would take the machine's memory and
// an afternoon. Room for a later version to ask for more than today's.
inline constexpr std::uint32_t kPasswordPassesMax = 8;
inline constexpr std::size_t kPasswordMemoryMax = std::size_t{512} * 1024 * 1024;

// "$argon2id$v=19$m=32768,t=3,p=1$salt$hash", the form of the reference implementation, which
// libsodium and others verify too. It is made here and not by crypto_pwhash_str because that takes
// its salt from the system, and a run must repeat from its seed. InvalidInput for an empty PIN;
// Unavailable when there is not the memory.
Result<std::string> hash_pin(ByteView pin, Random& random);

// Whether it is the PIN that `encoded` was made of; the time taken does not tell how far off it is.
// Mind that the Result itself is true for an answer, also for "no". Unavailable: no memory at the
// moment, which must not count as a wrong try. Corrupt: `encoded` is nothing that hash_pin() makes,
// or asks for more than the limits above.
Result<bool> pin_matches(std::string_view encoded, ByteView pin);

// 32 bytes that whoever has the digits can make again, at the cost above, and nobody else: Argon2id
// of them with a salt of 16 bytes that is no secret. The same for the same digits and salt, for
// ever. InvalidInput: no digits. Unavailable when there is not the memory.
Result<SecretBytes> stretch_receipt(ByteView digits, const std::array<std::uint8_t, 16>& salt);

// `secret` so that only the passphrase gives it back, to be kept in a file. Layout, big-endian:
//   8 magic "OUTRWRAP" | 1 version 1 | 4 passes | 4 memory in KiB | 16 salt | 24 nonce | the secret
// under XChaCha20-Poly1305-IETF, 16 bytes longer, with everything before it authenticated along.
// The key is Argon2id of the passphrase. InvalidInput for an empty passphrase; Unavailable when
// there is not the memory.
Result<Bytes> wrap_with_passphrase(ByteView secret, ByteView passphrase, Random& random);

// Refused: another passphrase, or the bytes were changed; nobody can tell which. Corrupt: not such
// bytes at all, or they ask for more than the limits above. Unsupported: a newer version made them.
// Unavailable: no memory at the moment.
Result<SecretBytes> unwrap_with_passphrase(ByteView wrapped, ByteView passphrase);

}  // namespace outreach::crypto
