// The key that a server's certificate is for, as a client pins it.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace outreach::http {

// "sha256//" and the base64 of the SHA-256 of the public key (its SubjectPublicKeyInfo, RFC 7469,
// 2.4) in the first certificate of a PEM file: what CurlOptions::pinned_key takes. It stays the
// same when the certificate is renewed for the same key. InvalidInput: there is no certificate in
// it.
Result<std::string> pinned_key_of(const std::filesystem::path& certificate_file);

}  // namespace outreach::http
